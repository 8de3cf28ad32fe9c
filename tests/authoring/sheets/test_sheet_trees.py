"""Curated files as sheets: the same reference as from TOML, and faults with sheet and cell."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from coopviewer import paths
from coopviewer.authoring.building import build, examine_tree
from coopviewer.authoring.sheets.writing import sheets_of_tree
from coopviewer.commands.build import main
from tests.authoring.trees import BASE_TREE, copy_tree

Rows = list[list[str]]


def write(folder: Path, name: str, rows: Rows) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def rows_of(folder: Path) -> dict[str, Rows]:
    return {sheet.name: [list(sheet.headings), *map(list, sheet.rows)] for sheet in sheets_of_tree(folder)}


def sheets(folder: Path, change: Callable[[dict[str, Rows]], object] = lambda _: None) -> Path:
    """Write the small tree without faults as sheets, after a change of their rows."""
    found = rows_of(BASE_TREE)
    change(found)
    for name, rows in found.items():
        write(folder, name, rows)
    return folder


def lines_of(folder: Path) -> list[str]:
    return [str(fault) for fault in examine_tree(folder).faults]


def test_the_bundled_files_as_sheets_give_the_same_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = paths.data_folder() / "source"
    assert main([str(source), "--sheets", str(tmp_path / "sheets")]) == 0
    assert "8 sheets" in capsys.readouterr().out
    for folder in (source, tmp_path / "sheets"):
        assert build(folder, tmp_path / f"{folder.name}.db").faults == ()
    assert (tmp_path / "source.db").read_bytes() == (tmp_path / "sheets.db").read_bytes()


def test_sheets_of_one_workbook_give_the_same_reference(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    with Workbook(tmp_path / "book" / "all.xlsx") as book:
        for name, rows in rows_of(BASE_TREE).items():
            sheet = book.add_worksheet(name.title())
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    is_number = number and rows[0][column] in ("char_start", "char_end", "latitude")
                    if text and is_number:
                        sheet.write_number(number, column, float(text))
                    else:
                        sheet.write_string(number, column, text)
    assert lines_of(tmp_path / "book") == []
    build(tmp_path / "book", tmp_path / "a.db")
    build(BASE_TREE, tmp_path / "b.db")
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_toml_and_sheets_of_one_folder_are_one_tree(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    assert lines_of(folder) == []
    write(folder, "entries", [["id", "title"], ["theme/wells", "Wells"]])
    head = ["entry", "type", "key", "text", "kind", "language", "basis", "note"]
    row = ["theme/wells", "name", "name/as-given", "Wells", "as-given", "en", "editorial", "A grouping of ours."]
    write(folder, "facts", [head, row])
    outcome = examine_tree(folder)
    assert outcome.faults == ()
    assert outcome.dataset is not None
    assert "theme/wells" in {entry.id for entry in outcome.dataset.entries}


def set_cell(name: str, row: int, key: str, text: str) -> Callable[[dict[str, Rows]], object]:
    def change(found: dict[str, Rows]) -> None:
        found[name][row][found[name][0].index(key)] = text

    return change


def cell(name: str, row: int, key: str) -> str:
    column = rows_of(BASE_TREE)[name][0].index(key)
    return f"{name}.csv: {name}!{chr(ord('A') + column)}{row + 1}"


def place_of(key: str, value: str) -> int:
    rows = rows_of(BASE_TREE)["facts"]
    return next(number for number, row in enumerate(rows) if row[rows[0].index(key)] == value)


@pytest.mark.parametrize(
    ("name", "row", "key", "text", "said"),
    [
        ("facts", place_of("edtf", "2017/2023"), "edtf", "2017/20x3", "EDTF"),
        ("facts", 1, "basis", "guessed", "one of"),
        ("facts", 1, "type", "fact", "one of"),
        ("facts", 1, "cites", "P99", "P99"),
        ("facts", 1, "key", "", "nothing"),
        ("facts", 1, "entry", "", "nothing"),
        ("entries", 1, "id", "project/eu–border", "a plain hyphen"),
        ("entries", 1, "title", "", "nothing"),
        ("passages", 1, "char_end", "many", "a whole number"),
        ("edition", 1, "as_of_earliest", "soon", "soon"),
    ],
)
def test_a_fault_names_sheet_and_cell(tmp_path: Path, name: str, row: int, key: str, text: str, said: str) -> None:
    lines = lines_of(sheets(tmp_path / "s", set_cell(name, row, key, text)))
    at = cell(name, row, key)
    empty = at.rpartition("!")[0] + f"!{row + 1}"
    assert [line for line in lines if line.startswith((f"{at}: ", empty)) and said in line], lines


def test_an_unknown_heading_and_sheet_are_named_once(tmp_path: Path) -> None:
    def add(found: dict[str, Rows]) -> None:
        for number, row in enumerate(found["entries"]):
            row.append("colour" if number == 0 else "blue")

    folder = sheets(tmp_path / "s", add)
    write(folder, "fcats", [["id"], ["x"]])
    lines = lines_of(folder)
    assert len(lines) == 2
    assert any(line.startswith("entries.csv: entries!H1: ") and "colour" in line for line in lines)
    assert any(line.startswith("fcats.csv: ") and "facts" in line for line in lines)


def test_cells_that_begin_like_formulas_come_back(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    (folder / "extra.toml").write_text(
        '[[entry]]\nid = "theme/plus"\ntitle = "+ plus"\n\n[[entry.name]]\nkey = "name/as-given"\ntext = "=plus"\n'
        'language = "en"\nkind = "as-given"\nbasis = "editorial"\nnote = "- ours"\n',
        encoding="utf-8",
    )
    assert main([str(folder), "--sheets", str(tmp_path / "s")]) == 0
    for name in ("source", "s"):
        build(tmp_path / name, tmp_path / f"{name}.db")
    assert (tmp_path / "source.db").read_bytes() == (tmp_path / "s.db").read_bytes()
