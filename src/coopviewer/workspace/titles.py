"""Titles of entries and sources of the open reference, for lists that only know their ids."""

from collections.abc import Collection, Iterable

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.workspace.open_reference import OpenReference


class Titles:
    """Reads titles on the window's thread, from the reference that is open at the time.

    If the file turns out to be damaged, no titles are returned; the reading service reports the damage.
    """

    def __init__(self, reference: OpenReference) -> None:
        """Read from ``reference``, whichever file is open in it at the time of a call."""
        self._reference = reference

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the titles of entries and sources by the ids as they were passed; unknown ids are left out.

        An id that an entry had formerly is known too. Empty if the reference cannot be read.
        """
        wanted = tuple(ids)
        try:
            return self._reference.store.titles(wanted) if wanted else {}
        except EnvironmentFault:
            return {}

    def has_all(self, entry_ids: Collection[str]) -> bool:
        """Return whether the reference has all of these entries or sources by these very ids, not by former ones.

        False if the file is damaged, unless there are no ids.
        """
        wanted = set(entry_ids)
        return len(self.titles(wanted)) == len(wanted) and wanted.isdisjoint(self._reference.former_ids)

    def lists(self, entry_id: str) -> bool:
        """Return whether the reference has an entry, also by a former id, or a source; True if the file is damaged."""
        try:
            return bool(self._reference.store.known((entry_id,)))
        except EnvironmentFault:
            return True

    def regions(self) -> tuple[EntryRef, ...]:
        """Return all regions, sorted by title; empty if the reference cannot be read."""
        try:
            return self._reference.store.entries(EntryKind.REGION)
        except EnvironmentFault:
            return ()
