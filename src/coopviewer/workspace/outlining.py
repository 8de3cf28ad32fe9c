"""Outlining: the rows of the navigator, the way to an entry, and how much there is of each kind."""

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.outline import Grouping, OutlineNode
from coopviewer.domain.vocabulary import EntryKind
from coopviewer.storage.reference_store import ReferenceStore


class Outlining(QObject):
    """Answers what the navigator asks of the open reference."""

    failed = Signal(str)
    """What was asked could not be read; a sentence for the person."""

    def __init__(self, store: ReferenceStore, parent: QObject | None = None) -> None:
        """Ask a store that is open; whoever opened it closes it."""
        super().__init__(parent)
        self._store = store
        self.grouping = Grouping.REGIONS

    @Slot(object)
    def use(self, store: ReferenceStore) -> None:
        """Ask another store from now on."""
        self._store = store

    def rows(self, place: str, after: int, limit: int) -> tuple[OutlineNode, ...]:
        """Give rows of the outline; empty where the file turns out to be damaged, which is told."""
        try:
            return self._store.children(self.grouping, place, after, limit)
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return ()

    def path_to(self, entry_id: str) -> tuple[str, ...]:
        """Give one way down the outline to an entry, as places; empty where there is none."""
        try:
            return self._store.path_to(self.grouping, entry_id)
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return ()

    def counts(self) -> dict[EntryKind, int]:
        """Count the entries of each kind; empty where the file turns out to be damaged, which is told."""
        try:
            return self._store.counts()
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))
            return {}
