"""The dialog of all tags over a real file: renaming, merging, deleting and filtering."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.edits import retag_label
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.operation_words import operation_words
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.annotations.browser.tags_dialog import TagsDialog
from tests.widgets.annotations.browser.browser_samples import DATASET, few, many

_Key = Qt.Key


class _TagsHarness(QObject):
    """The dialog over an annotations file, answered synchronously."""

    def __init__(self, path: Path, count: int = 0) -> None:
        super().__init__()
        self.store = AnnotationStore.open(path)
        self.store.perform("Write", many(count) if count else few())
        self.window = QWidget()
        self.window.resize(900, 700)
        self.dialog = TagsDialog(self.window)
        self.dialog.retag_wanted.connect(self._retag)
        self.listed: list[str] = []
        self.dialog.list_wanted.connect(self.listed.append)
        self.dialog.open_over()
        self.show()

    def show(self) -> None:
        self.dialog.show_tags(self.store.lists.tags(DATASET))

    @property
    def tags(self) -> dict[str, int]:
        return {tag.name: tag.count for tag in self.store.lists.tags(DATASET)}

    @Slot(object, object)
    def _retag(self, names: tuple[str, ...], to: str | None) -> None:
        self.store.retag(retag_label(names, to), names, to)
        self.show()

    def select(self, *names: str) -> None:
        self.dialog._select(set(names))

    def answer(self, name: str) -> None:
        prompt = next(each for each in self.dialog.findChildren(TagPrompt) if each.isVisible())
        prompt.line.setText(name)
        prompt.buttons.button(prompt.buttons.StandardButton.Ok).click()


@pytest.fixture
def harness(qtbot: QtBot, tmp_path: Path) -> Iterator[_TagsHarness]:
    harness = _TagsHarness(tmp_path / "a.db")
    qtbot.addWidget(harness.window)
    yield harness
    harness.store.close()


def test_tags_are_listed_with_their_counts_the_most_used_first(harness: _TagsHarness) -> None:
    model = harness.dialog.model
    rows = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]
    assert rows == [("capacity", "2"), ("niger", "2"), ("verify", "2"), ("to do", "1"), ("النيجر", "1")]
    assert harness.dialog.message.text() == (
        "“capacity” is used by 2 annotations. Changes to tags can be undone with Edit > Undo."
    )


def test_f2_renames_the_tag(harness: _TagsHarness, qtbot: QtBot) -> None:
    harness.select("to do")
    qtbot.keyClick(harness.dialog.table, _Key.Key_F2)
    harness.answer("to be done")
    assert "to do" not in harness.tags
    assert harness.tags["to be done"] == 1
    assert operation_words(harness.store.steps().undo, ENGLISH) == "Rename the tag “to do”"
    harness.store.undo()
    assert harness.tags["to do"] == 1


def test_the_rename_prompt_shows_the_number_of_annotations_in_singular_and_plural(harness: _TagsHarness) -> None:
    captions = []
    for name in ("to do", "verify"):
        harness.select(name)
        harness.dialog.rename.click()
        prompt = next(each for each in harness.dialog.findChildren(TagPrompt) if each.isVisible())
        captions += [label.text() for label in prompt.findChildren(QLabel) if label.text()]
        prompt.reject()
    assert captions == ["&New name of “to do”, used by 1 annotation:", "&New name of “verify”, used by 2 annotations:"]


def test_renaming_a_tag_to_an_existing_name_announces_the_merge(harness: _TagsHarness, qtbot: QtBot) -> None:
    harness.select("niger")
    harness.dialog.rename.click()
    prompt = next(each for each in harness.dialog.findChildren(TagPrompt) if each.isVisible())
    assert prompt.line.text() == "niger"
    prompt.line.setText("a, b")
    assert not prompt.buttons.button(prompt.buttons.StandardButton.Ok).isEnabled()
    assert prompt.message.text() == "Put a tag that contains a comma in quotation marks."
    prompt.line.setText('"a, b"')
    assert prompt.buttons.button(prompt.buttons.StandardButton.Ok).isEnabled()
    prompt.line.setText("x" * 201)
    assert not prompt.buttons.button(prompt.buttons.StandardButton.Ok).isEnabled()
    assert prompt.message.text() == "A tag can have at most 200 characters."
    for same in ("verify", "#verify", "VERIFY ", '"verify"'):
        prompt.line.setText(same)
        assert prompt.message.text() == "There is already a tag with this name. The two will be merged.", same
    for own in ("niger", "Niger", "#niger"):
        prompt.line.setText(own)
        assert prompt.message.text() == "", own
    harness.answer("verify")
    assert harness.tags["verify"] == 3


def test_a_tag_gets_a_name_with_a_comma_and_keeps_it_whole_when_it_is_renamed(harness: _TagsHarness) -> None:
    harness.select("niger")
    harness.dialog.rename.click()
    harness.answer('"Libya, 2019"')
    assert harness.tags["Libya, 2019"] == 2
    harness.select("Libya, 2019")
    harness.dialog.rename.click()
    prompt = next(each for each in harness.dialog.findChildren(TagPrompt) if each.isVisible())
    assert prompt.line.text() == '"Libya, 2019"'
    harness.answer("#LIBYA")
    assert (harness.tags.get("Libya, 2019"), harness.tags["LIBYA"]) == (None, 2)


def test_several_tags_are_merged_in_one_operation(harness: _TagsHarness) -> None:
    harness.select("niger", "النيجر", "capacity")
    assert harness.dialog.message.text().startswith("3 tags are selected. Together they are used 5 times.")
    assert not harness.dialog.rename.isEnabled()
    harness.dialog.merge.click()
    harness.answer("Niger")
    assert harness.tags == {"Niger": 4, "verify": 2, "to do": 1}
    harness.store.undo()
    assert harness.tags["النيجر"] == 1


def test_deleting_a_tag_removes_it_from_all_annotations_and_can_be_undone(harness: _TagsHarness, qtbot: QtBot) -> None:
    harness.select("verify")
    qtbot.keyClick(harness.dialog.table, _Key.Key_Delete)
    assert "verify" not in harness.tags
    harness.store.undo()
    assert harness.tags["verify"] == 2


def test_a_tag_used_500_times_is_renamed_in_one_operation(qtbot: QtBot, tmp_path: Path) -> None:
    harness = _TagsHarness(tmp_path / "many.db", 5000)
    qtbot.addWidget(harness.window)
    harness.select("verify")
    harness.dialog.rename.click()
    harness.answer("checked")
    assert harness.tags["checked"] == 500
    harness.store.undo()
    assert harness.tags["verify"] == 500
    assert harness.store.steps().undo == "Write"
    harness.store.close()


def test_typing_filters_the_tags_and_escape_first_clears_the_filter(harness: _TagsHarness, qtbot: QtBot) -> None:
    qtbot.keyClicks(harness.dialog.field, "VER")
    assert harness.dialog.model.rowCount() == 1
    assert [tag.name for tag in harness.dialog.selected_tags()] == ["verify"]
    harness.dialog.field.setText("nothing like it")
    assert harness.dialog.message.text() == "No tag contains this text."
    assert not harness.dialog.delete.isEnabled()
    qtbot.keyClick(harness.dialog.field, _Key.Key_Escape)
    assert harness.dialog.model.rowCount() == 5
    qtbot.keyClick(harness.dialog.field, _Key.Key_Escape)
    assert not harness.dialog.isVisible()


def test_enter_lists_the_annotations_of_the_tag(harness: _TagsHarness, qtbot: QtBot) -> None:
    harness.select("verify")
    qtbot.keyClick(harness.dialog.table, _Key.Key_Return)
    assert harness.listed == ["verify"]


def test_tags_of_a_read_only_file_cannot_be_changed(harness: _TagsHarness, qtbot: QtBot) -> None:
    harness.dialog.set_writable(False)
    harness.select("verify")
    qtbot.keyClick(harness.dialog.table, _Key.Key_Delete)
    qtbot.keyClick(harness.dialog.table, _Key.Key_F2)
    assert harness.tags["verify"] == 2
    assert harness.dialog.findChild(TagPrompt) is None


def test_without_tags_a_message_says_how_to_create_one(harness: _TagsHarness) -> None:
    harness.dialog.show_tags(())
    assert (
        harness.dialog.message.text()
        == "There are no tags on this reference yet. Add one to an annotation in its editor."
    )
    harness.dialog.show_tags([TagCount("x", 1)])
    assert harness.dialog.message.text().startswith("“x” is used by 1 annotation.")


def test_every_control_has_a_name(harness: _TagsHarness) -> None:
    dialog = harness.dialog
    for part in (dialog.field, dialog.table, dialog.rename, dialog.merge, dialog.delete, dialog.list):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
