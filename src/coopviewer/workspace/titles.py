"""Titles of entries and sources of the open reference, for lists that only know their ids."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.reading import ReadingService


class Titles(QObject):
    """Reads titles through a connection of its own, opened on first use.

    If the file turns out to be damaged, no titles are returned; the reading service reports the damage.
    """

    def __init__(self, reading: ReadingService, parent: QObject | None = None) -> None:
        """Follow the reading service."""
        super().__init__(parent)
        self._reading = reading
        self._store: ReferenceStore | None = None
        reading.reference_opened.connect(self.close)

    @Slot()
    def close(self) -> None:
        """Close the connection."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the titles of entries and sources by id; unknown ids are left out."""
        wanted = tuple(ids)
        try:
            return self._open().titles(wanted) if wanted else {}
        except EnvironmentFault:
            return {}

    def has_all(self, entry_ids: Collection[str]) -> bool:
        """Return whether the reference has all of these entries; one that was renamed counts as missing."""
        return len(self.titles(entry_ids)) == len(set(entry_ids))

    def regions(self) -> tuple[EntryRef, ...]:
        """Return all regions, sorted by title."""
        try:
            return self._open().entries(EntryKind.REGION)
        except EnvironmentFault:
            return ()

    def _open(self) -> ReferenceStore:
        if self._store is None:
            self._store = ReferenceStore(self._reading.path)
        return self._store
