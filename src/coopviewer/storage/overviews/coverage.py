"""Reading the coverage: every country, and the lists that may name it, such as the members of a network.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coopviewer.domain.overviews.coverage import (
    MOST_PROJECT_COLUMNS,
    CellState,
    ColumnChoice,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
)
from coopviewer.domain.reference.entries import EntryRef, acronym_in
from coopviewer.domain.reference.published_facts import UNREAD
from coopviewer.domain.reference.vocabulary import EntryKind, ExtentValue
from coopviewer.storage.overviews.milestones import has_milestones, read_records, span_of_text
from coopviewer.storage.overviews.project_columns import BENEFICIARY, ProjectColumns
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, Row, entry_ref

ARRANGEMENT, CELL, MEMBER = "has-working-arrangement-with", "has-risk-analysis-cell-in", "has-member"
_ENTRIES = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
_NOT_PROJECTS = "('region', 'country', 'network', 'organisation', 'forum', 'funding-instrument', 'theme')"
# both along the index of objects, so that they depend on the countries and not on the number of projects
_LISTED = """
    SELECT r.subject_id, r.object_id, r.fact_id FROM entry e CROSS JOIN relation r
    ON r.object_id = e.id AND r.predicate_id = ?
    WHERE e.kind = 'country' ORDER BY r.subject_number, r.ordinal
"""
_LISTS_OTHERS = f"""
    SELECT r.subject_id, r.object_id, r.fact_id FROM entry e CROSS JOIN relation r
    ON r.object_id = e.id AND r.predicate_id = ?
    WHERE e.kind IN {_NOT_PROJECTS} AND e.kind <> 'country'
    ORDER BY r.subject_number, r.ordinal
"""
_EXTENTS = (
    "SELECT f.entry_id, x.value, x.fact_id FROM extent x JOIN fact f ON f.id = x.fact_id WHERE x.predicate_id = ?"
)
_TIMEFRAMES = """
    SELECT f.entry_id, substr(t.start_earliest, 1, 4), substr(t.start_latest, 1, 4), substr(t.end_earliest, 1, 4),
        substr(t.end_latest, 1, 4), t.as_given
    FROM timeframe t JOIN fact f ON f.id = t.fact_id WHERE f.entry_id GLOB 'project/*'
"""
_ACRONYMS = """
    SELECT f.entry_id, n.text FROM json_each(?) k CROSS JOIN fact f ON f.entry_id = k.value AND f.kind = 'name'
    CROSS JOIN name n ON n.fact_id = f.id AND n.kind = 'acronym' ORDER BY n.fact_id DESC
"""
_PROJECTS_AMONG = f"""
    SELECT {ENTRY_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value AND e.kind = 'project'
    ORDER BY e.number
"""
# cells of tables by their keys, elements of IATI by their names
_UNREAD = f"""
    SELECT DISTINCT f.entry_id FROM json_each(?) k CROSS JOIN fact f ON f.entry_id = k.value
    AND f.kind = 'published_field' JOIN published_field p ON p.fact_id = f.id
    WHERE p.label IN ('recipient-country', 'recipient-region')
    OR f.id GLOB k.value || '/{UNREAD}country/*' OR f.id GLOB k.value || '/{UNREAD}region/*'
"""
_NUMBERS = "SELECT e.number FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value"
_WITHIN = "SELECT subject_id, object_id FROM relation WHERE predicate_id = 'in-region' AND subject_id GLOB 'region/*'"
_CODES = "SELECT entry_id, coalesce(alpha3, alpha2) FROM country"
_LEGAL_NOTES = """
    SELECT e.id, s.text FROM entry e CROSS JOIN fact f ON f.entry_id = e.id AND f.kind = 'statement'
    CROSS JOIN statement s ON s.fact_id = f.id AND s.kind = 'legal-note'
    WHERE e.kind = 'country'
"""
_REGIONS = """
    SELECT subject_id, object_id FROM relation WHERE predicate_id = 'in-region' AND subject_id GLOB 'country/*'
    ORDER BY object_number
"""


def read_coverage(
    connection: sqlite3.Connection,
    choice: ColumnChoice | None = None,
    today: date = date.min,
    also: frozenset[str] = frozenset(),
) -> Coverage:
    """Read all countries, and the columns of the overview *coverage*.

    The columns are, in this order: working arrangements, networks, those about projects, and risk analysis cells. The
    first is left out if there are projects, and nothing is said of any working arrangement.

        ``choice``: what the columns about projects are, such as one for each year. None or PROJECT: one for each
            project; with more than 40 projects (MOST_PROJECT_COLUMNS), one for each year in which projects start.
        ``today``: the day for which statuses of projects are computed; needed for the choice STATUS only.
        ``also``: the ids of projects whose lists are read even if projects have no columns; other ids are ignored.
    """
    regions: dict[str, list[str]] = {}
    for country_id, region_id in connection.execute(_REGIONS):
        regions.setdefault(country_id, []).append(region_id)
    counted = ProjectColumns(connection, today)
    choices = tuple(ColumnChoice) if counted.count <= MOST_PROJECT_COLUMNS else tuple(ColumnChoice)[1:]
    chosen = choice if choice in choices else choices[0]
    arrangements = _arrangements(connection)
    is_empty = not arrangements.facts and arrangements.absent is CellState.NOT_LOOKED_AT
    columns = (
        *(() if is_empty and counted.count else (arrangements,)),  # a list that nobody has is no column
        *_columns(connection, ColumnKind.NETWORK, MEMBER, _entries(connection, EntryKind.NETWORK)),
        *(_projects(connection) if chosen is ColumnChoice.PROJECT else counted.columns(chosen)),
        *_cells(connection),
    )
    return Coverage(
        _rows(connection, regions),
        columns,
        _entries(connection, EntryKind.REGION),
        chosen,
        choices,
        counted.all_projects() if counted.count else None,
        _empty(connection, frozenset(id for several in regions.values() for id in several)),
        () if chosen is ColumnChoice.PROJECT else tuple(_projects(connection, also)),
        counted.unstated(),
    )


def _rows(connection: sqlite3.Connection, regions: Mapping[str, Iterable[str]]) -> tuple[CoverageRow, ...]:
    codes: dict[str, str] = dict(connection.execute(_CODES).fetchall())
    notes: dict[str, str] = dict(connection.execute(_LEGAL_NOTES).fetchall())
    return tuple(
        CoverageRow(ref, tuple(regions.get(ref.id, ())), codes.get(ref.id, ""), notes.get(ref.id, ""))
        for ref in _entries(connection, EntryKind.COUNTRY)
    )


def _empty(connection: sqlite3.Connection, with_countries: frozenset[str]) -> frozenset[str]:
    """Return the regions that are in no other one and in which no country is, nor in any region within them.

    ``with_countries`` are the ids of the regions that have countries themselves.
    """
    above: dict[str, list[str]] = {}
    for inner, outer in connection.execute(_WITHIN):
        above.setdefault(inner, []).append(outer)
    filled, left = set(with_countries), list(with_countries)
    while left:
        outer_ids = above.get(left.pop(), ())
        left += [outer for outer in outer_ids if outer not in filled]
        filled.update(outer_ids)
    every = {ref.id for ref in _entries(connection, EntryKind.REGION)}
    return frozenset(every - filled - above.keys())


def _entries(connection: sqlite3.Connection, kind: EntryKind) -> tuple[EntryRef, ...]:
    return tuple(map(entry_ref, connection.execute(_ENTRIES, (kind,))))


def _arrangements(connection: sqlite3.Connection) -> CoverageColumn:
    """Return the column of the working arrangements of all organisations."""
    rows = connection.execute(_LISTED, (ARRANGEMENT,)).fetchall()
    facts = {country_id: fact_id for _, country_id, fact_id in rows}
    extents = _extents(connection, ARRANGEMENT)
    absent, extent_id = _absent(facts, extents.values(), lists_others=False)
    if any(organisation_id not in extents for organisation_id, _, _ in rows):  # so its list may go on
        absent, extent_id = CellState.NOT_STATED, ""
    return CoverageColumn("arrangement", ColumnKind.ARRANGEMENT, None, facts, absent, extent_id)


def _columns(
    connection: sqlite3.Connection, kind: ColumnKind, predicate: str, entries: Sequence[EntryRef]
) -> Iterable[CoverageColumn]:
    """Yield a column for the list of each entry."""
    if not entries:
        return
    listed: dict[str, dict[str, str]] = {}
    for subject_id, country_id, fact_id in connection.execute(_LISTED, (predicate,)):
        listed.setdefault(subject_id, {})[country_id] = fact_id
    extents = _extents(connection, predicate)
    others: dict[str, dict[str, str]] = {}
    for subject_id, object_id, fact_id in connection.execute(_LISTS_OTHERS, (predicate,)):
        others.setdefault(subject_id, {})[object_id] = fact_id
    acronyms = read_acronyms(connection, (ref.id for ref in entries))
    for ref in entries:
        facts = listed.get(ref.id, {})
        given = [extents[ref.id]] if ref.id in extents else []
        absent, extent_id = _absent(facts, given, lists_others=ref.id in others)
        acronym = acronyms.get(ref.id) or acronym_in(ref.title)
        given_others = others.get(ref.id, {})
        yield CoverageColumn(ref.id, kind, ref, facts, absent, extent_id, others=given_others, acronym=acronym)


def _cells(connection: sqlite3.Connection) -> Iterable[CoverageColumn]:
    """Yield a column for the risk analysis cells of each network or project that has some."""
    query = f"""SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.id IN (
        SELECT r.subject_id FROM predicate p CROSS JOIN entry c CROSS JOIN relation r
        ON r.object_id = c.id AND r.predicate_id = p.id
        WHERE p.id = ? AND c.kind IN {_NOT_PROJECTS}) ORDER BY e.number"""
    entries = tuple(map(entry_ref, connection.execute(query, (CELL,))))
    for column in _columns(connection, ColumnKind.CELL, CELL, entries):
        yield column._replace(key=f"cell:{column.key}")


def _projects(connection: sqlite3.Connection, among: frozenset[str] | None = None) -> Iterable[CoverageColumn]:
    """Yield a column for the beneficiaries of each project; ``among`` are the ids of those wanted, None: all."""
    if among is not None and not any(id.startswith("project/") for id in among):
        return
    years = {row[0]: _years(*row[1:]) for row in connection.execute(_TIMEFRAMES)}
    projects = _entries(connection, EntryKind.PROJECT) if among is None else _among(connection, among)
    if has_milestones(connection):
        wanted = json.dumps([ref.id for ref in projects])
        numbers = json.dumps([row[0] for row in connection.execute(_NUMBERS, (wanted,))])
        spans = ((record.id, span_of_text(record.milestones)) for record in read_records(connection, numbers).values())
        years |= {id_: _between(str(span.first.year), str(span.last.year)) for id_, span in spans if span is not None}
    columns = tuple(_columns(connection, ColumnKind.PROJECT, BENEFICIARY, projects))
    silent = json.dumps([column.key for column in columns if not (column.facts or column.others)])
    unread = {row[0] for row in connection.execute(_UNREAD, (silent,))}
    for column in columns:
        yield column._replace(years=years.get(column.key, ""), is_unread=column.key in unread)


def read_acronyms(connection: sqlite3.Connection, entry_ids: Iterable[str]) -> dict[str, str]:
    """Return an acronym by entry id, for those of ``entry_ids`` that have any: the one with the lowest fact id."""
    return dict(connection.execute(_ACRONYMS, (json.dumps([*entry_ids]),)).fetchall())


def _among(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[EntryRef, ...]:
    """Return the projects with some ids, in the order of all projects."""
    return tuple(map(entry_ref, connection.execute(_PROJECTS_AMONG, (json.dumps([*ids]),))))


def _years(start: str | None, start_by: str | None, end: str | None, end_by: str | None, as_given: str) -> str:
    """Return the years of a timeframe; the source's words if an end is open, or not known to the year.

    The arguments are the earliest and the latest year of the start, then of the end; None: open.
    """
    if start is None or end is None or start != start_by or end != end_by:
        return as_given
    return _between(start, end)


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _extents(connection: sqlite3.Connection, predicate: str) -> dict[str, tuple[ExtentValue, str]]:
    return {row[0]: (ExtentValue(row[1]), row[2]) for row in connection.execute(_EXTENTS, (predicate,))}


def _absent(
    facts: Mapping[str, str], extents: Iterable[Row | tuple[ExtentValue, str]], *, lists_others: bool
) -> tuple[CellState, str]:
    """Return the state of a country that is not listed, and the fact that says so, empty if none does.

    ``extents`` are what sources say of how complete the list is. ``lists_others``: it lists entries other than
    countries.
    """
    given = tuple(extents)
    for value, state in (
        (ExtentValue.NOT_STATED, CellState.NOT_STATED),
        (ExtentValue.OPEN, CellState.NOT_STATED),
        (ExtentValue.COMPLETE, CellState.NOT_LISTED),
        (ExtentValue.NONE, CellState.NOT_LISTED),
    ):
        for found, fact_id in given:
            if found is value:
                return state, fact_id
    return (CellState.NOT_STATED if facts or lists_others else CellState.NOT_LOOKED_AT), ""
