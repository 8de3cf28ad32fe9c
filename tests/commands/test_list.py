"""The verb list: tables of entries with columns of facts, as text, CSV and JSON, printed or written to a file."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.writer import write_reference
from tests.commands.bundled_columns import columns_of_bundled
from tests.reference_values import dataset, extent, ref, relation

Capture = pytest.CaptureFixture[str]


def table(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "by which spreadsheets know the encoding"
    assert b"\r\n" in content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def count(query: str) -> int:
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        found: int = reference.execute(query).fetchone()[0]
        return found


def test_a_table_of_countries_is_written_as_csv(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "countries.csv"
    columns = "id,title,arrangement,projects,project-count,networks,cell"
    assert main(["list", "countries", "--columns", columns, "--format", "csv", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"49 entries were written to {path}.\n"
    rows = table(path)
    assert list(rows[0])[:3] == ["Id", "Title", "Working arrangement"]
    listed = [row for row in rows if row["Working arrangement"] == "listed"]
    assert len(listed) == count("SELECT count(*) FROM v_country WHERE has_working_arrangement") == 18
    assert {row["Working arrangement"] for row in rows} == {"listed", "not listed"}
    assert {row["Networks"] for row in rows} == {"not stated"}, "the source names no members"
    assert sum(row["Risk analysis cell"] == "listed" for row in rows) == 6
    assert sum(int(row["Number of projects"]) for row in rows) == count("SELECT sum(projects) FROM v_country") == 46
    without = {row["Title"] for row in listed if row["Projects"] == "none listed"}
    assert without == {"Canada", "Russian Federation", "United States"}


def test_the_countries_of_a_project_are_not_stated_if_the_source_names_none(capsys: Capture) -> None:
    assert main(["list", "projects", "--columns", "all", "--format", "json"]) == 0
    rows = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert rows["project/eu4bordersecurity"]["countries"] == "not-stated"
    assert rows["project/eu4bordersecurity"]["country-count"] == "not-stated"
    assert rows["project/afic"]["country-count"] == len(rows["project/afic"]["countries"]) == 33
    assert rows["project/afic"]["instruments"] == "not-stated"
    assert rows["project/afic"]["grant"] == ["4 million euros"]
    assert rows["project/afic"]["status"] == "ended"


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_has_its_columns(kind: EntryKind, capsys: Capture) -> None:
    name = {"country": "countries", "forum": "fora"}.get(kind, f"{kind}s")
    assert main(["list", name, "--columns", "all", "--format", "csv", "--for-programs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(",") == columns_of_bundled(kind)
    assert len(lines) == 1 + count(f"SELECT count(*) FROM entry WHERE kind = '{kind}'")


def test_a_query_limits_the_list(capsys: Capture) -> None:
    assert main(["list", "countries", "--query", "arrangement:listed projects:none", "--columns", "title"]) == 0
    assert capsys.readouterr().out == "Canada\nRussian Federation\nUnited States\n"
    assert main(["list", "countries", "--query", "partner:UNHCR"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7
    assert main(["list", "countries", "--query", "partnr:UNHCR"]) == 1
    assert "There is no filter called partnr." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "query", "kind"),
    [
        ("projects", "kind:country", None),
        ("projects", "kind:region,organisation", None),
        ("projects", "-kind:project", None),
        ("projects", "kind:country,project", "project"),
        ("projects", "kind:project", "project"),
        ("projects", "-kind:country", "project"),
        ("countries", "kind:project projects:several", None),
        ("all", "kind:country", "country"),
    ],
)
def test_a_query_for_kinds_limits_a_list_to_them(name: str, query: str, kind: str | None, capsys: Capture) -> None:
    assert main(["list", name, f"--query={query}", "--columns", "id"]) == 0
    listed = capsys.readouterr().out.split()
    assert len(listed) == (0 if kind is None else count(f"SELECT count(*) FROM entry WHERE kind = '{kind}'"))
    assert all(each.startswith(f"{kind}/") for each in listed)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("countries", "--columns", "title,capital"),
            "'capital' is not a column. There are: id, title, kind, identifiers, alpha2,",
        ),
        (("themes", "--columns", "grant"), "A list of themes has no column grant. There are: id, title, kind."),
        (("themes", "--columns", ","), "is not a column"),
    ],
)
def test_an_unknown_column_is_answered_with_those_that_there_are(
    words: tuple[str, ...], said: str, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["list", *words])
    assert end.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_text_that_a_spreadsheet_would_run_carries_an_apostrophe(tmp_path: Path, capsys: Capture) -> None:
    titles = ("=1+1", "+SUM(A1)", "-2", "@cmd", "\tTab", "Plain")
    reference, path = tmp_path / "reference.db", tmp_path / "list.csv"
    entries = [ref(f"theme/t{place}", title) for place, title in enumerate(titles)]
    write_reference(dataset(entries=entries), reference)
    words = ("list", "themes", "--columns", "title", "--format", "csv", "-o", str(path), "--reference", str(reference))
    assert main(words) == 0
    assert {row["Title"] for row in table(path)} == {"Plain", *(f"'{title}" for title in titles[:-1])}
    assert main((*words, "--for-programs")) == 0
    assert {row["title"] for row in table(path)} == set(titles)


def test_a_country_is_not_listed_only_where_the_list_is_complete(tmp_path: Path, capsys: Capture) -> None:
    entries = (ref("organisation/o", "Agency"), ref("country/NE", "Niger"), ref("country/ML", "Mali"))
    listed = relation("organisation/o", "has-working-arrangement-with", "country/NE")
    complete = extent("organisation/o", "has-working-arrangement-with")
    for name, facts, state in (("open", (listed,), "not stated"), ("complete", (listed, complete), "not listed")):
        path = tmp_path / f"{name}.db"
        write_reference(dataset(*facts, entries=entries), path)
        assert main(["list", "countries", "--columns", "title,arrangement", "--reference", str(path)]) == 0
        assert capsys.readouterr().out == f"Mali\t{state}\nNiger\tlisted\n"
    path = tmp_path / "none.db"
    write_reference(dataset(entries=entries), path)
    assert main(["list", "countries", "--columns", "title,arrangement", "--reference", str(path)]) == 0
    assert capsys.readouterr().out == "Mali\tnot looked at\nNiger\tnot looked at\n"
