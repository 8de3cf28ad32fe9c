"""The dialog of backups over a real file and real backups: comparing first, then restoring."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.backups import Backup, BackupReason, Difference
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.rendering.words.annotation_file_words import difference_words
from coopviewer.storage.annotations.backups import back_up, compare, list_backups, restore
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team
from coopviewer.storage.annotations.team.pulling import read_seen, read_status, receive
from coopviewer.widgets.annotations.files.restore_dialog import RestoreDialog
from tests.storage.annotations.annotation_samples import DATASET
from tests.storage.annotations.team.team_desks import TEAM, TeamDesk
from tests.widgets.annotations.browser.browser_harness import TITLES
from tests.widgets.annotations.browser.browser_samples import NOON, annotation, few


class _RestoreHarness(QObject):
    """The dialog over an annotations file, answered synchronously."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.store = AnnotationStore.open(path)
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

    @Slot(object, bool)
    def _restore(self, backup: Backup, keeps_others: bool) -> None:
        restore(self.store, backup.path, keeps_others=keeps_others)


@pytest.fixture
def harness(qtbot: QtBot, tmp_path: Path) -> Iterator[_RestoreHarness]:
    harness = _RestoreHarness(tmp_path / "a.db")
    qtbot.addWidget(harness.window)
    yield harness
    harness.store.close()


def test_without_backups_a_message_says_when_one_is_made(harness: _RestoreHarness) -> None:
    harness.open()
    assert harness.dialog.message.text().startswith("There are no backups yet.")
    assert not harness.dialog.restore.isEnabled()


def test_the_newest_backup_is_compared_with_the_current_annotations(harness: _RestoreHarness) -> None:
    back_up(harness.store)
    first = few()[0]
    harness.store.perform("Edit", [replace(first, body="Another text", revision=2), annotation(30)])
    harness.open()
    backups = harness.dialog.backups
    assert [backups.index(0, column).data() for column in (1, 2)] == ["asked for", "10"]
    assert harness.dialog.message.text() == (
        "Restoring it concerns 2 annotations: 1 becomes as it was, 1 made since then is removed."
    )
    rows = [[harness.dialog.examples.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [
        ["becomes as it was", "Niger", "Which year does this figure belong to?"],
        ["goes", "Niger", "Note number 30"],
    ]
    assert harness.dialog.restore.isEnabled()


def test_restoring_a_backup_can_be_undone(harness: _RestoreHarness) -> None:
    back_up(harness.store)
    first = few()[0]
    harness.store.perform("Edit", [replace(first, body="Another text", revision=2)])
    harness.open()
    harness.dialog.restore.click()
    assert harness.store.get([first.uuid])[0].body == first.body
    assert not harness.dialog.restore.isEnabled()
    harness.store.undo()
    assert harness.store.get([first.uuid])[0].body == "Another text"


def test_a_backup_without_differences_cannot_be_restored(harness: _RestoreHarness) -> None:
    back_up(harness.store)
    harness.open()
    assert harness.dialog.message.text() == "It holds what is there now: restoring it would change nothing."
    assert not harness.dialog.restore.isEnabled()
    assert not harness.dialog.example_table.isVisible()


def test_a_backup_that_cannot_be_read_shows_a_message(harness: _RestoreHarness, tmp_path: Path) -> None:
    requested: list[object] = []
    harness.dialog.backup_chosen.connect(requested.append)
    harness.dialog.open_over()
    harness.dialog.show_backups([Backup(tmp_path / "x.db", NOON, BackupReason.DAILY, None)])
    assert harness.dialog.backups.index(0, 2).data() == "cannot be read"
    assert harness.dialog.message.text() == "This backup cannot be read. Select another one."
    assert requested == []


def test_an_answer_for_another_backup_is_ignored(harness: _RestoreHarness, tmp_path: Path) -> None:
    back_up(harness.store)
    harness.open()
    before = harness.dialog.message.text()
    harness.dialog.show_difference(tmp_path / "other.db", Difference(1, 0, 0), {})
    assert harness.dialog.message.text() == before
    assert not harness.dialog.restore.isEnabled()


def test_backups_of_a_read_only_file_are_compared_but_not_restored(harness: _RestoreHarness) -> None:
    back_up(harness.store)
    harness.store.perform("Edit", [annotation(30)])
    harness.dialog.set_writable(False)
    harness.open()
    assert harness.dialog.message.text().endswith("The annotations file is open read-only, so nothing can be restored.")
    assert not harness.dialog.restore.isEnabled()


def test_the_message_on_a_difference_has_its_numbers() -> None:
    assert difference_words(Difference(1, 0, 0), ENGLISH) == "Restoring it concerns 1 annotation: 1 comes back."
    assert difference_words(Difference(2, 3, 1500), ENGLISH) == (
        "Restoring it concerns 1,505 annotations: 2 come back, 3 become as they were, "
        "1,500 made since then are removed."
    )


def test_every_control_has_a_name(harness: _RestoreHarness) -> None:
    dialog = harness.dialog
    for part in (dialog.table, dialog.example_table, dialog.restore):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def test_what_goes_for_the_whole_team_is_named_and_what_others_wrote_is_kept(
    harness: _RestoreHarness, tmp_path: Path
) -> None:
    store = harness.store
    back_up(store)
    place = tmp_path / "team"
    ben = TeamDesk(tmp_path / "ben.db", place)
    written = ben.write("by Ben")
    ben.publish()
    join_team(store, place, TEAM.name, DATASET)
    membership = read_status(store).membership
    assert membership is not None
    receive(store, TeamFolder(membership).look(read_seen(store)))
    ben.store.close()
    harness.open()
    dialog = harness.dialog
    assert dialog.keep.isVisible()
    assert dialog.keep.isChecked()
    assert dialog.message.text().startswith("Apart from what colleagues wrote since then")
    assert "whole team" not in dialog.message.text()
    assert not dialog.restore.isEnabled()  # nothing else differs
    dialog.keep.setChecked(False)
    assert "1 annotation that your team has goes to the bin for the whole team; colleagues" in dialog.message.text()
    assert dialog.examples.rowCount() == 1
    assert dialog.restore.isEnabled()
    store.perform("Write", [annotation(30)])
    harness.open()
    assert dialog.keep.isChecked()
    assert dialog.examples.rowCount() == 1  # one's own
    assert dialog.message.text().endswith("\n1 annotation that a colleague wrote since then stays.")
    dialog.restore.click()
    assert [each.is_deleted for each in store.get([written.uuid])] == [False]
    harness.open()
    dialog.table.select_row(1)  # before it is one that restoring has made
    assert dialog.keep.isChecked()
    dialog.keep.setChecked(False)
    dialog.restore.click()
    assert [each.is_deleted for each in store.get([written.uuid])] == [True]
