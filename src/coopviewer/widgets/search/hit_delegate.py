"""Drawing of search results: headings, and of each hit its title, where it matched, and a snippet with marks."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.search.answer import MatchField, SearchHit
from coopviewer.models.guard import guarded
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.common.badge_drawing import badge_width, draw_badge
from coopviewer.widgets.common.icons import icon_size
from coopviewer.widgets.common.marked_text import MarkedLine

_PAD, _GAP = 8, 3  # pixels
_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Draws every hit in three lines (title, where it matched, snippet), and a heading in one.

    All hits have three lines, even if one is empty, so that rows keep their height while the user types.
    """

    def __init__(self, parent: QObject) -> None:
        """Start without fonts; they are made from the list's own font when the first row is measured or drawn."""
        super().__init__(parent)
        self._cached_fonts: _Fonts | None = None

    def _fonts(self, option: QStyleOptionViewItem) -> "_Fonts":
        """Return the fonts of a row, cached until the list's font changes."""
        key = option.font.key()
        if self._cached_fonts is None or self._cached_fonts.key != key:
            # copies, since the option's font is destroyed with the option
            plain, title, heading = QFont(option.font), QFont(option.font), QFont(option.font)
            title.setWeight(QFont.Weight.DemiBold)
            heading.setBold(True)
            self._cached_fonts = _Fonts(key, *((font, QFontMetrics(font)) for font in (plain, title, heading)))
        return self._cached_fonts

    def _draw_title(
        self,
        painter: QPainter,
        area: QRect,
        title: MarkedLine,
        index: _Index,
        option: QStyleOptionViewItem,
        fonts: "_Fonts",
    ) -> None:
        """Draw the first line of a hit, its badge (the number of annotations) at the trailing end."""
        colour = option.palette.color(QPalette.ColorRole.Text)
        count = int(index.data(Role.BADGE) or 0)
        badge_space = badge_width(count, fonts.plain[1])
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        title_area = area.adjusted(badge_space if mirrored else 0, 0, 0 if mirrored else -badge_space, 0)
        title.draw(painter, title_area, colour, option.direction)
        if count:
            painter.setFont(fonts.plain[0])
            painter.setPen(colour)
            badge_area = (
                area.adjusted(0, 0, -title_area.width(), 0) if mirrored else area.adjusted(title_area.width(), 0, 0, 0)
            )
            draw_badge(painter, badge_area, count, mirrored=mirrored)

    # Qt overrides

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = self._fonts(option).plain[1].height() + _GAP
        heading = index.data(Role.VALUE) is None
        return QSize(0, line + 2 * _PAD if heading else 3 * line + 2 * _PAD)

    @guarded
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
        icon, size = index.data(Qt.ItemDataRole.DecorationRole), icon_size().width()
        if isinstance(icon, QIcon):
            icon_area = QRect(area.left(), area.top(), size, size)
            icon.paint(painter, style.visualRect(option.direction, area, icon_area))
        line_area = style.visualRect(option.direction, area, area.adjusted(size + _PAD, 0, 0, 0))
        line_area.setHeight(area.height() // 3)
        model = index.model()
        where = model.match_text(index) if isinstance(model, HitsModel) else ""
        lines = _lines(hit, where, fonts)
        self._draw_title(painter, line_area, lines[0], index, option, fonts)
        for line, colour in zip(lines[1:], (soft, text), strict=True):
            line_area.translate(0, line_area.height())
            line.draw(painter, line_area, colour, option.direction)
        painter.restore()


class _Fonts(NamedTuple):
    """The fonts of a hit's lines and of a heading, each with its metrics; ``key`` is QFont.key of the list's font."""

    key: str
    plain: tuple[QFont, QFontMetrics]
    title: tuple[QFont, QFontMetrics]
    heading: tuple[QFont, QFontMetrics]


def _lines(hit: SearchHit, where: str, fonts: _Fonts) -> tuple[MarkedLine, MarkedLine, MarkedLine]:
    in_title = hit.match.ranges if hit.match.field is MatchField.TITLE else ()
    return (
        MarkedLine(hit.ref.title, in_title, *fonts.title, keeps_marks=True),
        MarkedLine(where, (), *fonts.plain),
        MarkedLine(hit.snippet.text, hit.snippet.ranges, *fonts.plain),
    )
