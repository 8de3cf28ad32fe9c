"""Whether a project was active in a year follows from its dates, and no further."""

import pytest

from coopviewer.domain.overviews.timeline import (
    BETWEEN_TEXTS,
    Timeline,
    TimelineRecord,
    TimelineSection,
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


UNREAD = {
    "milestone/start": ["spring 2019", "in spring"],
    "milestone/end": ["when it is done"],
    "milestone": ["2019, maybe", "in spring"],
    "milestone/start-actual": ["after the rains"],
    "milestone/end-actual": ["before the rains"],
}


@pytest.mark.parametrize(
    ("milestones", "missing", "texts"),
    [
        (None, "", ["spring 2019", "in spring", "when it is done", "2019, maybe"]),
        ("start-actual=2019 end-actual=2020", "", []),
        ("start=2019 end=2020", "", []),
        ("start-actual=2019", "milestone/end", ["when it is done"]),
        ("end-actual=2020", "milestone/start", ["spring 2019", "in spring"]),
        ("start-planned=2019 end-actual=2020", "", ["after the rains"]),
        ("start-actual=2019 end-planned=2020", "", ["before the rains"]),
        ("start-planned=2019 end-planned=2020", "", ["after the rains", "before the rains"]),
        ("start-planned=2019", "milestone/end", ["when it is done", "after the rains"]),
        ("end-planned=2020", "milestone/start", ["spring 2019", "in spring", "before the rains"]),
    ],
)
def test_a_row_tells_the_unread_texts_of_dates_that_it_lacks_or_has_only_as_planned(
    milestones: str | None, missing: str, texts: list[str]
) -> None:
    one = record(None)._replace(milestones=milestones)
    row = Timeline((one,), (), 1, unread={one.id: UNREAD}).row(0)
    assert (row.missing, row.texts_unread) == (missing, texts)
    assert Timeline((one,), (), 1).row(0).texts_unread == []


def test_a_date_has_its_text_in_the_source_beside_it() -> None:
    one = record(None)._replace(
        milestones="start-actual=2017-01 end-planned=2020",
        given=f"start-actual=2017-01 January 2017{BETWEEN_TEXTS}end-actual=2021 never",
    )
    row = Timeline((one,), (), 1, hints={one.id: "XX-1"}).row(0)
    assert [(each.kind, each.edtf, each.as_given) for each in row.milestones] == [
        ("start-actual", "2017-01", "January 2017"),
        ("end-planned", "2020", "2020"),
    ]
    assert (row.as_given, row.ref.hint) == ("January 2017 – 2020", "XX-1")


def test_all_projects_have_been_read_once_each_section_has_all_of_its_members() -> None:
    whole, part = TimelineSection(None, None, (0, 1), 2), TimelineSection(None, None, (0,), 2)
    assert Timeline((), (whole, whole), 2).is_complete
    assert not Timeline((), (whole, part), 2).is_complete
    assert Timeline((), (), 0).is_complete


@pytest.mark.parametrize(
    ("year", "activity"),
    [
        (2016, YearActivity.NOT),
        (2017, YearActivity.POSSIBLY),
        (2018, YearActivity.SURELY),
        (2020, YearActivity.SURELY),
        (2021, YearActivity.POSSIBLY),
        (2022, YearActivity.NOT),
    ],
)
def test_where_dates_are_not_precise_a_project_was_possibly_active(year: int, activity: YearActivity) -> None:
    one = record("2017/2021")._replace(start="2017-12-31", start_latest="2018-12-31", end_earliest="2020-01-01")
    assert activity_in(one._replace(end_latest="2021-01-01"), year) is activity


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
