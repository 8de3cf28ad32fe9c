"""Card, highlight and form show one annotation; those of related entries are folded; a deletion is taken back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Sits
from tests.journeys.desk import Desk

LEFT = Qt.MouseButton.LeftButton
WORDS = "direct channels of cooperation"


def point_of(desk: Desk, uuid: str) -> QPoint:
    """Return a point of a card without links."""
    card = desk.pane.cards.visualRect(desk.pane.annotations.index_of(uuid))
    return QPoint(card.right() - 40, card.center().y())


def click(desk: Desk, uuid: str) -> None:
    desk.qtbot.mouseClick(desk.pane.cards.viewport(), LEFT, pos=point_of(desk, uuid))


def two_notes(sits: Sits) -> tuple[Desk, str, str]:
    desk = sits()
    desk.write("The first note")
    desk.write("The second note")
    first, second = desk.annotations
    return desk, first.uuid, second.uuid


def test_delete_in_the_form_takes_the_card_clicked_last_and_can_be_undone(sits: Sits, qtbot: QtBot) -> None:
    desk, first, second = two_notes(sits)
    qtbot.mouseDClick(desk.pane.cards.viewport(), LEFT, pos=point_of(desk, first))
    click(desk, first)
    qtbot.mouseDClick(desk.pane.cards.viewport(), LEFT, pos=point_of(desk, first))
    assert desk.pane.editor.field.text() == "The first note"
    click(desk, second)
    assert desk.pane.editor.field.text() == "The second note"
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(desk.pane.editor.bin_button, LEFT)
    assert desk.cards == ["The first note"]
    assert desk.window.statusBar().currentMessage() == "Moved to the bin: “The second note”."
    offer = desk.composition.annotations_on_demand.file.undo.offer
    assert offer.isVisible()
    desk.window.grab()  # so that the bar is laid out
    status = desk.window.statusBar().findChild(QLabel)
    assert status is not None
    assert not status.isVisible(), "the message is not drawn over the permanent text"
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(offer, LEFT)
    assert desk.cards == ["The first note", "The second note"]
    assert not offer.isVisible()


def test_another_change_withdraws_the_button_that_undoes_a_deletion(sits: Sits, qtbot: QtBot) -> None:
    desk, first, _second = two_notes(sits)
    click(desk, first)
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Delete)
    offer = desk.composition.annotations_on_demand.file.undo.offer
    assert offer.isVisible()
    desk.do(ActionId.BOOKMARK)
    assert not offer.isVisible()
    desk.do(ActionId.BOOKMARK)
    assert offer.isVisible(), "a bookmark taken away comes back by it too"


def test_after_a_card_is_deleted_form_and_list_show_the_next_one(sits: Sits, qtbot: QtBot) -> None:
    desk, first, second = two_notes(sits)
    click(desk, first)
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Delete)
    assert desk.pane.cards.selected == (second,)
    assert desk.pane.editor.field.text() == "The second note"
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(desk.pane.editor.bin_button, LEFT)
    assert desk.cards == []
    assert desk.pane.editor.uuid == ""


def test_a_click_on_a_highlight_shows_its_annotation_in_the_form(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select(WORDS)
    desk.do(ActionId.HIGHLIGHT)
    (highlight,) = desk.annotations
    desk.write("A note")
    assert desk.pane.cards.selected != (highlight.uuid,)
    desk.page.setTextCursor(desk.page.document().find(WORDS))
    place = desk.page.cursorRect(desk.page.document().find("channels of"))
    qtbot.mouseClick(desk.page.viewport(), LEFT, pos=place.center() - QPoint(4, 0))
    assert desk.pane.cards.selected == (highlight.uuid,)
    assert desk.pane.editor.uuid == highlight.uuid
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.mouseClick(desk.pane.editor.bin_button, LEFT)
    assert desk.cards == ["A note"]


def test_a_new_note_selects_its_card_and_clears_the_selection_before(sits: Sits, qtbot: QtBot) -> None:
    desk, first, second = two_notes(sits)
    click(desk, first)
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    assert desk.pane.cards.selected == ()
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("A third")
    assert desk.pane.cards.selected == (desk.pane.editor.uuid,)
    assert desk.pane.editor.uuid not in (first, second)
    assert desk.pane.editor.field.hasFocus()


def test_several_selected_cards_stay_selected_and_the_form_shows_the_current_one(sits: Sits, qtbot: QtBot) -> None:
    desk, first, second = two_notes(sits)
    click(desk, first)
    control = Qt.KeyboardModifier.ControlModifier
    view = desk.pane.cards.viewport()
    qtbot.mouseClick(view, LEFT, control, point_of(desk, second))
    assert desk.pane.cards.selected == (first, second)
    assert desk.pane.editor.uuid == second
    qtbot.mouseClick(view, LEFT, control, point_of(desk, second))
    assert desk.pane.cards.selected == (first,)
    assert desk.pane.editor.uuid == first, "the form shows what is selected"
    qtbot.mouseClick(view, LEFT, control, point_of(desk, first))
    assert (desk.pane.cards.selected, desk.pane.editor.uuid) == ((), "")


def with_related(sits: Sits) -> Desk:
    """Return a desk at a country with a note of its own, and a highlight of one of its organisations' texts."""
    desk = sits()
    desk.select(WORDS)
    desk.do(ActionId.HIGHLIGHT)
    desk.open("country/NE")
    desk.write("On Niger")
    return desk


def test_own_annotations_come_first_and_related_ones_are_folded_until_wanted(sits: Sits, qtbot: QtBot) -> None:
    desk = with_related(sits)
    assert desk.cards[0] == "On Niger"
    assert len(desk.cards) > 1, "the page shows annotations of related entries"
    cards, rows = desk.pane.cards, desk.pane.annotations
    assert rows.rowCount() == 2
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert desk.pane.editor.field.text() == "On Niger"
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert cards.currentIndex().data() == "On a related entry: 1"
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert rows.rowCount() == 3
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert cards.selected == (desk.annotations[1].uuid,)
    assert desk.pane.editor.uuid == cards.selected[0]
    qtbot.keyClick(cards, Qt.Key.Key_Up)
    qtbot.keyClick(cards, Qt.Key.Key_Left)
    assert rows.rowCount() == 2
    heading = cards.visualRect(rows.index(1)).center()
    qtbot.mouseClick(cards.viewport(), LEFT, pos=heading)
    assert rows.rowCount() == 3
    qtbot.mouseClick(cards.viewport(), LEFT, pos=heading)
    assert rows.rowCount() == 2


def test_only_related_annotations_are_not_opened_by_the_first_enter(sits: Sits, qtbot: QtBot) -> None:
    desk = with_related(sits)
    desk.do(ActionId.UNDO)
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Return)
    assert desk.pane.editor.uuid == ""
    assert desk.pane.annotations.rowCount() == 2, "the heading was unfolded"
    assert desk.pane.cards.hasFocus()
