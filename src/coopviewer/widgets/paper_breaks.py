"""Where pages begin: no heading alone at the foot of one, no item, fact or footnote cut in two that fits on the next.

The text is laid out as one long strip, once, and cut here: Qt's own pages break between any two lines, and moving a
part to the next page by its format makes Qt lay out the rest wrongly (QTextDocumentLayout, 6.11).
"""

from collections.abc import Iterator

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument

_LARGEST = 0.4  # of a page: what is higher is cut between lines, since moving it would leave much of a page empty

Span = tuple[float, float]


def page_spans(text: QTextDocument, height: float) -> list[Span]:
    """Cut a text into pages at most ``height`` dots high: top and bottom of each along the strip, in order."""
    pages: list[Span] = []
    start, end = 0.0, 0.0
    for top, bottom in _spans(text, _LARGEST * height):
        if bottom - start > height and end > start:
            pages.append((start, end))
            start = top
        end = max(end, bottom)
    return [*pages, (start, max(end, start + 1))]


def _spans(text: QTextDocument, largest: float) -> Iterator[Span]:
    """Give what must not be cut, from top to bottom; a heading goes with what follows it."""
    above: float | None = None
    block = text.begin()
    while block.isValid():
        lines = list(_lines(text.documentLayout(), block))
        if block.blockFormat().headingLevel():
            above = lines[0][0] if above is None and lines else above
        elif lines:
            start, last = lines[0][0] if above is None else above, lines[-1][1]
            if last - start <= largest:
                yield start, last
            else:
                yield start, lines[0][1]
                yield from lines[1:]
            above = None
        block = block.next()


def _lines(layout: QAbstractTextDocumentLayout, block: QTextBlock) -> Iterator[Span]:
    above = layout.blockBoundingRect(block).top()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        yield above + line.y(), above + line.y() + line.height()
