"""Reads the cells in which a list says when entries run: by their timeframes, or else by milestones of publishers."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from coopviewer.domain.overviews.listing import ListCell, ListColumn
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.spans import MilestoneSpan, StoredMilestone
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.storage.overviews.list_batch import Batch, StoredTimeframe, ends_of
from coopviewer.storage.overviews.list_gaps import ListGaps

_C = ListColumn
_ENDS = (_C.START, _C.START_PRECISION, _C.END, _C.END_PRECISION)
SPAN_COLUMNS = frozenset((*_ENDS, _C.TIMEFRAME, _C.TIMEFRAME_EDTF, _C.STATUS))
"""The columns for which this module makes the cells.

They are START, START_PRECISION, END, END_PRECISION, TIMEFRAME, TIMEFRAME_EDTF and STATUS.
"""
_EMPTY = ListCell()


def span_cells(column: ListColumn, batch: Batch, gaps: ListGaps) -> Callable[[EntryRef], ListCell]:
    """Return a function that makes the cell of an entry in ``column``, one of SPAN_COLUMNS.

    The entry must be one of ``batch``. The cell has a text for each timeframe of the entry, sorted by fact id; in the
    column STATUS it has the status of the last of these. Statuses are those of the day ``gaps.today``.

    Without a timeframe, start and end come from the milestones (MilestoneSpan): of each the actual dates, or else those
    called neither actual nor planned, or else the planned ones. TIMEFRAME_EDTF is then empty unless just one start and
    one end are left. If the entry has neither timeframe nor such milestones, the cells of the columns TIMEFRAME and
    STATUS say what ``gaps`` says of an empty cell, such as *not stated*; those of the other columns are empty.
    """
    spans, text = batch.spans, _text_of_span(column)
    milestones, by_milestones = batch.published.spans, _by_milestones(column, gaps.today)
    says_so = column in (_C.TIMEFRAME, _C.STATUS)

    def make(ref: EntryRef) -> ListCell:
        several = spans.get(ref.id)
        if several is None:
            span = milestones.get(ref.id)
            if span is not None:
                return by_milestones(span)
            return ListCell(state=gaps.absent(column, ref)) if says_so else _EMPTY
        if column is _C.STATUS:
            return ListCell(status=_status(several[-1].edtf, gaps.today))
        texts = tuple(map(text, several))
        return ListCell(texts) if any(texts) else _EMPTY

    return make


def _text_of_span(column: ListColumn) -> Callable[[StoredTimeframe], str]:
    if column in _ENDS:
        place = _ENDS.index(column)
        return lambda span: ends_of(span.edtf)[place]
    return (lambda span: span.as_given) if column is _C.TIMEFRAME else (lambda span: span.edtf)


def _by_milestones(column: ListColumn, today: date) -> Callable[[MilestoneSpan], ListCell]:
    """Return what makes the cell of an entry by milestones: its actual start and end, or else the planned ones."""
    if column is _C.STATUS:
        return lambda span: ListCell(status=span.dates_status_on(today))
    if column is _C.TIMEFRAME:
        return lambda span: ListCell((span.as_given,))
    if column is _C.TIMEFRAME_EDTF:
        return _edtf_of
    end = "start" if column in _ENDS[:2] else "end"
    text = _precision_of if column in (_C.START_PRECISION, _C.END_PRECISION) else _date_of

    def make(span: MilestoneSpan) -> ListCell:
        texts = tuple([text(each) for each in span.milestones if each.kind.startswith(end)])
        return ListCell(texts) if texts else _EMPTY

    return make


def _date_of(milestone: StoredMilestone) -> str:
    return milestone.edtf


def _precision_of(milestone: StoredMilestone) -> str:
    return ends_of(milestone.edtf)[1]


def _edtf_of(span: MilestoneSpan) -> ListCell:
    """Return the interval from start to end; an empty cell if one of them is missing, or stated more than once."""
    starts = sum(each.kind.startswith("start") for each in span.milestones)
    return ListCell((span.edtf,)) if starts == 1 and len(span.milestones) == 2 else _EMPTY


@lru_cache(maxsize=4096)
def _status(edtf: str, today: date) -> TimeframeStatus:
    return parse_timeframe(edtf).status_on(today)
