"""Tables previewed as the dialog of an import does: without headings one alone is shown, several are refused."""

import os
from pathlib import Path

import pytest

from coopviewer.authoring.importing.sheet.previewing import TablePreviewer
from coopviewer.domain.imports.sheets import SheetChoice, SheetPreview, SheetSlot
from tests.authoring.importing.imports import FOLDERS
from tests.faults import raises_fault


def preview(folder: Path, *texts: str) -> SheetPreview:
    files = [folder / f"{number}.csv" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return TablePreviewer(FOLDERS, folder / "kept").preview(files, SheetChoice(), None, lambda: False)


def test_the_first_row_of_a_table_without_headings_is_taken_for_them(tmp_path: Path) -> None:
    found = preview(tmp_path, "17,Wells,4\n18,Roads,5\n19,Dams,6\n")
    assert found.is_heading_assumed
    assert [column.mapping.heading for column in found.columns] == ["17", "Wells", "4"]


@pytest.mark.parametrize("text", ["17,Wells,4\n18,Roads,5\n", "Title,Country\nWells,Niger\n", "Wells\nRoads\n"])
def test_a_table_is_read_once_while_it_is_as_it_was(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    status, previewer = file.stat(), TablePreviewer(FOLDERS, tmp_path / "kept")
    first = previewer.preview([file], SheetChoice(), None, lambda: False)
    file.write_bytes(b"\x00" * status.st_size)  # of which no preview could be made
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert previewer.preview([file], SheetChoice(), first.mapping, lambda: False).columns == first.columns
    previewer.forget()
    with raises_fault("is empty"):
        previewer.preview([file], SheetChoice(), None, lambda: False)


def test_a_table_that_got_headings_meanwhile_is_read_by_these(tmp_path: Path) -> None:
    file, previewer = tmp_path / "a.csv", TablePreviewer(FOLDERS, tmp_path / "kept")
    for text, is_assumed in (
        ("17,Wells,4\n18,Roads,5\n", True),
        ("Title,Country\nWells,Niger\n", False),
        ("17,Wells,4\n18,Roads,5\n19,Dams,6\n", True),
    ):
        file.write_text(text, encoding="utf-8")
        assert previewer.preview([file], SheetChoice(), None, lambda: False).is_heading_assumed == is_assumed
    chosen = previewer.preview([file], SheetChoice(heading_rows=(2, 2)), None, lambda: False)
    assert (chosen.is_heading_assumed, chosen.projects) == (False, 1)
    other = tmp_path / "b.csv"
    other.write_text("Title,Country\nWells,Niger\n", encoding="utf-8")
    with raises_fault("has no row of headings"):
        previewer.preview([file, other], SheetChoice(), None, lambda: False)
    assert previewer.preview([file], SheetChoice(), None, lambda: False).is_heading_assumed


def test_a_table_without_headings_beside_another_is_refused(tmp_path: Path) -> None:
    with raises_fault("has no row of headings"):
        preview(tmp_path, "17,Wells,4\n18,Roads,5\n19,Dams,6\n", "Title,Country\nWells,Niger\n")


def test_several_tables_have_the_columns_of_all_and_count_together(tmp_path: Path) -> None:
    found = preview(tmp_path, "Title,Country\nWells,Niger\n", "Title,Sector\nRoads,Transport\nDams,Energy\n")
    assert [column.mapping.heading for column in found.columns] == ["Title", "Country", "Sector"]
    assert (found.projects, len(found.others), found.is_heading_assumed) == (3, 1, False)


@pytest.mark.parametrize("text", ["", "\n\n", "Title\n"])
def test_a_table_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    with raises_fault():
        preview(tmp_path, text)


def test_what_is_given_once_is_taken_from_one_column_and_places_from_several(tmp_path: Path) -> None:
    found = preview(tmp_path, "Title,Project name,Country,Beneficiary country,Id\nWells,W,Niger,Mali,1\n")
    assert [column.mapping.slot for column in found.columns] == [
        *(SheetSlot.TITLE, SheetSlot.OTHER, SheetSlot.COUNTRY, SheetSlot.COUNTRY, SheetSlot.IDENTIFIER)
    ]
