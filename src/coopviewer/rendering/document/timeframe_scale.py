"""Positions of a timeframe and its years on a line from 0 to 1, as numbers for drawing code."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from math import inf
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import DatePoint, Timeframe, stated_interval

_STUB = 0.08  # along which a bar fades out whose other end is not stated; the outline of planned dates twice as far
_FADE = 2  # years added on an open side, along which the bar fades out
_MOST_YEARS = 40  # up to a third of these each year is labelled, up to all of these every fifth, beyond every twentieth


class Reach(NamedTuple):
    """Where a pair of dates is drawn, on a line from 0 to 1.

    ``first`` and ``last`` are the earliest beginning and the latest end that the dates may mean. ``sure_from`` to
    ``sure_to`` is what they include in any case: one day if only one of the dates is stated; both are equal if nothing
    is certain. ``has_start`` or ``has_end`` False: that date is not stated, so the bar has no edge there and fades out
    close to the other date.
    """

    first: float
    sure_from: float
    sure_to: float
    last: float
    has_start: bool = True
    has_end: bool = True


class TwoReaches(NamedTuple):
    """Where planned and actual dates are drawn on one line from 0 to 1; None: no such date is stated.

    ``years`` are the years to label, each as position and year, such as ``(0.5, 2020)``, where the year begins. The
    last may be the year after the last date, at 1.
    """

    years: tuple[tuple[float, int], ...]
    planned: Reach | None
    actual: Reach | None


class TimeframeScale(NamedTuple):
    """A timeframe on a line; positions are fractions of its length.

    ``years`` are the years to label, each as position and year, such as ``(0.5, 2020)``, where the year begins; the
    last may be the year after the timeframe, at 1. The bar extends from ``first`` to ``last``; the timeframe certainly
    covers ``sure_from`` to ``sure_to`` (both are the same if nothing is certain), and possibly the rest.
    """

    years: tuple[tuple[float, int], ...]
    first: float
    sure_from: float
    sure_to: float
    last: float


def scale_of(timeframe: Timeframe) -> TimeframeScale:
    """Return how to draw a timeframe on a line of whole years, from the first year of the timeframe to its last.

    On the side of an open end the line is two years longer. One end at least must have a date, as it has in whatever
    ``parse_timeframe`` returns.
    """
    start, end = timeframe.start, timeframe.end
    ends = [point for point in (start, end) if point]
    first_year, last_year = ends[0].earliest.year, ends[-1].latest.year
    if start is None:
        first_year = max(first_year - _FADE, MINYEAR)
    if end is None:
        last_year = min(last_year + _FADE, MAXYEAR)
    left = _new_year(first_year)
    length = _new_year(last_year + 1) - left

    def place(day: int) -> float:
        return (day - left) / length

    sure_from = place(start.latest.toordinal() + 1 if start else _new_year(first_year + _FADE))
    sure_to = place(end.earliest.toordinal() if end else _new_year(last_year + 1 - _FADE))
    years = range(first_year, min(last_year + 2, MAXYEAR + 1), _step(last_year - first_year))
    return TimeframeScale(
        years=tuple((place(_new_year(year)), year) for year in years),
        first=place(start.earliest.toordinal()) if start else 0.0,
        sure_from=sure_from,
        sure_to=max(sure_to, sure_from),
        last=place(end.latest.toordinal() + 1) if end else 1.0,
    )


def has_two_pairs(edtf: str, planned: str) -> bool:
    """Return whether a bar must be drawn with ``scale_of_dates``; any other is drawn with ``scale_of``.

    True if there are planned dates, or if start or end is not stated (``2017/``). ``edtf`` and ``planned`` are the
    timeframe and the planned dates, in EDTF; either may be empty.
    """
    return bool(planned) or not edtf or edtf.startswith("/") or edtf.endswith("/")


def scale_of_dates(actual: str, planned: str) -> TwoReaches:
    """Return the common scale of planned and actual dates: whole years from the first date to the last.

    The year before is added if a start is not stated and there would be no room to fade out before its end; likewise
    the year after for an end. Both texts are EDTF intervals, in which an empty end is not stated; an empty text states
    no date. Raises ValueError for any other text, for an open end (``..``), and if neither has a date.
    """
    pairs = [stated_interval(each) if each else (None, None) for each in (planned, actual)]
    points = [point for pair in pairs for point in pair if point]
    if not points:
        raise ValueError("no date is stated")
    first, last = _years_of(points, pairs)
    left = _new_year(first)
    length = _new_year(last + 1) - left
    years = range(first, min(last + 2, MAXYEAR + 1), _step(last - first))
    named = tuple(((_new_year(year) - left) / length, year) for year in years)
    return TwoReaches(named, _reach(*pairs[0], left, length, 2 * _STUB), _reach(*pairs[1], left, length, _STUB))


def _years_of(points: Sequence[DatePoint], pairs: Iterable[tuple[DatePoint | None, DatePoint | None]]) -> list[int]:
    """Return the first and the last year of a scale on which all dates have room, and sides without a date too."""
    first, last = min(point.earliest.year for point in points), max(point.latest.year for point in points)
    fade = (_new_year(last + 1) - _new_year(first)) * _STUB
    begins = [end.earliest.toordinal() - fade for start, end in pairs if end and not start]
    ends = [start.latest.toordinal() + fade for start, end in pairs if start and not end]
    before, after = min(begins, default=inf) < _new_year(first), max(ends, default=-inf) > _new_year(last + 1)
    return [max(first - before, MINYEAR), min(last + after, MAXYEAR)]


def _reach(start: DatePoint | None, end: DatePoint | None, left: int, length: int, stub: float) -> Reach | None:
    """Return where a pair of dates is drawn on a line of ``length`` days from the day ``left``; None without a date.

    ``stub`` is the part of the line along which it fades out on the side of a date that is not stated.
    """
    if start is None and end is None:
        return None
    begin = (start.earliest, start.latest) if start else (end.earliest, end.earliest) if end else (date.min,) * 2
    stop = (end.earliest, end.latest) if end else (start.latest, start.latest) if start else (date.min,) * 2
    places = (begin[0].toordinal(), begin[1].toordinal(), stop[0].toordinal() + 1, stop[1].toordinal() + 1)
    at = [(day - left) / length for day in places]
    first_at, last_at = min(at[0], at[3]), max(at[0], at[3])
    if start is None:
        first_at = max(at[1] - stub, 0.0)
    if end is None:
        last_at = min(at[2] + stub, 1.0)
    sure_from = min(max(at[1], first_at), last_at)
    sure_to = min(max(at[2], sure_from), last_at)
    return Reach(first_at, sure_from, sure_to, last_at, start is not None, end is not None)


def _step(years: int) -> int:
    if years < _MOST_YEARS // 3:
        return 1
    return 5 if years < _MOST_YEARS else 20


def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1
