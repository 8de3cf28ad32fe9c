"""Tables previewed as the dialog of an import does: without headings one alone is shown, several are refused."""

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
