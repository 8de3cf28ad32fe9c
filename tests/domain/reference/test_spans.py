"""From when to when an activity runs: what is surely so on a day, and what is not known."""

from datetime import date

import pytest

from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone, span_of, status_by_dates
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_date

NOT_BEGUN, UNDER_WAY = TimeframeStatus.NOT_BEGUN, TimeframeStatus.UNDER_WAY
ENDED, UNCERTAIN = TimeframeStatus.ENDED, TimeframeStatus.UNCERTAIN


def span(start: str | None, end: str | None) -> MilestoneSpan:
    """Return a span from one date to another, None: not stated."""
    dates = [None if each is None else parse_date(each) for each in (start, end)]
    return MilestoneSpan(*dates, False, False, ())


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "surely"),
    [
        ("2019-03-05", "2020-06-30", "2019-03-05", "2019-03-05", True),
        ("2019-03-05", "2020-06-30", "2019-03-04", "2019-03-04", False),
        ("2019-03-05", "2020-06-30", "2019-01-01", "2019-03-05", True),
        ("2019-03-05", "2020-06-30", "2020-06-30", "2020-12-31", True),
        ("2019-03-05", "2020-06-30", "2020-07-01", "2020-12-31", False),
        ("2019", "2020-06-30", "2019-01-01", "2019-12-30", False),
        ("2019", "2020-06-30", "2019-01-01", "2019-12-31", True),
        ("2019-03-05", "2020", "2020-01-01", "2020-12-31", True),
        ("2019-03-05", "2020", "2020-01-02", "2020-12-31", False),
        ("2019-03-05", None, "2019-01-01", "2019-12-31", True),
        ("2019-03-05", None, "2020-01-01", "2020-12-31", False),
        (None, "2020-06-30", "2020-01-01", "2020-12-31", True),
        (None, None, "2019-01-01", "2020-12-31", False),
    ],
)
def test_a_period_surely_has_a_day_of_an_activity(
    start: str | None, end: str | None, first: str, last: str, surely: bool
) -> None:
    asked = date.fromisoformat(first), date.fromisoformat(last)
    assert span(start, end).surely_includes(*asked) is surely


@pytest.mark.parametrize(
    ("start", "end", "day", "status"),
    [
        ("2019-03-05", "2020-06-30", "2019-03-04", NOT_BEGUN),
        ("2019-03-05", "2020-06-30", "2019-03-05", UNDER_WAY),
        ("2019-03-05", "2020-06-30", "2020-06-30", UNDER_WAY),
        ("2019-03-05", "2020-06-30", "2020-07-01", ENDED),
        ("2019", "2020-06-30", "2019-01-01", UNCERTAIN),
        ("2019", "2020-06-30", "2018-12-31", NOT_BEGUN),
        ("2019-03-05", None, "2019-03-04", NOT_BEGUN),
        ("2019-03-05", None, "2019-03-05", UNCERTAIN),
        (None, "2020-06-30", "2020-06-30", UNCERTAIN),
        (None, "2020-06-30", "2020-07-01", ENDED),
        (None, None, "2020-01-01", UNCERTAIN),
    ],
)
def test_the_status_on_a_day_is_what_is_sure(
    start: str | None, end: str | None, day: str, status: TimeframeStatus
) -> None:
    assert span(start, end).status_on(date.fromisoformat(day)) is status


@pytest.mark.parametrize(
    ("start", "end", "day", "planned", "actual"),
    [
        ("2019", "2020", "2018-12-31", "not-begun", "not-begun"),
        ("2019", "2020", "2019-01-01", "uncertain", "uncertain"),
        ("2019", "2020", "2019-12-30", "uncertain", "uncertain"),
        ("2019", "2020", "2019-12-31", "as-planned", "under-way"),
        ("2019", "2020", "2020-01-01", "as-planned", "under-way"),
        ("2019", "2020", "2020-01-02", "uncertain", "uncertain"),
        ("2019", "2020", "2020-12-31", "uncertain", "uncertain"),
        ("2019", "2020", "2021-01-01", "end-passed", "ended"),
        ("2019", None, "2019-06-01", "uncertain", "uncertain"),
        ("2019", None, "2019-12-31", "start-passed", "begun"),
        (None, "2020", "2019-06-01", "uncertain", "uncertain"),
        (None, "2020", "2021-01-01", "end-passed", "ended"),
        (None, None, "2021-01-01", None, None),
    ],
)
def test_what_dates_say_of_a_day(
    start: str | None, end: str | None, day: str, planned: str | None, actual: str | None
) -> None:
    points = [None if each is None else parse_date(each) for each in (start, end)]
    found = [
        status_by_dates(points[0], points[1], date.fromisoformat(day), is_actual=each)
        for each in ((False, False), (True, True))
    ]
    assert [None if each is None else each.value for each in found] == [planned, actual]


@pytest.mark.parametrize(
    ("planned_start", "planned_end", "within", "after"),
    [
        (False, False, "under-way", "ended"),
        (True, False, "as-planned", "ended"),
        (False, True, "under-way", "end-passed"),
        (True, True, "as-planned", "end-passed"),
    ],
)
def test_the_dates_of_a_span_tell_planned_days_from_actual_ones(
    planned_start: bool, planned_end: bool, within: str, after: str
) -> None:
    made = span("2019", "2020")._replace(is_start_planned=planned_start, is_end_planned=planned_end)
    assert made.dates_status_on(date(2020, 1, 1)) == within
    assert made.dates_status_on(date(2021, 1, 1)) == after
    assert span(None, None).dates_status_on(date(2020, 1, 1)) is None


def test_the_span_of_milestones_is_that_of_actual_days_or_else_of_planned_ones() -> None:
    def stored(**days: str) -> list[StoredMilestone]:
        return [StoredMilestone(kind, kind.replace("_", "-"), edtf, edtf) for kind, edtf in days.items()]

    both = span_of(stored(start_planned="2018", start_actual="2019", end_planned="2020"))
    assert both is not None
    assert (both.start, both.end) == (parse_date("2019"), parse_date("2020"))
    assert [each.edtf for each in both.milestones] == ["2019", "2020"]
    twice = span_of([*stored(end_actual="2020-05"), *stored(end_actual="2021-03-01"), *stored(end_planned="2030")])
    assert twice is not None
    assert twice.start is None
    assert twice.end is not None
    assert (twice.end.earliest, twice.end.latest) == (date(2020, 5, 1), date(2021, 3, 1))
    assert twice.end.precision is min(parse_date("2020-05").precision, parse_date("2021-03-01").precision)
    assert span_of(stored(signed="2019")) is None
