"""The blocks of a text on paper, each with its rectangle and its role, so that a PDF file can be tagged."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame, QTextTable

from coopviewer.rendering.document.document import Bar, Document, Field, Line, Link, Locator, Text
from coopviewer.rendering.pdf.tagging import ARTIFACT, TaggedBlock

_PICTURE = "\ufffc"
_QT_SIGNS = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1, 0xA0), " ")

PaperBlock = tuple[QRectF, TaggedBlock]
"""A block: its rectangle in the text, in dots, and its role (such as a heading) with its words."""


def picture_words(paper: Document) -> Iterator[str]:
    """Yield the words (for alternative texts) of each timeframe and small map in a document for paper, in order.

    Only blocks of the document itself count, not those within other blocks, such as columns.
    """
    for block in paper.blocks:
        if isinstance(block, Bar):
            yield block.text
        elif isinstance(block, Locator):
            yield " ".join(map(_words, block.lines))


def blocks_of(text: QTextDocument, pictures: Iterator[str]) -> Iterator[PaperBlock]:
    """Yield the blocks of a text in their order, each with its rectangle and its role.

    A framed box or a table counts as one block. Empty blocks are left out, unless they are items of a list.
    ``pictures`` comes from ``picture_words``, and is the same iterator for all texts of a document. It has no words for
    pictures within boxes and tables; every other picture of this text takes the next words.
    """
    layout = text.documentLayout()
    at = text.rootFrame().begin()
    while not at.atEnd():
        block = at.currentBlock()
        if block.isValid() and not block.text() and block.textList() is None:
            pass  # such as the one that Qt puts behind a box, at the same place
        elif block.isValid():
            yield layout.blockBoundingRect(block), _tagged(block, pictures)
        else:
            frame = at.currentFrame()
            written = _text_of(frame)
            yield layout.frameBoundingRect(frame), TaggedBlock("P", written) if written else TaggedBlock(ARTIFACT)
        at += 1


def _tagged(block: QTextBlock, pictures: Iterator[str]) -> TaggedBlock:
    written = _plain(block.text())
    if _PICTURE in written:
        said = next(pictures, "")
        return TaggedBlock("Figure", said) if said else TaggedBlock(ARTIFACT)
    if not written:
        return TaggedBlock(ARTIFACT)
    if level := block.blockFormat().headingLevel():
        return TaggedBlock(f"H{level}", written)
    return TaggedBlock("LI" if block.textList() is not None else "P", written)


def _text_of(frame: QTextFrame) -> str:
    """Return the text of a box or a table in the order in which one reads it."""
    if not isinstance(frame, QTextTable):
        return "; ".join(_texts_from(frame.begin()))
    rows = [[_cell_text(frame, row, column) for column in range(frame.columns())] for row in range(frame.rows())]
    headings = frame.format().toTableFormat().headerRowCount()
    return "; ".join(filter(None, map(partial(_row_text, rows[0] if headings else []), rows[headings:])))


def _row_text(titles: list[str], cells: list[str]) -> str:
    """Return the cells of a row as text, each with its column's title.

    Without titles, the first cell heads the others.
    """
    if titles:
        named = (": ".join(filter(None, pair)) for pair in zip(titles, cells, strict=True) if pair[1])
        return "; ".join(named)
    return ": ".join(filter(None, cells))


def _cell_text(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    is_first = (cell.row(), cell.column()) == (row, column)  # of the places that a wide cell has
    return "; ".join(_texts_from(cell.begin())) if is_first else ""


def _texts_from(at: QTextFrame.iterator) -> Iterator[str]:
    while not at.atEnd():
        block = at.currentBlock()
        text = _plain(block.text().replace(_PICTURE, " ")) if block.isValid() else _text_of(at.currentFrame())
        if text:
            yield text
        at += 1


def _plain(text: str) -> str:
    """Return a text in one line, without the signs that Qt uses for lines and frames."""
    return " ".join(text.translate(_QT_SIGNS).split())


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))
