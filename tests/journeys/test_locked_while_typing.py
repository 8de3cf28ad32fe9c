"""The annotations file cannot be written any more while somebody types: every key that was pressed is kept."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock
from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor
from coopviewer.widgets.annotations.browser.tags_text import TagsText
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Desk, Sits

HOW = ("held", "protected", "linked")
"""Another program holds the file; it may not be written; it has a second name."""


class Locked:
    """An annotations file that another hand makes one that can only be read, and then lets go of again."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lock: AnnotationLock | None = None

    def open_again(self, desk: Desk, how: str) -> None:
        """Lock the file by the time it is opened again, which the window is about to do."""
        file_session = desk.feature.services.file_session
        if how == "held":
            file_session.put(lambda job: job.kept.close())  # as in the moment in which the window opens it again
            file_session.put(lambda _job: self._hold())
        elif how == "protected":
            self.file.chmod(0o400)
        else:
            os.link(self.file, self.file.with_name("second-name.db"))
        desk.feature.files._open(str(self.file))

    def _hold(self) -> None:
        self.lock = AnnotationLock(self.file, "another")

    def let_go(self) -> None:
        self.file.chmod(0o600)
        self.file.with_name("second-name.db").unlink(missing_ok=True)
        if self.lock is not None:
            self.lock.release()
            self.lock = None


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Locked]:
    made = Locked(tmp_path / "annotations.db")
    yield made
    made.let_go()


def wait_until_read_only(desk: Desk, qtbot: QtBot) -> None:
    file_session = desk.feature.services.file_session
    qtbot.waitUntil(lambda: file_session.file is not None and file_session.file.read_only)
    assert file_session.wait()


def go_on_elsewhere(desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Save all annotations in another file, as the message beside the unsaved text offers."""
    desk.pane.save_elsewhere_wanted.emit()
    dialog = desk.feature.files.dialog
    assert dialog is not None
    with qtbot.waitSignal(desk.writer.saved, timeout=5_000):
        dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.mark.parametrize("how", HOW)
def test_a_note_that_is_typed_while_its_file_is_locked_is_kept(
    sits: Sits, qtbot: QtBot, tmp_path: Path, locked: Locked, how: str
) -> None:
    desk = sits()
    desk.write("Before.")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    locked.open_again(desk, how)
    QTest.keyClicks(desk.pane.editor.field, "The last words")
    wait_until_read_only(desk, qtbot)
    qtbot.waitUntil(lambda: desk.pane.editor.has_fault, timeout=5_000)
    desk.composition.reading.open(Address("country/NE"))
    assert desk.pane.editor.field.text() == "The last words"
    go_on_elsewhere(desk, qtbot, tmp_path / "elsewhere.db")
    qtbot.waitUntil(lambda: not desk.pane.editor.has_fault)
    with closing(AnnotationStore.open(tmp_path / "elsewhere.db", read_only=True)) as store:
        assert store.lists.counts(desk.feature.services.file_session.dataset) == {"project/afic": 2}
    desk.open("project/afic")
    assert sorted(desk.cards) == ["Before.", "The last words"]


@pytest.mark.parametrize("how", HOW)
def test_a_tag_that_is_half_typed_while_its_file_is_locked_is_kept(
    sits: Sits, qtbot: QtBot, tmp_path: Path, locked: Locked, how: str
) -> None:
    desk = sits()
    desk.write("Tagged")
    desk.pane.edit(desk.annotations[0].uuid, tags=True)
    locked.open_again(desk, how)
    QTest.keyClicks(desk.pane.editor.tags.field, "late")
    wait_until_read_only(desk, qtbot)
    qtbot.waitUntil(lambda: desk.pane.editor.has_fault, timeout=5_000)
    go_on_elsewhere(desk, qtbot, tmp_path / "elsewhere.db")
    qtbot.waitUntil(lambda: [each.tags for each in desk.annotations] == [("late",)])


def edit_cell(
    desk: Desk, qtbot: QtBot, column: AnnotationColumn, kind: type[QWidget]
) -> tuple[AnnotationBrowser, QWidget]:
    """Write a note, list the annotations, and open the editor of a cell of the first one."""
    desk.write("Before.")
    with qtbot.waitSignal(desk.feature.browser.listed):
        desk.composition.reading.open(annotations_address(""))
    browser = desk.feature.browser.browser
    browser.view.setCurrentIndex(browser.model.index(0, column))
    QTest.keyClick(browser.view, Qt.Key.Key_F2)
    (editor,) = browser.view.findChildren(kind)
    return browser, editor


@pytest.mark.parametrize("how", HOW)
def test_a_note_that_is_typed_in_the_list_while_its_file_is_locked_is_kept(
    sits: Sits, qtbot: QtBot, tmp_path: Path, locked: Locked, how: str
) -> None:
    desk = sits()
    _, editor = edit_cell(desk, qtbot, AnnotationColumn.NOTE, NoteCellEditor)
    with qtbot.waitSignal(desk.writer.not_saved, timeout=5_000):
        locked.open_again(desk, how)
        QTest.keyClicks(editor, "Other words")
        wait_until_read_only(desk, qtbot)
    go_on_elsewhere(desk, qtbot, tmp_path / "elsewhere.db")
    desk.open("project/afic")
    assert desk.cards == ["Other words"]


@pytest.mark.parametrize("how", HOW)
def test_tags_that_are_typed_in_the_list_while_its_file_is_locked_are_kept(
    sits: Sits, qtbot: QtBot, tmp_path: Path, locked: Locked, how: str
) -> None:
    desk = sits()
    browser, editor = edit_cell(desk, qtbot, AnnotationColumn.TAGS, TagsText)
    with qtbot.waitSignal(desk.writer.not_saved, timeout=5_000):
        locked.open_again(desk, how)
        QTest.keyClicks(editor, "late, later")
        wait_until_read_only(desk, qtbot)
    qtbot.waitUntil(lambda: browser.model.index(0, AnnotationColumn.TAGS).data() == "Not saved: late, later")
    assert browser.model.index(0, AnnotationColumn.NOTE).data() == "Before."
    assert browser.model.index(0, AnnotationColumn.TAGS).data(Qt.ItemDataRole.EditRole) == "late, later"
    go_on_elsewhere(desk, qtbot, tmp_path / "elsewhere.db")
    qtbot.waitUntil(lambda: browser.model.index(0, AnnotationColumn.TAGS).data() == "late, later")
    desk.open("project/afic")
    assert [each.tags for each in desk.annotations] == [("late", "later")]


def test_tags_in_the_list_that_could_not_be_saved_are_saved_once_their_file_can_be_written_again(
    sits: Sits, qtbot: QtBot, locked: Locked
) -> None:
    desk = sits()
    browser, editor = edit_cell(desk, qtbot, AnnotationColumn.TAGS, TagsText)
    with qtbot.waitSignal(desk.writer.not_saved, timeout=5_000):
        locked.open_again(desk, "protected")
        QTest.keyClicks(editor, "late")
        wait_until_read_only(desk, qtbot)
    locked.let_go()
    with qtbot.waitSignal(desk.feature.browser.listed):
        desk.feature.files._open(str(locked.file))
    qtbot.waitUntil(lambda: browser.model.editable)
    qtbot.waitUntil(lambda: browser.model.index(0, AnnotationColumn.TAGS).data() == "late", timeout=5_000)
    desk.open("project/afic")
    assert [each.tags for each in desk.annotations] == [("late",)]
