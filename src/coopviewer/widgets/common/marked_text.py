"""One line of text in which ranges are marked, bold and underlined: what a filter or a search found, not by colour."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from coopviewer.domain.text.lengths import utf16_length

BOLDER = 8  # pixels by which a marked word may be wider than it is in plain letters
_AS_SAID = Qt.AlignmentFlag.AlignAbsolute  # else Qt turns the sides round once more
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _AS_SAID, Qt.AlignmentFlag.AlignRight | _AS_SAID
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TO_THE_LEFT = Qt.LayoutDirection.RightToLeft


class MarkedLine:
    """A line ready to be drawn; ranges are half-open, in code points, in order and apart."""

    def __init__(self, text: str, marks: Sequence[tuple[int, int]], font: QFont, metrics: QFontMetrics) -> None:
        """Set a text in a font, whose ``metrics`` are these."""
        self._text, self._marks, self._font, self._metrics = text, marks, font, metrics

    def draw(self, painter: QPainter, area: QRect, colour: QColor, direction: Qt.LayoutDirection) -> None:
        """Draw the line in the middle of an area's height, from its leading side, cut where it is too wide."""
        text = self._text
        width = area.width() - BOLDER * len(self._marks)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        kept = len(text) if shown == text else max(len(shown) - 1, 0)
        marks = [(start, min(end, kept)) for start, end in self._marks if start < kept]
        painter.setPen(colour)
        if marks:
            self._draw_marks(painter, area, shown, marks, direction)
        else:  # most lines, and much faster
            painter.setFont(self._font)
            painter.drawText(area, _ONE_LINE | (_RIGHT if direction is _TO_THE_LEFT else _LEFT), shown)

    def _draw_marks(
        self, painter: QPainter, area: QRect, shown: str, marks: list[tuple[int, int]], direction: Qt.LayoutDirection
    ) -> None:
        layout = QTextLayout(shown, self._font)
        layout.setFormats([_emphasis(shown, start, end) for start, end in marks])
        rules = QTextOption()
        rules.setWrapMode(QTextOption.WrapMode.NoWrap)
        rules.setTextDirection(direction)
        rules.setAlignment(_RIGHT if direction is _TO_THE_LEFT else _LEFT)
        layout.setTextOption(rules)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))


def _emphasis(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Give the format of a range in code points; Qt counts UTF-16 units."""
    emphasis = QTextLayout.FormatRange()
    emphasis.start = utf16_length(text[:start])
    emphasis.length = utf16_length(text[start:end])
    emphasis.format = _bold_and_underlined()
    return emphasis


@cache
def _bold_and_underlined() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setFontUnderline(True)
    return form


@cache
def _one_line(direction: Qt.LayoutDirection) -> QTextOption:
    rules = QTextOption()
    rules.setWrapMode(QTextOption.WrapMode.NoWrap)
    rules.setTextDirection(direction)
    return rules
