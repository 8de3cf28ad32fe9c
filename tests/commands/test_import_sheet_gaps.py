"""What pages, lists and a later table say where a table has cells that cannot be read, or a column that was renamed."""

from pathlib import Path

import pytest

from coopviewer.__main__ import main as start
from coopviewer.authoring.importing.sheet.previewing import TablePreviewer
from coopviewer.commands.import_data import main
from coopviewer.domain.imports.sheets import SheetChoice, SheetSlot
from tests.authoring.importing.imports import FOLDERS
from tests.authoring.importing.sheet.tables_of_projects import projects
from tests.commands.test_import_sheet import table
from tests.datasets import read_dataset

DATED = "No,Title,Country,Start,End\n1,Wells,Mali,2020-01-01,2021-12-31\n2,Schools,Mlai,2019/20,2024-12\n"


def shown(reference: Path, capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """Return what a command prints of a reference."""
    capsys.readouterr()
    assert start([*command, "--reference", str(reference)]) == 0
    return capsys.readouterr().out


def test_a_page_says_what_cannot_be_read_and_never_that_it_is_not_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, DATED)), "-o", str(target), "--quiet"]) == 0
    page = shown(target, capsys, "show", "project/2")
    assert "until December 2024, start not known" in page
    assert "not read: “Mlai” under “Country”" in page.partition("Where")[2]
    assert "not stated" not in page
    listed = shown(target, capsys, "list", "projects", "--columns", "id,start,end", "--format", "csv")
    assert "project/2,not read,2024-12" in listed


def test_both_dates_that_cannot_be_read_are_nowhere_called_not_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.db"
    text = DATED.replace("2019/20,2024-12", "soon,when money comes")
    assert main(["sheet", str(table(tmp_path, text)), "-o", str(target), "--quiet"]) == 0
    assert "not stated" not in shown(target, capsys, "show", "project/2")


def test_a_project_is_found_by_the_year_of_the_date_that_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, DATED)), "-o", str(target), "--quiet"]) == 0
    assert "Schools" in shown(target, capsys, "search", "active:2024")


def test_a_renamed_column_is_the_same_in_the_window_and_by_the_command_line(tmp_path: Path) -> None:
    first = table(tmp_path, "Title,Funder,Contractor\nWells,EU,Works Ltd\n", "first.csv")
    later = table(tmp_path, "Title,Funder,Executing agency\nWells,EU,Works Ltd\n", "later.csv")
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    assert main(["sheet", str(first), "-o", str(old), "--quiet"]) == 0
    assert main(["--again", str(old), str(later), "-o", str(new), "--quiet"]) == 0
    previewer = TablePreviewer(FOLDERS, tmp_path / "kept")
    mapping = previewer.preview([first], SheetChoice(), None, lambda: False).mapping
    window = previewer.preview([later], SheetChoice(), mapping, lambda: False)
    assert window.mapping.columns[2].slot is SheetSlot.IMPLEMENTER
    assert any(line.startswith("implemented-by") for line in projects(read_dataset(new))["Wells"])


@pytest.mark.parametrize(
    ("options", "sums"),
    [
        (["--decimal-sign", "point"], ["budget 120e-2 EUR", "budget 250e-2 USD"]),
        (["--decimal-sign", "Budget (USD)=point"], ["budget 120000e-2 EUR", "budget 250e-2 USD"]),
        (["--decimal-sign", "Budget (USD)=neither"], ["budget 120000e-2 EUR", "budget 250000e-2 USD"]),
        (["--column", "Budget (USD)=other"], ["Budget (USD): 2.500", "budget 120000e-2 EUR"]),
    ],
)
def test_a_new_column_of_a_later_table_can_be_answered(tmp_path: Path, options: list[str], sums: list[str]) -> None:
    first = table(tmp_path, "Title,Budget (EUR)\nWells,1.200\nRoads,500.000\n", "first.csv")
    later = table(tmp_path, "Title,Budget (EUR),Budget (USD)\nWells,1.200,2.500\nRoads,500.000,3.000\n", "later.csv")
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    assert main(["sheet", str(first), "-o", str(old), "--quiet", "--decimal-sign", "comma"]) == 0
    words = ["--again", str(old), str(later), "-o", str(new), "--quiet"]
    assert main(words) == 2
    assert main([*words, *options]) == 0
    assert projects(read_dataset(new))["Wells"] == sums
