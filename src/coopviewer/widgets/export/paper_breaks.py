"""Where pages begin: no heading alone at the foot of one, no item, fact or footnote cut in two that fits on the next.

The text is laid out as one long strip, once, and cut here: Qt's own pages break between any two lines, and moving a
part to the next page by its format makes Qt lay out the rest wrongly (QTextDocumentLayout, 6.11).
"""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument

_LARGEST = 0.4  # of a page: what is higher is cut between lines, since moving it would leave much of a page empty

Span = tuple[float, float]


def cut(spans: Iterable[Span], height: float) -> list[Span]:
    """Cut a strip into pages at most ``height`` dots high, never inside a span: top and bottom of each, in order."""
    pages: list[Span] = []
    start, end = 0.0, 0.0
    for top, bottom in spans:
        if bottom - start > height and end > start:
            pages.append((start, end))
            start = top
        end = max(end, bottom)
    return [*pages, (start, max(end, start + 1))]


def spans_of(text: QTextDocument, above: float, height: float) -> Iterator[Span]:
    """Give what of a text must not be cut, along the strip on which it begins at ``above``, from top to bottom.

    A heading goes with what follows it. ``height`` is that of a page.
    """
    heading: float | None = None
    block = text.begin()
    while block.isValid():
        lines = [(above + top, above + bottom) for top, bottom in _lines(text.documentLayout(), block)]
        if block.blockFormat().headingLevel():
            heading = lines[0][0] if heading is None and lines else heading
        elif lines:
            start = lines[0][0] if heading is None else heading
            whole = lines[-1][1] - start <= _LARGEST * height
            yield start, lines[-1 if whole else 0][1]
            yield from [] if whole else lines[1:]
            heading = None
        block = block.next()


def _lines(layout: QAbstractTextDocumentLayout, block: QTextBlock) -> Iterator[Span]:
    above = layout.blockBoundingRect(block).top()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        yield above + line.y(), above + line.y() + line.height()
