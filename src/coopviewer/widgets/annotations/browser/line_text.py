"""Draws single lines of text as the cells of views are drawn, but with fewer layouts. Imported when used.

A style lays a text out to measure it, again to cut it, and again to draw it. One that consists of simple signs of the
font itself only has to be cut: its line is as high as all others, and runs from left to right.
"""

from unicodedata import bidirectional, category

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter, QRawFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

_NARROWEST = 2  # an average sign is rarely so many times as wide as all that stand in a line
_SIMPLE_BELOW = "\u2300"  # beyond are signs that other fonts draw, though this one has them, such as emoji
_SIMPLE = ("L", "N", "P", "S", "Zs")  # no marks, which stand on others, and nothing that is not seen


class SimpleSigns:
    """Knows which signs a font draws by itself, one after the other, from left to right."""

    def __init__(self, font: QFont) -> None:
        """Know none of them yet."""
        # QFontMetrics.inFont does not look at the sign in PySide6 6.11, and counts those that other fonts draw
        self._font = QRawFont.fromFont(font)
        self._known: set[str] = set()

    def cover(self, text: str) -> bool:
        """Tell whether a text consists of nothing else."""
        return self._known.issuperset(text) or self._learn(text)

    def _learn(self, text: str) -> bool:
        for sign in set(text) - self._known:
            simple = sign < _SIMPLE_BELOW and category(sign).startswith(_SIMPLE)
            if not simple or bidirectional(sign) in ("R", "AL", "AN") or not self._font.supportsCharacter(ord(sign)):
                return False
            self._known.add(sign)
        return True


class LineText:
    """Draws texts in cells of one height."""

    def __init__(
        self, painter: QPainter, option: QStyleOptionViewItem, height: int, simple: SimpleSigns | None
    ) -> None:
        """Draw as items of ``option``; ``height`` is that of a cell.

        ``simple`` are the signs of its font; None where all is laid out, as from right to left.
        """
        self._painter, self._option, self._height, self._simple = painter, option, height, simple
        self._metrics, self._mode = option.fontMetrics, option.textElideMode
        self._average = max(self._metrics.averageCharWidth(), 1)
        self._cut: dict[tuple[str, int], str] = {}  # many cells of a column say the same
        self._lines = QTextOption(QStyle.visualAlignment(option.direction, option.displayAlignment))
        self._lines.setWrapMode(QTextOption.WrapMode.ManualWrap)
        self._lines.setTextDirection(option.direction)
        alike = self._lay_out("x", 0)
        self._baseline = self._top_of(alike) + alike.lineAt(0).ascent()

    def draw(self, text: str, left: int, top: int, width: int) -> None:
        """Draw a text in a cell, in the part of it that begins there; cut where it has no room."""
        if self._simple is None or not self._simple.cover(text):
            self._draw_laid_out(text, left, top, width)
            return
        line = self._cut.get((text, width))
        if line is None:
            line = self._cut[text, width] = self._elided(text, width)
        self._painter.drawText(QPointF(left, top + self._baseline), line)

    def _draw_laid_out(self, text: str, left: int, top: int, width: int) -> None:
        """Draw what may need other fonts, whose lines are higher, or runs in more than one direction."""
        layout = self._lay_out(text, width)
        place = QPointF(left, top + self._top_of(layout))
        if layout.lineAt(0).naturalTextWidth() > width:
            layout = self._lay_out(self._elided(text, width), width)
        layout.draw(self._painter, place)

    def _lay_out(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self._option.font)
        layout.setTextOption(self._lines)
        layout.beginLayout()
        layout.createLine().setLineWidth(width)
        layout.endLayout()
        return layout

    def _top_of(self, layout: QTextLayout) -> int:
        """Give where a text stands below the top of its cell, as styles place it: by whole pixels."""
        size = layout.boundingRect().size().toSize()
        cell = QRect(0, 0, size.width(), self._height)
        return QStyle.alignedRect(self._option.direction, self._option.displayAlignment, size, cell).top()

    def _elided(self, text: str, width: int) -> str:
        """Cut a text as Qt does, without laying out what hardly has room."""
        head = text[: _NARROWEST * max(width, 0) // self._average + 1]
        shown = self._metrics.elidedText(head, self._mode, width)
        if shown == head != text:  # uncut, for all that there was of it
            shown = self._metrics.elidedText(text, self._mode, width)
        return shown
