"""Reads the entries, relations and sums of a reference in parts, while an export writes them as rows of tables."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from coopviewer.domain.overviews.listing import ListColumn, ListRow, RelationRow
from coopviewer.domain.overviews.stated_columns import StatedColumns
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.reference.pages import ListKey
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.listing import ListReader, read_kind, read_legal_notes
from coopviewer.storage.overviews.published_cells import filled_columns
from coopviewer.storage.overviews.relation_list import read_far_ends, read_relations, read_relations_of
from coopviewer.storage.overviews.stated_cells import read_stated
from coopviewer.storage.overviews.sum_list import read_sums
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.outline_branch import read_branch, read_by_id
from coopviewer.storage.reference.rows import read_edition

_T = TypeVar("_T")
_AT_ONCE = 50  # entries, or rows of them, that are read before they are handed on


class ListSource:
    """Reads the lists of one reference; must be created, used and closed on one thread.

    Its methods and properties raise EnvironmentFault if the file turns out to be damaged. A method that returns an
    iterator reads while it is advanced, and the error then comes out of the iterator.
    """

    def __init__(self, path: Path, today: date) -> None:
        """Open the reference; statuses are those of ``today``. Raises EnvironmentFault if it cannot be opened."""
        self.path, self.today = path, today
        self._connection: sqlite3.Connection = open_reference(path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @cached_property
    def edition(self) -> Edition:
        """The edition of the reference."""
        with reading(self.path):
            return read_edition(self._connection)

    @cached_property
    def legal_notes(self) -> tuple[str, ...]:
        """The legal notes of all marked countries, sorted by title: ``Kosovo*: This designation …``."""
        with reading(self.path):
            return read_legal_notes(self._connection)

    def of_kinds(self, kinds: Iterable[EntryKind], among: Collection[str] | None = None) -> Iterator[EntryRef]:
        """Yield all entries of some kinds, in the order of ``kinds``, each kind sorted by title.

        ``among``: only those with these ids, None: all.
        """
        for kind in kinds:
            for ref in self._read(lambda kind=kind: read_kind(self._connection, kind)):  # type: ignore[misc]
                if among is None or ref.id in among:
                    yield ref

    def refs(self, ids: Iterable[str]) -> Iterator[EntryRef]:
        """Yield the entries of some ids, in their order; unknown ids, and former ones, are left out."""
        return self._read(lambda: read_by_id(self._connection, ids))

    def branch(self, grouping: Grouping, key: str, filtered: FilteredOutline | None = None) -> Iterator[EntryRef]:
        """Yield the entries under a row of the navigator at any depth, each once, in the order of the tree.

        ``key`` is the row's key, ROOT for the whole navigator as ``grouping`` arranges it. ``filtered`` is a filter of
        the navigator: only entries that it shows are yielded; None: all.
        """
        return self._read(lambda: read_branch(self._connection, grouping, key, filtered))

    def far_ends(self, key: ListKey) -> Iterator[EntryRef]:
        """Yield the entries at the other ends of the relations that ``key`` means, each once, by entry number."""
        return self._read(lambda: read_far_ends(self._connection, key))

    def filled(self, columns: Sequence[ListColumn]) -> tuple[ListColumn, ...]:
        """Return ``columns``, in their order, without those that are known to be empty in the whole reference."""
        with reading(self.path):
            return filled_columns(self._connection, columns)

    def rows(self, refs: Iterable[EntryRef], columns: Sequence[ListColumn]) -> Iterator[ListRow]:
        """Yield the row of each entry, in order; a cell of a column that its kind does not have is empty.

        There must be at least one column.
        """
        return self._read(lambda: ListReader(self._connection, self.today).rows(refs, columns))

    def stated(self, ids: Collection[str]) -> StatedColumns:
        """Return the further columns of a list: those for the sums and published fields that the entries ``ids`` state.

        Their cells are read when they are asked for, and raise EnvironmentFault if the file turns out to be damaged.
        """
        with reading(self.path):
            found = read_stated(self._connection, ids)

        def cells(several: Sequence[str]) -> Sequence[tuple[str, ...]]:
            with reading(self.path):
                return found.cells(several)

        return found._replace(cells=cells)

    def relations(self, among: Collection[str] | None = None, kind: EntryKind | None = None) -> Iterator[RelationRow]:
        """Yield the relations that meet two conditions, each of them by their subject or by their object.

        ``among``: one of the two has one of these ids; None: any. ``kind``: one of the two is of this kind; None: any.
        With ``country/NE`` and PROJECT they are the relations of Niger with projects; with ``project/x`` and PROJECT,
        all relations of that project. They are sorted by the entry number of the subject, then by the
        predicate's id, then by the entry number of the object.
        """
        return self._read(lambda: read_relations(self._connection, among, kind))

    def relations_of(self, key: ListKey) -> Iterator[RelationRow]:
        """Yield the relations of one list on an entry's page, in the order of the list.

        A relation that two imported files state differently is yielded twice, once for each fact.
        """
        return self._read(lambda: read_relations_of(self._connection, key))

    def sums(self, among: Collection[str] | None = None, kind: EntryKind | None = None) -> Iterator[tuple[str, ...]]:
        """Yield the sums of money, such as payments and budgets; each is a row of cells.

            ``among``: only sums of an activity with one of these ids, or that such an entry pays or receives; None:
                all.
            ``kind``: only sums of which the activity, the payer or the receiver is of this kind; None: all.

        With both, a sum must meet both conditions, by the same one of the three or by different ones.

        A row has 23 texts, from the id of the sum to its places in the sources: the columns of
        ``exchange/tables/sum_table.py``. Rows are sorted by activity (in the order of titles), then by the kind of sum
        (such as ``budget``), then by day (or first day of the period), the earliest first, after those without any.
        """
        return self._read(lambda: read_sums(self._connection, among, kind))

    def _read(self, begin: Callable[[], Iterator[_T]]) -> Iterator[_T]:
        """Yield what is read; errors of the file are raised as EnvironmentFault, those of the caller as they are."""
        with reading(self.path):
            rows = begin()
        while True:
            with reading(self.path):
                several = list(islice(rows, _AT_ONCE))
            if not several:
                return
            yield from several
