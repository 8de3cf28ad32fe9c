"""The rows of the timeline as they are drawn; a row is made when it is drawn, since there may be very many."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, overload

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.overviews.timeline import (
    Timeline,
    TimelineGroup,
    TimelineRecord,
    TimelineRow,
    TimelineSection,
    YearActivity,
    activity_in,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.spans import StoredMilestone, span_of
from coopviewer.domain.reference.timeframes import Timeframe, TimeframeStatus
from coopviewer.domain.search.query import Facet
from coopviewer.rendering.words.facet_words import published_words
from coopviewer.rendering.words.overview_words import activity_words, rest_title, span_words, unread_dates_words
from coopviewer.rendering.words.reference_words import not_stated, precision_words, status_word

_KEPT = 2_000  # rows that are kept: some windows full


class TimelineBar(NamedTuple):
    """The bar of a timeframe or of milestones (dated events), in days as ``date.toordinal`` counts them.

    ``first``, ``last``: the first and the last day; None: the bar is open on that side (``../2030``, ``2019/..``).
    ``sure_from``, ``sure_to``: the first and the last day that the dates include however they are read. ``2019/..``
        counts as up to today; for ``../2030`` both are the first day of 2030. If there are none, both are the last day
        of the start, or of the end if no start is stated.
    ``is_outlined``: the bar is only an outline, since it begins after today or all of its days are planned ones.
    ``planned``: the first and the last day of a second outline, None for one that is not known. It is None itself
    unless planned days are stated beside actual ones.
    ``has_start``, ``has_end``: False if that date is not known: the bar is the other date alone, and fades out from
    there without an edge, to earlier days if the start is not known, to later ones if the end is not.
    """

    first: int | None
    sure_from: int
    sure_to: int
    last: int | None
    is_outlined: bool
    planned: tuple[int | None, int | None] | None = None
    has_start: bool = True
    has_end: bool = True

    @property
    def extent(self) -> tuple[int | None, int | None]:
        """The first and the last day of all that is drawn, None at an open end."""
        if self.first is None or self.last is None:
            return self.first, self.last
        days = [day for day in self.planned or () if day is not None]
        return min([self.first, *days]), max([self.last, *days])


def bar_of_milestones(milestones: Sequence[StoredMilestone], today: date) -> TimelineBar | None:
    """Return the bar of an activity from its milestones: its actual days, and its planned days as an outline.

    Days of which nothing says whether they are planned count as actual ones. If there are only planned days, or if the
    start is after ``today``, the bar itself is an outline. If only a start or only an end is known, the bar is that day
    alone, without an edge on the other side, since nothing says how long the activity ran. None without any start or
    end.
    """
    planned = span_of(each for each in milestones if each.kind.endswith("planned"))
    others = span_of(each for each in milestones if not each.kind.endswith("planned"))
    drawn = others or planned
    if drawn is None:
        return None
    points = [point for point in (drawn.start, drawn.end) if point is not None]
    sure_from = points[0].latest.toordinal()
    sure_to = max(points[-1].earliest.toordinal(), sure_from)
    first, last = drawn.first.toordinal(), drawn.last.toordinal()
    around = None
    if others is not None and planned is not None:
        begin, end = planned.start, planned.end
        around = (begin.earliest.toordinal() if begin else None, end.latest.toordinal() if end else None)
    is_ahead = drawn.start is not None and drawn.start.earliest > today
    known = (drawn.start is not None, drawn.end is not None)
    return TimelineBar(first, sure_from, sure_to, last, others is None or is_ahead, around, *known)


class GroupRow(NamedTuple):
    """The heading of a group; ``total`` is the number of its projects: ``7``, or ``3 of 7`` if 4 of them are dimmed.

    ``ref`` is the entry that the group is named after, None if it is named after none.
    """

    title: str
    total: str
    ref: EntryRef | None


class BarRow(NamedTuple):
    """A project of the timeline; a project with several timeframes has a row for each of them.

    ``title``: its short name, or its title if it has none, with what tells it apart from others of its title.
    ``bar``: None if the project has neither a timeframe nor a start or end that could be read.
    ``label``: the timeframe, or start and end, in words; without any, that none is stated or none could be read.
    ``fact_id``: the id of the timeframe's fact, or else the smallest id of its starts and ends; empty without any.
    ``note``: whether the project was active in the chosen year; empty if none is chosen.
    ``grants``, ``grants_as_given``: the amounts with their currency, and the source's own texts; empty without grants.
    ``is_dimmed``: the filters or the chosen year exclude the project.
    """

    ref: EntryRef
    title: str
    fact_id: str
    bar: TimelineBar | None
    label: str
    note: str
    grants: str
    grants_as_given: str
    is_dimmed: bool


class TimelineRows(Sequence[GroupRow | BarRow | None]):
    """The rows from top to bottom: each section's heading, if it has one, and its projects; None: not read yet.

    Projects that filters or the year exclude are among them, dimmed.
    """

    def __init__(
        self, timeline: Timeline, query: OverviewQuery, allowed: frozenset[str] | None, today: date, tr: Translate
    ) -> None:
        """Lay out the sections; ``allowed`` are the ids that the query's search allows, None: all.

        ``query`` has the grouping and the chosen year. ``today`` decides what has not begun.
        """
        self.timeline, self.year = timeline, query.year
        self._group, self._allowed, self._today, self._tr = grouping_of(query), allowed, today, tr
        self.headings = tuple(self._heading(section) for section in timeline.sections)
        sizes = (bool(row) + section.total for row, section in zip(self.headings, timeline.sections, strict=True))
        self.starts = (0, *accumulate(sizes))
        """The index of the first row of each section, and the number of all rows."""
        self.bar_row = lru_cache(_KEPT)(self._make_bar_row)
        """Return the project at an index of ``timeline.records`` as a row."""

    def __len__(self) -> int:
        return self.starts[-1]

    @overload
    def __getitem__(self, index: int) -> GroupRow | BarRow | None: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[GroupRow | BarRow | None]: ...

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        section = bisect_right(self.starts, index) - 1
        heading, at = self.headings[section], index - self.starts[section]
        if heading is not None and at == 0:
            return heading
        members = self.timeline.sections[section].members
        at -= heading is not None
        return self.bar_row(members[at]) if at < len(members) else None

    def is_shown_fully(self, record: TimelineRecord) -> bool:
        """Return whether a project passes the filters and the chosen year, so that its row is not dimmed.

        It passes the year if it was surely or possibly active in it, and if no year is chosen.
        """
        if self._allowed is not None and record.id not in self._allowed:
            return False
        shown = (YearActivity.SURELY, YearActivity.POSSIBLY)
        return self.year is None or activity_in(record, self.year) in shown

    def shown_places(self, members: Sequence[int]) -> Sequence[int]:
        """Return those of ``members``, indexes in ``timeline.records``, whose project is not dimmed, in their order."""
        if self._allowed is None and self.year is None:
            return members
        return [place for place in members if self.is_shown_fully(self.timeline.records[place])]

    def _heading(self, section: TimelineSection) -> GroupRow | None:
        tr = self._tr
        if section.ref is not None:
            title = section.ref.title
        elif section.published:
            title = published_words(Facet.STATUS, tr)[section.published]
        elif section.status is not None:
            title = status_word(section.status, tr)
        else:
            title = rest_title(self._group, tr)
        shown, total = len(self.shown_places(section.members)), len(section.members)
        count = tr.number(section.total)
        if shown != total:
            count = tr("{count} of {total}").format(count=tr.number(shown), total=tr.number(total))
        return GroupRow(title, count, section.ref) if title else None

    def _make_bar_row(self, place: int) -> BarRow:
        tr, record, row = self._tr, self.timeline.records[place], self.timeline.row(place)
        label = undated_words(row, tr)
        bar = None if row.timeframe is None else self._bar(row.timeframe)
        if row.span is not None:
            said = span_words(row.span, tr, is_unread=row.missing in row.unread)
            label = unread_dates_words(said, row.texts_unread, tr)
            bar = bar_of_milestones(row.milestones, self._today)
        if row.timeframe is not None:
            precision = precision_words(row.timeframe, tr)
            label = tr("{timeframe} · {precision}").format(timeframe=row.as_given, precision=precision)
        return BarRow(
            row.ref,
            row.ref._replace(title=row.acronym or row.ref.title).full_title,
            row.fact_id,
            bar,
            label,
            "" if self.year is None else activity_words(self.timeline.activity_in(record, self.year), self.year, tr),
            tr.listed(format_amount(each.minor_units, each.currency, tr) for each in row.grants),
            tr.listed(tr("“{text}”").format(text=each.as_given) for each in row.grants),
            not self.is_shown_fully(record),
        )

    def _bar(self, timeframe: Timeframe) -> TimelineBar:
        start, end = timeframe
        sure_from = start.latest if start else timeframe.end.earliest if timeframe.end else self._today
        sure_to = end.earliest if end else max(sure_from, self._today)
        return TimelineBar(
            start.earliest.toordinal() if start else None,
            sure_from.toordinal(),
            max(sure_to, sure_from).toordinal() if end or start else sure_to.toordinal(),
            end.latest.toordinal() if end else None,
            timeframe.status_on(self._today) is TimeframeStatus.NOT_BEGUN,
        )

    def count_words(self) -> str:
        """Return how many projects are shown: ``40 projects``; with a search or a chosen year ``12 of 40 projects``.

        For a year ``: 9 surely, 3 possibly`` follows; without search and year ``, being read`` while projects are being
        read. Until all are read each project counts once, after that once for each of its timeframes.
        """
        tr, total = self._tr, self.timeline.total
        if self._allowed is None and self.year is None:
            count = tr.plural("{n} project", "{n} projects", total)
            return count if self.timeline.is_complete else tr("{count}, being read").format(count=count)
        shown = [record for record in self.timeline.records if self.is_shown_fully(record)]
        if self.year is None:
            return tr.plural("{n} of {total} projects", "{n} of {total} projects", len(shown), total=tr.number(total))
        surely = sum(activity_in(record, self.year) is YearActivity.SURELY for record in shown)
        return tr("{count} of {total} projects: {surely} surely, {possibly} possibly").format(
            count=tr.number(len(shown)),
            total=tr.number(total),
            surely=tr.number(surely),
            possibly=tr.number(len(shown) - surely),
        )

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Yield the notes under the timeline: heading, text, and the id of the entry it is about, empty without one."""
        tr = self._tr
        if self.timeline.days is not None:
            yield (
                tr("How bars are drawn"),
                tr(
                    "An end that is known to the month or the year fades over it, one that is not known fades away "
                    "without an edge, an open end has an arrow, and what has not begun, or is only planned, is an "
                    "outline. The band marks the days of which the source may speak."
                ),
                "",
            )
        for note, ref in zip(self.timeline.notes, self.timeline.notes_on, strict=True):
            yield tr("Data note"), note.text, ref.id
        if self.year is not None:
            heading = tr("How “active in {year}” counts").format(year=self.year)
            yield (
                heading,
                tr(
                    "A project counts as surely active if every reading of its dates includes a day of {year}, and as "
                    "possibly active if only some do."
                ).format(year=self.year),
                "",
            )


def undated_words(row: TimelineRow, tr: Translate) -> str:
    """Return what is said of a project without dates: *not stated in the source*, or *not read: “spring”*.

    All texts that could not be read are quoted, each once; if none is known: *stated in a form that cannot be read*.
    """
    if row.unread:
        return unread_dates_words("", row.texts_unread, tr) or tr("stated in a form that cannot be read")
    return not_stated(tr)


def grouping_of(query: OverviewQuery) -> TimelineGroup:
    """Return how the rows of a query are grouped; by region if the query names no grouping, or an unknown one."""
    try:
        return TimelineGroup(query.group)
    except ValueError:
        return TimelineGroup.REGION
