"""Descriptions of the lists that can be saved, so that nothing needs to be loaded before a file is chosen.

The ``title`` of each heads the table, and is the name suggested for the file.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from coopviewer.app.on_demand import load
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import RowsOf
from coopviewer.domain.progress import Progress
from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.reference.pages import ListKey
from coopviewer.exchange.tables.table import TableForm, Written
from coopviewer.rendering.overviews.table import OverviewTable
from coopviewer.workspace.list_saving import IsCancelled


class BranchList(NamedTuple):
    """The entries under one row of the navigator, when it is grouped by ``grouping``.

    ``key`` is the key of the row in the outline, such as ``kind/forum`` for a heading; ``""`` (ROOT): the whole tree.
    ``filtered`` are the rows that a filter shows, to which the list is limited; None: no filter.
    """

    title: str
    grouping: Grouping
    key: str
    filtered: FilteredOutline | None


class PageList(NamedTuple):
    """One or several lists of relations of a page, each whole as *Show all* shows it, in the order of ``keys``."""

    title: str
    keys: tuple[ListKey, ...]


class OverviewList(NamedTuple):
    """The table of an overview; its first column has the entries.

    ``query`` is the part of the overview's address after ``?``; empty: there is none.
    """

    title: str
    query: str
    table: OverviewTable


class SearchList(NamedTuple):
    """The results of a search; ``annotations`` is the path of the open annotations file, None if none is open."""

    title: str
    query: str
    annotations: Path | None


WantedList = BranchList | PageList | OverviewList | SearchList


class Writing(NamedTuple):
    """How a list is written: into the file ``path``, in the file format ``form``, in the language of ``tr``.

    ``rows`` says whether a row is an entry, a relation or a sum. ``reference`` is the file that is read. ``today`` is
    the day for which it is computed whether something is under way or has ended.
    """

    path: Path
    form: TableForm
    rows: RowsOf
    reference: Path
    today: date
    tr: Translate


def write_list(wanted: WantedList, how: Writing, is_cancelled: IsCancelled, progress: Progress) -> Written:
    """Write a list into a file, and return how much was written; called on a background thread.

    Raises Cancelled if ``progress`` does, or if ``is_cancelled`` returns True during a search. Raises EnvironmentFault
    if the file cannot be written, or if the reference or, for a search that needs them, the annotations cannot be read.
    An existing file is then unchanged. The modules that write are imported by the first call, which takes a quarter of
    a second.
    """
    written: Written = load("shown_list")(wanted, how, is_cancelled, progress)
    return written
