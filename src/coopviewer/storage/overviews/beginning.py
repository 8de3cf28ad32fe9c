"""Reading the first rows of a timeline of many projects, to be shown until all are read.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from operator import or_

from coopviewer.domain.overviews.timeline import Timeline, TimelineRecord, TimelineSection
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.storage.overviews.milestones import has_milestones, has_timeframes, read_areas, read_first
from coopviewer.storage.overviews.timeline import (
    AMONG,
    GRANTS,
    RANGE,
    RECORD,
    WITH_TIMEFRAME,
    read_days,
    read_grants,
    with_notes,
)
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref
from coopviewer.storage.search.project_sets import AREAS, ProjectSets

MANY = 2_000  # projects from which on the first ones are read by themselves
FIRST = 60  # of them: more than a window shows
_REGIONS = f"""
    SELECT {ENTRY_COLUMNS}, (SELECT count(DISTINCT r.subject_number) FROM relation r WHERE r.object_id = e.id
        AND r.predicate_id = 'in-region' AND r.subject_number BETWEEN :first AND :last)
    FROM entry e WHERE e.kind = 'region' ORDER BY e.number
"""
_FIRST_OF_REGION = f"""
    {RECORD} FROM (
        SELECT DISTINCT e.id AS first_id FROM relation r
        JOIN entry e ON e.kind = 'project' AND e.number = r.subject_number
        {WITH_TIMEFRAME} WHERE r.object_id = :region AND r.predicate_id = 'in-region'
        ORDER BY t.edtf IS NULL, coalesce(t.start_earliest, ''), e.number LIMIT :most)
    JOIN entry e ON e.id = first_id {WITH_TIMEFRAME} ORDER BY 1, 2, 3, 4 LIMIT :most
"""
_IN_REGIONS = """
    SELECT count(DISTINCT r.subject_number) FROM relation r
    WHERE r.predicate_id = 'in-region' AND r.subject_number BETWEEN :first AND :last
"""


def read_beginning(connection: sqlite3.Connection, many: int = MANY) -> Timeline | None:
    """Read the beginning of the timeline by region: all its sections, but only the first projects.

    The regions are sorted by title. Section after section, projects are read, the earliest start first and those
    without dates last, until there are 60 (FIRST); the further sections have none. ``total`` of each section is the
    number of all its projects. A last section may follow, for projects in no region, of which none is read. None if
    there are fewer than ``many`` projects (2,000 unless another number is given) or no regions with projects, or if the
    reference has both milestones and timeframes.
    """
    first, last = connection.execute(RANGE).fetchone()
    if first is None or last - first + 1 < many:
        return None
    if has_milestones(connection):
        return _beginning_by_milestones(connection, last - first + 1)
    projects = {"first": first, "last": last}
    found = connection.execute(_REGIONS, projects).fetchall()
    totals = [(entry_ref(row[:-1]), row[-1]) for row in found if row[-1]]
    if not totals:
        return None
    records, sections = _first_sections(totals, partial(_first_of_region, connection))
    rest = last - first + 1 - connection.execute(_IN_REGIONS, projects).fetchone()[0]
    return _timeline(connection, records, sections, last - first + 1, rest)


def _timeline(
    connection: sqlite3.Connection,
    records: tuple[TimelineRecord, ...],
    sections: Sequence[TimelineSection],
    total: int,
    rest: int,
) -> Timeline:
    """Return the timeline with a last section for ``rest`` projects in no region, and with grants and notes."""
    others = [TimelineSection(None, None, (), rest)] if rest else []
    among = json.dumps([record.id for record in records])
    grants = read_grants(connection.execute(GRANTS.format(f"AND {AMONG}"), (among,)))
    timeline = Timeline(records, (*sections, *others), total, read_days(connection), grants)
    return with_notes(connection, timeline, (record.id for record in records))


def _first_of_region(connection: sqlite3.Connection, region: EntryRef, most: int) -> Iterator[TimelineRecord]:
    rows = connection.execute(_FIRST_OF_REGION, {"region": region.id, "most": most})
    return map(TimelineRecord._make, rows)


def _first_sections(
    totals: Iterable[tuple[EntryRef, int]], read: Callable[[EntryRef, int], Iterable[TimelineRecord]]
) -> tuple[tuple[TimelineRecord, ...], list[TimelineSection]]:
    """Return the first projects of the first sections, at most FIRST of all together, and a section for each total.

    ``totals`` are the numbers of projects of each region; ``read`` returns the first projects of a region, at most as
    many as its second argument says.
    """
    records: list[TimelineRecord] = []
    sections = []
    for ref, total in totals:
        begun = len(records)
        records += read(ref, FIRST - begun) if begun < FIRST else ()
        sections.append(TimelineSection(ref, None, range(begun, len(records)), total))
    return tuple(records), sections


def _beginning_by_milestones(connection: sqlite3.Connection, total: int) -> Timeline | None:
    """Read the beginning of a reference of imported activities with ``total`` projects.

    None if it has timeframes as well, or no regions.
    """
    if has_timeframes(connection):
        return None
    areas = read_areas(connection)
    if not areas:
        return None
    values = {ref.id: value_id for value_id, ref, _ in areas}
    records, sections = _first_sections(
        [(ref, entries) for _, ref, entries in areas],
        lambda ref, most: read_first(connection, values[ref.id], most),
    )
    rest = total - reduce(or_, ProjectSets(connection).of(AREAS).values(), 0).bit_count()
    return _timeline(connection, records, sections, total, rest)
