"""Backups are looked into before anything is replaced, over a real file and real backups."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.backups import Backup, BackupReason, Difference
from coopviewer.rendering.words.annotation_file_words import difference_words
from coopviewer.storage.annotations.backups import back_up, compare, list_backups, restore
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.files.restore_dialog import RestoreDialog
from tests.widgets.annotations.browser.browser_harness import TITLES
from tests.widgets.annotations.browser.browser_samples import NOON, annotation, few


class _Shelf(QObject):
    """The dialog over a file, answered at once."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.store = AnnotationStore(path)
        self.store.perform("Write", few())
        self.window = QWidget()
        self.window.resize(1000, 800)
        self.dialog = RestoreDialog(self.window)
        self.dialog.backup_chosen.connect(self._compare)
        self.dialog.restore_wanted.connect(self._restore)

    def open(self) -> None:
        self.dialog.open_over()
        self.dialog.show_backups(list_backups(self.store.path))

    @Slot(object)
    def _compare(self, backup: Backup) -> None:
        self.dialog.show_difference(backup.path, compare(self.store, backup.path), TITLES)

    @Slot(object)
    def _restore(self, backup: Backup) -> None:
        restore(self.store, backup.path)


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[_Shelf]:
    shelf = _Shelf(tmp_path / "a.db")
    qtbot.addWidget(shelf.window)
    yield shelf
    shelf.store.close()


def test_without_a_backup_it_is_said_when_one_is_made(shelf: _Shelf) -> None:
    shelf.open()
    assert shelf.dialog.message.text().startswith("There is no backup yet.")
    assert not shelf.dialog.restore.isEnabled()


def test_the_newest_backup_is_compared_with_what_is_there_now(shelf: _Shelf) -> None:
    back_up(shelf.store)
    first = few()[0]
    shelf.store.perform("Edit", [replace(first, body="Another text", revision=2), annotation(30)])
    shelf.open()
    backups = shelf.dialog.backups
    assert [backups.index(0, column).data() for column in (1, 2)] == ["asked for", "10"]
    assert shelf.dialog.message.text() == (
        "Restoring it concerns 2 annotations: 1 becomes as it was, 1 made since then is removed."
    )
    rows = [[shelf.dialog.examples.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [
        ["becomes as it was", "Niger", "Which year does this figure belong to?"],
        ["goes", "Niger", "Note number 30"],
    ]
    assert shelf.dialog.restore.isEnabled()


def test_restoring_brings_back_what_was_and_is_undone(shelf: _Shelf) -> None:
    back_up(shelf.store)
    first = few()[0]
    shelf.store.perform("Edit", [replace(first, body="Another text", revision=2)])
    shelf.open()
    shelf.dialog.restore.click()
    assert shelf.store.get([first.uuid])[0].body == first.body
    assert not shelf.dialog.restore.isEnabled()
    shelf.store.undo()
    assert shelf.store.get([first.uuid])[0].body == "Another text"


def test_a_backup_of_what_is_there_now_cannot_be_restored(shelf: _Shelf) -> None:
    back_up(shelf.store)
    shelf.open()
    assert shelf.dialog.message.text() == "It holds what is there now: restoring it would change nothing."
    assert not shelf.dialog.restore.isEnabled()
    assert not shelf.dialog.example_table.isVisible()


def test_a_backup_that_cannot_be_read_says_so(shelf: _Shelf, tmp_path: Path) -> None:
    asked: list[object] = []
    shelf.dialog.backup_chosen.connect(asked.append)
    shelf.dialog.open_over()
    shelf.dialog.show_backups([Backup(tmp_path / "x.db", NOON, BackupReason.DAILY, None)])
    assert shelf.dialog.backups.index(0, 2).data() == "cannot be read"
    assert shelf.dialog.message.text() == "This backup cannot be read. Choose another one."
    assert asked == []


def test_an_answer_about_another_backup_is_passed_over(shelf: _Shelf, tmp_path: Path) -> None:
    back_up(shelf.store)
    shelf.open()
    before = shelf.dialog.message.text()
    shelf.dialog.show_difference(tmp_path / "other.db", Difference(1, 0, 0), {})
    assert shelf.dialog.message.text() == before
    assert not shelf.dialog.restore.isEnabled()


def test_a_file_that_can_only_be_read_is_compared_and_not_restored(shelf: _Shelf) -> None:
    back_up(shelf.store)
    shelf.store.perform("Edit", [annotation(30)])
    shelf.dialog.set_writable(False)
    shelf.open()
    assert shelf.dialog.message.text().endswith("The file is open for reading only now.")
    assert not shelf.dialog.restore.isEnabled()


def test_what_restoring_would_do_is_said_in_numbers() -> None:
    assert difference_words(Difference(1, 0, 0), str) == "Restoring it concerns 1 annotation: 1 comes back."
    assert difference_words(Difference(2, 3, 1500), str) == (
        "Restoring it concerns 1,505 annotations: 2 come back, 3 become as they were, "
        "1,500 made since then are removed."
    )


def test_every_control_has_a_name(shelf: _Shelf) -> None:
    dialog = shelf.dialog
    for part in (dialog.table, dialog.example_table, dialog.restore):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
