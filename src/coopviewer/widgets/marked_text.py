"""One line of text in which ranges are marked, bold and underlined: what a filter or a search found, not by colour."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from coopviewer.domain.utf16 import units


class MarkedLine:
    """A line ready to be drawn; ranges are half-open, in code points, in order and apart."""

    def __init__(self, text: str, marks: Iterable[tuple[int, int]], font: QFont, width: int) -> None:
        """Set the line in a font, cut where it is wider than ``width`` pixels."""
        bold = QFont(font)
        bold.setBold(True)
        shown = QFontMetrics(bold if marks else font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        self._layout = QTextLayout(shown, font)
        kept = len(shown) if shown == text else max(len(shown) - 1, 0)
        self._layout.setFormats([_emphasis(text, start, min(end, kept)) for start, end in marks if start < kept])

    def draw(self, painter: QPainter, area: QRect, colour: QColor, direction: Qt.LayoutDirection) -> None:
        """Draw the line in the middle of an area's height, from its leading side."""
        rules = QTextOption()
        rules.setWrapMode(QTextOption.WrapMode.NoWrap)
        rules.setTextDirection(direction)
        self._layout.setTextOption(rules)
        self._layout.beginLayout()
        line = self._layout.createLine()
        line.setLineWidth(area.width())
        self._layout.endLayout()
        painter.save()
        painter.setPen(colour)
        painter.setClipRect(area)
        self._layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
        painter.restore()


def _emphasis(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Give the format of a range in code points; Qt counts UTF-16 units."""
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setFontUnderline(True)
    emphasis = QTextLayout.FormatRange()
    emphasis.start = units(text[:start])
    emphasis.length = units(text[start:end])
    emphasis.format = form
    return emphasis
