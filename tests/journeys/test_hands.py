"""Everything by keyboard: keys and actions, the links of a page, its plain text, long lists, focus."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.models.roles import Role
from coopviewer.widgets.common.list_dialog import ListDialog
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.menus import menus
from tests.journeys.conftest import Opens

CTRL = Qt.KeyboardModifier.ControlModifier
TOGETHER = 6  # shortcuts that are pressed in one window
OF_IMPORTS = (ActionId.BY_SECTOR, ActionId.BY_ORGANISATION, ActionId.BY_STATUS)  # pressed in test_imported_navigator
PRESSED = [key for key in ActionId if key not in OF_IMPORTS]


def press(composition: Composition, key: ActionId) -> None:
    """Press an action's keys in the window, as a person does."""
    QTest.keySequence(composition.window, composition.window.actions_by_id[key].shortcut())


def column(dialog: ListDialog, number: int) -> list[str]:
    model = dialog.table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


@pytest.fixture
def keys(opens: Opens) -> tuple[Composition, ListDialog]:
    composition = opens(Address("country/NE"))
    press(composition, ActionId.KEYS)
    assert "keys" in vars(composition.menu)
    return composition, composition.menu.keys.dialog


def test_ctrl_f1_lists_every_action_with_its_keys(keys: tuple[Composition, ListDialog]) -> None:
    _, dialog = keys
    assert dialog.isVisible()
    assert not dialog.isModal()
    model = dialog.table.model()
    listed = {model.index(row, 0).data(Role.VALUE) for row in range(model.rowCount())}
    assert listed >= set(ActionId)
    assert "Arrow keys" in column(dialog, 2)
    assert not [text for text in column(dialog, 1) if "&" in text]


def test_an_action_is_found_by_its_words_and_run_by_enter(keys: tuple[Composition, ListDialog], qtbot: QtBot) -> None:
    composition, dialog = keys
    qtbot.keyClicks(dialog.field, "ÁLT+HOME")
    assert column(dialog, 1) == ["Home"]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert composition.page.title == "Frontex and non-EU countries"


def test_what_cannot_be_done_now_is_said(keys: tuple[Composition, ListDialog], qtbot: QtBot) -> None:
    _, dialog = keys
    qtbot.keyClicks(dialog.field, "go forward")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.message.text() == "Forward is not possible at the moment."


def test_words_that_nothing_has_are_answered_with_what_to_do(
    keys: tuple[Composition, ListDialog], qtbot: QtBot
) -> None:
    _, dialog = keys
    qtbot.keyClicks(dialog.field, "no such thing")
    assert column(dialog, 1) == []
    assert dialog.message.text().startswith("No action or key has these words.")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(column(dialog, 1)) > len(ActionId)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_links_of_a_page_are_listed_by_name_in_reading_order(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    dialog = composition.menu.links.dialog
    assert column(dialog, 0)[:4] == ["Africa", "European Union", "Frontex", "Algeria"]
    assert column(dialog, 1)[3] == "Beneficiary countries"
    assert column(dialog, 2)[:4] == ["Region", "Organisation", "Organisation", "Country"]
    assert (column(dialog, 0)[-1], column(dialog, 2)[-1]) == ("Sources", "unfolds in place")
    qtbot.keyClicks(dialog.field, "niger")
    assert column(dialog, 0) == ["Niger", "Nigeria", "Niger", "Nigeria"]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.table
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert composition.page.title == "Nigeria"
    assert not dialog.isVisible()


def test_letters_typed_in_the_table_go_on_narrowing_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    dialog = composition.menu.links.dialog
    qtbot.keyClicks(dialog.field, "nig")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, "e")
    assert dialog.focusWidget() is dialog.field
    assert dialog.field.text() == "nige"


def test_a_link_of_the_list_opens_in_a_new_tab(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    dialog = composition.menu.links.dialog
    qtbot.keyClicks(dialog.field, "senegal")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return, CTRL)
    assert composition.page.title == "Senegal"
    assert composition.window.tabs.count() == 2


def test_every_link_of_the_page_stands_in_the_list(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    composition.page.unfold("project/afic")
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    model = composition.menu.links.dialog.table.model()
    listed = {model.index(row, 0).data(Role.VALUE) for row in range(model.rowCount())}
    drawn = set()
    block = composition.page.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            drawn.add(iterator.fragment().charFormat().anchorHref())
            iterator += 1
        block = block.next()
    assert listed == {href for href in drawn if href and not href.startswith("mark:")}


def test_a_fold_is_opened_from_the_list(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    dialog = composition.menu.links.dialog
    qtbot.keyClicks(dialog.field, "goals unfolds")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "criminal networks" in composition.page.toPlainText()


def test_a_page_is_read_as_plain_text_without_source_numbers(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    press(composition, ActionId.PLAIN_TEXT)
    assert "plain_text" in vars(composition.menu)
    dialog = composition.menu.plain_text.dialog
    lines = dialog.text.toPlainText().split("\n")
    assert "Timeframe: 2017- 2023 · 2017 to 2023, known to the year" in lines
    assert not [line for line in lines if "[" in line or "===" in line]
    composition.reading.open(Address("country/NE"))
    assert dialog.windowTitle() == "Niger as plain text"
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.fixture
def long_reference(tmp_path: Path) -> Path:
    """Make a reference in which AFIC concerns 450 themes."""
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "long.db"))
    with closing(sqlite3.connect(copied)) as connection, connection:
        add_themes(connection, 450)
    return copied


def add_themes(connection: sqlite3.Connection, count: int) -> None:
    """Have AFIC concern more themes; they are numbered as their titles are sorted."""
    (last,) = connection.execute("SELECT max(number) FROM entry").fetchone()
    (afic,) = connection.execute("SELECT number FROM entry WHERE id = 'project/afic'").fetchone()
    for number in range(last + 1, last + 1 + count):
        title = f"T {number - last - 1:06}"
        entry, fact = f"theme/t{number}", f"project/afic/concerns/t{number}"
        connection.execute(
            "INSERT INTO entry (number, id, kind, title, sort_title, sort_key, placed) "
            "VALUES (?, ?, 'theme', ?, ?, ?, 0)",
            (number, entry, title, title, title.lower()),
        )
        of_fact = "(?, 'project/afic', 'relation', 'editorial', 'test', NULL)"
        connection.execute(f"INSERT INTO fact VALUES {of_fact}", (fact,))
        connection.execute(
            "INSERT INTO relation VALUES (?, 'project/afic', 'concerns', ?, ?, NULL, NULL, ?, ?, NULL, NULL, NULL)",
            (fact, entry, number, afic, number),
        )


def test_a_long_list_is_cut_and_shown_whole_in_a_table(opens: Opens, qtbot: QtBot, long_reference: Path) -> None:
    composition = opens(Address("project/afic"), long_reference)
    text = composition.page.toPlainText()
    assert "The first 200 of 453 are shown here. Show all 453" in text.replace("\u00a0", " ")
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    links = composition.menu.links.dialog
    qtbot.keyClicks(links.field, "show all")
    qtbot.keyClick(links.field, Qt.Key.Key_Return)
    assert "list" in vars(composition.menu)
    dialog = composition.menu.list.dialog
    assert "all 453" in dialog.windowTitle()
    assert dialog.table.model().rowCount() == 200
    qtbot.keyClick(dialog.table, Qt.Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() > 200)
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    assert len(copied.text().splitlines()) == dialog.table.model().rowCount() + 1
    assert '<a href="coop:theme/' in copied.html()
    dialog.table.selectRow(3)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert composition.page.title == "T 000000"
    assert not dialog.isVisible()


def test_the_rows_of_a_long_list_are_each_read_once(opens: Opens, long_reference: Path) -> None:
    composition = opens(Address("project/afic"), long_reference)
    composition.page.open_link("list:out:concerns")
    assert "list" in vars(composition.menu)
    model = composition.menu.list.model
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert len(titles) == len(set(titles)) == 453


def test_a_list_that_the_page_has_not_opens_nothing(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    composition.page.open_link("list:in:no-such-predicate")
    composition.page.open_link("list:")
    assert not QApplication.activeModalWidget()
    assert not [box for box in composition.window.findChildren(QDialog) if box.isVisible()]


def test_the_pane_that_has_the_keyboard_is_framed(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.guide_keyboard()
    frame = composition.focus_frame
    press(composition, ActionId.TO_PAGE)
    assert frame.pane is composition.page
    assert frame.isVisible()
    assert frame.size() == composition.page.size()
    press(composition, ActionId.TO_TREE)
    assert frame.pane is composition.navigator.tree
    composition.window.resize(900, 700)
    assert frame.size() == composition.navigator.tree.size()
    composition.window.page_side.find_bar.open()
    assert frame.pane is None
    assert not frame.isVisible()


def test_esc_leads_from_a_list_to_the_page_and_on_to_the_tree(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    window = composition.window
    composition.guide_keyboard()
    press(composition, ActionId.TO_TREE)
    press(composition, ActionId.LINKS)
    assert "links" in vars(composition.menu)
    field = composition.menu.links.dialog.field
    qtbot.keyClicks(field, "afic")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.focusWidget() is composition.page
    qtbot.keyClick(composition.page, Qt.Key.Key_Escape)
    assert window.focusWidget() is composition.navigator.tree
    window.tabs.setFocus()
    qtbot.keyClick(window.tabs, Qt.Key.Key_Escape)
    assert window.focusWidget() is composition.page
    press(composition, ActionId.FIND)
    qtbot.keyClick(window.page_side.find_bar.field, Qt.Key.Key_Escape)
    assert window.focusWidget() is composition.page


@pytest.fixture
def no_file_dialog(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer the system's own file dialogs, which would wait for a person, with nothing."""
    asked: list[str] = []

    def answer(*_words: object) -> tuple[str, str]:
        asked.append("a file")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def close_dialogs(window: QWidget) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()


def ready(opens: Opens) -> Composition:
    """Return a window in which every action is possible: back and forward too, and the next tab."""
    composition = opens(Address("theme/training"))  # short pages
    composition.reading.open(Address("network/afic"))
    composition.reading.open(Address("theme/training"))
    composition.reading.step(-1)
    composition.reading.open_in_new_tab(Address("forum/rabat-process"))
    composition.reading.tab_set.walk(1)
    return composition


@pytest.mark.parametrize("first", range(0, len(PRESSED), TOGETHER))
def test_each_shortcut_pressed_in_the_window_does_its_action(
    opens: Opens, qtbot: QtBot, no_file_dialog: list[str], first: int
) -> None:
    """A few are pressed one after the other in one window, unless one of them took what another needs."""
    composition = ready(opens)
    for key in PRESSED[first : first + TOGETHER]:
        if not (composition.window.isVisible() and composition.window.actions_by_id[key].isEnabled()):
            composition = ready(opens)
        action = composition.window.actions_by_id[key]
        assert isinstance(action, QAction)
        assert action.isEnabled(), key
        composition.page.setFocus()
        with qtbot.waitSignal(action.triggered, raising=False) as done:
            QTest.keySequence(composition.window, QKeySequence(action.shortcut()))
        assert done.signal_triggered, key
        close_dialogs(composition.window)


def test_menus_are_in_groups_and_have_every_action_once(opens: Opens) -> None:
    window = opens().window
    listed = []
    for title, groups in menus(ENGLISH):
        menu = next(each for each in window.menuBar().actions() if each.text() == title).menu()
        assert isinstance(menu, QMenu)
        shown = [each.objectName() if not each.isSeparator() else "" for each in menu.actions()]
        assert shown.count("") == len(groups) - 1
        assert shown == [key for group in groups for key in ("", *group)][1:]
        listed += [key for group in groups for key in group]
    assert sorted(listed) == sorted(ActionId)


@pytest.mark.parametrize("keys", ["Ctrl++", "Ctrl+="])
def test_the_text_grows_with_and_without_shift(opens: Opens, keys: str) -> None:
    composition = opens()
    QTest.keySequence(composition.window, keys)
    assert composition.settings.current.text_step == 1


def test_shortcuts_do_what_they_say(opens: Opens, no_file_dialog: list[str]) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(Address("project/afic"))
    steps = [
        (ActionId.BACK, lambda: composition.page.title == "Niger"),
        (ActionId.FORWARD, lambda: composition.page.title.startswith("Strengthening")),
        (ActionId.HOME, lambda: composition.page.title == "Frontex and non-EU countries"),
        (ActionId.NEW_TAB, lambda: composition.window.tabs.count() == 2),
        (ActionId.NEXT_TAB, lambda: composition.window.tabs.currentIndex() == 0),
        (ActionId.PREVIOUS_TAB, lambda: composition.window.tabs.currentIndex() == 1),
        (ActionId.CLOSE_TAB, lambda: composition.window.tabs.count() == 1),
        (ActionId.REOPEN_TAB, lambda: composition.window.tabs.count() == 2),
        (ActionId.COPY_LINK, lambda: QGuiApplication.clipboard().text() == "coop:home"),
        (ActionId.TO_TREE, composition.navigator.tree.hasFocus),
        (ActionId.TO_PAGE, composition.page.hasFocus),
        (ActionId.FIND, lambda: composition.window.page_side.find_bar.field.hasFocus()),
        (ActionId.DARK, lambda: composition.appearance.theme.dark),
        (ActionId.LIGHT, lambda: not composition.appearance.theme.dark),
        (ActionId.OPEN_REFERENCE, lambda: no_file_dialog == ["a file"]),
        (ActionId.QUIT, lambda: not composition.window.isVisible()),
    ]
    for key, holds in steps:
        press(composition, key)
        assert holds(), key


def test_the_user_guide_is_read_inside_with_its_pictures(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    press(composition, ActionId.GUIDE)
    controller = composition.menu.guide
    assert controller is not None
    dialog = controller.dialog
    assert dialog is not None
    with qtbot.waitExposed(dialog):
        pass
    assert dialog.titles[:3] == ["The window", "The home page", "Reading a page"]
    dialog.sections.setCurrentIndex(dialog.sections.model().index(len(dialog.titles) - 2, 0))
    assert dialog.text.verticalScrollBar().value() > 1000
    named = re.findall(r"\]\((images/[^)]+)\)", paths.guide_file().read_text(encoding="utf-8"))
    assert named
    assert all((paths.guide_file().parent / name).is_file() for name in named)
    dialog.keys_wanted.emit()
    assert "keys" in vars(composition.menu)
    assert composition.menu.keys.dialog.isVisible()


def test_words_that_are_not_found_leave_no_part_of_them_selected(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    bar = composition.window.page_side.find_bar
    bar.open()
    qtbot.keyClicks(bar.field, "Ni")
    assert composition.page.textCursor().selectedText() == "Ni"
    qtbot.keyClicks(bar.field, "xq")
    assert bar.count_text == "Not found on this page"
    assert not composition.page.textCursor().hasSelection(), "a part would be taken for what to highlight"
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert composition.page.textCursor().selectedText() == "Ni"
