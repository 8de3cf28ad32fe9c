"""A person's own layer beside the facts, through the real window and a real file."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import AnchorStatus, Colour, Motivation, Person
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, search_address
from coopviewer.models.roles import Role
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.desk import Desk, Sits


def test_words_are_highlighted_and_stand_on_the_fact(sits: Sits) -> None:
    desk = sits()
    text = desk.page.toPlainText()
    words = next(line for line in text.splitlines() if "share information" in line or "risk analysis" in line)[5:40]
    desk.select(words)
    desk.do(ActionId.HIGHLIGHT)
    (made,) = desk.pane.annotations.annotations
    assert made.motivation is Motivation.HIGHLIGHTING
    assert made.colour is Colour.YELLOW
    assert made.anchor is not None
    assert made.anchor.status is AnchorStatus.EXACT
    assert made.quotation == words.strip()
    assert desk.feature.highlights.positions == {made.uuid: text.index(words)}
    assert desk.step_words == ("&Undo: Highlight", "Re&do")


def test_a_note_is_saved_as_it_is_typed_and_comes_back_at_the_next_start(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.writer.saved):
        qtbot.keyClicks(desk.pane.editor.field, "Ask for exact dates.")
    assert desk.cards == ["Ask for exact dates."]
    with qtbot.waitSignal(desk.writer.saved):
        qtbot.keyClicks(desk.pane.editor.field, " Twice.")
    desk.window.focus_page()
    desk.leave()
    again = sits()
    assert again.cards == ["Ask for exact dates. Twice."]
    assert again.step_words == ("&Undo: Write a note", "Re&do")
    again.do(ActionId.UNDO)
    assert again.cards == []
    again.do(ActionId.REDO)
    assert again.cards == ["Ask for exact dates. Twice."]


def test_a_bookmark_comes_and_goes(sits: Sits) -> None:
    desk = sits(Address("country/NE"))
    action = desk.window.actions_by_id[ActionId.BOOKMARK]
    desk.do(ActionId.BOOKMARK)
    assert action.isChecked()
    desk.open("country/NG")
    assert not action.isChecked()
    desk.open("country/NE")
    assert action.isChecked()
    desk.do(ActionId.BOOKMARK)
    assert not action.isChecked()


def test_the_bookmark_of_a_colleague_is_not_taken_away_by_the_users(sits: Sits, qtbot: QtBot) -> None:
    desk = sits(Address("country/NE"))
    action = desk.window.actions_by_id[ActionId.BOOKMARK]
    desk.do(ActionId.BOOKMARK)
    (own,) = desk.feature.page_annotations.known
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Receive", [replace(own, uuid="hers", creator=Person("ada", "Ada"))])
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.do(ActionId.BOOKMARK)
    assert [each.creator.name for each in desk.feature.page_annotations.known] == ["Ada"]
    assert not action.isChecked()
    desk.do(ActionId.BOOKMARK)
    assert action.isChecked()
    assert len(desk.feature.page_annotations.known) == 2


def test_home_asks_to_open_an_entry_and_writes_nothing(sits: Sits) -> None:
    desk = sits(Address("home"))
    desk.window.actions_by_id[ActionId.BOOKMARK].trigger()
    assert desk.window.statusBar().currentMessage() == "Open an entry or a source first. Only those have bookmarks."
    assert not desk.window.actions_by_id[ActionId.BOOKMARK].isChecked()
    desk.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    assert "Select words" in desk.window.statusBar().currentMessage()


def test_a_note_on_selected_words_opens_its_editor(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select("2017")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    assert desk.pane.editor.field.hasFocus()
    with qtbot.waitSignal(desk.writer.saved):
        desk.type("To the year only.")
    (made,) = desk.pane.annotations.annotations
    assert made.body == "To the year only."
    assert made.anchor is not None
    assert "2017" in made.quotation
    desk.window.focus_page()
    desk.do(ActionId.UNDO)
    assert desk.cards == []


def test_a_note_in_which_nothing_is_said_was_never_there(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select("2017")
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    assert desk.cards == ["2017"]
    desk.window.focus_page()
    qtbot.waitUntil(lambda: desk.cards == [])
    assert desk.feature.highlights.positions == {}
    assert desk.step_words == ("&Undo", "Re&do")
    desk.open("country/NE")
    desk.open("project/afic")
    assert desk.cards == []


def test_a_card_is_binned_by_its_key_and_comes_back_with_undo(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.do(ActionId.BOOKMARK)
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Delete)
    assert desk.pane.annotations.count == 0
    desk.do(ActionId.UNDO)
    assert desk.pane.annotations.count == 1


def test_a_link_leads_to_an_entry_that_is_found_by_name(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.LINK_ENTRY].trigger()
    picker = desk.pane.editor.entry
    with qtbot.waitSignal(desk.pane.entries_wanted):
        qtbot.keyClicks(picker.field, "Senegal")
    qtbot.waitUntil(lambda: picker.offered_titles[:1] == ("Senegal",))
    with qtbot.waitSignal(desk.writer.annotations_changed):
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    (made,) = desk.annotations
    assert made.motivation is Motivation.LINKING
    assert made.target_entry_id == "country/SN"


def test_results_say_how_many_annotations_an_entry_has(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.open("coop:country/NE")
    desk.write("Ask for the date")
    controller = desk.composition.search.controller
    with qtbot.waitSignal(controller.search_service.counted):
        desk.composition.reading.open(search_address("niger"))
    hit = controller.hits.index_of_hit("country/NE")
    assert hit.data(Role.BADGE) == 1
    desk.do(ActionId.UNDO)
    assert hit.data(Role.BADGE) == 0


def found_by_search(desk: Desk, qtbot: QtBot, query: str) -> list[str]:
    """Search as a person does; return the ids of the entries found."""
    controller = desk.composition.search.controller
    with qtbot.waitSignal(controller.search_service.answered) as told:
        desk.composition.reading.refine(search_address(query))
    return [hit.ref.id for hit in told.args[0].hits]


def test_a_goal_is_highlighted_tagged_found_undone_redone_and_there_after_a_restart(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    goal = desk.page.toPlainText().split("Goals\n", 1)[1].splitlines()[0].strip()
    words = " ".join(goal.split()[1:6])
    desk.select(words)
    desk.do(ActionId.HIGHLIGHT)
    (made,) = desk.annotations
    desk.pane.edit(made.uuid, tags=True)
    qtbot.keyClicks(desk.pane.editor.tags.field, "verify")
    with qtbot.waitSignal(desk.writer.saved):
        qtbot.keyClick(desk.pane.editor.tags.field, Qt.Key.Key_Return)
    desk.window.focus_page()
    assert [each.tags for each in desk.annotations] == [("verify",)]
    assert found_by_search(desk, qtbot, "tag:verify") == ["project/afic"]
    desk.open("project/afic")
    qtbot.waitUntil(lambda: len(desk.annotations) == 1)
    desk.do(ActionId.UNDO)
    assert [each.tags for each in desk.annotations] == [()]
    desk.do(ActionId.UNDO)
    assert desk.annotations == ()
    assert not desk.window.actions_by_id[ActionId.UNDO].isEnabled()
    assert found_by_search(desk, qtbot, "tag:verify") == []
    desk.open("project/afic")
    desk.do(ActionId.REDO)
    desk.do(ActionId.REDO)
    assert not desk.window.actions_by_id[ActionId.REDO].isEnabled()
    before = desk.annotations
    desk.leave()
    again = sits()
    assert again.annotations == before
    assert [(each.quotation, each.tags) for each in before] == [(words, ("verify",))]
    assert list(again.feature.highlights.positions) == [made.uuid]


class Browser(QObject):
    """Takes addresses of the web in place of the person's own browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    taken = Browser()
    QDesktopServices.setUrlHandler("https", taken, "open")
    yield taken
    QDesktopServices.unsetUrlHandler("https")


def test_an_address_of_the_web_is_opened_only_when_the_person_confirms(sits: Sits, browser: Browser) -> None:
    desk = sits()
    desk.write("See https://example.org/a?b=1 and coop:country/NE")
    desk.pane.web_address_chosen.emit("https://example.org/a?b=1")
    first = desk.feature.note_links.question
    assert first is not None
    assert "https://example.org/a?b=1" in first.text()
    first.reject()
    assert browser.opened == []
    desk.pane.web_address_chosen.emit("https://example.org/a?b=1")
    again = desk.feature.note_links.question
    assert again is not None
    yes = next(each for each in again.buttons() if again.buttonRole(each) is QMessageBox.ButtonRole.AcceptRole)
    yes.click()
    assert browser.opened == ["https://example.org/a?b=1"]


def test_an_address_of_an_entry_in_a_note_leads_there(sits: Sits) -> None:
    desk = sits()
    desk.pane.address_chosen.emit(Address("country/NE"))
    assert desk.composition.reading.address == Address("country/NE")


def test_a_card_whose_words_are_folded_unfolds_them(sits: Sits) -> None:
    desk = sits()
    desk.select("direct channels of cooperation")
    desk.do(ActionId.HIGHLIGHT)
    (made,) = desk.annotations
    desk.open("country/NE")
    assert made.uuid in {each.uuid for each in desk.annotations}
    assert made.uuid not in desk.feature.highlights.positions
    for _ in range(2):  # once it is unfolded, it stays so
        desk.pane.card_chosen.emit(made.uuid)
        assert made.uuid in desk.feature.highlights.positions
        assert desk.page.is_unfolded("project/afic")


def test_a_card_whose_words_are_not_on_the_page_says_where_they_are(sits: Sits) -> None:
    desk = sits()
    desk.select("direct channels of cooperation")
    desk.do(ActionId.HIGHLIGHT)
    (made,) = desk.annotations
    assert made.anchor is not None
    anchor = replace(made.anchor, selector=replace(made.anchor.selector, fact_id="organisation/frontex/none"))
    elsewhere = replace(made, uuid="00000000-0000-4000-8000-0000000000ff", entry_id="country/NE", anchors=(anchor,))
    with desk.qtbot.waitSignal(desk.writer.annotations_changed):
        desk.writer.perform("Write", [elsewhere])
    desk.open("country/NE")
    desk.pane.card_chosen.emit(elsewhere.uuid)
    assert desk.window.statusBar().currentMessage() == "The words of this annotation stand on the page of Frontex."
    assert not desk.page.is_unfolded("organisation/frontex")


def test_the_tags_that_are_offered_follow_what_is_done_to_annotations_of_other_entries(
    sits: Sits, qtbot: QtBot
) -> None:
    desk = sits()
    desk.write("Here")
    (here,) = desk.annotations

    def offered() -> list[str]:
        model = desk.pane.editor.tags.field.completer().model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    desk.writer.perform("Tag", [replace(here, uuid="elsewhere", entry_id="country/SN", tags=("verify",))])
    qtbot.waitUntil(lambda: offered() == ["verify"])
    desk.writer.retag("Rename", ["verify"], "to verify")
    qtbot.waitUntil(lambda: offered() == ["to verify"])
    desk.writer.retag("Delete", ["to verify"], None)
    qtbot.waitUntil(lambda: offered() == [])


def test_a_tag_is_offered_no_longer_once_the_only_annotation_with_it_is_in_the_bin(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.write("Here")
    (here,) = desk.annotations
    model = desk.pane.editor.tags.field.completer().model
    desk.writer.perform("Tag", [replace(here, revision=2, tags=("verify",))])
    qtbot.waitUntil(lambda: model().rowCount() == 1)
    desk.pane.delete_wanted.emit((here.uuid,))
    qtbot.waitUntil(lambda: model().rowCount() == 0)
    desk.writer.step(-1)
    qtbot.waitUntil(lambda: model().rowCount() == 1)


def test_what_only_looks_like_an_address_is_typed_and_painted(sits: Sits) -> None:
    desk = sits()
    desk.write("see coop:. or (coop:) or https://.")
    desk.pane.cards.grab()
    assert [each.body for each in desk.annotations] == ["see coop:. or (coop:) or https://."]


def test_the_annotations_of_home_are_not_read_before_they_are(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    page_annotations = desk.feature.page_annotations
    qtbot.waitUntil(lambda: page_annotations.complete)
    desk.composition.reading.refine(search_address("niger"))
    assert not page_annotations.complete
    desk.composition.reading.open(HOME_ADDRESS)
    assert not page_annotations.complete
    qtbot.waitUntil(lambda: page_annotations.complete)


def test_a_bookmark_is_set_on_the_entry_for_which_it_was_wanted_or_on_none(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    page_annotations, action = desk.feature.page_annotations, desk.window.actions_by_id[ActionId.BOOKMARK]
    with qtbot.waitSignal(page_annotations.listed):
        desk.composition.reading.open(Address("country/NE"))
        assert not page_annotations.complete
        action.trigger()  # and before its annotations are read, another one is opened
        desk.composition.reading.open(Address("country/TD"))
    with qtbot.waitSignal(desk.writer.annotations_changed):
        desk.composition.reading.open(Address("country/ML"))
        action.trigger()
    assert [(each.entry_id, each.motivation) for each in desk.annotations] == [("country/ML", Motivation.BOOKMARKING)]
    for target in ("country/NE", "country/TD"):
        desk.open(f"coop:{target}")
        assert desk.annotations == ()
