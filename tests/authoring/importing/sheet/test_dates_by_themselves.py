"""A date that can be read is used by itself, whatever the other date of its row says."""

from pathlib import Path

import pytest

from coopviewer.authoring.importing.sheet.values.dates import DateRules, read_date
from coopviewer.authoring.importing.sheet.values.words import read_words
from tests.authoring.importing.imports import FOLDERS
from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run

RULES = DateRules(read_words(FOLDERS.resources).months)


def imported(folder: Path, text: str) -> tuple[dict[str, list[str]], list[str]]:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    outcome, dataset = run(file)
    return projects(dataset), noted(outcome)


@pytest.mark.parametrize("start", ["TBC", "2019/20", "soon", ""])
def test_an_end_is_an_end_where_the_start_cannot_be_read(tmp_path: Path, start: str) -> None:
    found, _ = imported(tmp_path, f"Title,Start,End\nWells,2020-01-01,2021-12-31\nSchools,{start},2024-12\n")
    assert "end 2024-12" in found["Schools"]
    assert not any(line.startswith("other ") for line in found["Schools"])


def test_a_start_is_a_start_where_the_end_cannot_be_read(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Start,End\nWells,2020-01-01,2021\nSchools,2023-05,when money comes\n")
    assert found["Schools"] == ["End: when money comes", "start 2023-05"]
    assert notes == ["cell-date when money comes"]


def test_an_end_before_its_start_is_kept_beside_it(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Start,End\nWells,2025-12-01,2024-12\n")
    assert found["Wells"] == ["end 2024-12", "start 2025-12-01"]
    assert notes == ["cell-end-before-start 2025-12-01 – 2024-12"]


@pytest.mark.parametrize(
    "text",
    [
        *("fin 2023", "end of 2023", "Ende 2023", "finales de 2023", "mid-2023", "début 2023", "Mitte 2023"),
        *("fin d'année 2023", "Fin de l’année 2023", "finales del año 2023", "Ende des Jahres 2023", "late 2023"),
    ],
)
def test_of_a_part_of_a_year_the_year_is_read(text: str) -> None:
    found = read_date(text, RULES)
    assert found is not None
    assert (found.edtf, found.is_coarse) == ("2023", True)


@pytest.mark.parametrize("text", ["fin mars", "end 23", "the end of it all 2023", "fin 3023", "mid"])
def test_what_is_no_part_of_a_year_is_no_date(text: str) -> None:
    assert read_date(text, RULES) is None
