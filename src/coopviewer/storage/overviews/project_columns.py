"""Reading the columns of the coverage that count each country's projects, by year, role, sector or status.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, reduce
from operator import or_

from coopviewer.domain.overviews.coverage import (
    MOST_PROJECT_COLUMNS,
    CellState,
    ColumnChoice,
    ColumnKind,
    CoverageColumn,
    ProjectCounts,
    UnstatedProjects,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import PublishedStatus
from coopviewer.storage.overviews.milestones import has_milestones, read_statuses
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref
from coopviewer.storage.search.project_sets import STARTS, STATUSES, ProjectSets, listed_by

BENEFICIARY, SECTORS = "has-beneficiary", ("in-sector", "concerns")
ALL_PROJECTS = "projects"
"""The key of the column that counts all projects of each country."""
_TIMEFRAMES = """
    SELECT e.number, t.edtf FROM timeframe t
    CROSS JOIN fact f ON f.id = t.fact_id CROSS JOIN entry e ON e.id = f.entry_id WHERE e.kind = 'project'
"""
_COMPLETE = """
    SELECT e.number FROM extent x CROSS JOIN fact f ON f.id = x.fact_id
    CROSS JOIN entry e ON e.id = f.entry_id AND e.kind = 'project'
    WHERE x.predicate_id = ? AND x.value IN ('complete', 'none')
"""
_NUMBERED = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value ORDER BY e.number"
_THEMES = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = 'theme' ORDER BY e.number"
_ROLES = """
    SELECT p.id, p.inverse_label FROM predicate p WHERE EXISTS (
        SELECT 1 FROM entry e CROSS JOIN relation r
        ON r.object_id = e.id AND r.predicate_id = p.id AND r.subject_number BETWEEN ? AND ?
        WHERE e.kind = 'country')
    ORDER BY p.inverse_label
"""


class ProjectColumns:
    """Reads the columns of the coverage that count projects, from one connection.

    A cell counts a project once, even if the project lists the country several times.
    """

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        """Read how many projects there are (``count``); statuses are those of ``today``."""
        self._connection, self._today = connection, today
        self._sets = ProjectSets(connection)
        self._first, self.count = self._sets.first, self._sets.count

    def all_projects(self) -> CoverageColumn:
        """Return the column that counts the projects of which each country is a beneficiary."""
        return self._counted(ALL_PROJECTS, "", ProjectCounts(self._beneficiaries, -1, self._first))

    def unstated(self) -> UnstatedProjects:
        """Return the projects that list no beneficiary country, unless their list is said to be complete or empty.

        ``total`` counts all of them; ``first`` has the first 40 at most, by entry number.
        """
        listing = reduce(or_, self._beneficiaries.values(), 0)
        known = (1 << number - self._first for (number,) in self._connection.execute(_COMPLETE, (BENEFICIARY,)))
        left = self._sets.every & ~reduce(or_, known, listing)
        numbers = ProjectCounts({"": left}, -1, self._first).numbers("", MOST_PROJECT_COLUMNS)
        refs = self._connection.execute(_NUMBERED, (json.dumps(numbers),))
        return UnstatedProjects(tuple(map(entry_ref, refs)), left.bit_count())

    @cached_property
    def _beneficiaries(self) -> dict[str, int]:
        return self.listing(BENEFICIARY)

    def columns(self, choice: ColumnChoice) -> tuple[CoverageColumn, ...]:
        """Return the columns for a choice other than PROJECT: one for each year, role, sector or status.

            YEAR: the years in which projects start, ascending.
            ROLE: the ways in which projects name countries, by label.
            SECTOR: the sectors by title.
            STATUS: the published statuses, then those computed from dates, of projects that publish none.

        Except for roles, a last column counts the projects that have none of these values, such as those that state no
        start, if any of them has a country as beneficiary.
        """
        read: dict[ColumnChoice, Callable[[], Iterable[CoverageColumn]]] = {
            ColumnChoice.YEAR: self._by_year,
            ColumnChoice.ROLE: self._by_role,
            ColumnChoice.SECTOR: self._by_sector,
            ColumnChoice.STATUS: self._by_status,
        }
        return tuple(read[choice]())

    def listing(self, predicate_id: str, kind: EntryKind = EntryKind.COUNTRY) -> dict[str, int]:
        """Return, by the id of each entry, the set of projects that list the entry by a predicate.

        A set is an integer with a bit for each project; bit 0 is the one with the lowest entry number. ``kind`` is the
        kind of the listed entries: COUNTRY, or THEME for sectors. Entries that no project lists are left out.
        """
        sets = self._sets.of(listed_by(predicate_id))
        return {entry_id: projects for entry_id, projects in sets.items() if entry_id.startswith(f"{kind}/")}

    def _by_year(self) -> Iterator[CoverageColumn]:
        return self._counts(ColumnChoice.YEAR, dict(sorted(self._sets.of(STARTS).items())))

    def _by_status(self) -> Iterator[CoverageColumn]:
        published = self._sets.of(STATUSES)
        stated = reduce(or_, published.values(), 0)
        by_dates = {
            status: self._sets.of_numbers(numbers) & ~stated
            for status, numbers in (self._numbers_by_status(stated) if stated != self._sets.every else {}).items()
        }
        in_order = {str(each): published[each] for each in PublishedStatus if each in published}
        in_order |= {str(status): by_dates[status] for status in TimeframeStatus if by_dates.get(status)}
        return self._counts(ColumnChoice.STATUS, in_order)

    def _numbers_by_status(self, stated: int) -> dict[TimeframeStatus, list[int]]:
        """Return the entry numbers of projects by their status, which follows from their dates.

        ``stated`` are the projects that publish a status, as bits; those may be missing.
        """
        statuses: dict[str, TimeframeStatus] = {}
        found: dict[TimeframeStatus, list[int]] = {}
        for number, edtf in self._connection.execute(_TIMEFRAMES):
            if edtf not in statuses:
                statuses[edtf] = parse_timeframe(edtf).status_on(self._today)
            found.setdefault(statuses[edtf], []).append(number)
        if has_milestones(self._connection):
            digits = reversed(f"{stated:0{self.count}b}")  # the first project first
            others = [self._first + place for place, digit in enumerate(digits) if digit == "0"]
            for number, status in read_statuses(self._connection, others, self._today):
                found.setdefault(status, []).append(number)
        return found

    def _by_sector(self) -> Iterator[CoverageColumn]:
        bits: dict[str, int] = {}
        for predicate_id in SECTORS:
            for theme_id, projects in self.listing(predicate_id, EntryKind.THEME).items():
                bits[theme_id] = bits.get(theme_id, 0) | projects
        refs = {row[0]: entry_ref(row) for row in self._connection.execute(_THEMES) if row[0] in bits}
        return self._counts(ColumnChoice.SECTOR, {id_: bits[id_] for id_ in refs}, refs)

    def _by_role(self) -> Iterator[CoverageColumn]:
        """Yield a column for each way in which projects name countries, such as beneficiaries."""
        bounds = (self._first, self._first + self.count - 1)
        for predicate_id, label in self._connection.execute(_ROLES, bounds).fetchall():
            yield self._counted(
                f"role:{predicate_id}", label, ProjectCounts(self.listing(predicate_id), -1, self._first)
            )

    def _counts(
        self, choice: ColumnChoice, bits: Mapping[str, int], refs: Mapping[str, EntryRef] | None = None
    ) -> Iterator[CoverageColumn]:
        """Yield a column for each label, in their order, and one for the projects that have none.

        ``bits`` are the projects of each label; ``refs`` the sectors by label, None: the labels are no sectors.
        """
        known = 0
        for label, among in bits.items():
            known |= among
            counts = ProjectCounts(self._beneficiaries, among, self._first)
            yield self._counted(f"{choice}:{label}", label, counts, refs[label] if refs is not None else None)
        rest = ProjectCounts(self._beneficiaries, ~known, self._first)
        if rest.of(self._beneficiaries):
            yield self._counted(f"{choice}:none", "", rest)

    @staticmethod
    def _counted(key: str, label: str, counts: ProjectCounts, ref: EntryRef | None = None) -> CoverageColumn:
        return CoverageColumn(key, ColumnKind.COUNT, ref, {}, CellState.NOT_STATED, counts=counts, label=label)
