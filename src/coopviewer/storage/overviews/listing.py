"""Reading lists of all entries of a kind, with columns of facts."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn, ListRow
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref
from coopviewer.storage.search.relations import ARRANGEMENT, Relations

_CELL = "has-risk-analysis-cell-in"
_MEMBERS, _BENEFICIARIES = "has-member", "has-beneficiary"
_CODES = {ListColumn.ALPHA2: "alpha2", ListColumn.ALPHA3: "alpha3", ListColumn.M49: "m49"}
_RELATED = {
    ListColumn.REGIONS: EntryKind.REGION,
    ListColumn.NETWORKS: EntryKind.NETWORK,
    ListColumn.PROJECTS: EntryKind.PROJECT,
    ListColumn.COUNTRIES: EntryKind.COUNTRY,
}
_COUNTED = {ListColumn.PROJECT_COUNT: ListColumn.PROJECTS, ListColumn.COUNTRY_COUNT: ListColumn.COUNTRIES}
_PAID = {ListColumn.FUNDERS: "funder_id", ListColumn.INSTRUMENTS: "funding_instrument_id"}
_PREDICATES = {
    ListColumn.PARTNERS: ("project-partner",),
    ListColumn.FUNDERS: ("funded-by",),
    ListColumn.INSTRUMENTS: ("financed-under",),
}
_ENTRIES = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
_PAIRS = """
    SELECT r.subject_id, o.title, r.object_number FROM relation r JOIN entry o ON o.id = r.object_id
    WHERE r.subject_id GLOB ?1 AND {0}
    UNION SELECT r.object_id, s.title, r.subject_number FROM relation r JOIN entry s ON s.id = r.subject_id
    WHERE r.object_id GLOB ?1 AND {1} ORDER BY 3
"""


def read_list(
    path: Path, kind: EntryKind, columns: Sequence[ListColumn], today: date, among: Collection[str] | None = None
) -> tuple[ListRow, ...]:
    """Read all entries of a kind, or those with the ids ``among``, sorted by title, with some columns.

    Raises EnvironmentFault if the file is no complete reference.
    """
    connection = open_reference(path)
    try:
        with reading(path):
            refs = [entry_ref(row) for row in connection.execute(_ENTRIES, (kind,))]
            refs = [ref for ref in refs if among is None or ref.id in among]
            reader = _Reader(connection, kind, today)
            cells = [reader.column(column, refs) for column in columns]
            return tuple(ListRow(ref, of_ref) for ref, of_ref in zip(refs, zip(*cells, strict=True), strict=True))
    finally:
        connection.close()


class _Reader:
    """Reads the columns of a list of one kind."""

    def __init__(self, connection: sqlite3.Connection, kind: EntryKind, today: date) -> None:
        self._connection = connection
        self._kind = kind
        self._today = today
        self._relations = Relations(connection)

    def column(self, column: ListColumn, refs: Sequence[EntryRef]) -> list[ListCell]:
        """Return the cells of a column, one for each entry."""
        if column is ListColumn.ID:
            return [ListCell((ref.id,)) for ref in refs]
        if column is ListColumn.TITLE:
            return [ListCell((ref.title,)) for ref in refs]
        if column in _COUNTED:
            texts = self._texts(_COUNTED[column])
            absent = {ref.id: self._absent(_COUNTED[column], ref.id) for ref in refs if ref.id not in texts}
            return [_counted(texts.get(ref.id, ()), absent.get(ref.id)) for ref in refs]
        if column in (ListColumn.ARRANGEMENT, ListColumn.CELL):
            return self._states(ARRANGEMENT if column is ListColumn.ARRANGEMENT else _CELL, refs)
        if column is ListColumn.STATUS:
            return self._statuses(refs)
        texts = self._texts(column)
        return [ListCell(texts[ref.id]) if ref.id in texts else self._empty(column, ref.id) for ref in refs]

    def _empty(self, column: ListColumn, entry_id: str) -> ListCell:
        return ListCell(state=self._absent(column, entry_id))

    def _texts(self, column: ListColumn) -> Mapping[str, tuple[str, ...]]:
        """Return the texts of a column, by the id of the entry."""
        mask = f"{self._kind}/*"
        if column in _CODES:
            code = _CODES[column]
            return _grouped(self._connection.execute(f"SELECT entry_id, {code} FROM country WHERE {code} IS NOT NULL"))
        if column in _RELATED:
            other = _RELATED[column]
            conditions = [f"r.{side}_id GLOB '{other}/*'" for side in ("object", "subject")]
            if other is self._kind:  # of two regions, the one that the other is in
                conditions[1] = "0"
            return _grouped(self._connection.execute(_PAIRS.format(*conditions), (mask,)))
        if column in _PREDICATES:
            names = ", ".join(f"'{each}'" for each in _PREDICATES[column])
            found = self._connection.execute(_PAIRS.format(f"r.predicate_id IN ({names})", "0"), (mask,)).fetchall()
            if column in _PAID:
                paid = f"""SELECT f.entry_id, o.title, o.number FROM amount a JOIN fact f ON f.id = a.fact_id
                    JOIN entry o ON o.id = a.{_PAID[column]} WHERE a.kind = 'grant' ORDER BY 3"""
                found += self._connection.execute(paid).fetchall()
            return _grouped(found)
        table, condition = ("amount", "t.kind = 'grant'") if column is ListColumn.GRANT else ("timeframe", "1")
        query = f"SELECT f.entry_id, t.as_given FROM {table} t JOIN fact f ON f.id = t.fact_id WHERE {condition}"
        return _grouped(self._connection.execute(f"{query} ORDER BY f.id"))

    def _absent(self, column: ListColumn, entry_id: str) -> CellState | None:
        """Return the state of an entry for which a column has no text; None if no list says how far it goes."""
        if column in (ListColumn.PROJECTS, ListColumn.REGIONS) or column in _CODES:
            return None
        if column is ListColumn.COUNTRIES and self._kind in (EntryKind.PROJECT, EntryKind.NETWORK):
            predicate = _BENEFICIARIES if self._kind is EntryKind.PROJECT else _MEMBERS
            return CellState(self._relations.absent_state(predicate, True, entry_id))
        if column is ListColumn.NETWORKS and self._kind is EntryKind.COUNTRY:
            return CellState(self._relations.absent_state(_MEMBERS, True))
        return CellState.NOT_STATED

    def _states(self, predicate: str, refs: Iterable[EntryRef]) -> list[ListCell]:
        query = "SELECT object_id FROM relation WHERE predicate_id = ?"
        listed = {row[0] for row in self._connection.execute(query, (predicate,))}
        absent = CellState(self._relations.absent_state(predicate, bool(listed)))
        if self._kind is not EntryKind.COUNTRY:
            absent = CellState.NOT_STATED  # the lists are complete for countries
        return [ListCell(state=CellState.LISTED if ref.id in listed else absent) for ref in refs]

    def _statuses(self, refs: Iterable[EntryRef]) -> list[ListCell]:
        query = "SELECT f.entry_id, t.edtf FROM timeframe t JOIN fact f ON f.id = t.fact_id ORDER BY f.id"
        found = dict(self._connection.execute(query).fetchall())
        return [
            ListCell(status=parse_timeframe(found[ref.id]).status_on(self._today))
            if ref.id in found
            else ListCell(state=CellState.NOT_STATED)
            for ref in refs
        ]


def _counted(texts: Sequence[str], state: CellState | None) -> ListCell:
    if texts or state in (None, CellState.NOT_LISTED):
        return ListCell(number=len(texts))
    return ListCell(state=state)


def _grouped(rows: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return texts by the id of the entry, without duplicates, in their order."""
    found: dict[str, dict[str, None]] = {}
    for entry_id, text, *_ in rows:
        found.setdefault(entry_id, {})[text] = None
    return {entry_id: tuple(texts) for entry_id, texts in found.items()}
