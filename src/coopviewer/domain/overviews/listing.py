"""Lists of all entries of a kind, with columns of facts, as the command line prints them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import TimeframeStatus
from coopviewer.domain.reference.vocabulary import EntryKind


class ListColumn(StrEnum):
    """A column of a list; the value is its name on the command line."""

    ID = "id"
    TITLE = "title"
    ALPHA2 = "alpha2"
    ALPHA3 = "alpha3"
    M49 = "m49"
    REGIONS = "regions"
    ARRANGEMENT = "arrangement"
    NETWORKS = "networks"
    PROJECTS = "projects"
    PROJECT_COUNT = "project-count"
    CELL = "cell"
    COUNTRIES = "countries"
    COUNTRY_COUNT = "country-count"
    PARTNERS = "partners"
    FUNDERS = "funders"
    INSTRUMENTS = "instruments"
    TIMEFRAME = "timeframe"
    STATUS = "status"
    GRANT = "grant"


_EVERY = (ListColumn.ID, ListColumn.TITLE)
_PROJECTS = (ListColumn.PROJECTS, ListColumn.PROJECT_COUNT)
_COUNTRIES = (ListColumn.COUNTRIES, ListColumn.COUNTRY_COUNT)
LIST_COLUMNS: Mapping[EntryKind, tuple[ListColumn, ...]] = MappingProxyType(
    {
        **dict.fromkeys(EntryKind, _EVERY),
        EntryKind.REGION: (*_EVERY, ListColumn.REGIONS, ListColumn.NETWORKS, *_COUNTRIES, *_PROJECTS),
        EntryKind.COUNTRY: (
            *(*_EVERY, ListColumn.ALPHA2, ListColumn.ALPHA3, ListColumn.M49, ListColumn.REGIONS),
            *(ListColumn.ARRANGEMENT, ListColumn.NETWORKS, *_PROJECTS, ListColumn.CELL),
        ),
        EntryKind.PROJECT: (
            *(*_EVERY, ListColumn.TIMEFRAME, ListColumn.STATUS, ListColumn.GRANT, ListColumn.FUNDERS),
            *(ListColumn.INSTRUMENTS, ListColumn.PARTNERS, ListColumn.REGIONS, ListColumn.NETWORKS, *_COUNTRIES),
        ),
        EntryKind.NETWORK: (*_EVERY, ListColumn.REGIONS, *_COUNTRIES, *_PROJECTS),
        EntryKind.ORGANISATION: (*_EVERY, ListColumn.REGIONS, ListColumn.ARRANGEMENT, ListColumn.NETWORKS, *_PROJECTS),
    }
)
"""The columns that a list of each kind may have, in their order."""


class ListCell(NamedTuple):
    """What a list says of an entry in a column: texts of the reference, in the order of their entries.

    ``state`` is that of the entry in a list that does not name it, or None; ``status`` is that of a timeframe.
    ``number`` is one of entries. None of all these: the reference names nothing here.
    """

    texts: tuple[str, ...] = ()
    state: CellState | None = None
    status: TimeframeStatus | None = None
    number: int | None = None


class ListRow(NamedTuple):
    """An entry and its cells."""

    ref: EntryRef
    cells: tuple[ListCell, ...]
