"""Reading a table, and finding its rows and columns, ends soon after it is cancelled, wherever it is."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from coopviewer.authoring.importing.sheet.preview import preview_sheet
from coopviewer.domain.progress import Cancelled
from tests.authoring.importing.imports import FOLDERS

ROWS = 1_500  # three times as many as are read between two questions
PASSES = 6  # over all rows: read, filled ones, sorted ones, projects, and at least two columns


def write(file: Path) -> Path:
    """Write a table of ROWS projects."""
    rows = [["Title", "Country", "Budget (EUR)"], *([f"Project {number}", "Mali", "5"] for number in range(ROWS))]
    if file.suffix == ".csv":
        file.write_text("\n".join(map(";".join, rows)), encoding="utf-8")
        return file
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file


def ended_at(file: Path, question: int | None) -> Iterator[int]:
    """Preview a table, and cancel at a question; return the questions that were asked. None: it is not cancelled."""
    asked = count(1)
    try:
        preview_sheet(file, FOLDERS, lambda: next(asked) == question)
    except Cancelled:
        assert question is not None
    return asked


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_preview_ends_at_the_first_question_after_it_is_cancelled(tmp_path: Path, suffix: str) -> None:
    file = write(tmp_path / f"projects{suffix}")
    most = next(ended_at(file, None)) - 1
    assert most >= PASSES * ROWS // 500
    for question in (1, most // 3, most // 2, most):
        assert next(ended_at(file, question)) == question + 1
