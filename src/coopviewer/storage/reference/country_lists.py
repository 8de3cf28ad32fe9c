"""Reading what each list of countries says of one country: the row of the coverage, for the country's page."""

import sqlite3
from collections.abc import Iterator

from coopviewer.domain.reference.pages import CountryList
from coopviewer.domain.reference.vocabulary import EntryKind, ExtentValue
from coopviewer.storage.reference.outline import read_span
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref, has_list_of_unknown_extent

ARRANGEMENT, BENEFICIARY, CELL, MEMBER = (
    *("has-working-arrangement-with", "has-beneficiary"),
    *("has-risk-analysis-cell-in", "has-member"),
)
MOST_LISTS = 40  # of one kind; with more of them, the coverage counts instead
LISTED, NOT_LISTED, NOT_STATED, NOT_LOOKED_AT = "listed", "not-listed", "not-stated", "not-looked-at"
_SUBJECTS = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = ? ORDER BY e.number"
_WITH_CELLS = f"""
    SELECT {ENTRY_COLUMNS} FROM entry e WHERE EXISTS (
        SELECT 1 FROM relation r WHERE r.subject_id = e.id AND r.predicate_id = '{CELL}')
    ORDER BY e.number LIMIT {MOST_LISTS}
"""
_FACT = (
    "SELECT fact_id FROM relation WHERE object_id = ? AND predicate_id = ? {} ORDER BY subject_number, fact_id LIMIT 1"
)
_EXTENTS = "SELECT x.value FROM extent x JOIN fact f ON f.id = x.fact_id WHERE x.predicate_id = ? {}"
_NAMES_COUNTRIES = (
    "SELECT EXISTS (SELECT 1 FROM relation WHERE subject_id = ? AND predicate_id = ? AND object_id GLOB 'country/*')"
)
_NAMES_ANY = "SELECT EXISTS (SELECT 1 FROM relation WHERE predicate_id = ? {})"


def read_country_lists(connection: sqlite3.Connection, country_id: str) -> tuple[CountryList, ...]:
    """Return what each list says of a country: working arrangements, networks, projects, and risk analysis cells.

    All working arrangements are one list. After it, each network has a list of its own, then each project, then each
    entry with risk analysis cells, each of the three sorted by title. The state of the country is LISTED, NOT_LISTED or
    NOT_STATED; in a list that names nobody, and of which no source says how complete it is, it is NOT_LOOKED_AT.

    Empty if the reference has more than 40 networks, or more than 40 projects (``MOST_LISTS``); of the lists of cells
    the first 40 are read. To be called inside ``opening.reading``, which turns errors of a damaged file into
    EnvironmentFault.
    """
    for kind in (EntryKind.NETWORK, EntryKind.PROJECT):
        first, last = read_span(connection, kind)
        if first and last - first >= MOST_LISTS:
            return ()
    return tuple(_lists(connection, country_id))


def _lists(connection: sqlite3.Connection, country_id: str) -> Iterator[CountryList]:
    fact_id, state = _state(connection, country_id, ARRANGEMENT, "")
    yield CountryList("arrangement", ARRANGEMENT, None, state, fact_id)
    for predicate, subjects, key in (
        (MEMBER, connection.execute(_SUBJECTS, (EntryKind.NETWORK,)), "{}"),
        (BENEFICIARY, connection.execute(_SUBJECTS, (EntryKind.PROJECT,)), "{}"),
        (CELL, connection.execute(_WITH_CELLS), "cell:{}"),
    ):
        for ref in map(entry_ref, subjects.fetchall()):
            fact_id, state = _state(connection, country_id, predicate, ref.id)
            names_countries = (
                predicate == MEMBER and connection.execute(_NAMES_COUNTRIES, (ref.id, MEMBER)).fetchone()[0]
            )
            yield CountryList(key.format(ref.id), predicate, ref, state, fact_id, bool(names_countries))


def _state(connection: sqlite3.Connection, country_id: str, predicate: str, subject_id: str) -> tuple[str, str]:
    """Return the fact that lists a country, empty if none does, and the state; ``subject_id`` empty: any subject."""
    of_subject, values = ("AND subject_id = ?", (subject_id,)) if subject_id else ("", ())
    row = connection.execute(_FACT.format(of_subject), (country_id, predicate, *values)).fetchone()
    if row is not None:
        return str(row[0]), LISTED
    of_entry = "AND f.entry_id = ?" if subject_id else ""
    extents = {ExtentValue(value) for (value,) in connection.execute(_EXTENTS.format(of_entry), (predicate, *values))}
    if extents & {ExtentValue.NOT_STATED, ExtentValue.OPEN}:
        return "", NOT_STATED
    if not subject_id and has_list_of_unknown_extent(connection, predicate):
        return "", NOT_STATED
    if extents:
        return "", NOT_LISTED
    names_any = connection.execute(_NAMES_ANY.format(of_subject), (predicate, *values)).fetchone()[0]
    return "", NOT_STATED if names_any else NOT_LOOKED_AT
