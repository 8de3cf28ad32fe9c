"""Reading lists of entries with columns of facts, some entries at a time.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coopviewer.domain.overviews.listing import ListColumn, ListRow
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.list_batch import Batch
from coopviewer.storage.overviews.list_cells import ListCells, related_of
from coopviewer.storage.overviews.list_gaps import ListGaps
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref

_ENTRIES = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
_LEGAL_NOTES = """
    SELECT e.title, s.text FROM country c JOIN entry e ON e.id = c.entry_id JOIN fact f ON f.entry_id = c.entry_id
    JOIN statement s ON s.fact_id = f.id WHERE c.marker IS NOT NULL AND s.kind = 'legal-note' ORDER BY e.number
"""
_AT_ONCE = 200  # projects, of which all that the columns need is in memory
_FEW_AT_ONCE = 5  # entries of other kinds, each of which thousands of projects may be related to


def read_kind(connection: sqlite3.Connection, kind: EntryKind) -> Iterator[EntryRef]:
    """Yield all entries of a kind, sorted by title."""
    return map(entry_ref, connection.execute(_ENTRIES, (kind,)))


def read_legal_notes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the legal notes of all marked countries (``Kosovo*``), each after its country's title and a colon.

    They are sorted by the titles.
    """
    return tuple(f"{title}: {text}" for title, text in connection.execute(_LEGAL_NOTES))


class ListReader:
    """Reads the cells of entries of any kinds from one connection; statuses are those of ``today``."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        self._connection, self._gaps = connection, ListGaps(connection, today)

    def rows(self, refs: Iterable[EntryRef], columns: Sequence[ListColumn]) -> Iterator[ListRow]:
        """Yield the row of each entry, in the order of ``refs``; a cell is empty if the entry's kind lacks the column.

        There must be at least one column.
        """
        waiting: list[EntryRef] = []
        for ref in refs:
            waiting.append(ref)
            if len(waiting) >= (_AT_ONCE if ref.kind is EntryKind.PROJECT else _FEW_AT_ONCE):
                yield from self._batch(waiting, columns)
                waiting = []
        yield from self._batch(waiting, columns)

    def _batch(self, refs: Sequence[EntryRef], columns: Sequence[ListColumn]) -> Iterator[ListRow]:
        batch = ListCells(Batch(self._connection, [ref.id for ref in refs], *related_of(columns)), refs, self._gaps)
        columns_of_cells = [batch.column(column) for column in columns]
        yield from (ListRow(ref, cells) for ref, cells in zip(refs, zip(*columns_of_cells, strict=True), strict=True))
