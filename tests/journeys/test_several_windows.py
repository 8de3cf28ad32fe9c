"""Several windows side by side: of one reference, of several, with one annotations file or more."""

import json
import os
import signal
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.reference.attachments import Pointer
from coopviewer.domain.search.saved_searches import SavedSearch
from coopviewer.exchange.source_documents import change_pointers, read_pointers, write_pointers
from coopviewer.exchange.state.searches_file import read_searches
from coopviewer.settings import SettingsFile
from coopviewer.storage.annotations.backups import back_up
from coopviewer.widgets.search.name_dialog import NameDialog
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens
from tests.journeys.desk import Sits


def titles(composition: Composition) -> list[str]:
    return [composition.window.tabs.tabText(number) for number in range(composition.window.tabs.count())]


def boxes(composition: Composition) -> list[str]:
    return [box.text() for box in composition.window.findChildren(QMessageBox)]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another file with the same edition."""
    return Path(copyfile(paths.reference_file(), tmp_path / "other.db"))


def test_each_reference_file_has_a_session_of_its_own(opens: Opens, other: Path) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    second = opens(Address("country/NG"), other)
    second.settle()
    second.window.close()
    first.window.close()
    assert titles(opens(None, fresh=False)) == ["Niger"]
    assert titles(opens(None, other, fresh=False)) == ["Nigeria"]


def test_opening_another_reference_in_the_window_keeps_the_tabs_of_both(opens: Opens, other: Path) -> None:
    window = opens(Address("country/NE"))
    window.settle()
    window.reading.open_in_new_tab(Address("country/NG"))
    window.reading.open_reference(str(other))
    assert len(titles(window)) == 1
    window.reading.open(Address("country/GN"))
    window.reading.open_reference(str(paths.reference_file()))
    assert titles(window) == ["Niger", "Nigeria"]
    assert window.reading.recent == ("country/NG", "country/NE")
    window.reading.open_reference(str(other))
    assert titles(window) == ["Guinea"]
    window.window.close()
    assert titles(opens(None, fresh=False)) == ["Niger", "Nigeria"]


def test_what_no_longer_exists_is_dropped_without_a_message(opens: Opens, tmp_path: Path) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    for address in ("country/NG", "country/GN", "project/afic"):
        first.reading.open(Address(address))
    first.reading.open_in_new_tab(Address("country/XK"))
    first.reading.open_in_new_tab(parse_address("coop:search?q=niger"))
    first.window.close()
    file = tmp_path / "session.json"
    gone = file.read_text().replace("country/GN", "country/ZZ").replace("project/afic", "project/gone")
    file.write_text(gone.replace("country/XK", "source/gone"))
    second = opens(None, fresh=False)
    second.settle()
    assert titles(second) == ["Nigeria", "“niger”"]
    assert second.reading.recent == ("country/NG", "country/NE")
    second.reading.tab_set.choose(1)
    second.reading.step(-1)
    assert titles(second)[0] == "Niger"
    assert not second.reading.tab_set.history.can_step(-1)
    assert not boxes(second)


@pytest.mark.parametrize("current", [0, 1, 2])
def test_the_tab_beside_a_dropped_one_becomes_current(opens: Opens, tmp_path: Path, current: int) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    first.reading.open_in_new_tab(Address("country/NG"))
    first.reading.open_in_new_tab(Address("country/GN"))
    first.window.close()
    file = tmp_path / "session.json"
    record = json.loads(file.read_text().replace("country/NG", "country/ZZ"))
    file.write_text(json.dumps(record | {"current": current}))
    second = opens(None, fresh=False)
    assert (titles(second), second.page.title) == (["Niger", "Guinea"], ["Niger", "Guinea", "Guinea"][current])
    assert not boxes(second)


def test_titles_tell_windows_apart(opens: Opens, other: Path) -> None:
    windows = [opens(Address("country/NE")), opens(Address("country/NE")), opens(Address("country/NE"), other)]
    for window in windows:
        window.settle()
    found = [window.window.windowTitle() for window in windows]
    assert found == ["Niger", "Niger · window 2", f"Niger · {other}"]
    windows[1].reading.open(parse_address("coop:search?q=niger"))
    assert windows[1].window.windowTitle() == "Search: niger · window 2"
    windows[2].reading.open_reference(str(paths.reference_file()))
    assert windows[2].window.windowTitle().endswith(" · window 3")
    windows[0].window.close()
    later = opens(Address("country/NE"))
    later.settle()
    assert later.window.windowTitle() == "Niger"


def test_a_second_window_leaves_the_tabs_of_the_first_alone(opens: Opens) -> None:
    first = opens(Address("country/NE"))
    first.settle()
    second = opens(Address("country/NG"))
    second.settle()
    second.window.close()
    first.window.close()
    assert titles(opens(None, fresh=False)) == ["Niger"]


def test_the_foot_of_the_navigator_is_true_of_another_reference(opens: Opens, other: Path) -> None:
    window = opens(Address("country/NE"))
    window.settle()
    foot = window.navigator.match_label
    window.window.actions_by_id[ActionId.FILTER].trigger()
    window.navigator.field.setText("niger")
    window.navigator.filter_edited.emit("niger")
    assert "match" in foot.text()
    window.reading.open_reference(str(other))
    assert (foot.text(), window.navigator.field.text()) == ("", "")
    assert window.outline.rowCount()
    assert window.navigator.locations_button.isHidden()


def test_two_windows_keep_the_settings_of_both(opens: Opens, tmp_path: Path) -> None:
    first, second = opens(dark=None), opens(dark=None)
    first.settings.change(annotations_file="/chosen.db")
    first.window.actions_by_id[ActionId.TEXT_LARGER].trigger()
    second.window.actions_by_id[ActionId.DARK].trigger()
    second.window.close()
    first.window.actions_by_id[ActionId.COMPACT].trigger()
    first.window.close()
    now = SettingsFile(tmp_path / "settings.ini").current
    assert (now.annotations_file, now.text_step, now.appearance, now.compact) == ("/chosen.db", 1, "dark", True)


def test_what_a_window_did_not_change_is_not_written(tmp_path: Path) -> None:
    first, second = SettingsFile(tmp_path / "settings.ini"), SettingsFile(tmp_path / "settings.ini")
    first.change(navigator_width=400, geometry=b"first")
    second.change(navigator_width=second.current.navigator_width, geometry=second.current.geometry, text_step=2)
    now = SettingsFile(tmp_path / "settings.ini").current
    assert (now.navigator_width, now.geometry, now.text_step) == (400, b"first", 2)


def test_two_windows_keep_the_searches_of_both(opens: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = opens(), opens()
    for window, query in ((first, "niger"), (second, "mali"), (first, "guinea")):
        kept = window.search.controller.kept
        kept.remember(query)
        kept.save(query)
        dialog = window.window.findChildren(NameDialog)[-1]
        dialog.field.setText(f"{query} search")
        qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
        assert not dialog.isVisible()
    first.window.close()
    second.window.close()
    stored = read_searches(tmp_path / "searches.json")
    assert stored.saved == tuple(SavedSearch(f"{query} search", query) for query in ("guinea", "mali", "niger"))
    assert set(stored.history) == {"niger", "mali", "guinea"}


def test_a_search_that_could_not_be_saved_is_saved_when_the_window_closes(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.write_text("no folder")
    window = opens(folder=folder)
    window.search.controller.kept.save("niger")
    dialog = window.window.findChildren(NameDialog)[-1]
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
    assert len(boxes(window)) == 1
    folder.unlink()
    window.window.close()
    assert read_searches(folder / "searches.json").saved == (SavedSearch("niger", "niger"),)


def test_forgetting_recent_searches_keeps_what_another_window_saved(opens: Opens, tmp_path: Path) -> None:
    first, second = opens(), opens()
    first.search.controller.kept.remember("niger")
    first.window.close()
    second.search.controller.kept.forget()
    second.window.close()
    assert read_searches(tmp_path / "searches.json").history == ()


def test_pointers_of_another_window_stay(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    ours, theirs = Pointer(Path("/a.txt"), "a", 1), Pointer(Path("/b.txt"), "b", 2)
    write_pointers(file, {"one": ours})
    change_pointers(file, lambda pointers: pointers | {"two": theirs})
    change_pointers(file, lambda pointers: {key: each for key, each in pointers.items() if each != ours})
    assert read_pointers(file) == {"two": theirs}


def test_a_second_window_says_where_one_writes_who_writes_and_takes_the_keys(sits: Sits, tmp_path: Path) -> None:
    first = sits()
    first.write("from the first window")
    second = sits()
    assert second.window.windowTitle().endswith(" · annotations read only")
    assert not first.window.windowTitle().endswith("annotations read only")
    words = second.pane.message.text()
    assert "is being written by another coopviewer window" in words
    assert "title does not say “annotations read only”" in words
    tree = second.window.navigator.tree
    for key in (ActionId.NOTE, ActionId.TAG, ActionId.HIGHLIGHT, ActionId.LINK_ENTRY, ActionId.BOOKMARK):
        second.window.focus_navigator()
        row = tree.currentIndex()
        second.window.actions_by_id[key].trigger()
        focus = second.window.focusWidget()
        assert focus is second.pane.message
        second.qtbot.keyClicks(focus, "Niger is wrong")
        assert (tree.currentIndex(), second.window.navigator.field.text()) == (row, "")
        assert second.window.statusBar().currentMessage() == words
    assert second.cards == ["from the first window"]
    second.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    note = second.feature.browser.browser.header.note
    assert (note.isVisible(), note.text(), note.accessibleName()) == (True, words, words)
    second.open_review()
    assert (note.isVisible(), note.text()) == (True, words)
    first.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    assert not first.feature.browser.browser.header.note.isVisible()


@pytest.mark.skipif(os.name != "posix", reason="windows of Windows handle no signals")
def test_windows_of_one_process_end_in_the_order_in_which_they_began(opens: Opens) -> None:
    windows = [opens(Address("country/NE")) for _ in range(2)]
    for window in windows:
        window.settle()
    for window in windows:
        window.stop()
    assert signal.set_wakeup_fd(-1) == -1


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode for path in folder.rglob("*")}


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_everything_in_the_folders_of_the_program_is_private(sits: Sits, opens: Opens, tmp_path: Path) -> None:
    before = os.umask(0)  # of a system on which files are for everybody
    try:
        desk = sits()
        desk.composition.settle()
        desk.write("a note")
        desk.composition.search.controller.kept.remember("niger")
        desk.window.actions_by_id[ActionId.DARK].trigger()
        desk.composition.invalid_files.report(tmp_path / "x", ValueError("for the log"))
        desk.feature.services.file_session.put(lambda job: back_up(job.kept.store, BackupReason.DAILY))
        assert desk.feature.services.file_session.wait()
        second = opens(Address("country/NE"))
        second.settle()
        while_open = modes(tmp_path)
        desk.leave()
        found = while_open | modes(tmp_path)
        assert found.keys() >= {"annotations.db.lock", "annotations.db-wal", "session.json.1.lock", "window.socket"}
        assert found.keys() >= {"session.json", "searches.json", "settings.ini", "coopviewer.log", "backups"}
        assert {name: oct(mode) for name, mode in found.items() if mode & 0o077} == {}
    finally:
        os.umask(before)


def test_a_window_that_was_maximised_and_minimised_comes_back_maximised(opens: Opens, qtbot: QtBot) -> None:
    window = opens().window
    window.showMaximized()
    window.showMinimized()
    assert window.isMinimized()
    window.come_to_front()
    assert not window.isMinimized()
    assert window.isMaximized()
    window.showNormal()
    window.showMinimized()
    window.come_to_front()
    assert not window.isMinimized()
    assert not window.isMaximized()
    qtbot.waitExposed(window)
