"""Where something is in curated files: a text that messages begin with, such as ``facts.csv: facts!C17`` for a cell."""

from collections.abc import Mapping


class CellPlace(str):
    """The place of a row in a sheet, a text such as ``facts.csv: facts!17``, that also knows the cells of the row."""

    __slots__ = ("_cells", "_sheet")
    _cells: Mapping[str, str]
    _sheet: str

    def __new__(cls, file: str, sheet: str, number: int, cells: Mapping[str, str]) -> "CellPlace":
        """Create it for the row ``number``; ``cells`` has the cell, such as ``C17``, of each key that has a column."""
        made = super().__new__(cls, f"{file}: {sheet}!{number}")
        made._cells, made._sheet = cells, f"{file}: {sheet}"
        return made

    def of(self, key: str) -> str:
        """Return the place of a key's value, such as ``facts.csv: facts!C17``; the row's if the key has no cell."""
        cell = self._cells.get(key)
        return str(self) if cell is None else f"{self._sheet}!{cell}"


class PlacedTable(dict[str, object]):
    """A table of a curated file, as a dict, that knows its place in the file for messages about it."""

    __slots__ = ("place",)

    def __init__(self, values: Mapping[str, object], place: str) -> None:
        """Take the values; ``place``, such as ``facts.csv: facts!17``, is named by messages about them."""
        super().__init__(values)
        self.place = place


def place_of(file: str, key: str) -> str:
    """Return where the value with a key is: its cell, as ``facts.csv: facts!C17``, if ``file`` is the place of a row.

    ``file`` itself is returned if the row has no cell for the key, or if ``file`` is the name of a file.
    """
    return file.of(key) if isinstance(file, CellPlace) else file


def place_of_table(table: object, file: str) -> str:
    """Return where a table is: if it is a PlacedTable, its place, such as ``facts.csv: facts!17``, else ``file``."""
    return table.place if isinstance(table, PlacedTable) else file


class LinePlace(str):
    """A text, the name of a file, that also has a line in that file: ``LinePlace("a.xml", 7).line`` is 7."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, file: str, line: int) -> "LinePlace":
        """Create it for a line, from 1."""
        made = super().__new__(cls, file)
        made.line = line
        return made


def line_words(place: str) -> str:
    """Return the line of a LinePlace as messages add it, `` (line 7)`` with the blank; empty for any other place."""
    return f" (line {place.line})" if isinstance(place, LinePlace) else ""
