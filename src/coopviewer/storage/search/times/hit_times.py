"""The dates of hits: whether an entry runs, starts or ends in the periods of a query, and how certain that is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopviewer.domain.reference.spans import StoredMilestone, span_of
from coopviewer.domain.reference.timeframes import DatePoint, Timeframe, parse_timeframe
from coopviewer.domain.search.answer import Activity, Certainty
from coopviewer.domain.search.query import Facet, SearchQuery
from coopviewer.domain.search.ranges import Period, parse_period

_TIMED = (Facet.ACTIVE, Facet.STARTS, Facet.ENDS)


class HitDates(NamedTuple):
    """The timeframes and milestones of an entry as they are stored.

    A timeframe is a pair, in EDTF and as given: ``("2017/2023", "2017 – 2023")``. A milestone has both too, as fields
    of a StoredMilestone.
    """

    timeframes: Sequence[tuple[str, str]]
    milestones: Sequence[StoredMilestone]


class WantedTimes:
    """The periods in which a query wants entries to run, start or end, without those of its excluded filters.

    The truth value is False if the query wants no such period.
    """

    def __init__(self, query: SearchQuery) -> None:
        given = (each for facet in _TIMED for each in query.of_facet(facet) if not each.excluded)
        self._wanted = [(each.facet, parse_period(each.value)) for each in given]

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def activity(self, dates: HitDates) -> Activity | None:
        """Return how an entry meets the query: by a start, an end or its running in one of the periods.

        Of several such ways, a start or end comes before running, then the more certain before the less certain. None
        if the query has no periods, or the entry does not run, start or end in them.
        """
        found = [each for facet, period in self._wanted for each in _found(facet, period, dates)]
        return min(found, key=_order, default=None)


def doubt(activity: Activity | None) -> int:
    """Return a key for sorting by certainty: 0 for SURELY and for None, 1 for PLANNED, 2 for POSSIBLY."""
    return 0 if activity is None else [*Certainty].index(activity.certainty)


def _order(activity: Activity) -> tuple[bool, int]:
    return activity.facet is Facet.ACTIVE, doubt(activity)


def _found(facet: Facet, period: Period, dates: HitDates) -> Iterator[Activity]:
    first, last = period.first.isoformat(), period.last.isoformat()
    for edtf, as_given in dates.timeframes:
        timeframe = parse_timeframe(edtf)
        if facet is not Facet.ACTIVE:
            point = timeframe.start if facet is Facet.STARTS else timeframe.end
            if point is not None and _is_in(point, period):
                yield Activity(_certainty_of(point, period), edtf, as_given, facet)
        elif _overlaps(timeframe, first, last):
            yield Activity(_certainty(timeframe, first, last), edtf, as_given)
    found = _by_milestones(dates.milestones, period, facet)
    if found is not None:
        yield found


def _is_in(point: DatePoint, period: Period) -> bool:
    return point.earliest <= period.last and point.latest >= period.first


def _certainty_of(point: DatePoint, period: Period) -> Certainty:
    is_whole = period.first <= point.earliest and point.latest <= period.last
    return Certainty.SURELY if is_whole else Certainty.POSSIBLY


def _overlaps(timeframe: Timeframe, first: str, last: str) -> bool:
    begins = timeframe.start is None or timeframe.start.earliest.isoformat() <= last
    return begins and (timeframe.end is None or timeframe.end.latest.isoformat() >= first)


def _certainty(timeframe: Timeframe, first: str, last: str) -> Certainty:
    """Return whether a timeframe surely overlaps a period, whatever its exact dates are; an open end may be any day.

    ``first`` and ``last`` are the period's days in ISO 8601.
    """
    start, end = timeframe.start, timeframe.end
    latest_start = start.latest if start else end.latest if end else None
    earliest_end = end.earliest if end else start.earliest if start else None
    begun = latest_start is not None and latest_start.isoformat() <= last
    running = earliest_end is not None and earliest_end.isoformat() >= first
    return Certainty.SURELY if begun and running else Certainty.POSSIBLY


def _by_milestones(milestones: Sequence[StoredMilestone], period: Period, facet: Facet) -> Activity | None:
    """Return what start and end say of a period; None if the entry did not run, start or end then."""
    span = span_of(milestones)
    if span is None:
        return None
    if facet is Facet.ACTIVE:
        if span.first > period.last or span.last < period.first:
            return None
        surely = Certainty.SURELY if span.surely_includes(period.first, period.last) else Certainty.POSSIBLY
        return Activity(Certainty.PLANNED if span.is_planned else surely, span.edtf, span.as_given)
    is_start = facet is Facet.STARTS
    point, is_planned = (span.start, span.is_start_planned) if is_start else (span.end, span.is_end_planned)
    if point is None or not _is_in(point, period):
        return None
    certainty = _certainty_of(point, period)
    return Activity(
        Certainty.PLANNED if is_planned and certainty is Certainty.SURELY else certainty,
        span.edtf,
        span.as_given,
        facet,
    )
