"""The table of an overview, which says the same as its picture."""

from collections.abc import Sequence
from typing import NamedTuple

from coopviewer.domain.reference.entries import EntryRef


class OverviewTableRow(NamedTuple):
    """A row: a text for each column; ``ref`` is the entry that the row is about, None if it is about none.

    ``fact_id`` is that of the bar in a timeline (``BarRow.fact_id``), empty in other tables.
    """

    cells: tuple[str, ...]
    ref: EntryRef | None
    fact_id: str = ""


class OverviewTable(NamedTuple):
    """The headings of the columns, and the rows in the order of the picture, or in that of a column.

    ``sorts`` are the keys by which an address sorts the rows by a column, in the order of the columns: empty for a
    column that does not sort, and no keys at all if none does.
    """

    headers: tuple[str, ...]
    rows: Sequence[OverviewTableRow]
    sorts: tuple[str, ...] = ()


class ShownTable(NamedTuple):
    """What an overview shows: its title, its query (the part of its address after ``?``), and its table."""

    title: str
    query: str
    table: OverviewTable


class OverviewFrame(NamedTuple):
    """The texts around an overview.

    ``total`` says how many entries are shown. ``hint`` says why the picture shows nothing, empty if it shows
    something. ``notes`` are paragraphs below: heading (may be empty), text, and the id of the entry that it is about,
    empty without one.
    """

    title: str
    subtitle: str
    total: str
    hint: str = ""
    notes: tuple[tuple[str, str, str], ...] = ()
