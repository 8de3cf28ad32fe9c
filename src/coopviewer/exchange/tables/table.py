"""A table that is written as a file: its columns with what they mean, and its rows, which may be many."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class FieldKind(StrEnum):
    """What the cells of a column hold; the value is the type of a Table Schema.

    Cells are texts in every case: a number has no separators between thousands, and a day is in ISO 8601. A cell of
    INTEGER, NUMBER or DATE may have another text: several values, a less exact date such as ``2018``, or words why
    there is none.
    """

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


class TableField(NamedTuple):
    """A column: ``name`` is for programs; heading (``title``) and ``meaning`` are in the language of the interface.

    ``values`` are the keys that its cells may have, each with the word that the cells show instead.
    """

    name: str
    title: str
    meaning: str
    kind: FieldKind = FieldKind.TEXT
    values: tuple[tuple[str, str], ...] = ()


class DataTable(NamedTuple):
    """A table; ``rows`` can be read once, and have a text for each field.

    ``name`` is for programs. ``total`` is the number of rows, None: not known before they are read. ``key`` are the
    names of the fields that identify a row. ``about`` are labels and texts for the data dictionary, below the rows on
    columns: edition, licence, notes …
    """

    name: str
    title: str
    fields: tuple[TableField, ...]
    rows: Iterable[Sequence[str]]
    total: int | None = None
    about: tuple[tuple[str, str], ...] = ()
    key: tuple[str, ...] = ()


class TableForm(StrEnum):
    """A file format in which a table is saved; the value is the file name extension without its dot: ``xlsx``."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class Written(NamedTuple):
    """How many rows were written, and how many cells were cut: in XLSX a cell holds at most 32,767 UTF-16 units."""

    rows: int
    cut: int


class RowCounter:
    """Counts the rows of a table while they are written, and notes which cells do not fit.

    ``rows`` is the number of rows so far. ``cut`` is the number of cells that were too long for a spreadsheet, added up
    by the writer of XLSX files. ``unlike`` are the names of columns of numbers or days in which some cell has a text
    that is no number or day, such as ``about 5``.
    """

    def __init__(self, table: DataTable) -> None:
        self.rows = 0
        self.cut = 0
        """The number of cells that the file format could not hold as a whole."""
        self.unlike: set[str] = set()
        """The names of the fields of numbers and days in which a cell says something else."""
        self._typed = [(place, field) for place, field in enumerate(table.fields) if field.kind is not FieldKind.TEXT]

    def count(self, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Yield the rows unchanged, and count them as they are taken.

        The name of a column of numbers, or of days, is added to ``unlike`` if a cell in it has another text, such as
        ``about 5``; empty cells do not count.
        """
        for row in rows:
            self.rows += 1
            for place, field in self._typed:
                text = row[place]
                if text and not (is_day(text) if field.kind is FieldKind.DATE else is_number(text)):
                    self.unlike.add(field.name)
            yield row


def number_places(table: DataTable) -> frozenset[int]:
    """Return the indexes, from 0, of the columns of whole and decimal numbers."""
    numeric = (FieldKind.INTEGER, FieldKind.NUMBER)
    return frozenset(place for place, field in enumerate(table.fields) if field.kind in numeric)


def is_number(text: str) -> bool:
    """Return whether a cell is a plain decimal number, such as ``4000000.00`` or ``-1500.00``."""
    text = text.removeprefix("-")
    return text.isascii() and text.replace(".", "", 1).isdigit() and text[:1] != "." and text[-1] != "."


def is_day(text: str) -> bool:
    """Return whether a cell is one whole day in ISO 8601, such as ``2019-07-01``, rather than a month or a year."""
    if _DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
