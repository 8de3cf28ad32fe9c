"""Positions of a timeframe and its years on a line from 0 to 1, as numbers for drawing code."""

from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import Timeframe

_FADE = 2  # years added on an open side, along which the bar fades out
_MOST_YEARS = 40  # up to a third of these each year is labelled, up to all of these every fifth, beyond every twentieth


class TimeframeScale(NamedTuple):
    """A timeframe on a line; positions are fractions of its length.

    ``years`` are the labelled years, each with the position of its first day. The bar extends from ``first`` to
    ``last``; the timeframe certainly covers ``sure_from`` to ``sure_to``, and possibly the rest.
    """

    years: tuple[tuple[float, int], ...]
    first: float
    sure_from: float
    sure_to: float
    last: float


def scale_of(timeframe: Timeframe) -> TimeframeScale:
    """Return the scale of a timeframe: whole years from the first to the last, and some more at an open end."""
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


def _step(years: int) -> int:
    if years < _MOST_YEARS // 3:
        return 1
    return 5 if years < _MOST_YEARS else 20


def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1
