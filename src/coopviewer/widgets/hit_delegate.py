"""Draws what a search found: kinds as headings; of a hit its title, where it matched, and a line of text with marks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.search_answer import MatchField, SearchHit
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.roles import Role
from coopviewer.widgets.marked_text import MarkedLine

_ICON, _PAD, _GAP = 16, 8, 3  # pixels
_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Three lines a hit, all of one height, so that nothing jumps while one types."""

    # Qt's names

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = QFontMetrics(option.font).height() + _GAP
        heading = index.data(Role.VALUE) is None
        return QSize(0, line + 2 * _PAD if heading else 3 * line + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(Role.VALUE)
        if not isinstance(hit, SearchHit):
            _draw_heading(painter, option, str(index.data()))
            return
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        area = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            beside = QRect(area.left(), area.top(), _ICON, _ICON)
            icon.paint(painter, style.visualRect(option.direction, area, beside))
        lines = style.visualRect(option.direction, area, area.adjusted(_ICON + _PAD, 0, 0, 0))
        model = index.model()
        where = model.where(index) if isinstance(model, HitsModel) else ""
        _draw_lines(painter, option, lines, hit, where)


def _draw_heading(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
    font = QFont(option.font)
    font.setBold(True)
    line = MarkedLine(text, (), font, option.rect.width() - 2 * _PAD)
    area = option.rect.adjusted(_PAD, _PAD, -_PAD, 0)
    line.draw(painter, area, _colour(option, soft=True), option.direction)


def _draw_lines(painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: SearchHit, where: str) -> None:
    height = area.height() // 3
    large = QFont(option.font)
    large.setWeight(QFont.Weight.DemiBold)
    in_title = hit.match.marks if hit.match.field is MatchField.TITLE else ()
    texts = (
        (hit.ref.title, in_title, large, False),
        (where, (), option.font, True),
        (hit.snippet.text, hit.snippet.marks, option.font, False),
    )
    for place, (text, marks, font, soft) in enumerate(texts):
        part = QRect(area.left(), area.top() + place * height, area.width(), height)
        line = MarkedLine(text, marks, font, part.width())
        line.draw(painter, part, _colour(option, soft=soft), option.direction)


def _colour(option: QStyleOptionViewItem, *, soft: bool) -> QColor:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.PlaceholderText if soft and not selected else QPalette.ColorRole.Text
    return option.palette.color(role)
