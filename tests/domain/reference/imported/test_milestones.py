"""The dates of an activity: a missing actual end is not an open end, and a published status may differ."""

from datetime import date

import pytest

from coopviewer.domain.reference.imported.milestones import dates_of, differs
from coopviewer.domain.reference.timeframes import DatesStatus
from tests.activity_values import milestone


def days(**named: str) -> tuple[object, ...]:
    return tuple(milestone(kind.replace("_", "-"), day) for kind, day in named.items())


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"start_actual": "2019-03-15", "end_planned": "2020-12-31"}, DatesStatus.END_PASSED),
        ({"start_actual": "2019-03-15", "end_planned": "2022-12-31"}, DatesStatus.UNDER_WAY),
        ({"start_actual": "2019-03-15", "end_actual": "2020-12-31", "end_planned": "2030"}, DatesStatus.ENDED),
        ({"start_actual": "2019-03-15"}, DatesStatus.BEGUN),
        ({"start_planned": "2019"}, DatesStatus.START_PASSED),
        ({"start_planned": "2019", "end_planned": "2024"}, DatesStatus.AS_PLANNED),
        ({"start_planned": "2023"}, DatesStatus.NOT_BEGUN),
        ({"start_planned": "2022"}, DatesStatus.UNCERTAIN),
        ({"end_planned": "2030"}, DatesStatus.UNCERTAIN),
        ({"end_actual": "2020"}, DatesStatus.ENDED),
        ({"start_planned": "2023", "start_actual": "2019", "end_planned": "2024"}, DatesStatus.UNDER_WAY),
        ({"signed": "2019-01-01"}, None),
    ],
)
def test_what_the_dates_say_of_a_day(named: dict[str, str], status: DatesStatus | None) -> None:
    assert dates_of(days(**named)).status_on(date(2022, 1, 1)) is status  # type: ignore[arg-type]


def test_an_end_that_is_not_stated_stays_empty_in_the_interval() -> None:
    dates = dates_of(days(start_actual="2019-03-15", start_planned="2019", end_planned="2020-12"))  # type: ignore[arg-type]
    assert (dates.actual, dates.planned) == ("2019-03-15/", "2019/2020-12")


def test_the_date_that_a_curator_prefers_counts() -> None:
    first = milestone("end-planned", "2020-12-31")
    chosen = milestone("end-planned", "2021-06-30", preferred="Corrected later.")
    assert dates_of((first, chosen)).end == chosen
    assert dates_of((first, milestone("end-planned", "2021-06-30"))).end == first


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("2", DatesStatus.END_PASSED, True),
        ("2", DatesStatus.UNDER_WAY, False),
        ("4", DatesStatus.ENDED, False),
        ("4", DatesStatus.UNDER_WAY, True),
        ("1", DatesStatus.NOT_BEGUN, False),
        ("5", DatesStatus.UNDER_WAY, True),
    ],
)
def test_a_published_status_agrees_with_the_dates_or_not(code: str, status: DatesStatus, expected: bool) -> None:
    assert differs(code, status) is expected
