"""A timeframe along a line of whole years: where it may run, where it surely does, and which years are named."""

import pytest

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.rendering.document.timeframe_scale import TimeframeScale, scale_of


def scale(edtf: str) -> TimeframeScale:
    return scale_of(parse_timeframe(edtf))


def years(edtf: str) -> list[int]:
    return [year for _, year in scale(edtf).years]


@pytest.mark.parametrize(
    ("edtf", "places"),
    [
        ("2017/2018", (0, 365 / 730, 365 / 730, 1)),  # known to the year: begins and ends some time in it
        ("2017-03-01/2017-11-30", (59 / 365, 60 / 365, 333 / 365, 334 / 365)),
        ("2017-03/2017-11", (59 / 365, 90 / 365, 304 / 365, 334 / 365)),
        ("2017", (0, 1, 1, 1)),  # when in that year is not known, so on no day it surely runs
        ("2017-01-01", (0, 1 / 365, 1 / 365, 1 / 365)),
        ("2015/..", (0, 1 / 3, 1 / 3, 1)),  # two further years, in which it fades out
        ("../2015", (0, 2 / 3, 2 / 3, 1)),
        ("2015-03-01/..", (59 / 1096, 60 / 1096, 365 / 1096, 1)),
        ("../2015-03-01", (0, 730 / 1095, 789 / 1095, 790 / 1095)),
        ("9999", (0, 1, 1, 1)),  # the last year there is
    ],
)
def test_the_ends_are_as_vague_as_they_are_known(edtf: str, places: tuple[float, ...]) -> None:
    found = scale(edtf)
    days = 1 / 3000
    assert (found.first, found.sure_from, found.sure_to, found.last) == pytest.approx(places, abs=days)


def test_what_surely_runs_lies_within_what_may_run() -> None:
    for edtf in ("2017/2023", "2019-07-01/2021-06-30", "2017", "2016-05/..", "../2016-05", "../9999", "9999/.."):
        found = scale(edtf)
        assert 0 <= found.first <= found.sure_from <= found.sure_to <= found.last <= 1, edtf


def test_every_year_is_named_at_its_first_day_and_the_one_after_at_the_end() -> None:
    assert scale("2017/2018").years == ((0.0, 2017), (0.5, 2018), (1.0, 2019))
    assert scale("2016-05-01/2016-06-01").years == ((0.0, 2016), (1.0, 2017))


def test_after_the_last_year_none_is_named() -> None:
    assert years("9998/9999") == [9998, 9999]
    assert years("9997/9998") == [9997, 9998, 9999]
    assert years("9999/..") == [9999]


@pytest.mark.parametrize(
    ("edtf", "named"),
    [
        ("2000/2012", range(2000, 2014)),
        ("2000/2013", (2000, 2005, 2010)),
        ("2000/2039", (2000, 2005, 2010, 2015, 2020, 2025, 2030, 2035, 2040)),
        ("2000/2040", (2000, 2020, 2040)),
        ("2000/2099", (2000, 2020, 2040, 2060, 2080, 2100)),
    ],
)
def test_of_many_years_every_fifth_or_twentieth_is_named(edtf: str, named: tuple[int, ...]) -> None:
    assert years(edtf) == list(named)
