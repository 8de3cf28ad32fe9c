"""The timeline: the timeframes of projects, with the precision that the source gives."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef, acronym_in
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone, span_of
from coopviewer.domain.reference.timeframes import Timeframe, TimeframeStatus, parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind

_AFTER_ALL = "~"  # which is sorted after all digits


class TimelineGroup(StrEnum):
    """The property by which the rows of a timeline are grouped; the value is that of ``group`` in its address."""

    REGION = "region"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    SECTOR = "sector"
    REPORTER = "reporter"
    STATUS = "status"
    NONE = "none"


class TimelineSort(StrEnum):
    """The column by which the table of a timeline is sorted; the value is that of ``sort`` in its address."""

    TITLE = "title"
    STARTS = "starts"
    ENDS = "ends"


BETWEEN_TEXTS = "\x1f"
"""Separates milestones with their texts in a TimelineRecord."""


class TimelineGrant(NamedTuple):
    """A grant of a project, in minor units of an ISO 4217 currency."""

    minor_units: int
    currency: str
    as_given: str


class TimelineRecord(NamedTuple):
    """A project and its timeframe as a reference stores them; sorted, records are in the order of the timeline.

    ``is_unstated`` is 1 if the source does not state when the project runs, or in no form that could be read, else 0.
    ``number`` is its entry number. Days are in ISO 8601, so that they are compared as texts. ``start`` is the earliest
    day of the start, empty if it is open or not stated, where the other days are None. ``edtf`` and ``as_given`` are
    None if the source states no timeframe; ``fact_id`` is then the least of its milestones' ids, None without any.
    ``milestones`` are its starts and ends as ``kind=edtf``, separated by blanks; None: it states none. ``given`` are
    those of them that the source writes otherwise than EDTF, each with a blank and its text in the source after it,
    separated by BETWEEN_TEXTS; None: none. With milestones the days are those of the actual start and end, or else of
    the planned ones; if only one of start and end is stated, all days are those of that one.
    """

    is_unstated: int
    start: str
    number: int
    fact_id: str | None
    id: str
    title: str
    sort_title: str
    edtf: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    as_given: str | None
    milestones: str | None = None
    given: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether the source states when the project runs, in a form that could be read."""
        return self.edtf is not None or self.milestones is not None


class UnreadDates(NamedTuple):
    """The ids of the projects with dates that are stated in a form that could not be read: any, starts, and ends."""

    any: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()

    def has(self, project_id: str, end: str) -> bool:
        """Return whether a project's ``start`` or ``end`` may be such a date; one of no stated type may be either."""
        of_start, of_end = project_id in self.starts, project_id in self.ends
        if not (of_start or of_end):
            return project_id in self.any
        return of_start if end == "start" else of_end


class TimelineRow(NamedTuple):
    """One project: its timeframe, None if the source states none, and its grants.

    ``span`` is from when to when it runs by its ``milestones``; None: it has none. ``fact_id`` is that of the
    timeframe, or the least of the milestones' ids, empty without any; ``milestones`` have none themselves. ``as_given``
    is the source's text of the timeframe, or else of the milestones of start and end as in ``span``; empty without.
    ``acronym`` is a short name, empty if it has none. ``is_start_unread`` and ``is_end_unread``: the source may state
    it in a form that could not be read.
    """

    ref: EntryRef
    timeframe: Timeframe | None
    fact_id: str
    as_given: str
    grants: Sequence[TimelineGrant]
    acronym: str = ""
    span: MilestoneSpan | None = None
    milestones: tuple[StoredMilestone, ...] = ()
    is_start_unread: bool = False
    is_end_unread: bool = False


class YearActivity(StrEnum):
    """Whether a project was active in a year.

    POSSIBLY: its dates are too coarse to tell. NOT_STATED: none is stated. NOT_READ: none could be read of those that
    are stated.
    """

    SURELY = "surely"
    POSSIBLY = "possibly"
    NOT = "not"
    NOT_STATED = "not-stated"
    NOT_READ = "not-read"


class TimelineSection(NamedTuple):
    """The projects under one heading.

    ``ref`` is the entry by which they are grouped, ``status`` the status by their dates, ``published`` the published
    one (a value of PublishedStatus); None and empty for projects that belong to no group. ``members`` are indexes into
    ``Timeline.records``, in the order of the timeline; there are fewer than ``total`` if only the first projects have
    been read.
    """

    ref: EntryRef | None
    status: TimeframeStatus | None
    members: Sequence[int]
    total: int
    published: str = ""


class Timeline(NamedTuple):
    """The projects in sections; a project may be in several. ``total`` is the number of all projects.

    ``sections`` are in the order in which they are shown; the projects without a value of the group come last.
    A project with several timeframes has as many records, and counts as often. ``days`` are the first and the last day
    (ISO) of all timeframes and of the years of milestones, None without any. ``grants`` and ``acronyms`` map the ids of
    projects to theirs. ``notes`` are the data notes on sums of money, ``notes_on`` the entries that they are about, in
    the same order. ``unread`` are the projects of whose dates some could not be read.
    """

    records: Sequence[TimelineRecord]
    sections: tuple[TimelineSection, ...]
    total: int
    days: tuple[str, str] | None = None
    grants: Mapping[str, Sequence[TimelineGrant]] = {}
    acronyms: Mapping[str, str] = {}
    notes: tuple[Statement, ...] = ()
    notes_on: tuple[EntryRef, ...] = ()
    unread: UnreadDates = UnreadDates()

    @property
    def is_complete(self) -> bool:
        """Whether all projects have been read."""
        return all(len(section.members) == section.total for section in self.sections)

    def row(self, place: int) -> TimelineRow:
        """Return the project whose record has the index ``place``."""
        record = self.records[place]
        milestones = _milestones(record)
        span = span_of(milestones)
        return TimelineRow(
            EntryRef(record.id, EntryKind.PROJECT, record.title, record.sort_title),
            None if record.edtf is None else parse_timeframe(record.edtf),
            record.fact_id or "",
            record.as_given or (span.as_given if span is not None else ""),
            self.grants.get(record.id, ()),
            self.acronyms.get(record.id) or acronym_in(record.title),
            span,
            milestones,
            self.unread.has(record.id, "start"),
            self.unread.has(record.id, "end"),
        )

    def activity_in(self, record: TimelineRecord, year: int) -> YearActivity:
        """Return what ``activity_in`` returns; NOT_READ if the dates that a project states could not be read."""
        if not record.is_stated and record.id in self.unread.any:
            return YearActivity.NOT_READ
        return activity_in(record, year)


def _milestones(record: TimelineRecord) -> tuple[StoredMilestone, ...]:
    texts = dict(each.partition(" ")[::2] for each in (record.given or "").split(BETWEEN_TEXTS))
    found = []
    for each in (record.milestones or "").split():
        kind, _, edtf = each.partition("=")
        found.append(StoredMilestone("", kind, edtf, texts.get(each) or edtf))
    return tuple(found)


def activity_in(record: TimelineRecord, year: int) -> YearActivity:
    """Return whether a project was active on at least one day of a year.

    Where the ends of its timeframe are imprecise: SURELY if it was active for every possible start and end, POSSIBLY if
    only for some. An open end is no limit. By milestones of a start alone, or an end, it is active on that day only.
    Without dates that could be read: NOT_STATED.
    """
    if not record.is_stated:
        return YearActivity.NOT_STATED
    first, last = f"{year:04}-01-01", f"{year:04}-12-31"
    if record.start > last or (record.end_latest is not None and record.end_latest < first):
        return YearActivity.NOT
    begins_by_then = record.start_latest is None or record.start_latest <= last
    ends_later = record.end_earliest is None or record.end_earliest >= first
    return YearActivity.SURELY if begins_by_then and ends_later else YearActivity.POSSIBLY


def sort_key(record: TimelineRecord, by: TimelineSort) -> tuple[str, ...] | None:
    """Return what the records of a table are sorted by; None if the source does not state the start or end asked for.

    An open start comes before all days, an open end after them.
    """
    if by is TimelineSort.TITLE:
        return (record.sort_title, record.title)
    is_start = by is TimelineSort.STARTS
    if record.edtf is None and ("start" if is_start else "end") not in (record.milestones or ""):
        return None
    if is_start:
        return (record.start, record.start_latest or "", record.sort_title)
    return (record.end_latest or _AFTER_ALL, record.end_earliest or _AFTER_ALL, record.sort_title)
