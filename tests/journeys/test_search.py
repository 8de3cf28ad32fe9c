"""A person searches: types, walks the results, narrows them, opens one, and comes back to where they were."""

import json
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.app.search.search_controller import SearchController
from coopviewer.domain.browsing.addresses import Address, search_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.search.answer import FacetValue, SearchHit
from coopviewer.domain.search.query import Facet
from coopviewer.models.roles import Role
from coopviewer.rendering.words.search_words import facet_word
from coopviewer.storage.search import store as search_store
from coopviewer.widgets.search.name_dialog import NameDialog
from coopviewer.widgets.search.offers import Offer, Offers
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def time_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let counting go on to its end, however busy the machine is."""
    monkeypatch.setattr(search_store, "BUDGET", 60.0)


def flow_of(composition: Composition) -> SearchController:
    return composition.search.controller


def search(qtbot: QtBot, composition: Composition, text: str) -> SearchController:
    """Type into the search field, and wait until the results and the counts are there."""
    qtbot.keyClick(composition.window, Qt.Key.Key_K, CTRL)
    controller = flow_of(composition)
    with qtbot.waitSignals([controller.search_service.answered, controller.search_service.counted]):
        if text.isascii() and text.isprintable() and 0 < len(text) < 100:
            qtbot.keyClicks(composition.window.search, text)
        else:  # for which QTest knows no keys, or takes long
            composition.window.search.setText(text)
            composition.window.search.textEdited.emit(text)
    return controller


def titles(controller: SearchController) -> list[str]:
    rows = (controller.hits.index(row) for row in range(controller.hits.rowCount()))
    return [str(row.data()) for row in rows if isinstance(row.data(Role.VALUE), SearchHit)]


def facet_row(controller: SearchController, facet: Facet, value: str) -> QModelIndex:
    for row in range(controller.facets.rowCount()):
        parent = controller.facets.index(row, 0)
        for place in range(controller.facets.rowCount(parent)):
            index = controller.facets.index(place, 0, parent)
            shown: FacetValue = index.data(Role.VALUE)
            names = (shown.value, shown.ref.title if shown.ref else "")
            if value in names and parent.data().startswith(facet_word(facet, ENGLISH)):
                return index
    raise AssertionError(f"no value {value} of {facet}")


def tick(qtbot: QtBot, controller: SearchController, facet: Facet, value: str) -> None:
    with qtbot.waitSignals([controller.search_service.answered, controller.search_service.counted]):
        index = facet_row(controller, facet, value)
        controller.facets.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)


def test_results_come_while_one_types_grouped_by_kind(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    controller = search(qtbot, composition, "niger")
    assert titles(controller)[:2] == ["Niger", "Nigeria"]
    assert controller.hits.index(0).data() == "Countries"
    assert controller.pane.isVisible()
    assert not composition.page.isVisible()
    assert controller.pane.message.text() == "3 results"
    assert composition.window.search.hasFocus()


def test_enter_opens_the_best_result_with_the_words_marked(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    search(qtbot, composition, "more effective")
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    assert composition.page.title.startswith("Strengthening")
    assert composition.page.isVisible()
    bar = composition.window.page_side.find_bar
    assert not bar.isVisible(), "nobody asked for it"
    assert len(composition.page.extraSelections()) >= 2
    qtbot.keyClick(composition.window, Qt.Key.Key_F3)
    assert bar.isVisible()
    assert bar.count_text.startswith("1 of ")
    assert composition.page.textCursor().selectedText().lower() in ("more", "effective")
    qtbot.keyClick(composition.window, Qt.Key.Key_F3)
    assert bar.count_text.startswith("2 of ")


def test_the_marks_of_a_search_go_with_esc_and_with_another_page(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.guide_keyboard()
    window, page = composition.window, composition.page
    for leave in ("escape", "other page", "find"):
        search(qtbot, composition, "more effective")
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
        assert page.extraSelections()
        bar = window.page_side.find_bar
        if leave == "escape":
            qtbot.keyClick(page, Qt.Key.Key_Escape)
        elif leave == "other page":
            composition.reading.open(Address("country/NE"))
        else:
            qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
            assert (bar.isVisible(), bar.field.text()) == (True, "more effective")
            assert page.extraSelections()
            page.setFocus()
            qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert (page.extraSelections(), bar.isVisible()) == ([], False), leave
        assert window.focusWidget() is page, leave


def test_arrows_walk_past_the_headings_and_ctrl_enter_opens_a_new_tab(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/AL"))
    controller = search(qtbot, composition, "niger")
    field = composition.window.search
    for _ in range(2):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert str(controller.pane.list.currentIndex().data()).startswith("Strengthening"), (
        "the heading between is passed over"
    )
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert composition.page.title == "Nigeria"
    assert composition.window.tabs.count() == 2


def test_esc_returns_to_the_page_where_one_was(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("organisation/frontex"))
    composition.page.verticalScrollBar().setValue(300)
    search(qtbot, composition, "niger")
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Escape)
    assert composition.page.isVisible()
    assert composition.page.title == "Frontex"
    assert composition.page.verticalScrollBar().value() == 300
    assert composition.page.hasFocus()
    assert composition.window.search.text() == ""


def test_enter_opens_what_was_typed_even_before_it_is_found(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "mali")
    with qtbot.waitSignal(composition.reading.page_opened):
        composition.window.search.setText("ukraine")
        composition.window.search.textEdited.emit("ukraine")
        qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    assert composition.page.title == "Ukraine"
    assert not controller.pane.isVisible()


def test_a_search_is_one_step_in_the_history_however_it_is_typed(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(Address("country/ML"))
    search(qtbot, composition, "ukraine")
    assert composition.reading.visits(-1)[0][1] == "Mali"
    qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert composition.page.title == "Mali"
    assert composition.page.isVisible()


def test_back_from_a_result_marks_it_so_that_one_can_walk_on(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "niger")
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Down)
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    assert composition.page.title == "Nigeria"
    with qtbot.waitSignal(controller.search_service.answered):
        qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert controller.pane.list.currentIndex().data() == "Nigeria"
    assert not composition.window.page_side.find_bar.isVisible(), "there is no page to find anything in"


def test_many_keys_at_once_are_one_search(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "a")
    asked: list[str] = []
    composition.reading.search_opened.connect(asked.append)
    text = "ab cd " * 500
    with qtbot.waitSignal(controller.search_service.answered):
        for end in range(1, len(text), 10):
            composition.window.search.textEdited.emit(text[:end])
    assert len(asked) == 1


@pytest.mark.parametrize("scale", [0, 8])
def test_light_dark_and_size_of_text_reach_every_part_of_a_search(opens: Opens, qtbot: QtBot, scale: int) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:project border")
    composition.window.actions_by_id[ActionId.DARK].trigger()
    for _ in range(scale):
        composition.window.actions_by_id[ActionId.TEXT_LARGER].trigger()
    QApplication.sendPostedEvents()
    for part in (composition.window.toolbar, composition.window.search, controller.pane.facets, controller.pane.list):
        picture = part.grab().toImage()
        colours = [picture.pixelColor(x, y).lightness() for x in range(0, picture.width(), 7) for y in (2, 9)]
        assert sorted(colours)[len(colours) // 2] < 100, f"{part} stays light"
        assert part.font().pointSizeF() == composition.page.font().pointSizeF()


def test_closing_another_tab_leaves_a_search_alone(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open_in_new_tab(Address("country/ML"))
    controller = search(qtbot, composition, "chad")
    composition.window.tabs.close_at(0)
    assert controller.pane.isVisible()
    assert composition.window.search.text() == "chad"
    assert composition.window.tabs.count() == 1


def test_a_middle_click_opens_a_result_in_a_new_tab(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "niger")
    place = controller.pane.list.visualRect(controller.hits.index(2)).center()
    qtbot.mouseClick(controller.pane.list.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    assert composition.page.title == "Nigeria"
    assert composition.window.tabs.count() == 2


def test_a_file_that_cannot_be_searched_is_told_in_the_pane(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    connection = sqlite3.connect(copied)
    connection.execute("DROP TABLE search_key")
    connection.commit()
    connection.close()
    composition = opens(reference=copied)
    qtbot.keyClick(composition.window, Qt.Key.Key_K, CTRL)
    controller = flow_of(composition)
    with qtbot.waitSignal(controller.search_service.failed):
        qtbot.keyClicks(composition.window.search, "niger")
    assert "cannot be searched" in controller.pane.message.text()
    assert composition.window.findChild(QMessageBox) is None


def test_a_file_that_was_built_anew_at_its_place_is_searched_anew(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "copy.db"))
    composition = opens(reference=copied)
    controller = search(qtbot, composition, "niger")
    assert titles(controller)
    beside = Path(shutil.copy(paths.reference_file(), tmp_path / "beside.db"))
    connection = sqlite3.connect(beside)
    connection.execute("DELETE FROM search_key")
    connection.execute("INSERT INTO search_name (search_name) VALUES ('delete-all')")
    connection.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    beside.replace(copied)
    composition.reading.open_reference(str(copied))
    controller = search(qtbot, composition, "niger")
    assert titles(controller) == []


def test_a_range_that_holds_a_year_is_not_taken_away_with_another(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:project active:2018..2019 active:2022")
    index = facet_row(controller, Facet.ACTIVE, "2018")
    controller.facets.setData(index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert composition.window.search.text() == "kind:project active:2018..2019 active:2022"
    tick(qtbot, controller, Facet.ACTIVE, "2022")
    assert composition.window.search.text() == "kind:project active:2018..2019"


def test_esc_leaves_all_the_searches_that_narrowed_one_another(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/AL"))
    controller = search(qtbot, composition, "border")
    tick(qtbot, controller, Facet.KIND, "project")
    qtbot.keyClick(controller.pane.list, Qt.Key.Key_Escape)
    assert composition.page.title == "Albania"
    assert composition.page.isVisible()


def test_esc_from_a_search_that_a_tab_began_with_leads_home(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(search_address("niger"))
    controller = flow_of(composition)
    qtbot.waitUntil(lambda: bool(titles(controller)))
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Escape)
    assert composition.page.isVisible()
    assert composition.page.title == "Frontex and non-EU countries"


def test_tabs_show_each_its_own_search_or_page(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/AL"))
    composition.reading.open_in_new_tab(search_address("kosovo"))
    controller = flow_of(composition)
    qtbot.waitUntil(lambda: titles(controller)[:1] == ["Kosovo*"])
    qtbot.keyClick(composition.window, Qt.Key.Key_Tab, CTRL)
    assert composition.page.isVisible()
    assert composition.page.title == "Albania"
    assert composition.window.search.text() == ""
    qtbot.keyClick(composition.window, Qt.Key.Key_Tab, CTRL)
    assert controller.pane.isVisible()
    assert composition.window.search.text() == "kosovo"
    composition.window.actions_by_id[ActionId.CLOSE_TAB].trigger()
    assert composition.page.title == "Albania"
    assert composition.page.isVisible()


def test_back_from_a_result_leads_to_the_results_and_then_to_the_page_before(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/AL"))
    controller = search(qtbot, composition, "kosovo")
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    assert composition.page.title == "Kosovo*"
    with qtbot.waitSignal(controller.search_service.answered):
        qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert controller.pane.isVisible()
    assert composition.window.search.text() == "kosovo"
    assert titles(controller)[0] == "Kosovo*"
    qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert composition.page.isVisible()
    assert composition.page.title == "Albania"


def test_facets_narrow_become_chips_and_survive_back(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "border")
    before = titles(controller)
    tick(qtbot, controller, Facet.KIND, "project")
    tick(qtbot, controller, Facet.PARTNER, "IOM")
    assert set(titles(controller)) < set(before)
    assert [button.toolTip() for button in controller.pane.chips.buttons] == [
        "Remove: Kind: Project",
        "Remove: Partner: IOM",
    ]
    assert composition.window.search.text() == "border kind:project partner:IOM"
    assert facet_row(controller, Facet.KIND, "project").data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    narrowed = titles(controller)
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(controller.search_service.answered):
        composition.window.actions_by_id[ActionId.BACK].trigger()
    assert titles(controller) == narrowed
    assert len(controller.pane.chips.buttons) == 2
    with qtbot.waitSignals([controller.search_service.answered, controller.search_service.counted]):
        qtbot.mouseClick(controller.pane.chips.buttons[1], Qt.MouseButton.LeftButton)
    assert composition.window.search.text() == "border kind:project"
    assert set(narrowed) < set(titles(controller))


def test_several_values_of_one_facet_mean_any_of_them(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "border")
    tick(qtbot, controller, Facet.KIND, "project")
    projects = set(titles(controller))
    tick(qtbot, controller, Facet.KIND, "network")
    assert projects <= set(titles(controller))


def test_a_value_that_would_give_nothing_is_there_but_cannot_be_ticked(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:country niger")
    index = facet_row(controller, Facet.KIND, "funding-instrument")
    assert str(index.data()) == "Funding instrument  0"
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled


def test_a_search_has_an_address_that_can_be_copied_and_opened(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "border")
    tick(qtbot, controller, Facet.KIND, "project")
    qtbot.keyClick(composition.window, Qt.Key.Key_L, CTRL)
    assert QGuiApplication.clipboard().text() == "coop:search?q=border%20kind:project"
    again = opens(search_address('region:"Western Balkans" kind:country'))
    controller = flow_of(again)
    qtbot.waitUntil(lambda: len(titles(controller)) == 6)
    assert again.window.search.text() == 'region:"Western Balkans" kind:country'
    assert again.window.tabs.tabToolTip(0) == '\u201cregion:"Western Balkans" kind:country\u201d'


def test_a_query_that_does_not_parse_is_told_with_a_caret_and_the_rest_is_searched(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "knd:country niger")
    text, caret, *words = controller.pane.fault.text().split("\n")
    assert text == "knd:country niger"
    assert caret.startswith("^")
    assert words[0].startswith("There is no filter called knd. There are: kind:, region:,")
    assert " ".join(words).endswith("Did you mean kind?")
    assert max(map(len, words)) <= 100, "a line of the window"
    assert titles(controller)[0] == "Niger"
    controller = search(qtbot, composition, "niger")
    assert not controller.pane.fault.isVisible()


def test_a_misspelt_name_is_offered_and_taken(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "Azerbajan")
    offer = next(button for button in controller.pane.offers.buttons if "Azerbaijan" in button.text())
    with qtbot.waitSignal(controller.search_service.answered):
        qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert titles(controller)[0] == "Azerbaijan"


def test_no_results_say_what_was_searched(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "qqqqqq")
    assert titles(controller) == []
    assert controller.pane.message.text().startswith("Nothing was found for qqqqqq. Titles, names, codes and texts")
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    assert controller.pane.isVisible()


def test_an_empty_field_explains_how_to_search_and_an_example_is_taken(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "")
    button = next(each for each in controller.pane.offers.buttons if each.text() == "grant:>4m")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(controller.search_service.answered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert composition.window.search.text() == "grant:>4m"
    assert len(titles(controller)) == 1


def test_active_says_how_sure_it_is(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:project active:2019-03")
    rows = [controller.hits.index(row) for row in range(controller.hits.rowCount())]
    said = {str(row.data()): controller.hits.match_text(row) for row in rows if row.data(Role.VALUE)}
    assert "surely active then: 2017- 2023" in said["Strengthening the Africa-Frontex Intelligence Community (AFIC)"]


@pytest.mark.parametrize("text", ["النيجر", "🛂", "\ud800", "x" * 9_000, '"', "a:b:c", "-", "(", "%_*", "\u202e abc"])
def test_any_text_is_a_query(opens: Opens, qtbot: QtBot, text: str) -> None:
    composition = opens()
    controller = search(qtbot, composition, text)
    assert composition.window.findChild(QMessageBox) is None
    assert controller.pane.message.text()


def test_searches_are_remembered_on_home_saved_under_a_name_and_forgotten(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:project training")
    composition.window.actions_by_id[ActionId.SAVE_SEARCH].trigger()
    dialog = composition.window.findChild(NameDialog)
    assert isinstance(dialog, NameDialog)
    dialog.field.setText("  Training   projects ")
    dialog.buttons.button(dialog.buttons.StandardButton.Save).click()
    qtbot.keyClick(composition.window.search, Qt.Key.Key_Return)
    file = tmp_path / "searches.json"
    qtbot.waitUntil(file.exists)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["saved"] == [{"name": "Training projects", "query": "kind:project training"}]
    composition.window.close()
    again = opens()
    assert "Saved searches" in again.page.toPlainText()
    assert "Training projects" in again.page.toPlainText()
    assert "kind:project training Search" in again.page.toPlainText()
    again.page.open_link("coop:search?q=kind:project%20training")
    controller = flow_of(again)
    qtbot.waitUntil(lambda: bool(titles(controller)))
    again.window.actions_by_id[ActionId.FORGET_SEARCHES].trigger()
    again.reading.open(Address("home"))
    assert "kind:project training" not in again.page.toPlainText()
    assert "Training projects" in again.page.toPlainText()
    again.reading.open(search_address("kind:project training"))
    again.window.actions_by_id[ActionId.SAVE_SEARCH].trigger()
    dialog = again.window.findChild(NameDialog)
    assert isinstance(dialog, NameDialog)
    assert dialog.field.text() == "Training projects"
    next(button for button in dialog.buttons.buttons() if button.text() == "&Remove").click()
    again.reading.open(Address("home"))
    assert "Training projects" not in again.page.toPlainText()


def test_a_search_is_taken_up_again_at_the_next_start(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(None, fresh=False)
    composition.settle()
    controller = search(qtbot, composition, "border")
    tick(qtbot, controller, Facet.KIND, "project")
    composition.window.close()
    again = opens(None, fresh=False)
    assert again.window.search.text() == "border kind:project"
    controller = flow_of(again)
    qtbot.waitUntil(lambda: bool(titles(controller)))


def test_another_reference_is_searched_once_it_is_open(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens()
    search(qtbot, composition, "niger")
    other = Path(shutil.copy(paths.reference_file(), tmp_path / "other.db"))
    composition.window.reference_chosen.emit(str(other))
    assert composition.page.isVisible()
    controller = search(qtbot, composition, "chad")
    assert titles(controller)[0] == "Chad"
    assert controller.search_service._path == other


def test_what_cannot_be_taken_from_a_search_does_no_harm(opens: Opens) -> None:
    composition = opens(search_address("niger"))
    for key in (ActionId.COPY_TEXT, ActionId.PRINT, ActionId.SAVE_PAGE, ActionId.COPY_CITATION, ActionId.LINKS):
        composition.window.actions_by_id[key].trigger()
    assert composition.window.findChild(QMessageBox) is None


def test_a_screen_reader_is_told_what_a_result_says(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "türkiye")
    told = str(controller.hits.index_of_hit("").data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.startswith("Turkey. Country · ")
    assert "Türkiye" in told
    results = QAccessible.queryAccessibleInterface(controller.pane.list)
    assert results.text(QAccessible.Text.Name) == "Results"
    assert results.role() is QAccessible.Role.List


def test_the_button_beside_the_field_shows_what_can_be_typed(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    window = composition.window
    helps = [each for each in window.toolbar.findChildren(QToolButton) if each.text() == "Search help"]
    assert len(helps) == 1
    assert helps[0].geometry().left() >= window.search.geometry().right()
    qtbot.keyClicks(window.search, "niger")
    composition.search.controller._flush()
    qtbot.mouseClick(helps[0], Qt.MouseButton.LeftButton)
    pane = composition.search.controller.pane
    qtbot.waitUntil(lambda: "Filters narrow what is found" in pane.message.text())
    assert len(pane.offers.buttons) > 5
    assert window.focusWidget() is window.search
    composition.reading.step(-1)
    assert window.search.text() == "niger"


def test_countries_with_an_arrangement_but_no_project_are_one_query(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:country arrangement:listed projects:none")
    assert titles(controller) == ["Canada", "Russian Federation", "United States"]
    facets = {facet_word(each.facet, ENGLISH): each.values for each in controller.facets._facets}
    assert {each.value: each.count for each in facets["Projects"]} == {"none": 3, "one": 15, "two-or-more": 0}


def test_a_country_found_through_a_project_names_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "kind:country partner:UNHCR")
    rows = [controller.hits.index(row) for row in range(controller.hits.rowCount())]
    said = {str(row.data()): controller.hits.match_text(row) for row in rows if row.data(Role.VALUE)}
    assert len(said) == 7
    assert all("through Regional Support to Protection-Sensitive" in each for each in said.values())


def test_a_year_offers_what_was_active_in_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = search(qtbot, composition, "2019")
    offer = controller.pane.offers.buttons[0]
    assert offer.text() == "Active in 2019"
    with qtbot.waitSignal(controller.search_service.answered):
        qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert composition.window.search.text() == "active:2019"
    assert len(titles(controller)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("grant:>100m", "Nothing was found for grant:>100m. Searched by: Grant. Nothing is listed for grant:>100m."),
        ("kind:country project:EU4BorderSecurity", "is not stated in the source: EU4BorderSecurity."),
        (
            "987654",
            "Titles, names, codes, texts and amounts of all entries were searched. Totals that pages add up are",
        ),
        (
            "qwxyz",
            "Where a source names a country, a region or a sector in other words than the list of codes, these may",
        ),
    ],
)
def test_a_search_without_results_says_why(opens: Opens, qtbot: QtBot, text: str, said: str) -> None:
    controller = search(qtbot, opens(), text)
    assert said in controller.pane.message.text()


def test_the_hints_on_filters_leave_the_facets_their_width(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.window.resize(1300, 800)
    controller = search(qtbot, composition, "niger")
    width = controller.pane.facets.width()
    with qtbot.waitSignal(controller.search_service.counted):
        composition.window.search.setText("")
        composition.window.search.textEdited.emit("")
    qtbot.waitUntil(lambda: bool(controller.pane.offers.buttons) and controller.pane.offers.isVisible())
    controller.pane.layout().activate()
    assert controller.pane.facets.width() >= width - 5


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(("width", "points"), [(1000, 10), (1000, 20), (380, 10), (380, 20)])
def test_no_row_of_the_search_help_covers_another(
    qtbot: QtBot, width: int, points: int, direction: Qt.LayoutDirection
) -> None:
    offers = [Offer(f"grant:>{number}m", f"grant:>{number}m", "a sum that was granted") for number in range(20)]
    long = 'funder:"Bundesministerium f\u00fcr wirtschaftliche Zusammenarbeit und Entwicklung (BMZ) & others"'
    offers[3] = Offer(long, long, "who pays, in words that need more than one line of a window as narrow as this one")
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.setLayoutDirection(direction)
    pane.setFont(QFont(pane.font().family(), points))
    layout = QVBoxLayout(pane)
    shown = Offers(pane)
    layout.addWidget(shown)
    pane.resize(width, 500)
    shown.show_offers(offers)
    pane.show()
    qtbot.waitUntil(lambda: shown.verticalScrollBar().maximum() > 0)
    rows = [each for each in shown.findChildren(QWidget) if isinstance(each, QPushButton | QLabel)]
    places = [QRect(each.mapTo(shown.widget(), QPoint()), each.size()) for each in rows]
    assert not [(a, b) for at, a in enumerate(places) for b in places[:at] if a.intersects(b)]
    assert all(each.left() >= 0 and each.right() <= shown.viewport().width() for each in places)
    assert all(each.height() >= each.heightForWidth(each.width()) for each in rows)
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Backtab)
    shown.buttons[-2].setFocus()
    qtbot.keyClick(shown.buttons[-2], Qt.Key.Key_Tab)
    assert shown.widget().mapToParent(shown.buttons[-1].pos()).y() < shown.viewport().height()


def test_the_tab_of_the_search_help_has_its_name(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.window.actions_by_id[ActionId.SEARCH_HELP].trigger()
    qtbot.waitUntil(lambda: composition.search.controller.pane.isVisible())
    tabs = composition.window.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Search help"
    assert composition.window.windowTitle().startswith("Search help")
