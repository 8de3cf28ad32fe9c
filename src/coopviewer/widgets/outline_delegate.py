"""Draws the rows of a filtered outline: what matched stands out, what only stands above a match steps back."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopviewer.domain.folding import marked
from coopviewer.models.roles import Role
from coopviewer.widgets.marked_text import MarkedLine


class OutlineDelegate(QStyledItemDelegate):
    """Marks in the rows that match where words begin with those sought."""

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        """Mark these words (folded)."""
        super().__init__(parent)
        self._words = words

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
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, row.widget) + 1
        area.adjust(margin, 0, -margin, 0)
        matches = bool(index.data(Role.MATCHES))
        marks = marked(text, self._words) if matches else ()
        plain = matches or bool(row.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.Text if plain else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setClipRect(area)
        line = MarkedLine(text, marks, row.font, row.fontMetrics)
        line.draw(painter, area, row.palette.color(role), row.direction)
        painter.restore()
