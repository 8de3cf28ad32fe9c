"""Places in a page, such as the first line in view and the text cursor, found again after the page is laid out anew.

A page that is drawn with another text size, width or number of columns has other positions and other heights. A place
is therefore kept as blocks of text, which are found again by their words. ``LateLayout`` lays a large page out later,
in steps.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import ceil

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from coopviewer.domain.browsing.history import TextPlace

_PAUSE = 1  # millisecond between two steps of a layout: without it both may be taken in one turn
_MOST_BLOCKS = 12  # blocks that a place has at most; where columns are stacked, some of them have other words


def place_at(document: QTextDocument, position: int) -> TextPlace:
    """Return the place of a position (UTF-16 units) in a document, which ``position_of`` finds again.

    It consists of at most 12 blocks, from that of the position on, and the offset of the position in the first (UTF-16
    units). Each block is kept as its text and a number: 1 if it is the first block with this text, 2 if the second, and
    so on; 0 for an empty text.
    """
    found = document.findBlock(position)
    counts: Counter[str] = Counter()
    blocks: list[tuple[str, int]] = []
    for block in _blocks(document):
        if block.text():
            counts[block.text()] += 1
        if block.blockNumber() >= found.blockNumber():
            blocks.append((block.text(), counts[block.text()]))
        if len(blocks) == _MOST_BLOCKS:
            break
    return TextPlace(tuple(blocks), position - found.position())


def position_of(document: QTextDocument, place: TextPlace) -> int:
    """Return the position (UTF-16 units) of a place in a document, which may be laid out anew.

    A place has the texts of a block and of the blocks after it. If the first is empty or no longer in the document, the
    position is the beginning of the next one that still is; 0 if none is.
    """
    numbers: dict[tuple[str, int], int] = {}
    counts: Counter[str] = Counter()
    wanted = {text for text, _ in place.blocks}
    for block in _blocks(document):
        if block.text() in wanted:
            counts[block.text()] += 1
            numbers[block.text(), counts[block.text()]] = block.blockNumber()
    for at, key in enumerate(place.blocks):
        if key[0] and key in numbers:
            block = document.findBlockByNumber(numbers[key])
            return block.position() + (min(place.offset, block.length() - 1) if at == 0 else 0)
    return 0


def select(page: QTextBrowser, start: int, end: int) -> None:
    """Select the text between two positions (UTF-16 units); those beyond the end of the document are at its end.

    The text cursor is then at ``end``, which may be before ``start``.
    """
    last, cursor = page.document().characterCount() - 1, page.textCursor()
    cursor.setPosition(min(max(start, 0), last))
    cursor.setPosition(min(max(end, 0), last), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def top_of(page: QTextBrowser) -> tuple[TextPlace, int]:
    """Return the place of the first line in view, and its distance from the top of the view in pixels.

    The distance is negative for a line that begins above the view.
    """
    page.document().size()  # so that all of the page is laid out, as it is in ``scroll_to``
    cursor = page.cursorForPosition(QPoint(0, 0))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    # at the space between blocks, beside a table, or in a cell beside a higher one, Qt finds a block above the view,
    # in a table with many rows far above it
    while page.cursorRect(cursor).bottom() <= 0 and cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
        pass
    return place_at(page.document(), cursor.position()), page.cursorRect(cursor).top()


def scroll_to(page: QTextBrowser, top: tuple[TextPlace, int]) -> None:
    """Scroll a page to where it was, after it was laid out anew.

    ``top`` is a place and its distance from the top of the view, as ``top_of`` returned them before. The page is
    scrolled so that the place has this distance again, as far as the page scrolls; the whole page is laid out for this.
    If the first block of the place is gone or empty, the next of its blocks that is still there counts; if none is, the
    beginning of the page.
    """
    place, distance = top
    height = ceil(page.document().size().height())  # which lays out all of the page
    bar = page.verticalScrollBar()
    bar.setMaximum(max(height - page.viewport().height(), 0))  # as Qt does, but only in a later event
    cursor = QTextCursor(page.document())
    cursor.setPosition(position_of(page.document(), place))
    line = page.cursorRect(cursor)
    bar.setValue(bar.value() + line.top() - distance)


def cursor_places(page: QTextBrowser) -> Sequence[TextPlace]:
    """Return the places of the selection's anchor and of the text cursor, which are the same without a selection.

    Empty if nothing is selected and the text cursor is at the beginning of the page.
    """
    cursor = page.textCursor()
    if not cursor.position() and not cursor.hasSelection():
        return ()
    return tuple(place_at(page.document(), position) for position in (cursor.anchor(), cursor.position()))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


class LateLayout(QObject):
    """Adapts a page to its width, font and colours later, in steps, between which the window handles events.

    ``put_off`` asks for it. The first step is taken once all events of the present turn of the event loop are handled:
    when the user enlarges the text, the width of the page changes several times in one turn, but the page is adapted
    once. If ``put_off`` is called between two steps, the first step comes again.
    """

    def __init__(self, page: QTextBrowser, steps: Callable[[], Iterator[None]]) -> None:
        """Start with nothing to do; ``steps`` is a generator function that adapts the page and yields between steps."""
        super().__init__(page)
        self._page, self._steps = page, steps
        self._under_way: Iterator[None] | None = None
        self._anchor = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_step)

    @property
    def is_awaited(self) -> bool:
        """Whether any step of adapting the page is left."""
        return self._timer.isActive()

    def put_off(self, anchor: str = "", *, keeps_picture: bool = False) -> None:
        """Adapt the page later, with all steps even if some were taken already, then scroll it to an anchor.

        ``anchor`` empty: the anchor of an earlier call stays, if the page was not yet scrolled to it.
        ``keeps_picture``: until then the page is not painted, so that its old picture stays on the screen.
        """
        self._under_way, self._anchor = None, anchor or self._anchor
        if keeps_picture:
            self._page.setUpdatesEnabled(False)
        self._timer.start(0)

    def finish(self) -> None:
        """Take all steps that are left, if any, at once."""
        while self._timer.isActive():
            self._take_step()

    @Slot()
    def _take_step(self) -> None:
        self._timer.stop()
        steps = self._under_way = self._under_way or self._steps()
        try:
            for _ in steps:
                self._timer.start(_PAUSE)
                return
            if self._under_way is steps:  # else something put off another change meanwhile
                self._end()
        finally:
            if not self._timer.isActive():
                self._page.setUpdatesEnabled(True)

    def _end(self) -> None:
        anchor, self._under_way, self._anchor = self._anchor, None, ""
        self._page.scrollToAnchor(anchor)
