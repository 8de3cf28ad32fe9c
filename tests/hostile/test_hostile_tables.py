"""Tables that are broken, or made to do harm: each is refused in a sentence within bounds, and nothing is written."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetChoice
from tests.authoring.importing.sheet.tables_of_projects import projects, run
from tests.faults import words_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = (
    f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
    f'xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
)
_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def xlsx(*rows: list[object]) -> bytes:
    """Return a workbook."""
    book = openpyxl.Workbook()
    for row in rows or (["Title", "Country"], ["Wells", "Kenya"]):
        book.active.append(row)
    with io.BytesIO() as file:
        book.save(file)
        return file.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one part changed, or added."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            for name in dict.fromkeys((*old.namelist(), part)):
                found = old.read(name) if name in old.namelist() else b""
                new.writestr(name, change(found) if name == part else found)
        return file.getvalue()


def sheet_of(cells: str) -> bytes:
    """Return a workbook whose sheet has these rows."""
    return changed(
        xlsx(),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f"{cells}</sheetData></worksheet>"
        ).encode(),
    )


def ods(rows: str, before: str = "") -> bytes:
    """Return an ODS file whose table has these rows."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
            archive.writestr("content.xml", before + _HEAD + rows + _TAIL)
        return file.getvalue()


def cell(text: str, times: int = 1) -> str:
    """Return a cell of an ODS file."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(cells: str, times: int = 1) -> str:
    """Return a row of an ODS file."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
FAR = '<row r="1"><c r="A1" t="str"><v>Title</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
REFUSED: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "two cells far apart": ("a.xlsx", sheet_of(FAR), "1,048,576 rows and 16,384 columns"),
    "repeated cells": ("a.ods", ods(row(cell("Title")) + row(cell("x", 16_000), 1_000_000)), "16,000 columns"),
    "a cell below a million rows": (
        "a.ods",
        ods(row(cell("Title")) + row(EMPTY, 1_048_000) + row(EMPTY + cell("x"))),
        "rows",
    ),
    "a document type": (
        "a.ods",
        ods(row(cell("&a;")), '<!DOCTYPE x [<!ENTITY a "b">]>'),
        "document type declaration",
    ),
    "a document type in a workbook": (
        "a.xlsx",
        changed(xlsx(), "xl/workbook.xml", lambda old: b'<!DOCTYPE x [<!ENTITY a "b">]>' + old),
        "document type declaration",
    ),
    "a part of zeros": (
        "a.xlsx",
        lambda: changed(xlsx(), "xl/media/a.bin", lambda _: bytes(64 << 20)),
        "unpacks to far more",
    ),
    "no workbook": ("a.xlsx", changed(xlsx(), "xl/workbook.xml", lambda _: b"<x"), "cannot be read as a spreadsheet"),
    "cut off": ("a.xlsx", xlsx()[:2000], "is incomplete"),
    "an old workbook of nothing": ("a.xls", OLE + bytes(5000), "cannot be read as a spreadsheet"),
    "an old workbook of noise": ("a.xls", OLE + bytes(range(256)) * 40, "cannot be read as a spreadsheet"),
    "a document": (
        "a.docx",
        changed(xlsx(), "word/document.xml", lambda _: b"<x/>").replace(b"xl/workbook.xml", b"xl/workbxxk.xml"),
        "office document",
    ),
    "a quotation that never ends": ("a.csv", b'Title,Country\n"' + b"x" * 200_000, "more than 100,000 characters"),
    "too many columns": ("a.csv", b"Title" + b"," * 2000 + b"\nWells\n", "At most 10,000,000 cells in 1,000 columns"),
    "noise": ("a.csv", bytes(range(1, 256)) * 10, "neither XML nor a table"),
    "one column of words": ("a.txt", b"To whom it may concern\nthis is a letter\n", "has one column"),
    "headings alone": ("a.csv", b"Title,Country\n", "no rows below its headings"),
    "nothing": ("a.csv", b"\n", "a.csv"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_table_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    file_name, content, words = REFUSED[name]
    file = tmp_path / file_name
    file.write_bytes(content if isinstance(content, bytes) else content())
    with pytest.raises(EnvironmentFault) as raised:
        run(file)
    assert words in words_of(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == [file_name]


def test_styles_over_whole_columns_are_no_cells(tmp_path: Path) -> None:
    styled = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'
    file = tmp_path / "a.ods"
    file.write_bytes(
        ods(row(cell("Title") + cell("Country")) + row(cell("Wells") + cell("Kenya")) + row(styled, 1_048_000))
    )
    assert projects(run(file)[1]) == {"Wells": ["has-beneficiary country/KE"]}


def test_very_many_rows_of_one_title_take_no_longer_each(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Title,Note\n" + "".join(f"Wells,{number}\n" for number in range(3000)), encoding="utf-8")
    outcome, _ = run(file)
    assert outcome.activities == 3000


def test_cells_that_steer_are_data(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Title,Note\n\"=cmd|' /c calc'!A1\",<b>\\u202e</b>\n", encoding="utf-8")
    assert projects(run(file)[1]) == {"=cmd|' /c calc'!A1": ["Note: <b>\\u202e</b>"]}


@pytest.mark.parametrize("encoding", ["nonsense", "zip", "utf-16"])
def test_a_wrong_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"Title,Country\nWells,Kenya!\n")
    with pytest.raises(EnvironmentFault) as raised:
        run(file, **SheetChoice(encoding=encoding)._asdict())
    assert encoding in words_of(raised.value)
