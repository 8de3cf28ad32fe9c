"""A person's own layer beside the facts, through the real window and a real file."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.annotation_room import AnnotationRoom
from coopviewer.app.composition import Composition, Start
from coopviewer.domain.addresses import Address, parse_address
from coopviewer.domain.annotations import AnchorStatus, Colour, Motivation
from coopviewer.widgets.actions import ActionId

TODAY = date(2026, 11, 23)
AFIC = Address("project/afic")
GOAL = "Reinforce the structures"


class Desk:
    """A window at which one annotates."""

    def __init__(self, composition: Composition, qtbot: QtBot) -> None:
        self.composition, self.qtbot = composition, qtbot
        self.window, self.page = composition.window, composition.page
        room = composition.annotation_door.room
        assert room is not None
        self.room: AnnotationRoom = room
        self.pane, self.annotating = room.pane, room.doors.annotating

    def do(self, key: ActionId) -> None:
        """Run an action that writes, and wait until it is on the disk."""
        with self.qtbot.waitSignal(self.annotating.annotations_changed):
            self.window.actions_by_id[key].trigger()

    def open(self, address: str) -> None:
        with self.qtbot.waitSignal(self.room.doors.listing.page_listed):
            self.composition.reading.open(parse_address(address))

    def select(self, words: str, times: int = 1) -> None:
        cursor = QTextCursor(self.page.document())
        for _ in range(times):
            cursor = self.page.document().find(words, cursor)
        assert not cursor.isNull(), words
        self.page.setTextCursor(cursor)

    @property
    def cards(self) -> list[str]:
        return [each.body or each.quotation for each in self.pane.annotations.annotations]

    @property
    def step_words(self) -> tuple[str, str]:
        actions = self.window.actions_by_id
        return actions[ActionId.UNDO].text(), actions[ActionId.REDO].text()


Sits = Callable[..., Desk]


@pytest.fixture
def sits(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Sits]:
    """Open a window and its annotations file, as a person would; closed when the test ends."""
    made: list[Composition] = []

    def sat(address: Address = AFIC, annotations: Path | None = None) -> Desk:
        start = Start(paths.reference_file(), address, False, lambda: TODAY, True, tmp_path, annotations)
        composition = Composition(qapp, start)
        made.append(composition)
        qtbot.addWidget(composition.window)
        with qtbot.waitExposed(composition.window):
            composition.window.show()
        composition.show_first_page()
        composition.annotation_door.begin()
        with qtbot.waitSignal(composition.annotation_door.doors.listing.page_listed, timeout=20_000):
            pass
        return Desk(composition, qtbot)

    yield sat
    for composition in made:
        composition.window.close()
        composition.annotation_door.stop()
        composition.reading.close()


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
    assert desk.room.highlights.places == {made.uuid: text.index(words)}
    assert desk.step_words == ("&Undo: Highlight", "Re&do")


def test_a_note_is_saved_as_it_is_typed_and_comes_back_at_the_next_start(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.window.actions_by_id[ActionId.NOTE].trigger()
    with qtbot.waitSignal(desk.annotating.saved):
        qtbot.keyClicks(desk.pane.editor.field, "Ask for exact dates.")
    assert desk.cards == ["Ask for exact dates."]
    with qtbot.waitSignal(desk.annotating.saved):
        qtbot.keyClicks(desk.pane.editor.field, " Twice.")
    desk.window.focus_page()
    desk.composition.annotation_door.stop()
    desk.window.close()
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


def test_home_asks_to_open_an_entry_and_writes_nothing(sits: Sits) -> None:
    desk = sits(Address("home"))
    desk.window.actions_by_id[ActionId.BOOKMARK].trigger()
    assert desk.window.statusBar().currentMessage() == "Open an entry or a source first: bookmarks stand on those."
    assert not desk.window.actions_by_id[ActionId.BOOKMARK].isChecked()
    desk.window.actions_by_id[ActionId.HIGHLIGHT].trigger()
    assert "Select words" in desk.window.statusBar().currentMessage()


def test_a_note_on_selected_words_opens_its_editor(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.select("2017")
    desk.do(ActionId.NOTE)
    qtbot.waitUntil(lambda: desk.pane.editor.uuid != "")
    with qtbot.waitSignal(desk.annotating.saved):
        qtbot.keyClicks(desk.pane.editor.field, "To the year only.")
    (made,) = desk.pane.annotations.annotations
    assert made.body == "To the year only."
    assert made.anchor is not None
    assert "2017" in made.quotation
    desk.window.focus_page()
    desk.do(ActionId.UNDO)
    assert desk.cards == []


def test_a_card_is_binned_by_its_key_and_comes_back_with_undo(sits: Sits, qtbot: QtBot) -> None:
    desk = sits()
    desk.do(ActionId.BOOKMARK)
    desk.window.actions_by_id[ActionId.TO_ANNOTATIONS].trigger()
    with qtbot.waitSignal(desk.annotating.annotations_changed):
        qtbot.keyClick(desk.pane.cards, Qt.Key.Key_Delete)
    assert desk.pane.annotations.count == 0
    desk.do(ActionId.UNDO)
    assert desk.pane.annotations.count == 1
