"""Drawing of single lines of text exactly as Qt draws the cells of a view, but faster.

A style lays a text out three times: to measure it, to elide it and to draw it. A text of ``SimpleCharacters`` alone
needs no layout, except to elide it: such lines all have the same height, and run from left to right.
"""

from unicodedata import bidirectional, category

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter, QRawFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

_NARROWEST = 2  # a line rarely has more than so many times the characters that fit by the average width
_SIMPLE_BELOW = "\u2300"  # from here on other fonts draw characters that the font itself has too, such as emoji
_SIMPLE = ("L", "N", "P", "S", "Zs")  # Unicode categories: neither combining marks nor invisible characters


class SimpleCharacters:
    """The characters of a font that need no layout: drawn by the font itself, one beside the other from left to right.

    A character that was found to be simple is not checked again.
    """

    def __init__(self, font: QFont) -> None:
        """Start without checked characters."""
        # not QFontMetrics.inFont, which ignores its argument in PySide6 6.11, and counts characters of other fonts
        self._font = QRawFont.fromFont(font)
        self._characters: set[str] = set()

    def contain_all_of(self, text: str) -> bool:
        """Return whether all characters of a text are simple."""
        return self._characters.issuperset(text) or self._add_simple(text)

    def _add_simple(self, text: str) -> bool:
        for character in set(text) - self._characters:
            simple = character < _SIMPLE_BELOW and category(character).startswith(_SIMPLE)
            if (
                not simple
                or bidirectional(character) in ("R", "AL", "AN")
                or not self._font.supportsCharacter(ord(character))
            ):
                return False
            self._characters.add(character)
        return True


class LineText:
    """Draws single lines of text in the cells of a view; all cells have the same height."""

    def __init__(
        self, painter: QPainter, option: QStyleOptionViewItem, height: int, simple: SimpleCharacters | None
    ) -> None:
        """Draw with the font, direction and alignment of ``option``, in cells of ``height`` pixels.

        ``simple`` has the simple characters of that font; None: every text is laid out, as in a window from right to
        left.
        """
        self._painter, self._option, self._height, self._simple = painter, option, height, simple
        self._metrics, self._mode = option.fontMetrics, option.textElideMode
        self._average = max(self._metrics.averageCharWidth(), 1)
        self._elided_texts: dict[tuple[str, int], str] = {}  # many cells of a column have the same text
        self._text_option = QTextOption(QStyle.visualAlignment(option.direction, option.displayAlignment))
        self._text_option.setWrapMode(QTextOption.WrapMode.ManualWrap)
        self._text_option.setTextDirection(option.direction)
        sample = self._lay_out("x", 0)
        self._baseline = self._top_of(sample) + sample.lineAt(0).ascent()

    def draw(self, text: str, left: int, top: int, width: int) -> None:
        """Draw a text in a cell: from ``left``, in a cell whose top is ``top``, elided to ``width``; all in pixels."""
        if self._simple is None or not self._simple.contain_all_of(text):
            self._draw_laid_out(text, left, top, width)
            return
        elided = self._elided_texts.get((text, width))
        if elided is None:
            elided = self._elided_texts[text, width] = self._elided(text, width)
        self._painter.drawText(QPointF(left, top + self._baseline), elided)

    def _draw_laid_out(self, text: str, left: int, top: int, width: int) -> None:
        """Draw a text by laying it out: it may need other fonts, with higher lines, or have more than one direction."""
        layout = self._lay_out(text, width)
        origin = QPointF(left, top + self._top_of(layout))
        if layout.lineAt(0).naturalTextWidth() > width:
            layout = self._lay_out(self._elided(text, width), width)
        layout.draw(self._painter, origin)

    def _lay_out(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self._option.font)
        layout.setTextOption(self._text_option)
        layout.beginLayout()
        layout.createLine().setLineWidth(width)
        layout.endLayout()
        return layout

    def _top_of(self, layout: QTextLayout) -> int:
        """Return the distance from the top of a cell to its text in whole pixels, as styles align it."""
        size = layout.boundingRect().size().toSize()
        cell = QRect(0, 0, size.width(), self._height)
        return QStyle.alignedRect(self._option.direction, self._option.displayAlignment, size, cell).top()

    def _elided(self, text: str, width: int) -> str:
        """Elide a text as Qt does, without laying out the part of a long text that cannot fit."""
        head = text[: _NARROWEST * max(width, 0) // self._average + 1]
        shown = self._metrics.elidedText(head, self._mode, width)
        if shown == head != text:  # the head fits, so the rest may fit too
            shown = self._metrics.elidedText(text, self._mode, width)
        return shown
