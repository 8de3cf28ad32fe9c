"""A person copies text, tables and citations to paste them elsewhere."""

import json
from pathlib import Path

import pytest
from justhtml import JustHTML
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextTable
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, overview_address, parse_address, search_address
from coopviewer.domain.browsing.tabs import Tabs
from coopviewer.settings import SettingsFile
from coopviewer.widgets.export.cite_dialog import CiteDialog
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits

NIGER = Address("country/NE")
AFIC = Address("project/afic")


def act(composition: Composition, key: ActionId) -> None:
    composition.window.actions_by_id[key].trigger()


def status(composition: Composition) -> str:
    return composition.window.statusBar().currentMessage()


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def html() -> JustHTML:
    return JustHTML(clipboard().html(), strict=True, sanitize=False)


def grid() -> list[list[str]]:
    """Return the cells of the first copied table, as a program reads them into which it is pasted."""
    table = html().query("table")[0]
    return [[" ".join(cell.to_text().split()) for cell in row.query("td, th")] for row in table.query("tr")]


def table_with(composition: Composition, words: str) -> QTextTable:
    table = composition.page.document().find(words).currentTable()
    assert table is not None
    return table


def select(composition: Composition, start: int, end: int) -> None:
    cursor = QTextCursor(composition.page.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    composition.page.setTextCursor(cursor)


def select_words(composition: Composition, words: str) -> None:
    composition.page.setTextCursor(composition.page.document().find(words))


def test_a_table_is_copied_as_a_table(opens: Opens) -> None:
    composition = opens(NIGER, dark=True)
    table = table_with(composition, "Timeframe")
    select(composition, table.firstPosition(), table.lastPosition())
    act(composition, ActionId.COPY)
    rows = grid()
    assert rows[0] == ["What", "Timeframe", "Status", "Grant", "Partners"]
    assert rows[1][3] == "4 million euros EUR 4,000,000"
    assert clipboard().text().split("\n")[0].split("\t") == rows[0]
    assert {len(line.split("\t")) for line in clipboard().text().split("\n")} == {5}
    assert status(composition) == "The selected text is copied, with 3 rows of tables."


def test_some_cells_of_a_table_are_copied_as_cells(opens: Opens) -> None:
    composition = opens(NIGER)
    table = table_with(composition, "Timeframe")
    select(composition, table.cellAt(0, 1).firstPosition(), table.cellAt(1, 3).lastPosition())
    act(composition, ActionId.COPY)
    assert [row[0].split()[0] for row in grid()] == ["Timeframe", "2017-"]
    assert [len(row) for row in grid()] == [3, 3]
    assert clipboard().text().split("\n")[0] == "Timeframe\tStatus\tGrant"


def test_drawn_timeframes_are_copied_in_words(opens: Opens) -> None:
    composition = opens(HOME_ADDRESS)
    composition.page.selectAll()
    act(composition, ActionId.COPY)
    rows = grid()
    assert rows[0][1] == "Timeframe"
    assert ["AFIC", "2017- 2023 · known to the year", "4 million euros"] in rows


def test_what_is_copied_has_links_and_no_look_of_the_window(opens: Opens) -> None:
    composition = opens(AFIC, dark=True)
    composition.page.selectAll()
    act(composition, ActionId.COPY)
    written = clipboard().html()
    targets = {link.attrs["href"] or "" for link in html().query("a")}
    assert "coop:organisation/european-union" in targets
    assert all(target.startswith(("coop:", "https:")) for target in targets)
    for look in ("color", "background", "font", "style=", "<sup", "mark:", "title="):
        assert look not in written, look
    assert [len(html().query(tag)) for tag in ("h1", "ol")] == [1, 1]


def test_words_of_one_cell_are_no_table(opens: Opens) -> None:
    composition = opens(NIGER)
    select_words(composition, "4 million euros")
    act(composition, ActionId.COPY)
    assert clipboard().text() == "4 million euros"
    assert not html().query("table")
    assert status(composition) == "The selected text is copied."


def test_the_key_copies_in_the_page_too_and_says_so(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(NIGER)
    select_words(composition, "4 million euros")
    qtbot.keyClick(composition.page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().text() == "4 million euros"
    assert status(composition) == "The selected text is copied."


def test_without_a_selection_the_status_bar_says_what_to_do(opens: Opens) -> None:
    composition = opens(NIGER)
    QGuiApplication.clipboard().setText("before")
    act(composition, ActionId.COPY)
    assert status(composition).startswith("Nothing is selected. ")
    act(composition, ActionId.COPY_CITED)
    assert status(composition).startswith("Select the text ")
    assert clipboard().text() == "before"


def test_text_is_copied_with_the_sources_of_every_fact_in_it(opens: Opens) -> None:
    composition = opens(AFIC)
    first = composition.page.document().find("Six risk analysis cells have")
    last = composition.page.document().find("expert meetings have been held.")
    select(composition, first.selectionStart(), last.selectionEnd())
    act(composition, ActionId.COPY_CITED)
    text, _, citation = clipboard().text().partition("\n\n")
    assert text.startswith("Six risk analysis cells have been set up")
    for item in ("Achievements, item 1", "Achievements, item 2", "Achievements, item 3"):
        assert item in citation
    assert "“" not in citation.split("Source: ")[0]  # the text is beside it
    assert citation.endswith(" coop:project/afic#achievements")
    assert html().query("p")[-1].to_text() == citation
    assert len(html().query("li")) == 3
    assert status(composition) == "The selected text is copied, with the sources of 3 facts."


def test_results_are_copied_as_a_table(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.reading.open(search_address("kind:project"))
    controller = composition.search.controller
    qtbot.waitUntil(lambda: controller.hits.rowCount() == 5)
    controller.pane.list.setFocus()
    act(composition, ActionId.COPY)
    assert len(clipboard().text().split("\t")) == 4
    controller.pane.list.selectAll()
    qtbot.keyClick(controller.pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(grid()) == 5
    assert grid()[0] == ["Title", "Found in", "Text", "Address"]
    assert len({link.attrs["href"] for link in html().query("a")}) == 4
    assert status(composition) == "4 rows were copied."


def test_rows_of_an_overview_are_copied_from_its_table(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.reading.open(overview_address("timeline"))
    pane = composition.menu.overviews.controller("timeline").pane
    qtbot.waitUntil(lambda: pane.count.text() != "")
    act(composition, ActionId.COPY)
    assert "show it as a table first (Ctrl+Alt+V)" in status(composition)
    composition.reading.open(parse_address("coop:timeline?group=none&view=table"))
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.table and pane.model.rowCount() == 4)
    pane.table.selectAll()
    qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(grid()) == 5
    assert {link.attrs["href"] for link in html().query("a")} >= {"coop:project/afic"}
    assert status(composition) == "4 rows were copied."


def test_rows_of_a_list_dialog_are_copied(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    act(composition, ActionId.LINKS)
    dialog = composition.menu.links.dialog
    dialog.table.setFocus()
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    count = composition.menu.links.model.rowCount()
    assert dialog.message.text() == f"{count} rows were copied."
    assert len(grid()) == count + 1


def test_a_long_note_is_copied_whole_from_the_list(sits: Sits) -> None:
    desk = sits()
    note = "word " * 300 + "end"
    desk.write(note)
    act(desk.composition, ActionId.ALL_ANNOTATIONS)
    browser = desk.feature.browser.browser
    desk.qtbot.waitUntil(lambda: browser.view.current is not None)
    browser.view.selectAll()
    act(desk.composition, ActionId.COPY)
    assert clipboard().text().split("\t")[2] == note
    assert html().query("a")[0].attrs["href"] == "coop:project/afic"


def cite(composition: Composition) -> CiteDialog:
    act(composition, ActionId.CITE)
    dialog = composition.menu.exports.citing.dialog
    assert dialog is not None
    return dialog


def test_a_selection_is_cited_as_bibtex_with_three_keys_and_the_format_is_remembered(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens(AFIC)
    select_words(composition, "4 million euros")
    dialog = cite(composition)
    assert [dialog.what.itemText(at) for at in range(dialog.what.count())] == [
        *("This fact", "This page", "This edition of the reference"),
    ]
    dialog.formats.setFocus()
    qtbot.keyClick(dialog.formats, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith("@misc{project-afic")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert clipboard().text().startswith("@misc{project-afic")
    assert "“4 million euros”" in clipboard().text()
    assert status(composition) == "The citation of this fact is copied as BibTeX."
    assert SettingsFile(composition.files.settings).current.citation_format == "bibtex"
    act(composition, ActionId.COPY_CITATION)
    assert clipboard().text().startswith("@misc{")


def test_a_citation_for_programs_is_as_large_as_the_other_text(opens: Opens) -> None:
    composition = opens(AFIC)
    for _ in range(9):
        act(composition, ActionId.TEXT_LARGER)
    dialog = cite(composition)
    dialog.formats.setCurrentIndex(1)
    assert dialog.text.toPlainText().startswith("@misc{")
    assert dialog.text.fontInfo().fixedPitch()
    assert dialog.text.fontInfo().pixelSize() == dialog.fontInfo().pixelSize()


@pytest.mark.parametrize(
    ("address", "first", "title"),
    [
        ("coop:home", "This edition of the reference", "Frontex and non-EU countries"),
        ("coop:country/NE", "This page", "Niger"),
        ("coop:source/frontex-other-partners", "This page", "Other Partners and Projects"),
        ("coop:search?q=kind:project", "This search", "Search: kind:project"),
        ("coop:map", "This overview", "Map"),
    ],
)
def test_whatever_is_shown_can_be_cited(opens: Opens, address: str, first: str, title: str) -> None:
    composition = opens(parse_address(address))
    dialog = cite(composition)
    assert dialog.what.currentText() == first
    dialog.formats.setCurrentIndex(dialog.formats.count() - 1)
    (item,) = json.loads(dialog.text.toPlainText())
    assert (item["title"], item["URL"]) == (title, address)


def test_a_list_of_annotations_is_not_cited(opens: Opens) -> None:
    composition = opens(parse_address("coop:annotations"))
    act(composition, ActionId.CITE)
    act(composition, ActionId.COPY_CITATION)
    assert composition.menu.exports.citing.dialog is None
    assert status(composition).startswith("Your annotations are not cited.")


def test_before_anything_is_open_the_status_bar_says_what_to_do(opens: Opens) -> None:
    composition = opens(None)
    composition.reading.tab_set.tabs = Tabs()
    act(composition, ActionId.COPY_CITATION)
    assert status(composition) == "Nothing is open that could be cited. Open an entry first."


def test_a_citation_is_saved_as_a_file(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(NIGER)
    composition.settings.change(citation_format="ris")
    dialog = cite(composition)
    assert dialog.formats.currentText() == "RIS"
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    controller = composition.menu.exports.citing
    save = controller.save_dialog
    assert isinstance(save, SaveDialog)
    assert save.findChild(QLineEdit).text() == "Niger.ris"
    target = tmp_path / "Niger.ris"
    with qtbot.waitSignal(controller.file_saving.saved):
        save.chosen.emit(str(target), 0)
    assert target.read_bytes().startswith(b"TY  - ELEC\r\n")
    assert status(composition) == f"The citation is saved as {target}."


def test_what_the_review_hides_is_not_copied(sits: Sits) -> None:
    desk = sits(AFIC)
    desk.write("Which partners are named here?")
    desk.composition.reading.open(parse_address("coop:annotations"))
    browser = desk.feature.browser.browser
    desk.qtbot.waitUntil(lambda: browser.view.selected_rows.count == 1)
    desk.open_review()
    QGuiApplication.clipboard().setText("earlier")
    act(desk.composition, ActionId.COPY)
    assert clipboard().text() == "earlier"
    assert status(desk.composition) == "Nothing was copied: select words in one of the two texts first."
