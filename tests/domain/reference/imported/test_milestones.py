"""The dates of an activity: a missing actual end is not an open end, and actual ones may contradict a status."""

from datetime import date

import pytest

from coopviewer.domain.reference.imported.milestones import dates_of
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


AHEAD, PASSED, NOW = "2025-01-01", "2020-12-31", "2022"
AGAINST = {  # dates on 1 January 2022: the codes of ActivityStatus that they contradict
    # 1 pipeline, 2 implementation, 3 finalisation, 4 closed, 5 cancelled, 6 suspended
    ("start_actual", PASSED): "1",
    ("start_actual", AHEAD): "234",
    ("start_actual", NOW): "",  # which may be before that day or after it
    ("end_actual", PASSED): "12",
    ("end_actual", AHEAD): "34",
    ("end_actual", NOW): "",
    ("start", PASSED): "1",
    ("start", AHEAD): "234",
    ("end", PASSED): "12",
    ("end", AHEAD): "34",
    ("start_planned", PASSED): "",
    ("start_planned", AHEAD): "",
    ("end_planned", PASSED): "",
    ("end_planned", AHEAD): "",
}


@pytest.mark.parametrize("code", ["1", "2", "3", "4", "5", "6", "implementing", ""])
@pytest.mark.parametrize(("kind", "day"), AGAINST)
def test_only_actual_dates_contradict_a_published_status(kind: str, day: str, code: str) -> None:
    dates = dates_of(days(**{kind: day}))  # type: ignore[arg-type]
    assert dates.contradict(code, date(2022, 1, 1)) is (code != "" and code in AGAINST[kind, day])


@pytest.mark.parametrize(
    ("named", "codes"),
    [
        ({"start_actual": "2019", "end_actual": "2020"}, "12"),
        ({"start_actual": "2019", "end_actual": "2025"}, "1345"),
        ({"start_actual": "2024", "end_actual": "2025"}, "234"),
        ({"start_actual": "2019", "end_planned": "2020"}, "1"),
        ({"start_actual": "2019", "end_planned": "2025"}, "1"),
        ({"start_planned": "2019", "end_actual": "2020"}, "12"),
        ({"start_planned": "2019", "end_planned": "2020"}, ""),
        ({"start_planned": "2024", "start_actual": "2019", "end_planned": "2020", "end_actual": "2021"}, "12"),
        ({"start": "2019", "end": "2025"}, "1345"),
        ({"signed": "2019-01-01"}, ""),
    ],
)
def test_start_and_end_contradict_a_published_status_together(named: dict[str, str], codes: str) -> None:
    dates = dates_of(days(**named))  # type: ignore[arg-type]
    assert "".join(each for each in "123456" if dates.contradict(each, date(2022, 1, 1))) == codes
