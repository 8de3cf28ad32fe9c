"""Timeframes keep the precision in which they were given."""

from datetime import date

import pytest

from coopviewer.domain.reference.timeframes import (
    Precision,
    Timeframe,
    TimeframeStatus,
    is_in_order,
    parse_date,
    parse_timeframe,
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), Precision.YEAR),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31), Precision.MONTH),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2019-07-01", date(2019, 7, 1), date(2019, 7, 1), Precision.DAY),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28), Precision.MONTH),
        ("2019-01", date(2019, 1, 1), date(2019, 1, 31), Precision.MONTH),
        ("2019-11", date(2019, 11, 1), date(2019, 11, 30), Precision.MONTH),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), Precision.MONTH),
        ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
    ],
)
def test_a_date_has_the_bounds_of_its_precision(text: str, earliest: date, latest: date, precision: Precision) -> None:
    point = parse_date(text)
    assert (point.earliest, point.latest, point.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "17", "2017-13", "2019-02-30", "20x3", "2017/", "/2017", "../..", "2017/2016", "2019-07-01/2019-06"),
        *("2017-1", "2017/2018/2019", "Dec 2018", "٢٠١٧", "2017 ", "0000", "2017~"),
        *("..", "", "/", "../", "/..", "2019-00", "2019-06-00", "2019-06-31", "2019-07/2019-06-30"),
    ],
)
def test_an_invalid_timeframe_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):
        parse_timeframe(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("2021/2020", False), ("2020-05-02/2020-05-01", False), ("2020-05-01/2020-05-01", True)),
        *(("2020-03/2020", True), ("2020/2020-03-01", True), ("2021/", True), ("/2020", True)),
    ],
)
def test_dates_that_may_be_in_the_right_order_are_in_order(text: str, expected: bool) -> None:
    assert is_in_order(text) is expected


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("2017/2023", date(2016, 12, 31), TimeframeStatus.NOT_BEGUN),
        ("2017/2023", date(2017, 6, 1), TimeframeStatus.UNCERTAIN),
        ("2017/2023", date(2018, 1, 1), TimeframeStatus.UNDER_WAY),
        ("2017/2023", date(2023, 6, 1), TimeframeStatus.UNCERTAIN),
        ("2017/2023", date(2024, 1, 1), TimeframeStatus.ENDED),
        ("2014-07/2018-12", date(2018, 12, 15), TimeframeStatus.UNCERTAIN),
        ("2019-07-01/2021-06-30", date(2019, 7, 1), TimeframeStatus.UNDER_WAY),
        ("2019-07-01/2021-06-30", date(2021, 6, 30), TimeframeStatus.UNDER_WAY),
        ("2019-07-01/2021-06-30", date(2021, 7, 1), TimeframeStatus.ENDED),
        ("2017/..", date(2030, 1, 1), TimeframeStatus.UNDER_WAY),
        ("../2017", date(1990, 1, 1), TimeframeStatus.UNDER_WAY),
        ("2017", date(2017, 6, 1), TimeframeStatus.UNCERTAIN),
        ("2017/2023", date(2017, 1, 1), TimeframeStatus.UNCERTAIN),
        ("2017/2023", date(2017, 12, 31), TimeframeStatus.UNDER_WAY),
        ("2017/2023", date(2023, 1, 1), TimeframeStatus.UNDER_WAY),
        ("2017/2023", date(2023, 1, 2), TimeframeStatus.UNCERTAIN),
        ("2017/2023", date(2023, 12, 31), TimeframeStatus.UNCERTAIN),
        ("2019-07-01", date(2019, 7, 1), TimeframeStatus.UNDER_WAY),
        ("2019-07-01", date(2019, 6, 30), TimeframeStatus.NOT_BEGUN),
        ("2019-07-01", date(2019, 7, 2), TimeframeStatus.ENDED),
        ("2017/..", date(2016, 1, 1), TimeframeStatus.NOT_BEGUN),
        ("../2017", date(2018, 1, 1), TimeframeStatus.ENDED),
        ("../2017", date(2017, 1, 2), TimeframeStatus.UNCERTAIN),
    ],
)
def test_the_status_is_uncertain_if_the_precision_does_not_decide_it(
    text: str, day: date, status: TimeframeStatus
) -> None:
    assert parse_timeframe(text).status_on(day) is status


def test_an_interval_is_as_precise_as_its_coarser_end() -> None:
    assert parse_timeframe("2017/2019-07-01").precision is Precision.YEAR
    assert parse_timeframe("2017-05/..").precision is Precision.MONTH
    assert parse_timeframe("2019-07-01/2020-05").precision is Precision.MONTH
    assert parse_timeframe("../2019-07-01").precision is Precision.DAY
    assert parse_timeframe("2019").precision is Precision.YEAR
    assert Timeframe(None, None).precision is None
    assert Precision.YEAR < Precision.MONTH < Precision.DAY


@pytest.mark.parametrize("text", ["2017/2017-03", "2019-06-15/2019-06", "2019-06/2019", "2019-07-01/2019-07-01"])
def test_an_interval_may_end_in_the_period_in_which_it_starts(text: str) -> None:
    start, end = text.split("/")
    assert parse_timeframe(text) == Timeframe(parse_date(start), parse_date(end))


def test_one_date_is_an_interval_and_two_dots_are_an_open_end() -> None:
    assert parse_timeframe("2019-07") == Timeframe(parse_date("2019-07"), parse_date("2019-07"))
    assert parse_timeframe("2019/..") == Timeframe(parse_date("2019"), None)
    assert parse_timeframe("../2019") == Timeframe(None, parse_date("2019"))
