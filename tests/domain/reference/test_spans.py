"""From when to when an activity runs: what is surely so on a day, and what is not known."""

from datetime import date

import pytest

from coopviewer.domain.reference.spans import MilestoneSpan
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
