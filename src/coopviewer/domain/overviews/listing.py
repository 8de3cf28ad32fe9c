"""Lists as tables that are printed or saved: which columns there are, the cells of entries, and rows of relations."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import DatesStatus, TimeframeStatus
from coopviewer.domain.reference.vocabulary import EntryKind


class RowsOf(StrEnum):
    """What each row of a list is: an entry, a relation of two entries, or a sum of an activity, such as a payment."""

    ENTRIES = "entries"
    RELATIONS = "relations"
    SUMS = "sums"


class ListColumn(StrEnum):
    """A column of a list of entries; the value is its name on the command line."""

    ID = "id"
    TITLE = "title"
    KIND = "kind"
    IDENTIFIERS = "identifiers"
    ALPHA2 = "alpha2"
    ALPHA3 = "alpha3"
    M49 = "m49"
    CODE_STATUS = "code-status"
    TIMEFRAME = "timeframe"
    TIMEFRAME_EDTF = "timeframe-edtf"
    START = "start"
    START_PRECISION = "start-precision"
    END = "end"
    END_PRECISION = "end-precision"
    STATUS = "status"
    PUBLISHED_STATUS = "published-status"
    START_PLANNED = "start-planned"
    START_ACTUAL = "start-actual"
    END_PLANNED = "end-planned"
    END_ACTUAL = "end-actual"
    TIMEFRAME_BASIS = "timeframe-basis"
    TIMEFRAME_SOURCE = "timeframe-source"
    TIMEFRAME_PLACE = "timeframe-place"
    GRANT = "grant"
    GRANT_AMOUNT = "grant-amount"
    GRANT_CURRENCY = "grant-currency"
    GRANT_BASIS = "grant-basis"
    GRANT_SOURCE = "grant-source"
    GRANT_PLACE = "grant-place"
    TOTALS = "totals"
    CURRENCIES = "currencies"
    FUNDERS = "funders"
    FUNDER_IDS = "funder-ids"
    INSTRUMENTS = "instruments"
    INSTRUMENT_IDS = "instrument-ids"
    PARTNERS = "partners"
    PARTNER_IDS = "partner-ids"
    REPORTERS = "reporters"
    REPORTER_IDS = "reporter-ids"
    ACCOUNTABLE = "accountable"
    ACCOUNTABLE_IDS = "accountable-ids"
    EXTENDING = "extending"
    EXTENDING_IDS = "extending-ids"
    IMPLEMENTING = "implementing"
    IMPLEMENTING_IDS = "implementing-ids"
    SECTORS = "sectors"
    SECTOR_IDS = "sector-ids"
    SECTOR_SHARES = "sector-shares"
    REGIONS = "regions"
    REGION_IDS = "region-ids"
    ARRANGEMENT = "arrangement"
    ARRANGEMENT_BASIS = "arrangement-basis"
    ARRANGEMENT_SOURCE = "arrangement-source"
    ARRANGEMENT_PLACE = "arrangement-place"
    NETWORKS = "networks"
    NETWORK_IDS = "network-ids"
    COUNTRIES = "countries"
    COUNTRY_IDS = "country-ids"
    COUNTRY_CODES = "country-codes"
    COUNTRY_COUNT = "country-count"
    COUNTRY_SHARES = "country-shares"
    PROJECTS = "projects"
    PROJECT_IDS = "project-ids"
    PROJECT_COUNT = "project-count"
    CELL = "cell"
    CELL_BASIS = "cell-basis"
    CELL_SOURCE = "cell-source"
    CELL_PLACE = "cell-place"


class RelationColumn(StrEnum):
    """A column of a list of relations; the value is its heading in CSV for programs (``--for-programs``)."""

    ID = "id"
    SUBJECT_ID = "subject-id"
    SUBJECT = "subject"
    SUBJECT_KIND = "subject-kind"
    SUBJECT_ALPHA2 = "subject-alpha2"
    SUBJECT_ALPHA3 = "subject-alpha3"
    SUBJECT_M49 = "subject-m49"
    RELATION = "relation"
    PREDICATE = "predicate"
    IATI = "iati"
    OBJECT_ID = "object-id"
    OBJECT = "object"
    OBJECT_KIND = "object-kind"
    OBJECT_ALPHA2 = "object-alpha2"
    OBJECT_ALPHA3 = "object-alpha3"
    OBJECT_M49 = "object-m49"
    AS_GIVEN = "as-given"
    EDTF = "edtf"
    START = "start"
    START_PRECISION = "start-precision"
    END = "end"
    END_PRECISION = "end-precision"
    ORDINAL = "ordinal"
    BASIS = "basis"
    NOTE = "note"
    SOURCE_IDS = "source-ids"
    SOURCES = "sources"
    PLACES = "places"
    PASSAGES = "passages"


_C = ListColumn
_EVERY = (_C.ID, _C.TITLE, _C.KIND)
_REGIONS, _NETWORKS = (_C.REGIONS, _C.REGION_IDS), (_C.NETWORKS, _C.NETWORK_IDS)
_PROJECTS = (_C.PROJECTS, _C.PROJECT_IDS, _C.PROJECT_COUNT)
_COUNTRIES = (_C.COUNTRIES, _C.COUNTRY_IDS, _C.COUNTRY_CODES, _C.COUNTRY_COUNT)
_ARRANGEMENT = (_C.ARRANGEMENT, _C.ARRANGEMENT_BASIS, _C.ARRANGEMENT_SOURCE, _C.ARRANGEMENT_PLACE)
_TIMEFRAME = (
    *(_C.TIMEFRAME, _C.TIMEFRAME_EDTF, _C.START, _C.START_PRECISION, _C.END, _C.END_PRECISION, _C.STATUS),
    *(_C.PUBLISHED_STATUS, _C.START_PLANNED, _C.START_ACTUAL, _C.END_PLANNED, _C.END_ACTUAL),
    *(_C.TIMEFRAME_BASIS, _C.TIMEFRAME_SOURCE, _C.TIMEFRAME_PLACE),
)
_ROLES = (
    *(_C.REPORTERS, _C.REPORTER_IDS, _C.ACCOUNTABLE, _C.ACCOUNTABLE_IDS, _C.EXTENDING, _C.EXTENDING_IDS),
    *(_C.IMPLEMENTING, _C.IMPLEMENTING_IDS, _C.SECTORS, _C.SECTOR_IDS, _C.SECTOR_SHARES),
)
_GRANT = (_C.GRANT, _C.GRANT_AMOUNT, _C.GRANT_CURRENCY, _C.GRANT_BASIS, _C.GRANT_SOURCE, _C.GRANT_PLACE)
_PAYERS = (_C.FUNDERS, _C.FUNDER_IDS, _C.INSTRUMENTS, _C.INSTRUMENT_IDS)
LIST_COLUMNS: Mapping[EntryKind, tuple[ListColumn, ...]] = MappingProxyType(
    {
        **dict.fromkeys(EntryKind, _EVERY),
        EntryKind.REGION: (*_EVERY, *_REGIONS, *_NETWORKS, *_COUNTRIES, *_PROJECTS),
        EntryKind.COUNTRY: (
            *(*_EVERY, _C.ALPHA2, _C.ALPHA3, _C.M49, _C.CODE_STATUS, *_REGIONS, *_ARRANGEMENT, *_NETWORKS),
            *(*_PROJECTS, _C.CELL, _C.CELL_BASIS, _C.CELL_SOURCE, _C.CELL_PLACE),
        ),
        EntryKind.PROJECT: (
            *(*_EVERY, _C.IDENTIFIERS, *_TIMEFRAME, *_GRANT, _C.TOTALS, _C.CURRENCIES, *_PAYERS),
            *(_C.PARTNERS, _C.PARTNER_IDS, *_ROLES, *_REGIONS, *_NETWORKS, *_COUNTRIES, _C.COUNTRY_SHARES),
        ),
        EntryKind.NETWORK: (*_EVERY, *_REGIONS, *_COUNTRIES, *_PROJECTS),
        EntryKind.ORGANISATION: (*_EVERY, _C.IDENTIFIERS, *_REGIONS, *_ARRANGEMENT, *_NETWORKS, *_PROJECTS),
    }
)
"""The columns that a list of entries of one kind may have, in their order."""


SLOTS: Mapping[ListColumn, tuple[str, ...]] = MappingProxyType(
    {
        _C.IDENTIFIERS: ("identifier/iati", "identifier/other", "identifier/local", "identifier/org-id"),
        _C.PUBLISHED_STATUS: ("classification/ActivityStatus",),
        **{
            column: (f"milestone/{column}",)
            for column in (_C.START_PLANNED, _C.START_ACTUAL, _C.END_PLANNED, _C.END_ACTUAL)
        },
        **dict.fromkeys(
            (_C.TOTALS, _C.CURRENCIES),
            tuple(f"flow/{kind}" for kind in ("transaction", "budget", "planned-disbursement", "total", "loan")),
        ),
        **dict.fromkeys((_C.REPORTERS, _C.REPORTER_IDS), ("relation/reported-by",)),
        **dict.fromkeys((_C.ACCOUNTABLE, _C.ACCOUNTABLE_IDS), ("relation/accountable-to",)),
        **dict.fromkeys((_C.EXTENDING, _C.EXTENDING_IDS), ("relation/extended-by",)),
        **dict.fromkeys((_C.IMPLEMENTING, _C.IMPLEMENTING_IDS), ("relation/implemented-by",)),
        **dict.fromkeys((_C.SECTORS, _C.SECTOR_IDS, _C.SECTOR_SHARES), ("relation/in-sector",)),
        _C.COUNTRY_SHARES: ("relation/in-sector", "relation/reported-by"),
    }
)
"""Columns that are in a list of all entries of a kind only if the reference has facts of one of the kinds given here.

A kind of facts is written ``table/value``, as in ``milestone/start-planned``. References of version 1 of the schema
have no such facts."""
CURATED_SLOTS: Mapping[ListColumn, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_GRANT, ("amount/grant",)),
        **dict.fromkeys((_C.INSTRUMENTS, _C.INSTRUMENT_IDS), ("relation/financed-under", "amount/grant")),
        **dict.fromkeys((_C.PARTNERS, _C.PARTNER_IDS), ("relation/project-partner",)),
        **dict.fromkeys(_NETWORKS, ("kind/network",)),
        **dict.fromkeys(_ARRANGEMENT, ("relation/has-working-arrangement-with",)),
        **dict.fromkeys(
            (_C.CELL, _C.CELL_BASIS, _C.CELL_SOURCE, _C.CELL_PLACE), ("relation/has-risk-analysis-cell-in",)
        ),
    }
)
"""Columns that are in a list of all entries of a kind only if the reference has facts of one of the kinds given here.

Other than those in SLOTS, these columns are always in lists of a reference of version 1 of the schema."""


def columns_of(kinds: Iterable[EntryKind]) -> tuple[ListColumn, ...]:
    """Return the columns that a list of entries of ``kinds`` may have, in the order of ListColumn.

    A column is included if entries of at least one of these kinds may have it; id, title and kind always are.
    """
    wanted = {column for kind in kinds for column in LIST_COLUMNS[kind]} | set(_EVERY)
    return tuple(column for column in ListColumn if column in wanted)


class ListCell(NamedTuple):
    """The content of one cell in a list of entries; all fields empty or None: the reference says nothing here.

    ``texts`` are the values, such as amounts or titles of other entries. Columns that belong together, such as amounts
    and currencies, have them in the same order; but a column of titles has each title once, even if several entries
    have it. ``state`` is whether a list names the entry: in the columns ARRANGEMENT and CELL it is the content, and
    elsewhere the reason why there is no value, None if there is a value or no reason. ``status`` is the content of the
    column STATUS, ``number`` of a column of counts; in other columns they are None. ``is_unread``: an imported file
    states a value, but in a form that could not be read, so the cell has none. A cell with a status has one, and
    ``is_unread`` then means that a start or end, which the status calls not stated, is stated but could not be read.
    """

    texts: tuple[str, ...] = ()
    state: CellState | None = None
    status: TimeframeStatus | DatesStatus | None = None
    number: int | None = None
    is_unread: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether the cell has no value, and no complete list says that the entry has none."""
        is_open = self.state in (None, CellState.NOT_STATED, CellState.NOT_LOOKED_AT)
        return is_open and not self.texts and self.status is None and self.number is None


class ListRow(NamedTuple):
    """An entry and its cells, in the order of the columns."""

    ref: EntryRef
    cells: tuple[ListCell, ...]


class RelationRow(NamedTuple):
    """A relation and its texts, in the order of the members of RelationColumn; empty where the reference says nothing.

    Kinds, bases and precisions are given by their keys in the vocabularies (``has-beneficiary``), not in words. Several
    sources are separated by ``; `` (BETWEEN); their places and passages are separated so too and are in the same order.
    """

    cells: tuple[str, ...]


BETWEEN = "; "
"""Separates several values in a cell."""
