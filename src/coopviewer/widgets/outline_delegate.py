"""Draws the rows of a filtered outline: what matched stands out, what only stands above a match steps back."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopviewer.domain.folding import marked
from coopviewer.models.roles import Role


class OutlineDelegate(QStyledItemDelegate):
    """Marks in the rows that match where words begin with those sought: bold and underlined, not by colour."""

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        """Mark these words (folded)."""
        super().__init__(parent)
        self._words = words

    def _layout(self, option: QStyleOptionViewItem, text: str, font: QFont) -> QTextLayout:
        layout = QTextLayout(text, font)
        rules = QTextOption()
        rules.setWrapMode(QTextOption.WrapMode.NoWrap)
        rules.setTextDirection(option.direction)
        layout.setTextOption(rules)
        layout.setFormats([_emphasis(text, start, end) for start, end in marked(text, self._words)])
        return layout

    # Qt's names

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        text, row.text = row.text, ""
        style = row.widget.style() if row.widget else QApplication.style()
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, row.widget)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        matches = bool(index.data(Role.MATCHES))
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, row.widget) + 1
        shown = row.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * margin)
        layout = self._layout(row, shown, row.font)
        if not matches:
            layout.clearFormats()
        role = QPalette.ColorRole.Text if matches or _selected(row) else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setPen(row.palette.color(role))
        _draw(painter, layout, area.adjusted(margin, 0, -margin, 0))
        painter.restore()


def _selected(row: QStyleOptionViewItem) -> bool:
    return bool(row.state & QStyle.StateFlag.State_Selected)


def _emphasis(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Give the format of a range in code points; Qt counts UTF-16 units."""
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setFontUnderline(True)
    emphasis = QTextLayout.FormatRange()
    emphasis.start = _units(text[:start])
    emphasis.length = _units(text[start:end])
    emphasis.format = form
    return emphasis


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _draw(painter: QPainter, layout: QTextLayout, area: QRect) -> None:
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    painter.setClipRect(area)
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
