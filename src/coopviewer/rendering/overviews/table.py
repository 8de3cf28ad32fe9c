"""The table of an overview, which says the same as its picture."""

from collections.abc import Sequence
from typing import Any, NamedTuple, overload

from coopviewer.domain.reference.entries import EntryRef


class OverviewTableRow(NamedTuple):
    """A row: a text for each column; ``ref`` is the entry that the row is about, None if it is about none.

    In the table of a timeline, ``fact_id`` is the fact that states the row's dates; otherwise it is empty.
    """

    cells: tuple[str, ...]
    ref: EntryRef | None
    fact_id: str = ""


class OverviewTable(NamedTuple):
    """The headings of the columns, and the rows: in the order of the picture, unless sorted by a column.

    ``sorts`` has for each column its key after ``sort=`` in an address, such as ``starts``; empty if the rows cannot be
    sorted by it. Without any column to sort by, ``sorts`` is empty itself.
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

    ``title`` names the overview, and ``subtitle`` is a sentence on what it shows.
    ``total`` says how many entries are shown, such as ``12 of 49 countries``.
    ``hint`` says why the picture has no entries; empty if it has some.
    ``notes`` are paragraphs below, each with a heading (may be empty), a text, and the id of the entry that it is about
    (empty if about none).
    """

    title: str
    subtitle: str
    total: str
    hint: str = ""
    notes: tuple[tuple[str, str, str], ...] = ()


class WrittenRows(Sequence[OverviewTableRow]):
    """The rows of a table, each made only when it is read; a subclass says how many there are, and makes one."""

    def row_at(self, place: int) -> OverviewTableRow:
        """Return the row at a place, from 0 to one less than the number of rows."""
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> OverviewTableRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[OverviewTableRow]: ...

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        return self.row_at(range(len(self))[index])
