"""A text of a card: wrapped, limited to some lines, with coloured parts that may be links."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from coopviewer.domain.text.measures import utf16_length
from coopviewer.widgets.common.text_direction import begins_right_to_left

_LEADING = 1.18  # the height of a line, in multiples of the font's height
_MOST_CHARACTERS = 160  # characters of a line at most, by which a long text is cut before it is laid out


class StyledPart(NamedTuple):
    """A range of a text, in code points, that has another colour.

    ``target`` is the address that it links to, empty if it is no link.
    """

    start: int
    end: int
    colour: QColor
    target: str = ""


class CardText:
    """A text laid out for a width; the last line ends with an ellipsis if the text is longer."""

    def __init__(self, text: str, font: QFont, width: float, most_lines: int, parts: Sequence[StyledPart] = ()) -> None:
        """Lay out a text in ``width`` pixels, with at most ``most_lines`` lines.

        Line ends in the text start new lines. ``parts`` are drawn in their own colours.
        """
        self._parts = parts
        short = text[: most_lines * _MOST_CHARACTERS]
        self._lay_out(short, font, width, most_lines)
        is_shortened = len(short) < len(text)
        self.is_cut = self._has_more or is_shortened
        """Whether the text is longer than the shown part."""
        while short and (self._has_more or is_shortened):
            short, is_shortened = self._shown_part(short), False
            self._lay_out(f"{short}…", font, width, most_lines)

    @property
    def height(self) -> float:
        """The height of the laid-out text in pixels."""
        return self._height

    def draw(self, painter: QPainter, position: QPointF, colour: QColor) -> None:
        """Draw the text with its upper left corner at a position, in ``colour`` where no part has its own."""
        painter.setPen(colour)
        self._layout.draw(painter, position)

    def target_at(self, point: QPointF) -> str:
        """Return the address linked at a point, relative to the upper left corner of the text; empty for none."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if not line.naturalTextRect().contains(point):
                continue
            unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
            return self._target_at(unit if isinstance(unit, int) else int(unit[0]))
        return ""

    def _target_at(self, unit: int) -> str:
        text = self._layout.text()
        targets = (
            part.target
            for part in self._parts
            if utf16_length(text[: part.start]) <= unit < utf16_length(text[: part.end])
        )
        return next(targets, "")

    def _lay_out(self, text: str, font: QFont, width: float, most_lines: int) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if begins_right_to_left(text):
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)
        if self._parts:
            self._layout.setFormats([_format(text, part) for part in self._parts if part.start < len(text)])
        self._layout.beginLayout()
        self._height, count, line = 0.0, 0, self._layout.createLine()
        while line.isValid() and count < most_lines:
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self._height + (line.height() * (_LEADING - 1)) / 2))
            self._height += line.height() * _LEADING
            count += 1
            line = self._layout.createLine()
        self._has_more = line.isValid()
        self._layout.endLayout()

    def _shown_part(self, text: str) -> str:
        """Return the part of a text that fits into the lines, less one character, for the ellipsis."""
        last = self._layout.lineAt(self._layout.lineCount() - (2 if self._has_more else 1))
        visible = text.encode("utf-16-le", "replace")[: (last.textStart() + last.textLength()) * 2]
        return visible.decode("utf-16-le", "ignore").rstrip()[:-1].rstrip()


def _format(text: str, part: StyledPart) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(part.colour)
    if part.target:
        form.setFontUnderline(True)
    styled_range = QTextLayout.FormatRange()
    styled_range.start = utf16_length(text[: part.start])
    styled_range.length = utf16_length(text[part.start : part.end])
    styled_range.format = form
    return styled_range
