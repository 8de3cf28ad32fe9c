"""Spreadsheets: which cells are numbers and days, what is filtered and stays in view, and how many rows fit."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables import xlsx_file
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField, is_day
from coopviewer.exchange.tables.xlsx_file import xlsx_parts
from tests.faults import raises_fault

TODAY = date(2026, 11, 29)


def table(*rows: tuple[str, ...], kind: FieldKind = FieldKind.TEXT, fields: int = 1, **more: Any) -> DataTable:
    named = tuple(TableField(f"f{place}", f"F{place}", "A field.", kind) for place in range(fields))
    return DataTable("rows", "Rows", named, rows, **more)


def opened(one: DataTable, tally: RowCounter | None = None) -> openpyxl.Workbook:
    content = b"".join(xlsx_parts(one, tally or RowCounter(one), TODAY, ENGLISH))
    return openpyxl.load_workbook(BytesIO(content))


def cells(kind: FieldKind, *texts: str) -> list[Any]:
    sheet = opened(table(*((text,) for text in texts), kind=kind)).worksheets[0]
    return [sheet.cell(row, 1).value for row in range(2, len(texts) + 2)]


NUMBERS = (
    *(("0", 0), ("-7", -7), ("7.50", 7.5), ("123456789012345", 123_456_789_012_345)),
    *(("-12345678901234", -12_345_678_901_234), ("1234567890123.5", 1_234_567_890_123.5)),
    *((text, text) for text in ("1234567890123456", "-123456789012345", "12345678901234.5", "about 5", "2019-07-01")),
    ("", None),
)
DAYS = (
    ("2019-07-01", datetime(2019, 7, 1)),
    ("1900-03-01", datetime(1900, 3, 1)),
    ("9999-12-31", datetime(9999, 12, 31)),
    *((text, text) for text in ("1900-02-28", "1899-12-31", "2019-02-29", "2019", "2019-07", "2019-7-1", "7")),
)


@pytest.mark.parametrize(
    ("kind", "expected"), [(FieldKind.INTEGER, NUMBERS), (FieldKind.NUMBER, NUMBERS), (FieldKind.DATE, DAYS)]
)
def test_numbers_of_up_to_fifteen_characters_and_days_from_march_1900_on_are_written_as_such(
    kind: FieldKind, expected: tuple[tuple[str, object], ...]
) -> None:
    found = cells(kind, *(text for text, _ in expected))
    assert [(type(each), each) for each in found] == [(type(value), value) for _, value in expected]


def test_whole_numbers_and_days_are_shown_as_their_texts() -> None:
    for kind, text, shown in (
        (FieldKind.INTEGER, "2019", "0"),
        (FieldKind.NUMBER, "2019", "#,##0"),
        (FieldKind.DATE, "2019-07-01", "yyyy-mm-dd"),
        (FieldKind.TEXT, "2019", "General"),
    ):
        assert opened(table((text,), kind=kind)).worksheets[0]["A2"].number_format == shown


@pytest.mark.parametrize("text", ["2019-07-01", "0001-01-01", "2020-02-29"])
def test_a_whole_day_is_a_day(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text", ["", "2019", "2019-07", "2019-02-29", "2019-13-01", "20190701", "2019-07-01T00", " 2019-07-01"]
)
def test_anything_else_is_no_day(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize(("rows", "fields", "ref"), [(3, 2, "A1:B4"), (1, 1, "A1:A2"), (2, 28, "A1:AB3")])
def test_all_columns_and_rows_can_be_filtered(rows: int, fields: int, ref: str) -> None:
    book = opened(table(*(("x",) * fields for _ in range(rows)), fields=fields))
    assert book.worksheets[0].auto_filter.ref == ref
    assert book.worksheets[1].auto_filter.ref == f"A1:F{fields + 2}"


def test_headings_stay_in_view_in_both_sheets() -> None:
    data, dictionary = opened(table(("x", "y"), fields=2)).worksheets
    assert (data.freeze_panes, dictionary.freeze_panes) == ("B2", "A2")
    assert opened(table(("x",))).worksheets[0].freeze_panes == "B2"


def test_only_the_dictionary_has_its_texts_in_several_lines() -> None:
    data, dictionary = opened(table(("x",))).worksheets
    assert not data.column_dimensions["A"].alignment.wrap_text
    assert dictionary.column_dimensions["A"].alignment.wrap_text
    assert data["A1"].alignment.wrap_text
    assert data["A1"].font.bold


def test_the_dictionary_says_what_the_columns_mean() -> None:
    dictionary = opened(table(("x",), about=(("Edition", "e"),))).worksheets[1]
    found = [[cell.value or "" for cell in row] for row in dictionary.iter_rows()]
    assert found[:3] == [
        ["Table", "Column", "Heading", "Type", "Meaning", "Values"],
        ["rows", "f0", "F0", "text", "A field.", ""],
        ["", "", "Edition", "", "e", ""],
    ]


def test_the_day_is_in_the_properties_and_a_long_heading_is_cut_too() -> None:
    one = table(("x",))._replace(fields=(TableField("f", "h" * 40_000, "m"),))
    tally = RowCounter(one)
    book = opened(one, tally)
    assert (book.properties.created.date(), book.properties.title) == (TODAY, "Rows")
    assert len(str(book.worksheets[0]["A1"].value)) == 32_767
    assert (tally.cut, tally.rows) == (1, 1)


@pytest.mark.parametrize(("rows", "is_written"), [(4, True), (5, False)])
def test_a_sheet_has_no_more_rows_than_it_can(rows: int, is_written: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 5)  # a million take half a minute
    many = table(*(("x",) for _ in range(rows)))
    if is_written:
        assert opened(many).worksheets[0].max_row == 5
    else:
        with raises_fault("4"):
            opened(many)


def test_a_table_without_rows_has_its_headings() -> None:
    sheet = opened(table(fields=2)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["F0", "F1"]]


def test_no_file_is_left_of_a_table_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> Iterator[tuple[str, ...]]:
        yield ("x",)
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        opened(table()._replace(rows=failing()))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with raises_fault("could not be written"):
        opened(table(("x",)))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("x" * 31, "x" * 31),
        ("x" * 32, "x" * 31),
        ("é" * 32, "é" * 31),
        ("👩" * 15, "👩" * 15),
        ("👩" * 16, "👩" * 15),
        ("x" * 30 + " y", "x" * 30),
        ("x" * 30 + "'y", "x" * 30),
        ("'a'b'", "a'b"),
        ("a[b]:c*d?e/f\\g", "a b c d e f g"),
        ("a\x07\nb\u2028c", "a b c"),
        ("", "1"),
        ("'", "1"),
        ("history", "history 1"),
        ("Data Dictionary", "Data Dictionary 1"),
    ],
)
def test_a_sheet_is_named_as_its_table_as_far_as_a_spreadsheet_can(title: str, name: str) -> None:
    assert opened(table(("x",))._replace(title=title)).sheetnames == [name, "Data dictionary"]
