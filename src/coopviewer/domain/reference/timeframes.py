"""Timeframes: EDTF level 0 dates and intervals (ISO 8601-2:2019), with ``..`` for an end that is open.

A date keeps the precision it was given in: ``2017`` is some time in that year, never 1 January.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OPEN = ".."


class Precision(IntEnum):
    """How finely a date is known; a larger value is finer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


class TimeframeStatus(StrEnum):
    """Where a timeframe stands on a given day; derived, never stated."""

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    ENDED = "ended"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One date in its own precision: it lies somewhere from ``earliest`` to ``latest``, both included."""

    earliest: date
    latest: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Timeframe:
    """From ``start`` to ``end``; None: open on that side."""

    start: DatePoint | None
    end: DatePoint | None

    @property
    def precision(self) -> Precision | None:
        """The coarser of the two ends' precisions; None where both are open."""
        return min((p.precision for p in (self.start, self.end) if p), default=None)

    def status_on(self, day: date) -> TimeframeStatus:
        """Say where the timeframe stands on ``day``, uncertain where its precision cannot tell."""
        if self.start and day < self.start.earliest:
            return TimeframeStatus.NOT_BEGUN
        if self.end and day > self.end.latest:
            return TimeframeStatus.ENDED
        begun = self.start is None or day >= self.start.latest
        running = self.end is None or day <= self.end.earliest
        return TimeframeStatus.UNDER_WAY if begun and running else TimeframeStatus.UNCERTAIN


def parse_date(text: str) -> DatePoint:
    """Read one EDTF level 0 date.

    Raises ValueError for anything else, impossible days such as ``2019-02-30`` included.
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


def parse_timeframe(text: str) -> Timeframe:
    """Read an EDTF interval, or one date as the interval that starts and ends in it.

    Raises ValueError for what is neither, for ``../..``, and for an interval that surely ends before it starts.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        point = parse_date(text)
        return Timeframe(point, point)
    start = None if start_text == _OPEN else parse_date(start_text)
    end = None if end_text == _OPEN else parse_date(end_text)
    if start is None and end is None:
        raise ValueError("an interval needs at least one date")
    if start and end and end.latest < start.earliest:
        raise ValueError(f"the interval ends before it starts: {text!r}")
    return Timeframe(start, end)
