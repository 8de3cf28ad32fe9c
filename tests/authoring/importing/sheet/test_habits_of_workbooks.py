"""Workbooks with the habits that people have: date cells, merged cells, several sheets, two rows of headings."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from coopviewer.__main__ import main
from coopviewer.domain.imports.sheets import SheetName
from coopviewer.domain.reference.facts import Relation
from tests.authoring.importing.sheet.tables_of_projects import noted, previewed, projects, run
from tests.faults import raises_fault


def workbook(path: Path, build: Callable[[Any], None]) -> Path:
    """Write a workbook."""
    made = openpyxl.Workbook()
    build(made)
    made.save(path)
    return path


def rows(*given: list[object], merged: tuple[str, ...] = ()) -> Callable[[Any], None]:
    """Return what builds a workbook of one sheet."""

    def build(made: Any) -> None:
        for row in given:
            made.active.append(row)
        for cells in merged:
            made.active.merge_cells(cells)

    return build


def test_date_cells_and_numbers_are_exact(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        rows(
            ["Title", "Start", "End", "Amount EUR"],
            ["Wells", date(2019, 3, 1), datetime(2021, 12, 31), 1234567.5],
            ["Roads", 2020, "2022-06", 2e6],
            ["Thirds", None, None, 100 / 3],
        ),
    )
    outcome, dataset = run(file)
    assert projects(dataset) == {
        "Wells": ["grant 123456750 EUR", "timeframe 2019-03-01/2021-12-31"],
        "Roads": ["grant 200000000 EUR", "timeframe 2020/2022-06"],
        "Thirds": ["Amount EUR: 33.3333333333333"],
    }
    assert noted(outcome) == ["cell-fine-sum 33.3333333333333"]


def test_rows_over_which_an_identifier_is_merged_are_one_project(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        rows(
            ["Projects of 2024", None, None, None],
            ["ID", "Title", "Country", "Budget (EUR)"],
            ["P1", "Wells", "Kenya", 100],
            [None, None, "Uganda", 100],
            ["P2", "Roads", "Mali", 200],
            ["Total", None, None, 300],
            merged=("A1:D1", "A3:A4", "B3:B4"),
        ),
    )
    outcome, dataset = run(file)
    assert projects(dataset) == {
        "Wells": ["budget 10000e-2 EUR", "has-beneficiary country/KE", "has-beneficiary country/UG", "id P1"],
        "Roads": ["budget 20000e-2 EUR", "has-beneficiary country/ML", "id P2"],
    }
    assert noted(outcome) == ["row-left-out Projects of 2024", "row-left-out Total | 300"]
    (budget,) = [fact for fact in dataset.facts if fact.id == "project/p1/flow/budget"]
    assert [citation.place for citation in budget.citations] == ["D3", "D4"]


def test_hidden_sheets_are_named_and_empty_edges_left_out(tmp_path: Path) -> None:
    def build(made: Any) -> None:
        made.active.title = "Secret"
        made.active.sheet_state = "hidden"
        made.active.append(["Title", "Country"])
        made.active.append(["Old", "Kenya"])
        made.create_sheet("Cover").append(["Our projects"])
        sheet = made.create_sheet("List")
        for cell, text in (("C3", "Title"), ("D3", "Country"), ("C4", "Wells"), ("D4", "Mali")):
            sheet[cell] = text
        made.active = 1

    file = workbook(tmp_path / "a.xlsx", build)
    preview = previewed(file)
    assert preview.read.sheets == (SheetName("Secret", True), SheetName("Cover", False), SheetName("List", False))
    assert (preview.read.sheet, preview.read.heading_rows, preview.columns[0].letter) == ("List", (3, 3), "C")
    outcome, dataset = run(file)
    assert projects(dataset) == {"Wells": ["has-beneficiary country/ML"]}
    assert noted(outcome) == ["sheet-hidden Secret", "sheet-other Cover"]
    (passage,) = [each for each in dataset.passages if each.kind == "record"]
    assert passage.locator == "List!4"
    _, dataset = run(file, sheet="Secret")
    assert list(projects(dataset)) == ["Old"]
    with raises_fault("has no sheet Other. It has: Secret, Cover, List"):
        run(file, sheet="Other")


def test_two_rows_of_headings_are_read_together(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        rows(
            ["Project", None, "Budget", None],
            ["ID", "Title", "Planned (EUR)", "Spent (EUR)"],
            ["P1", "Wells", 100, 50],
            merged=("A1:B1", "C1:D1"),
        ),
    )
    assert projects(run(file)[1]) == {"Wells": ["Budget – Spent (EUR): 50", "budget 10000e-2 EUR", "id P1"]}


def test_a_share_of_a_cell_in_per_cent_is_asked_about(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", rows(["Title", "Country", "Share"], ["Wells", "Mali", 0.4]))
    with raises_fault("--share-unit percent"):
        run(file)
    mapping = previewed(file).mapping
    answered = mapping.with_column(mapping.columns[2]._replace(share_unit="fraction"))
    _, dataset = run(file, answered)
    assert projects(dataset) == {"Wells": ["has-beneficiary country/ML 40 %"]}
    (relation,) = [fact for fact in dataset.facts if isinstance(fact, Relation) and fact.share is not None]
    assert relation.share_as_given == "40 % (0.4)"
    (sample,) = previewed(file, answered).samples
    assert "Mali (40 % (0.4))" in [line.text for line in sample.lines]


@pytest.mark.parametrize(
    ("cell", "unit", "shown"),
    [
        ("0.6", "fraction", "60 % (0.6)"),
        ("0,255", "fraction", "25.5 % (0,255)"),
        ("1", "fraction", "100 % (1)"),
        ("60 %", "fraction", "60 %"),
        ("0.6", "percent", "0.6 %"),
        ("60%", None, "60 %"),
    ],
)
def test_a_page_shows_the_percentage_that_a_share_was_read_as(
    tmp_path: Path, cell: str, unit: str | None, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Id;Title;Country;Share\nP1;Wells;Mali;{cell}\n", encoding="utf-8")
    mapping = previewed(file).mapping
    run(file, mapping.with_column(mapping.columns[3]._replace(share_unit=unit)))
    assert main(["show", "coop:project/p1", "--reference", str(file.with_suffix(".db"))]) == 0
    assert f"Mali {shown} [" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0"%"', "0 %", '[Red]0.0%;-0.0% "of all"'])
def test_a_number_that_is_shown_as_a_percentage_is_read_as_one(tmp_path: Path, form: str) -> None:
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet, shown = book.add_worksheet(), book.add_format({"num_format": form})
    given: list[list[object]] = [["Title", "Country", "Share", "Done"]]
    given += [["Wells", "Mali", 0.4, 0.07], ["Roads", "Niger", 1, 1 / 3]]
    for row, cells in enumerate(given):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, shown if row and column > 1 else None)
    sheet.write(1, 5, 0.5)
    book.close()
    if form == '0.0"%"':  # a sign that is only written behind the number: the cell shows 0.4%
        assert projects(run(file)[1])["Wells"] == ["Done: 0.07%", "F: 0.5", "has-beneficiary country/ML 0.4 %"]
        return
    assert projects(run(file)[1]) == {
        "Wells": ["Done: 7 %", "F: 0.5", "has-beneficiary country/ML 40 %"],
        "Roads": ["Done: 33.3333 %", "has-beneficiary country/NE 100 %"],
    }


def test_formulas_come_as_the_values_that_were_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Title", "Total cost (EUR)"])
        sheet.write_row(1, 0, ["Wells"])
        sheet.write_formula(1, 1, "=40+2", None, 42)
    assert projects(run(file)[1]) == {"Wells": ["total 4200e-2 EUR"]}


@pytest.mark.parametrize("value", ["<v></v>", "<v/>"])
def test_a_formula_whose_kept_value_is_an_empty_text_is_an_empty_cell(tmp_path: Path, value: str) -> None:
    made = workbook(tmp_path / "made.xlsx", rows(["Title", "Country", "Budget (EUR)"], ["Wells", "MARK", 5]))
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w") as target:
        for part in source.namelist():
            content = source.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":  # as Excel writes it
                cell = f'<c r="B2" t="str"><f>IF(A2="x","Mali","")</f>{value}</c>'
                before, _, after = content.partition('<c r="B2"')
                content = before + cell + after.partition("</c>")[2]
            target.writestr(part, content)
    outcome, dataset = run(file)
    assert projects(dataset) == {"Wells": ["budget 500e-2 EUR"]}
    assert noted(outcome) == []


def test_a_small_workbook_may_be_packed_very_tightly(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plain.xlsx", rows(["Title", "Country"], ["Wells", "Niger"]))
    tight = tmp_path / "tight.xlsx"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(tight, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            more = b"<!--" + b" " * 6_000_000 + b"-->" if name == "xl/worksheets/sheet1.xml" else b""
            made.writestr(name, given.read(name).replace(b"</worksheet>", more + b"</worksheet>"))
    assert tight.stat().st_size * 200 < 6_000_000
    assert list(projects(run(tight)[1])) == ["Wells"]


def test_shares_as_numbers_go_from_nothing_to_all(tmp_path: Path) -> None:
    shares = (0, 100, 100.5, -1)
    file = workbook(
        tmp_path / "a.xlsx",
        rows(["Title", "Country", "Share"], *([f"P{n}", "Niger", share] for n, share in enumerate(shares, start=1))),
    )
    assert projects(run(file)[1]) == {
        "P1": ["has-beneficiary country/NE 0 %"],
        "P2": ["has-beneficiary country/NE 100 %"],
        "P3": ["Share: 100.5", "has-beneficiary country/NE"],
        "P4": ["Share: -1", "has-beneficiary country/NE"],
    }


@pytest.mark.parametrize(("sheet", "title"), [("1", "First"), ("2", "Second"), ("3", "Third"), ("Sheet2", "Second")])
def test_a_sheet_is_chosen_by_its_number_or_name(tmp_path: Path, sheet: str, title: str) -> None:
    def build(made: Any) -> None:
        for number, each in enumerate(("First", "Second", "Third"), start=1):
            page = made.active if number == 1 else made.create_sheet()
            page.title = f"Sheet{number}"
            page.append(["Title", "Country"])
            page.append([each, "Niger"])

    _, dataset = run(workbook(tmp_path / "a.xlsx", build), sheet=sheet)
    assert list(projects(dataset)) == [title]
