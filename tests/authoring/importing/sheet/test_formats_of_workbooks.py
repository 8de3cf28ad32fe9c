"""Cells that show more or less than their value: XLSX, XLS and ODS of one table say the same, and what is shown."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.authoring.importing.sheet.other_program import FORMATS, kept, written_here
from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run

_HEADINGS = ("ID", "Title", "Country", "Share", "Budget", "Done", "Start", "End", "Balance", "Length", "Open")
_CELLS = (
    ("000", "", "", "0%", '#,##0.00" €"', "0.0%", "mmm yyyy", "yyyy", "#,##0.00;(#,##0.00)", '0" months"', ""),
    ("000", "", "", "0%", "[$USD] #,##0", "0%", "dd/mm/yyyy", "yyyy", '#,##0" €";[Red]-#,##0" €"', "0", ""),
    ("000", "", "", "0.00%", '#,##0.0,,"M €"', "# ?/?", "mm/yyyy", "yyyy-mm-dd", "0", "h:mm", ""),
)
_VALUES = (
    (7, "Wells", "Mali", 0.4, 1234.5, 0.125, datetime(2021, 3, 15), datetime(2023, 1, 1), -1234.5, 36, True),
    (42, "Roads", "Chad", 1, 2500, 1, datetime(2019, 2, 1), datetime(2020, 12, 31), -80, 12, False),
    (123, "Dams", "Niger", 0.335, 1234567, 0.5, datetime(2018, 6, 1), datetime(2019, 7, 30), 5, 0.5, True),
)
EXPECTED = {
    "Wells": [
        *("Balance: -1234.5", "Done: 12.5 %", "Length: 36 months", "Open: TRUE", "budget 123450e-2 EUR"),
        *("has-beneficiary country/ML 40 %", "id 007", "timeframe 2021-03/2023"),
    ],
    "Roads": [
        *("Balance: -80 €", "Done: 100 %", "Length: 12", "Open: FALSE", "budget 250000e-2 USD"),
        *("has-beneficiary country/TD 100 %", "id 042", "timeframe 2019-02-01/2020"),
    ],
    "Dams": [
        *("Balance: 5", "Done: 0.5", "Length: 12:00:00", "Open: TRUE", "budget 123456700e-2 EUR"),
        *("has-beneficiary country/NE 33.5 %", "id 123", "timeframe 2018-06/2019-07-30"),
    ],
}


def build(file: Path) -> None:
    """Write a workbook whose cells have many formats."""
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Projects")
        sheet.write_row(0, 0, _HEADINGS)
        for row, (codes, values) in enumerate(zip(_CELLS, _VALUES, strict=True), start=1):
            for column, (code, value) in enumerate(zip(codes, values, strict=True)):
                sheet.write(row, column, value, book.add_format({"num_format": code}) if code else None)


def check(file: Path) -> None:
    outcome, dataset = run(file)
    assert projects(dataset) == EXPECTED
    assert noted(outcome) == ([f"sheet-xls-errors {file.name}"] if file.suffix == ".xls" else [])


def test_what_cells_show_is_read(tmp_path: Path) -> None:
    file = tmp_path / "formats.xlsx"
    build(file)
    check(file)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_cells_of_another_program_show_is_read(tmp_path: Path, suffix: str) -> None:
    check(kept(f"formats{suffix}", tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
def test_what_cells_written_by_this_machine_show_is_read(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "formats.xlsx"
    build(source)
    check(written_here(source, suffix))
