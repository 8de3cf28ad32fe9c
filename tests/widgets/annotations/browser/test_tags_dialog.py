"""All tags in one place: renamed, merged, deleted and looked for, over a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.edits import retag_label
from coopviewer.domain.annotations.lists import TagCount
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.annotations.browser.tags_dialog import TagsDialog
from tests.widgets.annotations.browser.browser_samples import DATASET, few, many

_Key = Qt.Key


class _Drawer(QObject):
    """The dialog over a file, answered at once."""

    def __init__(self, path: Path, count: int = 0) -> None:
        super().__init__()
        self.store = AnnotationStore(path)
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

    def choose(self, *names: str) -> None:
        self.dialog._choose(set(names))

    def answer(self, name: str) -> None:
        prompt = next(each for each in self.dialog.findChildren(TagPrompt) if each.isVisible())
        prompt.line.setText(name)
        prompt.buttons.button(prompt.buttons.StandardButton.Ok).click()


@pytest.fixture
def drawer(qtbot: QtBot, tmp_path: Path) -> Iterator[_Drawer]:
    drawer = _Drawer(tmp_path / "a.db")
    qtbot.addWidget(drawer.window)
    yield drawer
    drawer.store.close()


def test_tags_are_listed_with_their_counts_the_most_used_first(drawer: _Drawer) -> None:
    model = drawer.dialog.model
    rows = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]
    assert rows == [("capacity", "2"), ("niger", "2"), ("verify", "2"), ("to do", "1"), ("النيجر", "1")]
    assert drawer.dialog.message.text() == (
        "“capacity” stands on 2 annotations. What you do to tags can be undone with Edit, Undo."
    )


def test_f2_renames_the_tag(drawer: _Drawer, qtbot: QtBot) -> None:
    drawer.choose("to do")
    qtbot.keyClick(drawer.dialog.table, _Key.Key_F2)
    drawer.answer("to be done")
    assert "to do" not in drawer.tags
    assert drawer.tags["to be done"] == 1
    assert drawer.store.steps().undo == "Rename the tag “to do”"
    drawer.store.undo()
    assert drawer.tags["to do"] == 1


def test_how_many_annotations_a_rename_concerns_is_said_in_words_that_fit(drawer: _Drawer) -> None:
    said = []
    for name in ("to do", "verify"):
        drawer.choose(name)
        drawer.dialog.rename.click()
        prompt = next(each for each in drawer.dialog.findChildren(TagPrompt) if each.isVisible())
        said += [label.text() for label in prompt.findChildren(QLabel) if label.text()]
        prompt.reject()
    assert said == ["&New name of “to do”, on 1 annotation:", "&New name of “verify”, on 2 annotations:"]


def test_renaming_to_a_name_that_is_there_says_that_the_two_become_one(drawer: _Drawer, qtbot: QtBot) -> None:
    drawer.choose("niger")
    drawer.dialog.rename.click()
    prompt = next(each for each in drawer.dialog.findChildren(TagPrompt) if each.isVisible())
    assert prompt.line.text() == "niger"
    prompt.line.setText("a, b")
    assert not prompt.buttons.button(prompt.buttons.StandardButton.Ok).isEnabled()
    assert prompt.message.text() == "A tag has no comma in it."
    prompt.line.setText("x" * 201)
    assert not prompt.buttons.button(prompt.buttons.StandardButton.Ok).isEnabled()
    assert prompt.message.text() == "A tag has at most 200 characters."
    prompt.line.setText("verify")
    assert prompt.message.text() == "There is a tag of this name: the two become one."
    drawer.answer("verify")
    assert drawer.tags["verify"] == 3


def test_several_are_merged_into_one_in_one_step(drawer: _Drawer) -> None:
    drawer.choose("niger", "النيجر", "capacity")
    assert drawer.dialog.message.text().startswith("3 tags are chosen; together they are used 5 times.")
    assert not drawer.dialog.rename.isEnabled()
    drawer.dialog.merge.click()
    drawer.answer("Niger")
    assert drawer.tags == {"Niger": 4, "verify": 2, "to do": 1}
    drawer.store.undo()
    assert drawer.tags["النيجر"] == 1


def test_deleting_takes_the_tag_off_all_annotations_and_is_undone(drawer: _Drawer, qtbot: QtBot) -> None:
    drawer.choose("verify")
    qtbot.keyClick(drawer.dialog.table, _Key.Key_Delete)
    assert "verify" not in drawer.tags
    drawer.store.undo()
    assert drawer.tags["verify"] == 2


def test_a_tag_used_500_times_is_renamed_in_one_step(qtbot: QtBot, tmp_path: Path) -> None:
    drawer = _Drawer(tmp_path / "many.db", 5000)
    qtbot.addWidget(drawer.window)
    drawer.choose("verify")
    drawer.dialog.rename.click()
    drawer.answer("checked")
    assert drawer.tags["checked"] == 500
    drawer.store.undo()
    assert drawer.tags["verify"] == 500
    assert drawer.store.steps().undo == "Write"
    drawer.store.close()


def test_typing_narrows_the_list_and_escape_clears_it_first(drawer: _Drawer, qtbot: QtBot) -> None:
    qtbot.keyClicks(drawer.dialog.field, "VER")
    assert drawer.dialog.model.rowCount() == 1
    assert [tag.name for tag in drawer.dialog.chosen()] == ["verify"]
    drawer.dialog.field.setText("nothing like it")
    assert drawer.dialog.message.text() == "No tag has these words in it."
    assert not drawer.dialog.delete.isEnabled()
    qtbot.keyClick(drawer.dialog.field, _Key.Key_Escape)
    assert drawer.dialog.model.rowCount() == 5
    qtbot.keyClick(drawer.dialog.field, _Key.Key_Escape)
    assert not drawer.dialog.isVisible()


def test_enter_lists_the_annotations_of_the_tag(drawer: _Drawer, qtbot: QtBot) -> None:
    drawer.choose("verify")
    qtbot.keyClick(drawer.dialog.table, _Key.Key_Return)
    assert drawer.listed == ["verify"]


def test_a_file_that_can_only_be_read_keeps_its_tags(drawer: _Drawer, qtbot: QtBot) -> None:
    drawer.dialog.set_writable(False)
    drawer.choose("verify")
    qtbot.keyClick(drawer.dialog.table, _Key.Key_Delete)
    qtbot.keyClick(drawer.dialog.table, _Key.Key_F2)
    assert drawer.tags["verify"] == 2
    assert drawer.dialog.findChild(TagPrompt) is None


def test_without_tags_it_is_said_how_to_make_one(drawer: _Drawer) -> None:
    drawer.dialog.show_tags(())
    assert drawer.dialog.message.text() == "There are no tags yet. Give an annotation one in its editor."
    drawer.dialog.show_tags([TagCount("x", 1)])
    assert drawer.dialog.message.text().startswith("“x” stands on 1 annotation.")


def test_every_control_has_a_name(drawer: _Drawer) -> None:
    dialog = drawer.dialog
    for part in (dialog.field, dialog.table, dialog.rename, dialog.merge, dialog.delete, dialog.list):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
