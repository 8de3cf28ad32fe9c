"""The coverage: for each country, what the lists of the reference say of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef

MOST_PROJECT_COLUMNS = 40


class CellState(StrEnum):
    """What a list says of a country.

    ``NOT_LISTED`` is said only where the list is complete. ``NOT_STATED``: the list names no country, or is open.
    ``NOT_LOOKED_AT``: nothing in the reference says how far the list goes, nor that there is one.
    """

    LISTED = "listed"
    NOT_LISTED = "not-listed"
    NOT_STATED = "not-stated"
    NOT_LOOKED_AT = "not-looked-at"


class ColumnKind(StrEnum):
    """The subject of a column."""

    ARRANGEMENT = "arrangement"
    NETWORK = "network"
    PROJECT = "project"
    CELL = "cell"
    COUNT = "count"
    NOTES = "notes"


class CoverageColumn(NamedTuple):
    """One list of countries.

    ``key`` identifies it in an address. ``ref`` is the entry whose list it is; None for the working arrangements, which
    several organisations may have, and for counts. ``facts`` are the ids of the facts that list a country, by the id of
    the country; ``counts`` are numbers of projects or notes, by the id of the country, in columns of these. ``absent``
    is the state of every country that is not listed. ``extent_id`` is the fact that says how far the list goes, empty
    if there is none. ``as_given`` is the timeframe of a project in the source's words, empty if it states none.
    ``label`` is the value that the projects of a count have in common. ``others`` are the ids of the facts that list
    something else than a country, such as a region.
    """

    key: str
    kind: ColumnKind
    ref: EntryRef | None
    facts: Mapping[str, str]
    absent: CellState
    extent_id: str = ""
    as_given: str = ""
    counts: Mapping[str, int] | None = None
    label: str = ""
    others: tuple[str, ...] = ()

    def state(self, country_id: str) -> CellState:
        """Return the state of a country."""
        return CellState.LISTED if country_id in self.facts else self.absent

    @property
    def is_stated(self) -> bool:
        """Whether the list names any country, or is complete without one."""
        return bool(self.facts) or self.absent is CellState.NOT_LISTED


class CoverageCell(NamedTuple):
    """A country in a list; ``alike`` are further lists that say the same of every country, shown as one column."""

    country: EntryRef
    column: CoverageColumn
    alike: tuple[CoverageColumn, ...] = ()
    legal_note: str = ""

    @property
    def state(self) -> CellState:
        """What the list says of the country."""
        return self.column.state(self.country.id)

    @property
    def fact_id(self) -> str:
        """The fact that lists the country, or that says how far the list goes; empty if there is none."""
        column = self.column
        return column.facts.get(self.country.id) or column.extent_id or next(iter(column.others), "")


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
    """The countries in the order of their titles, the columns, and the regions in the order of their titles.

    ``by_count``: there are more projects than columns, and the projects are counted.
    """

    rows: tuple[CoverageRow, ...]
    columns: tuple[CoverageColumn, ...]
    regions: tuple[EntryRef, ...]
    by_count: bool = False


def parse_column_filters(text: str) -> dict[str, CellState]:
    """Parse the filters on columns of an address, such as ``arrangement:listed,project/afic:not-listed``."""
    found = {}
    for each in text.split(","):
        key, _, value = each.rpartition(":")
        if key and value in set(CellState):
            found[key] = CellState(value)
    return found


def write_column_filters(filters: Mapping[str, CellState]) -> str:
    """Return filters on columns as an address has them."""
    return ",".join(f"{key}:{state}" for key, state in filters.items())
