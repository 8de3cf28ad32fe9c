"""The dates of an activity, planned and actual ones, and whether by these it is under way or has ended on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Milestone, MilestoneKind
from coopviewer.domain.reference.spans import status_by_dates
from coopviewer.domain.reference.timeframes import DatePoint, DatesStatus, parse_date


class _Told(StrEnum):
    """What actual dates say of a day."""

    START_AHEAD = "start-ahead"
    BEGUN = "begun"
    UNDER_WAY = "under-way"
    END_AHEAD = "end-ahead"
    END_PASSED = "end-passed"


_AGAINST: Mapping[str, frozenset[_Told]] = MappingProxyType(
    {
        "1": frozenset((_Told.BEGUN, _Told.END_PASSED)),
        "2": frozenset((_Told.START_AHEAD, _Told.END_PASSED)),
        "3": frozenset((_Told.START_AHEAD, _Told.END_AHEAD)),
        "4": frozenset((_Told.START_AHEAD, _Told.END_AHEAD)),
        "5": frozenset((_Told.UNDER_WAY,)),
    }
)
"""What contradicts a status, by its code in the list ActivityStatus; nothing contradicts other codes (*suspended*)."""


def contradicts(status_code: str, start: DatePoint | None, end: DatePoint | None, day: date) -> bool:
    """Return whether the published status of an activity contradicts its actual start and end, None: not stated.

    For example ``2`` (*implementation*) does if the start is after ``day``, or the end before it. Planned dates
    contradict no status: what was planned may come later, or never. ``status_code`` is a code of ActivityStatus; one
    that is unknown or says nothing of time, such as *suspended*, never contradicts a date. Dates too coarse to tell do
    not either.
    """
    told = {
        _Told.START_AHEAD: start is not None and day < start.earliest,
        _Told.BEGUN: start is not None and day >= start.latest,
        _Told.END_AHEAD: end is not None and day < end.earliest,
        _Told.END_PASSED: end is not None and day > end.latest,
    }
    told[_Told.UNDER_WAY] = told[_Told.BEGUN] and told[_Told.END_AHEAD]
    return any(told[each] for each in _AGAINST.get(status_code, ()))


class ActivityDates(NamedTuple):
    """The dates of an activity, one milestone of each kind; None: not stated.

    ``plain_start`` and ``plain_end`` are for dates of which nothing says whether they are planned or actual.
    """

    start_planned: Milestone | None
    start_actual: Milestone | None
    end_planned: Milestone | None
    end_actual: Milestone | None
    plain_start: Milestone | None = None
    plain_end: Milestone | None = None

    @property
    def start(self) -> Milestone | None:
        """The start: the actual one, or else one that is neither called planned nor actual, or else the planned one.

        None if no start is stated.
        """
        return self.start_actual or self.plain_start or self.start_planned

    @property
    def end(self) -> Milestone | None:
        """The end: the actual one, or else one that is neither called planned nor actual, or else the planned one.

        None if no end is stated.
        """
        return self.end_actual or self.plain_end or self.end_planned

    @property
    def planned(self) -> str:
        """The planned dates as an EDTF interval, such as ``2017-01-01/2023-06-30``; empty if neither is stated.

        If only one of them is stated, the other side is empty (``2017/``), which does not mean that it is open.
        """
        return _interval(self.start_planned, self.end_planned)

    @property
    def actual(self) -> str:
        """The actual dates as an EDTF interval, such as ``2017-01-01/2023-06-30``; empty if neither is stated.

        In place of an actual date that is not stated is one that is neither called planned nor actual. If there is only
        a start or only an end, the other side is empty (``2017/``), which does not mean that it is open.
        """
        return _interval(self.start_actual or self.plain_start, self.end_actual or self.plain_end)

    def contradict(self, status_code: str, day: date) -> bool:
        """Return whether the actual dates contradict a published status, a code of ActivityStatus, on a day.

        They contradict ``2`` (*implementation*), for example, if the actual start is after the day, or the actual end
        before it. A date that is called neither planned nor actual counts where there is no actual one.
        """
        start, end = self.start_actual or self.plain_start, self.end_actual or self.plain_end
        return contradicts(status_code, _point(start), _point(end), day)

    def status_on(self, day: date) -> DatesStatus | None:
        """Return what the dates say of a day, such as NOT_BEGUN, UNDER_WAY or ENDED; UNCERTAIN if they do not tell.

        None if neither start nor end is stated.
        """
        start, end = _point(self.start), _point(self.end)
        is_actual = (self.start is not self.start_planned, self.end is not self.end_planned)
        return status_by_dates(start, end, day, is_actual=is_actual)


def dates_of(facts: Iterable[Fact]) -> ActivityDates:
    """Return the dates of an activity among its facts.

    Of several milestones of one kind, such as two planned starts, the one that a curator prefers counts, or else the
    first one in ``facts``.
    """
    found: dict[MilestoneKind, Milestone] = {}
    for fact in facts:
        if isinstance(fact, Milestone):
            known = found.get(fact.kind)
            if known is None or (fact.preferred is not None and known.preferred is None):
                found[fact.kind] = fact
    kinds = (
        MilestoneKind.START_PLANNED,
        MilestoneKind.START_ACTUAL,
        MilestoneKind.END_PLANNED,
        MilestoneKind.END_ACTUAL,
        MilestoneKind.START,
        MilestoneKind.END,
    )
    return ActivityDates(*(found.get(kind) for kind in kinds))


def _point(milestone: Milestone | None) -> DatePoint | None:
    return None if milestone is None else parse_date(milestone.edtf)


def _interval(start: Milestone | None, end: Milestone | None) -> str:
    return f"{start.edtf if start else ''}/{end.edtf if end else ''}" if start or end else ""
