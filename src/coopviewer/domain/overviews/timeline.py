"""The timeline: when projects run, with the precision that the source gives, and whether they were active in a year."""

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
    """The property by which the rows of a timeline are grouped; the value is what ``group=`` says in the address."""

    REGION = "region"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    SECTOR = "sector"
    REPORTER = "reporter"
    STATUS = "status"
    NONE = "none"


class TimelineSort(StrEnum):
    """The column by which the table of a timeline is sorted; the value is what ``sort=`` says in the address."""

    TITLE = "title"
    STARTS = "starts"
    ENDS = "ends"


BETWEEN_TEXTS = "\x1f"
"""Separates the milestones in ``TimelineRecord.given``, each of which has its text in the source behind it."""


class TimelineGrant(NamedTuple):
    """A grant of a project, in minor units of an ISO 4217 currency."""

    minor_units: int
    currency: str
    as_given: str


class TimelineRecord(NamedTuple):
    """A project and one timeframe as a reference stores them; sorted, records are in the order of the timeline.

    ``number`` is the project's entry number. ``edtf`` is the timeframe, ``as_given`` the source's text of it; None if
    the source states none. Without a timeframe, ``milestones`` are the project's starts and ends, separated by blanks:
    ``start-actual=2017-01 end-planned=2020``; None: there are none, or there is a timeframe. ``given`` repeats those
    milestones whose text in the source is another, each followed by a blank and that text (``start-actual=2017-01
    January 2017``), separated by U+001F (BETWEEN_TEXTS); None: there are none. ``fact_id`` is the id of the timeframe's
    fact, or without one the smallest id of the milestones, None without these. ``is_unstated`` is 1 if neither a
    timeframe nor a start or end is stated in a form that could be read, else 0.

    ``start`` is the first possible day of the start, empty if it is open or not stated; ``start_latest``,
    ``end_earliest`` and ``end_latest`` are the other bounds, None if open or not stated. All are ISO 8601, so that they
    are compared as texts. By milestones they are the bounds of the actual start and end, or else of those of no stated
    kind, or else of the planned ones; if only a start or only an end is stated, all bounds are of this one.
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


class TimelineRow(NamedTuple):
    """One timeframe of a project as a row of the timeline, or a project without one: when it runs, and its grants.

    ``timeframe`` is None if the source states none. Then ``milestones`` are the stated starts and ends, each with an
    empty ``fact_id``, and ``span`` is the time from start to end by these, None without any. ``fact_id`` of the row is
    the id of the timeframe's fact, or without one the smallest id of the milestones; empty without these. ``as_given``
    is the text of the timeframe in the source, or else of the start and end in ``span``; empty without either.
    ``acronym`` is a short name, empty if it has none. ``unread`` has the texts of dates that could not be read, by the
    kind of date (``milestone/end``).
    """

    ref: EntryRef
    timeframe: Timeframe | None
    fact_id: str
    as_given: str
    grants: Sequence[TimelineGrant]
    acronym: str = ""
    span: MilestoneSpan | None = None
    milestones: tuple[StoredMilestone, ...] = ()
    unread: Mapping[str, Sequence[str]] = {}

    @property
    def missing(self) -> str:
        """The kind of date that the span lacks: ``milestone/start`` or ``milestone/end``.

        Empty if it has both, and if there is no span.
        """
        if self.span is None or (self.span.start is not None and self.span.end is not None):
            return ""
        return "milestone/start" if self.span.start is None else "milestone/end"

    @property
    def texts_unread(self) -> list[str]:
        """The texts, such as ``spring 2019``, of dates that could not be read and may belong to the span; each once.

        They are the texts for the start or the end if the span lacks it; and for the actual start, or the actual end,
        if the span has a planned one instead. Without a span they are the texts of all dates that could not be read.
        """
        slots = ["milestone/start", "milestone/end", "milestone"] if self.span is None else [self.missing]
        if self.span is not None:
            planned = {"start": self.span.is_start_planned, "end": self.span.is_end_planned}
            slots += [f"milestone/{end}-actual" for end, is_planned in planned.items() if is_planned]
        return [*dict.fromkeys(text for slot in slots for text in self.unread.get(slot, ()))]


class YearActivity(StrEnum):
    """Whether a project was active in a year.

    POSSIBLY: its dates are too coarse to tell. NOT_STATED: no date is stated. NOT_READ: dates are stated, but none
    could be read.
    """

    SURELY = "surely"
    POSSIBLY = "possibly"
    NOT = "not"
    NOT_STATED = "not-stated"
    NOT_READ = "not-read"


class TimelineSection(NamedTuple):
    """The projects under one heading of a timeline.

    The heading is one of three: ``ref``, an entry such as a region; ``status``, the projects' status by their dates; or
    ``published``, the status that their sources publish (a value of PublishedStatus). The other two are None or empty;
    for projects that belong to no group all three are. ``members`` are the indexes of the projects' records in
    ``Timeline.records``, in the order of the timeline; there are fewer than ``total`` while only the first projects
    have been read.
    """

    ref: EntryRef | None
    status: TimeframeStatus | None
    members: Sequence[int]
    total: int
    published: str = ""


class Timeline(NamedTuple):
    """The projects of a timeline in sections, one for each group; a project may be in several.

    ``records`` has one record for each project, or for each timeframe of a project with several. ``total`` is the
    number of records, or while only the first projects have been read, the number of all projects. ``sections`` are in
    the order in which they are shown, last the projects that belong to no group. ``days`` are the first and the last
    day (ISO 8601) of all timeframes, and of the years in which milestones are; None without any. ``grants`` and
    ``acronyms`` have the grants and the short name of a project, by its id.
    ``notes`` are the data notes on sums of money; ``notes_on`` has, at the same index, the entry that each note is
    about. ``unread`` has the texts of dates that could not be read, by the id of the project and the kind of date.
    ``hints`` has what tells a project apart from others of the same title, such as an identifier, by its id.
    """

    records: Sequence[TimelineRecord]
    sections: tuple[TimelineSection, ...]
    total: int
    days: tuple[str, str] | None = None
    grants: Mapping[str, Sequence[TimelineGrant]] = {}
    acronyms: Mapping[str, str] = {}
    notes: tuple[Statement, ...] = ()
    notes_on: tuple[EntryRef, ...] = ()
    unread: Mapping[str, Mapping[str, Sequence[str]]] = {}
    hints: Mapping[str, str] = {}

    @property
    def is_complete(self) -> bool:
        """Whether all projects have been read."""
        return all(len(section.members) == section.total for section in self.sections)

    def row(self, place: int) -> TimelineRow:
        """Return the row for ``records[place]``."""
        record = self.records[place]
        milestones = _milestones(record)
        span = span_of(milestones)
        return TimelineRow(
            EntryRef(record.id, EntryKind.PROJECT, record.title, record.sort_title, hint=self.hints.get(record.id)),
            None if record.edtf is None else parse_timeframe(record.edtf),
            record.fact_id or "",
            record.as_given or (span.as_given if span is not None else ""),
            self.grants.get(record.id, ()),
            self.acronyms.get(record.id) or acronym_in(record.title),
            span,
            milestones,
            self.unread.get(record.id, {}),
        )

    def activity_in(self, record: TimelineRecord, year: int) -> YearActivity:
        """Return whether a project was active on at least one day of a year.

        NOT_READ: its dates are stated, but none could be read. NOT_STATED: none is stated. Otherwise SURELY, POSSIBLY
        (its dates are too coarse to tell) or NOT.
        """
        if not record.is_stated and record.id in self.unread:
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

    If the start or end of its timeframe is imprecise, the answer is SURELY if it was active whichever days they were,
    POSSIBLY if it was for some of the possible days, and NOT if for none. An open start or end sets no limit. A project
    for which only a start or only an end is stated, as a milestone, counts as active on that day alone. NOT_STATED: no
    date is stated, or none that could be read.
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
