"""A table as it was read: rows of cells, the same for text files and workbooks; and how large it may be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from coopviewer.authoring.importing.sheet.values.numbers import number_of_cell
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetName

MOST_ROWS = 1_048_576
"""The most rows of a table, as many as a sheet of a spreadsheet may have."""
MOST_COLUMNS = 1_000
MOST_CELLS = 10_000_000
LONGEST_CELL = 100_000
"""The most characters of a cell that an import reads."""
_LARGEST_WHOLE = 1e15
_CHECKED = 500  # items between two questions whether to end
T = TypeVar("T")
Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one has an empty text."""
Row = Sequence[Cell]


@dataclass(slots=True)
class SheetTable:
    """A table of a file; rows and columns are named by their indexes in ``rows``, from 0.

    ``format`` is ``csv``, ``xlsx``, ``xls`` or ``ods``. ``first_row`` is the number that the first row has in the file,
    from 1, ``first_column`` the number of the first column, from 0. ``encoding`` and ``separator`` are those of a text
    file, None for a workbook; ``is_guessed_encoding``: nothing in the file shows its encoding. ``sheet`` is the name of
    the sheet, ``sheets`` are all worksheets; both are empty for a text file. ``merged`` are ranges of merged cells as
    first row, first column, last row, last column, in the numbers of the file: rows from 1, columns from 0.
    ``continued`` is filled by ``lay_out``: ``{(5, 0): 3}`` if the cell in row 5 and column 0 is merged with the one in
    row 3. ``kept_texts`` has the cells of those rows as texts for which ``texts`` was called.
    """

    format: str
    rows: list[Row]
    first_row: int = 1
    first_column: int = 0
    encoding: str | None = None
    separator: str | None = None
    sheet: str = ""
    sheets: tuple[SheetName, ...] = ()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_guessed_encoding: bool = False
    continued: dict[tuple[int, int], int] = field(default_factory=dict)
    kept_texts: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def texts(self, place: int) -> tuple[str, ...]:
        """Return the cells of the row ``rows[place]`` as texts; the rows must not change after the first call."""
        found = self.kept_texts.get(place)
        if found is None:
            found = self.kept_texts[place] = tuple(map(text_of, self.rows[place]))
        return found

    def letter(self, column: int) -> str:
        """Return the letters of a column in the file by its index in ``rows``: ``C`` for 0 if ``first_column`` is 2."""
        return letters(self.first_column + column)


def letters(column: int) -> str:
    """Return the letters by which spreadsheets name a column, by its index: ``A`` for 0, ``AA`` for 26."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def text_of(cell: Cell) -> str:
    """Return a cell as text, white space collapsed except line feeds: days and times in ISO 8601, numbers with a point.

    A day and a time have a blank between them; a day at midnight is the day alone. Lengths of time are as in
    ``1:30:00`` and ``1 day, 2:00:00``. Truth values are ``TRUE`` and ``FALSE``; an empty cell is an empty text.
    """
    match cell:
        case str() if cell.isprintable() and "  " not in cell and cell == cell.strip():
            return cell
        case str():
            return "\n".join(" ".join(line.split()) for line in cell.strip().split("\n")) if cell else ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
                return str(int(cell))
            text = f"{number_of_cell(cell):f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
    return str(cell)


def nothing() -> None:
    """Do nothing; to be passed as ``check`` by callers whose work nobody can cancel."""


def checked(items: Iterable[T], check: Callable[[], None]) -> Iterator[T]:
    """Yield items, and call ``check``, which may raise to end the work, before the first, the 501st and so on."""
    for number, item in enumerate(items):
        if not number % _CHECKED:
            check()
        yield item


def is_imprecise(cell: Cell) -> bool:
    """Return whether a number has more than the 15 digits that spreadsheets keep, so that its last ones are lost.

    Digits behind the decimal point do not count. False for cells that hold no number.
    """
    return isinstance(cell, int | float) and abs(cell) >= _LARGEST_WHOLE


def check_bounds(rows: int, columns: int, name: str) -> None:
    """Raise EnvironmentFault if a table has over 1,048,576 rows, 1,000 columns or 10,000,000 cells (MOST_CELLS).

    The cells are rows times columns, empty ones too. ``name`` is the file's name, which the message has.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise EnvironmentFault(
            "import.sheet-too-large", file=name, rows=rows, columns=columns, most=MOST_CELLS, most_columns=MOST_COLUMNS
        )
