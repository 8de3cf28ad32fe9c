"""The coverage: for each country, what the lists of the reference say of it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import reduce
from itertools import repeat
from operator import or_
from types import MappingProxyType
from typing import NamedTuple, Protocol

from coopviewer.domain.reference.entries import EntryRef

MOST_PROJECT_COLUMNS = 40
NETWORKS = "networks"
"""The key of the column of all networks, where these are shown as one (``folded_networks``)."""


class CellState(StrEnum):
    """What a list says of a country.

    ``NOT_LISTED`` is said only where the list is complete. ``NOT_STATED``: the list is open, or nothing says whether it
    is complete. ``NOT_LOOKED_AT``: nothing in the reference says how far the list goes, nor that there is one.
    """

    LISTED = "listed"
    NOT_LISTED = "not-listed"
    NOT_STATED = "not-stated"
    NOT_LOOKED_AT = "not-looked-at"


class ColumnKind(StrEnum):
    """What a column of the coverage is about.

    CELL: risk analysis cells. COUNT: numbers of projects. NOTES: numbers of the user's annotations.
    """

    ARRANGEMENT = "arrangement"
    NETWORK = "network"
    PROJECT = "project"
    CELL = "cell"
    COUNT = "count"
    NOTES = "notes"


class ColumnChoice(StrEnum):
    """The columns of projects: one for each project, or counts of the projects by a property.

    YEAR: the year in which they begin, or else end. ROLE: the relation by which they name a country, such as *has
    beneficiary*.
    """

    PROJECT = "project"
    YEAR = "year"
    ROLE = "role"
    SECTOR = "sector"
    STATUS = "status"


class Counts(Protocol):
    """The numbers in a column of counts, such as ProjectCounts and NoteCounts."""

    def of(self, country_ids: Iterable[str]) -> int:
        """Return the number for several countries together, by their ids.

        What concerns several of them is counted once.
        """


class ProjectCounts(NamedTuple):
    """Counts, for each country, the projects that list it. A set of projects is an integer with a bit for each.

    ``listing`` maps the id of a country to the projects that list it. Only projects in ``among`` are counted, -1: all.
    ``first`` is the entry number of the project of bit 0.
    """

    listing: Mapping[str, int]
    among: int
    first: int = 0

    def of(self, country_ids: Iterable[str]) -> int:
        """Return how many projects of ``among`` list at least one of these countries, each counted once."""
        return (self.union(country_ids) & self.among).bit_count()

    def union(self, country_ids: Iterable[str]) -> int:
        """Return the projects that list at least one of these countries, as bits, whether in ``among`` or not."""
        return reduce(or_, map(self.listing.get, country_ids, repeat(0)), 0)

    def numbers(self, country_id: str, most: int) -> tuple[int, ...]:
        """Return the entry numbers of the projects counted for a country, ascending, at most ``most``."""
        left = self.listing.get(country_id, 0) & self.among
        found: list[int] = []
        while left and len(found) < most:
            lowest = left & -left
            found.append(self.first + lowest.bit_length() - 1)
            left ^= lowest
        return tuple(found)


class NoteCounts(NamedTuple):
    """Counts of annotations; ``numbers`` maps the id of a country to the number of annotations on it."""

    numbers: Mapping[str, int]

    def of(self, country_ids: Iterable[str]) -> int:
        """Return how many annotations are on these countries."""
        return sum(self.numbers.get(id, 0) for id in set(country_ids))


class CoverageColumn(NamedTuple):
    """One list of countries, or a count for each country.

    ``key`` identifies it in an address. ``ref`` is the entry whose list it is, or the sector of a count; None for the
    working arrangements, which several organisations may have, and for other counts. ``facts`` are the ids of the facts
    that list a country, by the id of the country. ``absent`` is the state of every country that is not listed.
    ``extent_id`` is the fact that says how far the list goes, empty if there is none. ``years`` are those of a
    project's timeframe or milestones, or the source's words if they do not say the years; empty if it states none.
    ``counts``: the cells are numbers. ``label`` is the value that the projects of a count have in common, empty if they
    state none. ``others`` are the facts that list something else than a country, such as a region, by the id of that.
    ``acronym`` is a short name of the entry, empty if it has none. ``is_unread``: the source names something here, of
    which nothing could be read as a country or region.
    """

    key: str
    kind: ColumnKind
    ref: EntryRef | None
    facts: Mapping[str, str]
    absent: CellState
    extent_id: str = ""
    years: str = ""
    counts: Counts | None = None
    label: str = ""
    others: Mapping[str, str] = MappingProxyType({})
    acronym: str = ""
    is_unread: bool = False

    def state(self, entry_id: str) -> CellState:
        """Return what the list says of a country, or of a region, by its id; without meaning in a column of counts."""
        return CellState.LISTED if entry_id in self.facts or entry_id in self.others else self.absent

    def fact_of(self, entry_id: str) -> str:
        """Return the id of the fact that lists an entry; else of the one that says how far the list goes.

        Without that it is the first fact that lists something else than a country; empty if there is none either.
        """
        listing = self.facts.get(entry_id) or self.others.get(entry_id)
        return listing or self.extent_id or next(iter(self.others.values()), "")

    @property
    def is_stated(self) -> bool:
        """Whether the list names any country, or is complete without one."""
        return bool(self.facts) or self.absent is CellState.NOT_LISTED


class UnstatedProjects(NamedTuple):
    """The projects of which no source says whether a country is among the beneficiaries.

    ``first`` are at most MOST_PROJECT_COLUMNS of them, in the order of projects; ``total`` counts all.
    """

    first: tuple[EntryRef, ...] = ()
    total: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the first ones, in their order."""
        return tuple(ref.title for ref in self.first)


class CoverageCell(NamedTuple):
    """A country or a region in a list.

    ``alike`` are further lists that say the same of every country and are one column with it. ``legal_note`` belongs to
    a marked country (``Kosovo*``), and is empty for all others.
    """

    country: EntryRef
    column: CoverageColumn
    alike: tuple[CoverageColumn, ...] = ()
    legal_note: str = ""

    @property
    def state(self) -> CellState:
        """What the list says of the country; without meaning in a column of numbers (``column.counts``)."""
        return self.column.state(self.country.id)

    @property
    def fact_id(self) -> str:
        """The id of the fact that ``CoverageColumn.fact_of`` returns for the country; empty if there is none."""
        return self.column.fact_of(self.country.id)


class CoverageRow(NamedTuple):
    """A country with the ids of its regions.

    ``code`` is its alpha-3 code, or its alpha-2 code where no standard assigns one; ``legal_note`` belongs to a marked
    country (``Kosovo*``), and is empty for all others.
    """

    ref: EntryRef
    regions: tuple[str, ...]
    code: str = ""
    legal_note: str = ""


class Coverage(NamedTuple):
    """The countries and the regions in the order of entries, and the columns in the order in which they are shown.

    ``choice`` is how the columns of projects are made; ``choices`` are the possible ways: with more than
    MOST_PROJECT_COLUMNS projects there is no column for each. ``projects`` counts all projects; None: there are none.
    ``empty`` are the ids of regions without a country at any depth that are in no other region. ``also`` are lists
    without a column to which filters refer. ``unstated`` are projects that list no country as a beneficiary, nor say
    that they have none, however the columns are made.
    """

    rows: tuple[CoverageRow, ...]
    columns: tuple[CoverageColumn, ...]
    regions: tuple[EntryRef, ...]
    choice: ColumnChoice = ColumnChoice.PROJECT
    choices: tuple[ColumnChoice, ...] = tuple(ColumnChoice)
    projects: CoverageColumn | None = None
    empty: frozenset[str] = frozenset()
    also: tuple[CoverageColumn, ...] = ()
    unstated: UnstatedProjects = UnstatedProjects()


def folded_networks(columns: Iterable[CoverageColumn]) -> tuple[CoverageColumn, ...]:
    """Return the columns of networks, in their order, if they are shown as one.

    They are if no network names a country, none says that its list is complete, and all say the same of every country:
    *not stated* or *not looked at*. Empty if not, or if there is none.
    """
    networks = tuple(each for each in columns if each.kind is ColumnKind.NETWORK)
    says_more = any(each.is_stated for each in networks) or len({each.absent for each in networks}) > 1
    return () if says_more else networks


def countries_meeting(coverage: Coverage, filters: Mapping[str, CellState]) -> tuple[CoverageRow, ...]:
    """Return the countries, in their order, whose cells have the states in ``filters``, which has them by column key.

    No country meets a filter on an unknown column. In a column of counts LISTED means a number above 0, and any other
    state means 0. The key NETWORKS stands for all networks, if they are one column (``folded_networks``).
    """
    every = (*coverage.columns, *coverage.also, *((coverage.projects,) if coverage.projects is not None else ()))
    columns = {column.key: column for column in reversed(every)}
    if networks := folded_networks(coverage.columns):
        columns[NETWORKS] = networks[0]
    if not filters.keys() <= columns.keys():
        return ()
    asked = [(columns[key], state) for key, state in filters.items()]
    return tuple(row for row in coverage.rows if all(_meets(row, *each) for each in asked))


def _meets(row: CoverageRow, column: CoverageColumn, state: CellState) -> bool:
    if column.counts is not None:
        return bool(column.counts.of([row.ref.id])) is (state is CellState.LISTED)
    return column.state(row.ref.id) is state


def parse_column_filters(text: str) -> dict[str, CellState]:
    """Parse filters on columns, as an address has them: ``arrangement:listed,project/afic:not-listed``.

    Returns the states by the keys of the columns, the last one of each; what is invalid is left out.
    """
    found = {}
    for each in text.split(","):
        key, _, value = each.rpartition(":")
        if key and value in set(CellState):
            found[key] = CellState(value)
    return found


def write_column_filters(filters: Mapping[str, CellState]) -> str:
    """Return the text of filters on columns for an address; parse_column_filters reads it."""
    return ",".join(f"{key}:{state}" for key, state in filters.items())
