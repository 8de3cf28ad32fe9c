"""The outline service: the navigator's rows in the current grouping and filter, and the paths to an entry."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.outline import Grouping, OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore

if TYPE_CHECKING:
    from coopviewer.domain.reference.filtered_outline import FilteredOutline
    from coopviewer.domain.reference.pages import ListedEntry, ListKey

MOST_PATHS = 50
_ALIKE = {
    Grouping.PARTNERS: (Grouping.ORGANISATIONS,),
    Grouping.ORGANISATIONS: (Grouping.PARTNERS,),
    Grouping.COOPERATION: (Grouping.STATUS, Grouping.SECTORS),
    Grouping.STATUS: (Grouping.COOPERATION,),
    Grouping.SECTORS: (Grouping.COOPERATION,),
}


class OutlineService(QObject):
    """Reads rows for the navigator and for long lists from the open reference, on the thread of the caller.

    ``groupings`` are those that the navigator offers for this reference, in the order of the enumeration Grouping.
    ``grouping`` is the present one.
    """

    groupings_offered = Signal(object)
    """The ``groupings`` (a tuple) of another reference that has been opened."""
    grouping_changed = Signal(object)
    """The Grouping has changed; the previous rows are no longer valid."""
    filter_changed = Signal(object)
    """The filter has changed (FilteredOutline; None: no filter); the previous rows are no longer valid."""
    failed = Signal(object)
    """Rows could not be read (EnvironmentFault)."""

    def __init__(self, store: ReferenceStore, grouping: Grouping, parent: QObject | None = None) -> None:
        """Use an open store, which the caller closes.

        ``grouping`` is the one that the user wants; if the reference does not offer it, another is used (``group_by``).
        """
        super().__init__(parent)
        self._store = store
        self._wanted = grouping  # by the user; it comes back with a reference that has it
        self.groupings = self._read_groupings()
        self.grouping = self._offered(grouping)
        self._filtered: FilteredOutline | None = None

    @property
    def filtered(self) -> "FilteredOutline | None":
        """The rows that the filter shows; None without a filter."""
        return self._filtered

    @Slot(object)
    def use(self, store: ReferenceStore) -> None:
        """Use another store from now on, without a filter.

        The grouping that the user chose is used if this reference offers it, or else another one (see ``group_by``).
        ``groupings_offered`` is emitted, then ``grouping_changed`` if the grouping is another one; ``filter_changed``
        is not emitted.
        """
        self._store = store
        self._filtered = None
        self.groupings = self._read_groupings()
        self.groupings_offered.emit(self.groupings)
        grouping = self._offered(self._wanted)
        if grouping is not self.grouping:
            self.grouping = grouping
            self.grouping_changed.emit(grouping)

    @Slot(object)
    def group_by(self, grouping: Grouping) -> None:
        """Change the grouping; the filter stays. If a grouping is not offered, another one is used.

        That is one like it, such as ORGANISATIONS in place of PARTNERS, or else the first that is offered.

        ``grouping_changed`` is emitted, then ``filter_changed`` if there is a filter; neither if the grouping stays the
        same. If the file is damaged, so that the filter cannot be applied, ``failed`` is emitted first, and there is no
        filter any more.
        """
        grouping = self._offered(grouping)
        self._wanted = grouping
        if grouping is self.grouping:
            return
        self.grouping = grouping
        was_filtered = self._filtered is not None
        self._filtered = self._look_for(self._filtered.text if self._filtered else "")
        self.grouping_changed.emit(grouping)
        if was_filtered:
            self.filter_changed.emit(self._filtered)

    @Slot(str)
    def filter(self, text: str) -> None:
        """Show only the rows that match a text, and the rows above them; blank: no filter.

        A row matches if each word of the text begins a word in its entry's names: ``"afr intell"`` finds
        *Africa-Frontex Intelligence Community*, but ``"iger"`` does not find *Niger*. Unless grouped by partners or
        cooperation, the whole name of a country finds its projects too. If more than 200 entries match, or 700 or
        more relations lead up from these, some may be left out. ``filter_changed`` is emitted, also if nothing matches.
        If the file is damaged, ``failed`` is emitted before, and there is no filter.
        """
        self._filtered = self._look_for(text)
        self.filter_changed.emit(self._filtered)

    def rows(self, place: str, offset: int, after: int, limit: int) -> tuple[OutlineNode, ...]:
        """Return some of the rows directly under the row with the key ``place``; ROOT: of the rows at the top.

        With a filter, at most ``limit`` rows are returned, from the index ``offset`` on; ``after`` is ignored.

        Without one, ``offset`` is ignored. At most ``limit`` entries are returned whose entry numbers are above
        ``after``; 0: from the first on. If there are fewer entries than ``limit``, all headings follow them, else none.

        If the file turns out to be damaged, ``failed`` is emitted, and the answer is empty.
        """
        try:
            if self._filtered is not None:
                return self._store.outline.filtered_children(self.grouping, self._filtered, place, offset, limit)
            return self._store.outline.children(self.grouping, place, after, limit)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return ()

    def path_to(self, entry_id: str) -> tuple[str, ...]:
        """Return the keys of the navigator's rows that lead to an entry, from the top down, with the entry's own.

        If several paths lead to it in the current grouping, one of them is returned; if none does, the answer is empty.
        If the file turns out to be damaged, ``failed`` is emitted, and the answer is empty.
        """
        try:
            return self._store.outline.path_to(self.grouping, entry_id)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return ()

    def paths_to(self, entry_id: str) -> tuple[tuple[str, ...], ...]:
        """Return paths to an entry in the current grouping: one for each heading or entry directly above it.

        A path consists of the keys of the navigator's rows from the top down, the entry's own last. The answer is empty
        if the grouping does not contain the entry. At most 51 (MOST_PATHS + 1) paths are returned: 51 mean that there
        are more than the 50 to be shown. If the file turns out to be damaged, ``failed`` is emitted, and the answer is
        empty.
        """
        try:
            return self._store.outline.paths_to(self.grouping, entry_id, MOST_PATHS + 1)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return ()

    def listed(self, key: "ListKey", offset: int, limit: int) -> "tuple[ListedEntry, ...]":
        """Return entries of a list that a page shows in part, by kind, then title, from the index ``offset`` on.

        At most ``limit`` are returned; the filter is not applied. If the file turns out to be damaged, ``failed`` is
        emitted, and the answer is empty.
        """
        try:
            return self._store.listed(key, offset, limit)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return ()

    def titles(self, entry_ids: tuple[str, ...]) -> dict[str, str]:
        """Return the titles of entries by their ids; the keys of headings, unknown and former ids are left out.

        If the file turns out to be damaged, ``failed`` is emitted, and the answer is empty.
        """
        try:
            return {ref.id: ref.title for ref in self._store.refs(entry_ids)}
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return {}

    def counts(self) -> dict[EntryKind, int]:
        """Return the number of entries of each kind in the reference; kinds without entries are left out.

        The filter is not applied. If the file turns out to be damaged, ``failed`` is emitted, and the answer is empty.
        """
        try:
            return self._store.counts()
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return {}

    def _read_groupings(self) -> tuple[Grouping, ...]:
        try:
            return self._store.outline.groupings()
        except EnvironmentFault:  # reported once rows are read
            return (Grouping.REGIONS,)

    def _offered(self, grouping: Grouping) -> Grouping:
        """Return a grouping if it is among ``groupings``, or else the one there that is most like it."""
        alike = (grouping, *_ALIKE.get(grouping, ()), *self.groupings)
        return next(each for each in alike if each in self.groupings)

    def _look_for(self, text: str) -> "FilteredOutline | None":
        if not text.strip():
            return None
        try:
            return self._store.outline.filter_outline(self.grouping, text)
        except EnvironmentFault as fault:
            self.failed.emit(fault)
            return None
