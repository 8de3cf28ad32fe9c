"""Draws single lines of text as the cells of views are drawn, but with fewer layouts. Imported when used.

A style lays a text out to measure it, again to cut it, and again to draw it. One that consists of simple signs of the
font itself only has to be cut: its line is as high as all others, and runs from left to right.
"""

from unicodedata import bidirectional, category

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

_NARROWEST = 2  # an average sign is rarely so many times as wide as all that stand in a line
_SIMPLE_BELOW = "\u2300"  # beyond are signs that other fonts draw, though this one has them, such as emoji
_SIMPLE = ("L", "N", "P", "S", "Zs")  # no marks, which stand on others, and nothing that is not seen


class SimpleSigns:
    """Knows which signs a font draws by itself, one after the other, from left to right."""

    def __init__(self, metrics: QFontMetrics) -> None:
        """Know none yet of the font that is measured by ``metrics``."""
        self._metrics = metrics
        self._known: set[str] = set()

    def cover(self, text: str) -> bool:
        """Tell whether a text consists of nothing else."""
        return self._known.issuperset(text) or self._learn(text)

    def _learn(self, text: str) -> bool:
        for sign in set(text) - self._known:
            simple = sign < _SIMPLE_BELOW and category(sign).startswith(_SIMPLE)
            if not simple or bidirectional(sign) in ("R", "AL", "AN") or not self._metrics.inFont(sign):
                return False
            self._known.add(sign)
        return True


class LineText:
    """Draws texts in one place of many cells, one below the other."""

    def __init__(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, simple: SimpleSigns | None
    ) -> None:
        """Draw as an item of ``option``; ``place`` is that of the text in a cell whose top is 0.

        ``simple`` are the signs of its font; None where all is laid out, as from right to left.
        """
        self._painter, self._option, self._place, self._simple = painter, option, place, simple
        self._metrics, self._mode, self._width = option.fontMetrics, option.textElideMode, place.width()
        self._fitting = _NARROWEST * max(self._width, 0) // max(self._metrics.averageCharWidth(), 1) + 1
        self._cut: dict[str, str] = {}  # many cells of a column say the same
        self._option_of_text = QTextOption(QStyle.visualAlignment(option.direction, option.displayAlignment))
        self._option_of_text.setWrapMode(QTextOption.WrapMode.ManualWrap)
        self._option_of_text.setTextDirection(option.direction)
        alike = self._lay_out("x")
        self._baseline = self._top_of(alike) + alike.lineAt(0).ascent()

    def draw(self, text: str, top: int) -> None:
        """Draw a text in the cell that begins there, cut where it has no room."""
        if self._simple is None or not self._simple.cover(text):
            self._draw_laid_out(text, top)
            return
        line = self._cut.get(text)
        if line is None:
            line = self._cut[text] = self._elided(text)
        self._painter.drawText(QPointF(self._place.left(), top + self._baseline), line)

    def _draw_laid_out(self, text: str, top: int) -> None:
        """Draw what may need other fonts, whose lines are higher, or runs in more than one direction."""
        layout = self._lay_out(text)
        place = QPointF(self._place.left(), top + self._top_of(layout))
        if layout.lineAt(0).naturalTextWidth() > self._width:
            layout = self._lay_out(self._elided(text))
        layout.draw(self._painter, place)

    def _lay_out(self, text: str) -> QTextLayout:
        layout = QTextLayout(text, self._option.font)
        layout.setTextOption(self._option_of_text)
        layout.beginLayout()
        layout.createLine().setLineWidth(self._width)
        layout.endLayout()
        return layout

    def _top_of(self, layout: QTextLayout) -> int:
        """Give where a text stands below the top of its cell, as styles place it: by whole pixels."""
        size = layout.boundingRect().size().toSize()
        return QStyle.alignedRect(self._option.direction, self._option.displayAlignment, size, self._place).top()

    def _elided(self, text: str) -> str:
        """Cut a text as Qt does, without laying out what hardly has room."""
        head = text[: self._fitting]
        shown = self._metrics.elidedText(head, self._mode, self._width)
        if shown == head != text:  # uncut, for all that there was of it
            shown = self._metrics.elidedText(text, self._mode, self._width)
        return shown
