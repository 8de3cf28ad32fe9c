"""The timeline of imported activities: by milestones, planned and actual apart, and no end that nobody states."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup, YearActivity, activity_in
from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow, TimelineRows
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews import beginning
from coopviewer.storage.overviews.beginning import FIRST, read_beginning
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.opening import open_reference
from tests.imported_values import CLINIC, ROADS, SCHOOL, WELLS, activities

TODAY = date(2020, 1, 1)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OverviewReader]:
    path = tmp_path_factory.mktemp("imported") / "activities.db"
    write_reference(activities(), path)
    with closing(OverviewReader(path)) as opened:
        yield opened


def rows_of(timeline: Timeline, group: TimelineGroup) -> TimelineRows:
    return TimelineRows(timeline, OverviewQuery(kind=OverviewKind.TIMELINE, group=group), None, TODAY, ENGLISH)


def bars(reader: OverviewReader) -> dict[str, BarRow]:
    rows = rows_of(reader.timeline(TimelineGroup.NONE, TODAY), TimelineGroup.NONE)
    return {row.ref.id: row for row in rows if isinstance(row, BarRow)}


def days(*parts: int) -> int:
    return date(*parts).toordinal()


def test_a_bar_has_actual_days_and_the_planned_ones_around_them(reader: OverviewReader) -> None:
    bar = bars(reader)[WELLS].bar
    assert bar is not None
    assert (bar.first, bar.last) == (days(2015, 3, 1), days(2015, 3, 1))
    assert bar.planned == (days(2014, 1, 1), days(2018, 12, 31))
    assert not bar.is_outlined
    whole = bars(reader)[ROADS].bar
    assert whole is not None
    assert (whole.first, whole.last, whole.planned) == (days(2016, 5, 1), days(2017, 6, 30), None)


def test_a_missing_end_is_said_and_not_drawn_as_an_open_one(reader: OverviewReader) -> None:
    school = bars(reader)[SCHOOL]
    assert school.label == "from February 2012, end not stated"
    assert school.bar is not None
    assert school.bar.last == days(2012, 2, 29)


def test_a_planned_end_is_said_to_be_planned(reader: OverviewReader) -> None:
    assert bars(reader)[WELLS].label == "1 March 2015 to 31 December 2018 (planned)"


def test_both_days_of_sources_that_disagree_are_said(reader: OverviewReader) -> None:
    clinic = bars(reader)[CLINIC]
    assert clinic.label.startswith("1 January 2010 or 1 January 2011 to")
    assert clinic.bar is not None
    assert (clinic.bar.first, clinic.bar.sure_from) == (days(2010, 1, 1), days(2011, 1, 1))


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (TimelineGroup.REGION, {"Western Africa": {CLINIC, SCHOOL, WELLS}, "Americas": {WELLS}}),
        (TimelineGroup.SECTOR, {"Basic drinking water supply": {WELLS}, "Without a sector": {ROADS, SCHOOL}}),
        (TimelineGroup.FUNDER, {"Agency for Works": {WELLS}}),
        (TimelineGroup.PARTNER, {"Builders United": {WELLS, ROADS}, "Ministry of Plans": {WELLS}}),
        (
            TimelineGroup.STATUS,
            {
                "Implementation, published": {WELLS, CLINIC},
                "Closed, published": {ROADS, CLINIC},
                "uncertain": {SCHOOL},
            },
        ),
    ],
)
def test_rows_are_grouped_by_what_is_published(
    reader: OverviewReader, group: TimelineGroup, expected: dict[str, set[str]]
) -> None:
    found: dict[str, set[str]] = {}
    title = ""
    for row in rows_of(reader.timeline(group, TODAY), group):
        if isinstance(row, GroupRow):
            title = row.title
        elif row is not None:
            found.setdefault(title, set()).add(row.ref.id)
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("entry_id", "year", "activity"),
    [
        (WELLS, 2014, YearActivity.NOT),
        (WELLS, 2017, YearActivity.SURELY),
        (SCHOOL, 2012, YearActivity.SURELY),
        (SCHOOL, 2013, YearActivity.NOT),
        (CLINIC, 2010, YearActivity.POSSIBLY),
    ],
)
def test_a_year_counts_only_what_is_stated(
    reader: OverviewReader, entry_id: str, year: int, activity: YearActivity
) -> None:
    records = {record.id: record for record in reader.timeline(TimelineGroup.NONE, TODAY).records}
    assert activity_in(records[entry_id], year) is activity


def test_a_far_end_does_not_stretch_the_timeline_for_ever(reader: OverviewReader) -> None:
    assert reader.timeline(TimelineGroup.NONE, TODAY).days == ("2010-01-01", "2100-12-31")


def test_the_beginning_is_that_of_the_whole_timeline(reader: OverviewReader) -> None:
    with closing(open_reference(reader.path)) as connection:
        found = read_beginning(connection, 1)
    assert found is not None
    whole = reader.timeline(TimelineGroup.REGION, TODAY)
    assert [(each.ref, each.total) for each in found.sections] == [(each.ref, each.total) for each in whole.sections]
    rows = [[whole.records[place] for place in section.members] for section in whole.sections if section.ref]
    assert len(rows[0]) < FIRST  # so that a window shows the next sections as well
    assert [[found.records[place] for place in each.members] for each in found.sections if each.ref] == rows
    assert found.days == whole.days


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_beginning_has_no_more_projects_than_a_window_needs(
    reader: OverviewReader, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beginning, "FIRST", most)
    with closing(open_reference(reader.path)) as connection:
        found = read_beginning(connection, 1)
    assert found is not None
    whole = reader.timeline(TimelineGroup.REGION, TODAY)
    first = [whole.records[place].id for each in whole.sections if each.ref for place in each.members][:most]
    assert [record.id for record in found.records] == first
    assert [each.total for each in found.sections] == [each.total for each in whole.sections]
