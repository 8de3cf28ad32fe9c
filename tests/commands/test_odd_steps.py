"""The steps kept in a reference that another program wrote: odd ones are shown as they are, and not repeated."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coopviewer.__main__ import main

TABLE = "Project;Country;Budget EUR\nWells;Niger;1000\n"
ODD: tuple[Any, ...] = (None, True, -1, 10**4000, float("inf"), float("nan"), "", "x", "half \ud800", [], [[]], {})
ODD_CHOICES: tuple[dict[str, Any], ...] = (
    *({"heading_rows": [number, number]} for number in (*ODD, 0, 10**30)),
    *({"heading_rows": value} for value in ODD),
    *({"separator": value} for value in (*ODD, "::", '"', "\n", "\0")),
    *({"encoding": value} for value in (*ODD, "\0", "rot13")),
    *({"sheet": value} for value in ODD),
    {"other": "x"},
)
RAW = ("", "{", "null", "5", "[]", "{}", "1e999", "NaN", "9" * 5000, "[" * 100_000, '{"a":' * 100_000, "\x00")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a table and the reference that was made of it."""
    place = tmp_path_factory.mktemp("odd-steps")
    (place / "a.csv").write_text(TABLE, encoding="utf-8")
    assert main(["import", "sheet", str(place / "a.csv"), "-o", str(place / "a.db"), "--quiet"]) == 0
    return place


def with_steps(folder: Path, text: str | None = None, /, **changes: Any) -> Path:
    """Return a copy of the reference with other steps: a text, or the known ones with changes."""
    path = folder / "odd.db"
    shutil.copy(folder / "a.db", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        (known,) = connection.execute("SELECT mapping FROM import").fetchone()
        text = json.dumps(json.loads(known) | changes) if text is None else text
        connection.execute("UPDATE import SET mapping = ?", (text,))
    return path


def judge(reference: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return what *About this import* says, and what repeating the import says; neither may fail otherwise."""
    target = reference.with_name("again.db")
    capsys.readouterr()
    assert main(["show", "import", "--reference", str(reference)]) == 0
    page = capsys.readouterr().out
    status = main(["import", "--again", str(reference), str(reference.with_name("a.csv")), "-o", str(target)])
    said = capsys.readouterr()
    assert (status, target.exists()) in ((0, True), (2, False))
    assert status == 0 or said.err.count("\n") == 1, said.err
    target.unlink(missing_ok=True)
    return page, said.out + said.err


@pytest.mark.parametrize("name", ["steps", "format", "title", "dataset", "choice", "mapping", "after", "headings"])
def test_a_part_of_the_steps_with_a_wrong_value_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for value in ODD:
        judge(with_steps(folder, **{name: value}), capsys)


@pytest.mark.parametrize("name", ["heading", "slot", "number", "currency", "century", "language", "other"])
def test_a_column_of_the_steps_with_a_wrong_value_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for value in ODD:
        columns = [{"heading": "Project", "slot": "title", name: value}]
        judge(with_steps(folder, mapping={"mapping": 1, "column": columns}), capsys)
    judge(with_steps(folder, mapping={"mapping": 1, "column": name}), capsys)


def test_a_choice_of_the_steps_with_a_wrong_value_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for choice in ODD_CHOICES:
        judge(with_steps(folder, choice=choice), capsys)


@pytest.mark.parametrize("steps", RAW, ids=lambda steps: ascii(steps[:8]))
def test_steps_that_are_no_object_are_shown_as_they_are(
    folder: Path, capsys: pytest.CaptureFixture[str], steps: str
) -> None:
    page, said = judge(with_steps(folder, steps), capsys)
    assert "About this import" in page
    assert "by steps that this version of coopviewer does not know" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"mapping": []},
        {"mapping": {"mapping": 1, "column": [{"heading": "a", "slot": "title", "number": float("inf")}]}},
        {"choice": {"heading_rows": [float("inf"), 1]}},
        {"choice": {"separator": "::"}},
        {"choice": {"encoding": "\0"}},
        {"title": "half \ud800"},
        {"format": "another"},
    ],
    ids=["mapping", "number", "heading-rows", "separator", "encoding", "half-a-character", "format"],
)
def test_steps_that_cannot_be_repeated_are_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]
) -> None:
    _, said = judge(with_steps(folder, **changes), capsys)
    assert "by steps that this version of coopviewer does not know. Import the files anew." in said


@pytest.mark.parametrize("changes", [{"mapping": []}, {"format": "another"}, {"title": 5}, {"dataset": None}])
def test_the_page_shows_steps_of_another_form_as_they_are_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]
) -> None:
    page, _ = judge(with_steps(folder, **changes), capsys)
    assert '{"steps": 1' in page
    assert "The title is" not in page
    assert "so it cannot repeat them." in " ".join(page.split())


def test_the_page_says_that_known_steps_can_be_repeated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, said = judge(with_steps(folder), capsys)
    assert "coopviewer import --again, repeats them on newer files." in " ".join(page.split())
    assert "1 project imported" in said
