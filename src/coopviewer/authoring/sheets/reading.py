"""Reads curated sheets (CSV, XLSX, XLS, ODS) as the tables that TOML files with the same content would be.

Each row has its place in the sheet, for messages.
"""

from collections.abc import Iterator
from pathlib import Path

from coopviewer.authoring.importing.sheet.files.reading import read_table
from coopviewer.authoring.importing.sheet.files.tables import Cell, SheetTable, text_of
from coopviewer.authoring.places import CellPlace, PlacedTable
from coopviewer.authoring.sheets.kinds import (
    CODED,
    COLUMNS,
    DECIMAL,
    EACH,
    EACH_COLUMNS,
    FACT_KINDS,
    KEYS,
    LISTS,
    QUANTITY,
    WHOLE,
)
from coopviewer.domain.faults import Fault, display_value, one_of, phrase
from coopviewer.domain.imports.sheets import SheetChoice

ENDINGS = (".csv", ".xlsx", ".xls", ".ods")
"""The endings of files that can be sheets of curated files."""
_TEXT = "csv"
_FORMULA = ("'=", "'+", "'-", "'@")


class _Sheet:
    """One sheet with its headings."""

    def __init__(self, file: str, name: str, table: SheetTable, faults: list[Fault]) -> None:
        self.name, self._table, self.file = name, table, file
        self._columns: dict[int, str] = {}
        headings = table.rows[0] if table.rows else ()
        for column, cell in enumerate(headings):
            heading = text_of(cell).strip().lower()
            place = f"{file}: {name}!{table.letter(column)}{table.first_row}"
            if heading in self._columns.values():
                faults.append(Fault(place, heading, phrase("a second column of this heading"), phrase("one column")))
            elif heading in COLUMNS[name]:
                self._columns[column] = heading
            elif heading or any(column < len(row) and row[column] != "" for row in table.rows):
                expected = one_of(COLUMNS[name])
                faults.append(Fault(place, phrase("the heading"), display_value(text_of(cell)), expected))

    def rows(self) -> Iterator[PlacedTable]:
        """Yield the rows that are not empty, without the cells that are."""
        for index, row in enumerate(self._table.rows[1:], start=1):
            number = self._table.first_row + index
            cells = {key: f"{self._table.letter(column)}{number}" for column, key in self._columns.items()}
            place = CellPlace(self.file, self.name, number, cells)
            texts = {key: _text(row[column]) for column, key in self._columns.items() if column < len(row)}
            kept = {key: text for key, text in texts.items() if text}
            if kept:
                yield PlacedTable({key: _value(key, text, kept.get("type", "")) for key, text in kept.items()}, place)


def read_sheets(paths: list[Path], faults: list[Fault]) -> Iterator[PlacedTable]:
    """Yield the rows of all sheets in some files, each as the top table of a TOML file with this row alone.

    A row of the sheet ``entries`` becomes ``{"entry": [{"id": "country/NE", "title": "Niger"}]}``. Each of the sheets
    ``codes`` and ``names`` becomes one table, and so does a relation with the rows of type ``each`` below it. Sheets
    are in the order of COLUMNS. A text file is one sheet, named as the file without its ending; case does not count in
    names of sheets. Sheets with unknown names, headings that the sheet does not have or has twice, and unknown kinds of
    facts are added to ``faults``. Raises EnvironmentFault if a file cannot be read.
    """
    found = [sheet for path in paths for sheet in _sheets(path, faults)]
    for name in COLUMNS:
        for sheet in found:
            if sheet.name == name:
                yield from _tables(sheet, faults)


def _sheets(path: Path, faults: list[Fault]) -> Iterator[_Sheet]:
    table = read_table(path, SheetChoice())[0]
    if table.format == _TEXT:
        named = [(path.stem.lower(), table)]
    else:
        names = [each.name for each in table.sheets]
        named = [(name.lower(), read_table(path, SheetChoice(sheet=name))[0]) for name in names]
    for name, each in named:
        if name in COLUMNS:
            yield _Sheet(path.name, name, each, faults)
        else:
            faults.append(Fault(path.name, phrase("the sheet"), display_value(name), one_of(COLUMNS)))


def _tables(sheet: _Sheet, faults: list[Fault]) -> Iterator[PlacedTable]:
    if sheet.name in CODED:
        coded = {str(row.pop("code", "")): row for row in sheet.rows()}
        yield PlacedTable({CODED[sheet.name]: coded}, sheet.file)
    elif sheet.name == "facts":
        yield from _facts(sheet, faults)
    else:
        for row in sheet.rows():
            top: dict[str, object] = {}
            if sheet.name == "passages" and "source" in row:
                top["source"] = row.pop("source")
            top |= {"edition": row} if sheet.name == "edition" else {KEYS[sheet.name]: [row]}
            yield PlacedTable(top, row.place)


def _facts(sheet: _Sheet, faults: list[Fault]) -> Iterator[PlacedTable]:
    """Yield the facts; a row of type EACH belongs to the relation above it."""
    waiting: PlacedTable | None = None
    each_of: list[PlacedTable] | None = None
    for row in sheet.rows():
        kind, entry, source = (row.pop(key, "") for key in ("type", "entry", "source"))
        if kind == EACH and each_of is not None:
            each_of.append(PlacedTable({key: row[key] for key in row if key in EACH_COLUMNS}, row.place))
            continue
        if waiting is not None:
            yield waiting
        waiting = each_of = None
        if kind not in FACT_KINDS:
            place = row.place.of("type") if isinstance(row.place, CellPlace) else row.place
            faults.append(Fault(place, "type", display_value(kind), one_of((*FACT_KINDS, EACH))))
            continue
        if kind == "relation" and "to" not in row:
            each_of = []
            row["to_each"] = each_of
        top: dict[str, object] = {"source": source} if source else {}
        top["facts"] = [PlacedTable({**({"entry": entry} if entry else {}), str(kind): [row]}, row.place)]
        waiting = PlacedTable(top, row.place)
    if waiting is not None:
        yield waiting


def _text(cell: Cell) -> str:
    text = cell.strip() if isinstance(cell, str) else text_of(cell)
    return text[1:] if text.startswith(_FORMULA) else text


def _value(key: str, text: str, kind: str) -> object:
    if key in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if key in WHOLE or (key == "value" and kind == QUANTITY):
        return int(text) if text.isascii() and text.removeprefix("-").isdigit() else text
    if key in DECIMAL:
        try:
            return float(text)
        except ValueError:
            return text
    return text
