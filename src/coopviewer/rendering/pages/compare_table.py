"""The table of a comparison: ``≠`` marks a cell unlike the first of its row.

Where the cells of a row are lists that differ, ``=`` marks an item that all of them have.
"""

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Field,
    Fold,
    Inline,
    Line,
    Link,
    Paragraph,
    Row,
    Strip,
    Table,
    Text,
)
from coopviewer.rendering.document.link_schemes import COMPARISON
from coopviewer.rendering.pages.context import Context

EQUAL, UNSTATED, NAMES = COMPARISON
"""The keys of the three folds: rows that are equal, rows that no entry states anything in, names and codes."""
DIFFERENT, COMMON = "≠", "="
"""The signs in front of a cell that differs from the first one, and of an item that all cells of a row have."""


class Listed(NamedTuple):
    """An item of a list by which lists are compared: its id or text, and what is said of it, such as its share."""

    item: str
    said: object


class CompareCell(NamedTuple):
    """What one entry says in a row: the lines, and a value by which cells are compared, None if nothing is stated.

    The value of a list is a frozenset of the ids or texts in it, or of Listed. ``is_part``: only the first part of the
    list was read, so that two lists of an equal value may differ all the same.
    """

    lines: tuple[Line, ...]
    value: object
    is_part: bool = False


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


def fold_of(aspect: CompareAspect, cells: list[CompareCell]) -> str:
    """Return the key of the fold that a row is in; empty: in none, since its cells differ, or may differ."""
    if aspect.part:
        return aspect.part
    if any(cell.is_part or cell.value != cells[0].value for cell in cells):
        return ""
    return UNSTATED if cells[0].value is None else EQUAL


def part_line(tr: Translate) -> Line:
    """Return the line under a list of which only the first part was read, on what of it is compared."""
    return (Text(tr("Only these and the total are compared."), SOFT),)


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


def folded(
    page: ComparePage,
    key: str,
    rows: Sequence[tuple[CompareAspect, list[CompareCell]]],
    unfolded: Set[str],
    strip: Strip | None,
    tr: Translate,
) -> list[Block]:
    """Return a fold with the rows that have this key; if it is closed, it only names the rows.

    ``unfolded`` has the keys of open folds; ``strip`` is as for ``compare_table``.
    """
    named = "" if key in unfolded else f"  {' · '.join(aspect.label for aspect, _ in rows)}"
    fold = Fold(_fold_words(key, len(rows), tr), key, key in unfolded)
    title = Paragraph((fold, *((Text(named, SOFT),) if named else ())))
    return [title, compare_table(page, rows, strip, tr)] if key in unfolded else [title]


def _fold_words(key: str, count: int, tr: Translate) -> str:
    return {
        EQUAL: tr.plural("{n} equal row", "{n} equal rows", count),
        UNSTATED: tr.plural(
            "{n} row that is stated for none, so it is neither equal nor different",
            "{n} rows that are stated for none, so they are neither equal nor different",
            count,
        ),
        NAMES: tr.plural("{n} row of names and codes", "{n} rows of names and codes", count),
    }[key]


def common_values(cells: Sequence[CompareCell]) -> frozenset[str]:
    """Return the ids and texts that the lists of all cells of a row have in common.

    Lists within a list, such as those of several projects, are searched too. A cell with a single text counts as a
    list of it. An item of which the lists do not say the same is none that they have in common. Empty if all cells are
    equal, or if a cell states nothing.
    """
    lists = [cell.value for cell in cells]
    if len(set(lists)) < 2:
        return frozenset()
    common = frozenset.intersection(*map(_items, lists))
    return frozenset(each.item if isinstance(each, Listed) else each for each in common)


def _items(value: object) -> frozenset[str | Listed]:
    """Return the items in a value, which may be a list of lists, as those of several projects are."""
    if isinstance(value, str | Listed):
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
