"""A block of a card's text: wrapped, cut after some lines, with live parts that can be found again under a point."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from coopviewer.domain.text.lengths import utf16_length
from coopviewer.widgets.common.text_direction import begins_right_to_left

_LEADING = 1.18  # the height of a line, in that of its letters
_MOST_SIGNS = 160  # of a line, by which a text is cut before it is laid out


class LivePart(NamedTuple):
    """A stretch of a text, in code points; ``target`` is where it leads, empty where it is only drawn otherwise."""

    start: int
    end: int
    colour: QColor
    target: str = ""


class CardText:
    """One block, laid out for a width; the last line ends with an ellipsis where the text goes on."""

    def __init__(self, text: str, font: QFont, width: float, most_lines: int, parts: Sequence[LivePart] = ()) -> None:
        """Lay a text out in at most that many lines."""
        self._parts = parts
        short = text[: most_lines * _MOST_SIGNS]
        self._lay_out(short, font, width, most_lines)
        goes_on = len(short) < len(text)
        self.is_cut = self._goes_on or goes_on
        """Whether the text goes on after what is shown of it."""
        while short and (self._goes_on or goes_on):
            short, goes_on = self._shown_part(short), False
            self._lay_out(f"{short}…", font, width, most_lines)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return self._height

    def draw(self, painter: QPainter, place: QPointF, colour: QColor) -> None:
        """Draw it with its upper left corner at a place."""
        painter.setPen(colour)
        self._layout.draw(painter, place)

    def target_at(self, point: QPointF) -> str:
        """Give where the words at a point lead; the point is relative to the block."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if not line.naturalTextRect().contains(point):
                continue
            unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
            return self._target_at(unit if isinstance(unit, int) else int(unit[0]))
        return ""

    def _target_at(self, unit: int) -> str:
        text = self._layout.text()
        inside = (
            part.target
            for part in self._parts
            if utf16_length(text[: part.start]) <= unit < utf16_length(text[: part.end])
        )
        return next(inside, "")

    def _lay_out(self, text: str, font: QFont, width: float, most_lines: int) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        self._layout.setCacheEnabled(True)
        rules = QTextOption()
        rules.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        rules.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if begins_right_to_left(text):
            rules.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(rules)
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
        self._goes_on = line.isValid()
        self._layout.endLayout()

    def _shown_part(self, text: str) -> str:
        """Give what of a text its lines hold, with room for an ellipsis."""
        last = self._layout.lineAt(self._layout.lineCount() - (2 if self._goes_on else 1))
        kept = text.encode("utf-16-le", "replace")[: (last.textStart() + last.textLength()) * 2]
        return kept.decode("utf-16-le", "ignore").rstrip()[:-1].rstrip()


def _format(text: str, part: LivePart) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(part.colour)
    if part.target:
        form.setFontUnderline(True)
    found = QTextLayout.FormatRange()
    found.start = utf16_length(text[: part.start])
    found.length = utf16_length(text[part.start : part.end])
    found.format = form
    return found
