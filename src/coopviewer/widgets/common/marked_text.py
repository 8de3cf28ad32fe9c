"""A line of text with marked ranges, such as matches of a search: bold and underlined, so not by colour alone."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from coopviewer.domain.text.measures import utf16_length

BOLDER = 8  # pixels by which a marked range may be wider in bold than in regular letters
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute  # else Qt mirrors the sides once more
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _ABSOLUTE, Qt.AlignmentFlag.AlignRight | _ABSOLUTE
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


class MarkedLine:
    """A line to be drawn with marked ranges: ``(1, 3)``, start and end, marks its second and third code points.

    The marks are in ascending order, and do not overlap.
    """

    def __init__(
        self,
        text: str,
        marks: Sequence[tuple[int, int]],
        font: QFont,
        metrics: QFontMetrics,
        *,
        keeps_marks: bool = False,
    ) -> None:
        """Take a text, its marks (each a start and an end in code points), and a font with its metrics.

        ``keeps_marks``: if the line is too wide, and a mark would be cut off at the end of the line, the text before
        that mark is shortened first.
        """
        self._text, self._marks, self._font, self._metrics = text, marks, font, metrics
        self._keeps_marks = keeps_marks

    def draw(self, painter: QPainter, area: QRect, colour: QColor, direction: Qt.LayoutDirection) -> None:
        """Draw the line in ``area``, vertically centred, from the leading side of ``direction``; elide it if needed."""
        shown, marks = self.fitted(area.width())
        painter.setPen(colour)
        if marks:
            self._draw_marks(painter, area, shown, marks, direction)
        else:  # most lines have no marks, and are drawn much faster so
            painter.setFont(self._font)
            painter.drawText(area, _ONE_LINE | (_RIGHT if direction is _RIGHT_TO_LEFT else _LEFT), shown)

    def fitted(self, width: int) -> tuple[str, list[tuple[int, int]]]:
        """Return the text, elided if wider than ``width`` pixels, and its marks: ``(start, end)`` in code points."""
        text, width = self._text, width - BOLDER * len(self._marks)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        if shown == text:
            return text, list(self._marks)
        length = max(len(shown) - 1, 0)
        hidden = next((mark for mark in self._marks if mark[1] > length), None)
        if self._keeps_marks and hidden is not None:
            return self._fitted_around(hidden[0], width)
        return shown, [(start, min(end, length)) for start, end in self._marks if start < length]

    def _fitted_around(self, mark: int, width: int) -> tuple[str, list[tuple[int, int]]]:
        """Return the text shortened before the word at ``mark`` (code points), and the marks in it.

        If needed it is shortened at its end too.
        """
        begin = self._text.rfind(" ", 0, mark) + 1
        tail = self._metrics.elidedText(self._text[begin:], Qt.TextElideMode.ElideRight, width)
        left = width - self._metrics.horizontalAdvance(tail)
        head = self._metrics.elidedText(self._text[:begin], Qt.TextElideMode.ElideRight, left)
        moved = len(head) - begin
        marks = [(start, end) for start, end in self._marks if end < len(head)]
        last = len(head) + len(tail)
        marks += [
            (start + moved, min(end + moved, last)) for start, end in self._marks if begin <= start < last - moved
        ]
        return head + tail, marks

    def _draw_marks(
        self, painter: QPainter, area: QRect, shown: str, marks: list[tuple[int, int]], direction: Qt.LayoutDirection
    ) -> None:
        layout = QTextLayout(shown, self._font)
        layout.setFormats([_emphasis(shown, start, end) for start, end in marks])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(direction)
        option.setAlignment(_RIGHT if direction is _RIGHT_TO_LEFT else _LEFT)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))


def _emphasis(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return the format of a range that is given in code points; Qt counts UTF-16 units."""
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
