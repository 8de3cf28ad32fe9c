"""Reading the columns of counts: the projects of each country by year, role, sector or status."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from coopviewer.domain.overviews.coverage import CellState, ColumnChoice, ColumnKind, CoverageColumn, ProjectCounts
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, Row, entry_ref

BENEFICIARY, SECTOR = "has-beneficiary", "concerns"
ALL_PROJECTS = "projects"
"""The key of the column that counts all projects."""
_PAIRS = """
    SELECT subject_number, object_id FROM relation
    WHERE object_id GLOB 'country/*' AND predicate_id = ? AND subject_number BETWEEN ? AND ?
"""
_RANGE = "SELECT min(number), max(number) FROM entry WHERE kind = 'project'"
_TIMEFRAMES = """
    SELECT e.number, t.edtf, substr(coalesce(t.start_earliest, t.end_earliest), 1, 4) FROM entry e
    JOIN fact f ON f.entry_id = e.id AND f.kind = 'timeframe' JOIN timeframe t ON t.fact_id = f.id
    WHERE e.kind = 'project'
"""
_SECTORS = f"""
    SELECT r.subject_number, {ENTRY_COLUMNS} FROM relation r JOIN entry e ON e.id = r.object_id
    WHERE r.predicate_id = ? AND r.subject_id GLOB 'project/*' AND e.kind = 'theme' ORDER BY e.number
"""
_ROLES = """
    SELECT DISTINCT p.id, p.inverse_label FROM relation r JOIN predicate p ON p.id = r.predicate_id
    WHERE r.subject_id GLOB 'project/*' AND r.object_id GLOB 'country/*' ORDER BY p.inverse_label
"""


class ProjectColumns:
    """Reads counts of projects from one connection; a project is counted in a column once, whatever it lists."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        """Read how many projects there are; statuses are those of ``today``."""
        self._connection, self._today = connection, today
        first, last = connection.execute(_RANGE).fetchone()
        self._first: int = first or 0
        self.count: int = 0 if first is None else last - first + 1

    def all_projects(self) -> CoverageColumn:
        """Return the column that counts the projects of each country."""
        return self._counted(ALL_PROJECTS, "", ProjectCounts(self.listing(BENEFICIARY), -1, self._first))

    def columns(self, choice: ColumnChoice) -> tuple[CoverageColumn, ...]:
        """Return the columns of counts of a choice; the last is for projects that do not state what is counted by."""
        read: dict[ColumnChoice, Callable[[], Iterable[CoverageColumn]]] = {
            ColumnChoice.YEAR: self._by_year,
            ColumnChoice.ROLE: self._by_role,
            ColumnChoice.SECTOR: self._by_sector,
            ColumnChoice.STATUS: self._by_status,
        }
        return tuple(read[choice]())

    def listing(self, predicate_id: str) -> dict[str, int]:
        """Return the projects that list each country, as bits, by the id of the country."""
        bounds = (predicate_id, self._first, self._first + self.count - 1)
        return self._bits((country_id, number) for number, country_id in self._connection.execute(_PAIRS, bounds))

    def _bits(self, pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
        """Return a number with a bit for each project, by key; bytes are much faster to set than bits of a number."""
        size = (self.count + 7) // 8
        found: dict[str, bytearray] = {}
        for key, number in pairs:
            bits = found.get(key)
            if bits is None:
                bits = found[key] = bytearray(size)
            place = number - self._first
            bits[place >> 3] |= 1 << (place & 7)
        return {key: int.from_bytes(bits, "little") for key, bits in found.items()}

    def _by_year(self) -> Iterator[CoverageColumn]:
        rows = self._connection.execute(_TIMEFRAMES).fetchall()
        return self._counts(ColumnChoice.YEAR, self._bits((year or "", number) for number, _, year in rows))

    def _by_status(self) -> Iterator[CoverageColumn]:
        statuses: dict[str, str] = {}
        rows = self._connection.execute(_TIMEFRAMES).fetchall()
        for _, edtf, _ in rows:
            if edtf not in statuses:
                statuses[edtf] = parse_timeframe(edtf).status_on(self._today)
        bits = self._bits((statuses[edtf], number) for number, edtf, _ in rows)
        in_order: dict[str, int] = {status: bits[status] for status in TimeframeStatus if status in bits}
        return self._counts(ColumnChoice.STATUS, in_order)

    def _by_sector(self) -> Iterator[CoverageColumn]:
        refs: dict[str, EntryRef] = {}
        pairs: list[tuple[str, int]] = []
        row: Row
        for row in self._connection.execute(_SECTORS, (SECTOR,)):
            if row[1] not in refs:
                refs[row[1]] = entry_ref(row[1:])
            pairs.append((row[1], row[0]))
        return self._counts(ColumnChoice.SECTOR, self._bits(pairs), refs)

    def _by_role(self) -> Iterator[CoverageColumn]:
        """Yield a column for each way in which projects name countries, such as beneficiaries."""
        for predicate_id, label in self._connection.execute(_ROLES).fetchall():
            yield self._counted(
                f"role:{predicate_id}", label, ProjectCounts(self.listing(predicate_id), -1, self._first)
            )

    def _counts(
        self, choice: ColumnChoice, bits: Mapping[str, int], refs: Mapping[str, EntryRef] | None = None
    ) -> Iterator[CoverageColumn]:
        listing = self.listing(BENEFICIARY)
        stated = {label: among for label, among in bits.items() if label}
        order = list(stated) if refs is not None or choice is ColumnChoice.STATUS else sorted(stated)
        for label in order:
            counts = ProjectCounts(listing, stated[label], self._first)
            yield self._counted(f"{choice}:{label}", label, counts, refs[label] if refs is not None else None)
        known = 0
        for among in stated.values():
            known |= among
        rest = ProjectCounts(listing, ~known, self._first)
        if rest.of(listing):
            yield self._counted(f"{choice}:none", "", rest)

    @staticmethod
    def _counted(key: str, label: str, counts: ProjectCounts, ref: EntryRef | None = None) -> CoverageColumn:
        return CoverageColumn(key, ColumnKind.COUNT, ref, {}, CellState.NOT_STATED, counts=counts, label=label)
