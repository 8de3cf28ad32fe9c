"""``coopviewer import``."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main as start
from coopviewer.commands.import_data import main
from tests.authoring.importing.imports import iati, titled, written

UNEVEN = '<recipient-country code="NE" percentage="60"/>'


def failed(words: list[str]) -> int:
    """Return the status with which the argument parser ends."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


def test_an_import_is_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = written(tmp_path / "a.xml", titled("XM-1", "Wells", UNEVEN)), tmp_path / "new.db"
    assert main(["iati", str(file), "-o", str(target)]) == 0
    first, note = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{target}: 1 activity imported as “IATI: Agency One”: ")
    assert "Notes: 1 kept as given." in first
    assert note.startswith("  a.xml, line 6: The percentages of the countries and regions add up to 60")


def test_what_was_imported_can_be_listed_searched_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "new.db")
    assert (
        main(["iati", str(written(tmp_path / "a.xml", titled("XM-1", "Wells", UNEVEN))), "-o", target, "--quiet"]) == 0
    )
    assert capsys.readouterr().out == ""
    assert start(["list", "projects", "--reference", target]) == 0
    assert "Wells" in capsys.readouterr().out
    assert start(["search", "wells", "--reference", target]) == 0
    assert "project/xm-1" in capsys.readouterr().out
    assert start(["check", target]) == 0


def test_strict_ends_with_status_1_if_there_are_notes(tmp_path: Path) -> None:
    noted = written(tmp_path / "a.xml", titled("XM-1", "Wells", UNEVEN))
    clean = written(tmp_path / "b.xml", titled("XM-1", "Wells"))
    target = str(tmp_path / "new.db")
    assert main(["iati", str(noted), "-o", target, "--strict", "--quiet"]) == 1
    assert main(["iati", str(clean), "-o", target, "--strict", "--quiet"]) == 0


def test_a_report_has_every_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "a.xml", *(titled(f"xm-{n}", "Wells", UNEVEN) for n in range(300)))
    report = tmp_path / "report.txt"
    assert main(["iati", str(file), "-o", str(tmp_path / "new.db"), "--report", str(report)]) == 0
    lines = report.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 301
    assert lines[-1].startswith("a.xml, line ")
    assert str(report) in capsys.readouterr().out


def test_many_notes_are_not_all_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "a.xml", *(titled(f"xm-{n}", "Wells", UNEVEN) for n in range(300)))
    assert main(["iati", str(file), "-o", str(tmp_path / "new.db")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert lines[-1].startswith("These are the first of 300 notes.")


def test_title_and_dataset_are_kept_when_the_steps_are_repeated(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    january = written(tmp_path / "january.xml", titled("XM-1", "Wells"))
    later = written(tmp_path / "june.xml", titled("XM-1", "Deep wells"), attributes='generated-datetime="2026-06-01"')
    chosen = ["--title", "Water", "--dataset", "urn:example:water", "--quiet"]
    assert main(["iati", str(january), "-o", str(old), *chosen]) == 0
    assert main(["--again", str(old), str(later), "-o", str(new), "--quiet"]) == 0
    with closing(sqlite3.connect(new)) as connection:
        (row,) = connection.execute("SELECT title, dataset, id FROM edition")
        (mapping,) = connection.execute("SELECT mapping FROM import").fetchone()
    assert row == ("Water", "urn:example:water", "2026-06-01")
    assert json.loads(mapping)["title"] == "Water"


def test_the_same_steps_on_the_same_file_give_the_same_bytes(tmp_path: Path) -> None:
    file = str(written(tmp_path / "a.xml", titled("XM-1", "Wells", UNEVEN)))
    assert main(["iati", file, "-o", str(tmp_path / "1.db"), "--quiet"]) == 0
    assert main(["--again", str(tmp_path / "1.db"), file, "-o", str(tmp_path / "2.db"), "--quiet"]) == 0
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


def test_what_comes_before_a_fault_is_imported_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = tmp_path / "a.xml", tmp_path / "new.db"
    file.write_text(iati(titled("XM-1", "Wells"), titled("XM-2", "Water"))[:-60], encoding="utf-8")
    assert main(["iati", str(file), "-o", str(target)]) == 2
    assert "a.xml" in capsys.readouterr().err
    assert not target.exists()
    assert main(["iati", str(file), "-o", str(target), "--keep-partial"]) == 0
    assert "a.xml breaks off" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["a.xml", "-o", "x.db"],
        ["iati", "-o", "x.db"],
        ["iati", "a.xml"],
        ["iati", "a.xml", "-o", "x.db", "--dataset", "x"],
    ],
)
def test_missing_words_are_said(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert failed(words) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_reference_that_was_not_imported_has_no_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from coopviewer.paths import reference_file

    file = written(tmp_path / "a.xml", titled("XM-1", "Wells"))
    assert main(["--again", str(reference_file()), str(file), "-o", str(tmp_path / "new.db")]) == 2
    assert "was not imported" in capsys.readouterr().err


@pytest.mark.parametrize(
    "mapping", ["", "[]", "{}", '{"steps": 2}', '{"steps": 1, "format": "iati", "title": 7, "keep_partial": 0}']
)
def test_steps_of_another_form_are_refused(mapping: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, old = written(tmp_path / "a.xml", titled("XM-1", "Wells")), tmp_path / "old.db"
    assert main(["iati", str(file), "-o", str(old), "--quiet"]) == 0
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE import SET mapping = ?", [mapping])
    assert main(["--again", str(old), str(file), "-o", str(tmp_path / "new.db")]) == 2
    assert "by steps that this version" in capsys.readouterr().err


def test_a_report_does_not_replace_what_is_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "a.xml", titled("XM-1", "Wells"))
    before = file.read_bytes()
    assert main(["iati", str(file), "-o", str(tmp_path / "new.db"), "--report", str(file)]) == 2
    assert file.read_bytes() == before
