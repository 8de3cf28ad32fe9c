"""Reading the coverage: every country, and the lists that may name it."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from coopviewer.domain.overviews.coverage import (
    MOST_PROJECT_COLUMNS,
    CellState,
    ColumnKind,
    Coverage,
    CoverageColumn,
    CoverageRow,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind, ExtentValue
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, Row, entry_ref

ARRANGEMENT, BENEFICIARY, CELL, MEMBER = (
    *("has-working-arrangement-with", "has-beneficiary"),
    *("has-risk-analysis-cell-in", "has-member"),
)
_ENTRIES = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
_LISTED = """
    SELECT r.subject_id, r.object_id, r.fact_id FROM relation r
    WHERE r.predicate_id = ? AND r.object_id GLOB 'country/*' ORDER BY r.subject_number, r.ordinal
"""
_LISTS_OTHERS = """
    SELECT subject_id, fact_id FROM relation WHERE predicate_id = ? AND object_id NOT GLOB 'country/*'
    ORDER BY subject_number, ordinal
"""
_EXTENTS = (
    "SELECT f.entry_id, x.value, x.fact_id FROM extent x JOIN fact f ON f.id = x.fact_id WHERE x.predicate_id = ?"
)
_TIMEFRAMES = "SELECT f.entry_id, t.as_given FROM timeframe t JOIN fact f ON f.id = t.fact_id"
_CODES = "SELECT entry_id, coalesce(alpha3, alpha2) FROM country"
_LEGAL_NOTES = """
    SELECT f.entry_id, s.text FROM statement s JOIN fact f ON f.id = s.fact_id
    WHERE s.kind = 'legal-note' AND f.entry_id GLOB 'country/*'
"""
_REGIONS = """
    SELECT subject_id, object_id FROM relation WHERE predicate_id = 'in-region' AND subject_id GLOB 'country/*'
    ORDER BY object_number
"""
_BY_YEAR = """
    SELECT substr(coalesce(t.start_earliest, t.end_earliest), 1, 4), r.object_id, count(DISTINCT r.subject_id)
    FROM relation r JOIN fact f ON f.entry_id = r.subject_id AND f.kind = 'timeframe'
    JOIN timeframe t ON t.fact_id = f.id
    WHERE r.predicate_id = 'has-beneficiary' AND r.object_id GLOB 'country/*' GROUP BY 1, 2 ORDER BY 1
"""


def read_coverage(connection: sqlite3.Connection) -> Coverage:
    """Read the countries and the columns."""
    regions: dict[str, list[str]] = {}
    for country_id, region_id in connection.execute(_REGIONS):
        regions.setdefault(country_id, []).append(region_id)
    countries = _entries(connection, EntryKind.COUNTRY)
    codes: dict[str, str] = dict(connection.execute(_CODES).fetchall())
    notes: dict[str, str] = dict(connection.execute(_LEGAL_NOTES).fetchall())
    rows = tuple(
        CoverageRow(ref, tuple(regions.get(ref.id, ())), codes.get(ref.id, ""), notes.get(ref.id, ""))
        for ref in countries
    )
    projects = _entries(connection, EntryKind.PROJECT)
    by_count = len(projects) > MOST_PROJECT_COLUMNS
    columns = (
        _arrangements(connection),
        *_columns(connection, ColumnKind.NETWORK, MEMBER, _entries(connection, EntryKind.NETWORK)),
        *(_counts(connection) if by_count else _columns(connection, ColumnKind.PROJECT, BENEFICIARY, projects)),
        *_cells(connection),
    )
    return Coverage(rows, columns, _entries(connection, EntryKind.REGION), by_count)


def _entries(connection: sqlite3.Connection, kind: EntryKind) -> tuple[EntryRef, ...]:
    return tuple(map(entry_ref, connection.execute(_ENTRIES, (kind,))))


def _arrangements(connection: sqlite3.Connection) -> CoverageColumn:
    """Return the column of the working arrangements of all organisations."""
    facts = {country_id: fact_id for _, country_id, fact_id in connection.execute(_LISTED, (ARRANGEMENT,))}
    extents = _extents(connection, ARRANGEMENT)
    absent, extent_id = _absent(facts, extents.values(), lists_others=False)
    return CoverageColumn("arrangement", ColumnKind.ARRANGEMENT, None, facts, absent, extent_id)


def _columns(
    connection: sqlite3.Connection, kind: ColumnKind, predicate: str, entries: Iterable[EntryRef]
) -> Iterable[CoverageColumn]:
    """Yield a column for the list of each entry."""
    listed: dict[str, dict[str, str]] = {}
    for subject_id, country_id, fact_id in connection.execute(_LISTED, (predicate,)):
        listed.setdefault(subject_id, {})[country_id] = fact_id
    extents = _extents(connection, predicate)
    others: dict[str, list[str]] = {}
    for subject_id, fact_id in connection.execute(_LISTS_OTHERS, (predicate,)):
        others.setdefault(subject_id, []).append(fact_id)
    timeframes: dict[str, str] = dict(connection.execute(_TIMEFRAMES).fetchall())
    for ref in entries:
        facts = listed.get(ref.id, {})
        given = [extents[ref.id]] if ref.id in extents else []
        absent, extent_id = _absent(facts, given, lists_others=ref.id in others)
        given_others = tuple(others.get(ref.id, ()))
        timeframe = timeframes.get(ref.id, "")
        yield CoverageColumn(ref.id, kind, ref, facts, absent, extent_id, timeframe, others=given_others)


def _cells(connection: sqlite3.Connection) -> Iterable[CoverageColumn]:
    """Yield a column for the risk analysis cells of each network or project that has some."""
    query = f"""SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.id IN (
        SELECT subject_id FROM relation WHERE predicate_id = ?) ORDER BY e.number"""
    entries = tuple(map(entry_ref, connection.execute(query, (CELL,))))
    for column in _columns(connection, ColumnKind.CELL, CELL, entries):
        yield column._replace(key=f"cell:{column.key}", as_given="")


def _counts(connection: sqlite3.Connection) -> Iterable[CoverageColumn]:
    """Yield a column for the projects that began in each year, with their number by country."""
    by_year: dict[str, Counter[str]] = {}
    for year, country_id, count in connection.execute(_BY_YEAR):
        by_year.setdefault(year, Counter())[country_id] = count
    for year, counts in list(by_year.items())[-MOST_PROJECT_COLUMNS:]:
        yield CoverageColumn(
            f"year:{year}", ColumnKind.COUNT, None, {}, CellState.NOT_STATED, counts=counts, label=year
        )


def _extents(connection: sqlite3.Connection, predicate: str) -> dict[str, tuple[ExtentValue, str]]:
    return {row[0]: (ExtentValue(row[1]), row[2]) for row in connection.execute(_EXTENTS, (predicate,))}


def _absent(
    facts: Mapping[str, str], extents: Iterable[Row | tuple[ExtentValue, str]], *, lists_others: bool
) -> tuple[CellState, str]:
    """Return the state of a country that is not listed, and the fact that says so, empty if none does."""
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
