"""How large the tables of an ODS file become: its rows and cells say how often they are repeated."""

from collections.abc import Iterable
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from coopviewer.authoring.importing.sheet.files.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from coopviewer.domain.errors import EnvironmentFault

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_ROW, _CELLS = f"{_TABLE} table-row", (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell")
_ROWS_REPEATED, _CELLS_REPEATED = f"{_TABLE} number-rows-repeated", f"{_TABLE} number-columns-repeated"
_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_SHEET = f"{_TABLE} table"
_LARGEST = 1 << 30


class _Bounds:
    """Counts the rows and columns of the sheets up to the last cell that has something."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._columns = self._pending = 0
        self._repeated = 1
        self._column = self._width = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SHEET:
            self._begin()
        elif name == _ROW:
            self._repeated = _count(attributes.get(_ROWS_REPEATED))
            self._column = self._width = 0
        elif name in _CELLS:
            self._column += _count(attributes.get(_CELLS_REPEATED))
            if _TYPE in attributes:  # not a style alone, which programs give to whole columns
                self._width = self._column
        elif self._column and name.endswith(" p"):
            self._width = self._column

    def end(self, name: str) -> None:
        if name != _ROW:
            return
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

    def _begin(self) -> None:
        self._rows = self._columns = self._pending = 0


def check_ods(blocks: Iterable[bytes], path: Path) -> None:
    """Read the content of an ODS file, in blocks, to its end.

    Raises EnvironmentFault if its tables are larger than what is imported, or if it is no XML.
    """
    bounds = _Bounds(path)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = bounds.start
    parser.EndElementHandler = bounds.end

    def refuse(*_: object) -> None:
        raise EnvironmentFault("import.sheet-doctype", path=path)

    parser.StartDoctypeDeclHandler = refuse
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except ExpatError as error:
        raise EnvironmentFault("import.sheet-damaged", path=path, error=error) from error


def _count(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:12]), _LARGEST)
