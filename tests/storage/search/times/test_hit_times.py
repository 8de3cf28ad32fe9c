"""How an entry meets a query for a time: when it runs, starts or ends, and how certain that is."""

import pytest

from coopviewer.domain.reference.spans import StoredMilestone
from coopviewer.domain.search.answer import Activity, Certainty
from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.times.hit_times import HitDates, WantedTimes, doubt

SURELY, PLANNED, POSSIBLY = Certainty.SURELY, Certainty.PLANNED, Certainty.POSSIBLY


def found(query: str, *timeframes: str, **milestones: str) -> Activity | None:
    """Return how an entry with these dates meets a query; milestones by kind, ``start_planned`` for *start-planned*."""
    stored = [StoredMilestone("", kind.replace("_", "-"), edtf, edtf) for kind, edtf in milestones.items()]
    dates = HitDates([(each, f"as given: {each}") for each in timeframes], stored)
    return WantedTimes(parse_query(query).query).activity(dates)


@pytest.mark.parametrize(
    ("query", "timeframe", "certainty"),
    [
        ("active:2018", "2017/2023", SURELY),
        ("active:2017", "2017/2023", SURELY),
        ("active:2017-05", "2017/2023", POSSIBLY),
        ("active:2023-05", "2017/2023", POSSIBLY),
        ("active:2016", "2017/2023", None),
        ("active:2024", "2017/2023", None),
        ("active:2017..2023", "2017/2023", SURELY),
        ("active:2017-05", "2017-05-31/2017-06-01", SURELY),
        ("active:2017-04", "2017-05-01/2017-06-01", None),
        ("active:2017-07", "2017-05-01/2017-06-30", None),
        ("active:2030", "2017/..", POSSIBLY),
        ("active:2010", "../2017", POSSIBLY),
        ("active:2016", "2017/..", None),
        ("active:2018", "../2017", None),
        ("starts:2017", "2017/2023", SURELY),
        ("starts:2017-05", "2017/2023", POSSIBLY),
        ("starts:2018", "2017/2023", None),
        ("ends:2023", "2017/2023", SURELY),
        ("ends:2023-01", "2017/2023", POSSIBLY),
        ("ends:2017", "2017/2023", None),
        ("ends:2023", "2017/..", None),
        ("starts:2017", "../2023", None),
    ],
)
def test_a_timeframe_runs_starts_or_ends_in_a_period(query: str, timeframe: str, certainty: Certainty | None) -> None:
    facet = Facet(query.partition(":")[0])
    expected = None if certainty is None else Activity(certainty, timeframe, f"as given: {timeframe}", facet)
    assert found(query, timeframe) == expected


@pytest.mark.parametrize(
    ("query", "milestones", "certainty"),
    [
        ("active:2018", {"start_actual": "2017", "end_actual": "2023"}, SURELY),
        ("active:2018", {"start_planned": "2017", "end_planned": "2023"}, PLANNED),
        ("active:2017-05", {"start_actual": "2017", "end_actual": "2023"}, POSSIBLY),
        ("active:2016", {"start_actual": "2017", "end_actual": "2023"}, None),
        ("active:2024", {"start_actual": "2017", "end_actual": "2023"}, None),
        ("starts:2017", {"start_actual": "2017", "end_planned": "2023"}, SURELY),
        ("ends:2023", {"start_actual": "2017", "end_planned": "2023"}, PLANNED),
        ("ends:2023-05", {"start_actual": "2017", "end_planned": "2023"}, POSSIBLY),
        ("starts:2017-05", {"start_actual": "2017"}, POSSIBLY),
        ("starts:2018", {"start_actual": "2017"}, None),
        ("ends:2017", {"start_actual": "2017"}, None),
        ("active:2018", {}, None),
    ],
)
def test_start_and_end_say_when_an_entry_runs_starts_or_ends(
    query: str, milestones: dict[str, str], certainty: Certainty | None
) -> None:
    activity = found(query, **milestones)
    assert (activity and activity.certainty) == certainty
    assert activity is None or activity.facet == query.partition(":")[0]


def test_a_start_or_an_end_comes_before_running_then_the_more_certain() -> None:
    both = found("active:2017 starts:2017", "2017/2023")
    assert both is not None
    assert both.facet is Facet.STARTS
    several = found("active:2018-05", "2018/2019", "2017/2023")
    assert several == Activity(SURELY, "2017/2023", "as given: 2017/2023")
    assert found("active:2016 active:2018-05", "2017/2023") == several


def test_without_a_period_nothing_is_wanted() -> None:
    wanted = [bool(WantedTimes(parse_query(query).query)) for query in ("wells", "-active:2018", "active:2018")]
    assert wanted == [False, False, True]
    assert found("wells -active:2018", "2017/2023") is None


def test_what_is_less_certain_is_sorted_behind() -> None:
    kinds = [Activity(each, "2017", "2017") for each in (SURELY, PLANNED, POSSIBLY)]
    assert [doubt(each) for each in kinds] == [0, 1, 2]
    assert doubt(None) == 0
