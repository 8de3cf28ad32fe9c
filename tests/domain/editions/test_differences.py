"""Differences of dates and sums: only of values of one precision, and exact."""

import pytest

from coopviewer.domain.editions.differences import DateDifference, DateUnit, date_difference, sum_difference
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.timeframes import parse_date
from coopviewer.rendering.editions.change_words import difference_words, later_words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2021-12", "2022-06", "six months later"),
        ("2022-06", "2021-12", "six months earlier"),
        ("2020-12-31", "2021-06-30", "six months later"),
        ("2020-01-31", "2020-02-29", "one month later"),
        ("2020-03-15", "2021-04-15", "13 months later"),
        ("2020-02-29", "2021-02-28", "one year later"),
        ("2020-03-01", "2020-03-02", "one day later"),
        ("2020-02-29", "2020-02-01", "28 days earlier"),
        ("2020", "2022", "two years later"),
        ("2020-12", "2018-12", "two years earlier"),
        ("9999-12-31", "9998-12-31", "one year earlier"),
        ("2020", "2021-06", ""),
        ("2020-06", "2020-06-01", ""),
        ("2020", "2020", ""),
    ],
)
def test_how_much_later_a_date_is(old: str, new: str, words: str) -> None:
    found = date_difference(parse_date(old), parse_date(new))
    assert (later_words(found, ENGLISH) if found else "") == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ((400_000_000, 2), (450_000_000, 2), "difference: +EUR 500,000, +12.5 %"),
        ((450_000_000, 2), (400_000_000, 2), "difference: -EUR 500,000, -11.1 %"),
        ((1, 0), (150, 2), "difference: +EUR 0.50, +50 %"),
        ((0, 2), (100, 2), "difference: +EUR 1"),
        ((1_000_000, 0), (1_000_001, 0), "difference: +EUR 1"),
        ((1_000_000, 0), (999_000, 0), "difference: -EUR 1,000, -0.1 %"),
        ((-100, 2), (100, 2), "difference: +EUR 2"),
        ((100, 2), (1, 0), ""),
    ],
)
def test_how_much_more_a_sum_is(old: tuple[int, int], new: tuple[int, int], words: str) -> None:
    found = sum_difference(old, new)
    assert (difference_words(found, "EUR", ENGLISH) if found else "") == words


def test_a_difference_has_a_direction() -> None:
    assert date_difference(parse_date("2021"), parse_date("2020")) == DateDifference(-1, DateUnit.YEAR)
