"""A person takes the list on the screen away as a table."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.app.export.list_export_controller import FORMS, ListExportController
from coopviewer.app.export.wanted_lists import SearchList, Writing, write_list
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.listing import RowsOf
from coopviewer.domain.progress import no_progress
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import read_csv
from coopviewer.exchange.tables.table import TableForm
from coopviewer.models.roles import Role
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.activity_values import write_imported
from tests.faults import raises_fault
from tests.journeys.conftest import Opens, Sits

Rows = list[dict[str, str]]
CSV, XLSX, JSON = (FORMS.index((form, RowsOf.ENTRIES)) for form in (TableForm.CSV, TableForm.XLSX, TableForm.JSON))
RELATIONS = FORMS.index((TableForm.CSV, RowsOf.RELATIONS))


def shown_dialog(composition: Composition) -> SaveDialog:
    (dialog,) = [each for each in composition.window.findChildren(SaveDialog) if each.isVisible()]
    return dialog


def take(composition: Composition, qtbot: QtBot, path: Path, place: int) -> None:
    """Choose a file and a kind in the open dialog, and wait until the list is saved."""
    saving = composition.menu.exports.list_export.saving
    dialog = shown_dialog(composition)
    with qtbot.waitSignal(saving.saved):
        dialog.chosen.emit(str(path), place)
    dialog.reject()
    assert not saving.is_busy


def begin(composition: Composition, which: str = "Navigator: ") -> list[str]:
    """Choose *Save list as*, and if there is a question the first list that begins with ``which``; return all."""
    composition.window.actions_by_id[ActionId.SAVE_LIST].trigger()
    asking = [each for each in composition.window.findChildren(QInputDialog) if each.isVisible()]
    if not asking:
        return []
    titles = asking[0].comboBoxItems()
    asking[0].setTextValue(next(title for title in titles if title.startswith(which)))
    asking[0].accept()
    return titles


def save(composition: Composition, qtbot: QtBot, path: Path, place: int = CSV, which: str = "Navigator: ") -> Rows:
    begin(composition, which)
    take(composition, qtbot, path, place)
    return rows_of(path) if path.suffix == ".csv" else []


def rows_of(path: Path) -> Rows:
    headings, *rows = read_csv(path.read_bytes())
    return [dict(zip(headings, row, strict=True)) for row in rows]


def status(composition: Composition) -> str:
    return composition.window.statusBar().currentMessage()


def at(composition: Composition, *keys: str) -> QModelIndex:
    index = QModelIndex()
    for key in keys:
        index = composition.outline.find_child(index, key)
        assert index.isValid(), key
    return index


def test_what_is_under_a_row_of_the_navigator_is_saved(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    tree = composition.navigator.tree
    tree.setCurrentIndex(at(composition, "region/western-balkans"))
    rows = save(composition, qtbot, tmp_path / "rows.csv")
    under = [row["Id"] for row in rows]
    shown = composition.outline
    parent = tree.currentIndex()
    seen = [shown.index(row, 0, parent).data(Role.REF).id for row in range(shown.rowCount(parent))]
    assert set(seen) <= set(under)
    assert len(under) == len(set(under))
    assert "country/AL" in under
    assert "region/western-balkans" not in under
    albania = next(row for row in rows if row["Id"] == "country/AL")
    assert (albania["Alpha-3 code"], albania["M49 code"]) == ("ALB", "008")
    assert status(composition) == f"{len(rows)} rows are saved as {tmp_path / 'rows.csv'}."


def test_the_list_of_a_page_that_the_navigator_does_not_show_is_offered(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens(Address("theme/dac-14030"), reference=write_imported(tmp_path / "wells.db"))
    tree = composition.navigator.tree
    tree.setCurrentIndex(QModelIndex())
    composition.window.focus_page()
    assert begin(composition) == ["Basic drinking water supply: projects", "Navigator: All entries"]
    assert shown_dialog(composition).windowTitle() == "Save list as: All entries"
    shown_dialog(composition).reject()
    rows = save(composition, qtbot, tmp_path / "rows.csv", which="Basic drinking water")
    assert {row["Kind"] for row in rows} == {"Project"}


def test_the_projects_of_a_page_in_all_roles_are_one_list_each_once(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("organisation/ministry"), reference=write_imported(tmp_path / "wells.db"))
    composition.navigator.tree.setCurrentIndex(QModelIndex())
    titles = begin(composition)
    shown_dialog(composition).reject()
    assert len(titles) == 2
    rows = save(composition, qtbot, tmp_path / "rows.csv", which=titles[0])
    assert len(rows) == len({row["Id"] for row in rows}) > 0


def test_a_row_of_the_navigator_that_has_the_keyboard_or_the_list_of_the_page_asks_nothing(
    opens: Opens, qtbot: QtBot
) -> None:
    composition = opens(Address("project/afic"))
    tree = composition.navigator.tree
    tree.setCurrentIndex(at(composition, "region/western-balkans"))
    tree.setFocus()
    assert begin(composition) == []
    shown_dialog(composition).reject()
    composition.reading.open(Address("region/western-balkans"))
    composition.window.focus_page()
    assert begin(composition) == []
    shown_dialog(composition).reject()


def test_a_row_with_nothing_under_it_saves_the_list_that_it_is_in(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    composition.navigator.tree.setCurrentIndex(at(composition, "region/western-balkans"))
    whole = save(composition, qtbot, tmp_path / "whole.csv")
    leaf = at(composition, "region/western-balkans", "country/XK")
    while composition.outline.hasChildren(leaf):
        leaf = composition.outline.index(0, 0, leaf)
        composition.outline.fetchMore(leaf)
    menu = composition.menu.context_menus.show_for_row(at(composition, "region/western-balkans"), QPoint())
    (action,) = [each for each in menu.actions() if each.text() == "Save &list as…"]
    action.trigger()
    menu.close()
    take(composition, qtbot, tmp_path / "menu.csv", CSV)
    assert rows_of(tmp_path / "menu.csv") == whole


def test_a_filtered_navigator_saves_what_the_filter_shows(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    composition.outline_service.filter("niger")
    composition.navigator.tree.setCurrentIndex(QModelIndex())
    rows = save(composition, qtbot, tmp_path / "rows.csv")
    assert {"country/NE", "region/africa"} <= {row["Id"] for row in rows}
    assert "country/AL" not in {row["Id"] for row in rows}


def test_without_a_row_everything_is_saved(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    composition.navigator.tree.setCurrentIndex(QModelIndex())
    ids = {row["Id"] for row in save(composition, qtbot, tmp_path / "rows.csv")}
    source = ListSource(paths.reference_file(), composition.start.today())
    try:
        assert ids == {ref.id for ref in source.branch(composition.outline_service.grouping, "")}
        assert len(ids) == 92, "every entry of the reference is somewhere in the tree"
    finally:
        source.close()


def test_the_results_of_a_search_are_saved_in_their_order(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("search", query="kind:country arrangement:listed projects:none"))
    controller = composition.search.controller
    qtbot.waitUntil(lambda: controller.hits.rowCount() > 0)
    shown = [
        hit.ref.id for row in range(controller.hits.rowCount()) if (hit := controller.hits.index(row).data(Role.VALUE))
    ]
    rows = save(composition, qtbot, tmp_path / "rows.csv")
    assert [row["Id"] for row in rows] == shown == ["country/CA", "country/RU", "country/US"]
    assert {row["Working arrangement"] for row in rows} == {"listed"}
    assert controller.pane.list.actions() == [composition.window.actions_by_id[ActionId.SAVE_LIST]]


def test_a_search_for_words_says_what_was_found_where(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("search", query="training"))
    qtbot.waitUntil(lambda: composition.search.controller.hits.rowCount() > 0)
    rows = save(composition, qtbot, tmp_path / "rows.csv")
    assert len(rows) == 3
    assert all(row["Found in"] or "training" in row["Title"].lower() for row in rows)
    assert any("training" in row["Found text"].lower() for row in rows)
    save(composition, qtbot, tmp_path / "rows.json", JSON)
    records = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert [record["id"] for record in records] == [row["Id"] for row in rows]
    assert set(records[0]["shown"]) == {"Found in", "Found text"}


@pytest.mark.parametrize("name", ["coverage", "timeline", "map"])
def test_an_overview_is_saved_as_its_table_shows_it(name: str, opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    composition.reading.open(parse_address(f"coop:{name}"))
    controller = composition.menu.overviews.controller(name)
    qtbot.waitUntil(lambda: controller.shown_table is not None and controller.pane.count.text() != "")
    assert controller.shown_table is not None
    table = controller.shown_table.table
    rows = save(composition, qtbot, tmp_path / "rows.csv")
    expected = [row for row in table.rows if row.ref is not None]
    assert [row["Id"] for row in rows] == [row.ref.id for row in expected if row.ref is not None]
    place = list(rows[0]).index("Kind") + 1
    headings = list(table.headers[1:])
    written = [list(row) for row in read_csv((tmp_path / "rows.csv").read_bytes())]
    assert [title.removesuffix(", as shown") for title in written[0][place : place + len(headings)]] == headings
    assert len(set(written[0])) == len(written[0]), "other programs find a column by its title"
    for row, shown in zip(written[1:], expected, strict=True):
        assert tuple(row[place : place + len(headings)]) == shown.cells[1:]
    assert all(row["Alpha-3 code"] for row in rows if row["Kind"] == "Country" and row["Id"] != "country/XK")


def test_a_list_of_a_page_is_saved_as_entries_and_as_relations(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("project/afic"))
    composition.menu.list.open("has-beneficiary", outgoing=True)
    dialog = composition.menu.list.dialog
    assert dialog.table.textElideMode() is Qt.TextElideMode.ElideMiddle, "what tells titles apart is at the end"
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Save &list as…"]
    button.click()
    take(composition, qtbot, tmp_path / "rows.csv", CSV)
    button.click()
    take(composition, qtbot, tmp_path / "relations.csv", RELATIONS)
    rows, relations = rows_of(tmp_path / "rows.csv"), rows_of(tmp_path / "relations.csv")
    shown = composition.menu.list.model
    while shown.canFetchMore(QModelIndex()):
        shown.fetchMore(QModelIndex())
    titles = [shown.index(row, 0).data() for row in range(shown.rowCount())]
    assert [row["Title"] for row in rows] == [row["Object"] for row in relations] == titles
    assert {row["Relation, id"] for row in relations} == {"has-beneficiary"}
    assert all(row["Places in the sources"] for row in relations)


def test_a_list_of_annotations_is_saved_with_their_entries(sits: Sits, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sits()
    desk.write("=1+1, a note")
    composition = desk.composition
    composition.reading.open(parse_address("coop:annotations"))
    qtbot.waitUntil(lambda: desk.feature.browser.browser.model.rowCount() == 1)
    for name in ("notes.csv", "notes.xlsx", "notes.json"):
        composition.window.actions_by_id[ActionId.SAVE_LIST].trigger()
        dialog = shown_dialog(composition)
        with qtbot.waitSignal(desk.feature.transfers.transfer.exported):
            dialog.chosen.emit(str(tmp_path / name), 0)
        dialog.reject()
    (row,) = rows_of(tmp_path / "notes.csv")
    assert (row["Note"], row["Entry, id"]) == ("=1+1, a note", "project/afic")
    assert row["Entry"].startswith("Strengthening")
    sheet = openpyxl.load_workbook(tmp_path / "notes.xlsx").worksheets[0]
    headings, cells = sheet.iter_rows(values_only=True)
    assert headings[:5] == ("Entry", "Kind", "Quotation", "Note", "Tags"), "what a reader looks for is first"
    assert dict(zip(headings, cells, strict=True))["Note"] == "=1+1, a note"
    (record,) = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))
    assert record["note"] == "=1+1, a note"


def test_a_spreadsheet_has_a_dictionary_with_edition_and_note_on_kosovo(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens()
    composition.navigator.tree.setCurrentIndex(at(composition, "region/western-balkans"))
    save(composition, qtbot, tmp_path / "rows.xlsx", XLSX)
    book = openpyxl.load_workbook(tmp_path / "rows.xlsx")
    assert book.sheetnames == ["Western Balkans", "Data dictionary"]
    beside = {row[2]: row[4] for row in book.worksheets[1].iter_rows(values_only=True) if not row[1]}
    assert beside["List"] == "Western Balkans"
    assert beside["Edition"] == composition.reference.edition.id
    assert beside["Legal note"].startswith("Kosovo*: ")


def saving_of(composition: Composition) -> ListExportController:
    return composition.menu.exports.list_export


def test_saving_is_cancelled_without_a_file(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    controller = saving_of(composition)
    before = tmp_path / "rows.csv"
    before.write_text("as it was", encoding="utf-8")
    controller.saving.progressed.connect(controller.saving.cancel)

    def endless(is_cancelled: Callable[[], bool], progress: Callable[[int, int], None]) -> Any:
        def parts() -> Any:
            count = 0
            while True:
                count += 1
                progress(count, 1_000_000)
                yield b"part"

        save_parts(before, parts())

    with qtbot.waitSignal(controller.saving.cancelled):
        controller.saving.save(before, endless)
    assert before.read_text(encoding="utf-8") == "as it was"
    assert [each.name for each in tmp_path.iterdir() if "coopviewer-" in each.name] == []
    assert status(composition) == "Cancelled: nothing was written."
    assert not controller.work.isVisible()


def test_a_fault_is_told_in_a_sentence(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    controller = saving_of(composition)
    begin(composition)
    dialog = shown_dialog(composition)
    with qtbot.waitSignal(controller.saving.failed):
        dialog.chosen.emit(str(tmp_path / "gone" / "rows.csv"), CSV)
    dialog.reject()
    (box,) = composition.window.findChildren(QMessageBox)
    assert "There is no folder" in box.text()
    box.close()


def test_the_typed_extension_decides_the_format_and_the_chosen_kind_the_rows(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens(parse_address("coop:search?q=kind:country%20arrangement:listed"))
    rows = save(composition, qtbot, tmp_path / "rows.csv", FORMS.index((TableForm.XLSX, RowsOf.RELATIONS)))
    assert rows == save(composition, qtbot, tmp_path / "relations.csv", RELATIONS)


def test_sums_of_an_imported_reference_are_saved_a_row_each(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    imported = write_imported(tmp_path / "wells.db")
    composition = opens(reference=imported)
    composition.navigator.tree.setCurrentIndex(QModelIndex())
    rows = save(composition, qtbot, tmp_path / "sums.csv", FORMS.index((TableForm.CSV, RowsOf.SUMS)))
    assert {row["Kind"] for row in rows} >= {"Transaction", "Budget"}
    assert all(float(row["Amount"]) for row in rows)
    begin(composition)
    assert any("a row for each sum" in kind for kind in shown_dialog(composition).nameFilters())
    shown_dialog(composition).reject()
    composition.reading.open_reference(paths.reference_file())
    begin(composition)
    assert not any("a row for each sum" in kind for kind in shown_dialog(composition).nameFilters())
    shown_dialog(composition).reject()


@pytest.mark.parametrize(("query", "is_saved"), [("kind:country -tag:checked", False), ("kind:country", True)])
def test_a_search_by_tags_is_not_saved_without_the_annotations(query: str, is_saved: bool, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_bytes(b"SQLite format 3\0" + bytes(5000))
    wanted = SearchList("found", query, tmp_path / "mine.db")
    path = tmp_path / "found.csv"
    how = Writing(path, TableForm.CSV, RowsOf.ENTRIES, paths.reference_file(), date(2026, 11, 30), ENGLISH)
    with nullcontext() if is_saved else raises_fault("annotations"):
        write_list(wanted, how, lambda: False, no_progress)
    assert path.exists() is is_saved
