"""An example table to fill in: a spreadsheet if the name says so, else CSV."""

from pathlib import Path

import openpyxl
import pytest

from coopviewer.domain.imports.sheets import SheetSlot, SheetTemplate
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables.csv_file import read_csv
from coopviewer.exchange.tables.sheet_template import save_template

TEMPLATE = SheetTemplate(
    (SheetSlot.IDENTIFIER, SheetSlot.TITLE, SheetSlot.OTHER),
    ("Number", "Title", "Remark"),
    (("A-1", "Wells", "=1+1"), ("A-2", "Pumps", "")),
)


@pytest.mark.parametrize("name", ["example.xlsx", "example.XLSX"])
def test_a_spreadsheet_has_the_headings_the_rows_and_a_word_on_each_column(tmp_path: Path, name: str) -> None:
    save_template(tmp_path / name, TEMPLATE, ENGLISH)
    rows, dictionary = openpyxl.load_workbook(tmp_path / name).worksheets
    assert (rows.title, dictionary.title) == ("Projects", "Data dictionary")
    assert [[cell.value or "" for cell in row] for row in rows.iter_rows()] == [
        *(["Number", "Title", "Remark"], ["A-1", "Wells", "=1+1"], ["A-2", "Pumps", ""]),
    ]
    said = [tuple(cell.value or "" for cell in row)[:5] for row in dictionary.iter_rows(min_row=2, max_row=4)]
    assert [row[:4] for row in said] == [
        ("projects", "identifier", "Number", "text"),
        ("projects", "title", "Title", "text"),
        ("projects", "other", "Remark", "text"),
    ]
    assert all(row[4] for row in said)


@pytest.mark.parametrize("name", ["example.csv", "example", "xlsx"])
def test_any_other_name_is_csv_with_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    save_template(tmp_path / name, TEMPLATE, ENGLISH)
    content = (tmp_path / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNumber,Title,Remark\r\n")
    assert list(read_csv(content))[1:] == [["A-1", "Wells", "=1+1"], ["A-2", "Pumps", ""]]
