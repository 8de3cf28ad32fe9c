"""The pane: cards beside the page, and an editor from which nothing that is typed is ever lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation, Person, select
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.roles import Role
from coopviewer.widgets.annotations.pane.entry_picker import EntryPicker
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from tests.annotated import PAGE, THEN, annotation

LATER = THEN + timedelta(hours=1)
QUOTED = select("a goal of some words", 2, 6, fact_id="project/afic/goal/1", field="text")


class Beside:
    """A pane beside another field, in a window, and everything that it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(700, 800)
        self.elsewhere = QLineEdit(self.window)
        self.pane = AnnotationPane(lambda: LATER)
        layout = QHBoxLayout(self.window)
        layout.addWidget(self.elsewhere)
        layout.addWidget(self.pane)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.typed: list[Annotation] = []
        self.told: list[tuple[str, Any]] = []
        self.pane.typed.connect(self.typed.append)
        for name in ("chosen", "deleted", "address_chosen", "web_address_chosen", "entries_wanted"):
            getattr(self.pane, name).connect(self._note(name))
        for name in ("editor_left", "save_elsewhere_wanted", "leave_wanted"):
            getattr(self.pane, name).connect(self._note_bare(name))

    def _note(self, name: str) -> Callable[[object], None]:
        return lambda value: self.told.append((name, value))

    def _note_bare(self, name: str) -> Callable[[], None]:
        return lambda: self.told.append((name, None))

    def write(self, text: str) -> None:
        """Paste, since QTest types Latin-1 alone."""
        QGuiApplication.clipboard().setText(text)
        self.pane.editor.field.paste()

    @property
    def text(self) -> str:
        return self.pane.editor.field.toPlainText()


@pytest.fixture
def beside(qtbot: QtBot) -> Beside:
    made = Beside(qtbot)
    made.pane.show_page(PAGE)
    return made


def uuids(pane: AnnotationPane) -> list[str]:
    return [each.uuid for each in pane.annotations.annotations]


def test_a_note_is_told_after_a_pause_and_is_one_annotation(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    with qtbot.waitSignal(beside.pane.typed):
        qtbot.keyClicks(beside.pane.editor.field, "A not")
    with qtbot.waitSignal(beside.pane.typed):
        qtbot.keyClicks(beside.pane.editor.field, "e")
    first, second = beside.typed
    assert (second.body, second.entry_id, second.creator) == ("A note", PAGE.entry_id, PAGE.person)
    assert first.uuid == second.uuid
    assert (first.revision, second.revision) == (1, 1)


def test_a_note_is_told_at_once_when_the_keyboard_leaves(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "words")
    beside.elsewhere.setFocus()
    assert [each.body for each in beside.typed] == ["words"]
    assert ("editor_left", None) in beside.told
    assert beside.text == "words", "it stays in view"


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم 🚰", "e\u0301 👩‍🚀\nsecond line", "<b>&amp;</b> \t x", "word " * 20_000]
)
def test_any_text_is_told_as_it_was_written(beside: Beside, text: str) -> None:
    beside.pane.write_note()
    beside.write(text)
    beside.elsewhere.setFocus()
    assert beside.typed[-1].body == text


def test_editing_is_one_revision_up_however_often_it_is_told(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "old", revision=4)])
    beside.pane.edit("a")
    for letter in "xy":
        qtbot.keyClicks(beside.pane.editor.field, letter)
        beside.pane.finish()
    beside.elsewhere.setFocus()
    beside.pane.editor.take_focus()
    qtbot.keyClicks(beside.pane.editor.field, "z")
    beside.pane.finish()
    assert [(each.body, each.revision) for each in beside.typed] == [("oldx", 5), ("oldxy", 5), ("oldxyz", 6)]


def test_what_comes_back_late_never_overwrites_what_is_being_typed(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "one")])
    beside.pane.edit("a")
    qtbot.keyClicks(beside.pane.editor.field, " two")
    beside.pane.finish()
    qtbot.keyClicks(beside.pane.editor.field, " three")
    beside.pane.finish()
    beside.pane.put(beside.typed[0], None)
    assert beside.text == "one two three"
    qtbot.keyClick(beside.pane.editor.field, Qt.Key.Key_Home)
    qtbot.keyClicks(beside.pane.editor.field, "0 ")
    beside.pane.put(beside.typed[1], None)
    beside.pane.put(annotation("a", "somebody else's", revision=9), None)
    beside.pane.show_page(PAGE, [annotation("a", "somebody else's", revision=9)])
    assert beside.text == "0 one two three"
    assert beside.pane.editor.field.textCursor().position() == 2
    beside.pane.finish()
    assert (beside.typed[-1].body, beside.typed[-1].revision) == ("0 one two three", 10)


def test_an_undone_change_is_shown_where_nothing_is_being_typed(beside: Beside, qtbot: QtBot) -> None:
    one = annotation("a", "one")
    beside.pane.show_page(PAGE, [one])
    beside.pane.edit("a")
    qtbot.keyClicks(beside.pane.editor.field, " two")
    beside.elsewhere.setFocus()
    beside.pane.put(beside.typed[0], None)
    beside.pane.show_saved("a")
    beside.pane.put(replace(one, revision=3), None)
    assert beside.text == "one"
    beside.pane.put(replace(beside.typed[0], revision=4), None)
    assert beside.text == "one two"


def test_one_that_goes_while_it_is_typed_into_is_written_anew(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "one"), annotation("b", "other")])
    beside.pane.edit("a")
    qtbot.keyClicks(beside.pane.editor.field, "!")
    beside.pane.remove("a")
    assert beside.text == "one!"
    beside.pane.finish()
    assert (beside.typed[-1].uuid, beside.typed[-1].deleted_at) == ("a", None)
    beside.pane.edit("b")
    beside.pane.remove("b")
    assert beside.text == ""


def test_a_fault_keeps_the_text_and_offers_to_save_elsewhere(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "precious")
    beside.pane.finish()
    state = beside.pane.editor.state
    assert state.label.text() == "Saving…"
    beside.pane.show_not_saved(beside.typed[0], "The disk is full.")
    assert state.label.text() == "Not saved: The disk is full."
    for leave in (
        lambda: beside.pane.show_page(replace(PAGE, entry_id="country/NE"), [annotation("b", "other")]),
        lambda: beside.pane.edit("b"),
        beside.pane.write_note,
        lambda: beside.pane.show_page(None),
    ):
        leave()
        assert beside.text == "precious"
        assert beside.pane.editor.isVisible()
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert beside.told[-1] == ("save_elsewhere_wanted", None)
    beside.pane.show_saved(beside.typed[0].uuid)
    assert (state.label.text(), state.button.isVisible()) == ("Saved", False)


def test_what_could_not_be_saved_comes_back_to_the_editor(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("b", "other")])
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "precious")
    beside.pane.edit("b")
    assert beside.text == "other"
    beside.pane.show_not_saved(beside.typed[0], "The file is read-only.")
    assert beside.text == "precious"


def test_saved_is_said_only_of_what_is_in_the_editor(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "one")
    beside.pane.finish()
    qtbot.keyClicks(beside.pane.editor.field, " two")
    beside.pane.show_saved(beside.typed[0].uuid)
    assert beside.pane.editor.state.label.text() == "Saving…"


def test_an_empty_note_is_not_made_and_one_emptied_again_goes(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "  ")
    beside.elsewhere.setFocus()
    assert beside.typed == []
    beside.pane.editor.take_focus()
    qtbot.keyClicks(beside.pane.editor.field, "x")
    beside.pane.finish()
    beside.pane.editor.field.clear()
    beside.elsewhere.setFocus()
    assert beside.told[-1] == ("deleted", (beside.typed[0].uuid,))


def test_tags_are_added_by_enter_and_comma_and_taken_away_by_backspace(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "note", tags=("old",))])
    beside.pane.edit("a", tags=True)
    field = beside.pane.editor.tags.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "verify")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "#Dates,")
    assert beside.typed[-1].tags == ("Dates", "old", "verify")
    assert field.text() == ""
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert beside.typed[-1].tags == ("Dates", "old")
    qtbot.mouseClick(beside.pane.editor.tags.chips.buttons[0], Qt.MouseButton.LeftButton)
    assert beside.typed[-1].tags == ("old",)


def test_a_tag_that_is_too_long_is_cut_with_a_word(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "note")])
    beside.pane.edit("a", tags=True)
    tags = beside.pane.editor.tags
    QGuiApplication.clipboard().setText("b" * 201)
    tags.field.paste()
    assert not tags.message.isVisible()
    qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    assert beside.typed[-1].tags == ("b" * 200,)
    assert tags.message.text() == "A tag has at most 200 characters: what came after them was left out."
    assert tags.message.isVisible()
    qtbot.keyClicks(tags.field, "c")
    assert not tags.message.isVisible()


def test_a_long_tag_is_shortened_and_can_still_be_taken_away(beside: Beside, qtbot: QtBot) -> None:
    beside.window.resize(400, 600)
    beside.pane.show_page(PAGE, [annotation("a", "note", tags=("m" * 200, "verify"))])
    beside.pane.edit("a")
    chips = beside.pane.editor.tags.chips
    qtbot.waitUntil(lambda: "…" in chips.buttons[0].drawn_text[2:20])
    assert (chips.buttons[0].drawn_text[-1], chips.buttons[1].drawn_text) == ("✕", "#verify  ✕")
    assert chips.buttons[0].visibleRegion().boundingRect() == chips.buttons[0].rect()


def test_many_tags_leave_room_for_the_note_and_each_is_reached(beside: Beside, qtbot: QtBot) -> None:
    beside.window.resize(600, 520)
    beside.pane.show_page(PAGE, [annotation("a", "note", tags=[f"a tag of number {n:02}" for n in range(14)])])
    beside.pane.edit("a", tags=True)
    editor, chips = beside.pane.editor, beside.pane.editor.tags.chips
    qtbot.waitUntil(lambda: editor.state.geometry().bottom() <= editor.height())
    assert beside.window.height() == 520
    assert [button.text() for button in chips.buttons][-1].startswith("#a tag of number 13")
    assert chips.buttons[-1].visibleRegion().isEmpty()
    qtbot.keyClick(editor.tags.field, Qt.Key.Key_Backtab)
    assert chips.buttons[-1].hasFocus()
    assert chips.buttons[-1].visibleRegion().boundingRect() == chips.buttons[-1].rect()
    qtbot.keyClicks(editor.tags.field, "a b,")
    assert chips.buttons[0].text().startswith("#a b")
    qtbot.waitUntil(lambda: chips.buttons[0].visibleRegion().boundingRect() == chips.buttons[0].rect())


def test_a_tag_half_typed_is_kept_when_one_goes_on(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "note")])
    beside.pane.edit("a", tags=True)
    qtbot.keyClicks(beside.pane.editor.tags.field, "verify")
    beside.elsewhere.setFocus()
    assert beside.typed[-1].tags == ("verify",)


def test_known_tags_are_offered_and_the_one_picked_is_added(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.set_tags(["verify", "dates", "to verify"])
    beside.pane.show_page(PAGE, [annotation("a", "note")])
    beside.pane.edit("a", tags=True)
    field = beside.pane.editor.tags.field
    qtbot.keyClicks(field, "verif")
    finder = field.completer()
    assert finder.completionCount() == 2
    with qtbot.waitSignal(beside.pane.typed):
        qtbot.keyClick(finder.popup(), Qt.Key.Key_Down)
        qtbot.keyClick(finder.popup(), Qt.Key.Key_Return)
    assert beside.typed[-1].tags == ("verify",)
    qtbot.waitUntil(lambda: field.text() == "")


def test_colour_and_status_are_told_at_once(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", on=QUOTED, colour=Colour.GREEN)])
    beside.pane.edit("a")
    buttons = beside.pane.editor.colours.buttons
    assert buttons[Colour.GREEN].isChecked()
    qtbot.mouseClick(buttons[Colour.PINK], Qt.MouseButton.LeftButton)
    assert beside.typed[-1].colour is Colour.PINK
    assert not buttons[Colour.GREEN].isChecked()
    statuses = beside.pane.editor.statuses
    statuses.setFocus()
    qtbot.keyClick(statuses, Qt.Key.Key_Down)
    assert beside.typed[-1].status is AnnotationStatus.OPEN_QUESTION
    assert beside.typed[-1].motivation is Motivation.HIGHLIGHTING
    assert buttons[Colour.YELLOW].accessibleName() == "Yellow, a plain line"


def test_a_highlight_with_words_is_a_note(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", on=QUOTED)])
    beside.pane.edit("a")
    assert beside.pane.editor.title.text() == "On “goal”"
    qtbot.keyClicks(beside.pane.editor.field, "why")
    beside.pane.finish()
    assert beside.typed[-1].motivation is Motivation.COMMENTING
    assert beside.typed[-1].anchors == beside.pane.annotations.annotations[0].anchors


def look_for_entry(beside: Beside, qtbot: QtBot, typed: str) -> EntryPicker:
    """Edit a note, and type the name of the entry that it is to lead to."""
    beside.pane.show_page(PAGE, [annotation("a", "because")])
    beside.pane.edit("a")
    picker = beside.pane.editor.entry
    qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(picker.field, typed)
    return picker


def test_a_link_leads_to_the_entry_that_was_picked_by_name(beside: Beside, qtbot: QtBot) -> None:
    picker = look_for_entry(beside, qtbot, "Nig")
    assert beside.told[-1] == ("entries_wanted", "Nig")
    refs = [
        EntryRef(f"country/{key}", EntryKind.COUNTRY, name, name) for key, name in (("NE", "Niger"), ("NG", "Nigeria"))
    ]
    beside.pane.editor.offer_entries(refs)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert (beside.typed[-1].target_entry_id, beside.typed[-1].motivation) == ("country/NE", Motivation.LINKING)
    qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    assert beside.told[-1] == ("address_chosen", Address("country/NE"))
    qtbot.mouseClick(picker.remove_button, Qt.MouseButton.LeftButton)
    assert (beside.typed[-1].target_entry_id, beside.typed[-1].motivation) == (None, Motivation.COMMENTING)


def test_enter_before_the_answer_picks_from_the_answer(beside: Beside, qtbot: QtBot) -> None:
    picker = look_for_entry(beside, qtbot, "Mal")
    picker.offer_entries([EntryRef("country/MW", EntryKind.COUNTRY, "Malawi", "Malawi")])
    qtbot.keyClicks(picker.field, "i")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert not picker.message.isVisible()
    assert beside.typed == []
    picker.offer_entries([EntryRef("country/ML", EntryKind.COUNTRY, "Mali", "Mali")])
    assert beside.typed[-1].target_entry_id == "country/ML"


def test_the_count_stands_beside_its_title_whichever_way_the_window_runs(beside: Beside) -> None:
    beside.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    beside.pane.put(annotation("a", "note"), None)
    QApplication.sendPostedEvents()
    title, count = beside.pane.title.geometry(), beside.pane.count.geometry()
    assert 0 < title.left() - count.right() < 20


def test_a_name_that_finds_no_entry_is_answered_with_a_word(beside: Beside, qtbot: QtBot) -> None:
    picker = look_for_entry(beside, qtbot, "nowhere")
    beside.pane.editor.offer_entries([])
    assert not picker.message.isVisible()
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.message.text() == "No entry was found by this name. Type other words of its title, or its code."
    assert picker.message.isVisible()
    assert picker.field.hasFocus()
    qtbot.keyClicks(picker.field, "x")
    assert not picker.message.isVisible()


def test_the_title_of_a_link_ends_with_an_ellipsis_where_there_is_no_room(beside: Beside, qtbot: QtBot) -> None:
    title = "Instrument contributing to stability and peace & to much else that takes a long title to say"
    beside.pane.show_page(PAGE, [annotation("a", "because")])
    beside.pane.edit("a")
    picker = beside.pane.editor.entry
    picker.show_target("project/long", title)
    qtbot.waitUntil(lambda: picker.button.drawn_text != picker.button.text())
    assert picker.button.drawn_text.startswith("→ Instrument")
    assert picker.button.drawn_text.endswith("…")
    assert picker.width() <= beside.pane.editor.width()
    picker.show_target("country/NE", "Niger")
    qtbot.waitUntil(lambda: picker.button.drawn_text == "→ Niger")


def test_addresses_in_a_note_are_live_in_the_editor_and_on_the_card(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "coop:country/NE, see https://example.org/a?b=1.")])
    beside.pane.edit("a")
    for button in beside.pane.editor.addresses.buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    expected = [("address_chosen", Address("country/NE")), ("web_address_chosen", "https://example.org/a?b=1")]
    assert [each for each in beside.told if "address" in each[0]] == expected
    beside.told.clear()
    card = beside.pane.cards.visualRect(beside.pane.annotations.index(0))
    qtbot.mouseClick(beside.pane.cards.viewport(), Qt.MouseButton.LeftButton, pos=card.topLeft() + QPoint(30, 26))
    assert beside.told == [("address_chosen", Address("country/NE"))]


def test_arrows_walk_enter_edits_and_delete_bins(beside: Beside, qtbot: QtBot) -> None:
    notes = [annotation(str(n), f"note {n}", minutes=n) for n in range(3)]
    beside.pane.show_page(PAGE, notes)
    cards = beside.pane.cards
    cards.setFocus()
    beside.pane.show_annotation("0")
    assert beside.told == [], "what the program selects is not told as the person's choice"
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert beside.told == [("chosen", "1")]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        cards.setFocus()
        qtbot.keyClick(cards, key)
        assert beside.text == "note 1"
        assert beside.pane.editor.field.hasFocus()
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert beside.told[-1] == ("deleted", ("1", "2"))
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert beside.told[-1] == ("leave_wanted", None)


def test_esc_in_the_editor_returns_to_the_page_and_keeps_what_was_typed(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.write_note()
    qtbot.keyClicks(beside.pane.editor.field, "words")
    qtbot.keyClick(beside.pane.editor.field, Qt.Key.Key_Escape)
    assert beside.told == [("leave_wanted", None)]
    assert beside.text == "words"


def test_a_click_on_a_card_chooses_it_and_a_double_click_edits(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("0", "first"), annotation("1", "second", minutes=1)])
    cards = beside.pane.cards
    place = cards.visualRect(beside.pane.annotations.index(1)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert beside.told == [("chosen", "1")]
    qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert beside.text == "second"


def test_read_only_is_said_and_nothing_can_be_changed(beside: Beside, qtbot: QtBot) -> None:
    beside.pane.show_page(PAGE, [annotation("a", "note")])
    beside.pane.set_read_only("The annotations are open in another program.")
    assert beside.pane.message.text() == "The annotations are open in another program."
    cards = beside.pane.cards
    beside.pane.show_annotation("a")
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert beside.told == []
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.keyClicks(beside.pane.editor.field, "more")
    beside.elsewhere.setFocus()
    assert beside.text == "note", "it can be read in whole, not changed"
    assert not beside.pane.editor.tags.isEnabled()
    assert beside.typed == []
    beside.pane.set_read_only("")
    assert beside.pane.editor.tags.isEnabled()
    assert not beside.pane.editor.field.isReadOnly()
    assert not beside.pane.message.isVisible()


def test_home_and_searches_say_what_to_do(beside: Beside) -> None:
    beside.pane.show_page(None)
    assert "Open an entry" in beside.pane.hint.text()
    assert not beside.pane.editor.isVisible()
    beside.pane.show_page(PAGE)
    assert "Select words" in beside.pane.hint.text()
    assert (beside.pane.count.text(), beside.pane.editor.isVisible()) == ("0", True)
    beside.pane.put(annotation("a", "note"), None)
    assert (beside.pane.count.text(), beside.pane.hint.isVisible()) == ("1", False)


def test_a_card_is_told_to_those_who_do_not_see_it(beside: Beside) -> None:
    other = annotation(
        "a",
        "Compare.",
        QUOTED,
        tags=("verify",),
        status=AnnotationStatus.DISPUTED,
        colour=Colour.BLUE,
        creator=Person("p", "Marie"),
        entry_id="country/NE",
        target_entry_id="network/afic",
    )
    beside.pane.show_page(PAGE, [other], {"a": 1})
    cards = QAccessible.queryAccessibleInterface(beside.pane.cards)
    told = cards.child(0).text(QAccessible.Text.Name)
    for words in ("Compare", "On “goal”", "Link to The network", "In Niger", "blue", "disputed", "#verify", "Marie"):
        assert words in told


def test_cards_are_as_high_as_their_words_and_long_ones_are_cut(beside: Beside) -> None:
    short, long = annotation("s", "x"), annotation("l", "many words " * 10_000, minutes=1)
    beside.pane.show_page(PAGE, [short, long])
    cards = beside.pane.cards
    heights = [cards.visualRect(beside.pane.annotations.index(row)).height() for row in range(2)]
    assert heights[0] < heights[1] < beside.window.height() / 2
    beside.pane.put(replace(short, body="x\n" * 5), None)
    QApplication.sendPostedEvents()
    assert cards.visualRect(beside.pane.annotations.index(0)).height() > heights[0]


def test_a_card_of_many_tags_still_says_when_it_was_written(beside: Beside) -> None:
    tags = tuple(f"a tag of number {n:02}" for n in range(40))
    beside.pane.show_page(PAGE, [annotation("none", "note"), annotation("many", "note", tags=tags, minutes=1)])
    none, many = (beside.pane.cards.visualRect(beside.pane.annotations.index(row)).height() for row in range(2))
    assert many - none >= 3 * beside.pane.cards.fontMetrics().height(), "three lines of tags, above that of the time"


def test_a_thousand_cards_come_in_parts(beside: Beside, qtbot: QtBot) -> None:
    many = [annotation(f"{n:04}", f"note {n} " * 12, QUOTED, tags=("a", "b")) for n in range(1000)]
    beside.pane.show_page(PAGE, many, {each.uuid: n for n, each in enumerate(many)})
    assert beside.pane.annotations.rowCount() < 200, "more than a screen, far from all"
    assert beside.pane.count.text() == "1,000"
    qtbot.waitUntil(lambda: beside.pane.annotations.rowCount() == 1000, timeout=20_000)
    assert beside.pane.show_annotation("0990")
    assert beside.pane.cards.visualRect(beside.pane.cards.currentIndex()).isValid()
    assert beside.pane.cards.currentIndex().data(Role.VALUE).uuid == "0990"
