"""The name of an entry by which a page shows the end of a relation is highlighted, and found again."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Sits
from tests.journeys.desk import Desk

LEFT = Qt.MouseButton.LeftButton


def drag_over(desk: Desk, words: str) -> None:
    """Select words of the page with the mouse."""
    found = desk.page.document().find(words)
    assert not found.isNull(), words
    start, end = desk.page.textCursor(), desk.page.textCursor()
    start.setPosition(found.selectionStart())
    end.setPosition(found.selectionEnd())
    view = desk.page.viewport()
    first, last = desk.page.cursorRect(start).center(), desk.page.cursorRect(end).center()
    desk.qtbot.mousePress(view, LEFT, pos=first)
    desk.qtbot.mouseMove(view, first + (last - first) / 2)
    desk.qtbot.mouseMove(view, last)
    desk.qtbot.mouseRelease(view, LEFT, pos=last)


def test_a_project_s_name_in_a_country_s_table_is_highlighted(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/NE"))
    desk.window.resize(1400, 900)
    drag_over(desk, "Africa-Frontex Intelligence")
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(desk.page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (made,) = desk.annotations
    assert made.quotation == "Africa-Frontex Intelligence"
    assert made.entry_id == "project/afic"
    assert made.anchors[0].selector.field == "subject_id"
    assert made.uuid in desk.feature.highlights.positions
    desk.open("project/afic")
    assert [each.uuid for each in desk.annotations] == [made.uuid], "it is the project's"
    desk.open("country/NE")
    assert made.uuid in desk.feature.highlights.positions
    desk.leave()
    again = sits(Address("country/NE"))
    assert made.uuid in again.feature.highlights.positions


def test_the_name_of_an_entry_that_the_source_does_not_spell_is_highlighted(sits: Sits) -> None:
    desk = sits(Address("project/afic"))
    relations = [relation for group in desk.page.page.record.groups for relation in group.relations]
    unspelt = next(each for each in relations if each.as_given is None and each.subject_id == "project/afic")
    title = desk.page.page.lookup.refs[unspelt.object_id].title
    fields = [(field, runs) for field, runs in desk.page.facts.fields_of(unspelt.id) if field.text == title]
    cursor = desk.page.textCursor()
    cursor.setPosition(fields[0][1][0].position)
    cursor.setPosition(fields[0][1][-1].end, cursor.MoveMode.KeepAnchor)
    desk.page.setTextCursor(cursor)
    desk.do(ActionId.HIGHLIGHT)
    assert [(each.quotation, each.anchors[0].selector.field) for each in desk.annotations] == [(title, "object_id")]
    assert desk.annotations[0].uuid in desk.feature.highlights.positions
