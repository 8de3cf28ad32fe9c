"""Reading the timeline: every project with its timeframe, its grants, and the entries that it is grouped by."""

import json
import sqlite3
from collections.abc import Mapping

from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup, TimelineRow
from coopviewer.domain.reference.entries import EntryRef, acronym_in
from coopviewer.domain.reference.facts import Amount, Statement
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.coverage import ACRONYMS
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference.home import IS_ON_SUMS
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, Row, entry_ref

_ROWS = f"""
    SELECT {ENTRY_COLUMNS}, t.fact_id, t.edtf, t.as_given FROM entry e
    LEFT JOIN fact f ON f.entry_id = e.id AND f.kind = 'timeframe' LEFT JOIN timeframe t ON t.fact_id = f.id
    WHERE e.kind = '{EntryKind.PROJECT}' ORDER BY e.number, t.fact_id
"""
_GRANTS = f"""
    SELECT f.id, f.entry_id, f.basis, f.note, {fact_rows.FACT_TABLES["amount"][0]}
    FROM amount t JOIN fact f ON f.id = t.fact_id WHERE t.kind = 'grant' ORDER BY f.id
"""
_NOTES = f"""
    SELECT f.id, f.entry_id, f.basis, f.note, s.kind, s.ordinal, s.text, s.language
    FROM statement s JOIN fact f ON f.id = s.fact_id WHERE {IS_ON_SUMS} ORDER BY f.id
"""
_PREDICATES = {
    TimelineGroup.PARTNER: ("project-partner", "managed-by", "implemented-by"),
    TimelineGroup.FUNDER: ("funded-by",),
    TimelineGroup.INSTRUMENT: ("financed-under",),
    TimelineGroup.REGION: ("in-region",),
}
_PAYERS = {TimelineGroup.FUNDER: "funder_id", TimelineGroup.INSTRUMENT: "funding_instrument_id"}


def read_timeline(connection: sqlite3.Connection, group: TimelineGroup) -> Timeline:
    """Read the rows of the timeline and the entries that they are grouped by."""
    grants = _read_grants(connection)
    groups = _read_groups(connection, group)
    acronyms: dict[str, str] = dict(connection.execute(ACRONYMS).fetchall())
    rows = tuple(_row(row, grants, groups, acronyms) for row in connection.execute(_ROWS))
    notes = tuple(_note(row) for row in connection.execute(_NOTES))
    wanted = {id for several in groups.values() for id in several}
    named = _read_refs(connection, wanted | {note.entry_id for note in notes})
    return Timeline(
        rows,
        tuple(ref for ref in named.values() if ref.id in wanted),
        notes,
        tuple(named[note.entry_id] for note in notes),
    )


def _row(
    row: Row,
    grants: Mapping[str, tuple[Amount, ...]],
    groups: Mapping[str, tuple[str, ...]],
    acronyms: Mapping[str, str],
) -> TimelineRow:
    ref = entry_ref(row[:5])
    fact_id, edtf, as_given = row[5:]
    return TimelineRow(
        ref,
        None if edtf is None else parse_timeframe(edtf),
        fact_id or "",
        as_given or "",
        grants.get(ref.id, ()),
        groups.get(ref.id, ()),
        acronyms.get(ref.id) or acronym_in(ref.title),
    )


def _read_grants(connection: sqlite3.Connection) -> dict[str, tuple[Amount, ...]]:
    found: dict[str, tuple[Amount, ...]] = {}
    for row in connection.execute(_GRANTS):
        fact = fact_rows.fact("amount", row, {})
        assert isinstance(fact, Amount)
        found[fact.entry_id] = (*found.get(fact.entry_id, ()), fact)
    return found


def _note(row: Row) -> Statement:
    fact = fact_rows.fact("statement", row, {})
    assert isinstance(fact, Statement)
    return fact


def _read_groups(connection: sqlite3.Connection, group: TimelineGroup) -> dict[str, tuple[str, ...]]:
    """Return the entries that each project is grouped by, by the id of the project."""
    predicates = _PREDICATES.get(group, ())
    if not predicates:
        return {}
    marks = ", ".join("?" * len(predicates))
    query = (
        f"SELECT subject_id, object_id FROM relation WHERE predicate_id IN ({marks}) AND subject_id GLOB 'project/*'"
    )
    pairs = dict.fromkeys(map(tuple, connection.execute(query, predicates).fetchall()))
    if group in _PAYERS:
        column = _PAYERS[group]
        paid = f"""SELECT f.entry_id, a.{column} FROM amount a JOIN fact f ON f.id = a.fact_id
            WHERE a.kind = 'grant' AND a.{column} IS NOT NULL AND f.entry_id GLOB 'project/*'"""
        pairs |= dict.fromkeys(map(tuple, connection.execute(paid).fetchall()))
    found: dict[str, list[str]] = {}
    for project_id, group_id in pairs:
        found.setdefault(project_id, []).append(group_id)
    return {project_id: tuple(several) for project_id, several in found.items()}


def _read_refs(connection: sqlite3.Connection, ids: set[str]) -> dict[str, EntryRef]:
    """Return entries by id, in the order of all entries."""
    query = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.id = k.value ORDER BY e.number"
    return {row[0]: entry_ref(row) for row in connection.execute(query, (json.dumps(sorted(ids)),))}
