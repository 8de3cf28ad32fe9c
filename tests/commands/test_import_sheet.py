"""``coopviewer import sheet``."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main as start
from coopviewer.commands.import_data import main
from coopviewer.storage.building.dataset_reader import read_dataset
from tests.authoring.importing.sheet.tables_of_projects import projects

FRENCH = "Titre;Montant (€);Pays;Début\nPuits;2,5 millions;Tchad, Niger;03/2019\nÉcoles;800 000;Mali;2020\n"
UNSURE = "Title,Amount (EUR)\nWells,500.000\nSchools,1.200\n"


def table(folder: Path, text: str, name: str = "projects.csv") -> Path:
    """Write a table."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_french_table_needs_no_hand_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, FRENCH)), "-o", str(target)]) == 0
    assert "2 activities imported as “projects”" in capsys.readouterr().out
    assert projects(read_dataset(target)) == {
        "Puits": [
            "grant 250000000 EUR",
            "has-beneficiary country/NE",
            "has-beneficiary country/TD",
            "other 2019-03",
        ],
        "Écoles": ["grant 80000000 EUR", "has-beneficiary country/ML", "other 2020"],
    }
    assert start(["check", str(target)]) == 0
    assert start(["search", "puits", "--reference", str(target)]) == 0


def test_an_ambiguous_column_is_asked_about_and_the_answer_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, again = tmp_path / "new.db", tmp_path / "again.db"
    file = table(tmp_path, UNSURE)
    assert main(["sheet", str(file), "-o", str(target)]) == 2
    asked = capsys.readouterr().err
    assert "“Amount (EUR)”" in asked
    assert "--decimal-sign comma" in asked
    assert not target.exists()
    assert main(["sheet", str(file), "-o", str(target), "--decimal-sign", "comma", "--quiet"]) == 0
    assert projects(read_dataset(target))["Wells"] == ["grant 50000000 EUR"]
    with closing(sqlite3.connect(target)) as connection:
        (steps,) = connection.execute("SELECT mapping FROM import").fetchone()
    assert json.loads(steps)["mapping"]["column"][1]["decimal_sign"] == ","
    later = table(tmp_path, UNSURE + "Roads,7.500\n", "later.csv")
    assert main(["--again", str(target), str(later), "-o", str(again), "--quiet"]) == 0
    assert projects(read_dataset(again))["Roads"] == ["grant 750000 EUR"]
    assert read_dataset(again).edition.dataset == read_dataset(target).edition.dataset


def test_a_cell_is_cited(tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, FRENCH)), "-o", str(target), "--quiet"]) == 0
    dataset = read_dataset(target)
    (fact,) = [each for each in dataset.facts if each.id.startswith("project/coles") and "amount" in each.id]
    (citation,) = fact.citations
    assert (citation.source_id, citation.line, citation.place) == ("source/projects", 3, "B3")
    (passage,) = [each for each in dataset.passages if each.id == citation.passage_id]
    assert passage.locator == "row 3"
