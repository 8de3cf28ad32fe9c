"""Reads tables in workbooks (XLSX, XLS and ODS) by python-calamine, once it is checked that they are not too large."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from coopviewer.authoring.importing.sheet.files.cell_formats import Formats
from coopviewer.authoring.importing.sheet.files.ods_bounds import OdsSheet, check_ods
from coopviewer.authoring.importing.sheet.files.tables import LONGEST_CELL, Cell, Row, SheetTable, check_bounds, nothing
from coopviewer.authoring.importing.sheet.files.xls_formats import xls_formats
from coopviewer.authoring.importing.sheet.files.xlsx_gaps import (
    Cells,
    Styles,
    cells_without_value,
    formatted_cells,
    has_gaps,
    shown_styles,
)
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetName

T = TypeVar("T")
MOST_BYTES = 128 << 20
"""The most bytes of a workbook on the disk."""
MOST_UNPACKED = 1 << 30
"""The most bytes that the parts of a workbook may unpack to; it is read into memory as a whole."""
_MOST_RATIO = 200
_LEAST = 32 << 20  # bytes below which the ratio is not looked at
_MOST_PARTS = 5_000
_ENCRYPTED = 0x1
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
_BLOCK = 1 << 20
_AT_ONCE = 200  # rows that the library makes in one call, while which no other thread runs
_LONGEST_TAG = 200  # bytes of a block that are looked at again with the next one
_REFERENCE = re.compile(rb"<(?:\w+:)?c\s[^>]{0,100}?\br=[\"']([A-Z]{1,4})(\d{1,9})[\"']")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of XLS files, and of encrypted XLSX files."""
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
"""The name of what an encrypted XLSX file consists of."""


class _Found(NamedTuple):
    """What was found in a workbook beside what the library reads.

    That are the sheets of ODS, and of XLSX whether there are gaps, and the styles that show more or less than a value.
    """

    sheets: tuple[OdsSheet, ...]
    has_gaps: bool
    styles: Styles


_NOTHING = _Found((), False, {})


def read_workbook(
    content: bytes, path: Path, wanted: str | None = None, check: Callable[[], None] = nothing
) -> SheetTable:
    """Read a sheet of a workbook; ``wanted`` is its name, or its number among the worksheets, from 1, hidden ones too.

    ``wanted`` None: the first sheet with more than one row and column, a visible one before a hidden one; if there is
    none, the first visible sheet, or else the first. Some cells become texts: errors such as ``#DIV/0!`` (in XLS they
    are empty), formulas of XLSX without a kept value, and cells whose format shows more or less than their value, such
    as ``20 %``, ``5 EUR`` or ``2024-03``. ``check`` is called again and again, and may raise, but not while the library
    reads a sheet, which it does in one piece. Raises EnvironmentFault, which names ``path``, if the workbook is
    damaged, encrypted or too large, as with over 10,000,000 cells (``check_bounds``), or has no such sheet.
    """
    if content.startswith(OLE) and _ENCRYPTED_PART in content:
        raise EnvironmentFault("import.sheet-encrypted", path=path)
    kind, found = ("xls", _NOTHING) if content.startswith(OLE) else _check_archive(content, path, check)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            numbers = {each.name: number for number, each in enumerate(workbook.sheets_metadata)}
            names = [
                SheetName(each.name, each.visible is not SheetVisibleEnum.Visible)
                for each in workbook.sheets_metadata
                if each.typ is SheetTypeEnum.WorkSheet
            ]
            if not names:
                raise EnvironmentFault("import.sheet-none", path=path)
            sheet = _sheet(workbook, names, wanted, path)
            table = _table(sheet, kind, tuple(names), path, check)
            _complete(table, numbers[sheet.name], found, content)
            return table
    except PasswordError as error:
        raise EnvironmentFault("import.sheet-encrypted", path=path) from error
    except (CalamineError, ValueError, OverflowError, UnicodeError, OSError) as error:
        raise EnvironmentFault("import.sheet-damaged", path=path, error=_short(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of the library's language, for a file that it did not expect
            raise EnvironmentFault("import.sheet-damaged", path=path, error=_short(error)) from error
        raise


def is_workbook(file: BinaryIO) -> bool:
    """Return whether an archive seems an office document by its parts; False for one that cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            return not _OFFICE.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError, LookupError, OSError):
        return False


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120]


def _complete(table: SheetTable, number: int, found: "_Found", content: bytes) -> None:
    """Add to a table what the library leaves out: the texts of ``xlsx_gaps``, merged cells of ODS, formats of all."""
    cells: Cells = {}
    formats: Formats = {}
    if number < len(found.sheets):
        table.merged = found.sheets[number].merged
        cells, formats = found.sheets[number].errors, found.sheets[number].formats
    elif found.has_gaps or found.styles:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            cells = cells_without_value(archive, number) if found.has_gaps else {}
            formats = formatted_cells(archive, number, found.styles) if found.styles else {}
    elif table.format == "xls":
        formats = xls_formats(content, number)
    _put(table, cells, lambda text, cell: text if cell == "" else None)
    _put(table, formats, lambda form, cell: form.shown(cell))


def _put(table: SheetTable, given: Mapping[tuple[int, int], T], text_of: Callable[[T, Cell], str | None]) -> None:
    """Replace cells by the texts that ``text_of`` returns for what is given; None: the cell stays as it is."""
    for (row, column), each in given.items():
        row, column = row + 1 - table.first_row, column - table.first_column
        if 0 <= row < len(table.rows) and 0 <= column < len(table.rows[row]):
            text = text_of(each, table.rows[row][column])
            if text is not None:
                table.rows[row] = [*table.rows[row][:column], text, *table.rows[row][column + 1 :]]


def _check_archive(content: bytes, path: Path, check: Callable[[], None]) -> tuple[str, "_Found"]:
    """Return the format of a workbook, and what was found in it.

    Raises EnvironmentFault if it unpacks too large, is encrypted or is none.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):  # the list of its parts is at its end
        raise EnvironmentFault("import.sheet-cut-off", path=path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or unpacked > MOST_UNPACKED:
                raise EnvironmentFault("import.unpacks-too-large", path=path)
            if unpacked > _LEAST and unpacked > _MOST_RATIO * len(content):
                raise EnvironmentFault("import.unpacks-too-large", path=path)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise EnvironmentFault("import.sheet-encrypted", path=path)
            marks = [_check_part(archive, part, path, check) for part in parts]
            if "xl/workbook.xml" in names:
                return "xlsx", _Found((), any(marks), shown_styles(archive))
            if "content.xml" in names and "mimetype" in names:
                return "ods", _Found(_check_ods(archive, path, check), False, {})
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError, LookupError) as error:
        raise EnvironmentFault("import.sheet-damaged", path=path, error=_short(error)) from error
    raise EnvironmentFault("import.sheet-other-office", path=path)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, check: Callable[[], None]) -> bool:
    """Refuse a part that unpacks to more than the list of the archive says, or whose cells span too large a table.

    The library makes a table of everything from the first to the last cell in memory, also of one that has two cells.
    Return whether it is a sheet with formulas or errors.
    """
    is_sheet = part.filename.startswith("xl/worksheets/")
    size, rest = 0, b""
    rows = columns = 1
    marked = False
    with archive.open(part) as member:
        while block := member.read(_BLOCK):
            check()
            if not size and b"<!DOCTYPE" in block[:4096]:
                raise EnvironmentFault("import.sheet-doctype", path=path)
            size += len(block)
            text = rest + block
            if is_sheet:
                marked = marked or has_gaps(text)
                for letters, row in _REFERENCE.findall(text):
                    rows, columns = max(rows, int(row)), max(columns, _column(letters))
            rest = text[-_LONGEST_TAG:]
    if size != part.file_size:
        raise EnvironmentFault("import.unpacks-too-large", path=path)
    if is_sheet:
        check_bounds(rows, columns, path.name)
    return marked


def _column(letters: bytes) -> int:
    number = 0
    for each in letters[:4]:
        number = number * 26 + each - ord("A") + 1
    return number


def _check_ods(archive: zipfile.ZipFile, path: Path, check: Callable[[], None]) -> tuple[OdsSheet, ...]:
    styles = archive.open("styles.xml") if "styles.xml" in archive.namelist() else io.BytesIO()
    with styles, archive.open("content.xml") as content:
        found = check_ods(_blocks(styles, check), _blocks(content, check), path)
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise EnvironmentFault("import.sheet-encrypted", path=path)
    return found


def _blocks(content: IO[bytes], check: Callable[[], None]) -> Iterator[bytes]:
    while block := content.read(_BLOCK):
        check()
        yield block


def _sheet(workbook: CalamineWorkbook, names: Sequence[SheetName], wanted: str | None, path: Path) -> CalamineSheet:
    if wanted is not None:
        known = [each.name for each in names]
        if wanted not in known and wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(known):
            wanted = known[int(wanted) - 1]
        if wanted not in known:
            raise EnvironmentFault("import.sheet-unknown", path=path, sheet=wanted, known=", ".join(known))
        return workbook.get_sheet_by_name(wanted)
    first: CalamineSheet | None = None
    for each in sorted(names, key=lambda name: name.is_hidden):
        sheet = workbook.get_sheet_by_name(each.name)
        if sheet.height > 1 and sheet.width > 1:
            return sheet
        first = first or sheet
    assert first is not None
    return first


def _table(
    sheet: CalamineSheet, kind: str, names: tuple[SheetName, ...], path: Path, check: Callable[[], None]
) -> SheetTable:
    check_bounds(sheet.height, sheet.width, path.name)
    start = sheet.start or (0, 0)
    rows: list[Row] = []
    given = islice(sheet.iter_rows(), start[0], None)  # from the first row with cells on
    while block := list(islice(given, _AT_ONCE)):
        check()
        for number, row in enumerate(block, start=start[0] + 1 + len(rows)):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
                raise EnvironmentFault("import.sheet-long-cell", path=path, row=number, most=LONGEST_CELL)
        rows += block
    table = SheetTable(kind, rows, first_row=start[0] + 1, first_column=start[1], sheet=sheet.name, sheets=names)
    if kind != "ods":
        table.merged = [(a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    return table
