"""A note of five megabytes: the window stays quick, and every part of the note can be read and changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.text.cutting import LONGEST_TEXT
from coopviewer.widgets.annotations.browser.cell_editors import NoteCellEditor
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Desk, Sits

NUMBERED = [f"sentence {number} of the note. " for number in range(200_000)]
LONG = "".join(NUMBERED)  # 5.7 MB, without a line break
SHOWN_AT_MOST = LONGEST_TEXT + 200  # characters in the field


@pytest.fixture
def desk(sits: Sits) -> Desk:
    """A page with a very long note, which was pasted, and whose editor was left."""
    desk = sits()
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    QGuiApplication.clipboard().setText(LONG)
    with desk.qtbot.waitSignal(desk.writer.saved):
        desk.pane.editor.field.paste()
        desk.pane.editor.emit_draft()
    QGuiApplication.clipboard().setText("")
    desk.window.focus_page()
    return desk


def the_note(desk: Desk) -> Annotation:
    (note,) = desk.annotations
    return note


def test_a_pasted_note_is_saved_as_a_whole_and_shown_in_part(desk: Desk) -> None:
    assert the_note(desk).body == LONG
    field = desk.pane.editor.field
    assert field.document().characterCount() <= SHOWN_AT_MOST
    assert field.shown_text.endswith(NUMBERED[-1])  # where the user goes on typing
    assert field.text() == LONG
    assert field.bar.isVisible()
    assert field.bar.label.text().endswith("of 5,688,890")


def test_its_card_tip_and_reading_are_short(desk: Desk) -> None:
    index = desk.pane.annotations.index_of(the_note(desk).uuid)
    roles = Qt.ItemDataRole
    for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
        text = str(index.data(role))
        assert NUMBERED[0].strip() in text
        assert len(text) < 2_500


def test_a_change_in_the_middle_leaves_the_rest_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.pane.editor
    desk.pane.edit(the_note(desk).uuid)
    editor.field.show_previous()
    shown = editor.field.shown_text
    editor.field.moveCursor(editor.field.textCursor().MoveOperation.Start)
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("NEW ")
    assert the_note(desk).body == LONG.replace(shown, f"NEW {shown}")
    desk.window.focus_page()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.window.actions_by_id[ActionId.UNDO].trigger()
    qtbot.waitUntil(lambda: [each.body for each in desk.annotations] == [LONG])
    assert editor.field.text() == LONG


def test_looking_at_other_parts_changes_and_saves_nothing(desk: Desk, qtbot: QtBot) -> None:
    field = desk.pane.editor.field
    revision = the_note(desk).revision
    desk.pane.edit(the_note(desk).uuid)
    QTest.mouseClick(field.bar.previous, Qt.MouseButton.LeftButton)
    QTest.mouseClick(field.bar.previous, Qt.MouseButton.LeftButton)
    desk.window.focus_page()
    with qtbot.assertNotEmitted(desk.writer.saved, wait=50):
        desk.pane.finish()
    assert the_note(desk).revision == revision
    desk.pane.edit(the_note(desk).uuid)
    assert field.text() == LONG


def test_the_cell_of_the_list_edits_one_part_too(desk: Desk, qtbot: QtBot) -> None:
    uuid = the_note(desk).uuid
    desk.window.actions_by_id[ActionId.ALL_ANNOTATIONS].trigger()
    view = desk.feature.browser.browser.view
    qtbot.waitUntil(lambda: view.current is not None)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(NoteCellEditor)
    assert editor is not None
    assert editor.document().characterCount() <= SHOWN_AT_MOST
    assert not editor.textCursor().hasSelection()
    assert not editor.is_changed
    editor.move_to_end()
    assert not editor.is_changed
    with qtbot.waitSignal(desk.writer.annotations_changed) as written:
        qtbot.keyClicks(editor, "The end")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    (now,) = written.args[0].now
    assert (now.uuid, now.body) == (uuid, f"{LONG}The end")
