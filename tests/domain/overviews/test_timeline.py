"""Whether a project was active in a year follows from its dates, and no further."""

import pytest

from coopviewer.domain.overviews.timeline import (
    Timeline,
    TimelineRecord,
    TimelineSort,
    YearActivity,
    activity_in,
    sort_key,
)
from coopviewer.domain.reference.timeframes import parse_timeframe


def record(edtf: str | None) -> TimelineRecord:
    """Make a project with a timeframe, as the reference stores it."""
    start, end = (None, None) if edtf is None else parse_timeframe(edtf)
    return TimelineRecord(
        is_unstated=int(edtf is None),
        start=start.earliest.isoformat() if start else "",
        sort_title="Wells",
        id="project/wells",
        title="Wells",
        number=1,
        fact_id=None if edtf is None else "project/wells/timeframe",
        edtf=edtf,
        start_latest=start.latest.isoformat() if start else None,
        end_earliest=end.earliest.isoformat() if end else None,
        end_latest=end.latest.isoformat() if end else None,
        as_given=edtf,
    )


@pytest.mark.parametrize(
    ("edtf", "year", "activity"),
    [
        ("2017/2023", 2016, YearActivity.NOT),
        ("2017/2023", 2017, YearActivity.SURELY),
        ("2017/2023", 2023, YearActivity.SURELY),
        ("2017/2023", 2024, YearActivity.NOT),
        ("2018-12/2021-12", 2018, YearActivity.SURELY),
        ("2019-07-01/2021-06-30", 2021, YearActivity.SURELY),
        ("2019-07-01/2021-06-30", 2022, YearActivity.NOT),
        ("2019/..", 2040, YearActivity.SURELY),
        ("2019/..", 2018, YearActivity.NOT),
        ("../2019", 1990, YearActivity.SURELY),
        ("../2019", 2020, YearActivity.NOT),
    ],
)
def test_a_project_is_active_in_a_year(edtf: str, year: int, activity: YearActivity) -> None:
    assert activity_in(record(edtf), year) is activity


def test_without_a_timeframe_it_is_not_stated() -> None:
    assert activity_in(record(None), 2019) is YearActivity.NOT_STATED


def test_dates_that_could_not_be_read_are_told_from_dates_that_are_not_stated() -> None:
    dated, unread, undated = record("2019/2020"), record(None), record(None)._replace(id="project/roads")
    texts = {"milestone/start": ["spring 2019"]}
    timeline = Timeline((dated, unread, undated), (), 3, unread={unread.id: texts})
    assert timeline.activity_in(unread, 2019) is YearActivity.NOT_READ
    assert timeline.activity_in(undated, 2019) is YearActivity.NOT_STATED
    assert timeline.activity_in(dated, 2019) is YearActivity.SURELY, "another date of it could not be read"
    assert timeline.activity_in(dated, 2021) is YearActivity.NOT


def test_a_row_says_what_is_stored_of_its_project() -> None:
    stated = TimelineRecord(
        0,
        "2019-01-01",
        1,
        "project/a/timeframe/1",
        "project/a",
        "Wells (WELL)",
        "wells",
        "2019/2020",
        "2019-12-31",
        "2020-01-01",
        "2020-12-31",
        "two years",
    )
    dated = stated._replace(
        id="project/b",
        title="Pumps",
        edtf=None,
        as_given=None,
        fact_id=None,
        milestones="start-actual=2019-03-01 end-planned=2020-05",
    )
    unstated = dated._replace(is_unstated=1, id="project/c", milestones=None)
    timeline = Timeline((stated, dated, unstated), (), 3, acronyms={"project/b": "PMP"})
    rows = [timeline.row(place) for place in range(3)]
    assert [(row.acronym, row.as_given, row.fact_id) for row in rows] == [
        ("WELL", "two years", "project/a/timeframe/1"),
        ("PMP", "2019-03-01 – 2020-05", ""),
        ("", "", ""),
    ]
    assert [row.timeframe is None for row in rows] == [False, True, True]
    assert [row.span is None for row in rows] == [True, False, True]
    assert [each.is_stated for each in timeline.records] == [True, True, False]


def test_starts_and_ends_sort_by_their_days_and_open_ends_last() -> None:
    known, later, endless = map(record, ("2019/2020", "2018/2021-03", "2017/.."))
    by_end = sorted((endless, later, known), key=lambda each: sort_key(each, TimelineSort.ENDS) or ())
    assert by_end == [known, later, endless]
    by_start = sorted((known, later, endless), key=lambda each: sort_key(each, TimelineSort.STARTS) or ())
    assert by_start == [endless, later, known]


@pytest.mark.parametrize(("stated", "start", "end"), [("start=2019", True, False), ("end-planned=2019", False, True)])
def test_only_what_is_stated_sorts(stated: str, start: bool, end: bool) -> None:
    one = record(None)._replace(milestones=stated, start="2019-01-01", end_latest="2019-12-31")
    assert (sort_key(one, TimelineSort.STARTS) is not None) is start
    assert (sort_key(one, TimelineSort.ENDS) is not None) is end
