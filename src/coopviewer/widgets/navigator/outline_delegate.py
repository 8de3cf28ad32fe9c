"""Draws the rows of an outline that is filtered or has badges: what matched stands out, the rest steps back."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopviewer.domain.text.folding import match_beginnings
from coopviewer.models.roles import Role
from coopviewer.widgets.common.badge_drawing import badge_width, draw_badge
from coopviewer.widgets.common.marked_text import BOLDER, MarkedLine

_ROUNDED = 3  # pixels by which letters may be wider than the sum of their whole widths


class OutlineDelegate(QStyledItemDelegate):
    """Marks in the rows that match where words begin with those sought; draws badges."""

    def __init__(self, words: Sequence[str] | None, parent: QWidget) -> None:
        """Mark these words (folded); None: nothing is filtered, all rows are alike."""
        super().__init__(parent)
        self._words = words

    # Qt's names

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = int(index.data(Role.BADGE) or 0)
        if self._words is None and not count:
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
        wanted = row.fontMetrics.horizontalAdvance(text) + BOLDER * len(marks) + _ROUNDED
        words, badge = _parted(area, wanted, badge_width(count, row.fontMetrics), row)
        painter.save()
        painter.setClipRect(area)
        MarkedLine(text, marks, row.font, row.fontMetrics).draw(painter, words, colour, row.direction)
        painter.setFont(row.font)
        draw_badge(painter, badge, count, row.palette.color(QPalette.ColorRole.Text), row.direction)
        painter.restore()


def _parted(area: QRect, words: int, badge: int, row: QStyleOptionViewItem) -> tuple[QRect, QRect]:
    """Give where the words stand, and the badge right after them; long words give way."""
    taken = min(words, area.width() - badge) if badge else area.width()
    if row.direction is Qt.LayoutDirection.RightToLeft:
        return area.adjusted(area.width() - taken, 0, 0, 0), area.adjusted(0, 0, -taken, 0)
    return area.adjusted(0, 0, taken - area.width(), 0), area.adjusted(taken, 0, 0, 0)
