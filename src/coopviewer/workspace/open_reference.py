"""The open reference file, which another one can replace."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.storage.reference.store import ReferenceStore


class OpenReference(QObject):
    """Holds the store of the reference that a window reads, and can open another file in its place."""

    leaving = Signal()
    """Another reference is about to replace this one, which can still be read."""
    replaced = Signal(object)
    """Another ReferenceStore has replaced the previous one, which is closed; the previous one's tabs still exist."""

    def __init__(self, store: ReferenceStore, parent: QObject | None = None) -> None:
        """Hold an open store, which is closed when another one replaces it."""
        super().__init__(parent)
        self._store = store

    @property
    def store(self) -> ReferenceStore:
        """The open store, for short queries on the window's thread; closed when another one replaces it."""
        return self._store

    @property
    def edition(self) -> Edition:
        """The open edition."""
        return self._store.edition

    @property
    def path(self) -> Path:
        """The path of the open file."""
        return self._store.path

    def known(self, ids: frozenset[str]) -> frozenset[str]:
        """Return those of the ids that lead to a page: ids of entries and of sources, and former ids of entries.

        Empty if the file cannot be read. That is not reported here, but when the next page is opened.
        """
        try:
            return self._store.known(ids)
        except EnvironmentFault:
            return frozenset()

    @property
    def former_ids(self) -> Mapping[str, str]:
        """The present ids of renamed entries, by their former ids; empty if the file cannot be read."""
        try:
            return self._store.former_ids
        except EnvironmentFault:
            return {}

    def replace(self, path: Path) -> None:
        """Open another file, emit ``leaving``, close the file that was open until now, and emit ``replaced``.

        Raises EnvironmentFault if the other file cannot be opened; nothing is closed or emitted then.
        """
        store = ReferenceStore(path)
        self.leaving.emit()
        self._store.close()
        self._store = store
        self.replaced.emit(store)

    def close(self) -> None:
        """Close the file without opening another one in its place."""
        self._store.close()
