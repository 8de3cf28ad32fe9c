"""Periods and amounts as filters write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.search.ranges import (
    DECIMAL_PLACES,
    Period,
    SumRange,
    canonical_sums,
    parse_period,
    parse_sums,
    parse_years,
)

UNIT = 10**DECIMAL_PLACES


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-07-01", date(2019, 7, 1), date(2019, 7, 1)),
        ("2018..2020", date(2018, 1, 1), date(2020, 12, 31)),
        ("2018-06/2018-07", date(2018, 6, 1), date(2018, 7, 31)),
        ("2018..", date(2018, 1, 1), date.max),
        ("..2018", date.min, date(2018, 12, 31)),
        ("2018/", date(2018, 1, 1), date.max),
        ("/2018", date.min, date(2018, 12, 31)),
        ("2019-07-01..2019-07-01", date(2019, 7, 1), date(2019, 7, 1)),
        ("2019-07..2019", date(2019, 7, 1), date(2019, 12, 31)),
    ],
)
def test_a_period_has_the_bounds_of_its_dates(text: str, first: date, last: date) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "..", "/", "2019..2018", "2019-07-02..2019-07-01", "2018..2019..2020", "soon"])
def test_an_invalid_period_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "least", "most", "written"),
    [
        ("4m", 4_000_000, 4_000_000, "4m"),
        ("=4m", 4_000_000, 4_000_000, "4m"),
        ("4 million", 4_000_000, 4_000_000, "4m"),
        ("4 millions", 4_000_000, 4_000_000, "4m"),
        ("3,4m", 3_400_000, 3_400_000, "3.4m"),
        ("3.4mio", 3_400_000, 3_400_000, "3.4m"),
        ("3,400,000", 3_400_000, 3_400_000, "3.4m"),
        ("3.400.000", 3_400_000, 3_400_000, "3.4m"),
        ("EUR 500k", 500_000, 500_000, "500k"),
        ("500 thousand", 500_000, 500_000, "500k"),
        ("2m..4m", 2_000_000, 4_000_000, "2m..4m"),
        ("2m..", 2_000_000, None, "2m.."),
        ("..999", None, 999, "..999"),
        ("<=12.5", None, 12.5, "<=12.5000"),
        (">=1k", 1000, None, ">=1k"),
        ("0", 0, 0, "0"),
        ("2m..2m", 2_000_000, 2_000_000, "2m..2m"),
        ("0,500", 0.5, 0.5, "0.5000"),
        ("1,500", 1500, 1500, "1.5k"),
        ("999,999", 999_999, 999_999, "999999"),
        ("1234,567", 1234.567, 1234.567, "1234.5670"),
        ("12,34", 12.34, 12.34, "12.3400"),
        ("1,500 million", 1_500_000, 1_500_000, "1.5m"),
        ("1.05m", 1_050_000, 1_050_000, "1.05m"),
        ("1.001m", 1_001_000, 1_001_000, "1001k"),
        ("1.01k", 1010, 1010, "1.01k"),
        ("1005", 1005, 1005, "1005"),
        ("990", 990, 990, "990"),
        ("1000", 1000, 1000, "1k"),
        ("1000000", 1_000_000, 1_000_000, "1m"),
        ("10m", 10_000_000, 10_000_000, "10m"),
        ("100k", 100_000, 100_000, "100k"),
        ("€ 4", 4, 4, "4"),
        ("4 euros", 4, 4, "4"),
        ("100000000000000", 10**14, 10**14, "100000000m"),
        ("1." + "0" * 15, 1, 1, "1"),
    ],
)
def test_an_amount_is_parsed_and_written_in_canonical_form(
    text: str, least: float | None, most: float | None, written: str
) -> None:
    expected = SumRange(
        None if least is None else round(least * UNIT),
        None if most is None else round(most * UNIT),
    )
    assert parse_sums(text) == expected
    assert canonical_sums(text) == written
    assert parse_sums(written) == expected


def test_an_amount_that_is_too_fine_or_too_large_is_rejected() -> None:
    for text in ("100000000000001", "100000000.1m", "1.00001", "0" * 15 + "1", "1." + "0" * 16, "0.00000001k"):
        with pytest.raises(ValueError):
            parse_sums(text)


def test_more_than_and_less_than_exclude_the_amount_itself() -> None:
    assert parse_sums(">4m") == SumRange(4_000_000 * UNIT + 1, None)
    assert parse_sums("<4m") == SumRange(None, 4_000_000 * UNIT - 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "m",
        "4x",
        "four",
        "1,2,3m",
        "4m..2m",
        "..",
        "-4m",
        ">",
        "0.00001",
        "1e9",
        "٤m",
        "1.500,25",
        "1.250.000k",
        "1,50,000",
    ],
)
def test_an_invalid_amount_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):
        parse_sums(text)


@given(st.integers(min_value=0, max_value=10**18))
def test_every_amount_can_be_written(value: int) -> None:
    text = canonical_sums(f"{value // UNIT}.{value % UNIT:04}")
    assert parse_sums(text) == SumRange(value, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("<2022", date.min, date(2021, 12, 31)),
        ("<=2022", date.min, date(2022, 12, 31)),
        (">2022", date(2023, 1, 1), date.max),
        (">=2022-07", date(2022, 7, 1), date.max),
        (">2022-02-28", date(2022, 3, 1), date.max),
        ("=2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_may_be_before_or_after_a_date(text: str, first: date, last: date) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize("text", ["<", "<0001", ">9999-12-31", "<2019..2020", "><2020", "< 2020 "])
def test_a_bound_without_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_period(text)


def test_years_may_be_before_or_after_one() -> None:
    assert (parse_years("<2022"), parse_years(">=2019")) == (("0001", "2021"), ("2019", "9999"))
    for wrong in ("<2022-01", "<", "=<2022"):
        with pytest.raises(ValueError):
            parse_years(wrong)
