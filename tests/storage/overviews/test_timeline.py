"""The timeline agrees with the reference, in every grouping; what is read first is what all of it begins with."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.storage.overviews.beginning import FIRST, read_beginning
from coopviewer.storage.overviews.timeline import read_timeline
from tests.storage.overviews.many_projects import write_many_projects

PROJECTS = 260
DAY = date(2024, 6, 1)
MEMBERS = """
    SELECT DISTINCT r.object_id, r.subject_id FROM relation r
    WHERE r.predicate_id IN ({}) AND r.subject_id GLOB 'project/*'
"""
PREDICATES = {
    TimelineGroup.REGION: "'in-region'",
    TimelineGroup.PARTNER: "'project-partner', 'managed-by', 'implemented-by'",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Open a reference of projects, of which most are in one of two regions, or in both."""
    path = tmp_path_factory.mktemp("timeline") / "many.db"
    write_many_projects(path, PROJECTS, random.Random(7))
    with closing(sqlite3.connect(path)) as connection:
        for place in range(PROJECTS):
            regions = {place % 3, place % 2} - {2} if place % 5 else set()
            for region in regions:
                relate(connection, place, region)
            if not regions:  # as of one that names a beneficiary country, but no region
                connection.execute("UPDATE entry SET placed = 1 WHERE id = ?", (f"project/p{place}",))
        connection.commit()
        yield connection


def relate(connection: sqlite3.Connection, place: int, region: int) -> None:
    fact_id = f"project/p{place}/in-region/r{region}"
    fact = (fact_id, f"project/p{place}")
    connection.execute("INSERT INTO fact VALUES (?, ?, 'relation', 'reference', NULL, NULL)", fact)
    connection.execute(
        """INSERT INTO relation SELECT ?, e.id, 'in-region', r.id, 1, NULL, NULL, e.number, r.number, NULL, NULL, NULL
        FROM entry e, entry r WHERE e.id = ? AND r.id = ?""",
        (fact_id, f"project/p{place}", f"region/r{region}"),
    )


@pytest.fixture(scope="module")
def bundled() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(paths.reference_file())) as connection:
        yield connection


def pairs_of(timeline: Timeline) -> set[tuple[str, str]]:
    return {
        (section.ref.id, timeline.records[place].id)
        for section in timeline.sections
        if section.ref is not None
        for place in section.members
    }


@pytest.mark.parametrize("group", PREDICATES)
@pytest.mark.parametrize("reference", ["bundled", "many"])
def test_sections_are_what_the_relations_say(
    reference: str, group: TimelineGroup, request: pytest.FixtureRequest
) -> None:
    connection: sqlite3.Connection = request.getfixturevalue(reference)
    timeline = read_timeline(connection, group, DAY)
    expected = set(connection.execute(MEMBERS.format(PREDICATES[group])))
    assert pairs_of(timeline) == expected
    (projects,) = connection.execute("SELECT count(*) FROM entry WHERE kind = 'project'").fetchone()
    rest = [section for section in timeline.sections if section.ref is None]
    grouped = {project for _, project in expected}
    assert sum(len(section.members) for section in rest) == projects - len(grouped)
    assert timeline.total == projects
    assert timeline.is_complete


@pytest.mark.parametrize(("group", "column"), [("funder", "funder_id"), ("instrument", "funding_instrument_id")])
def test_who_pays_a_grant_is_a_group_of_its_project(bundled: sqlite3.Connection, group: str, column: str) -> None:
    paid = set(
        bundled.execute(
            f"""SELECT a.{column}, f.entry_id FROM amount a JOIN fact f ON f.id = a.fact_id
            WHERE a.kind = 'grant' AND a.{column} IS NOT NULL"""
        )
    )
    assert paid
    assert paid <= pairs_of(read_timeline(bundled, TimelineGroup(group), DAY))


@pytest.mark.parametrize("day", ["2014-12-31", "2015-06-01", "2018-12-31", "2019-01-01", "2024-06-01", "2031-06-01"])
def test_each_project_is_in_the_section_of_its_status(many: sqlite3.Connection, day: str) -> None:
    today = date.fromisoformat(day)
    timeline = read_timeline(many, TimelineGroup.STATUS, today)
    for section in timeline.sections:
        for place in section.members:
            edtf = timeline.records[place].edtf
            assert section.status is (None if edtf is None else parse_timeframe(edtf).status_on(today))
    assert sum(section.total for section in timeline.sections) == PROJECTS


def test_projects_are_ordered_by_their_start_and_those_without_one_are_last(many: sqlite3.Connection) -> None:
    timeline = read_timeline(many, TimelineGroup.NONE, DAY)
    (section,) = timeline.sections
    rows = [timeline.row(place) for place in section.members]
    starts = [row.timeframe.start.earliest for row in rows if row.timeframe and row.timeframe.start]
    assert starts == sorted(starts)
    assert [row.timeframe is None for row in rows] == sorted(row.timeframe is None for row in rows)
    days = many.execute("SELECT min(start_earliest), max(end_latest) FROM timeframe").fetchone()
    assert timeline.days == days


def test_the_beginning_is_what_the_whole_begins_with(many: sqlite3.Connection) -> None:
    beginning, whole = read_beginning(many, many=PROJECTS), read_timeline(many, TimelineGroup.REGION, DAY)
    assert beginning is not None
    assert not beginning.is_complete
    assert [section[::3] for section in beginning.sections] == [section[::3] for section in whole.sections]
    first = [beginning.row(place) for place in beginning.sections[0].members]
    assert len(first) == FIRST
    assert first == [whole.row(place) for place in whole.sections[0].members[:FIRST]]
    assert (beginning.total, beginning.days) == (whole.total, whole.days)


def test_few_projects_have_no_beginning_of_their_own(many: sqlite3.Connection, bundled: sqlite3.Connection) -> None:
    assert read_beginning(many, many=PROJECTS + 1) is None
    assert read_beginning(bundled) is None


def test_the_beginning_of_a_table_has_its_grants(tmp_path: Path) -> None:
    file, reference = tmp_path / "a.csv", tmp_path / "a.db"
    rows = ("No,Title,Country,Start date,Grant (EUR)", "1,Wells,Niger,2019-02-01,500", "2,Dams,Mali,2020-03-01,700")
    file.write_text("\n".join(rows), encoding="utf-8")
    assert main(["import", "sheet", str(file), "-o", str(reference), "--quiet"]) == 0
    with closing(sqlite3.connect(reference)) as connection:
        beginning, whole = read_beginning(connection, many=1), read_timeline(connection, TimelineGroup.REGION, DAY)
    assert beginning is not None
    assert whole.grants
    assert beginning.grants == whole.grants
