"""A workbook with what people put into tables, for other programs to write it in their formats."""

from datetime import date, datetime
from pathlib import Path

import openpyxl

ROWS = (
    ("ID", "Title", "Country", "Budget (EUR)", "Start", "End", "Share", "Website"),
    ("P1", "Wells", "Kenya", 1234567.5, date(2019, 3, 1), datetime(2021, 12, 31), 0.6, "https://example.org/a"),
    (None, None, "Uganda", None, None, None, 0.4, None),
    ("P2", "Roads, ünï", "Mali", 2e6, 2020, "2022-06", 1, None),
    ("007", "Thirds", "Niger", "=100/4", date(2020, 2, 29), "=DATE(2021,1,31)", 1, None),
    ("P4", "Formula", "Chad", "=D2*2", "=E2+30", None, "=0.5+0.25", None),
    ("P5", "Errors", "Chad", "=1/0", "=NA()", None, None, None),
    ("P6", "Text", "Togo", "1.500,50", "01.03.2020", "31.12.2021", "50%", None),
    ("P7", "Time", "Togo", 5, datetime(2020, 5, 1, 13, 45), None, None, None),
    ("P8", "Line\nbreak", "Togo; Benin", -5.25, date(1999, 12, 31), date(2000, 1, 1), None, None),
    ("P9", "Precise", "Togo", 0.1 + 0.2, date(2000, 1, 1), None, 1 / 3, None),
    (123, "Number", "Togo", 1e9, None, None, None, None),
)
PROJECTS = {
    "Wells": [
        "budget 123456750e-2 EUR",
        "has-beneficiary country/KE 60 %",
        "has-beneficiary country/UG 40 %",
        "id P1",
        "timeframe 2019-03-01/2021-12-31",
        "url https://example.org/a",
    ],
    "Roads, ünï": [
        "budget 200000000e-2 EUR",
        "has-beneficiary country/ML 100 %",
        "id P2",
        "timeframe 2020/2022-06",
    ],
    "Thirds": [
        "budget 2500e-2 EUR",
        "has-beneficiary country/NE 100 %",
        "id 007",
        "timeframe 2020-02-29/2021-01-31",
    ],
    "Formula": ["budget 246913500e-2 EUR", "has-beneficiary country/TD 75 %", "id P4", "start 2019-03-31"],
    "Errors": ["Budget (EUR): #DIV/0!", "Start: #N/A", "has-beneficiary country/TD", "id P5"],
    "Text": ["budget 150050e-2 EUR", "has-beneficiary country/TG 50 %", "id P6", "timeframe 2020-03-01/2021-12-31"],
    "Time": ["budget 500e-2 EUR", "has-beneficiary country/TG", "id P7", "start 2020-05-01"],
    "Line break": [
        "budget -525e-2 EUR",
        "has-beneficiary country/BJ",
        "has-beneficiary country/TG",
        "id P8",
        "timeframe 1999-12-31/2000-01-01",
    ],
    "Precise": ["budget 30e-2 EUR", "has-beneficiary country/TG 33.3333 %", "id P9", "start 2000-01-01"],
    "Number": ["budget 100000000000e-2 EUR", "has-beneficiary country/TG", "id 123"],
}
"""What the rows become once a program has computed the formulas; shares are parts of one."""


def build(path: Path) -> None:
    """Write the workbook, without values of formulas; the first project has two rows with merged cells."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Projects"
    for row in ROWS:
        sheet.append(row)
    for column in "AB":
        sheet.merge_cells(f"{column}2:{column}3")
    for number in range(2, len(ROWS) + 1):
        sheet[f"G{number}"].number_format = "0%"
        sheet[f"D{number}"].number_format = '#,##0.00 "EUR"' if number % 2 else "#,##0.00"
        for column in "EF":
            cell = sheet[f"{column}{number}"]
            if isinstance(cell.value, date) or str(cell.value).startswith("="):
                cell.number_format = "dd.mm.yyyy"
    hidden = made.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append(["Title", "Country"])
    made.save(path)
