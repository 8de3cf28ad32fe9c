"""Reading: the open reference, the page being read, and the way one came."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.addresses import HOME_ADDRESS, Address
from coopviewer.domain.editions import Edition
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.history import History, Visit
from coopviewer.domain.outline import OutlineNode
from coopviewer.domain.vocabulary import EntryKind
from coopviewer.storage.reference_store import ReferenceStore

if TYPE_CHECKING:
    from coopviewer.domain.pages import Page


class Reading(QObject):
    """Opens pages of one reference and keeps their history."""

    page_opened = Signal(object, object)
    """A page (domain.pages.Page) is read, at a visit (domain.history.Visit)."""
    history_changed = Signal(bool, bool)
    """Whether one can go back, and ahead."""
    reference_opened = Signal(object)
    """Another reference is open (its Edition); nothing of the one before is valid."""
    failed = Signal(str)
    """What was asked could not be done; a sentence for the person."""

    def __init__(self, store: ReferenceStore, parent: QObject | None = None) -> None:
        """Read from a store that is open; the store is closed when another one takes its place."""
        super().__init__(parent)
        self._store = store
        self._history = History()

    @property
    def edition(self) -> Edition:
        """The edition that is open."""
        return self._store.edition

    @property
    def path(self) -> Path:
        """The file that is open."""
        return self._store.path

    @Slot(object)
    def open(self, address: Address) -> None:
        """Open a page and put it into the history; where that fails, all stays as it was."""
        try:
            page = self._store.page(address)
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return
        self._tell(page, self._history.visit(address))

    @Slot(int)
    def step(self, by: int) -> None:
        """Go back (negative) or ahead in the history; nothing happens at its ends."""
        if not self._history.can_step(by):
            return
        visit = self._history.step(by)
        try:
            self._tell(self._store.page(visit.address), visit)
        except EnvironmentFault as fault:
            self._history.step(-by)
            self.failed.emit(str(fault))

    @Slot(str)
    def open_reference(self, path: str) -> None:
        """Open another reference in place of this one; where that fails, the one before stays open."""
        try:
            store = ReferenceStore(Path(path))
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return
        self._store.close()
        self._store = store
        self._history = History()
        self.reference_opened.emit(store.edition)
        self.open(HOME_ADDRESS)

    def outline_rows(self, place: str, offset: int, limit: int) -> tuple[OutlineNode, ...]:
        """Give rows of the outline; empty where the file turns out to be damaged, which is told."""
        try:
            return self._store.children(place, offset, limit)
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return ()

    def path_to(self, entry_id: str) -> tuple[str, ...]:
        """Give one way down the outline to an entry, as places; empty where there is none."""
        try:
            return self._store.path_to(entry_id)
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return ()

    def counts(self) -> dict[EntryKind, int]:
        """Count the entries of each kind."""
        return self._store.counts()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _tell(self, page: "Page", visit: Visit) -> None:
        self.page_opened.emit(page, visit)
        self.history_changed.emit(self._history.can_step(-1), self._history.can_step(1))
