"""When projects run by their milestones, and which status is published of them.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import islice

from coopviewer.domain.overviews.timeline import BETWEEN_TEXTS, TimelineRecord
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone, span_of
from coopviewer.domain.reference.timeframes import TimeframeStatus
from coopviewer.domain.search.query import PublishedStatus
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, MILESTONE_KIND, Row, entry_ref
from coopviewer.storage.search.conditions import BOUNDS, FACTS_OF, HAS_SPAN
from coopviewer.storage.search.tables import START_KEY, quoted_list

_COLUMNS = f"""e.number, e.id, e.title, e.sort_title, min(t.fact_id),
    group_concat({MILESTONE_KIND} || '=' || t.edtf, ' '),
    group_concat(CASE WHEN t.as_given <> t.edtf THEN {MILESTONE_KIND} || '=' || t.edtf || ' ' || t.as_given END,
        char({ord(BETWEEN_TEXTS)})),
    {BOUNDS["start_earliest"]}, {BOUNDS["start_latest"]}, {BOUNDS["end_earliest"]}, {BOUNDS["end_latest"]}"""
_ALL = f"""
    SELECT {_COLUMNS} FROM entry e CROSS JOIN milestone t ON {FACTS_OF}
    WHERE e.kind = 'project' AND {HAS_SPAN} GROUP BY e.number
"""
_SOME = f"""
    SELECT {_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value
    CROSS JOIN milestone t ON {FACTS_OF} WHERE {HAS_SPAN} GROUP BY e.number
"""
_REGIONS = f"""
    SELECT v.id, v.entries, {ENTRY_COLUMNS} FROM search_value v CROSS JOIN entry e ON e.id = v.value
    WHERE v.facet = 'area' ORDER BY e.number
"""
_BY_START = """
    SELECT k.number FROM search_key k WHERE k.field = ? AND EXISTS (
        SELECT 1 FROM search_facet f WHERE f.value_id = ? AND f.number = k.number)
    ORDER BY k.key, k.number LIMIT ?
"""
_OF_VALUE = "SELECT number FROM search_facet WHERE value_id = ? ORDER BY number"
_UNDATED = """
    SELECT 1, '', e.number, NULL, e.id, e.title, e.sort_title, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value
"""
_DATES = f"""
    SELECT e.number, group_concat({MILESTONE_KIND} || '=' || t.edtf, ' ') FROM json_each(?) k CROSS JOIN entry e
    ON e.number = k.value CROSS JOIN milestone t ON {FACTS_OF} WHERE {HAS_SPAN} GROUP BY e.number
"""
_ANY = "SELECT EXISTS (SELECT 1 FROM milestone)"
_ANY_TIMEFRAME = "SELECT EXISTS (SELECT 1 FROM timeframe)"
_PROJECTS = "SELECT number FROM entry WHERE kind = 'project'"
_YEARS = "SELECT min(value), max(value) FROM search_value WHERE facet = 'active' AND value NOT GLOB 'open-*'"
_PUBLISHED = f"""
    SELECT v.value, f.number FROM search_value v CROSS JOIN search_facet f ON f.value_id = v.id
    WHERE v.facet = 'status' AND v.value IN ({quoted_list(PublishedStatus)})
"""


def has_milestones(connection: sqlite3.Connection) -> bool:
    """Return whether the reference has any milestone."""
    return bool(connection.execute(_ANY).fetchone()[0])


def has_timeframes(connection: sqlite3.Connection) -> bool:
    """Return whether the reference has any timeframe, as curated references and imported tables may have."""
    return bool(connection.execute(_ANY_TIMEFRAME).fetchone()[0])


def read_undated(connection: sqlite3.Connection, dated: Set[int]) -> list[Row]:
    """Return a row without dates for each project whose entry number is not in ``dated``.

    The rows have the columns of TimelineRecord.
    """
    numbers = [number for (number,) in connection.execute(_PROJECTS) if number not in dated]
    return connection.execute(_UNDATED, (json.dumps(numbers),)).fetchall()


def read_records(connection: sqlite3.Connection, numbers: str | None = None) -> dict[int, TimelineRecord]:
    """Return a record for each project whose milestones have a start or an end, by the project's entry number.

    ``numbers`` is a JSON list of the entry numbers of the projects that are wanted, None: all.
    """
    rows = connection.execute(_ALL) if numbers is None else connection.execute(_SOME, (numbers,))
    return {row[0]: _record(*row) for row in rows}


def _record(
    number: int,
    id_: str,
    title: str,
    sort_title: str,
    fact_id: str,
    milestones: str,
    given: str | None,
    *days: str | None,
) -> TimelineRecord:
    start_earliest, start_latest, end_earliest, end_latest = days
    first, last = start_earliest or end_earliest or "", end_latest or start_latest or ""
    if last < first:  # the end is before the start
        first, last = last, first
    start_by, end_from = start_latest or end_latest, end_earliest or start_earliest
    return TimelineRecord(
        0, first, number, fact_id, id_, title, sort_title, None, start_by, end_from, last, None, milestones, given
    )


def read_areas(connection: sqlite3.Connection) -> list[tuple[int, EntryRef, int]]:
    """Return the regions to which projects belong, by title, each with its number of projects.

    A project belongs to the regions that it is stated to be in; without these, to its beneficiaries that are regions
    and to the regions of its beneficiary countries. A tuple is: the id of the region in the search tables (as a value
    of the facet *area*), the region, the number.
    """
    return [(id_, entry_ref(tuple(ref)), entries) for id_, entries, *ref in connection.execute(_REGIONS)]


def read_first(connection: sqlite3.Connection, value_id: int, most: int) -> tuple[TimelineRecord, ...]:
    """Return the first projects of a region, at most ``most``; those without any date of a start or an end come last.

    They are sorted by start, or by end if they state no start, the earliest first. ``value_id`` is the region's
    id in the search tables, as ``read_areas`` returns it. The reference must have milestones only: dates of timeframes
    are not read.
    """
    numbers = [row[0] for row in connection.execute(_BY_START, (START_KEY, value_id, most))]
    if len(numbers) < most:  # those without a start or an end follow
        dated = set(numbers)
        others = (row[0] for row in connection.execute(_OF_VALUE, (value_id,)))
        numbers += islice((number for number in others if number not in dated), most - len(numbers))
    among = json.dumps(numbers)
    records = read_records(connection, among)
    rows = {row[2]: TimelineRecord._make(row) for row in connection.execute(_UNDATED, (among,))}
    return tuple(records.get(number) or rows[number] for number in numbers)


def with_milestones(rows: Iterable[Row], records: dict[int, TimelineRecord]) -> list[Row]:
    """Return the rows, with each project that states no timeframe replaced by its record in ``records``, if it has one.

    ``rows`` have the columns of TimelineRecord; ``records`` are by entry number, as ``read_records`` returns them.
    """
    return [records.get(row[2], row) if row[0] else row for row in rows]


def years_active(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the first day of the first year and the last day of the last year in which projects run (ISO).

    The years are those that the facet *active* offers: milestones before 1900 count as 1900, those after 2100 as 2100,
    and an open end adds no year. None if no project states when it runs.
    """
    first, last = connection.execute(_YEARS).fetchone()
    return None if first is None else (f"{first}-01-01", f"{last}-12-31")


def read_published(connection: sqlite3.Connection) -> dict[str, set[int]]:
    """Return the entry numbers of the projects that publish a status, by that status, a value of PublishedStatus."""
    found: dict[str, set[int]] = {}
    for value, number in connection.execute(_PUBLISHED):
        found.setdefault(value, set()).add(number)
    return found


def read_statuses(
    connection: sqlite3.Connection, numbers: Iterable[int], today: date
) -> Iterator[tuple[int, TimeframeStatus]]:
    """Yield for each project its entry number and its status on the day ``today``, as its milestones say.

    ``numbers`` are the entry numbers of the projects; those with neither a start nor an end are left out.
    """
    statuses: dict[str, TimeframeStatus | None] = {}  # many projects have the same days
    for number, milestones in connection.execute(_DATES, (json.dumps([*numbers]),)):
        if milestones not in statuses:
            statuses[milestones] = _status_of_text(milestones, today)
        status = statuses[milestones]
        if status is not None:
            yield number, status


def status_of(record: TimelineRecord, today: date) -> TimeframeStatus | None:
    """Return the status of a project on the day ``today`` by its milestones; None if none of them is a start or end.

    It is None too if the project has a timeframe: such a record has no milestones.
    """
    return _status_of_text(record.milestones, today)


def _status_of_text(milestones: str | None, today: date) -> TimeframeStatus | None:
    span = span_of_text(milestones)
    return None if span is None else span.status_on(today)


def span_of_text(milestones: str | None) -> MilestoneSpan | None:
    """Return from when to when milestones run; None if none of them is a start or an end.

    ``milestones`` is the text of them in a TimelineRecord, such as ``start-planned=2017-01-01 end-planned=2020``; None:
    there are none. In the result, the fact ids of milestones are empty, and their given texts are the dates in EDTF.
    Raises ValueError if the date of a start or an end that counts is not in EDTF.
    """
    pairs: Sequence[tuple[str, str, str]] = [each.partition("=") for each in (milestones or "").split()]
    return span_of(StoredMilestone("", kind, edtf, edtf) for kind, _, edtf in pairs)
