"""The annotation pane: the cards beside the page, and the editor, which never loses typed text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation, Person, select
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.roles import Role
from coopviewer.widgets.annotations.pane.note_editor import LIMIT, PAUSE
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.search.entry_picker import EntryPicker
from tests.annotated import PAGE, THEN, annotation

LATER = THEN + timedelta(hours=1)
QUOTED = select("a goal of some words", 2, 6, fact_id="project/afic/goal/1", field="text")


class PaneHarness:
    """A pane beside another field in a window; records all signals of the pane."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(700, 800)
        self.other_field = QLineEdit(self.window)
        self.pane = AnnotationPane(lambda: LATER)
        layout = QHBoxLayout(self.window)
        layout.addWidget(self.other_field)
        layout.addWidget(self.pane)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.typed: list[Annotation] = []
        self.signals: list[tuple[str, Any]] = []
        self.pane.typed.connect(self.typed.append)
        for name in ("card_chosen", "delete_wanted", "address_chosen", "web_address_chosen", "entries_wanted"):
            getattr(self.pane, name).connect(self._record(name))
        for name in ("editor_left", "save_elsewhere_wanted", "leave_wanted"):
            getattr(self.pane, name).connect(self._record_bare(name))

    def _record(self, name: str) -> Callable[[object], None]:
        return lambda value: self.signals.append((name, value))

    def _record_bare(self, name: str) -> Callable[[], None]:
        return lambda: self.signals.append((name, None))

    def write(self, text: str) -> None:
        """Paste a text, since QTest types only Latin-1."""
        QGuiApplication.clipboard().setText(text)
        self.pane.editor.field.paste()

    @property
    def text(self) -> str:
        return self.pane.editor.field.toPlainText()


@pytest.fixture
def harness(qtbot: QtBot) -> PaneHarness:
    harness = PaneHarness(qtbot)
    harness.pane.show_page(PAGE)
    return harness


def uuids(pane: AnnotationPane) -> list[str]:
    return [each.uuid for each in pane.annotations.annotations]


def test_a_note_is_emitted_after_a_pause_and_is_one_annotation(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    with qtbot.waitSignal(harness.pane.typed):
        qtbot.keyClicks(harness.pane.editor.field, "A not")
    with qtbot.waitSignal(harness.pane.typed):
        qtbot.keyClicks(harness.pane.editor.field, "e")
    first, second = harness.typed
    assert (second.body, second.entry_id, second.creator) == ("A note", PAGE.entry_id, PAGE.person)
    assert first.uuid == second.uuid
    assert (first.revision, second.revision) == (1, 1)


def test_a_note_is_emitted_while_keys_come_without_a_pause(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    keys = QTimer(harness.window)
    keys.timeout.connect(lambda: QTest.keyClick(harness.pane.editor.field, "a"))
    keys.start(PAUSE // 5)
    with qtbot.waitSignal(harness.pane.typed, timeout=LIMIT * 5):
        pass
    keys.stop()
    assert harness.typed[0].body == "a" * len(harness.typed[0].body) != ""


def test_a_note_is_emitted_at_once_when_the_focus_leaves_the_editor(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "words")
    harness.other_field.setFocus()
    assert [each.body for each in harness.typed] == ["words"]
    assert ("editor_left", None) in harness.signals
    assert harness.text == "words", "it stays visible"


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم 🚰", "e\u0301 👩‍🚀\nsecond line", "<b>&amp;</b> \t x", "word " * 20_000]
)
def test_any_text_is_emitted_unchanged(harness: PaneHarness, text: str) -> None:
    harness.pane.write_note()
    harness.write(text)
    harness.other_field.setFocus()
    assert harness.typed[-1].body == text


def test_editing_adds_one_revision_however_many_drafts_are_emitted(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "old", revision=4)])
    harness.pane.edit("a")
    for letter in "xy":
        qtbot.keyClicks(harness.pane.editor.field, letter)
        harness.pane.finish()
    harness.other_field.setFocus()
    harness.pane.editor.take_focus()
    qtbot.keyClicks(harness.pane.editor.field, "z")
    harness.pane.finish()
    assert [(each.body, each.revision) for each in harness.typed] == [("oldx", 5), ("oldxy", 5), ("oldxyz", 6)]


def test_a_late_update_never_overwrites_the_text_being_typed(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "one")])
    harness.pane.edit("a")
    qtbot.keyClicks(harness.pane.editor.field, " two")
    harness.pane.finish()
    qtbot.keyClicks(harness.pane.editor.field, " three")
    harness.pane.finish()
    harness.pane.put(harness.typed[0], None)
    assert harness.text == "one two three"
    qtbot.keyClick(harness.pane.editor.field, Qt.Key.Key_Home)
    qtbot.keyClicks(harness.pane.editor.field, "0 ")
    harness.pane.put(harness.typed[1], None)
    harness.pane.put(annotation("a", "somebody else's", revision=9), None)
    harness.pane.show_page(PAGE, [annotation("a", "somebody else's", revision=9)])
    assert harness.text == "0 one two three"
    assert harness.pane.editor.field.textCursor().position() == 2
    harness.pane.finish()
    assert (harness.typed[-1].body, harness.typed[-1].revision) == ("0 one two three", 10)


@pytest.mark.parametrize("is_left", [False, True])
def test_a_draft_that_waits_to_be_written_is_not_replaced(harness: PaneHarness, qtbot: QtBot, is_left: bool) -> None:
    one = annotation("a", "one")
    harness.pane.show_page(PAGE, [one])
    harness.pane.edit("a")
    qtbot.keyClicks(harness.pane.editor.field, " two")
    harness.pane.finish()
    if is_left:
        harness.other_field.setFocus()
    harness.pane.show_page(PAGE, [one])  # read before the draft was written
    assert harness.text == "one two"
    harness.pane.put(replace(one, tags=("renamed",), revision=5), None)  # as by an operation that was begun earlier
    assert harness.text == "one two"
    assert harness.pane.editor.seen == one, "the user has not seen the other change"
    harness.pane.put(harness.typed[0], None)
    assert harness.text == "one two"
    harness.pane.put(replace(one, body="another", revision=9), None)
    assert harness.text == "another"


def test_an_undone_change_is_shown_if_the_user_is_not_typing(harness: PaneHarness, qtbot: QtBot) -> None:
    one = annotation("a", "one")
    harness.pane.show_page(PAGE, [one])
    harness.pane.edit("a")
    qtbot.keyClicks(harness.pane.editor.field, " two")
    harness.other_field.setFocus()
    harness.pane.put(harness.typed[0], None)
    harness.pane.show_saved("a")
    harness.pane.put(replace(one, revision=3), None)
    assert harness.text == "one"
    harness.pane.put(replace(harness.typed[0], revision=4), None)
    assert harness.text == "one two"


def test_an_annotation_removed_while_the_user_types_is_saved_again(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "one"), annotation("b", "other")])
    harness.pane.edit("a")
    qtbot.keyClicks(harness.pane.editor.field, "!")
    harness.pane.remove("a")
    assert harness.text == "one!"
    harness.pane.finish()
    assert (harness.typed[-1].uuid, harness.typed[-1].deleted_at) == ("a", None)
    harness.pane.remove("a")  # before what was typed is written
    assert harness.text == "one!"
    harness.pane.put(harness.typed[-1], None)
    harness.pane.edit("b")
    harness.pane.remove("b")
    assert harness.text == ""


def test_a_fault_keeps_the_text_and_offers_to_save_elsewhere(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "precious")
    harness.pane.finish()
    state = harness.pane.editor.state
    assert state.label.text() == "Saving…"
    harness.pane.show_not_saved(harness.typed[0], "The disk is full.")
    assert state.label.text() == "Not saved: The disk is full."
    for leave in (
        lambda: harness.pane.show_page(replace(PAGE, entry_id="country/NE"), [annotation("b", "other")]),
        lambda: harness.pane.edit("b"),
        harness.pane.write_note,
        lambda: harness.pane.show_page(None),
    ):
        leave()
        assert harness.text == "precious"
        assert harness.pane.editor.isVisible()
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert harness.signals[-1] == ("save_elsewhere_wanted", None)
    harness.pane.show_saved(harness.typed[0].uuid)
    assert (state.label.text(), state.button.isVisible()) == ("Saved", False)


def test_an_annotation_that_could_not_be_saved_is_shown_in_the_editor_again(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("b", "other")])
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "precious")
    harness.pane.edit("b")
    assert harness.text == "other"
    harness.pane.show_not_saved(harness.typed[0], "The file is read-only.")
    assert harness.text == "precious"


def test_saved_is_shown_only_for_the_last_draft(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "one")
    harness.pane.finish()
    qtbot.keyClicks(harness.pane.editor.field, " two")
    harness.pane.show_saved(harness.typed[0].uuid)
    assert harness.pane.editor.state.label.text() == "Saving…"


def test_an_empty_note_is_not_created_and_a_note_emptied_again_is_deleted(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "  ")
    harness.other_field.setFocus()
    assert harness.typed == []
    harness.pane.editor.take_focus()
    qtbot.keyClicks(harness.pane.editor.field, "x")
    harness.pane.finish()
    harness.pane.editor.field.clear()
    harness.other_field.setFocus()
    assert harness.signals[-1] == ("delete_wanted", (harness.typed[0].uuid,))


def test_tags_are_added_by_enter_and_comma_and_removed_by_backspace(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "note", tags=("old",))])
    harness.pane.edit("a", tags=True)
    field = harness.pane.editor.tags.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "verify")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "#Dates,")
    assert harness.typed[-1].tags == ("Dates", "old", "verify")
    assert field.text() == ""
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert harness.typed[-1].tags == ("Dates", "old")
    qtbot.mouseClick(harness.pane.editor.tags.chips.buttons[0], Qt.MouseButton.LeftButton)
    assert harness.typed[-1].tags == ("old",)


def test_a_tag_that_is_too_long_is_cut_with_a_message(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.edit("a", tags=True)
    tags = harness.pane.editor.tags
    QGuiApplication.clipboard().setText("b" * 201)
    tags.field.paste()
    assert not tags.message.isVisible()
    qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    assert harness.typed[-1].tags == ("b" * 200,)
    assert tags.message.text() == "A tag can have at most 200 characters. The rest was left out."
    assert tags.message.isVisible()
    qtbot.keyClicks(tags.field, "c")
    assert not tags.message.isVisible()


def test_the_chip_of_a_long_tag_is_elided_and_shows_its_cross(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.window.resize(400, 600)
    harness.pane.show_page(PAGE, [annotation("a", "note", tags=("m" * 200, "verify"))])
    harness.pane.edit("a")
    chips = harness.pane.editor.tags.chips
    qtbot.waitUntil(lambda: "…" in chips.buttons[0].drawn_text[2:20])
    assert (chips.buttons[0].drawn_text[-1], chips.buttons[1].drawn_text) == ("✕", "#verify  ✕")
    assert chips.buttons[0].visibleRegion().boundingRect() == chips.buttons[0].rect()


def test_many_tags_leave_space_for_the_note_and_are_scrolled_to(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.window.resize(600, 520)
    harness.pane.show_page(PAGE, [annotation("a", "note", tags=[f"a tag of number {n:02}" for n in range(14)])])
    harness.pane.edit("a", tags=True)
    editor, chips = harness.pane.editor, harness.pane.editor.tags.chips
    qtbot.waitUntil(lambda: editor.state.geometry().bottom() <= editor.height())
    assert harness.window.height() == 520
    assert [button.text() for button in chips.buttons][-1].startswith("#a tag of number 13")
    assert chips.buttons[-1].visibleRegion().isEmpty()
    qtbot.keyClick(editor.tags.field, Qt.Key.Key_Backtab)
    assert chips.buttons[-1].hasFocus()
    assert chips.buttons[-1].visibleRegion().boundingRect() == chips.buttons[-1].rect()
    qtbot.keyClicks(editor.tags.field, "a b,")
    assert chips.buttons[0].text().startswith("#a b")
    qtbot.waitUntil(lambda: chips.buttons[0].visibleRegion().boundingRect() == chips.buttons[0].rect())


def test_a_partly_typed_tag_is_added_when_the_focus_leaves_the_editor(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.edit("a", tags=True)
    qtbot.keyClicks(harness.pane.editor.tags.field, "verify")
    harness.other_field.setFocus()
    assert harness.typed[-1].tags == ("verify",)


def test_known_tags_are_completed_and_the_picked_one_is_added(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.set_tags(["verify", "dates", "to verify"])
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.edit("a", tags=True)
    field = harness.pane.editor.tags.field
    qtbot.keyClicks(field, "verif")
    completer = field.completer()
    assert completer.completionCount() == 2
    with qtbot.waitSignal(harness.pane.typed):
        qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
        qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert harness.typed[-1].tags == ("verify",)
    qtbot.waitUntil(lambda: field.text() == "")


def test_a_typed_tag_closes_the_list_of_known_ones_and_leaves_nothing_to_undo_in_its_line(
    harness: PaneHarness, qtbot: QtBot
) -> None:
    harness.pane.set_tags(["migration"])
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.edit("a", tags=True)
    field = harness.pane.editor.tags.field
    qtbot.keyClicks(field, "migration")
    popup = field.completer().popup()
    assert popup.isVisible()
    with qtbot.waitSignal(harness.pane.typed):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert field.text() == ""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    asked.ignore()
    QApplication.sendEvent(field, asked)
    assert not asked.isAccepted(), "Ctrl+Z is the window's, for the last change to annotations"
    qtbot.keyClicks(field, "x")
    QApplication.sendEvent(field, asked)
    assert asked.isAccepted(), "it is the line's, for what is typed"


def test_a_tag_with_a_comma_is_picked_typed_and_removed_whole(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.set_tags(["Libya, 2019", "Libya"])
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.edit("a", tags=True)
    field = harness.pane.editor.tags.field
    qtbot.keyClicks(field, "2019")
    with qtbot.waitSignal(harness.pane.typed):
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Down)
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)
    assert harness.typed[-1].tags == ("Libya, 2019",)
    qtbot.waitUntil(lambda: field.text() == "")
    qtbot.keyClicks(field, 'LIBYA, #"Chad, 2020",')
    assert harness.typed[-1].tags == ("Chad, 2020", "LIBYA", "Libya, 2019")
    qtbot.mouseClick(harness.pane.editor.tags.chips.buttons[0], Qt.MouseButton.LeftButton)
    assert harness.typed[-1].tags == ("LIBYA", "Libya, 2019")


def test_colour_and_status_are_emitted_at_once(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", on=QUOTED, colour=Colour.GREEN)])
    harness.pane.edit("a")
    buttons = harness.pane.editor.colours.buttons
    assert buttons[Colour.GREEN].isChecked()
    qtbot.mouseClick(buttons[Colour.PINK], Qt.MouseButton.LeftButton)
    assert harness.typed[-1].colour is Colour.PINK
    assert not buttons[Colour.GREEN].isChecked()
    statuses = harness.pane.editor.statuses
    statuses.setFocus()
    qtbot.keyClick(statuses, Qt.Key.Key_Down)
    assert harness.typed[-1].status is AnnotationStatus.OPEN_QUESTION
    assert harness.typed[-1].motivation is Motivation.HIGHLIGHTING
    assert buttons[Colour.YELLOW].accessibleName() == "Yellow, a plain line"


def test_a_highlight_with_a_text_becomes_a_note(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", on=QUOTED)])
    harness.pane.edit("a")
    assert harness.pane.editor.title.text() == "On “goal”"
    qtbot.keyClicks(harness.pane.editor.field, "why")
    harness.pane.finish()
    assert harness.typed[-1].motivation is Motivation.COMMENTING
    assert harness.typed[-1].anchors == harness.pane.annotations.annotations[0].anchors


def type_entry_name(harness: PaneHarness, qtbot: QtBot, typed: str) -> EntryPicker:
    """Edit a note, and type the name of the entry to link to."""
    harness.pane.show_page(PAGE, [annotation("a", "because")])
    harness.pane.edit("a")
    picker = harness.pane.editor.entry
    qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(picker.field, typed)
    return picker


def test_the_target_of_a_link_is_picked_by_name(harness: PaneHarness, qtbot: QtBot) -> None:
    picker = type_entry_name(harness, qtbot, "Nig")
    assert harness.signals[-1] == ("entries_wanted", "Nig")
    refs = [
        EntryRef(f"country/{key}", EntryKind.COUNTRY, name, name) for key, name in (("NE", "Niger"), ("NG", "Nigeria"))
    ]
    harness.pane.editor.offer_entries(refs)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert (harness.typed[-1].target_entry_id, harness.typed[-1].motivation) == ("country/NE", Motivation.LINKING)
    qtbot.mouseClick(picker.button, Qt.MouseButton.LeftButton)
    assert harness.signals[-1] == ("address_chosen", Address("country/NE"))
    qtbot.mouseClick(picker.remove_button, Qt.MouseButton.LeftButton)
    assert (harness.typed[-1].target_entry_id, harness.typed[-1].motivation) == (None, Motivation.COMMENTING)


def test_enter_pressed_before_the_answer_picks_from_the_answer(harness: PaneHarness, qtbot: QtBot) -> None:
    picker = type_entry_name(harness, qtbot, "Mal")
    picker.offer_entries([EntryRef("country/MW", EntryKind.COUNTRY, "Malawi", "Malawi")])
    qtbot.keyClicks(picker.field, "i")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert not picker.message.isVisible()
    assert harness.typed == []
    picker.offer_entries([EntryRef("country/ML", EntryKind.COUNTRY, "Mali", "Mali")])
    assert harness.typed[-1].target_entry_id == "country/ML"


def test_the_count_is_beside_the_title_in_a_right_to_left_window(harness: PaneHarness) -> None:
    harness.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    harness.pane.put(annotation("a", "note"), None)
    QApplication.sendPostedEvents()
    title, count = harness.pane.title.geometry(), harness.pane.count.geometry()
    assert 0 < title.left() - count.right() < 20


def test_a_name_without_a_matching_entry_shows_a_message(harness: PaneHarness, qtbot: QtBot) -> None:
    picker = type_entry_name(harness, qtbot, "nowhere")
    harness.pane.editor.offer_entries([])
    assert not picker.message.isVisible()
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.message.text() == "No entry has this name. Type other words of its title, or its code."
    assert picker.message.isVisible()
    assert picker.field.hasFocus()
    qtbot.keyClicks(picker.field, "x")
    assert not picker.message.isVisible()


def test_the_title_of_a_link_is_elided_if_it_is_too_long(harness: PaneHarness, qtbot: QtBot) -> None:
    title = "Instrument contributing to stability and peace & to much else that takes a long title to say"
    harness.pane.show_page(PAGE, [annotation("a", "because")])
    harness.pane.edit("a")
    picker = harness.pane.editor.entry
    picker.show_target("project/long", title)
    qtbot.waitUntil(lambda: picker.button.drawn_text != picker.button.text())
    assert picker.button.drawn_text.startswith("→ Instrument")
    assert picker.button.drawn_text.endswith("…")
    assert picker.width() <= harness.pane.editor.width()
    picker.show_target("country/NE", "Niger")
    qtbot.waitUntil(lambda: picker.button.drawn_text == "→ Niger")


def test_addresses_in_a_note_are_links_in_the_editor_and_on_the_card(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "coop:country/NE, see https://example.org/a?b=1.")])
    harness.pane.edit("a")
    for button in harness.pane.editor.addresses.buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    expected = [("address_chosen", Address("country/NE")), ("web_address_chosen", "https://example.org/a?b=1")]
    assert [each for each in harness.signals if "address" in each[0]] == expected
    harness.signals.clear()
    card = harness.pane.cards.visualRect(harness.pane.annotations.index(0))
    qtbot.mouseClick(harness.pane.cards.viewport(), Qt.MouseButton.LeftButton, pos=card.topLeft() + QPoint(30, 26))
    assert harness.signals == [("address_chosen", Address("country/NE"))]


def test_arrow_keys_select_cards_enter_edits_and_delete_moves_to_the_bin(harness: PaneHarness, qtbot: QtBot) -> None:
    notes = [annotation(str(n), f"note {n}", minutes=n) for n in range(3)]
    harness.pane.show_page(PAGE, notes)
    cards = harness.pane.cards
    cards.setFocus()
    harness.pane.show_annotation("0")
    assert harness.signals == [], "selecting by the program emits no signal"
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert harness.signals == [("card_chosen", "1")]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        cards.setFocus()
        qtbot.keyClick(cards, key)
        assert harness.text == "note 1"
        assert harness.pane.editor.field.hasFocus()
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert harness.signals[-1] == ("delete_wanted", ("1", "2"))
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert harness.signals[-1] == ("leave_wanted", None)


def test_esc_in_the_editor_returns_to_the_page_and_keeps_the_text(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.write_note()
    qtbot.keyClicks(harness.pane.editor.field, "words")
    qtbot.keyClick(harness.pane.editor.field, Qt.Key.Key_Escape)
    assert harness.signals == [("leave_wanted", None)]
    assert harness.text == "words"


def test_a_click_selects_a_card_and_a_double_click_edits_it(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("0", "first"), annotation("1", "second", minutes=1)])
    cards = harness.pane.cards
    position = cards.visualRect(harness.pane.annotations.index(1)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=position)
    assert harness.signals == [("card_chosen", "1")]
    edited: list[str] = []
    cards.edit_wanted.connect(edited.append)
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        qtbot.mouseDClick(cards.viewport(), button, pos=position)
    assert edited == []
    qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=position)
    assert harness.text == "second"


def test_a_read_only_pane_shows_a_message_and_nothing_can_be_changed(harness: PaneHarness, qtbot: QtBot) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "note")])
    harness.pane.set_read_only("The annotations are open in another program.")
    assert harness.pane.message.text() == "The annotations are open in another program."
    cards = harness.pane.cards
    harness.pane.show_annotation("a")
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert harness.signals == []
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.keyClicks(harness.pane.editor.field, "more")
    harness.other_field.setFocus()
    assert harness.text == "note", "it can be read in full, but not changed"
    assert not harness.pane.editor.tags.isEnabled()
    assert harness.typed == []
    harness.pane.set_read_only("")
    assert harness.pane.editor.tags.isEnabled()
    assert not harness.pane.editor.field.isReadOnly()
    assert not harness.pane.message.isVisible()


def test_a_page_without_annotations_shows_a_hint(harness: PaneHarness) -> None:
    harness.pane.show_page(None)
    assert "Open an entry" in harness.pane.hint.text()
    assert not harness.pane.editor.isVisible()
    harness.pane.show_page(PAGE)
    assert "Select text" in harness.pane.hint.text()
    assert (harness.pane.count.text(), harness.pane.editor.isVisible()) == ("0", True)
    harness.pane.put(annotation("a", "note"), None)
    assert (harness.pane.count.text(), harness.pane.hint.isVisible()) == ("1", False)


def test_a_card_has_an_accessible_text(harness: PaneHarness) -> None:
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
    harness.pane.show_page(PAGE, [other], {"a": 1})
    cards = QAccessible.queryAccessibleInterface(harness.pane.cards)
    assert cards.child(0).text(QAccessible.Text.Name) == "On a related entry: 1, folded"
    harness.pane.show_annotation("a")
    assert cards.child(0).text(QAccessible.Text.Name) == "On a related entry: 1, unfolded"
    signals = cards.child(1).text(QAccessible.Text.Name)
    for text in ("Compare", "On “goal”", "Link to The network", "In Niger", "blue", "disputed", "#verify", "Marie"):
        assert text in signals


def test_the_focus_moves_to_the_heading_only_if_no_card_is_selected(harness: PaneHarness) -> None:
    harness.pane.show_page(PAGE, [annotation("a", "Compare.", entry_id="country/NE")])
    harness.pane.take_focus()
    assert harness.pane.cards.currentIndex().row() == 0
    harness.pane.show_annotation("a")
    harness.other_field.setFocus()
    harness.pane.take_focus()
    assert harness.pane.cards.currentIndex().row() == 1
    assert harness.pane.cards.selected == ("a",)


@pytest.mark.parametrize(
    ("direction", "unfolds", "folds"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left, Qt.Key.Key_Right),
    ],
)
def test_arrow_keys_unfold_in_the_direction_of_reading(
    harness: PaneHarness, qtbot: QtBot, direction: Qt.LayoutDirection, unfolds: Qt.Key, folds: Qt.Key
) -> None:
    harness.window.setLayoutDirection(direction)
    harness.pane.show_page(PAGE, [annotation("a", "Compare.", entry_id="country/NE")])
    cards, annotations = harness.pane.cards, harness.pane.annotations
    cards.setCurrentIndex(annotations.index(0))
    qtbot.keyClick(cards, unfolds)
    assert annotations.rowCount() == 2
    qtbot.keyClick(cards, folds)
    assert annotations.rowCount() == 1


def test_cards_are_as_high_as_their_texts_and_long_texts_are_cut(harness: PaneHarness) -> None:
    short, long = annotation("s", "x"), annotation("l", "many words " * 10_000, minutes=1)
    harness.pane.show_page(PAGE, [short, long])
    cards = harness.pane.cards
    heights = [cards.visualRect(harness.pane.annotations.index(row)).height() for row in range(2)]
    assert heights[0] < heights[1] < harness.window.height() / 2
    harness.pane.put(replace(short, body="x\n" * 5), None)
    QApplication.sendPostedEvents()
    assert cards.visualRect(harness.pane.annotations.index(0)).height() > heights[0]


def test_a_card_with_many_tags_still_shows_its_date(harness: PaneHarness) -> None:
    tags = tuple(f"a tag of number {n:02}" for n in range(40))
    harness.pane.show_page(PAGE, [annotation("none", "note"), annotation("many", "note", tags=tags, minutes=1)])
    none, many = (harness.pane.cards.visualRect(harness.pane.annotations.index(row)).height() for row in range(2))
    assert many - none >= 3 * harness.pane.cards.fontMetrics().height(), (
        "three lines of tags above the line with the date"
    )


def test_a_thousand_cards_are_fetched_in_batches(harness: PaneHarness, qtbot: QtBot) -> None:
    many = [annotation(f"{n:04}", f"note {n} " * 12, QUOTED, tags=("a", "b")) for n in range(1000)]
    harness.pane.show_page(PAGE, many, {each.uuid: n for n, each in enumerate(many)})
    assert harness.pane.annotations.rowCount() < 200, "more than a screen, far from all"
    assert harness.pane.count.text() == "1,000"
    qtbot.waitUntil(lambda: harness.pane.annotations.rowCount() == 1000)
    assert harness.pane.show_annotation("0990")
    assert harness.pane.cards.visualRect(harness.pane.cards.currentIndex()).isValid()
    assert harness.pane.cards.currentIndex().data(Role.VALUE).uuid == "0990"


def test_esc_in_the_line_for_a_link_shows_the_link_that_the_draft_has(harness: PaneHarness) -> None:
    linked = annotation("a1", "A note", motivation=Motivation.LINKING, target_entry_id="country/NE")
    pane = harness.pane
    pane.show_page(PAGE, [linked])
    pane.edit("a1")
    harness.write(" and more")
    pane.editor.emit_draft()
    pane.show_not_saved(linked, "The disk is full.")  # so that the fields stay
    entry = pane.editor.entry
    shown = entry.button.text()
    assert "Niger" in shown
    for text in ("", "Mal"):
        pane.write_link()
        entry.field.insert(text)
        QTest.keyClick(entry.field, Qt.Key.Key_Escape)
        assert pane.editor.draft.target_entry_id == "country/NE"
        assert (entry.button.text(), entry.remove_button.isVisible()) == (shown, True)
    QTest.mouseClick(entry.remove_button, Qt.MouseButton.LeftButton)
    pane.write_link()
    QTest.keyClick(entry.field, Qt.Key.Key_Escape)
    assert pane.editor.draft.target_entry_id is None
    assert (entry.button.text(), entry.remove_button.isVisible()) == ("&Link to an entry…", False)
