"""The margins of a page: tables may fill a wide window, lines of text have the measure of a book."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

MARGIN = 28  # pixels
_WIDEST = 76  # times the size of the text, of a page
_MEASURE = 46  # times the size of the text, of a line: some 85 characters
_PICTURE = "\ufffc"


class PageMargins(NamedTuple):
    """Widths in pixels: the right margin of the page, and its text.

    ``beyond`` is by how much a line of text is shorter than the page's text, which tables fill.
    """

    right: int
    text: int
    beyond: int


def margins_of(width: int, scroll_bar: int, size: int) -> PageMargins:
    """Return the margins of a page; ``width``, ``scroll_bar`` (its width) and the size of the text are in pixels."""
    right = max(MARGIN, width - _WIDEST * size)
    text = width - right - MARGIN - scroll_bar
    return PageMargins(right, text, max(text - _MEASURE * size, 0))


def limit_lines(document: QTextDocument, right: int, beyond: int, *, right_to_left: bool) -> None:
    """Set the margins of a page, and shorten the lines that are in no table by ``beyond`` pixels at their end."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # so that the page is laid out once
    root = document.rootFrame()
    form = root.frameFormat()
    form.setMargin(MARGIN)
    form.setRightMargin(right)
    root.setFrameFormat(form)
    for block in _free_blocks(document):
        line = block.blockFormat()
        if line.headingLevel() == 0 and not block.text().startswith(_PICTURE):
            (line.setLeftMargin if right_to_left else line.setRightMargin)(beyond)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(line)
    cursor.endEditBlock()


def _free_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the blocks of a document that are in no table."""
    parts = document.rootFrame().begin()
    while not parts.atEnd():
        block = parts.currentBlock()
        if block.isValid():
            yield block
        parts += 1
