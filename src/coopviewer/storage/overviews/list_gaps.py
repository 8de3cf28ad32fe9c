"""What an empty cell in a list of entries means: *not listed*, *not stated* or *not looked at* (CellState).

That depends on how complete the source's lists are said to be. Call the functions inside ``opening.reading``, which
turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListColumn
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.project_gaps import ImportGaps, ProjectGaps
from coopviewer.storage.search.relations import ARRANGEMENT, Relations

CELL = "has-risk-analysis-cell-in"
_MEMBERS, _BENEFICIARIES = "has-member", "has-beneficiary"
_EXTENTS = "SELECT x.fact_id FROM extent x WHERE x.predicate_id = ? ORDER BY 1"
_C = ListColumn
CODES = (_C.ALPHA2, _C.ALPHA3, _C.M49, _C.CODE_STATUS)
STATES = {_C.ARRANGEMENT: ARRANGEMENT, _C.CELL: CELL}
"""The columns that say whether the source lists a country, such as working arrangements; the predicate of each."""


class ListGaps:
    """Finds out what an empty cell of an entry means in the lists of one reference; keeps what it has read.

    ``today`` is the day by which the statuses of projects are computed.
    """

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        self._connection, self.today = connection, today
        self._of_import = ImportGaps(connection)
        self._relations = Relations(connection)
        self._absent: dict[tuple[str, str], CellState | None] = {}
        self._extents: dict[str, tuple[str, ...]] = {}

    def of_projects(self, ids: Sequence[str]) -> ProjectGaps:
        """Return the reader that finds out why cells of the projects with the ids ``ids`` are empty."""
        return ProjectGaps(self._of_import, ids)

    def extents(self, predicate: str) -> tuple[str, ...]:
        """Return the sorted ids of the facts that say how complete the source's lists of a predicate are.

        An empty tuple: no fact says so.
        """
        if predicate not in self._extents:
            rows = self._connection.execute(_EXTENTS, (predicate,))
            self._extents[predicate] = tuple(row[0] for row in rows)
        return self._extents[predicate]

    def absent(self, column: ListColumn, ref: EntryRef) -> CellState | None:
        """Return what an empty cell of an entry in a column means, such as *not listed* or *not stated*.

        None for a column whose empty cells say nothing, such as the codes of countries.
        """
        of_entry = column is _C.COUNTRIES and ref.kind in (EntryKind.PROJECT, EntryKind.NETWORK)
        key = (column, ref.id if of_entry else ref.kind)
        if key not in self._absent:
            self._absent[key] = self._read_absent(column, ref)
        state = self._absent[key]
        if of_entry:
            del self._absent[key]  # asked for once an entry
        return state

    def _read_absent(self, column: ListColumn, ref: EntryRef) -> CellState | None:
        if column in (_C.PROJECTS, _C.REGIONS) or column in CODES:
            return None
        if column is _C.COUNTRIES and ref.kind in (EntryKind.PROJECT, EntryKind.NETWORK):
            predicate = _BENEFICIARIES if ref.kind is EntryKind.PROJECT else _MEMBERS
            return CellState(self._relations.absent_state(predicate, True, ref.id))
        if column is _C.NETWORKS and ref.kind is EntryKind.COUNTRY:
            return CellState(self._relations.absent_state(_MEMBERS, True))
        if column in STATES:
            if ref.kind is not EntryKind.COUNTRY:
                return CellState.NOT_STATED  # the lists are complete for countries
            predicate = STATES[column]
            query = "SELECT EXISTS (SELECT 1 FROM relation WHERE predicate_id = ?)"
            lists_any = bool(self._connection.execute(query, (predicate,)).fetchone()[0])
            return CellState(self._relations.absent_state(predicate, lists_any))
        return CellState.NOT_STATED
