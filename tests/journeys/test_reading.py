"""A person reads: from the tree to a page, along its links, back and forward."""

import re
import shutil
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMessageBox, QTreeView
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.app.launch.defects import catch_defects
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.roles import Role
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.document.plain_text import write_spoken
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.actions import ActionId, action_specs
from tests.journeys.conftest import TODAY, Opens


def row_of(tree: QTreeView, *titles: str) -> QModelIndex:
    """Find a row by the titles on the way to it, opening what lies above it."""
    model, index = tree.model(), QModelIndex()
    for title in titles:
        if index.isValid():
            tree.expand(index)
        rows = [model.index(row, 0, index) for row in range(model.rowCount(index))]
        index = next(row for row in rows if re.sub(r"  [\d,]+$", "", str(row.data())) == title)
    return index


def click_row(qtbot: QtBot, tree: QTreeView, *titles: str) -> None:
    index = row_of(tree, *titles)
    tree.scrollTo(index)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())


def click_link(qtbot: QtBot, page: PageView, text: str, nth: int = 0) -> None:
    """Click a link of the page by its words."""
    document = page.document()
    cursor = QTextCursor(document)
    for _ in range(nth + 1):
        cursor = document.find(text, cursor)
        while not cursor.isNull() and not cursor.charFormat().isAnchor():
            cursor = document.find(text, cursor)
    assert not cursor.isNull(), f"no link {text!r}"
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect(cursor).center() + QPoint(1, 0))


def current_place(composition: Composition) -> str:
    return str(composition.navigator.tree.currentIndex().data(Role.NODE_KEY))


def test_the_window_opens_on_home_and_says_what_is_open(opens: Opens) -> None:
    composition = opens()
    assert composition.window.windowTitle().startswith("Frontex and non-EU countries")
    assert "not affiliated with Frontex" in composition.page.toPlainText()
    status = composition.window.status_bar.label.whole_text
    assert "49 countries, 4 projects, 4 networks" in status
    assert "no network" in status


def test_a_country_is_clicked_and_its_page_answers_alone(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    click_row(qtbot, composition.navigator.tree, "Africa", "Niger")
    text = composition.page.toPlainText()
    assert composition.page.title == "Niger"
    for words in ("2017- 2023", "4 million euros", "Risk analysis cell", "Not listed", "not stated in the source"):
        assert words in text


def test_links_lead_on_and_back_leads_to_where_one_was(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/ipa-ii-phase-ii"))
    page = composition.page
    click_link(qtbot, page, "IOM")
    assert page.title == "IOM"
    click_link(qtbot, page, "Eastern Partnership Integrated Border Management")
    assert page.title.startswith("Eastern Partnership Integrated Border Management")
    actions = composition.window.actions_by_id
    actions[ActionId.BACK].trigger()
    actions[ActionId.BACK].trigger()
    assert page.title.startswith("Regional Support")
    assert not actions[ActionId.BACK].isEnabled()
    actions[ActionId.FORWARD].trigger()
    assert page.title == "IOM"


def test_back_returns_to_the_place_in_the_page(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("organisation/frontex"))
    bar = composition.page.verticalScrollBar()
    bar.setValue(400)
    composition.reading.open(Address("country/NE"))
    assert bar.value() == 0
    qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert composition.page.title == "Frontex"
    assert bar.value() == 400


def test_the_tree_follows_the_page_and_stays_where_the_person_chose(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    tree = composition.navigator.tree
    composition.reading.open(Address("country/XK"))
    assert current_place(composition) == "country/XK"
    click_row(qtbot, tree, "Africa", "Niger", "Strengthening the Africa-Frontex Intelligence Community (AFIC)")
    assert composition.page.title.startswith("Strengthening")
    assert tree.currentIndex().parent().data(Role.NODE_KEY) == "country/NE"
    composition.reading.open(Address("forum/rabat-process"))
    assert current_place(composition) == "forum/rabat-process"
    composition.reading.open(Address("home"))
    assert not tree.currentIndex().isValid()


def test_a_country_is_found_by_keyboard_alone(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    tree = composition.navigator.tree
    qtbot.keyClick(composition.window, Qt.Key.Key_F6)
    assert tree.hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home):
        qtbot.keyClick(tree, key)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClicks(tree, "chad")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert composition.page.title == "Chad"
    qtbot.keyClick(composition.window, Qt.Key.Key_F7)
    assert composition.page.hasFocus()


def test_goals_unfold_in_place_without_a_jump(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    before = composition.page.verticalScrollBar().value()
    assert "criminal networks" not in composition.page.toPlainText()
    click_link(qtbot, composition.page, "Goals (3)")
    assert "criminal networks" in composition.page.toPlainText()
    assert composition.page.verticalScrollBar().value() == before
    composition.reading.open(Address("project/afic"))
    composition.reading.step(-1)
    assert "criminal networks" in composition.page.toPlainText()


def test_a_source_mark_leads_to_its_footnote(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    composition.page.anchorClicked.emit("mark:4")
    assert composition.page.verticalScrollBar().value() > 0


@pytest.mark.parametrize("entry_id", ["project/afic", "country/NE", "organisation/frontex", "project/ipa-ii-phase-ii"])
def test_copied_text_has_no_source_numbers(opens: Opens, entry_id: str) -> None:
    composition = opens(Address(entry_id))
    page = composition.page
    page.selectAll()
    page.copy()
    copied = QGuiApplication.clipboard().text()
    assert "2017- 20231" not in copied
    assert "\u00a0" not in copied
    if entry_id == "project/afic":
        assert re.search(r"^2017- 2023$", copied, re.MULTILINE)
        assert re.search(r"^4 million euros$", copied, re.MULTILINE)


def test_part_of_a_line_is_copied_as_selected(opens: Opens) -> None:
    composition = opens(Address("country/SN"))
    page = composition.page
    arabic = "السنغال"
    cursor = page.document().find(arabic)
    assert cursor.selectedText() == arabic
    page.setTextCursor(cursor)
    page.copy()
    assert QGuiApplication.clipboard().text() == arabic


def test_a_wrong_file_is_told_in_a_dialog_and_the_one_before_stays_open(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    composition = opens(Address("country/NE"))
    wrong = tmp_path / "<b>notes<b>.txt"
    wrong.write_text("not a database")
    composition.window.reference_chosen.emit(str(wrong))
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text().endswith("is not a database. Choose a coopviewer database, a file such as coop.db.")
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()
    assert composition.page.title == "Niger"
    composition.reading.open(Address("project/afic"))
    assert composition.page.title.startswith("Strengthening")


def test_another_reference_takes_the_place_of_the_first(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("country/NE"))
    other = Path(shutil.copy(paths.reference_file(), tmp_path / "other.db"))
    composition.window.reference_chosen.emit(str(other))
    assert composition.reference.path == other
    assert composition.page.title == "Frontex and non-EU countries"
    qtbot.waitUntil(lambda: composition.navigator.tree.model().rowCount() == 7)
    assert not composition.window.actions_by_id[ActionId.BACK].isEnabled()


def test_an_address_that_leads_nowhere_is_told_and_the_page_stays(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(Address("country/ZZ"))
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "This edition has no entry country/ZZ. Check the address."
    assert composition.page.title == "Niger"


def test_light_and_dark_change_live_and_keep_the_place(opens: Opens) -> None:
    composition = opens(Address("organisation/frontex"))
    bar = composition.page.verticalScrollBar()
    bar.setValue(300)
    composition.appearance.use(dark=True)
    assert composition.appearance.theme.dark
    assert bar.value() == 300
    assert composition.page.title == "Frontex"


def test_a_narrow_window_sets_key_facts_one_below_the_other(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    wide = composition.page.document().size().height()
    composition.window.resize(700, 600)
    qtbot.waitUntil(lambda: composition.page.horizontalScrollBar().maximum() == 0)
    assert composition.page.document().size().height() > wide
    assert not composition.window.annotation_side.isVisible()


def test_a_narrow_window_stacks_the_columns_of_tables(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    composition.page.unfold("project/afic")
    composition.window.resize(760, 700)
    text = composition.page.toPlainText()
    assert composition.page.horizontalScrollBar().maximum() == 0
    for words in ("Timeframe", "2017- 2023", "not applicable", "criminal networks"):
        assert words in text


def test_every_action_has_text_a_shortcut_of_its_own_and_a_tooltip(opens: Opens) -> None:
    composition = opens()
    specs = action_specs(ENGLISH)
    shortcuts = []
    for key in ActionId:
        action = composition.window.actions_by_id[key]
        assert action.text()
        assert specs[key].tooltip in action.toolTip()
        shortcuts.append(action.shortcut().toString())
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_every_entry_and_every_link_opens(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    seen, left = set(), ["home", "source/frontex-other-partners"]
    lists: dict[str, Address] = {}
    while left:
        target = left.pop()
        composition.reading.open(Address(target))
        assert composition.window.findChild(QMessageBox) is None, f"{target} could not be opened"
        seen.add(target)
        if any(key == f"fold:{SOURCES}" for key in re.findall(r'href="([^"]+)"', composition.page.toHtml())):
            composition.page.unfold(SOURCES)
        found = {unescape(link) for link in re.findall(r'href="(coop:[^"]+)"', composition.page.toHtml())}
        addresses = {link: parse_address(link) for link in found}
        left += {each.target for each in addresses.values() if each.is_page}.difference(seen, left)
        lists |= {link: each for link, each in addresses.items() if not each.is_page}
    assert len([target for target in seen if not target.startswith(("source/", "home"))]) == 92
    assert {each.target for each in lists.values()} == {"coverage", "timeline", "search"}
    for link, address in sorted(lists.items()):
        assert entries_listed(composition, address, qtbot) > 0, link
        assert composition.window.findChild(QMessageBox) is None, f"{link} could not be opened"


def entries_listed(composition: Composition, address: Address, qtbot: QtBot) -> int:
    """Open a search or an overview, and return how many entries it lists."""
    if address.target == "search":
        search = composition.search.controller
        with qtbot.waitSignal(search.search_service.answered):
            composition.reading.open(address)
        return search.hits.rowCount()
    controller = composition.menu.overviews.controller(address.target)
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(address)
    model = controller.pane.model
    return sum(1 for row in range(model.rowCount()) if model.index(row, 0).data(Role.REF) is not None)


def fail() -> None:
    raise ZeroDivisionError("made for this test")


def test_a_defect_in_a_slot_is_told_and_logged_and_the_window_stays(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    composition = opens()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_defects(composition.window, composition.files.log)
    action = QAction(composition.window)
    action.triggered.connect(fail)
    action.trigger()
    QCoreApplication.sendPostedEvents()  # it is told once Qt is done with what it was doing
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    log = Path(box.text().removeprefix("Something went wrong that should not have. What happened is written in ")[:-1])
    assert "made for this test" in log.read_text()
    assert composition.window.isVisible()
    composition.reading.open(Address("country/NE"))
    assert composition.page.title == "Niger"


def test_about_says_versions_files_and_that_there_is_no_network(opens: Opens) -> None:
    composition = opens()
    composition.window.actions_by_id[ActionId.ABOUT].trigger()
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    for words in ("makes no network connection", str(paths.reference_file()), "MIT", "SQLite", "LGPL"):
        assert words in box.text()


def test_the_licences_of_all_parts_are_read_from_about(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.window.actions_by_id[ActionId.ABOUT].trigger()
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    licences = next(button for button in box.buttons() if button.text() == "&Licences")
    qtbot.mouseClick(licences, Qt.MouseButton.LeftButton)
    assert "about" in vars(composition.menu)
    about = composition.menu.about
    assert about.licences is not None
    assert about.licences.windowTitle() == "Licences"
    for words in ("may replace them by your own builds", "source code", "Unicode License v3", "RapidFuzz"):
        assert words in about.licences.text.toPlainText()
    qtbot.keyClick(about.licences, Qt.Key.Key_Escape)
    assert not about.licences.isVisible()


def test_the_window_bears_the_program_s_icon_once_all_is_quiet(opens: Opens) -> None:
    composition = opens()
    composition.settle()
    drawn = composition.window.windowIcon().pixmap(64).toImage()
    assert drawn.pixelColor(6, 32).name() == "#1b4f80"


def test_esc_closes_about(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.window.actions_by_id[ActionId.ABOUT].trigger()
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_damage_found_in_the_background_is_told(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(paths.reference_file(), tmp_path / "damaged.db"))
    composition = opens(Address("home"), damaged)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    damaged.write_bytes(content)
    with qtbot.waitSignal(composition.integrity_check.damage_found):
        composition.look_through_reference()
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "is damaged" in box.text()


def test_controls_have_names_for_a_screen_reader(opens: Opens) -> None:
    from PySide6.QtGui import QAccessible

    composition = opens(Address("country/NE"))
    tree = QAccessible.queryAccessibleInterface(composition.navigator.tree)
    page = QAccessible.queryAccessibleInterface(composition.page)
    assert tree.text(QAccessible.Text.Name) == "Navigator: entries by region"
    assert tree.role() is QAccessible.Role.Tree
    assert page.text(QAccessible.Text.Name) == "Niger"


def test_a_project_leads_to_a_partner_to_another_project_and_back_twice_to_each_place(
    opens: Opens, qtbot: QtBot
) -> None:
    composition = opens(Address("project/ipa-ii-phase-ii"))
    page = composition.page
    bar = page.verticalScrollBar()
    click_link(qtbot, page, "UNHCR")
    composition.reading.step(-1)
    bar.setValue(0)
    places = []
    for words in ("IOM", "Eastern Partnership Integrated Border Management"):
        click = page.document().find(words)
        page.setTextCursor(click)
        bar.setValue(min(bar.maximum(), 40))
        places.append((page.title, bar.value()))
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect().center() - QPoint(4, 0))
    assert page.title.startswith("Eastern Partnership Integrated")
    assert [title.split()[0] for title, _ in places] == ["Regional", "IOM"]
    for title, scroll in reversed(places):
        qtbot.keyClick(composition.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert (page.title, bar.value()) == (title, scroll)


def figures(text: str) -> Counter[str]:
    """Count the figures that stand in a page's text, up to its list of sources."""
    body = re.split(r"^Sources$", text, flags=re.MULTILINE)[0]
    # folds within a line are not read aloud, and the numbers of lists are not copied
    body = re.sub(r"[▸▾].Goals.*|^\d+\. ", "", body, flags=re.MULTILINE)
    return Counter(re.findall(r"\d[\d.,]*", body))


def test_every_page_is_copied_and_no_figure_has_grown_a_source_number(opens: Opens) -> None:
    composition = opens()
    page = composition.page
    targets = [ref.id for kind in EntryKind for ref in composition.reference.store.entries(kind)]
    for target in ["home", *targets]:
        composition.reading.open(Address(target))
        page.selectAll()
        page.copy()
        opened = composition.reading.open_page
        assert opened is not None
        spoken = write_spoken(lay_out(opened[0], TODAY, frozenset(), ENGLISH))
        assert figures(QGuiApplication.clipboard().text()) == figures(spoken), target


def test_the_first_start_says_how_to_begin_and_later_ones_do_not(opens: Opens) -> None:
    first = opens()
    assert "To begin" in first.page.toPlainText()
    assert "Press Ctrl+K to search" in first.page.toPlainText()
    first.window.close()
    assert "To begin" not in opens().page.toPlainText()
