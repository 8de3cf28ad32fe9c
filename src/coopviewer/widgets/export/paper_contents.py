"""The page numbers in a table of contents on paper, and the dots that lead to them.

They are painted beside the lines of the contents once the pages are known.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument, QTextFragment

from coopviewer.rendering.document.document import Contents, Document
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.export.paper_breaks import Span

_GAP = 0.6  # times the height of the letters: between a line, its dots and its number


class _Line(NamedTuple):
    """A line of a table of contents.

    ``base`` is its baseline on the strip and ``end`` where its text ends, both in dots; ``anchor`` is the name of the
    anchor at the heading that it leads to.
    """

    base: float
    end: float
    font: QFont
    anchor: str


class PaperContents:
    """The lines in the tables of contents of one document, and the places of the headings that they lead to."""

    def __init__(self, paper: Document) -> None:
        """Find the lines of the tables of contents of a document, which are to get page numbers.

        Other links to headings get no numbers.
        """
        contents = (block for block in paper.blocks if isinstance(block, Contents))
        self._expected = deque(f"#{line.anchor}" for block in contents for line in block.lines)
        self._lines: list[_Line] = []
        self._places: dict[str, float] = {}
        self._numbers: dict[str, int] = {}

    def note(self, text: QTextDocument, above: float) -> None:
        """Store where the lines of contents and the headings (by their anchors) are in a laid-out part of the document.

        ``above`` is where the part begins, in dots from the beginning of the document.
        """
        block = text.begin()
        while block.isValid():
            if not block.blockFormat().headingLevel():
                self._note_line(text, block, above)
            for fragment in _fragments(block):
                for name in fragment.charFormat().anchorNames():
                    self._places.setdefault(name, above + text.documentLayout().blockBoundingRect(block).top())
            block = block.next()

    def _note_line(self, text: QTextDocument, block: QTextBlock, above: float) -> None:
        fragments = list(_fragments(block))
        targets = {fragment.charFormat().anchorHref() for fragment in fragments}
        if not self._expected or targets != {self._expected[0]}:
            return
        target = self._expected.popleft()
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        place = text.documentLayout().blockBoundingRect(block).topLeft()
        font = fragments[0].charFormat().font()
        rect = line.naturalTextRect()
        end = rect.left() if block.textDirection() == Qt.LayoutDirection.RightToLeft else rect.right()
        base = above + place.y() + line.y() + line.ascent()
        self._lines.append(_Line(base, place.x() + end, font, target[1:]))

    def number(self, pages: Sequence[Span]) -> None:
        """Find the page of each heading, which the contents then show; ``pages``: top and bottom of each, in dots."""
        tops = [top for top, _ in pages]
        self._numbers = {name: max(bisect_right(tops, place + 1), 1) for name, place in self._places.items()}

    def paint(
        self, painter: QPainter, number: int, pages: Sequence[Span], width: float, *, right_to_left: bool
    ) -> None:
        """Paint the page numbers beside the lines of the table of contents on the page ``number``, counted from 1.

        Call the method ``number`` first, which finds the numbers; a line whose heading ``note`` did not meet gets none.
        ``pages`` has the top and bottom of each page; lines are ``width`` dots wide. The numbers are at the right end
        of the lines, with ``right_to_left`` at the left.
        """
        top, bottom = pages[number - 1]
        for line in self._lines:
            if top <= line.base <= bottom and line.anchor in self._numbers:
                self._paint_line(painter, line, line.base - top, 0.0 if right_to_left else width)

    def _paint_line(self, painter: QPainter, line: _Line, base: float, end: float) -> None:
        painter.save()
        painter.setFont(line.font)
        metrics = QFontMetricsF(line.font, painter.device())
        number = str(self._numbers[line.anchor])
        gap, wide = _GAP * metrics.xHeight(), metrics.horizontalAdvance(number)
        is_mirrored = end < line.end
        inner = wide + gap if is_mirrored else end - wide - gap
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QPointF(0 if is_mirrored else end - wide, base), number)
        pen = QPen(QColor(LIGHT.soft), metrics.lineWidth())
        pen.setDashPattern([1, 4])
        painter.setPen(pen)
        start = line.end - gap if is_mirrored else line.end + gap
        if (start > inner) is is_mirrored:
            painter.drawLine(QPointF(start, base), QPointF(inner, base))
        painter.restore()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    found = block.begin()
    while not found.atEnd():
        yield found.fragment()
        found += 1
