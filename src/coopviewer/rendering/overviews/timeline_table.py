"""The table that says the same as the timeline: its columns, and a row for each row of a project in the timeline."""

from bisect import bisect_right
from datetime import date
from itertools import accumulate

from coopviewer.domain.imports.unread import UNSTATED
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup, TimelineRow, TimelineSort, sort_key
from coopviewer.domain.reference.timeframes import DatePoint
from coopviewer.rendering.overviews.table import OverviewTable, OverviewTableRow, WrittenRows
from coopviewer.rendering.overviews.timeline_rows import BarRow, TimelineRows, grouping_of, undated_words
from coopviewer.rendering.words.overview_words import (
    dates_status_words,
    milestone_words,
    span_as_given,
    unread_dates_words,
)
from coopviewer.rendering.words.reference_words import not_stated, point_words, status_word


def timeline_table(rows: TimelineRows, query: OverviewQuery, today: date, tr: Translate) -> OverviewTable:
    """Return a table that says the same as the timeline, without the projects that the timeline dims.

    A project's status is its status on ``today``. There is a column for the group if rows are grouped, one for the
    chosen year if one is chosen, and two for grants if any project has one.
    """
    year = () if query.year is None else (tr("Active in {year}").format(year=query.year),)
    grouped = () if grouping_of(query) is TimelineGroup.NONE else (tr("Group"),)
    grants = (tr("Grants"), tr("Grants as given")) if rows.timeline.grants else ()
    columns = (
        *((tr("Project"), TimelineSort.TITLE), *((each, "") for each in (*grouped, tr("Timeframe as given")))),
        *((tr("Begins"), TimelineSort.STARTS), (tr("Ends"), TimelineSort.ENDS)),
        *((each, "") for each in (tr("Status"), *year, *grants)),
    )
    headers, keys = zip(*columns, strict=True)
    return OverviewTable(headers, _TableRows(rows, query, today, tr), tuple(map(str, keys)))


def _order_of(sort: str) -> TimelineSort | None:
    key = sort.removeprefix("-")
    return TimelineSort(key) if key in set(TimelineSort) else None


class _TableRows(WrittenRows):
    """The rows of the table, each made only when it is read; projects that the timeline dims are left out."""

    def __init__(self, rows: TimelineRows, query: OverviewQuery, today: date, tr: Translate) -> None:
        self._rows, self._year, self._today, self._tr = rows, query.year, today, tr
        self._places = [rows.shown_places(section.members) for section in rows.timeline.sections]
        self._starts = (0, *accumulate(map(len, self._places)))
        order = _order_of(query.sort)
        self._sorted = None if order is None else self._sort(order, descending=query.sort.startswith("-"))

    def __len__(self) -> int:
        return self._starts[-1]

    def row_at(self, index: int) -> OverviewTableRow:
        if self._sorted is not None:
            section, place = self._sorted[index]
        else:
            section = bisect_right(self._starts, index) - 1
            place = self._places[section][index - self._starts[section]]
        heading = self._rows.headings[section]
        return self._write(place, (heading.title,) if heading is not None else ())

    def _sort(self, by: TimelineSort, *, descending: bool) -> list[tuple[int, int]]:
        """Return section and place of each row, sorted over all sections; what is not stated comes last either way."""
        records = self._rows.timeline.records
        keyed = [
            (sort_key(records[place], by), (section, place))
            for section, places in enumerate(self._places)
            for place in places
        ]
        stated = [(key, row) for key, row in keyed if key is not None]
        stated.sort(key=lambda pair: pair[0], reverse=descending)
        return [*(row for _, row in stated), *(row for key, row in keyed if key is None)]

    def _write(self, place: int, group: tuple[str, ...]) -> OverviewTableRow:
        given, row = self._rows.timeline.row(place), self._rows.bar_row(place)
        timeframe = given.timeframe
        year = () if self._year is None else (row.note,)
        cells = (
            *(row.ref.full_title, *group, self._as_given(given)),
            *(self._ends(given) if timeframe is None else map(self._end, timeframe)),
            *(self._status(given), *year, *self._grants(row)),
        )
        return OverviewTableRow(cells, row.ref, row.fact_id)

    def _as_given(self, row: TimelineRow) -> str:
        if row.timeframe is None and row.span is not None:
            said = span_as_given(row.span, self._tr, is_unread=row.missing in row.unread)
            return unread_dates_words(said, row.texts_unread, self._tr)
        return row.as_given or undated_words(row, self._tr)

    def _grants(self, row: BarRow) -> tuple[str, ...]:
        """Return the two cells on grants; none if no project of the reference has any, as in imports."""
        tr = self._tr
        cells = (row.grants or not_stated(tr), row.grants_as_given or not_stated(tr))
        return cells if self._rows.timeline.grants else ()

    def _status(self, row: TimelineRow) -> str:
        """Return the status of a project today by its dates; without any, *not stated*, or *not read*."""
        if row.timeframe is not None:
            return status_word(row.timeframe.status_on(self._today), self._tr)
        status = None if row.span is None else row.span.dates_status_on(self._today)
        if status is None:
            return self._gap(is_unread=bool(row.unread))
        is_unread = any(slot in row.unread for slot in UNSTATED.get(status, ()))
        return dates_status_words(status, self._tr, is_unread=is_unread)

    def _gap(self, *, is_unread: bool) -> str:
        return self._tr("not read") if is_unread else not_stated(self._tr)

    def _ends(self, row: TimelineRow) -> tuple[str, str]:
        """Return start and end by milestones; one that is missing is *not stated*, *not read* or *not known*."""
        start, end = (self._words_of(row, each) for each in ("start", "end"))
        return start, end

    def _words_of(self, row: TimelineRow, end: str) -> str:
        if row.span is not None and (words := milestone_words(row.span, end, self._tr)):
            return words
        is_unread = f"milestone/{end}" in row.unread
        if row.span is not None and row.span.may_be_unread and not is_unread:
            return self._tr("not known")
        return self._gap(is_unread=is_unread)

    def _end(self, point: DatePoint | None) -> str:
        return self._tr("open") if point is None else point_words(point, self._tr)
