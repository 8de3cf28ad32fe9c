"""``coopviewer import sheet``."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main as start
from coopviewer.commands.import_data import main
from tests.authoring.importing.sheet.tables_of_projects import projects
from tests.datasets import read_dataset

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
    assert "2 projects imported as “projects”" in capsys.readouterr().out
    assert projects(read_dataset(target)) == {
        "Puits": [
            "grant 250000000 EUR",
            "has-beneficiary country/NE",
            "has-beneficiary country/TD",
            "start 2019-03",
        ],
        "Écoles": ["grant 80000000 EUR", "has-beneficiary country/ML", "start 2020"],
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


def test_what_one_table_shows_of_its_columns_holds_for_the_next(tmp_path: Path) -> None:
    first = table(tmp_path, 'Title,Grant (EUR)\nRoads,"1,5 million"\nWells,500.000\n')
    target, again = tmp_path / "new.db", tmp_path / "again.db"
    assert main(["sheet", str(first), "-o", str(target), "--quiet"]) == 0
    assert projects(read_dataset(target))["Wells"] == ["grant 50000000 EUR"]
    later = table(tmp_path, "Title,Grant (EUR)\nWells,750.000\n", "later.csv")
    assert main(["--again", str(target), str(later), "-o", str(again), "--quiet"]) == 0
    assert projects(read_dataset(again))["Wells"] == ["grant 75000000 EUR"]


def test_what_two_tables_show_differently_is_kept_for_neither(tmp_path: Path) -> None:
    first = table(tmp_path, 'Title,Grant (EUR)\nRoads,"1,5 million"\n')
    second = table(tmp_path, "Title,Grant (EUR)\nWells,2.5 million\n", "second.csv")
    target, again = tmp_path / "new.db", tmp_path / "again.db"
    assert main(["sheet", str(first), str(second), "-o", str(target), "--quiet"]) == 0
    assert main(["--again", str(target), str(first), str(second), "-o", str(again), "--quiet"]) == 0
    assert projects(read_dataset(again)) == projects(read_dataset(target))


def test_a_cell_is_cited(tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, FRENCH)), "-o", str(target), "--quiet"]) == 0
    dataset = read_dataset(target)
    (fact,) = [each for each in dataset.facts if each.id.startswith("project/coles") and "amount" in each.id]
    (citation,) = fact.citations
    assert (citation.source_id, citation.line, citation.place) == ("source/projects", 3, "B3")
    (passage,) = [each for each in dataset.passages if each.id == citation.passage_id]
    assert passage.locator == "row 3"


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_is_imported_without_a_question(tmp_path: Path, language: str, ending: str) -> None:
    file, target = tmp_path / f"projects.{ending}", tmp_path / "new.db"
    assert main(["sheet", "--template", str(file), "--language", language, "--quiet"]) == 0
    assert main(["sheet", str(file), "-o", str(target), "--quiet"]) == 0
    made = list(projects(read_dataset(target)).values())
    assert made[0] == [
        "ActivityStatus 2",
        "budget 25000000e-2 EUR",
        *([line for line in made[0] if line.startswith("description")]),
        *([line for line in made[0] if line.startswith("funded-by")]),
        "has-beneficiary country/ML",
        "has-beneficiary country/NE",
        "id EX-001",
        *([line for line in made[0] if line.startswith("implemented-by")]),
        "in-sector theme/dac-14030",
        *([line for line in made[0] if line.startswith("in-sector theme/v99")]),
        "timeframe 2024-03/2026-12-31",
        "url https://example.org/wells",
    ]
    assert len(made[0]) == 13
    assert {"ActivityStatus 4", "budget 12000050e-2 USD", "timeframe 2020/2023"} < set(made[1])


def test_a_template_as_csv_is_read_by_spreadsheets(tmp_path: Path) -> None:
    assert main(["sheet", "--template", str(tmp_path / "a.csv"), "--quiet"]) == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfProject id,")


def test_a_mapping_is_saved_changed_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Name,Money from,When\nWells,EU,01/02/2019\nRoads,UNDP,02/03/2020\n")
    target, kept = tmp_path / "new.db", tmp_path / "map.toml"
    chosen = ["--column", "Money from=funder", "--column", "When=start-actual", "--day-order", "day-first"]
    words = ["sheet", str(file), "-o", str(target), "--quiet"]
    assert main([*words, *chosen, "--save-mapping", str(kept)]) == 0
    expected = {
        "Wells": ["funded-by organisation/eu", "start-actual 2019-02-01"],
        "Roads": ["funded-by organisation/undp", "start-actual 2020-03-02"],
    }
    assert projects(read_dataset(target)) == expected
    assert main([*words, "--mapping", str(kept)]) == 0
    assert projects(read_dataset(target)) == expected
    kept.write_text(kept.read_text(encoding="utf-8").replace("start-actual", "started"), encoding="utf-8")
    assert main([*words, "--mapping", str(kept)]) == 2
    assert "does not say what the columns" in capsys.readouterr().err
    assert main([*words, "--column", "Money=funder"]) == 2
    assert "no column “Money”" in capsys.readouterr().err


def test_rows_are_grouped_by_a_column(tmp_path: Path) -> None:
    text = (
        "ID,Title,Country,Share,Budget (EUR)\nP1,Wells,Niger,60%,600\nP2,Roads,Kenya,100%,50\nP1,Wells,Mali,40%,400\n"
    )
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, text)), "-o", str(target), "--group-by", "ID", "--quiet"]) == 0
    assert projects(read_dataset(target)) == {
        "Wells": [
            "budget 40000e-2 EUR",
            "budget 60000e-2 EUR",
            "has-beneficiary country/ML 40 %",
            "has-beneficiary country/NE 60 %",
            "id P1",
        ],
        "Roads": ["budget 5000e-2 EUR", "has-beneficiary country/KE 100 %", "id P2"],
    }


def test_tables_and_activities_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = table(tmp_path, FRENCH), str(tmp_path / "new.db")
    xml = table(tmp_path, "<iati-activities/>", "a.xml")
    assert main(["iati", str(file), "-o", target]) == 2
    assert "coopviewer import sheet" in capsys.readouterr().err
    assert main(["sheet", str(xml), "-o", target]) == 2
    assert "coopviewer import iati" in capsys.readouterr().err


@pytest.mark.parametrize("text", ['{"a": 1}', '[{"a": 1}]', '\ufeff [\n{"Title": "Wells"}\n]'])
def test_json_is_said_to_be_neither_table_nor_xml(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, text, "projects.csv")
    for kind in ("sheet", "iati"):
        assert main([kind, str(file), "-o", str(tmp_path / "new.db")]) == 2
        assert "is neither XML nor a table" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["[Wells];Mali\n", "Title;Country\n{Wells};Mali\n"])
def test_brackets_do_not_make_a_table_json(text: str, tmp_path: Path) -> None:
    file = table(tmp_path, f"Title;Country\n{text}" if text.startswith("[") else text, "projects.csv")
    assert main(["sheet", str(file), "-o", str(tmp_path / "new.db")]) == 0


def test_reports_on_tables_speak_of_projects_and_those_on_iati_of_activities(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, report = tmp_path / "new.db", tmp_path / "report.txt"
    odd = FRENCH + "Puits;1;Atlantis;2020\n;;;\nPuits;2;Mali;soon\n"
    assert main(["sheet", str(table(tmp_path, odd)), "-o", str(target), "--report", str(report)]) == 0
    said = capsys.readouterr().out + report.read_text(encoding="utf-8")
    assert "4 projects imported" in said
    for page in ("import", "home", "country/ML", "organisations"):
        start(["show", page, "--reference", str(target)])
    assert "activit" not in (said + capsys.readouterr().out).lower()
    xml = '<iati-activities version="2.03"><iati-activity><iati-identifier>A-1</iati-identifier></iati-activity>'
    assert main(["iati", str(table(tmp_path, f"{xml}</iati-activities>", "a.xml")), "-o", str(target)]) == 0
    assert "1 activity imported" in capsys.readouterr().out


def test_the_dates_of_a_table_are_nowhere_called_not_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new.db"
    rows = "A;Wells;Mali;2019;2021\nB;Roads;Mali;2020;\nC;Ports;Mali;2022;2020\nD;Schools;Mali;;\n"
    file = table(tmp_path, f"ID;Title;Country;Start;End\n{rows}")
    assert main(["sheet", str(file), "-o", str(target), "--quiet"]) == 0
    start(["show", "country/ML", "--reference", str(target)])
    lines = {line.split()[2]: line for line in capsys.readouterr().out.splitlines() if line.startswith("- Project:")}
    assert "2019 – 2021" in lines["Wells"]
    assert "2020" in lines["Roads"]
    assert {"2022", "2020"} <= {each.strip(",;.") for each in lines["Ports"].split()}
    assert [name for name, line in lines.items() if "nothing stated" in line] == ["Schools"]
    for project, is_missing in (("a", False), ("b", False), ("c", False), ("d", True)):
        start(["show", f"project/{project}", "--reference", str(target)])
        said = capsys.readouterr().out.partition("Where")[0]
        assert (said.count("nothing stated under “Start”") == 1) == is_missing


def test_again_names_the_table_and_the_column_that_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, target = tmp_path / "first.db", str(tmp_path / "new.db")
    assert main(["sheet", str(table(tmp_path, "Title,Amount (EUR),Start\nWells,5.5,2019\n")), "-o", str(first)]) == 0
    same = table(tmp_path, "Title,Amount (EUR),Start\nWells,6.5,2019\n", "may.csv")
    other = table(tmp_path, "Title,Amount (EUR),Start\nRoads,7.5,01/02/2020\n", "june.csv")
    assert main(["--again", str(first), str(same), str(other), "-o", target]) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in ("june.csv", "“Start”", "01/02/2020", "--day-order"))
    assert main(["--again", str(first), str(same), str(other), "-o", target, "--day-order", "Start=day-first"]) == 0


def test_the_page_about_the_import_says_what_each_column_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.db"
    assert main(["sheet", str(table(tmp_path, UNSURE)), "-o", str(target), "--decimal-sign", "comma", "--quiet"]) == 0
    assert start(["show", "import", "--reference", str(target)]) == 0
    said = capsys.readouterr().out
    assert "Column “Amount (EUR)”: Grant or amount (,)." in said
    assert "The title is formed from the name of the file." in said
    assert "breaks off" not in said
