"""A person reads in several tabs, and finds them again at the next start."""

import json
import socket
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QMessageBox, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from coopviewer.app.composition import Composition
from coopviewer.app.launch import single_instance
from coopviewer.app.launch.single_instance import hand_over
from coopviewer.domain.browsing.addresses import Address
from coopviewer.exchange.state.session_file import read_session
from coopviewer.settings import SettingsFile
from coopviewer.widgets.page.page_place import select
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens

PATIENCE = 120.0  # seconds, for a start and a window on a machine that other work shares
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def titles(composition: Composition) -> list[str]:
    tabs = composition.window.tabs
    return [tabs.tabToolTip(place) for place in range(tabs.count())]


def act(composition: Composition, action: ActionId) -> None:
    composition.window.actions_by_id[action].trigger()


def link_point(composition: Composition, text: str) -> QPoint:
    page = composition.page
    cursor = page.document().find(text)
    while not cursor.charFormat().isAnchor():
        cursor = page.document().find(text, cursor)
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    return page.cursorRect(cursor).center() + QPoint(1, 0)


@pytest.mark.parametrize(
    ("button", "keys"),
    [(Qt.MouseButton.LeftButton, CTRL), (Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier)],
)
def test_a_link_opens_in_a_tab_of_its_own(
    opens: Opens, qtbot: QtBot, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    composition = opens(Address("project/ipa-ii-phase-ii"))
    point = link_point(composition, "IOM")
    qtbot.mouseClick(composition.page.viewport(), button, keys, point)
    assert composition.page.title == "IOM"
    assert [title[:8] for title in titles(composition)] == ["Regional", "IOM"]
    assert not composition.window.actions_by_id[ActionId.BACK].isEnabled()


def test_each_tab_has_its_own_history_and_place(opens: Opens) -> None:
    composition = opens(Address("organisation/frontex"))
    bar = composition.page.verticalScrollBar()
    bar.setValue(350)
    act(composition, ActionId.NEW_TAB)
    assert bar.value() == 0
    composition.reading.open(Address("country/NE"))
    assert composition.window.actions_by_id[ActionId.BACK].isEnabled()
    act(composition, ActionId.PREVIOUS_TAB)
    assert composition.page.title == "Frontex"
    assert bar.value() == 350
    assert not composition.window.actions_by_id[ActionId.BACK].isEnabled()
    act(composition, ActionId.NEXT_TAB)
    assert composition.page.title == "Niger"


def test_tabs_are_closed_brought_back_and_moved(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open_in_new_tab(Address("country/NG"))
    composition.reading.open_in_new_tab(Address("country/GN"))
    assert titles(composition) == ["Niger", "Nigeria", "Guinea"]
    composition.window.tabs.moveTab(2, 0)
    assert titles(composition) == ["Guinea", "Niger", "Nigeria"]
    button = composition.window.tabs.tabButton(1, QTabBar.ButtonPosition.RightSide)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert titles(composition) == ["Guinea", "Nigeria"]
    act(composition, ActionId.REOPEN_TAB)
    assert titles(composition) == ["Guinea", "Niger", "Nigeria"]
    assert composition.page.title == "Niger"
    for _ in range(3):
        act(composition, ActionId.CLOSE_TAB)
    assert titles(composition) == ["Frontex and non-EU countries"]


def test_a_tab_is_chosen_by_clicking_it(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open_in_new_tab(Address("country/NG"))
    tabs = composition.window.tabs
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert composition.page.title == "Niger"
    qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(1).center())
    assert titles(composition) == ["Niger"]


def test_a_long_press_on_back_shows_where_one_was(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(Address("country/NG"))
    menu = composition.tabs_controller.back_menu
    button = next(
        button
        for button in composition.window.findChildren(QToolButton)
        if button.defaultAction() is composition.window.actions_by_id[ActionId.BACK]
    )
    shown: list[list[str]] = []

    def look_and_close() -> None:
        shown.append([action.text() for action in menu.actions()])
        menu.close()

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, look_and_close))
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert shown == [["Niger"]]
    assert composition.page.title == "Nigeria", "holding the button goes nowhere by itself"


def test_the_history_menu_goes_several_steps_at_once(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    for target in ("country/NG", "country/GN"):
        composition.reading.open(Address(target))
    menu = composition.tabs_controller.back_menu
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Nigeria", "Niger"]
    menu.actions()[1].trigger()
    assert composition.page.title == "Niger"


def test_the_mouses_own_buttons_go_back_and_forward(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    composition.reading.open(Address("country/NG"))
    qtbot.mousePress(composition.page.viewport(), Qt.MouseButton.BackButton)
    assert composition.page.title == "Niger"
    qtbot.mousePress(composition.page.viewport(), Qt.MouseButton.ForwardButton)
    assert composition.page.title == "Nigeria"


def test_a_selection_is_there_again_after_back(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    cursor = composition.page.document().find("criminal networks")
    composition.page.setTextCursor(cursor)
    composition.reading.open(Address("country/NE"))
    act(composition, ActionId.BACK)
    assert composition.page.textCursor().selectedText() == "criminal networks"


def test_a_session_comes_back_at_the_next_start(opens: Opens, tmp_path: Path) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    first.reading.open(Address("project/afic"))
    first.page.verticalScrollBar().setValue(250)
    first.reading.open_in_new_tab(Address("country/XK"))
    first.reading.tab_set.choose(1)
    first.window.close()
    second = opens(None, fresh=False)
    assert [title[:13] for title in titles(second)] == ["Strengthening", "Kosovo*"]
    assert second.page.title.startswith("Strengthening")
    assert second.page.verticalScrollBar().value() == 250
    act(second, ActionId.BACK)
    assert second.page.title == "Niger"
    second.reading.open(Address("home"))
    assert "Recently opened" in second.page.toPlainText()


def test_a_fresh_start_leaves_the_session_alone(opens: Opens) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    first.window.close()
    assert titles(opens(None, fresh=True)) == ["Frontex and non-EU countries"]


def test_an_address_named_at_the_start_opens_beside_the_session(opens: Opens) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    first.window.close()
    second = opens(Address("country/GN"), fresh=False)
    assert titles(second) == ["Niger", "Guinea"]
    assert second.page.title == "Guinea"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"tabs": [{"visits": 7}]}', '{"tabs": 1}', "\x00", '{"dataset": {}}']
)
def test_a_session_that_cannot_be_understood_is_left_alone(opens: Opens, tmp_path: Path, content: str) -> None:
    (tmp_path / "session.json").write_text(content)
    assert read_session(tmp_path / "session.json") is None
    assert titles(opens(None, fresh=False)) == ["Frontex and non-EU countries"]


def test_a_session_whose_entries_are_gone_opens_home(opens: Opens, tmp_path: Path) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    first.window.close()
    file = tmp_path / "session.json"
    record = json.loads(file.read_text())
    record["tabs"][0]["visits"][0]["address"] = "coop:country/ZZ"
    file.write_text(json.dumps(record))
    second = opens(None, fresh=False)
    assert second.page.title == "Frontex and non-EU countries"


def test_a_later_start_opens_its_address_in_the_first_window(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE", PATIENCE)
    composition = opens(Address("country/NE"))
    composition.settle()
    assert composition.instance_controller.listens
    answers: list[bool] = []
    start = threading.Thread(target=lambda: answers.append(hand_over(tmp_path / "window.socket", "coop:country/NG")))
    start.start()
    qtbot.waitUntil(lambda: composition.page.title == "Nigeria")
    start.join()
    assert answers == [True]
    assert titles(composition) == ["Niger", "Nigeria"]
    composition.window.close()
    assert not hand_over(tmp_path / "window.socket", "coop:country/NG")


def test_starts_that_say_nothing_hold_up_neither_the_window_nor_others(
    opens: Opens, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE", PATIENCE)
    composition = opens(Address("country/NE"))
    composition.settle()
    silent = [socket.socket(socket.AF_UNIX) for _ in range(5)]
    for client in silent:
        client.connect(str(tmp_path / "window.socket"))
    begun = time.monotonic()
    QApplication.processEvents()
    assert time.monotonic() - begun < PATIENCE  # none of them was waited for
    heard: list[bool] = []
    address = f"coop:search?q={'%F0%9F%9B%82' * 2000}"
    start = threading.Thread(target=lambda: heard.append(hand_over(tmp_path / "window.socket", address)))
    start.start()
    qtbot.waitUntil(lambda: len(titles(composition)) == 2)
    start.join()
    assert heard == [True]
    for client in silent:
        client.close()


def answered(client: socket.socket) -> bool:
    """Tell whether the window has answered, or closed the line."""
    try:
        client.recv(16)
    except BlockingIOError:
        return False
    return True


def test_what_makes_no_sense_to_the_first_window_is_ignored(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("country/NE"))
    composition.settle()
    for nonsense in (b"no line end", b"coop:<script>\n", b"\xff\xfe\n"):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(tmp_path / "window.socket"))
            client.sendall(nonsense)
            client.shutdown(socket.SHUT_WR)
            client.setblocking(False)
            qtbot.waitUntil(lambda: answered(client))
    assert titles(composition) == ["Niger"]


def test_the_look_is_remembered(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    composition = opens(Address("project/afic"), dark=None)
    before = composition.page.fontInfo().pixelSize()
    act(composition, ActionId.DARK)
    act(composition, ActionId.TEXT_LARGER)
    act(composition, ActionId.TEXT_LARGER)
    act(composition, ActionId.COMPACT)
    assert composition.appearance.theme.dark
    qtbot.waitUntil(lambda: composition.page.fontInfo().pixelSize() > before)
    composition.window.close()
    kept = SettingsFile(tmp_path / "settings.ini").current
    assert (kept.appearance, kept.text_step, kept.compact) == ("dark", 2, True)
    assert (tmp_path / "settings.ini").stat().st_mode & 0o077 == 0
    act(composition, ActionId.TEXT_NORMAL)
    qtbot.waitUntil(lambda: composition.page.fontInfo().pixelSize() == before)
    second = opens(dark=None)
    assert second.appearance.theme.dark
    assert second.page.drawing_options.compact
    assert second.window.actions_by_id[ActionId.DARK].isChecked()
    act(second, ActionId.AS_SYSTEM)
    assert not second.appearance.theme.dark


def test_without_a_folder_to_write_to_the_window_works_and_says_what_is_not_kept(opens: Opens, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    composition = opens(None, dark=None, fresh=False, folder=tmp_path / "file")
    composition.settle()
    assert not composition.instance_controller.listens
    act(composition, ActionId.DARK)
    assert composition.appearance.theme.dark
    box = composition.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text().startswith("The settings cannot be kept: ")
    box.close()
    composition.window.close()


def test_settings_that_make_no_sense_take_their_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("[look]\nappearance=pink\ntext_step=a lot\ncompact=7\n[window]\nnavigator_width=-5\n")
    now = SettingsFile(file).current
    assert (now.appearance, now.text_step, now.compact, now.navigator_width) == ("system", 0, False, 120)


def message_of(composition: Composition) -> str:
    return composition.window.statusBar().currentMessage()


def test_link_and_citation_are_copied(opens: Opens) -> None:
    composition = opens(Address("country/NE"))
    act(composition, ActionId.COPY_LINK)
    assert QGuiApplication.clipboard().text() == "coop:country/NE"
    assert message_of(composition) == "The address coop:country/NE is copied."
    act(composition, ActionId.COPY_CITATION)
    assert message_of(composition) == "The citation of this page is copied."
    cited = QGuiApplication.clipboard().text()
    assert cited.startswith(
        "Niger. Source: Frontex, Other Partners and Projects. coopviewer contributors, Frontex and "
    )
    assert "non-EU countries, edition frontex-2021.1, as of one day between" in cited
    assert ". Accessed 23 November 2026. " in cited
    assert cited.endswith("coop:country/NE")


def test_a_page_is_copied_as_text_with_sources(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    act(composition, ActionId.COPY_TEXT)
    assert message_of(composition) == "The text of this page is copied, with its sources."
    text = QGuiApplication.clipboard().text()
    assert "Timeframe: 2017- 2023 [" in text
    assert "[1] " in text
    assert text.rstrip().endswith("not endorsed by any of them.")


def test_words_are_found_and_stepped_through(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    act(composition, ActionId.FIND)
    bar = composition.window.page_side.find_bar
    qtbot.keyClicks(bar.field, "Nigeria")
    assert bar.count_text == "1 of 3"
    act(composition, ActionId.FIND_NEXT)
    assert bar.count_text == "2 of 3"
    act(composition, ActionId.FIND_PREVIOUS)
    assert bar.count_text == "1 of 3"
    act(composition, ActionId.FIND_PREVIOUS)
    assert bar.count_text == "3 of 3"
    assert composition.page.textCursor().selectedText() == "Nigeria"
    assert len(composition.page.extraSelections()) == 3
    bar.field.clear()
    qtbot.keyClicks(bar.field, "no such words")
    assert bar.count_text == "Not found on this page"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not composition.page.extraSelections()


@pytest.mark.parametrize(
    ("typed", "title", "found"),
    [
        ("cote divoire", "country/CI", "Côte d’Ivoire"),
        ("COTE D'IVOIRE", "country/CI", "Côte d’Ivoire"),
        ("turkiye", "country/TR", "Türkiye"),
        ("ürkiyé", "country/TR", "ürkiye"),
        ("igeri", "project/afic", "igeri"),
    ],
)
def test_typed_words_are_found_without_accents_and_apostrophes(
    opens: Opens, qtbot: QtBot, typed: str, title: str, found: str
) -> None:
    composition = opens(Address(title))
    act(composition, ActionId.FIND)
    bar = composition.window.page_side.find_bar
    bar.field.insert(typed)
    bar.field.textEdited.emit(typed)
    assert bar.count_text.startswith("1 of ")
    assert composition.page.textCursor().selectedText().replace("'", "’") == found


def test_source_marks_are_neither_found_nor_part_words(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("organisation/european-union"))
    act(composition, ActionId.FIND)
    bar = composition.window.page_side.find_bar
    assert "technical assistance projects. 2\n" in composition.page.toPlainText()
    qtbot.keyClicks(bar.field, "technical assistance projects. ")
    assert bar.count_text == "Not found on this page"
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert bar.count_text == "1 of 1"
    qtbot.keyClicks(bar.field, " 2")
    assert bar.count_text == "Not found on this page"


def test_finding_is_closed_by_its_button_and_by_esc_in_the_page(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    composition.guide_keyboard()
    window = composition.window
    for close in ("button", "page"):
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        bar = window.page_side.find_bar
        bar.field.clear()
        qtbot.keyClicks(bar.field, "Nigeria")
        assert composition.page.extraSelections()
        if close == "button":
            qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
        else:
            qtbot.mouseClick(composition.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
            composition.page.setFocus()
            qtbot.keyClick(composition.page, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert composition.page.extraSelections() == []
        assert window.focusWidget() is composition.page


def test_the_words_are_looked_for_in_the_next_page_too(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("project/afic"))
    act(composition, ActionId.FIND)
    bar = composition.window.page_side.find_bar
    qtbot.keyClicks(bar.field, "Frontex")
    composition.reading.open(Address("country/CA"))
    found = len(composition.page.extraSelections())
    assert found > 0
    assert bar.count_text == (f"{found} matches" if found > 1 else "1 match")


def test_a_long_title_is_shortened_in_its_tab(opens: Opens) -> None:
    composition = opens(Address("project/ipa-ii-phase-ii"))
    tabs = composition.window.tabs
    assert tabs.tabText(0).endswith("…")
    assert tabs.tabToolTip(0).startswith("Regional Support to Protection-Sensitive")


def test_a_cursor_at_a_place_beyond_the_page_does_no_harm(opens: Opens) -> None:
    composition = opens(Address("project/afic"))
    select(composition.page, 10**6, 10**7)
    assert isinstance(composition.page.textCursor(), QTextCursor)
