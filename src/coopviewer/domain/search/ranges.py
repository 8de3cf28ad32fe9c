"""The values of facets with ranges: periods (``2018..2020``), years of money (``<2022``) and grants (``>4m``).

Facets with a fixed set of values have them as enumerations in :mod:`coopviewer.domain.search.query`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from coopviewer.domain.reference.timeframes import DatePoint, parse_date

DECIMAL_PLACES = 4
"""The number of decimal places to which amounts are compared, as integers; no currency has more."""
_UNIT = 10**DECIMAL_PLACES
_LARGEST = 10**14 * _UNIT  # the largest that SQLite compares as an integer
_SCALES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6}
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)(k|thousand|m|mio|millions?)?", re.ASCII)
_BOUND = re.compile(r"(>=|<=|>|<|=|)(.*)", re.DOTALL)
_YEARS = re.compile(r"(>=|<=|>|<|=)?\d{4}|(\d{4})?((\.\.|/)(\d{4})?)?", re.ASCII)
_DAY = timedelta(days=1)
_CURRENCY = re.compile(r"€|eur(?:os?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A period from one day to another, both included; an open end is ``date.min`` or ``date.max``."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SumRange:
    """Amounts from ``least`` to ``most``, both included; None: no bound.

    They are integers, counted in units of ten to the minus DECIMAL_PLACES: 4.5 is 45,000.
    """

    least: int | None
    most: int | None


def parse_period(text: str) -> Period:
    """Parse ``2019``, ``2019-07``, ``2019-07-01``, ``2018..2020``, ``2018..``, ``..2020``, ``<2022`` or ``>=2019-07``.

    Each end of a range may be a year, a month or a day, and ``/`` is read like ``..``. Before a single date may be
    ``<``, ``<=``, ``>``, ``>=`` or ``=``: ``<2022`` ends with the day before 2022, ``>2022`` begins with the day after
    it. Raises ValueError for any other text, and for a period that ends before it begins.
    """
    begin, dots, end = text.partition("..")
    if not dots:
        begin, dots, end = text.partition("/")
    if not dots:
        match = _BOUND.fullmatch(text)
        assert match is not None
        return _bounded(match[1], parse_date(match[2]))
    if not (begin or end):
        raise ValueError("a period needs a date")
    first = parse_date(begin).earliest if begin else date.min
    last = parse_date(end).latest if end else date.max
    if last < first:
        raise ValueError(f"the period ends before it begins: {text!r}")
    return Period(first, last)


def _bounded(bound: str, point: DatePoint) -> Period:
    """Return the period before or after a date, or that of the date itself without a bound such as ``<``."""
    try:
        return {
            "<": lambda: Period(date.min, point.earliest - _DAY),
            "<=": lambda: Period(date.min, point.latest),
            ">": lambda: Period(point.latest + _DAY, date.max),
            ">=": lambda: Period(point.earliest, date.max),
        }.get(bound, lambda: Period(point.earliest, point.latest))()
    except OverflowError:
        raise ValueError(f"no day is {bound}{point.earliest}") from None


def parse_years(text: str) -> tuple[str, str]:
    """Parse ``2019``, ``2018..2020``, ``..2020`` or ``<2022`` as the first and the last year, of four digits each.

    ``<2022`` is ``("0001", "2021")``; an open end is 9999. ``/`` is read like ``..``; ``<=``, ``>``, ``>=`` and ``=``
    are accepted as well. Raises ValueError for any other text, and for a range that ends before it begins.
    """
    if not _YEARS.fullmatch(text):
        raise ValueError(f"no years: {text!r}")
    period = parse_period(text)
    return f"{period.first.year:04d}", f"{period.last.year:04d}"


def parse_sums(text: str) -> SumRange:
    """Parse ``4m`` or ``=4m`` (exactly that sum), ``>4m``, ``<=500k``, ``2m..4m``, ``2m..`` or ``..3,4 million``.

    ``<`` and ``>=`` are accepted as well, and a sign or code of the euro is ignored. Raises ValueError for any other
    text, for a sum over 10**14 or with more than 4 decimal places, and for a range that ends before it begins.
    """
    plain = "".join(_CURRENCY.sub("", text).casefold().split())
    begin, dots, end = plain.partition("..")
    if dots and (begin or end):
        found = SumRange(_sum(begin) if begin else None, _sum(end) if end else None)
    else:
        match = _BOUND.fullmatch(plain)
        assert match is not None
        value = _sum(match[2])
        found = {
            ">": SumRange(value + 1, None),
            ">=": SumRange(value, None),
            "<": SumRange(None, value - 1),
            "<=": SumRange(None, value),
        }.get(match[1], SumRange(value, value))
    if found.least is not None and found.most is not None and found.most < found.least:
        raise ValueError(f"the range ends before it begins: {text!r}")
    return found


def canonical_sums(text: str) -> str:
    """Return the short form of a text for ``parse_sums``: ``>4m`` for ``> EUR 4,000,000``.

    Raises ValueError for a text that ``parse_sums`` does not accept.
    """
    parse_sums(text)
    plain = "".join(_CURRENCY.sub("", text).casefold().split())
    begin, dots, end = plain.partition("..")
    if dots:
        return f"{_written(_sum(begin)) if begin else ''}..{_written(_sum(end)) if end else ''}"
    match = _BOUND.fullmatch(plain)
    assert match is not None
    return match[1].removeprefix("=") + _written(_sum(match[2]))


def _sum(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"not a sum: {text!r}")
    groups = re.split("[.,]", match[1])
    unit = match[2] or ""
    whole, decimals = "".join(groups), ""
    if len(groups) > 1 and not _are_thousands(groups, match[1], unit):
        if len(groups) > 2:
            raise ValueError(f"not a sum: {text!r}")
        whole, decimals = groups
    if len(whole) > 15 or len(decimals) > 15:
        raise ValueError("more than any grant")
    scale: int = _SCALES[unit] * _UNIT
    finest: int = 10 ** len(decimals)
    value, rest = divmod(int(whole + decimals) * scale, finest)
    if rest or value > _LARGEST:
        raise ValueError(f"finer or more than any grant: {text!r}")
    return value


def _are_thousands(groups: list[str], text: str, unit: str) -> bool:
    """Return whether groups are thousands, as in ``3,400,000`` and ``3.400``, not decimals, as in ``3,4``.

    With a unit, as in ``3.400 million``, they are decimals.
    """
    grouped_by_three = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
    return grouped_by_three and not unit and not ("." in text and "," in text)


def _written(value: int) -> str:
    for unit, scale in (("m", 10**6 * _UNIT), ("k", 10**3 * _UNIT)):
        if value >= scale and value % (scale // 100) == 0:
            whole, rest = divmod(value, scale)
            return f"{whole}.{rest * 100 // scale:02}".rstrip("0").rstrip(".") + unit
    whole, rest = divmod(value, _UNIT)
    return f"{whole}.{rest:0{DECIMAL_PLACES}}" if rest else str(whole)
