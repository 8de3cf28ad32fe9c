"""The timeline: the timeframes of projects, with the precision that the source gives."""

from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, Statement
from coopviewer.domain.reference.timeframes import Timeframe


class TimelineGroup(StrEnum):
    """By what the rows of a timeline are grouped; the value is that of ``group`` in its address."""

    REGION = "region"
    PARTNER = "partner"
    FUNDER = "funder"
    INSTRUMENT = "instrument"
    STATUS = "status"
    NONE = "none"


class TimelineRow(NamedTuple):
    """One project: its timeframe, None if the source states none, and its grants.

    ``fact_id`` is that of the timeframe, empty without one; ``as_given`` is its text in the source. ``groups`` are the
    ids of the entries of the current grouping that it belongs to. ``acronym`` is a short name, empty if it has none.
    """

    ref: EntryRef
    timeframe: Timeframe | None
    fact_id: str
    as_given: str
    grants: tuple[Amount, ...]
    groups: tuple[str, ...]
    acronym: str = ""


class YearActivity(StrEnum):
    """Whether a project was active in a year."""

    SURELY = "surely"
    POSSIBLY = "possibly"
    NOT = "not"
    NOT_STATED = "not-stated"


class Timeline(NamedTuple):
    """The rows in the order of the titles, and the entries that they are grouped by, in the order of their titles.

    ``notes`` are the data notes on sums of money. ``notes_on`` are the entries that these are about, in their order.
    """

    rows: tuple[TimelineRow, ...]
    groups: tuple[EntryRef, ...]
    notes: tuple[Statement, ...] = ()
    notes_on: tuple[EntryRef, ...] = ()


def activity_in(timeframe: Timeframe | None, year: int) -> YearActivity:
    """Return whether a timeframe includes a day of a year.

    Surely, if it does wherever its unsure ends are; possibly, if it does for some of these; an open end is not a limit.
    """
    if timeframe is None:
        return YearActivity.NOT_STATED
    start, end = timeframe
    if (start and start.earliest.year > year) or (end and end.latest.year < year):
        return YearActivity.NOT
    surely = (start is None or start.latest.year <= year) and (end is None or end.earliest.year >= year)
    return YearActivity.SURELY if surely else YearActivity.POSSIBLY
