"""Draws what a search found: kinds as headings; of a hit its title, where it matched, and a line of text with marks."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.search.answer import MatchField, SearchHit
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.badge_drawing import badge_width, draw_badge
from coopviewer.widgets.common.marked_text import MarkedLine

_ICON, _PAD, _GAP = 16, 8, 3  # pixels
_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Three lines a hit, all of one height, so that nothing jumps while one types."""

    def __init__(self, parent: QObject) -> None:
        """Draw the rows of a list."""
        super().__init__(parent)
        self._made: _Fonts | None = None

    def _fonts(self, option: QStyleOptionViewItem) -> "_Fonts":
        """Give the fonts of a hit; made once for each font of the list."""
        key = option.font.key()
        if self._made is None or self._made.key != key:
            # copies: the option's own font is gone when the option is
            plain, title, heading = QFont(option.font), QFont(option.font), QFont(option.font)
            title.setWeight(QFont.Weight.DemiBold)
            heading.setBold(True)
            self._made = _Fonts(key, *((font, QFontMetrics(font)) for font in (plain, title, heading)))
        return self._made

    def _draw_title(
        self,
        painter: QPainter,
        part: QRect,
        title: MarkedLine,
        index: _Index,
        option: QStyleOptionViewItem,
        fonts: "_Fonts",
    ) -> None:
        """Draw the first line of a hit, its badge at the far end."""
        colour = option.palette.color(QPalette.ColorRole.Text)
        count = int(index.data(Role.BADGE) or 0)
        badge = badge_width(count, fonts.plain[1])
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        words = part.adjusted(badge if mirrored else 0, 0, 0 if mirrored else -badge, 0)
        title.draw(painter, words, colour, option.direction)
        if count:
            painter.setFont(fonts.plain[0])
            beyond = part.adjusted(0, 0, -words.width(), 0) if mirrored else part.adjusted(words.width(), 0, 0, 0)
            draw_badge(painter, beyond, count, colour, option.direction)

    # Qt's names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = self._fonts(option).plain[1].height() + _GAP
        heading = index.data(Role.VALUE) is None
        return QSize(0, line + 2 * _PAD if heading else 3 * line + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit, fonts = index.data(Role.VALUE), self._fonts(option)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        text = option.palette.color(QPalette.ColorRole.Text)
        soft = text if selected else option.palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        painter.setClipRect(option.rect)
        if not isinstance(hit, SearchHit):
            area = option.rect.adjusted(_PAD, _PAD, -_PAD, 0)
            MarkedLine(str(index.data()), (), *fonts.heading).draw(painter, area, soft, option.direction)
            painter.restore()
            return
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        area = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            beside = QRect(area.left(), area.top(), _ICON, _ICON)
            icon.paint(painter, style.visualRect(option.direction, area, beside))
        part = style.visualRect(option.direction, area, area.adjusted(_ICON + _PAD, 0, 0, 0))
        part.setHeight(area.height() // 3)
        model = index.model()
        where = model.where(index) if isinstance(model, HitsModel) else ""
        lines = _lines(hit, where, fonts)
        self._draw_title(painter, part, lines[0], index, option, fonts)
        for line, colour in zip(lines[1:], (soft, text), strict=True):
            part.translate(0, part.height())
            line.draw(painter, part, colour, option.direction)
        painter.restore()


class _Fonts(NamedTuple):
    """The fonts of a hit's lines and of a heading, each with its metrics; ``key`` is that of the list's own font."""

    key: str
    plain: tuple[QFont, QFontMetrics]
    title: tuple[QFont, QFontMetrics]
    heading: tuple[QFont, QFontMetrics]


def _lines(hit: SearchHit, where: str, fonts: _Fonts) -> tuple[MarkedLine, MarkedLine, MarkedLine]:
    in_title = hit.match.ranges if hit.match.field is MatchField.TITLE else ()
    return (
        MarkedLine(hit.ref.title, in_title, *fonts.title),
        MarkedLine(where, (), *fonts.plain),
        MarkedLine(hit.snippet.text, hit.snippet.ranges, *fonts.plain),
    )
