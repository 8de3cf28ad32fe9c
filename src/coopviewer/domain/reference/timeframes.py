"""Timeframes: EDTF level 0 dates and intervals (ISO 8601-2:2019), with ``..`` for an open end.

A date keeps the precision in which it was given: ``2017`` is some time in that year, never 1 January.
"""

import re
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OPEN = ".."


class Precision(IntEnum):
    """The precision of a date; a larger value is finer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


class TimeframeStatus(StrEnum):
    """The status of a timeframe on a given day; computed, never stated in the reference.

    UNCERTAIN: the dates are too coarse to tell, or one that is needed is not stated.
    """

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    ENDED = "ended"
    UNCERTAIN = "uncertain"


class DatesStatus(StrEnum):
    """What the dates of an activity say of a day; a date of no stated kind counts as actual.

    UNDER_WAY: the day is within the dates, of which the start is an actual one. ENDED: the actual end has passed.
    END_PASSED: the planned end has passed, and no actual one is stated. BEGUN: the actual start has passed, and no end
    is stated at all. AS_PLANNED: the day is within the dates, but no actual start is stated. START_PASSED: the planned
    start has passed, and neither an actual one nor any end is stated. UNCERTAIN: the dates are too coarse to tell, or
    only an end is stated, which has not passed.
    """

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    ENDED = "ended"
    END_PASSED = "end-passed"
    BEGUN = "begun"
    AS_PLANNED = "as-planned"
    START_PASSED = "start-passed"
    UNCERTAIN = "uncertain"


class DatePoint(NamedTuple):
    """One date in its own precision: some day from ``earliest`` to ``latest``, both included."""

    earliest: date
    latest: date
    precision: Precision


class Timeframe(NamedTuple):
    """A time from ``start`` to ``end``, both included; None: open on that side."""

    start: DatePoint | None
    end: DatePoint | None

    @property
    def precision(self) -> Precision | None:
        """The coarser precision of the two ends, or that of the only end; None if both are open."""
        return min((p.precision for p in (self.start, self.end) if p), default=None)

    def status_on(self, day: date) -> TimeframeStatus:
        """Return the status on ``day``; uncertain if the timeframe's precision does not decide it."""
        if self.start and day < self.start.earliest:
            return TimeframeStatus.NOT_BEGUN
        if self.end and day > self.end.latest:
            return TimeframeStatus.ENDED
        has_begun = self.start is None or day >= self.start.latest
        has_not_ended = self.end is None or day <= self.end.earliest
        return TimeframeStatus.UNDER_WAY if has_begun and has_not_ended else TimeframeStatus.UNCERTAIN


@lru_cache(maxsize=4096)
def parse_date(text: str) -> DatePoint:
    """Parse one EDTF level 0 date: ``2017``, ``2017-03`` or ``2017-03-01``.

    Raises ValueError for anything else, including impossible days such as ``2019-02-30``.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if day is not None and month is not None:
        exact = date(year, month, day)
        return DatePoint(exact, exact, Precision.DAY)
    if month is not None:
        first = date(year, month, 1)
        last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
        return DatePoint(first, last, Precision.MONTH)
    return DatePoint(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


@lru_cache(maxsize=1024)  # the same intervals recur in one table or file
def parse_timeframe(text: str) -> Timeframe:
    """Parse an EDTF interval, or one date as the interval that starts and ends in it.

    One end may be open (``..``). Raises ValueError for any other text, such as one with an empty end or ``../..``, and
    for an interval that certainly ends before it starts.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        point = parse_date(text)
        return Timeframe(point, point)
    start = None if start_text == _OPEN else parse_date(start_text)
    end = None if end_text == _OPEN else parse_date(end_text)
    if start is None and end is None:
        raise ValueError("an interval needs at least one date")
    if _is_reversed(start, end):
        raise ValueError(f"the interval ends before it starts: {text!r}")
    return Timeframe(start, end)


def _is_reversed(start: DatePoint | None, end: DatePoint | None) -> bool:
    return start is not None and end is not None and end.latest < start.earliest


def stated_interval(text: str) -> tuple[DatePoint | None, DatePoint | None]:
    """Return the two ends of an EDTF interval; ``2017/`` has the end None, since it is empty: not stated.

    Raises ValueError for any other text, such as a single date, for an open end (``..``), and if both ends are empty.
    The order of the ends is not checked.
    """
    start, slash, end = text.partition("/")
    if not slash or not (start or end):
        raise ValueError(f"not an interval: {text!r}")
    return parse_date(start) if start else None, parse_date(end) if end else None


def is_in_order(text: str) -> bool:
    """Return whether an EDTF interval, of which an end may be empty, may end on the day on which it starts, or later.

    ``2020-03/2020`` may, ``2021/2020`` cannot. Raises ValueError for any text that ``stated_interval`` refuses.
    """
    return not _is_reversed(*stated_interval(text))
