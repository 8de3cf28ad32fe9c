"""Sets of projects: those that list a country, are about a sector, start in a year, and so on.

A set is an integer with a bit for each project; bit 0 is the one with the lowest entry number. A reference stores
them, since with very many projects they take long to collect.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from coopviewer.domain.search.query import StatusGap
from coopviewer.storage.search.tables import PROJECT_SETS, quoted_list

STARTS, STATUSES, AREAS = "begin", "status", "area"
"""Kinds of sets: one for each year of start, for each published status, for each timeline region."""
_ONE = ord("1")
_OBJECTS = ("country", "theme")  # the kinds of entries whose projects are collected, by predicate
_RANGE = """
    SELECT (SELECT min(number) FROM entry WHERE kind = 'project'),
        (SELECT max(number) FROM entry WHERE kind = 'project')
"""
_TABLE = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'search_projects'"
_STORED = "SELECT value, projects FROM search_projects WHERE kind = ? AND length(projects) = ?"
# a project that states no start was among those of the year in which it ends
_HAS_OLDER = "SELECT EXISTS (SELECT 1 FROM search_projects WHERE kind = 'start')"
_PREDICATES = "SELECT id FROM predicate ORDER BY id"
# along the index of objects, whatever number of projects there is; one row for each country or sector
_LISTING = f"""
    SELECT e.id, group_concat(r.subject_number) FROM entry e CROSS JOIN relation r
    ON r.object_id = e.id AND r.predicate_id = :predicate AND r.subject_number BETWEEN :first AND :last
    WHERE e.kind IN {_OBJECTS} GROUP BY e.number
"""
# one row for each value, however many projects have it
_OF_FACET = f"""
    SELECT value, numbers FROM (
        SELECT v.value, (SELECT group_concat(f.number) FROM search_facet f
            WHERE f.value_id = v.id AND f.number BETWEEN :first AND :last) AS numbers
        FROM search_value v WHERE v.facet = :facet AND v.value NOT IN ({quoted_list(StatusGap)}))
    WHERE numbers IS NOT NULL
"""
_TIMEFRAMES = """
    SELECT substr(t.start_earliest, 1, 4), group_concat(e.number) FROM timeframe t
    CROSS JOIN fact f ON f.id = t.fact_id CROSS JOIN entry e ON e.id = f.entry_id WHERE e.kind = 'project'
    AND t.start_earliest IS NOT NULL GROUP BY 1
"""
_MILESTONES = """
    SELECT substr(start_earliest, 1, 4), group_concat(number) FROM v_span
    WHERE start_earliest IS NOT NULL AND number BETWEEN :first AND :last GROUP BY 1
"""
_ANY_MILESTONE = "SELECT EXISTS (SELECT 1 FROM milestone)"


def listed_by(predicate_id: str) -> str:
    """Return the kind, for ``ProjectSets.of``, of the sets of projects with a relation by this predicate.

    There is one set for each country or sector that such relations lead to; ``of`` returns it by the id of that country
    or sector. The kind is a text such as ``relation/in-sector``.
    """
    return f"relation/{predicate_id}"


def has_project_sets(connection: sqlite3.Connection) -> bool:
    """Return whether a reference has the table of sets of projects as this version writes it; older ones do not."""
    row = connection.execute(_TABLE).fetchone()
    return row is not None and f"{row[0]};" in PROJECT_SETS


def has_older_sets(connection: sqlite3.Connection) -> bool:
    """Return whether the stored sets were written by an older version: one that counted some ends as starts.

    Its sets of years of starts are not read any more. The reference must have the table of the sets.
    """
    return bool(connection.execute(_HAS_OLDER).fetchone()[0])


def write_project_sets(connection: sqlite3.Connection) -> None:
    """Fill the empty table of sets of projects, for which all other tables must be filled already."""
    sets = ProjectSets(connection)
    kinds = [listed_by(id_) for (id_,) in connection.execute(_PREDICATES).fetchall()]
    rows = (
        (kind, value, projects.to_bytes(sets.size, "big"))
        for kind in (*kinds, STARTS, STATUSES, AREAS)
        for value, projects in sorted(sets.collect(kind).items())
    )
    connection.executemany("INSERT INTO search_projects VALUES (?, ?, ?)", rows)


class ProjectSets:
    """Reads sets of projects of one reference, such as all projects that list one country, or start in one year.

    A set is an integer with a bit for each project; bit 0 is the one with the lowest entry number. The sets are
    read from a table of their own; if the reference lacks it, they are collected from its other tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read ``count``, the number of projects, and ``first``, the entry number of the first; 0 without any."""
        self._connection = connection
        first, last = connection.execute(_RANGE).fetchone()
        self.first: int = first or 0
        self.count: int = 0 if first is None else last - first + 1
        self._is_stored = has_project_sets(connection)

    @property
    def _bounds(self) -> dict[str, int]:
        return {"first": self.first, "last": self.first + self.count - 1}

    @property
    def size(self) -> int:
        """The length in bytes of each set in the table."""
        return (self.count + 7) // 8

    @property
    def every(self) -> int:
        """The set of all projects."""
        return (1 << self.count) - 1

    def of(self, kind: str) -> dict[str, int]:
        """Return the sets of projects of one kind by their values; a set is an integer, and none is empty.

        ``kind`` is STARTS (values: years, ``2017``), STATUSES (published statuses), AREAS (regions of the timeline), or
        what ``listed_by`` returns (countries or sectors). Regions, countries and sectors are given by their ids.
        """
        if not self._is_stored:
            return self.collect(kind)
        rows = self._connection.execute(_STORED, (kind, self.size)).fetchall()
        if kind == STARTS and not rows:  # as in an older reference
            return self.collect(kind)
        return {value: int.from_bytes(projects, "big") for value, projects in rows}

    def collect(self, kind: str) -> dict[str, int]:
        """Return the sets of a kind as ``of`` does, but read from the other tables of the reference; takes longer."""
        read: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
            STARTS: self._by_start,
            STATUSES: lambda: self._connection.execute(_OF_FACET, {"facet": STATUSES, **self._bounds}),
            AREAS: lambda: self._connection.execute(_OF_FACET, {"facet": AREAS, **self._bounds}),
        }
        found: dict[str, int] = {}
        for value, numbers in read[kind]() if kind in read else self._listed(kind):
            found[value] = found.get(value, 0) | self.of_numbers(map(int, numbers.split(",")))
        return found

    def of_numbers(self, numbers: Iterable[int]) -> int:
        """Return the set, an integer, of the projects with these entry numbers; there must be at least one project."""
        digits = bytearray(b"0") * self.count
        last = self.first + self.count - 1
        for number in numbers:
            digits[last - number] = _ONE
        return int(digits, 2)

    def _listed(self, kind: str) -> Iterator[tuple[str, str]]:
        predicate = kind.removeprefix(listed_by(""))
        yield from self._connection.execute(_LISTING, {"predicate": predicate, **self._bounds})

    def _by_start(self) -> Iterator[tuple[str, str]]:
        """Yield each year with the entry numbers of the projects that start in it, separated by commas.

        A project that states no start is in none.
        """
        yield from self._connection.execute(_TIMEFRAMES)
        if self._connection.execute(_ANY_MILESTONE).fetchone()[0]:
            yield from self._connection.execute(_MILESTONES, self._bounds)
