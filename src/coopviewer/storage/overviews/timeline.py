"""Reading the timeline: every project with its timeframe and its grants, in sections such as regions or statuses.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from coopviewer.domain.overviews.timeline import (
    Timeline,
    TimelineGrant,
    TimelineGroup,
    TimelineRecord,
    TimelineSection,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.timeframes import TimeframeStatus
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import PublishedStatus
from coopviewer.storage.overviews.coverage import read_acronyms
from coopviewer.storage.overviews.milestones import (
    has_milestones,
    has_timeframes,
    read_published,
    read_records,
    read_undated,
    status_of,
    with_milestones,
    years_active,
)
from coopviewer.storage.overviews.project_gaps import read_unread_dates
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference.home import IS_ON_SUMS
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, SHOWN_HINT, Row, entry_ref
from coopviewer.storage.search.tables import FACET_PREDICATES

RECORD = """
    SELECT t.edtf IS NULL, coalesce(t.start_earliest, ''), e.number, t.fact_id, e.id, e.title, e.sort_title, t.edtf,
        t.start_latest, t.end_earliest, t.end_latest, t.as_given, NULL, NULL
"""
WITH_TIMEFRAME = """
    LEFT JOIN fact f ON f.entry_id = e.id AND f.kind = 'timeframe' LEFT JOIN timeframe t ON t.fact_id = f.id
"""
_RECORDS = f"{RECORD} FROM entry e {WITH_TIMEFRAME} WHERE e.kind = '{EntryKind.PROJECT}'"
# along the index of objects, as all lists of projects are read
_RELATED = """
    SELECT e.id, r.subject_number FROM entry e CROSS JOIN relation r
    ON r.object_id = e.id AND r.predicate_id = :predicate AND r.subject_number BETWEEN :first AND :last
    WHERE e.kind IN ('region', 'country', 'network', 'organisation', 'forum', 'funding-instrument', 'theme')
"""
RANGE = """
    SELECT (SELECT min(number) FROM entry WHERE kind = 'project'),
        (SELECT max(number) FROM entry WHERE kind = 'project')
"""
# each project under the regions that it names, or else those in which the countries are that it names
_AREAS = """
    SELECT v.value, f.number FROM search_value v CROSS JOIN search_facet f ON f.value_id = v.id WHERE v.facet = 'area'
"""
_DAYS = "SELECT min(start_earliest), min(end_earliest), max(start_latest), max(end_latest) FROM timeframe"
GRANTS = """
    SELECT f.entry_id, t.minor_units, t.currency, t.as_given FROM amount t JOIN fact f ON f.id = t.fact_id
    WHERE t.kind = 'grant' {} ORDER BY f.id
"""
_ACRONYMS = """
    SELECT f.entry_id, n.text FROM name n JOIN fact f ON f.id = n.fact_id
    WHERE n.kind = 'acronym' ORDER BY n.fact_id DESC
"""
AMONG = "f.entry_id IN (SELECT value FROM json_each(?))"
_NOTES = f"""
    SELECT f.id, f.entry_id, f.basis, f.note, f.preferred, s.kind, s.ordinal, s.text, s.language
    FROM statement s JOIN fact f ON f.id = s.fact_id WHERE {IS_ON_SUMS} ORDER BY f.id
"""
_HINTS = f"SELECT e.id, {SHOWN_HINT} FROM json_each(?) k JOIN entry e ON e.id = k.value"
_PREDICATES = {
    TimelineGroup.PARTNER: FACET_PREDICATES["partner"],
    TimelineGroup.FUNDER: FACET_PREDICATES["funder"],
    TimelineGroup.INSTRUMENT: FACET_PREDICATES["instrument"],
    TimelineGroup.SECTOR: FACET_PREDICATES["sector"],
    TimelineGroup.REPORTER: FACET_PREDICATES["reporter"],
    TimelineGroup.REGION: ("in-region",),
}
_PAYERS = {TimelineGroup.FUNDER: "funder_id", TimelineGroup.INSTRUMENT: "funding_instrument_id"}


def read_timeline(connection: sqlite3.Connection, group: TimelineGroup, today: date) -> Timeline:
    """Read all projects in sections, one for each value of the grouping; statuses are those of ``today``.

    A project with several timeframes has a record for each, and counts as often. Records are sorted by ``start`` (empty
    first), then by title; those without start and end are last. Sections are sorted by title, those by status in the
    order of the enumerations: PublishedStatus first, then TimeframeStatus, which is computed from the dates of projects
    without a published status. A project may be in several sections; the last section has the projects without a
    value, if there are any.
    """
    rows = _rows(connection)
    rows.sort()  # by what the rows begin with; numbers are in the order of the titles
    records = tuple(row if isinstance(row, TimelineRecord) else TimelineRecord._make(row) for row in rows)
    if group is TimelineGroup.STATUS:
        sections = _by_status(records, today, read_published(connection))
    else:
        sections = _by_entry(connection, records, group)
    grants = read_grants(connection.execute(GRANTS.format("")))
    return with_notes(connection, Timeline(records, tuple(sections), len(records), read_days(connection), grants))


def _rows(connection: sqlite3.Connection) -> list[Row]:
    """Return the rows of all records."""
    if not has_milestones(connection):
        return connection.execute(_RECORDS).fetchall()
    records = read_records(connection)
    if has_timeframes(connection):
        return with_milestones(connection.execute(_RECORDS), records)
    return [*records.values(), *read_undated(connection, records.keys())]


def with_notes(connection: sqlite3.Connection, timeline: Timeline, named: Iterable[str] | None = None) -> Timeline:
    """Return a timeline with acronyms, dates that could not be read, hints, and the data notes on sums.

    A hint tells a project apart from others of the same title. ``named`` are the ids of the projects whose acronyms,
    dates and hints are read; None: of all, but hints only where titles are equal. The notes are always those of the
    whole reference, in the order of their fact ids.
    """
    named = None if named is None else tuple(named)
    notes = tuple(_note(row) for row in connection.execute(_NOTES))
    refs = _read_refs(connection, {note.entry_id for note in notes})
    acronyms = dict(connection.execute(_ACRONYMS).fetchall()) if named is None else read_acronyms(connection, named)
    notes_on = tuple(refs[note.entry_id] for note in notes)
    unread = read_unread_dates(connection, named)
    hints = _read_hints(connection, _of_equal_titles(timeline.records) if named is None else named)
    return timeline._replace(acronyms=acronyms, notes=notes, notes_on=notes_on, unread=unread, hints=hints)


def _of_equal_titles(records: Sequence[TimelineRecord]) -> list[str]:
    """Return the ids of the projects whose title another record has too."""
    times = Counter(record.title for record in records)
    return [record.id for record in records if times[record.title] > 1]


def _read_hints(connection: sqlite3.Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """Return what tells projects apart from others of the same title, by their ids; the others are left out."""
    found = connection.execute(_HINTS, (json.dumps(sorted(set(ids))),))
    return {id_: hint for id_, hint in found if hint is not None}


def read_days(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the first and the last day of all timeframes, and of the years of milestones (``years_active``).

    The days are in ISO format. None if no project states when it runs.
    """
    earliest_start, earliest_end, latest_start, latest_end = connection.execute(_DAYS).fetchone()
    days = [day for day in (earliest_start, earliest_end, latest_start, latest_end) if day is not None]
    if has_milestones(connection):
        days += years_active(connection) or ()
    return (min(days), max(days)) if days else None


def _by_status(
    records: Sequence[TimelineRecord], today: date, published: Mapping[str, set[int]]
) -> Iterator[TimelineSection]:
    """Yield a section for each published status, then one for each status by dates of the projects without."""
    for value in PublishedStatus:
        numbers = published.get(value, set())
        places = [place for place, record in enumerate(records) if record.number in numbers] if numbers else []
        if places:
            yield TimelineSection(None, None, places, len(places), value)
    stated = set().union(*published.values())
    members: dict[TimeframeStatus | None, list[int]] = {status: [] for status in (*TimeframeStatus, None)}
    for place, record in enumerate(records):
        if record.number not in stated:
            status = status_of(record, today) if record.milestones else _status(record, today.isoformat())
            members[status].append(place)
    for status, places in members.items():
        if places:
            yield TimelineSection(None, status, places, len(places))


def _status(record: TimelineRecord, today: str) -> TimeframeStatus | None:
    """Return what ``Timeframe.status_on`` returns; None without a timeframe."""
    if record.edtf is None:
        return None
    if today < record.start:
        return TimeframeStatus.NOT_BEGUN
    if record.end_latest is not None and today > record.end_latest:
        return TimeframeStatus.ENDED
    has_begun = record.start_latest is None or today >= record.start_latest
    has_not_ended = record.end_earliest is None or today <= record.end_earliest
    return TimeframeStatus.UNDER_WAY if has_begun and has_not_ended else TimeframeStatus.UNCERTAIN


def _by_entry(
    connection: sqlite3.Connection, records: Sequence[TimelineRecord], group: TimelineGroup
) -> Iterator[TimelineSection]:
    """Yield a section for each entry of a grouping, and one for the projects without; a project may be in several."""
    places = {record.number: place for place, record in enumerate(records)}
    earlier = [(place, record.number) for place, record in enumerate(records) if places[record.number] != place]
    numbers = _grouped_numbers(connection, group)
    for ref in _read_refs(connection, set(numbers)).values():
        among = numbers[ref.id]
        members = [*map(places.__getitem__, among & places.keys())]
        members += [place for place, number in earlier if number in among]  # of projects with several timeframes
        members.sort()
        yield TimelineSection(ref, None, members, len(members))
    grouped = set().union(*numbers.values())
    rest = [place for place, record in enumerate(records) if record.number not in grouped]
    if rest:
        yield TimelineSection(None, None, rest, len(rest))


def _grouped_numbers(connection: sqlite3.Connection, group: TimelineGroup) -> dict[str, set[int]]:
    """Return the entry numbers of the projects under each entry by which they are grouped, by the id of that entry."""
    first, last = connection.execute(RANGE).fetchone()
    found: dict[str, set[int]] = {}
    for predicate_id in _PREDICATES.get(group, ()) if first is not None else ():
        values = {"predicate": predicate_id, "first": first, "last": last}
        for entry_id, number in connection.execute(_RELATED, values):
            found.setdefault(entry_id, set()).add(number)
    if group is TimelineGroup.REGION and has_milestones(connection):  # imported projects state no region of their own
        _add_beneficiaries(connection, found)
    if group in _PAYERS:
        column = _PAYERS[group]
        paid = f"""SELECT a.{column}, e.number FROM amount a JOIN fact f ON f.id = a.fact_id
            JOIN entry e ON e.id = f.entry_id
            WHERE a.kind = 'grant' AND a.{column} IS NOT NULL AND e.kind = 'project'"""
        for entry_id, number in connection.execute(paid):
            found.setdefault(entry_id, set()).add(number)
    return found


def _add_beneficiaries(connection: sqlite3.Connection, found: dict[str, set[int]]) -> None:
    """Add the projects that state no region to the regions of their beneficiaries and of their countries.

    ``found`` maps the ids of regions to the entry numbers of their projects.
    """
    for region_id, number in connection.execute(_AREAS):
        found.setdefault(region_id, set()).add(number)


def read_grants(rows: Iterable[Row]) -> Mapping[str, list[TimelineGrant]]:
    """Return the grants in the rows that the query GRANTS returned, by the id of the project."""
    found: dict[str, list[TimelineGrant]] = {}
    for entry_id, minor_units, currency, as_given in rows:
        found.setdefault(entry_id, []).append(TimelineGrant(minor_units, currency, as_given))
    return found


def _note(row: Row) -> Statement:
    fact = fact_rows.fact("statement", row, {})
    assert isinstance(fact, Statement)
    return fact


def _read_refs(connection: sqlite3.Connection, ids: set[str]) -> dict[str, EntryRef]:
    """Return entries by id, in the order of all entries."""
    query = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.id = k.value ORDER BY e.number"
    return {row[0]: entry_ref(row) for row in connection.execute(query, (json.dumps(sorted(ids)),))}
