"""How large the tables of an ODS file become, where a row or a cell may say that it is repeated a million times.

Merged cells, errors and formats are read here too, since the library for workbooks leaves them out.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from coopviewer.authoring.importing.sheet.files.cell_formats import FALSE, TRUE, CellFormats
from coopviewer.authoring.importing.sheet.files.ods_styles import OdsStyles
from coopviewer.authoring.importing.sheet.files.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from coopviewer.domain.errors import EnvironmentFault

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_ROW, _CELLS = f"{_TABLE} table-row", (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell")
_ROWS_REPEATED, _CELLS_REPEATED = f"{_TABLE} number-rows-repeated", f"{_TABLE} number-columns-repeated"
_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_SHEET, _COLUMN = f"{_TABLE} table", f"{_TABLE} table-column"
_CELL_STYLE, _DEFAULT_STYLE = f"{_TABLE} style-name", f"{_TABLE} default-cell-style-name"
_CURRENCY = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 currency"
_FORMULA = f"{_TABLE} formula"
_TRUTHS = {"of:=TRUE()": TRUE, "of:=FALSE()": FALSE}  # which are numbers there
_FORMATTED = ("float", "percentage", "currency", "date")
_SPANNED = f"{_TABLE} number-rows-spanned", f"{_TABLE} number-columns-spanned"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_LARGEST = 1 << 30
_LONGEST_ERROR = 40  # characters


class OdsSheet(NamedTuple):
    """What was found in a sheet of an ODS file, besides the values of its cells.

    ``merged``: ranges of merged cells, as first row, first column, last row, last column; rows from 1, columns from 0.
    ``errors``: the texts of errors, such as ``#DIV/0!``, by row and column, both from 0.
    ``formats``: the formats of cells that show something else than their number or whole day, such as ``20 %`` or
        ``2024-03``, by row and column, both from 0.
    """

    merged: list[tuple[int, int, int, int]]
    errors: dict[tuple[int, int], str]
    formats: dict[tuple[int, int], CellFormats]


class _Bounds:
    """Counts the rows and columns of the sheets up to the last cell that has something."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._columns = self._pending = 0
        self._repeated = 1
        self._column = self._width = 0
        self._row = 0
        self._error: tuple[int, int] | None = None
        self.styles = OdsStyles()
        self._defaults: list[tuple[int, str]] = []  # the last column, from 1, of each style of columns
        self._formats: dict[int, CellFormats] = {}  # of the row, by column
        self.sheets: list[OdsSheet] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.sheets:
            self.styles.start(name, attributes)
        if name == _SHEET:
            self._begin()
        elif name == _COLUMN:
            last = (self._defaults[-1][0] if self._defaults else 0) + _count(attributes.get(_CELLS_REPEATED))
            self._defaults.append((last, attributes.get(_DEFAULT_STYLE, "")))
        elif name == _ROW:
            self._repeated = _count(attributes.get(_ROWS_REPEATED))
            self._column = self._width = 0
            self._formats = {}
        elif name in _CELLS:
            if self.sheets:
                self._note(attributes)
                self._note_format(attributes)
            self._column += _count(attributes.get(_CELLS_REPEATED))
            if _TYPE in attributes:  # not a style alone, which programs give to whole columns
                self._width = self._column
        elif self._column and name.endswith(" p"):
            self._width = self._column

    def text(self, text: str) -> None:
        if not self.sheets:
            self.styles.text(text)
        if self._error is not None:
            errors = self.sheets[-1].errors
            errors[self._error] = f"{errors.get(self._error, '')}{text.strip()}"[:_LONGEST_ERROR]

    def _note(self, attributes: dict[str, str]) -> None:
        """Note that a cell is merged with others, or is an error."""
        down, right = (_count(attributes.get(each)) for each in _SPANNED)
        if down > 1 or right > 1:
            top, left = self._row + 1, self._column
            self.sheets[-1].merged.append((top, left, top + down - 1, left + right - 1))
        if attributes.get(_CALC_TYPE) == "error":
            self._error = self._row, self._column

    def _note_format(self, attributes: dict[str, str]) -> None:
        """Note what a cell shows beside its value, for each cell that it stands for."""
        kind = attributes.get(_TYPE, "")
        if kind not in _FORMATTED:
            return
        truth = _TRUTHS.get(attributes.get(_FORMULA, ""))
        style = attributes.get(_CELL_STYLE) or next((own for last, own in self._defaults if self._column < last), "")
        found = truth or self.styles.formats(style, kind, attributes.get(_CURRENCY, ""))
        if found is not None:
            count = min(_count(attributes.get(_CELLS_REPEATED)), MOST_COLUMNS)
            self._formats.update(dict.fromkeys(range(self._column, self._column + count), found))

    def end(self, name: str) -> None:
        if not self.sheets:
            self.styles.end(name)
        if name in _CELLS:
            self._error = None
        if name != _ROW:
            return
        self._row += self._repeated
        self._pending += self._repeated
        if self._width:
            self._rows += self._pending
            self._pending = 0
            self._columns = max(self._columns, self._width)
            if self._rows > MOST_ROWS or self._columns > MOST_COLUMNS or self._rows * self._columns > MOST_CELLS:
                raise EnvironmentFault(
                    "import.sheet-too-large",
                    file=self._path.name,
                    rows=self._rows,
                    columns=self._columns,
                    most=MOST_CELLS,
                    most_columns=MOST_COLUMNS,
                )
            for row in range(self._row - self._repeated, self._row) if self._formats else ():
                self.sheets[-1].formats.update({(row, column): each for column, each in self._formats.items()})

    def _begin(self) -> None:
        self._rows = self._columns = self._pending = self._row = 0
        self._defaults = []
        self.sheets.append(OdsSheet([], {}, {}))


def check_ods(styles: Iterable[bytes], blocks: Iterable[bytes], path: Path) -> tuple[OdsSheet, ...]:
    """Read the styles and the content of an ODS file, in blocks, to their ends, and return what is in its sheets.

    Raises EnvironmentFault, which names the file of ``path``, if a table is larger than an import allows, or if one of
    the two parts is no XML or has a document type declaration. If a cell with an error is
    repeated (written once for several cells), the result has the error for the first of them only.
    """
    bounds = _Bounds(path)
    _parse(styles, bounds.styles, path)
    _parse(blocks, bounds, path)
    return tuple(bounds.sheets)


def _parse(blocks: Iterable[bytes], reader: _Bounds | OdsStyles, path: Path) -> None:
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text

    def refuse(*_: object) -> None:
        raise EnvironmentFault("import.sheet-doctype", path=path)

    parser.StartDoctypeDeclHandler = refuse
    is_empty = True
    try:
        for block in blocks:
            parser.Parse(block, False)
            is_empty = False
        if not is_empty:
            parser.Parse(b"", True)
    except ExpatError as error:
        raise EnvironmentFault("import.sheet-damaged", path=path, error=error) from error


def _count(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:12]), _LARGEST)
