"""The annotations file cannot be opened at all: the window says so where one writes, and a backup replaces the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import AFIC, Opens

BROKEN = b"not a database at all" * 400


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Make a file of which there is a backup, and then destroy it."""
    path = tmp_path / "annotations.db"
    store = AnnotationStore.open(path)
    store.rename_owner("Ada of the backup")
    back_up(store)
    store.close()
    path.write_bytes(BROKEN)
    return path


def test_with_no_file_open_the_reason_is_shown_where_one_writes(opens: Opens, damaged: Path, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    composition.begin_annotations()
    feature = composition.annotations
    assert feature is not None
    qtbot.waitUntil(lambda: bool(feature.pane.message.text()))
    words = feature.pane.message.text()
    assert str(damaged) in words
    for box in composition.window.findChildren(QMessageBox):
        box.close()
    for key in (ActionId.NOTE, ActionId.TAG, ActionId.HIGHLIGHT, ActionId.LINK_ENTRY, ActionId.BOOKMARK):
        composition.window.actions_by_id[key].trigger()
        assert composition.window.focusWidget() is feature.pane.message
        assert composition.window.statusBar().currentMessage() == words
    composition.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    assert feature.browser.browser.header.note.text() == words


def test_a_backup_replaces_a_damaged_file_which_is_kept_beside_it(opens: Opens, damaged: Path, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    composition.begin_annotations()
    feature = composition.annotations
    assert feature is not None
    qtbot.waitUntil(lambda: bool(feature.pane.message.text()))
    for box in composition.window.findChildren(QMessageBox):
        box.close()
    composition.window.actions_by_id[ActionId.RESTORE_ANNOTATIONS].trigger()
    dialog = feature.restoring.dialog
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert dialog.backups.rowCount() == 1
    assert "cannot be opened" in dialog.message.text()
    with qtbot.waitSignal(feature.services.file_session.opened):
        qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    kept = damaged.with_name("annotations.damaged.db")
    assert kept.read_bytes() == BROKEN
    assert kept.stat().st_mode & 0o077 == 0
    assert feature.services.file_session.file is not None
    assert feature.services.file_session.file.person.name == "Ada of the backup"
    assert not feature.pane.message.text()
    assert not dialog.isVisible()
