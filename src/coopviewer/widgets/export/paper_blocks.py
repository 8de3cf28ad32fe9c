"""The blocks of a text on paper, each with its place and what it is, so that a PDF file can be tagged."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFrame

from coopviewer.rendering.document.document import Bar, Document, Field, Line, Link, Locator, Text
from coopviewer.rendering.pdf.tagging import ARTIFACT, TaggedBlock

_PICTURE = "\ufffc"
_QT_SIGNS = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1, 0xA0), " ")

PaperBlock = tuple[QRectF, TaggedBlock]
"""A block: its place in the text, in dots, and what it is."""


def picture_words(paper: Document) -> Iterator[str]:
    """Yield the words of each picture of a document for paper; empty where the text beside it says the same."""
    for block in paper.blocks:
        if isinstance(block, Bar):
            yield block.text
        elif isinstance(block, Locator):
            yield " ".join(map(_words, block.lines))


def blocks_of(text: QTextDocument, pictures: Iterator[str]) -> Iterator[PaperBlock]:
    """Yield the blocks of a text in their order, a box as one; ``pictures`` are the words of those that follow."""
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
            written = _plain(_text_of(frame).replace(_PICTURE, " "))
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
    cursor = frame.firstCursorPosition()
    cursor.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _plain(text: str) -> str:
    """Return a text in one line, without the signs that Qt uses for lines and frames."""
    return " ".join(text.translate(_QT_SIGNS).split())


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Field | Link))
