"""Where a table's headings are, and which rows are projects: not totals, repeated headings, or notes at the foot."""

from collections.abc import Callable
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.files.tables import Row, SheetTable, checked, nothing, text_of
from coopviewer.authoring.importing.sheet.row_kinds import RowSorter
from coopviewer.authoring.importing.sheet.values.headings import LEVELS, split_heading
from coopviewer.authoring.importing.sheet.values.words import SheetWords
from coopviewer.domain.errors import EnvironmentFault

_SEARCHED = 25  # rows among which the headings are
_LONGEST_HEADING = 200
_LEAST_FILLED = 2


class Layout(NamedTuple):
    """The parts of a table, as indexes of its rows, from 0.

    ``headings`` has one text a column, never empty. ``heading_rows`` are the first and the last row of headings,
    ``rows`` the rows of projects, and ``left_out`` all other rows that are not empty: rows above the headings, totals,
    repeated headings, and notes at the foot. Some of ``rows`` are also ``doubtful``: they may be headings or totals.
    ``long_rows`` are rows of a text file with texts behind the last column that has a heading: their cells may belong
    to other columns.
    """

    headings: tuple[str, ...]
    heading_rows: tuple[int, int]
    rows: tuple[int, ...]
    left_out: tuple[int, ...]
    doubtful: frozenset[int] = frozenset()
    long_rows: frozenset[int] = frozenset()


def lay_out(
    table: SheetTable,
    words: SheetWords,
    name: str,
    wanted: tuple[int, int] | None = None,
    check: Callable[[], None] = nothing,
) -> Layout:
    """Find the parts of a table; ``wanted`` are the heading rows as numbers in the file, None: found by their words.

    ``table`` is changed: the value of a cell that is merged over several rows below the headings is put into each of
    these rows. ``name`` is the name of the file, for faults; ``check`` is called again and again, and may raise to
    end the work.

    Raises EnvironmentFault if no headings are found, or ``wanted`` is outside the table, or no row below is a project.
    """
    width = max(map(len, table.rows), default=0)
    if wanted is not None:
        first, last = wanted[0] - table.first_row, wanted[1] - table.first_row
        if not 0 <= first <= last < len(table.rows):
            raise EnvironmentFault("import.sheet-no-heading-row", file=name, row=wanted[0])
    else:
        found = _heading_row(table, words)
        if found is None:
            raise _no_headings(table, name)
        first, last = _second_row(table, found, words)
    headings = _headings(table, first, last, width)
    _fill_down(table, last + 1)
    below = checked(range(last + 1, len(table.rows)), check)
    filled = [place for place in below if any(map(text_of, table.rows[place]))]
    kinds = RowSorter(table, words, (first, last), filled, check).kinds()
    above = [place for place in range(first) if any(map(text_of, table.rows[place]))]
    rows = tuple(place for place in filled if place not in kinds.left_out)
    if not rows:
        raise EnvironmentFault("import.sheet-no-rows", file=name)
    return Layout(headings, (first, last), rows, (*above, *sorted(kinds.left_out)), kinds.doubtful, kinds.long_rows)


def _no_headings(table: SheetTable, name: str) -> EnvironmentFault:
    """Return what is wrong with a table in which no row of headings was found; its value ``row`` is the first row."""
    filled = [place for place, row in enumerate(table.rows) if any(map(text_of, row))]
    if not filled:
        return EnvironmentFault("import.sheet-no-cells", file=name)
    code = "import.sheet-one-column" if _has_one_column(table) else "import.sheet-no-headings"
    return EnvironmentFault(code, file=name, row=filled[0] + table.first_row)


def _has_one_column(table: SheetTable) -> bool:
    return len({place for row in table.rows for place, cell in enumerate(row) if text_of(cell)}) == 1


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell)) and len(cell) <= _LONGEST_HEADING


def _known(cell: object, words: SheetWords) -> bool:
    return isinstance(cell, str) and split_heading(cell, words.powers).plain in words.headings


def _knows_one(row: Row, words: SheetWords) -> bool:
    return any(_known(cell, words) for cell in row)


def _heading_row(table: SheetTable, words: SheetWords) -> int | None:
    """Return the row, among the first, with the most known headings; None if no row is mostly words.

    In a table of one column, the first row with a known heading.
    """
    if _has_one_column(table):
        return next((place for place, row in enumerate(table.rows[:_SEARCHED]) if _knows_one(row, words)), None)
    best: tuple[int, int] | None = None
    chosen: int | None = None
    for place, row in enumerate(table.rows[:_SEARCHED]):
        cells = [cell for cell in row if text_of(cell)]
        if len(cells) < _LEAST_FILLED or sum(map(_is_words, cells)) < 0.8 * len(cells):
            continue
        score = sum(_known(cell, words) for cell in cells), 0
        if best is None or score > best:
            best, chosen = score, place
    return chosen


def _second_row(table: SheetTable, found: int, words: SheetWords) -> tuple[int, int]:
    """Return the first and the last heading row: a row above or below may have the headings of groups of columns."""
    if found > 0 and _is_above(table, found - 1, found):
        return found - 1, found
    below = table.rows[found + 1] if found + 1 < len(table.rows) else ()
    if any(_known(cell, words) for cell in below) and _is_above(table, found, found + 1):
        return found, found + 1
    return found, found


def _is_above(table: SheetTable, above: int, below: int) -> bool:
    """Return whether row ``above`` has a heading over several columns, each with words of its own in row ``below``."""
    upper, lower = ([text_of(cell) for cell in table.rows[place]] for place in (above, below))
    filled = [place for place, text in enumerate(upper) if text]
    if not filled or (len(filled) == 1 and filled[0] == 0):  # a title of the whole table
        return False
    if not all(_is_words(cell) for cell in table.rows[below] if text_of(cell)):
        return False
    pairs = zip(filled, [*filled[1:], len(lower)], strict=True)
    return any(sum(map(bool, lower[first:after])) > 1 for first, after in pairs)


def _headings(table: SheetTable, first: int, last: int, width: int) -> tuple[str, ...]:
    """Return one heading a column: the texts of its heading rows, or else its letter."""
    upper = _spread(table, first) if last > first else []
    found: list[str] = []
    for column in range(width):
        texts: list[str] = []
        for place in range(first, last + 1):
            row = table.rows[place]
            text = " ".join(text_of(row[column]).split()) if column < len(row) else ""
            if not text and place < last and column < len(upper):
                text = upper[column] if _has_lower(table, place, last, column) else ""
            if text and text not in texts:
                texts.append(text)
        found.append(LEVELS.join(texts)[:_LONGEST_HEADING] or table.letter(column))
    return tuple(found)


def _has_lower(table: SheetTable, place: int, last: int, column: int) -> bool:
    return any(column < len(table.rows[low]) and text_of(table.rows[low][column]) for low in range(place + 1, last + 1))


def _spread(table: SheetTable, place: int) -> list[str]:
    """Return the texts of a row, with empty cells filled from the left: a heading over several columns."""
    found: list[str] = []
    last = ""
    for cell in table.rows[place]:
        last = " ".join(text_of(cell).split()) or last
        found.append(last)
    return found


def _fill_down(table: SheetTable, first: int) -> None:
    """Put the value of a cell that is merged over several rows into each of them, from row ``first`` on."""
    for top, left, bottom, _ in table.merged:
        place = top - table.first_row
        if place < first or bottom <= top:
            continue
        column = left - table.first_column
        source = table.rows[place] if place < len(table.rows) else ()
        if not 0 <= column < len(source) or not text_of(source[column]):
            continue
        for low in range(place + 1, min(bottom - table.first_row, len(table.rows) - 1) + 1):
            row = list(table.rows[low])
            row[column] = source[column]
            table.rows[low] = row
            table.continued[low, column] = place
