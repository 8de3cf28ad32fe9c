"""The rows of the timeline as they are drawn and as its table says them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup, TimelineRow, YearActivity, activity_in
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.timeframes import DatePoint, Timeframe, TimeframeStatus
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable, OverviewTableRow
from coopviewer.rendering.words.overview_words import activity_words, rest_title
from coopviewer.rendering.words.reference_words import not_stated, point_words, precision_words, status_word


class TimelineBar(NamedTuple):
    """The bar of a timeframe, in days as ``date.toordinal`` counts them; the last day is included.

    It extends from ``first`` to ``last``, and surely covers ``sure_from`` to ``sure_to``; an open end has None for
    ``first`` or ``last``. ``is_planned``: it begins after today, and is drawn as an outline.
    """

    first: int | None
    sure_from: int
    sure_to: int
    last: int | None
    is_planned: bool


class GroupRow(NamedTuple):
    """The heading of a group; ``ref`` is the entry that it is named after, None if it is named after none."""

    title: str
    total: str
    ref: EntryRef | None


class BarRow(NamedTuple):
    """A project of the timeline.

    ``title`` is its short name, or its title without one. ``bar`` is None if the source states no timeframe, and
    ``label`` says so. ``note`` says whether the project was active in the chosen year, empty without one.
    ``grants`` are the amounts with their currency, and ``grants_as_given`` the texts of the source. ``is_dimmed``:
    the filters do not allow it.
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


class TimelineView(NamedTuple):
    """All rows in the order in which they are drawn, the first and the last day of all bars, and the as-of band.

    ``first`` and ``last`` are days as ``date.toordinal`` counts them, and include the band and today.
    """

    rows: tuple[GroupRow | BarRow, ...]
    first: int
    last: int
    as_of: tuple[int, int]
    today: int
    year: int | None
    frame: OverviewFrame
    table: OverviewTable


def lay_out_timeline(
    timeline: Timeline,
    query: OverviewQuery,
    matching: frozenset[str] | None,
    edition: Edition,
    today: date,
    tr: Translate,
) -> TimelineView:
    """Return the timeline of a query; ``matching`` are the ids that its filters allow, None: all."""
    layout = _Layout(query, matching, today, tr)
    rows = tuple(layout.rows(timeline))
    as_of = (date.fromisoformat(edition.as_of_earliest), date.fromisoformat(edition.as_of_latest))
    days = [today, *as_of, *_days(timeline.rows)]
    first, last = min(days), max(days)
    return TimelineView(
        rows,
        date(first.year, 1, 1).toordinal(),
        date(last.year, 12, 31).toordinal(),
        (as_of[0].toordinal(), as_of[1].toordinal()),
        today.toordinal(),
        query.year,
        OverviewFrame(
            tr("Timeline"),
            tr("When each project ran, as precisely as the source states it."),
            layout.count_words(timeline),
            _hint(timeline, tr),
            tuple(layout.notes(timeline)),
        ),
        OverviewTable(layout.headers(), tuple(layout.table_rows(rows, timeline))),
    )


def _hint(timeline: Timeline, tr: Translate) -> str:
    return "" if timeline.rows else tr("This reference has no projects.")


def _days(rows: Iterable[TimelineRow]) -> Iterator[date]:
    for row in rows:
        for point in row.timeframe or ():
            if point is not None:
                yield point.earliest
                yield point.latest


class _Layout:
    """Lays out one query of the timeline in one language."""

    def __init__(self, query: OverviewQuery, matching: frozenset[str] | None, today: date, tr: Translate) -> None:
        self._query, self._matching, self._today, self._tr = query, matching, today, tr
        self._year = query.year

    def rows(self, timeline: Timeline) -> Iterator[GroupRow | BarRow]:
        """Yield the rows, each group under its heading; a project of several groups is in each of them."""
        for title, ref, members in self._groups(timeline):
            if title:
                yield GroupRow(title, self._group_count(members), ref)
            yield from map(self._bar_row, sorted(members, key=_by_start))

    def _groups(self, timeline: Timeline) -> Iterator[tuple[str, EntryRef | None, Sequence[TimelineRow]]]:
        group = grouping_of(self._query)
        if group is TimelineGroup.NONE:
            yield "", None, timeline.rows
            return
        if group is TimelineGroup.STATUS:
            for status in TimeframeStatus:
                members = [row for row in timeline.rows if row.timeframe and self._status(row.timeframe) is status]
                if members:
                    yield status_word(status, self._tr), None, members
            rest = [row for row in timeline.rows if row.timeframe is None]
        else:
            by_group: dict[str, list[TimelineRow]] = {}
            for row in timeline.rows:
                for id in row.groups:
                    by_group.setdefault(id, []).append(row)
            for ref in timeline.groups:
                yield ref.title, ref, by_group[ref.id]
            rest = [row for row in timeline.rows if not row.groups]
        if rest:
            yield rest_title(group, self._tr), None, rest

    def _status(self, timeframe: Timeframe) -> TimeframeStatus:
        return timeframe.status_on(self._today)

    def _allows(self, row: TimelineRow) -> bool:
        return self._matching is None or row.ref.id in self._matching

    def _is_shown_fully(self, row: TimelineRow) -> bool:
        active = self._year is None or activity_in(row.timeframe, self._year) in (
            YearActivity.SURELY,
            YearActivity.POSSIBLY,
        )
        return self._allows(row) and active

    def _group_count(self, members: Sequence[TimelineRow]) -> str:
        tr = self._tr
        whole = sum(map(self._is_shown_fully, members))
        if whole == len(members):
            return tr.number(whole)
        return tr("{count} of {total}").format(count=tr.number(whole), total=tr.number(len(members)))

    def _bar_row(self, row: TimelineRow) -> BarRow:
        tr = self._tr
        label = not_stated(tr)
        if row.timeframe is not None:
            precision = precision_words(row.timeframe, tr)
            label = tr("{timeframe} · {precision}").format(timeframe=row.as_given, precision=precision)
        return BarRow(
            row.ref,
            row.acronym or row.ref.title,
            row.fact_id,
            None if row.timeframe is None else self._bar(row.timeframe),
            label,
            "" if self._year is None else activity_words(activity_in(row.timeframe, self._year), self._year, tr),
            tr.listed(format_amount(each.minor_units, each.currency, tr) for each in row.grants),
            tr.listed(tr("“{text}”").format(text=each.as_given) for each in row.grants),
            not self._is_shown_fully(row),
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

    def count_words(self, timeline: Timeline) -> str:
        """Return how many projects are shown, and how sure that is for a year."""
        tr, total = self._tr, len(timeline.rows)
        if self._matching is None and self._year is None:
            return tr.plural("{n} project", "{n} projects", total)
        shown = [row for row in timeline.rows if self._is_shown_fully(row)]
        if self._year is None:
            return tr.plural("{n} of {total} projects", "{n} of {total} projects", len(shown), total=tr.number(total))
        surely = sum(activity_in(row.timeframe, self._year) is YearActivity.SURELY for row in shown)
        return tr("{count} of {total} projects: {surely} surely, {possibly} possibly").format(
            count=tr.number(len(shown)),
            total=tr.number(total),
            surely=tr.number(surely),
            possibly=tr.number(len(shown) - surely),
        )

    def notes(self, timeline: Timeline) -> Iterator[tuple[str, str, str]]:
        """Yield the notes under the timeline."""
        tr = self._tr
        if any(row.timeframe is not None for row in timeline.rows):
            yield (
                tr("How bars are drawn"),
                tr(
                    "An end that is known to the month or the year fades over it, an open end has an arrow, and what "
                    "has not begun is an outline. The band marks the days of which the source may speak."
                ),
                "",
            )
        for note, ref in zip(timeline.notes, timeline.notes_on, strict=True):
            yield tr("Data note"), note.text, ref.id
        if self._year is not None:
            heading = tr("How “active in {year}” counts").format(year=self._year)
            yield (
                heading,
                tr(
                    "A project counts as surely active if every reading of its dates includes a day of {year}, and as "
                    "possibly active if only some do."
                ).format(year=self._year),
                "",
            )

    def headers(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        tr = self._tr
        year = () if self._year is None else (tr("Active in {year}").format(year=self._year),)
        grouped = () if grouping_of(self._query) is TimelineGroup.NONE else (tr("Group"),)
        return (
            *(tr("Project"), *grouped, tr("Timeframe as given"), tr("Begins"), tr("Ends"), tr("Status"), *year),
            *(tr("Grants"), tr("Grants as given")),
        )

    def table_rows(self, rows: Iterable[GroupRow | BarRow], timeline: Timeline) -> Iterator[OverviewTableRow]:
        """Yield the rows of the table; what the filters do not allow is left out."""
        by_id = {row.ref.id: row for row in timeline.rows}
        group: tuple[str, ...] = ()
        for row in rows:
            if isinstance(row, GroupRow):
                group = (row.title,)
            elif not row.is_dimmed:
                yield self._table_row(row, by_id[row.ref.id], group)

    def _table_row(self, row: BarRow, given: TimelineRow, group: tuple[str, ...]) -> OverviewTableRow:
        tr, timeframe = self._tr, given.timeframe
        status = not_stated(tr) if timeframe is None else status_word(timeframe.status_on(self._today), tr)
        year = () if self._year is None else (row.note,)
        grants = row.grants or not_stated(tr)
        cells = (
            *(row.ref.title, *group, given.as_given or not_stated(tr)),
            *(self._end(timeframe, timeframe and timeframe.start), self._end(timeframe, timeframe and timeframe.end)),
            *(status, *year, grants, row.grants_as_given or not_stated(tr)),
        )
        return OverviewTableRow(cells, row.ref, row.fact_id)

    def _end(self, timeframe: Timeframe | None, point: DatePoint | None) -> str:
        tr = self._tr
        if timeframe is None:
            return not_stated(tr)
        return tr("open") if point is None else point_words(point, tr)


def _by_start(row: TimelineRow) -> tuple[bool, int, str]:
    """Sort by the earliest day of a timeframe, open starts first, projects without a timeframe last."""
    start = row.timeframe.start if row.timeframe else None
    return (row.timeframe is None, start.earliest.toordinal() if start else 0, row.ref.sort_title)


def grouping_of(query: OverviewQuery) -> TimelineGroup:
    """Return how the rows of a query are grouped; by region unless it says otherwise."""
    try:
        return TimelineGroup(query.group)
    except ValueError:
        return TimelineGroup.REGION
