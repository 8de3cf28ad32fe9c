"""Drawing of outline rows with hints and badges; under a filter, matches are emphasised and other rows paler."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopviewer.domain.text.folding import match_beginnings
from coopviewer.models.guard import guarded
from coopviewer.models.roles import Role
from coopviewer.widgets.common.badge_drawing import badge_width, draw_badge
from coopviewer.widgets.common.marked_text import BOLDER, MarkedLine

_BEFORE_HINT = "   "
_ROUNDED = 3  # pixels by which a drawn text may be wider than its measured width, because of rounding


class OutlineDelegate(QStyledItemDelegate):
    """Draws hints and badges after a row's text, and marks the beginnings of words that match the filter.

    A hint is a short text in a softer colour, such as an identifier, that tells entries with the same title apart. A
    badge is the number of annotations.
    """

    def __init__(self, words: Sequence[str] | None, parent: QWidget) -> None:
        """Mark, in the rows that match the filter, where a word begins with one of ``words``.

        ``words`` must be folded (without case and accents). None: the outline is not filtered.
        """
        super().__init__(parent)
        self._words = words

    @staticmethod
    def _draw_hint(
        painter: QPainter, area: QRect, hint: str, widths: tuple[int, int], row: QStyleOptionViewItem
    ) -> QRect:
        """Draw a hint in a softer colour and return the part of ``area`` after it, for the badge.

        A hint that is too long keeps its end, since identifiers begin alike and differ at the end.
        ``widths`` are those that hint and badge need, in pixels.
        """
        is_selected = bool(row.state & QStyle.StateFlag.State_Selected)
        colour = row.palette.color(
            QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.PlaceholderText
        )
        mirrored = row.direction is Qt.LayoutDirection.RightToLeft
        width = min(widths[0], area.width() - widths[1])
        left = (
            area.adjusted(area.width() - width, 0, 0, 0) if mirrored else area.adjusted(0, 0, width - area.width(), 0)
        )
        room = width - row.fontMetrics.horizontalAdvance(_BEFORE_HINT) - _ROUNDED
        shown = row.fontMetrics.elidedText(hint, Qt.TextElideMode.ElideLeft, max(room, 0))
        line = MarkedLine(_BEFORE_HINT + shown, (), row.font, row.fontMetrics)
        line.draw(painter, left, colour, row.direction)
        return area.adjusted(0, 0, -width, 0) if mirrored else area.adjusted(width, 0, 0, 0)

    # Qt overrides

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count, hint = int(index.data(Role.BADGE) or 0), str(index.data(Role.HINT) or "")
        if self._words is None and not count and not hint:
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        text, row.text = row.text, ""
        style = row.widget.style() if row.widget else QApplication.style()
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, row.widget)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, row.widget) + 1
        area.adjust(margin, 0, -margin, 0)
        matches = self._words is None or bool(index.data(Role.MATCHES))
        marks = match_beginnings(text, self._words or ()) if matches else ()
        plain = matches or bool(row.state & QStyle.StateFlag.State_Selected)
        colour = row.palette.color(QPalette.ColorRole.Text if plain else QPalette.ColorRole.PlaceholderText)
        text_width = row.fontMetrics.horizontalAdvance(text) + BOLDER * len(marks) + _ROUNDED
        badge = badge_width(count, row.fontMetrics)
        most = max(area.width() // 2, area.width() - text_width - badge)  # what the title leaves, or else half
        hint_width = min(row.fontMetrics.horizontalAdvance(_BEFORE_HINT + hint) + _ROUNDED, most)
        text_area, rest = _split_area(area, text_width, badge + (hint_width if hint else 0), row)
        painter.save()
        painter.setClipRect(area)
        MarkedLine(text, marks, row.font, row.fontMetrics).draw(painter, text_area, colour, row.direction)
        badge_area = self._draw_hint(painter, rest, hint, (hint_width, badge), row) if hint else rest
        painter.setFont(row.font)
        mirrored = row.direction is Qt.LayoutDirection.RightToLeft
        painter.setPen(row.palette.color(QPalette.ColorRole.Text))
        draw_badge(painter, badge_area, count, mirrored=mirrored)
        painter.restore()


def _split_area(area: QRect, text_width: int, badge: int, row: QStyleOptionViewItem) -> tuple[QRect, QRect]:
    """Return the area of the text, and the area right after it for hint and badge; a long text gets less than it needs.

    ``text_width`` and ``badge`` are the widths in pixels that the text, and hint and badge together, need.
    """
    width = min(text_width, area.width() - badge) if badge else area.width()
    if row.direction is Qt.LayoutDirection.RightToLeft:
        return area.adjusted(area.width() - width, 0, 0, 0), area.adjusted(0, 0, -width, 0)
    return area.adjusted(0, 0, width - area.width(), 0), area.adjusted(width, 0, 0, 0)
