"""The verb list as spreadsheets, relations and data packages, compared with the reference itself."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.overviews.listing import RelationColumn
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.tables.csv_file import read_csv
from coopviewer.exchange.tables.entry_table import table_name
from coopviewer.storage.building.writer import write_reference
from tests.commands.bundled_columns import columns_of_bundled
from tests.reference_values import amount, dataset, ref, relation, timeframe

Capture = pytest.CaptureFixture[str]
Rows = list[dict[str, str]]


def rows_of(path: Path, *words: str) -> Rows:
    """Return what list writes as CSV for programs."""
    assert main(["list", *words, "--format", "csv", "--for-programs", "-o", str(path)]) == 0
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def asked(query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        return reference.execute(query, values).fetchall()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "table"


@pytest.mark.parametrize("kind", EntryKind)
def test_a_spreadsheet_has_the_cells_of_the_csv_for_programs(kind: EntryKind, tmp_path: Path, capsys: Capture) -> None:
    name = table_name(kind)
    sheet_file = tmp_path / "table.xlsx"
    assert main(["list", name, "--format", "xlsx", "-o", str(sheet_file)]) == 0
    assert f"written to {sheet_file}" in capsys.readouterr().out
    rows = rows_of(tmp_path / "table.csv", name, "--columns", "all")
    book = openpyxl.load_workbook(sheet_file)
    assert len(book.sheetnames) == 2
    headings, *cells = book.worksheets[0].iter_rows(values_only=True)
    assert len(cells) == len(rows) == asked("SELECT count(*) FROM entry WHERE kind = ?", kind)[0][0]
    for found, row in zip(cells, rows, strict=True):
        for value, (column, text) in zip(found, row.items(), strict=True):
            if column in ("grant-amount", "project-count", "country-count") and not isinstance(value, str) and text:
                assert float(value) == float(text)
            elif isinstance(value, datetime):
                assert (value.date().isoformat(), column) in {(text, "start"), (text, "end")}
            else:
                assert (value or "") == text
    assert headings[:2] == ("Id", "Title")


def test_countries_have_labels_and_codes(target: Path) -> None:
    rows = {row["id"]: row for row in rows_of(target, "countries", "--columns", "all")}
    niger, kosovo = rows["country/NE"], rows["country/XK"]
    assert (niger["alpha2"], niger["alpha3"], niger["m49"]) == ("NE", "NER", "562")
    assert rows["country/AL"]["m49"] == "008", "a text with its leading zeros"
    assert (kosovo["title"], kosovo["alpha3"], kosovo["m49"], kosovo["code-status"]) == (
        "Kosovo*",
        "",
        "",
        "user-assigned",
    )
    assert (niger["regions"], niger["region-ids"]) == ("Africa", "region/africa")
    assert niger["project-ids"] == "project/afic"
    albania = rows["country/AL"]
    assert (albania["arrangement"], albania["arrangement-basis"]) == ("listed", "stated")
    assert "Working Arrangements, paragraph 1" in albania["arrangement-place"]
    assert niger["arrangement"] == "not listed"
    assert niger["arrangement-place"], "that the list is complete is stated somewhere too"


def test_projects_have_dates_and_amounts_with_precision_and_as_given(target: Path) -> None:
    rows = {row["id"]: row for row in rows_of(target, "projects", "--columns", "all")}
    row = rows["project/eap-ibm"]
    assert (row["timeframe"], row["timeframe-edtf"]) == ("07/2014-12/2018", "2014-07/2018-12")
    assert (row["start"], row["start-precision"], row["end"], row["end-precision"]) == (
        *("2014-07", "month", "2018-12", "month"),
    )
    assert (row["grant"], row["grant-amount"], row["grant-currency"]) == ("4.5 million euros", "4500000.00", "EUR")
    assert row["grant-basis"] == "stated"
    assert row["grant-source"] == "Other Partners and Projects"
    assert "field “EU Grant”" in row["grant-place"]
    assert row["country-codes"].split("; ") == ["ARM", "AZE", "BLR", "GEO", "MDA", "UKR"]
    ids = row["country-ids"].split("; ")
    titles = dict(asked("SELECT id, title FROM entry"))
    assert [titles[id] for id in ids] == row["countries"].split("; ")


def test_every_relation_is_a_row_with_its_source_and_place(target: Path) -> None:
    rows = rows_of(target, "relations")
    assert list(rows[0]) == list(RelationColumn)
    found = {row["id"]: row for row in rows}
    facts = asked(
        "SELECT fact_id, subject_id, predicate_id, object_id, f.basis FROM relation JOIN fact f ON f.id = fact_id"
    )
    assert len(rows) == len(found) == len(facts)
    for fact_id, subject, predicate, other, basis in facts:
        row = found[fact_id]
        assert (row["subject-id"], row["predicate"], row["object-id"]) == (subject, predicate, other)
        assert row["basis"] == basis.replace("reference", "from a reference work")
    cited = asked(
        "SELECT fact_id, group_concat(source_id, '; ') FROM (SELECT * FROM citation ORDER BY 1, ordinal) GROUP BY 1"
    )
    for fact_id, sources in cited:
        if fact_id in found:
            assert found[fact_id]["source-ids"] == sources
            assert len(found[fact_id]["places"].split("; ")) == len(sources.split("; "))


def test_relations_are_limited_to_a_kind_and_a_search(target: Path) -> None:
    rows = rows_of(target, "networks", "--rows", "relations")
    assert {"network"} <= {kind for row in rows for kind in (row["subject-kind"].lower(), row["object-kind"].lower())}
    assert all("network/" in row["subject-id"] + row["object-id"] for row in rows)
    few = rows_of(target, "countries", "--rows", "relations", "--query", "arrangement:listed projects:none")
    ids = {"country/CA", "country/RU", "country/US"}
    assert all(ids & {row["subject-id"], row["object-id"]} for row in few)
    assert ids <= {id for row in few for id in (row["subject-id"], row["object-id"])}


def test_all_entries_are_one_table(target: Path) -> None:
    rows = rows_of(target, "all", "--columns", "all")
    assert len(rows) == asked("SELECT count(*) FROM entry")[0][0]
    project = next(row for row in rows if row["id"] == "project/afic")
    assert project["project-count"] == "", "a column that a kind does not have says nothing"
    assert project["start"] == "2017"


def test_a_package_describes_its_files(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "package"
    assert main(["list", "all", "--format", "package", "-o", str(folder)]) == 0
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert names == [*map(table_name, EntryKind), "relations", "dictionary"]
    assert {path.name for path in folder.iterdir()} == {"datapackage.json", *(f"{name}.csv" for name in names)}
    total = 0
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        headings, *rows = read_csv(content)
        fields = resource["schema"]["fields"]
        assert headings == [field["name"] for field in fields]
        for place, field in enumerate(fields):
            if field["type"] != "string":
                assert all(float(row[place]) >= 0 for row in rows if row[place])
        for key in resource["schema"].get("primaryKey", ()):
            place = headings.index(key)
            assert len({row[place] for row in rows}) == len(rows)
        total += len(rows) if resource["name"] != "dictionary" else 0
    assert f"{total} rows were written to {folder}." in capsys.readouterr().out
    described = {(row[0], row[1]) for row in read_csv((folder / "dictionary.csv").read_bytes())}
    assert {("relations", str(column)) for column in RelationColumn} <= described
    assert {("projects", str(column)) for column in columns_of_bundled(EntryKind.PROJECT)} <= described
    text = (folder / "dictionary.csv").read_text(encoding="utf-8")
    assert "Kosovo*: " in text
    assert "carries an apostrophe" in text


@pytest.mark.parametrize("obstacle", ["dictionary.csv", "themes.csv"])
@pytest.mark.parametrize("is_there", [True, False], ids=["replaced", "new in it"])
def test_a_package_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, obstacle: str, is_there: bool) -> None:
    folder = tmp_path / "package"
    words = ["list", "themes", "--format", "package", "-o", str(folder)]
    assert main([*words, "--columns", "id,title"]) == 0
    (folder / obstacle).unlink()
    (folder / obstacle).mkdir()  # no file takes the place of a folder
    others = [each for each in folder.iterdir() if each.is_file()]
    if not is_there:
        others.remove(folder / "datapackage.json")
        for each in others:
            each.unlink()
        others = [folder / "datapackage.json"]
    before = {each.name: each.read_bytes() for each in others}
    assert main([*words, "--columns", "id"]) == 2
    assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["package"], "nothing is left aside"
    (folder / obstacle).rmdir()
    assert main([*words, "--columns", "id"]) == 0
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{sha256((folder / resource['path']).read_bytes()).hexdigest()}"


def test_a_package_is_renewed_and_replaces_no_other_folder(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "package"
    words = ["list", "themes", "--format", "package", "--for-programs", "-o", str(folder)]
    assert main(words) == 0
    before = (folder / "datapackage.json").read_bytes()
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    (folder / "themes.csv").write_text("old", encoding="utf-8")
    assert main(words) == 0
    assert (folder / "datapackage.json").read_bytes() == before
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "kept"
    other = tmp_path / "other"
    other.mkdir()
    (other / "themes.csv").write_text("mine", encoding="utf-8")
    assert main([*words[:-1], str(other)]) == 2
    assert "has other files in it" in capsys.readouterr().err
    assert (other / "themes.csv").read_text(encoding="utf-8") == "mine"
    assert main([*words[:-1], str(other / "themes.csv")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "package"], "nothing is left aside"


def test_a_dictionary_is_written_beside_a_single_csv(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.csv"
    rows_of(tmp_path / "table.csv", "projects", "--columns", "all", "--dictionary", str(dictionary))
    headings, *rows = read_csv(dictionary.read_bytes())
    assert headings == ["Table", "Column", "Heading", "Type", "Meaning", "Values"]
    assert [row[1] for row in rows if row[1]] == columns_of_bundled(EntryKind.PROJECT)
    assert all(row[4] for row in rows)


def test_several_grants_and_an_open_end_are_told_as_they_are(tmp_path: Path) -> None:
    entries = (ref("project/p"), ref("organisation/b", "Bank"))
    facts = (
        amount("project/p", 100, as_given="100 euros", id="project/p/grant-1"),
        amount(
            "project/p", 250, as_given="250 francs", currency="CHF", id="project/p/grant-2", funder_id="organisation/b"
        ),
        timeframe(
            "project/p",
            "2017-03-01/..",
            as_given="since 1 March",
            citations=(Citation("source/a", "a/P1"), Citation("source/b", None)),
        ),
    )
    reference = tmp_path / "reference.db"
    write_reference(dataset(*facts, entries=entries), reference)
    (row,) = rows_of(tmp_path / "t.csv", "projects", "--columns", "all", "--reference", str(reference))
    assert (row["grant"], row["grant-amount"]) == ("100 euros; 250 francs", "100.00; 250.00")
    assert (row["grant-currency"], row["funders"], row["funder-ids"]) == ("EUR; CHF", "Bank", "organisation/b")
    assert (row["start"], row["start-precision"], row["end"], row["end-precision"]) == (
        "2017-03-01",
        "day",
        "",
        "open end",
    )
    assert row["timeframe-source"].count("; ") == 1
    folder = tmp_path / "package"
    words = ["list", "projects", "--format", "package", "-o", str(folder), "--reference", str(reference)]
    assert main(words) == 0
    fields = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]["schema"]["fields"]
    assert next(field["type"] for field in fields if field["name"] == "grant-amount") == "string", "no cell is lost"


def test_a_relation_is_told_with_its_time_and_name_as_given(tmp_path: Path) -> None:
    entries = (ref("project/p"), ref("country/NE", "Niger"))
    told = relation("project/p", "has-beneficiary", "country/NE", as_given="The Niger", edtf="2018/2019-06")
    reference = tmp_path / "reference.db"
    write_reference(dataset(told, entries=entries), reference)
    (row,) = rows_of(tmp_path / "t.csv", "relations", "--reference", str(reference))
    assert (row["as-given"], row["edtf"]) == ("The Niger", "2018/2019-06")
    assert (row["start"], row["start-precision"], row["end"], row["end-precision"]) == (
        "2018",
        "year",
        "2019-06",
        "month",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("projects", "--format", "xlsx"), "needs a file or folder to write to: -o OUT"),
        (("projects", "--format", "package"), "needs a file or folder to write to: -o OUT"),
        (("relations", "--columns", "id"), "A list of relations always has all of its columns"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], said: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["list", *words])
    assert end.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["table.csv", "other/../table.csv", "link.csv"])
def test_a_dictionary_never_takes_the_place_of_its_list(name: str, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "table.csv"
    target.write_text("earlier")
    (tmp_path / "other").mkdir()
    (tmp_path / "link.csv").symlink_to("table.csv")
    words = ["list", "projects", "--format", "csv", "-o", str(target), "--dictionary", str(tmp_path / name)]
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert "need two files" in capsys.readouterr().err
    assert target.read_text() == "earlier"


def test_a_package_takes_no_second_dictionary(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["list", "all", "--format", "package", "-o", str(tmp_path / "p"), "--dictionary", str(tmp_path / "d.csv")])
    assert "a data dictionary of its own" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["text", "json", "xlsx"])
def test_for_programs_without_csv_is_refused(form: str, target: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["list", "themes", "--format", form, "--for-programs", "-o", str(target)])
    assert ended.value.code == 2
    assert "--for-programs is for CSV" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("option", ["-o", "--dictionary"])
def test_a_table_needs_a_name_that_is_not_empty(option: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["list", "themes", "--format", "package", option, ""])
    assert ended.value.code == 2
    assert "The name is empty" in capsys.readouterr().err
