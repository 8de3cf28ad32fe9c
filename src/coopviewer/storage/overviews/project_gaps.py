"""What an empty cell of an imported project in a list means: *not stated*, *not read* or *not looked at*.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from coopviewer.domain.imports.unread import DATE_ELEMENT, ELEMENTS, UNSTATED, unread_among, unread_dates
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.overviews.listing import ListCell, ListColumn
from coopviewer.domain.reference.published_facts import UNREAD, PublishedField
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.storage.reference.imports.columns import read_columns
from coopviewer.storage.reference.imports.parts import read_published
from coopviewer.storage.reference.rows import is_imported

_C = ListColumn
_SLOTS: Mapping[ListColumn, str] = MappingProxyType(
    {
        _C.TIMEFRAME: "milestone",
        _C.STATUS: "milestone",
        _C.START: "milestone/start",
        _C.END: "milestone/end",
        _C.PUBLISHED_STATUS: "classification/ActivityStatus",
        **{each: f"milestone/{each}" for each in (_C.START_PLANNED, _C.START_ACTUAL, _C.END_PLANNED, _C.END_ACTUAL)},
        _C.GRANT: "amount/grant",
        _C.TOTALS: "flow",
        _C.CURRENCIES: "flow",
        _C.FUNDERS: "relation/funded-by",
        _C.INSTRUMENTS: "relation/financed-under",
        _C.PARTNERS: "relation/project-partner",
        _C.REPORTERS: "relation/reported-by",
        _C.ACCOUNTABLE: "relation/accountable-to",
        _C.EXTENDING: "relation/extended-by",
        _C.IMPLEMENTING: "relation/implemented-by",
        _C.SECTORS: "relation/in-sector",
        _C.COUNTRIES: "relation/has-beneficiary",
        _C.COUNTRY_COUNT: "relation/has-beneficiary",
    }
)
"""The kinds of facts (slots) that fill the columns of projects in an imported reference."""
_NAMES = ", ".join(f"'{name}'" for name in sorted(ELEMENTS))
_MAY_BE_UNREAD = f"(t.label IN ({_NAMES}) OR instr(t.fact_id, '/{UNREAD}') > 0)"
_ANY = f"SELECT EXISTS (SELECT 1 FROM published_field t WHERE {_MAY_BE_UNREAD})"
_OF = "json_each(?) k CROSS JOIN {0} t ON t.fact_id > k.value || '/' AND t.fact_id < k.value || '0'"
_FIELDS = f"SELECT t.fact_id FROM {_OF.format('published_field')} WHERE {_MAY_BE_UNREAD}"
_PLACES = f"""
    SELECT k.value, t.source_id, t.place FROM {_OF.format("citation")}
    CROSS JOIN fact f ON f.id = t.fact_id WHERE f.kind <> 'published_field'
"""
_DATED = f"""
    SELECT DISTINCT f.entry_id FROM published_field t CROSS JOIN fact f ON f.id = t.fact_id
    WHERE t.label = '{DATE_ELEMENT}' OR instr(t.fact_id, '/{UNREAD}') > 0
"""
_AT_ONCE = 5_000  # fields that are read in one query
_UNREAD, _NOT_LOOKED_AT = ListCell(is_unread=True), ListCell(state=CellState.NOT_LOOKED_AT)
_Places = set[tuple[str, str | None]]


class ImportGaps:
    """Answers on a whole reference for ``ProjectGaps``, such as whether it was imported; each is read on first use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @cached_property
    def is_imported(self) -> bool:
        """Whether the reference was imported; only then does ``ProjectGaps.explained`` change cells."""
        return is_imported(self.connection)

    @cached_property
    def has_unread(self) -> bool:
        """Whether the reference has any published field in which a value may have been kept that could not be read."""
        return bool(self.connection.execute(_ANY).fetchone()[0])

    @cached_property
    def slots(self) -> frozenset[str]:
        """The kinds of facts that at least one project has: with ``milestone/end-planned`` also ``milestone``."""
        found = [row[0] for row in self.connection.execute("SELECT slot FROM slot WHERE entry_kind = 'project'")]
        return frozenset((*found, *(slot.partition("/")[0] for slot in found)))


def read_unread_dates(
    connection: sqlite3.Connection, named: Sequence[str] | None = None
) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the texts of dates that could not be read, by project id and then by kind, such as ``milestone/start``.

    ``named`` are the ids of the projects in question, None: all. A project without such a date is left out. A date may
    be of several kinds.
    """
    if named is None:
        named = [row[0] for row in connection.execute(_DATED)]
    gaps = ProjectGaps(ImportGaps(connection), named)
    return {each: found for each in named if (found := gaps.unread_dates(each))}


class ProjectGaps:
    """Finds out why cells in a list's columns (ListColumn) are empty, for the projects with the ids ``ids``.

    ``known`` has what is the same for all projects of the reference, and can be used for any number of such objects.
    """

    def __init__(self, known: ImportGaps, ids: Sequence[str]) -> None:
        self._known, self._connection, self._ids = known, known.connection, ids

    def explained(self, column: ListColumn, cells: Sequence[tuple[str, ListCell]]) -> list[ListCell]:
        """Return the cells of a column, with the empty ones saying why they are empty.

        ``cells`` are pairs of a project's id and its cell. In an imported reference, an empty cell becomes *not read*
        if the project's file states the fact in a form that could not be read. Otherwise *not stated* becomes *not
        looked at* if no project of the import has such a fact, or if the table that was imported has no column for it.
        A status by dates that says that a date is not stated gets ``is_unread`` if that date could not be read: *begun,
        no end stated* is then shown as *begun, end not known*.
        """
        if column not in _SLOTS or not self._known.is_imported:
            return [cell for _, cell in cells]
        return [self._explained(cell, entry_id, _SLOTS[column]) for entry_id, cell in cells]

    def _explained(self, cell: ListCell, entry_id: str, slot: str) -> ListCell:
        if cell.status is not None:
            slots = UNSTATED.get(DatesStatus(cell.status), ())
            return cell._replace(is_unread=any(self.is_unread(entry_id, each) for each in slots))
        if not cell.says_nothing:
            return cell
        if self.is_unread(entry_id, slot):
            return _UNREAD
        if cell.state is not CellState.NOT_STATED:
            return cell
        headings = self._columns.get(entry_id)
        may_be_stated = slot in self._known.slots and (headings is None or headings.get(slot) != ())
        return cell if may_be_stated else _NOT_LOOKED_AT

    def is_unread(self, entry_id: str, slot: str) -> bool:
        """Return whether a project's file states a kind of fact (``milestone/start``) in a form that cannot be read."""
        return bool(unread_among(self._fields.get(entry_id, ()), self._places.get(entry_id, ()), slot))

    def unread_dates(self, entry_id: str) -> Mapping[str, Sequence[str]]:
        """Return the texts of a project's unreadable dates by kind (``milestone/start``); a date may be of several."""
        return unread_dates(self._fields.get(entry_id, ()), self._places.get(entry_id, ()))

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return read_columns(self._connection, self._ids)

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[PublishedField]]:
        """The fields of each project that may state what could not be read."""
        found: dict[str, list[PublishedField]] = {}
        if not self._known.has_unread:
            return found
        fact_ids = [row[0] for row in self._connection.execute(_FIELDS, (json.dumps(list(self._ids)),))]
        for begin in range(0, len(fact_ids), _AT_ONCE):
            for fact in read_published(self._connection, fact_ids[begin : begin + _AT_ONCE], ("published_field",)):
                if isinstance(fact, PublishedField):
                    found.setdefault(fact.entry_id, []).append(fact)
        return found

    @cached_property
    def _places(self) -> Mapping[str, _Places]:
        """Where the other facts of the projects with such fields are written."""
        found: dict[str, _Places] = {}
        if self._fields:
            for entry_id, source_id, place in self._connection.execute(_PLACES, (json.dumps(sorted(self._fields)),)):
                found.setdefault(entry_id, set()).add((source_id, place))
        return found
