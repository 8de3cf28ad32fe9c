"""Page breaks: no heading alone at the bottom of a page, and no item, fact or footnote split without need.

The text is laid out once as one long strip, which is divided into pages here. Qt's own pages break between any two
lines, and moving a block to the next page by its format makes Qt lay out the rest wrongly (QTextDocumentLayout, 6.11).
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextCursor, QTextDocument, QTextTable

_TOUCHING = 2.0  # dots by which two lines may overlap that are below each other
_LARGEST = 0.4  # of a page's height; a higher block is split between lines, since moving it would leave too much empty

Span = tuple[float, float]
"""Top and bottom of a part of the strip, in dots."""


def paginate(spans: Iterable[Span], height: float, breaks: Collection[float] = ()) -> list[Span]:
    """Divide a strip into pages at most ``height`` dots high, with breaks only between spans; return them in order.

    The strip is the whole document; spans and pages are its parts, each from a top to a bottom in dots. A span that is
    higher than a page makes its page higher. ``breaks`` are heights on the strip where a new page is to begin: it
    begins with the first span at or below each. No page is empty, but without spans there is one empty page.
    ``paginate([(0, 10), (10, 25)], 20)`` returns ``[(0, 10), (10, 25)]``.
    """
    pages: list[Span] = []
    start, end = 0.0, 0.0
    for top, bottom in spans:
        is_forced = any(start < place <= top for place in breaks)
        if (is_forced or bottom - start > height) and end > start:
            pages.append((start, end))
            start = top
        end = max(end, bottom)
    return [*pages, (start, max(end, start + 1))]


def unbreakable_spans(text: QTextDocument, above: float, height: float, border: float = 0) -> Iterator[Span]:
    """Yield the parts of a text that must not be split, from top to bottom.

    A part is a block, or a row of a table, together with the headings right above it. If that is higher than 0.4 of a
    page, each line is a part instead, the first with the headings. For headings at the end of the text nothing is
    yielded. ``above`` is where the text begins on the strip, ``height`` the height of a page, and ``border`` the space
    above and below the text of a table's cell, all in dots.
    """
    heading: float | None = None
    for (table, _), grouped in groupby(_blocks(text), _row_of):
        blocks = list(grouped)
        lines = [
            (above + top, above + bottom)
            for block in blocks
            if block.text() or block.textList() is not None  # Qt puts an empty one behind a table, at the same place
            for top, bottom in _lines(text.documentLayout(), block)
        ]
        lines = _row(lines, border) if table else lines
        if not table and blocks[0].blockFormat().headingLevel():
            heading = lines[0][0] if heading is None and lines else heading
        elif lines:
            start = lines[0][0] if heading is None else heading
            is_small = lines[-1][1] - start <= _LARGEST * height
            yield start, lines[-1 if is_small else 0][1]
            yield from [] if is_small else lines[1:]
            heading = None


def _blocks(text: QTextDocument) -> Iterator[QTextBlock]:
    block = text.begin()
    while block.isValid():
        yield block
        block = block.next()


def _row_of(block: QTextBlock) -> tuple[int, int]:
    """Return a key of what a block is in: the position of its outermost table, and the row.

    For a block outside tables the key is 0 and the block's number. The rows of headings have the key of the row after
    them.
    """
    cursor = QTextCursor(block)
    table, outer = None, cursor.currentFrame()
    while outer is not None and outer.parentFrame() is not None:
        table, outer = outer, outer.parentFrame()
    if not isinstance(table, QTextTable):
        return 0, block.blockNumber()
    row = table.cellAt(block.position()).row()
    return table.firstPosition(), max(row, table.format().toTableFormat().headerRowCount())


def _row(lines: Iterable[Span], border: float) -> list[Span]:
    """Return the lines of a table row from top to bottom.

    Lines beside each other are merged, and the row's border is added.
    """
    merged: list[Span] = []
    for top, bottom in sorted(lines):
        if merged and top + _TOUCHING < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], bottom)
        else:
            merged.append((top, bottom))
    if merged:
        merged[0] = merged[0][0] - border, merged[0][1]
        merged[-1] = merged[-1][0], merged[-1][1] + border
    return merged


def _lines(layout: QAbstractTextDocumentLayout, block: QTextBlock) -> Iterator[Span]:
    above = layout.blockBoundingRect(block).top()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        yield above + line.y(), above + line.y() + line.height()
