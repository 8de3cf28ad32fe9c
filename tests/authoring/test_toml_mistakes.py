"""Mistakes of people who write curated files in a word processor: each is named with its line and what to do."""

from pathlib import Path

import pytest

from coopviewer.authoring.building import examine_tree
from tests.authoring.trees import copy_tree

ENTRY = '[[entry]]\nid = "theme/new"\ntitle = "New"\n'


@pytest.mark.parametrize(
    ("text", "where", "found", "expected"),
    [
        ("[[entry]]\nid = “theme/a”\n", "line 2, column 6", "curly quotes (“ ”)", "straight double quotes"),
        ("[[entry]]\nid = „theme/a“\n", "line 2, column 6", "curly quotes („ “)", "straight double quotes"),
        ('[[entry]]\nid = "theme/a”\n', "line 2, column 15", "curly quotes (”)", "straight double quotes"),
        ("[[entry]]\nid = «theme/a»\n", "line 2, column 6", "curly quotes (« »)", "straight double quotes"),
        ('[[entry]]\n\u00a0id = "theme/a"\n', "line 2, column 1", "a no-break space", "an ordinary space"),
        ('[[entry]]\nid\u00a0= "theme/a"\n', "line 2, column 3", "a no-break space", "an ordinary space"),
        ('[[entry]]\nid =\u202f"theme/a"\n', "line 2, column 5", "a narrow no-break space", "an ordinary space"),
        (f"{ENTRY}\ufeff{ENTRY}", "line 4, column 1", "a byte order mark within the text", "retype"),
        ('[[entry]]\nid = "theme/a\ntitle = "A"\n', "line 2, column 14", "without its closing quote", "at the end"),
        ('[[entry]]\nid = "theme/a', "line 2", "without its closing quote", "at the end of the text"),
        ('[[entry]\nid = "theme/a"\n', "line 1, column 8", "brackets", "two brackets on either side"),
        ('[entry]]\nid = "theme/a"\n', "line 1, column 8", "brackets", "two brackets on either side"),
        ('[entry]\nid = "a"\n[entry]\nid = "b"\n', "line 3, column 7", "brackets", "[[entry]] for a new entry"),
        ('[[entry]]\nid = "a"\nid = "b"\n', "line 3, column 9", "the key id a second time", "begins with [[entry]]"),
        ('[[entry]]\nid: "theme/a"\n', "line 2, column 3", "a colon", "an equals sign"),
        ("[[entry]]\nid = theme\n", "line 2, column 6", "a text without quotes", 'id = "…"'),
        ('[[entry]]\nid = "a"\ncites = ["P1"; "P2"]\n', "line 3, column 14", "a semicolon in a list", "a comma"),
        ('cites = ["P1", "P2"\ntitle = "x"\n', "line 2, column 1", "without its closing bracket", "a list such as"),
        ('text = "He said "yes""\n', "line 1, column 18", "a quote within a text", '\\"'),
        ('text = "C:\\path"\n', "line 1, column 13", "a backslash", "two backslashes"),
        ("[[entry]]\nid = 12-\n", "line 2, column 8", "invalid TOML", "valid TOML"),
    ],
)
def test_a_mistake_of_form_is_named(text: str, where: str, found: str, expected: str, tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_text(text, encoding="utf-8")
    (line,) = [str(fault) for fault in examine_tree(folder).faults]
    assert line.startswith(f"new.toml: {where}: found ")
    said, _, wanted = line.partition("; expected ")
    assert found in said
    assert expected in wanted


def test_the_same_mistake_is_named_in_a_file_of_windows(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_bytes("\ufeff[[entry]]\r\nid = “theme/a”\r\n".encode())
    (line,) = [str(fault) for fault in examine_tree(folder).faults]
    assert line.startswith("new.toml: line 2, column 6: found curly quotes (“ ”)")


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-16", "line 1, byte 1: found a text saved as UTF-16"), ("cp1252", "line 3, byte 41:")]
)
def test_another_encoding_is_named(encoding: str, said: str, tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_bytes('[[entry]]\nid = "theme/new"\ntitle = "Santé"\n'.encode(encoding))
    (line,) = [str(fault) for fault in examine_tree(folder).faults]
    assert line.startswith(f"new.toml: {said}")
    assert line.endswith("expected a text saved as UTF-8")


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("project/eu–border", "a plain hyphen (-) instead of –"),
        ("project/eu\u2011border", "a plain hyphen (-) instead of \u2011"),
        ("project/eu\u00a0border", "an id without a no-break space"),
        ("project/eu\tborder", "an id without tabs and spaces"),
    ],
)
def test_what_does_not_belong_into_an_id_is_named(identifier: str, expected: str, tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_text(f'[[entry]]\nid = "{identifier}"\ntitle = "New"\n', encoding="utf-8")
    (line,) = [str(fault) for fault in examine_tree(folder).faults]
    assert line.endswith(f"expected {expected}")


def test_a_forgotten_id_is_reported_with_its_line(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_text(f'# new ones\n{ENTRY}\n[[entry]]\ntitle = "B"\n', encoding="utf-8")
    lines = [str(fault) for fault in examine_tree(folder).faults]
    assert any(line.startswith("new.toml: entry 2 (line 6): id: found nothing") for line in lines), lines


def test_the_same_entry_twice_is_reported_with_both_lines(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "new.toml").write_text(f"{ENTRY}\n{ENTRY}", encoding="utf-8")
    lines = [str(fault) for fault in examine_tree(folder).faults]
    said = "the id a second time, in line 5 (the first is in new.toml, line 1)"
    assert any(said in line for line in lines), lines
