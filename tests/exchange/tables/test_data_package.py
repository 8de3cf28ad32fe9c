"""Tables as a data package: what its files say, and what stays in the folder whatever happens."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables.data_package import DESCRIPTOR, write_package
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField
from tests.faults import raises_fault
from tests.reference_values import EDITION

TODAY = date(2026, 11, 29)
FIELDS = (
    TableField("id", "Id", "The id of the row."),
    TableField("year", "Year", "", FieldKind.INTEGER),
    TableField("sum", "Sum", "A sum.", FieldKind.NUMBER),
    TableField("day", "Day", "A day.", FieldKind.DATE),
)
ROWS = (("a", "2019", "1.50", "2019-07-01"), ("b", "", "about 2", "2019"), ("=c", "2020", "-3", "2020-01-31"))
NAMES = ["datapackage.json", "dictionary.csv", "wells.csv"]


def wells(*rows: tuple[str, ...], name: str = "wells", key: tuple[str, ...] = ("id",)) -> DataTable:
    return DataTable(name, name.capitalize(), FIELDS, rows or ROWS, None, (("Edition", "wells.1"),), key)


def package(folder: Path, *tables: DataTable, edition: str = EDITION.id, for_programs: bool = False) -> int:
    of = EDITION._replace(id=edition)
    return write_package(folder, tables or (wells(),), of, TODAY, ENGLISH, for_programs=for_programs)


def described(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8")))


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_table_is_a_csv_file_and_all_are_described(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    assert package(folder, wells(), wells(("d", "1", "2", ""), name="pumps")) == 4
    assert sorted(content(folder)) == ["datapackage.json", "dictionary.csv", "pumps.csv", "wells.csv"]
    assert rows_of(folder / "wells.csv") == [
        *(["id", "year", "sum", "day"], ["a", "2019", "1.50", "2019-07-01"], ["b", "", "about 2", "2019"]),
        ["'=c", "2020", "'-3", "2020-01-31"],
    ]
    record = described(folder)
    assert [each["name"] for each in record["resources"]] == ["wells", "pumps", "dictionary"]
    for resource in record["resources"]:
        written = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(written), f"sha256:{sha256(written).hexdigest()}")
        assert (resource["path"], resource["format"]) == (f"{resource['name']}.csv", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_package_says_which_edition_it_is_of(tmp_path: Path) -> None:
    package(tmp_path)
    record = described(tmp_path)
    assert (record["name"], record["id"], record["version"]) == ("wells.1", "urn:wells:wells.1", "wells.1")
    assert (record["title"], record["created"]) == ("Wells", "2026-11-29T00:00:00Z")
    assert record["contributors"] == [{"title": "A publisher", "roles": ["publisher"]}]
    disclaimer, licence, as_of, guard = record["description"].split("\n\n")
    assert (disclaimer, licence, as_of) == ("Made up.", "Free.", "Between two dates.")
    assert "carries an apostrophe in front of it in the CSV file" in guard


def test_cells_for_programs_are_unchanged_and_no_apostrophe_is_spoken_of(tmp_path: Path) -> None:
    package(tmp_path, for_programs=True)
    assert rows_of(tmp_path / "wells.csv")[-1] == ["=c", "2020", "-3", "2020-01-31"]
    assert described(tmp_path)["description"] == "Made up.\n\nFree.\n\nBetween two dates."
    said = [row[4] for row in rows_of(tmp_path / "dictionary.csv") if row[2] == "Note"]
    assert len(said) == 1
    package(tmp_path)
    said = [row[4] for row in rows_of(tmp_path / "dictionary.csv") if row[2] == "Note"]
    assert [("apostrophe" in sentence) for sentence in said] == [False, True]


def test_a_column_with_another_text_in_a_cell_is_a_column_of_texts(tmp_path: Path) -> None:
    package(tmp_path)
    schema = described(tmp_path)["resources"][0]["schema"]
    assert [(each["name"], each["type"], each["title"]) for each in schema["fields"]] == [
        *(("id", "string", "Id"), ("year", "integer", "Year"), ("sum", "string", "Sum"), ("day", "string", "Day")),
    ]
    assert [each.get("description") for each in schema["fields"]] == ["The id of the row.", None, "A sum.", "A day."]
    assert (schema["primaryKey"], schema["missingValues"]) == (["id"], [""])
    package(tmp_path, wells(("a", "1", "2.5", "2019-07-01"), key=()))
    schema = described(tmp_path)["resources"][0]["schema"]
    assert [each["type"] for each in schema["fields"]] == ["string", "integer", "number", "date"]
    assert "primaryKey" not in schema


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("wells.1", "wells.1"),
        ("Wells 2021/a", "wells-2021-a"),
        ("a_b-c", "a_b-c"),
        ("-.é_x_.-", "x"),
        ("Zürich", "z-rich"),
        ("٣", "package"),
        ("", "package"),
    ],
)
def test_the_name_of_a_package_has_only_letters_digits_and_three_signs(tmp_path: Path, edition: str, name: str) -> None:
    package(tmp_path, edition=edition)
    assert described(tmp_path)["name"] == name


def test_files_of_an_earlier_package_are_replaced_and_all_others_stay(tmp_path: Path) -> None:
    package(tmp_path)
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / "wells.csv").write_bytes(b"changed")
    assert package(tmp_path, wells(("z", "1", "2", ""))) == 1
    assert sorted(content(tmp_path)) == sorted([*NAMES, "notes.txt"])
    assert rows_of(tmp_path / "wells.csv")[1:] == [["z", "1", "2", ""]]
    assert (tmp_path / "notes.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["notes.txt", "datapackage.json/x"])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(b"mine")
    with raises_fault("has other files in it"):
        package(folder)
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / name]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_is_used_and_a_missing_one_made_but_not_its_parent(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        package(tmp_path / name)
        assert sorted(content(tmp_path / name)) == NAMES
    with raises_fault("There is no folder"):
        package(tmp_path / "none" / "new")
    assert not (tmp_path / "none").exists()


def test_a_file_in_place_of_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with raises_fault("is a file. Give the name of a folder"):
        package(tmp_path / "file")
    assert content(tmp_path) == {"file": b"mine"}


def failing() -> Iterator[tuple[str, ...]]:
    yield ROWS[0]
    raise KeyboardInterrupt


def test_rows_that_cannot_be_read_leave_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    package(folder)
    before = content(folder)
    with pytest.raises(KeyboardInterrupt):
        package(folder, wells()._replace(rows=failing()))
    assert content(folder) == before
    with pytest.raises(KeyboardInterrupt):
        package(tmp_path / "new", wells()._replace(rows=failing()))
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


@pytest.mark.parametrize("name", ["dictionary", "wells"])
def test_earlier_files_are_put_back_if_one_cannot_be_put_in_place(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "package"
    package(folder)
    (folder / f"{name}.csv").unlink()
    (folder / f"{name}.csv").mkdir()
    rest = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert len(rest) == 2
    with raises_fault("could not be written"):
        package(folder, wells(("z", "1", "2", ""), name="wells"), wells(name="added"))
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == rest
    assert (folder / f"{name}.csv").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_that_was_made_goes_again_if_its_files_cannot_be_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    folder, move = tmp_path / "package", Path.replace
    if is_there:
        folder.mkdir()

    def refuse(self: Path, target: Path) -> Path:
        if target.name == DESCRIPTOR and target.parent == folder:
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with raises_fault("may not be written"):
        package(folder)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["package"] * is_there
