"""Hostile texts come back from CSV and XLSX as they were, read by programs other than this one."""

# ruff: noqa: RUF001  (letters that look like others are the point)

import csv
import io
import re
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.tables.csv_file import guarded, read_csv, unguarded, write_csv
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField
from coopviewer.exchange.tables.xlsx_file import LONGEST_CELL, xlsx_parts
from tests.exchange.tables.hostile import CONTROLS, ESCAPES, FITTING, FORMULAS, LONG, NUMBERS, SCRIPTS, TOO_LONG

TODAY = date(2026, 11, 29)
FIELDS = (TableField("id", "Id", "A number."), TableField("text", "Text", "Any text."))
ROWS = tuple((str(place), text) for place, text in enumerate(FITTING))
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # ECMA-376, part 1, 22.9.2.19
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(*texts: str, kind: FieldKind = FieldKind.TEXT) -> DataTable:
    fields = (FIELDS[0], FIELDS[1]._replace(kind=kind))
    return DataTable("hostile", "Hostile", fields, [(str(place), text) for place, text in enumerate(texts)])


def workbook(table: DataTable, tally: RowCounter | None = None) -> bytes:
    return b"".join(xlsx_parts(table, tally or RowCounter(table), TODAY, ENGLISH))


def sheets(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")}


def texts_of(content: bytes) -> list[str]:
    """Read the second column of the first sheet by the letter of the standard."""
    tree = ET.fromstring(sheets(content)["xl/worksheets/sheet1.xml"])
    found = []
    for row in list(tree.iter(f"{_MAIN}row"))[1:]:
        cells = {cell.get("r", "")[0]: cell for cell in row.iter(f"{_MAIN}c")}
        text = "".join(cells["B"].itertext()) if "B" in cells else ""
        found.append(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return found


def test_there_are_enough_of_them() -> None:
    assert len(set(FITTING)) == len(FITTING) >= 100
    assert min(map(len, (FORMULAS, CONTROLS, ESCAPES, NUMBERS))) >= 20
    assert len(SCRIPTS) >= 10


def test_csv_for_programs_has_every_text_as_it_was() -> None:
    content = write_csv(["id", "text"], ROWS, for_programs=True)
    csv.field_size_limit(200_000)
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["id", "text"], *map(list, ROWS)]


def test_csv_for_spreadsheets_begins_no_text_like_a_formula() -> None:
    content = write_csv(["id", "text"], ROWS)
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert [text for _, text in read if text.lstrip(" ")[:1] in (*"=+-@\t\r＝＋－＠",) and text.strip()] == []
    changed = [(before, text) for (_, before), (_, text) in zip(ROWS, read, strict=True) if before != text]
    assert all(text == f"'{before}" for before, text in changed), "an apostrophe is all that is added"
    assert len(changed) >= 25


def test_our_own_reading_takes_the_apostrophe_off() -> None:
    assert list(read_csv(write_csv(["id", "text"], ROWS))) == [["id", "text"], *map(list, ROWS)]
    programs = write_csv(["id", "text"], ROWS, for_programs=True)
    assert list(read_csv(programs, for_programs=True))[1:] == list(map(list, ROWS))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_has_its_apostrophe_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_csv_that_is_none_is_refused() -> None:
    for content in (b"\xff\xfe", b'"a'):
        with pytest.raises(ValueError):
            list(read_csv(content))


def test_a_spreadsheet_has_every_text_as_it_was() -> None:
    assert texts_of(workbook(table(*FITTING))) == list(FITTING)


def test_openpyxl_reads_the_same_cells_as_from_csv_for_programs() -> None:
    content = workbook(table(*FITTING))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}, "texts, never numbers, formulas, errors or truth values"
    for cell, text in zip(cells, FITTING, strict=True):
        if not _ESCAPED.search(cell.value) and "\r" not in text:  # openpyxl leaves the escapes of the format
            assert cell.value == text
    assert sum(_ESCAPED.search(cell.value) is not None for cell in cells) < 25


def test_there_is_no_formula_in_any_sheet() -> None:
    content = workbook(table(*FITTING, *TOO_LONG))
    written = sheets(content)
    assert len(written) == 2
    for xml in written.values():
        tree = ET.fromstring(xml)
        kinds = {element.tag.removeprefix(_MAIN) for element in tree.iter()}
        assert kinds.isdisjoint({"f", "hyperlink", "r"})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_a_text_like_a_formula_stays_a_text_when_it_is_edited() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(table(*FORMULAS)))).worksheets[0]
    quoted = [row[1].value for row in sheet.iter_rows(min_row=2) if row[1].quotePrefix]
    assert "=1+1" in quoted
    assert "＝1+1" in quoted
    assert "  =1+1" in quoted
    assert "{=1+1}" not in quoted


def test_a_text_in_the_markup_of_rich_text_brings_no_element_in() -> None:
    """XlsxWriter takes such a text for a rich string of its own and writes it as it is."""
    hostile = "<r></t></is></c><c r='Z9'><f>1+1</f></c><c><is><t></r>"
    assert texts_of(workbook(table(hostile))) == [hostile]


@pytest.mark.parametrize("text", TOO_LONG, ids=range(len(TOO_LONG)))
def test_a_cell_that_is_too_long_is_cut_and_reported(text: str) -> None:
    one = table(text, "short")
    tally = RowCounter(one)
    content = workbook(one, tally)
    cut, rest = texts_of(content)
    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST_CELL - 1, LONGEST_CELL)
    assert cut[-1] == "…"
    assert text.startswith(cut[:-1])
    assert rest == "short"
    assert tally.cut == 1
    dictionary = openpyxl.load_workbook(BytesIO(content)).worksheets[1]
    said = [str(row[4].value) for row in dictionary.iter_rows()]
    assert any(words.startswith("1 cell is longer than a spreadsheet allows") for words in said)


def test_a_cell_that_fits_is_not_cut() -> None:
    tally = RowCounter(table(*LONG))
    workbook(table(*LONG), tally)
    assert tally.cut == 0


def test_numbers_are_numbers_only_where_the_column_is_one() -> None:
    texts = ("007", "4000000.00", "33", "not stated", "1; 2", "12345678901234567", "1e5", "٣", "-1")
    sheet = openpyxl.load_workbook(BytesIO(workbook(table(*texts, kind=FieldKind.NUMBER)))).worksheets[0]
    cells = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert cells == [7, 4_000_000, 33, "not stated", "1; 2", "12345678901234567", "1e5", "٣", -1]
    sheet = openpyxl.load_workbook(BytesIO(workbook(table(*texts)))).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(texts)


def test_a_language_from_right_to_left_has_its_first_column_at_the_right() -> None:
    for code, is_mirrored in (("en", False), ("qps-rtl", True)):
        one = table("a")
        content = b"".join(xlsx_parts(one, RowCounter(one), TODAY, Translate(code)))
        found = [sheet.sheet_view.rightToLeft for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets]
        assert found == [is_mirrored or None] * 2


@pytest.mark.parametrize(
    ("notes", "shown"),
    [("n" * 980, f"Edition: 2026\nNotes: {'n' * 979}"), ("n" * 979, f"Edition: 2026\nNotes: {'n' * 979}")],
)
def test_the_properties_have_the_first_thousand_characters_about_a_table(notes: str, shown: str) -> None:
    about = (("Edition", "2026"), ("Notes", notes))
    book = openpyxl.load_workbook(BytesIO(workbook(table("a")._replace(about=about))))
    assert book.properties.description == shown


def test_two_runs_write_the_same_bytes() -> None:
    assert workbook(table(*FITTING)) == workbook(table(*FITTING))


@pytest.mark.parametrize(
    "title", ["[a]:*?/\\b", "'quoted'", "x" * 40, "", "   ", "History", "👩" * 40, "Data dictionary"]
)
def test_any_title_becomes_the_name_of_a_sheet(title: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(table("a")._replace(title=title))))
    first, second = book.sheetnames
    assert 0 < len(first.encode("utf-16-le")) // 2 <= 31
    assert second == "Data dictionary"
    assert not set(first) & set("[]:*?/\\")


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("History", "History 1"),
        ("DATA dictionary", "DATA dictionary 1"),
        ("Wells", "Wells"),
        ("Historian", "Historian"),
    ],
)
def test_a_sheet_whose_name_is_taken_gets_a_number(title: str, first: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(table("a")._replace(title=title))))
    assert book.sheetnames == [first, "Data dictionary"]
