"""The margins of a page: tables may fill a wide window, lines of text are at most as long as those of a book."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

MARGIN = 28  # pixels
_WIDEST = 76  # times the size of the text, of a page
_MEASURE = 46  # times the size of the text, of a line: some 85 characters
_LONG_HTML = 20_000  # characters of a page that certainly needs a scroll bar
_VERY_LONG_HTML = 40_000  # characters
_ROUNDING = 2  # pixels by which Qt may make a page too wide, since it rounds up each column of a table
_KEEPS = "keepsScrollBar"
_PICTURE = "\ufffc"


class SidewaysScrolling(QObject):
    """Hides the horizontal scroll bar of a page that is at most 2 pixels too wide, which is only Qt's rounding."""

    def __init__(self, page: QTextEdit) -> None:
        """Watch the horizontal scroll bar of a page; the page owns this object."""
        super().__init__(page)
        self._page = page
        page.horizontalScrollBar().rangeChanged.connect(self._follow_range)

    @Slot(int, int)
    def _follow_range(self, _least: int, most: int) -> None:
        if most > 0:  # the first page has none, and does without the names of Qt
            policies = QtCore.Qt.ScrollBarPolicy
            policy = policies.ScrollBarAlwaysOff if most <= _ROUNDING else policies.ScrollBarAsNeeded
            self._page.setHorizontalScrollBarPolicy(policy)


def keep_scroll_bar(page: QTextEdit, html: str) -> None:
    """Show the vertical scroll bar of a page even before it is needed, if its HTML is long.

    Qt would lay a long page out twice otherwise. HTML of more than 20,000 characters is long. For a short page the
    scroll bar is shown as needed.
    """
    is_long = len(html) > _LONG_HTML
    if is_long or page.property(_KEEPS):  # the first page does without the names of Qt
        page.setProperty(_KEEPS, len(html) if is_long else 0)
        policies = QtCore.Qt.ScrollBarPolicy
        page.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if is_long else policies.ScrollBarAsNeeded)


def keeps_scroll_bar(page: QTextEdit) -> bool:
    """Return whether ``keep_scroll_bar`` last found a page to be long, so that its scroll bar is always shown.

    False if it was not called for this page yet.
    """
    return bool(page.property(_KEEPS))


def is_very_large(page: QTextEdit) -> bool:
    """Return whether the HTML last passed to ``keep_scroll_bar`` has over 40,000 characters: it is slow to redraw."""
    return (page.property(_KEEPS) or 0) > _VERY_LONG_HTML


class PageMargins(NamedTuple):
    """Widths in pixels: ``right`` is the right margin of the page, ``text`` the width between the margins.

    The left margin is always 28 (MARGIN). Tables fill the width ``text``; a line of text is ``beyond`` pixels shorter.
    """

    right: int
    text: int
    beyond: int


def margins_of(width: int, scroll_bar: int, size: int) -> PageMargins:
    """Return the margins of a page; all sizes are in pixels.

    ``width`` is the width of the page with its scroll bar, ``scroll_bar`` the width of the bar, ``size`` the size of
    the text.
    """
    right = max(MARGIN, width - _WIDEST * size)
    text = width - right - MARGIN - scroll_bar
    return PageMargins(right, text, max(text - _MEASURE * size, 0))


def widest(page: QTextEdit) -> int:
    """Return how wide a picture in a page can be, in pixels: the page without its scroll bar and 28 (MARGIN) a side.

    The width of the scroll bar is left out even while none is shown.
    """
    # without viewport(), which would create the enumerations of every widget class
    return page.width() - page.verticalScrollBar().sizeHint().width() - 2 * MARGIN


def limit_lines(document: QTextDocument, right: int, beyond: int, *, right_to_left: bool) -> None:
    """Set the margins of a page, and shorten the lines that are in no table by ``beyond`` pixels at their end.

    Headings, and paragraphs that begin with a picture, are not shortened. ``right`` is the right margin in pixels;
    the other three are 28 (MARGIN). ``right_to_left``: the language of the page is written from right to left, and its
    lines end at the left.
    """
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
