"""The store of a reference: reads one file, such as ``coop.db``, and the navigator's outline in it."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import Grouping, OutlineNode
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import outline as reference_outline
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import read_edition, read_former_ids

if TYPE_CHECKING:
    from coopviewer.domain.reference.fact_texts import FactTexts
    from coopviewer.domain.reference.filtered_outline import FilteredOutline
    from coopviewer.domain.reference.pages import ListedEntry, ListKey, Page
    from coopviewer.domain.reference.sources import Passage, Source
    from coopviewer.storage.reference.pages import PageReader
    from coopviewer.storage.reference.queries import ReferenceQueries


def _queries(connection: sqlite3.Connection) -> "ReferenceQueries":
    from coopviewer.storage.reference.queries import ReferenceQueries  # deferred: no start needs it

    return ReferenceQueries(connection)


def edition_of(path: Path) -> Edition:
    """Return the edition of a reference file; raises EnvironmentFault if it is not a complete reference."""
    store = ReferenceStore(path)
    store.close()
    return store.edition


class OutlineReader:
    """Reads the navigator's outline of one open reference, on the thread of its store.

    Its methods raise EnvironmentFault if the file turns out to be damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Read by an open connection to the file at ``path``; the caller closes it. Faults name ``path``."""
        self._path, self._connection = path, connection

    @cached_property
    def _queries(self) -> "ReferenceQueries":
        return _queries(self._connection)

    def groupings(self) -> tuple[Grouping, ...]:
        """Return the groupings that the navigator offers, in the order of Grouping, at least one.

        One of ORGANISATIONS and PARTNERS is always offered, never both. A grouping that is not offered can still be
        read, and may have entries.
        """
        with reading(self._path):
            return reference_outline.read_groupings(self._connection)

    def children(self, grouping: Grouping, place: str, after: int = 0, limit: int = 200) -> tuple[OutlineNode, ...]:
        """Return child nodes of the node with the key ``place``: entries, then headings.

        The entries have entry numbers above ``after``, and at most ``limit`` are returned. If there are that many,
        more may follow, and the headings are left out: call it again with the last number as ``after``.
        """
        with reading(self._path):
            return reference_outline.read_children(self._connection, grouping, place, after, limit)

    def path_to(self, grouping: Grouping, entry_id: str) -> tuple[str, ...]:
        """Return one path of node keys down the outline to an entry: without ROOT, the entry's own key last.

        If the entry is in several places, it is the path to one of them. Empty if the grouping does not
        contain the entry, and for a former id.
        """
        with reading(self._path):
            return reference_outline.read_path(self._connection, grouping, entry_id)

    def paths_to(self, grouping: Grouping, entry_id: str, limit: int) -> tuple[tuple[str, ...], ...]:
        """Return paths of node keys down the outline to an entry, one for each heading or entry directly above it.

        Each is as from ``path_to``; those with a heading directly above come first. At most ``limit`` are returned.
        Empty if the grouping does not contain the entry, and for a former id.
        """
        with reading(self._path):
            return reference_outline.read_paths(self._connection, grouping, entry_id, limit)

    def filter_outline(self, grouping: Grouping, text: str) -> "FilteredOutline":
        """Find the entries in the outline that match every word of a text, and the nodes above them.

        Each word matches words in names that begin with it; a text without words matches nothing. A code or identifier
        matches as a whole, or from five characters on by its beginning. In all groupings but PARTNERS and COOPERATION,
        the whole name of a country also finds the projects in it. At most 200 entries are included, entries with the
        whole code first, then those with a matching name, by entry number; at most 700 relations are followed from them
        to the nodes above. ``FilteredOutline.complete`` is False if more entries match, or 700 relations were followed.
        """
        with reading(self._path):
            return self._queries.filter_outline(grouping, text)

    def filtered_children(
        self, grouping: Grouping, tree: "FilteredOutline", place: str, offset: int, limit: int
    ) -> tuple[OutlineNode, ...]:
        """Return the child nodes of the node with the key ``place`` in a filtered outline.

        They are in the order of ``tree.children``; at most ``limit`` are returned, from the index ``offset`` on.
        """
        with reading(self._path):
            return self._queries.filtered_children(grouping, tree, place, offset, limit)


class ReferenceStore:
    """One open reference; must be created, used and closed on one thread.

    Reading raises EnvironmentFault if the file turns out to be damaged.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raises EnvironmentFault if it is not a complete reference."""
        self.path = path
        self._connection = open_reference(path)
        try:
            with reading(path):
                self.edition = read_edition(self._connection)
        except EnvironmentFault:
            self._connection.close()
            raise
        self.outline = OutlineReader(path, self._connection)
        """The rows of the navigator, and the paths to an entry in it."""

    @cached_property
    def _pages(self) -> "PageReader":
        from coopviewer.storage.reference.pages import PageReader

        return PageReader(self._connection, self.edition)

    @cached_property
    def _queries(self) -> "ReferenceQueries":
        return _queries(self._connection)

    @property
    def is_imported(self) -> bool:
        """Whether the reference was imported from files, rather than built from curated ones."""
        with reading(self.path):
            return rows.is_imported(self._connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def counts(self) -> dict[EntryKind, int]:
        """Return the number of entries of each kind, in the order of EntryKind; kinds without entries are left out."""
        with reading(self.path):
            return reference_outline.count_entries(self._connection)

    def entries(self, kind: EntryKind) -> tuple[EntryRef, ...]:
        """Return all entries of a kind, sorted by title."""
        with reading(self.path):
            query = f"SELECT {rows.ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
            return tuple(rows.entry_ref(row) for row in self._connection.execute(query, (kind,)))

    def refs(self, ids: Sequence[str]) -> tuple[EntryRef, ...]:
        """Return the entries of these ids, in their order; unknown ids, and former ones, are left out."""
        with reading(self.path):
            return self._pages.refs(ids)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some ids that lead to a page: ids of entries and of sources, and former ids of entries."""
        with reading(self.path):
            return self._pages.known(ids)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the titles of entries and sources, by id, those of entries also by former ids; without unknown ids."""
        with reading(self.path):
            return self._pages.titles(ids)

    @cached_property
    def former_ids(self) -> Mapping[str, str]:
        """The present ids of all entries that got another id or were merged, by their former ids; read once."""
        with reading(self.path):
            return read_former_ids(self._connection)

    def within(self, region_ids: Iterable[str]) -> frozenset[str]:
        """Return these ids of regions, unknown ones too, and those of all entries in them, including nested regions."""
        with reading(self.path):
            return self._queries.within(region_ids)

    def listed(self, key: "ListKey", offset: int, limit: int) -> "tuple[ListedEntry, ...]":
        """Return entries of a list that is too long for its page: at most ``limit``, from the index ``offset`` on.

        The list is sorted by kind of entry, then title. An entry comes once for each of its relations in the list.
        """
        with reading(self.path):
            return self._pages.listed(key, offset, limit)

    def is_large(self, address: Address) -> bool:
        """Return whether reading a page takes long, such as that of an entry with more than 300 facts.

        ``PageReader.is_large`` has all reasons. For a comparison, whether that is so for one of its entries; False for
        pages other than those of entries and comparisons.
        """
        with reading(self.path):
            return self._pages.is_large(address)

    def page(self, address: Address) -> "Page":
        """Read the page of an address; a former id of an entry leads to its page.

        Raises EnvironmentFault if the reference has no such entry or source, or if the page of the import is asked of a
        reference that was not imported.
        """
        with reading(self.path):
            return self._pages.page(address)

    def fact_texts(
        self, *, fact_ids: Sequence[str] = (), entry_ids: Sequence[str] = (), shortest: int = 0
    ) -> "FactTexts":
        """Return the texts of the facts ``fact_ids``, and the longer texts of all facts of the entries ``entry_ids``.

        Longer are those of at least ``shortest`` code points. Texts of a relation in ``fact_ids`` are also the title of
        its subject, and that of its object unless the relation has the object's name as given in the source. Former ids
        are replaced by the ids that they redirect to; unknown ones are left out.
        """
        with reading(self.path):
            return self._queries.fact_texts(fact_ids, entry_ids, shortest)

    def sources_with_passages(self) -> "tuple[tuple[Source, tuple[Passage, ...]], ...]":
        """Return every source that has passages, sorted by id, with all its passages in the source's order."""
        with reading(self.path):
            return self._queries.sources_with_passages()
