"""The verbs build, check and passages, as a user runs them."""

import sqlite3
import tomllib
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from coopviewer.commands import VERBS, build, check, passages
from tests.authoring.trees import change, copy_tree


def test_every_verb_has_a_module_and_a_summary() -> None:
    for module, help_line in VERBS.values():
        assert callable(import_module(module).main)
        assert help_line


def test_building_reports_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "coop.db"
    assert build.main([str(copy_tree(tmp_path)), "-o", str(target)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Wrote {target}: 8 entries, 17 facts, 3 passages (edition small-1).\n"
    assert captured.err == ""


def test_building_with_a_fault_reports_it_and_keeps_the_old_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = copy_tree(tmp_path), tmp_path / "coop.db"
    target.write_text("old", encoding="utf-8")
    change(folder / "projects.toml", 'edtf = "2017/2023"', 'edtf = "2017/20x3"')
    assert build.main([str(folder), "-o", str(target)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        (
            'projects.toml: project/wells/timeframe: edtf: found "2017/20x3"; '
            "expected an EDTF date or interval, such as 2017/2023"
        ),
        "1 fault. Nothing was written.",
    ]
    assert target.read_text(encoding="utf-8") == "old"


def test_building_an_unreadable_file_says_that_the_rules_were_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'title = "The Fund"', "title = The Fund")
    assert build.main([str(folder), "-o", str(tmp_path / "coop.db")]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "1 fault. Nothing was written. The rules are checked once every file can be read."


def test_building_from_a_missing_folder_has_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([str(tmp_path / "nowhere"), "-o", str(tmp_path / "coop.db")]) == 2
    assert capsys.readouterr().err.startswith("There is no folder ")


@pytest.mark.parametrize("verb", [build, check, passages])
def test_a_verb_without_arguments_has_status_2(verb: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        verb.main([])  # type: ignore[attr-defined]
    assert exit_info.value.code == 2
    assert "usage: coopviewer " in capsys.readouterr().err


def test_a_built_reference_has_no_faults_until_it_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "coop.db"
    build.main([str(copy_tree(tmp_path)), "-o", str(target)])
    capsys.readouterr()
    assert check.main([str(target)]) == 0
    assert capsys.readouterr().out == f"{target} has no faults: 8 entries, 17 facts, 3 passages (edition small-1).\n"
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE quantity SET value = 51")
    assert check.main([str(target)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("edition: content_sha256: found ")
    assert captured.err.endswith(f"1 fault. {target} has faults.\n")


def test_checking_a_text_file_has_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes.", encoding="utf-8")
    assert check.main([str(path)]) == 2
    assert "is not a database" in capsys.readouterr().err


def test_a_document_is_cut_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "Fünf Wells.txt"
    document.write_bytes(b"\xef\xbb\xbfWells\r\n\r\nWe dig.\r\n")
    assert passages.main([str(document)]) == 0
    table = tomllib.loads(capsys.readouterr().out)
    assert table["source"] == "source/funf-wells"
    assert [(row["kind"], row["char_start"], row["char_end"]) for row in table["passage"]] == [
        ("heading", 0, 5),
        ("paragraph", 9, 16),
    ]


def test_passages_are_never_written_over_an_existing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, output = tmp_path / "wells.txt", tmp_path / "passages.toml"
    document.write_text("We dig.", encoding="utf-8")
    arguments = [str(document), "--source", "source/wells", "-o", str(output)]
    assert passages.main(arguments) == 0
    before = output.read_bytes()
    assert passages.main(arguments) == 2
    assert "is there already" in capsys.readouterr().err
    assert output.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"caf\xe9", "is not UTF-8: byte 4 is not part of a character. Save it as UTF-8 text."),
        (b"\xef\xbb\xbf \r\n", "holds no text. Choose a document saved as text."),
        (None, "could not be read (No such file or directory). Choose a document saved as text."),
    ],
)
def test_a_document_that_cannot_be_cut_is_reported_in_a_sentence(
    content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "wells.txt"
    if content is not None:
        document.write_bytes(content)
    assert passages.main([str(document)]) == 2
    assert capsys.readouterr().err == f"{document} {sentence}\n"


def test_an_invalid_source_id_has_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        passages.main([str(tmp_path / "wells.txt"), "--source", "wells"])
    assert exit_info.value.code == 2
    assert "write it as source/slug" in capsys.readouterr().err


def test_cut_passages_build_when_facts_cite_them(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    document = tmp_path / "leaflet.txt"
    document.write_text("Wells\n\nWe dig wells in Niger.\n\n* A note.\n", encoding="utf-8")
    (folder / "passages.toml").unlink()
    change(folder / "places.toml", 'cites = ["P03"]', 'cites = ["P02"]')
    assert passages.main([str(document), "-o", str(folder / "passages.toml")]) == 0
    change(folder / "passages.toml", 'kind = "item"', 'kind = "footnote"')
    assert build.main([str(folder), "-o", str(tmp_path / "coop.db")]) == 0
