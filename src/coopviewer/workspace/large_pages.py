"""Reads large pages in the background, so that the window goes on working; smaller ones are read at once."""

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.reading import ReadingService
from coopviewer.workspace.tabs import title_of_page

if TYPE_CHECKING:
    from coopviewer.domain.reference.pages import Page

_PAUSE = 1  # millisecond between keeping a drawing, which takes as long as showing it, and showing it

Draw = Callable[["Page"], Callable[[], None]]
"""A function that draws a page on the thread that read it, and returns another function.

The latter keeps the drawing for when the page is shown; it is called on the window's thread.
"""


class LargePages(QObject):
    """Reads and draws a large page in the background before the reading service opens it.

    If something else is opened meanwhile, the page is given up. A page for a new tab is not (see ``ahead``): its tab is
    added then without becoming current. If another reference is opened, any page is given up.
    """

    def __init__(self, reading: ReadingService, draws: Callable[[Set[str]], Draw]) -> None:
        """Work for a reading service; ``draws`` returns a Draw (see there), given the keys of the unfolded parts."""
        super().__init__(reading)
        self._reading, self._draws = reading, draws
        self._queue: BackgroundQueue[None] = BackgroundQueue("page", self)
        self._awaited: _Awaited | None = None
        self._answer: _Answer | None = None
        reading.history_changed.connect(self._give_up_replaced)  # since something has been opened

    @property
    def is_reading(self) -> bool:
        """Whether a large page is being read or drawn, and is not opened yet."""
        return self._awaited is not None

    def ahead(self, address: Address, act: Callable[[], None], unfolded: Set[str], is_kept: bool) -> None:
        """Call ``act``, which opens the page of ``address``: at once, or for a large page once it is read and drawn.

            ``address``: its page is large if ``ReferenceStore.is_large`` says so.
            ``unfolded``: the keys of the unfolded parts of the page.
            ``is_kept``: what becomes of the page if this is called again before it is open. True, as for a page in a
                new tab: its ``act`` is called first. False: it is given up, as it is if anything else is opened.

        If reading the page fails, ``act`` is called all the same: it reads the page again and reports why.
        """
        before = self._awaited
        self.give_up()
        if before is not None and self._is_kept(before):
            before.act()
        if not self._is_large(address):
            act()
            return
        store = self._reading.reference.store
        self._awaited = _Awaited(address, act, is_kept, store)
        work = partial(_read, store.path, store.edition.content_sha256, address, self._draws(unfolded))
        self._queue.put(work, self._take, failed=self._act, defect=self._act)
        self._queue.end()  # so that no thread and no second connection stay

    @Slot()
    def give_up(self) -> None:
        """Cancel the page that is being read, if any; it is not opened, not even in a new tab."""
        self._queue.give_up()
        self._awaited = self._answer = None

    @Slot()
    def _give_up_replaced(self) -> None:
        """Cancel the page that is being read, as something else has been opened; one for a new tab stays behind it."""
        if self._awaited is not None and self._is_kept(self._awaited):
            self._awaited = self._awaited._replace(is_behind=True)
        else:
            self.give_up()

    def _is_kept(self, awaited: "_Awaited") -> bool:
        return awaited.is_kept and awaited.store is self._reading.reference.store

    def _is_large(self, address: Address) -> bool:
        try:
            return address.is_page and self._reading.reference.store.is_large(address)
        except EnvironmentFault:  # reading the page reports it
            return False

    def _take(self, answer: "_Answer | None") -> None:
        if answer is None or self._awaited is None:
            self._act()
            return
        answer.keep()
        self._answer = answer
        QTimer.singleShot(_PAUSE, self._open)

    @Slot()
    def _open(self) -> None:
        """Open the page that was read, unless it was given up meanwhile."""
        answer, self._answer = self._answer, None
        if answer is None or self._awaited is None:
            return
        address, page = self._awaited.address, answer.page
        if self._awaited.is_behind:
            self._awaited = None
            title = title_of_page(address, page.title, getattr(page, "titles", ()), self._reading.tr)
            self._reading.tab_set.add_behind(address, title)
            return
        self._reading.ready = address, page
        try:
            self._act()
        finally:
            self._reading.ready = None

    def _act(self, _fault: object = None) -> None:
        """Open what was awaited; what could not be read is then read once more, which reports the reason."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            awaited.act()


class _Awaited(NamedTuple):
    """The page that is being read, and what opens it.

    ``is_kept``: it is opened whatever else of the reference ``store`` is opened meanwhile. ``is_behind``: something
    else has been opened, so its tab is not to become current.
    """

    address: Address
    act: Callable[[], None]
    is_kept: bool
    store: ReferenceStore
    is_behind: bool = False


class _Answer(NamedTuple):
    page: "Page"
    keep: Callable[[], None]


# On the thread of the queue


def _read(path: Path, content: str, address: Address, draw: Draw, job: Job[None]) -> _Answer | None:
    """Return the page, drawn; None if another edition has replaced the file that the window has opened."""
    store = ReferenceStore(path)
    try:
        if store.edition.content_sha256 != content:
            return None
        page = store.page(address)
    finally:
        store.close()
    job.pause(0)  # which ends a job that was given up
    return _Answer(page, draw(page))
