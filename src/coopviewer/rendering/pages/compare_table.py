"""The table of a comparison: ``≠`` marks a cell unlike the first of its row.

Where the cells of a row are lists that differ, ``=`` marks an item that all of them have.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.rendering.document.document import STRONG, Field, Inline, Line, Link, Row, Strip, Table, Text
from coopviewer.rendering.pages.context import Context

DIFFERENT, COMMON = "≠", "="
"""The signs in front of a cell that differs from the first one, and of an item that all cells of a row have."""


class CompareCell(NamedTuple):
    """What one entry says in a row: the lines, and a value by which cells are compared, None if nothing is stated.

    The value of a list is a frozenset of the ids or texts in it.
    """

    lines: tuple[Line, ...]
    value: object


class CompareAspect(NamedTuple):
    """A row of a comparison: its label, and the function that returns the cell of an entry by the entry's Context.

    ``part`` is the key of the fold that the row is always in; empty: it is folded only if its cells are equal or
    nothing is stated. ``has_bars``: the timeframes are drawn under it.
    """

    label: str
    read: Callable[[Context], CompareCell]
    part: str = ""
    has_bars: bool = False


def common_words(tr: Translate) -> str:
    """Return the sentence that explains the sign before an item that all compared entries have in a list."""
    return tr("In a list that differs, {sign} marks what all have.").format(sign=COMMON)


def compare_table(
    page: ComparePage, rows: Sequence[tuple[CompareAspect, list[CompareCell]]], strip: Strip | None, tr: Translate
) -> Table:
    """Return the rows as a table with a column for each entry, headed by its title, which is a link to it.

    A cell that differs from the first cell of its row is marked with ``≠``; in lists that differ, items that all of
    them have are marked with ``=``. ``strip`` are the entries' timeframes, drawn under the row whose aspect
    ``has_bars``; None: none are drawn.
    """
    found = []
    for aspect, cells in rows:
        common = common_values(cells)
        written = [
            tuple(_marked(line, common) for line in _signed(cell, is_different=cell.value != cells[0].value))
            for cell in cells
        ]
        detail = (strip,) if aspect.has_bars and strip is not None else None
        found.append(Row((((Text(aspect.label, STRONG),),), *written), detail))
    share = f"{80 // max(len(page.titles), 1)}%"
    links = ("", *(SCHEME + each.record.ref.id for each in page.pages))
    return Table((tr("Fact"), *page.titles), tuple(found), ("20%", *(share for _ in page.titles)), links)


def common_values(cells: Sequence[CompareCell]) -> frozenset[str]:
    """Return the ids and texts that the lists of all cells of a row have in common.

    Lists within a list, such as those of several projects, are searched too. A cell with a single text counts as a
    list of it. Empty if all cells are equal, or if a cell states nothing.
    """
    lists = [cell.value for cell in cells]
    if len(set(lists)) < 2:
        return frozenset()
    return frozenset.intersection(*map(_items, lists))


def _items(value: object) -> frozenset[str]:
    """Return the ids and texts in a value, which may be a list of lists, as those of several projects are."""
    if isinstance(value, str):
        return frozenset((value,))
    return frozenset(item for each in value for item in _items(each)) if isinstance(value, frozenset) else frozenset()


def _signed(cell: CompareCell, *, is_different: bool) -> tuple[Line, ...]:
    if not (is_different and cell.lines):
        return cell.lines
    return ((Text(f"{DIFFERENT} ", STRONG), *cell.lines[0]), *cell.lines[1:])


def _marked(line: Line, common: frozenset[str]) -> Line:
    return tuple(
        part for each in line for part in ((Text(f"{COMMON} ", STRONG), each) if _is_of(each, common) else (each,))
    )


def _is_of(part: Inline, values: frozenset[str]) -> bool:
    if isinstance(part, Link):
        return part.address.removeprefix(SCHEME) in values
    return isinstance(part, Field) and part.text in values
