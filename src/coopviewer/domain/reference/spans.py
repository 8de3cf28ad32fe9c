"""From when to when an activity runs by its milestones.

Start and end are the actual ones, or else those that are neither called planned nor actual, or else the planned ones.
An end that is not stated is not an open end: nothing is known of it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import DatePoint, DatesStatus, TimeframeStatus, parse_date


class StoredMilestone(NamedTuple):
    """A milestone as it is read from a reference; ``kind`` is the text of a MilestoneKind: ``start-planned``.

    ``fact_id`` is empty in a row of the timeline, for which it is not read.
    """

    fact_id: str
    kind: str
    edtf: str
    as_given: str


class MilestoneSpan(NamedTuple):
    """The start and the end of an activity. At most one of them is None: it is not stated.

    Where sources disagree about the start, ``start`` reaches from the earliest to the latest day that they name; so
    does ``end``. ``is_start_planned`` is True if only a planned start is stated, ``is_end_planned`` if only a planned
    end is. ``milestones`` are those that the start was taken from, then those that the end was taken from.
    """

    start: DatePoint | None
    end: DatePoint | None
    is_start_planned: bool
    is_end_planned: bool
    milestones: Sequence[StoredMilestone]

    @property
    def first(self) -> date:
        """The earliest day on which the activity may start or end; a start or end that is not stated is ignored."""
        return min(point.earliest for point in (self.start, self.end) if point is not None)

    @property
    def last(self) -> date:
        """The latest day on which the activity may start or end; a start or end that is not stated is ignored."""
        return max(point.latest for point in (self.start, self.end) if point is not None)

    @property
    def is_planned(self) -> bool:
        """Whether only a planned date is stated of the start, of the end, or of both."""
        return self.is_start_planned or self.is_end_planned

    @property
    def as_given(self) -> str:
        """The source's texts for the start, then for the end, each once, joined by a dash: ``2017 – 31 May 2023``.

        A single text has no dash, and where sources disagree there may be more than two.
        """
        return " – ".join(dict.fromkeys(each.as_given for each in self.milestones))

    @property
    def edtf(self) -> str:
        """The EDTF dates of all ``milestones``, those of the start first, joined by slashes: ``2017/2023``.

        A single milestone has no slash, and where sources disagree there are more than two dates.
        """
        return "/".join(each.edtf for each in self.milestones)

    def surely_includes(self, first: date, last: date) -> bool:
        """Return whether by these dates the activity surely runs on some day from ``first`` to ``last``, both included.

        If only its start or only its end is stated, return whether that day surely is one from ``first`` to ``last``.
        """
        start, end = self.start or self.end, self.end or self.start
        return start is not None and end is not None and start.latest <= last and end.earliest >= first

    def status_on(self, day: date) -> TimeframeStatus:
        """Return the status of the activity on a day; uncertain if the stated dates do not decide it.

        It has not begun on a day before the start, even if no end is stated; it has ended on a day after the end, even
        if no start is stated. It is under way on a day that is surely between both.
        """
        if self.start is not None and day < self.start.earliest:
            return TimeframeStatus.NOT_BEGUN
        if self.end is not None and day > self.end.latest:
            return TimeframeStatus.ENDED
        if self.start is not None and self.end is not None and self.start.latest <= day <= self.end.earliest:
            return TimeframeStatus.UNDER_WAY
        return TimeframeStatus.UNCERTAIN

    @property
    def may_be_unread(self) -> bool:
        """Whether the start or the end is from a table.

        If one of them is None, the table may still state it, in a form that could not be read.
        """
        return any(each.kind in ("start", "end") for each in self.milestones)

    def dates_status_on(self, day: date) -> DatesStatus | None:
        """Return what the dates say of a day, with planned and actual dates told apart; None if neither is stated."""
        actual = (not self.is_start_planned, not self.is_end_planned)
        return status_by_dates(self.start, self.end, day, is_actual=actual)


def status_by_dates(
    start: DatePoint | None, end: DatePoint | None, day: date, *, is_actual: tuple[bool, bool]
) -> DatesStatus | None:
    """Return what the start and the end of an activity say of a day; None if neither is stated.

    ``is_actual`` has one value for the start and one for the end: False if it is a planned day, otherwise True.
    """
    if start is None and end is None:
        return None
    if start and day < start.earliest:
        return DatesStatus.NOT_BEGUN
    has_begun = start is not None and day >= start.latest
    if end is None:
        begun = DatesStatus.BEGUN if is_actual[0] else DatesStatus.START_PASSED
        return begun if has_begun else DatesStatus.UNCERTAIN
    if day > end.latest:
        return DatesStatus.ENDED if is_actual[1] else DatesStatus.END_PASSED
    within = DatesStatus.UNDER_WAY if is_actual[0] else DatesStatus.AS_PLANNED
    return within if has_begun and day <= end.earliest else DatesStatus.UNCERTAIN


def span_of(milestones: Iterable[StoredMilestone]) -> MilestoneSpan | None:
    """Return start and end of an activity from its milestones; None if these state neither.

    Each is the actual date if one is stated, else one not said to be actual or planned, else the planned one. Raises
    ValueError if a milestone's date is not an EDTF date.
    """
    given = tuple(milestones)
    (start, planned_start), (end, planned_end) = (_chosen(given, each) for each in ("start", "end"))
    if not start and not end:
        return None
    return MilestoneSpan(_point(start), _point(end), planned_start, planned_end, (*start, *end))


def _chosen(milestones: Sequence[StoredMilestone], end: str) -> tuple[list[StoredMilestone], bool]:
    """Return the milestones from which ``end`` (``start`` or ``end``) is taken, and whether they are planned ones."""
    actual = [each for each in milestones if each.kind == f"{end}-actual"]
    actual = actual or [each for each in milestones if each.kind == end]
    planned = [] if actual else [each for each in milestones if each.kind == f"{end}-planned"]
    return actual or planned, bool(planned)


def _point(milestones: Iterable[StoredMilestone]) -> DatePoint | None:
    points = [parse_date(each.edtf) for each in milestones]
    if len(points) < 2:
        return points[0] if points else None
    precision = min(point.precision for point in points)
    return DatePoint(min(point.earliest for point in points), max(point.latest for point in points), precision)
