"""The timeline as it is shown: its rows, its days, and the table that says the same."""

from datetime import date
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.query import OverviewQuery
from coopviewer.domain.overviews.timeline import Timeline
from coopviewer.domain.reference.editions import Edition
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable
from coopviewer.rendering.overviews.timeline_rows import TimelineRows
from coopviewer.rendering.overviews.timeline_table import timeline_table


class TimelineView(NamedTuple):
    """The timeline as it is drawn: all rows from top to bottom, the days that they reach over, and the same as a table.

    Days are numbers, as ``date.toordinal`` counts.
    ``first``, ``last``: the first day of the first year drawn, and the last day of the last one. All stated dates, the
    as-of days and today are within them.
    ``as_of``: the earliest and the latest day that the edition may speak of; None if nothing is known.
    ``year``: the chosen year, which dims projects that were not active in it; None: none is chosen.
    ``frame``: the texts around the timeline.
    ``is_complete``: all projects have been read. ``has_grants``: some project has a grant.
    """

    rows: TimelineRows
    first: int
    last: int
    as_of: tuple[int, int] | None
    today: int
    year: int | None
    frame: OverviewFrame
    table: OverviewTable
    is_complete: bool
    has_grants: bool


def lay_out_timeline(
    timeline: Timeline,
    query: OverviewQuery,
    matching: frozenset[str] | None,
    edition: Edition,
    today: date,
    tr: Translate,
) -> TimelineView:
    """Return the timeline of a query; ``matching`` are the ids that the query's search allows, None: all.

    ``edition`` is the open one, for its as-of days. ``today`` is marked, and decides what has not begun.
    """
    rows = TimelineRows(timeline, query, matching, today, tr)
    as_of = edition.as_of
    days = [today, *(as_of or ()), *map(date.fromisoformat, timeline.days or ())]
    return TimelineView(
        rows,
        date(min(days).year, 1, 1).toordinal(),
        date(max(days).year, 12, 31).toordinal(),
        as_of and (as_of[0].toordinal(), as_of[1].toordinal()),
        today.toordinal(),
        query.year,
        OverviewFrame(
            tr("Timeline"),
            tr("When each project ran, as precisely as the source states it."),
            rows.count_words(),
            "" if timeline.total else tr("This reference has no projects."),
            tuple(rows.notes()),
        ),
        timeline_table(rows, query, today, tr),
        timeline.is_complete,
        bool(timeline.grants),
    )
