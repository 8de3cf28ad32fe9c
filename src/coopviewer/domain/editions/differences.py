"""Differences of two published values: dates in whole days, months or years, and sums of one currency.

A difference is computed only if both values have the same precision or currency. Since no source states it, it is to be
shown as computed.
"""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import DatePoint, Precision

_MONTHS = 12


class DateUnit(StrEnum):
    """The unit in which two dates differ."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateDifference(NamedTuple):
    """How much later a date is than another one: ``number`` days, months or years (``unit``); negative: earlier."""

    number: int
    unit: DateUnit


class SumDifference(NamedTuple):
    """How much more a sum is than another one: ``minor_units`` divided by 10 to the power of ``decimals``.

    It is negative if the sum is less. ``tenths`` is the difference in tenths of a per cent of the other sum (``50``
    means five per cent); None if the other sum is not above zero.
    """

    minor_units: int
    decimals: int
    tenths: int | None


def date_difference(old: DatePoint, new: DatePoint) -> DateDifference | None:
    """Return how much later ``new`` is than ``old``, negative if earlier; None if equal or of different precision.

    The difference is in years or else in months if it is a whole number of them, and in days otherwise. Two days are
    whole months apart if they are the same day of two months, or each the last one.
    """
    if old.precision is not new.precision or old == new:
        return None
    if old.precision is Precision.YEAR:
        return DateDifference(new.earliest.year - old.earliest.year, DateUnit.YEAR)
    if old.precision is Precision.DAY and not _on_the_same_day(old.earliest, new.earliest):
        return DateDifference((new.earliest - old.earliest).days, DateUnit.DAY)
    months = (new.earliest.year - old.earliest.year) * _MONTHS + new.earliest.month - old.earliest.month
    if months % _MONTHS == 0:
        return DateDifference(months // _MONTHS, DateUnit.YEAR)
    return DateDifference(months, DateUnit.MONTH)


def sum_difference(old: tuple[int, int], new: tuple[int, int]) -> SumDifference | None:
    """Return how much more the sum ``new`` is than ``old``, negative if less; None if they are equal.

    A sum is its minor units and the number of decimals: ``(150000, 2)`` is 1,500.00.
    """
    decimals = max(old[1], new[1])
    before, after = (units * 10 ** (decimals - digits) for units, digits in (old, new))
    if before == after:
        return None
    more = after - before
    return SumDifference(more, decimals, round(Fraction(more * 1000, before)) if before > 0 else None)


def _on_the_same_day(one: date, other: date) -> bool:
    if (one.year, one.month) == (other.year, other.month):
        return False
    return one.day == other.day or (_is_last(one) and _is_last(other))


def _is_last(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
