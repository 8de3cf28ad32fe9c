"""Lists as files: progress is reported row by row, and a cancelled write leaves what was there."""

import textwrap
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.progress import Cancelled
from coopviewer.exchange.tables.json_rows import table_records
from coopviewer.exchange.tables.saved_list import ListedTable, save_list
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField, TableForm

TODAY = date(2026, 11, 29)
ROWS = 500


def listed(total: int | None = ROWS) -> ListedTable:
    fields = (TableField("id", "Id", "A number."), TableField("text", "Text", "A text."))
    table = DataTable("rows", "Rows", fields, [(str(place), "x" * 500) for place in range(ROWS)], total)
    return ListedTable(table, table_records(table))


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("total", [ROWS, None])
def test_progress_is_reported_until_the_last_row(form: TableForm, total: int | None, tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    written = save_list(
        tmp_path / "rows", form, listed(total), TODAY, ENGLISH, lambda *progress: calls.append(progress)
    )
    assert written.rows == ROWS
    assert len(calls) >= ROWS
    assert all(done < of or done == of == ROWS for done, of in calls), (
        "a meter reports every call that says all is done"
    )
    assert sum(done == of for done, of in calls) == 0
    assert max(done for done, _ in calls) >= ROWS - 1


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("after", [0, 250, ROWS - 1])
def test_a_cancelled_write_leaves_the_file_as_it_was(form: TableForm, after: int, tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_text("before", encoding="utf-8")

    def cancel(done: int, _total: int) -> None:
        if done >= after:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_list(path, form, listed(), TODAY, ENGLISH, cancel)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_headings_of_a_spreadsheet_are_seen_whole(tmp_path: Path) -> None:
    """In two lines, beside the arrow that filters."""
    titles = ("Id", "Working arrangement", "EU4BorderSecurity", "Working arrangement: source")
    fields = [TableField(str(place), title, "A text.") for place, title in enumerate(titles)]
    table = DataTable("rows", "Rows", tuple(fields), [("x",) * len(titles)], 1)
    path = tmp_path / "rows.xlsx"
    save_list(path, TableForm.XLSX, ListedTable(table, ()), TODAY, ENGLISH, lambda *_progress: None)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.row_dimensions[1].height >= 30
    for cell in sheet[1]:
        room = sheet.column_dimensions[cell.column_letter].width - 4
        assert len(textwrap.wrap(str(cell.value), int(room), break_long_words=False)) <= 2
        assert max(map(len, str(cell.value).split())) <= room


@pytest.mark.parametrize(("name", "cell"), [("title", "C2"), ("text", "B2")])
def test_what_says_which_row_it_is_stays_in_view(name: str, cell: str, tmp_path: Path) -> None:
    fields = (TableField("id", "Id", "A number."), TableField(name, "Text", "A text."))
    table = DataTable("rows", "Rows", fields, [("1", "x")], 1)
    save_list(
        tmp_path / "rows.xlsx",
        TableForm.XLSX,
        ListedTable(table, table_records(table)),
        TODAY,
        ENGLISH,
        lambda *_: None,
    )
    assert openpyxl.load_workbook(tmp_path / "rows.xlsx").worksheets[0].freeze_panes == cell


def width_of(path: Path, heading: str, *texts: str) -> float:
    """Return the width of a column of texts in a spreadsheet."""
    table = DataTable("rows", "Rows", (TableField("text", heading, "A text."),), [(each,) for each in texts])
    save_list(path, TableForm.XLSX, ListedTable(table, ()), TODAY, ENGLISH, lambda *_progress: None)
    return int(openpyxl.load_workbook(path).worksheets[0].column_dimensions["A"].width)


@pytest.mark.parametrize(
    ("heading", "longest", "width"),
    [
        ("Id", 0, 10),
        ("Id", 8, 10),
        ("Id", 9, 11),
        ("Id", 37, 39),
        ("Id", 38, 40),
        ("Id", 500, 40),
        ("Institution", 1, 16),
        ("Working arrangement", 1, 16),
        ("Institution", 20, 22),
        ("Of " * 30, 1, 40),
    ],
)
def test_a_column_is_as_wide_as_its_texts_and_its_heading_in_two_lines_up_to_forty(
    heading: str, longest: int, width: int, tmp_path: Path
) -> None:
    assert width_of(tmp_path / "rows.xlsx", heading, "", "x" * longest, "x") == width


@pytest.mark.parametrize(("before", "width"), [(49, 32), (50, 10)])
def test_the_first_fifty_rows_say_how_wide_a_column_is(before: int, width: int, tmp_path: Path) -> None:
    assert width_of(tmp_path / "rows.xlsx", "Id", *["x"] * before, "x" * 30) == width


def test_a_number_shows_the_decimals_of_its_text_up_to_nine(tmp_path: Path) -> None:
    texts = ("7", "7.5", "7.50", "7.123456789", "7.1234567890")
    field = TableField("sum", "Sum", "A number.", FieldKind.NUMBER)
    table = DataTable("rows", "Rows", (field,), [(each,) for each in texts])
    save_list(tmp_path / "rows.xlsx", TableForm.XLSX, ListedTable(table, ()), TODAY, ENGLISH, lambda *_progress: None)
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx").worksheets[0]
    assert [sheet.cell(row, 1).number_format for row in range(2, 7)] == [
        *("#,##0", "#,##0.0", "#,##0.00", "#,##0.000000000", "#,##0.000000000"),
    ]
