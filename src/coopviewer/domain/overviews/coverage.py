"""The coverage: for each country, what the lists of the reference (such as a project's beneficiaries) say of it."""

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
"""The key of the one column that stands for all networks, where ``folded_networks`` shows them as one."""


class CellState(StrEnum):
    """What a list says of a country.

    NOT_LISTED: the list does not name it, and is said to be complete or empty. NOT_STATED: the list does not name it,
    but may be incomplete: it is said to be open, or names others without saying whether these are all. NOT_LOOKED_AT:
    the list names nothing, and nothing is said of how complete it is.
    """

    LISTED = "listed"
    NOT_LISTED = "not-listed"
    NOT_STATED = "not-stated"
    NOT_LOOKED_AT = "not-looked-at"


class ColumnKind(StrEnum):
    """What a column of the coverage is about.

    ARRANGEMENT: which countries have a working arrangement. NETWORK: the members of one network. PROJECT: the
    beneficiaries of one project. CELL: the countries in which one network or project has a risk analysis cell. COUNT:
    numbers of projects. NOTES: numbers of the user's annotations.
    """

    ARRANGEMENT = "arrangement"
    NETWORK = "network"
    PROJECT = "project"
    CELL = "cell"
    COUNT = "count"
    NOTES = "notes"


class ColumnChoice(StrEnum):
    """What the columns of projects are: one column for each project, or counts of the projects by a property.

    YEAR: by the year in which they start. ROLE: by the relation through which they name a country, such as *has
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
        """Return the number of projects, or of annotations, for several countries together, by the countries' ids.

        A project that lists several of these countries is counted once.
        """


class ProjectCounts(NamedTuple):
    """Counts, for each country, the projects that list it. A set of projects is an integer with a bit for each.

    ``listing`` maps the id of a country to the set of the projects that list it. ``among`` is the set of the projects
    that are counted at all; -1: all. ``first`` is the entry number of the project whose bit is the lowest.
    """

    listing: Mapping[str, int]
    among: int
    first: int = 0

    def of(self, country_ids: Iterable[str]) -> int:
        """Return how many of the projects in ``among`` list at least one of these countries.

        A project that lists several of them is counted once.
        """
        return (self.union(country_ids) & self.among).bit_count()

    def union(self, country_ids: Iterable[str]) -> int:
        """Return the projects that list at least one of these countries, as an integer with a bit for each project.

        The lowest bit is the project with the entry number ``first``, the next one that with ``first + 1``, and so on.
        Projects that are not counted, since they are not in ``among``, are included.
        """
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
        """Return the sum of ``numbers`` for these countries; a country named twice counts once."""
        return sum(self.numbers.get(id, 0) for id in set(country_ids))


class CoverageColumn(NamedTuple):
    """A column of the coverage: one list of countries, or a number for each country.

    ``key`` identifies the column in an address. ``ref`` is the entry that has the list, such as a project, or the
    sector whose projects are counted; None for the working arrangements, which several organisations have, and for
    other counts. ``facts`` maps the id of a listed country to the id of the fact that lists it; ``others`` does so for
    anything listed that is no country, such as a region. ``absent`` is the state of every country that is not listed.
    ``extent_id`` is the id of the fact that says how complete the list is; empty if none does, or if the column has
    lists of several organisations and the list of one of them has no such fact.

    ``counts`` has the numbers, None in a column that is a list. ``label`` is what the counted projects have in common,
    such as a year; empty in the column of those without such a value. ``years`` are the years of a project
    (``2017–2023``), or the source's words for its timeframe if this is open or not precise to the year; empty if no
    dates are stated. ``acronym`` is a short name of the entry, empty if it has none. ``is_unread``: the source names
    beneficiaries of the project, but none of them could be read as a country or region.
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
        """Return LISTED if the list names the country or region with this id, else ``absent``.

        In a column of counts, which has no list, the answer means nothing.
        """
        return CellState.LISTED if entry_id in self.facts or entry_id in self.others else self.absent

    def fact_of(self, entry_id: str) -> str:
        """Return the id of the fact that shows what the list says of a country or region.

        That is the fact that lists it; else the one that says whether the list is complete; else the first fact that
        lists something else than a country. Empty if there is none of these.
        """
        listing = self.facts.get(entry_id) or self.others.get(entry_id)
        return listing or self.extent_id or next(iter(self.others.values()), "")

    @property
    def is_stated(self) -> bool:
        """Whether the list names any country, or is said to be complete and has none (``absent`` is NOT_LISTED)."""
        return bool(self.facts) or self.absent is CellState.NOT_LISTED


class UnstatedProjects(NamedTuple):
    """The projects of which no source says whether any country is among the beneficiaries.

    ``first`` are at most the first 40 of them (MOST_PROJECT_COLUMNS), by title; ``total`` counts all.
    """

    first: tuple[EntryRef, ...] = ()
    total: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the projects in ``first``, in their order."""
        return tuple(ref.title for ref in self.first)


class CoverageCell(NamedTuple):
    """A cell of the coverage: a country or a region (``country``), and the list whose column it is in.

    ``alike`` are further lists that say the same of every country, so that they are shown in one column with the first.
    ``legal_note`` is the note for a country with a mark at its name (``Kosovo*``), and empty for all others.
    """

    country: EntryRef
    column: CoverageColumn
    alike: tuple[CoverageColumn, ...] = ()
    legal_note: str = ""

    @property
    def state(self) -> CellState:
        """What the list says of the country; without meaning if the column has numbers (``column.counts``)."""
        return self.column.state(self.country.id)

    @property
    def fact_id(self) -> str:
        """The id of the fact that shows what the list says of the country; empty if there is none."""
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
    """The table of all countries against the lists of the reference.

    ``rows`` are the countries and ``regions`` the regions, both by title; ``columns`` are in the order in which they
    are shown. ``choice`` is how projects are made into columns, ``choices`` are the possible ways: a column for each
    project is not possible with more than 40 projects (MOST_PROJECT_COLUMNS). ``projects`` counts, for each country,
    all projects that have it as a beneficiary; None: there are no projects. ``empty`` are the ids of regions that are
    in no other region and have no country at any depth. ``also`` are the lists of projects that filters use although
    projects have no columns of their own. ``unstated`` are, with every ``choice``, the projects that list no country as
    a beneficiary and of which no source says that they have none.
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
    """Return the columns of the networks, in their order, if they can be shown as one column; else nothing.

    They can be if no network names a country, none says that its list is complete, and all have the same state for
    every country: *not stated* or *not looked at*.
    """
    networks = tuple(each for each in columns if each.kind is ColumnKind.NETWORK)
    says_more = any(each.is_stated for each in networks) or len({each.absent for each in networks}) > 1
    return () if says_more else networks


def countries_meeting(coverage: Coverage, filters: Mapping[str, CellState]) -> tuple[CoverageRow, ...]:
    """Return the countries, in their order, that have in each column named by ``filters`` the state that it asks for.

    ``filters`` maps keys of columns to states. No country meets a filter on an unknown column. In a column of counts
    LISTED means a number above 0, and any other state means 0. The key NETWORKS stands for all networks where they are
    shown as one column (``folded_networks``).
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

    Returns the states by the keys of the columns; if a key occurs twice, the last state counts. A part without a key or
    with an unknown state is left out. Whether there is a column with a key is not checked.
    """
    found = {}
    for each in text.split(","):
        key, _, value = each.rpartition(":")
        if key and value in set(CellState):
            found[key] = CellState(value)
    return found


def write_column_filters(filters: Mapping[str, CellState]) -> str:
    """Return filters as ``parse_column_filters`` reads them: ``arrangement:listed,project/afic:not-listed``."""
    return ",".join(f"{key}:{state}" for key, state in filters.items())
