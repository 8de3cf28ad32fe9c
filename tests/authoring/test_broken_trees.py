"""Folders of curated files with a fault, and the lines it must be reported in; the cases are in broken_trees.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from coopviewer.authoring.building import build, examine_tree
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, PassageKind, StatementKind
from tests.authoring.trees import change, copy_tree
from tests.bare_english import PSEUDO
from tests.faults import raises_fault

TABLE = tomllib.loads(Path(__file__).with_name("broken_trees.toml").read_text(encoding="utf-8"))["tree"]

# what curated files are written in, and what the reader of TOML says itself
TERMS = {
    *("TOML", "EUR", "Invalid", "value", "source", "title", "edition", "id", "in-region", "has-beneficiary"),
    *(str(word) for words in (EntryKind, Basis, StatementKind, PassageKind) for word in words),
    *("name", "relation", "statement", "timeframe", "amount", "quantity", "document", "extent"),
}


def lines_of(folder: Path) -> list[str]:
    return [str(fault) for fault in examine_tree(folder).faults]


def test_the_small_folder_has_no_fault(tmp_path: Path) -> None:
    assert lines_of(copy_tree(tmp_path)) == []


@pytest.mark.parametrize("tree", TABLE, ids=lambda tree: tree["title"])
def test_a_fault_is_reported_in_these_lines_and_nothing_is_built(tree: dict[str, Any], tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / tree["file"], tree.get("replace"), tree["with"])

    outcome = build(folder, tmp_path / "coop.db")

    assert [str(fault) for fault in outcome.faults] == tree["lines"]
    assert tree["lines"]
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("tree", TABLE, ids=lambda tree: tree["title"])
def test_every_fault_can_be_said_in_another_language(tree: dict[str, Any], tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / tree["file"], tree.get("replace"), tree["with"])
    for fault in examine_tree(folder).faults:
        said = fault.said(PSEUDO).replace(f"{fault.file}: {fault.key}", "")
        words = re.findall(r"[A-Za-z][\w/.-]+", re.sub(r'"[^"]*"', "", said), re.ASCII)
        assert [word for word in words if word not in TERMS and not re.search(r"[/_.]", word)] == [], said


def test_an_invalid_date_is_reported_in_one_line_with_file_and_key(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'edtf = "2017/2023"', 'edtf = "soon"')
    assert lines_of(folder) == [
        (
            'projects.toml: project/wells/timeframe: edtf: found "soon"; '
            "expected an EDTF date or interval, such as 2017/2023"
        )
    ]


def test_faults_of_several_files_are_reported_together(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'edtf = "2017/2023"', 'edtf = "soon"')
    change(folder / "passages.toml", "char_end = 140", 'char_end = "140"')
    change(folder / "places.toml", "latitude = 17.6", "latitude = 97.6")
    assert [line.partition(":")[0] for line in lines_of(folder)] == ["passages.toml", "places.toml", "projects.toml"]


def test_an_unreadable_file_hides_no_fault_of_form_in_the_others(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "passages.toml", "char_end = 140", "char_end =")
    change(folder / "projects.toml", 'title = "The Fund"', "title = 7")
    assert lines_of(folder) == [
        "passages.toml: line 27, column 11: found invalid TOML (Invalid value); expected valid TOML",
        "projects.toml: organisation/fund: title: found 7; expected a text in quotes",
    ]


def test_a_file_that_is_not_utf_8_is_reported_with_the_byte(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "names.toml").write_bytes("# café".encode("latin-1"))
    assert lines_of(folder) == [
        "names.toml: line 1, byte 6: found a byte that is not UTF-8; expected a text saved as UTF-8"
    ]


LONG, LONGER = "0x" + "f" * 5000, "9" * 5000  # Python writes neither, and reads the second from no text


@pytest.mark.parametrize(
    ("file", "before", "number", "found"),
    [
        ("passages.toml", "char_end = 140", LONGER, "line 27: found a whole number of more than 4300 digits;"),
        ("passages.toml", "char_end = 140", LONG, "char_end: found a whole number of more than 80 digits;"),
        ("passages.toml", "char_end = 140", "-1" + "0" * 80, "char_end: found a whole number of more than 80 digits;"),
        ("places.toml", "latitude = 17.6", LONG, "latitude: found inf;"),
        ("places.toml", "latitude = 17.6", "-1" + "0" * 400, "latitude: found -inf;"),
        ("projects.toml", "value = 50", LONG, "value: found a whole number of more than 80 digits;"),
        ("projects.toml", 'title = "The Fund"', LONG, "title: found a whole number of more than 80 digits;"),
    ],
)
def test_a_number_too_long_for_any_field_is_a_fault_as_others_are(
    tmp_path: Path, file: str, before: str, number: str, found: str
) -> None:
    folder = copy_tree(tmp_path)
    change(folder / file, before, f"{before.partition('=')[0]}= {number}")
    (line,) = (line for line in lines_of(folder) if line.startswith(file))
    assert found in line
    assert len(line) < 250


def test_files_with_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert lines_of(folder) == []


def test_a_long_text_is_cut_in_a_fault(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'edtf = "2017/2023"', f'edtf = "{"x" * 500}"')
    (line,) = lines_of(folder)
    assert len(line) < 250
    assert "x…" in line


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_curated_files_is_reported_in_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with raises_fault(r"Name the folder that holds the curated files\.$"):
        examine_tree(tmp_path / name)
