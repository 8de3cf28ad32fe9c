"""The field for notes keeps every character, shows a long text in parts, and is not blocked by a very long word."""

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer.domain.text.cutting import LONGEST_TEXT
from coopviewer.widgets.annotations.pane.note_text import NoteText

MODES = QTextOption.WrapMode


@pytest.fixture
def field(qtbot: QtBot) -> NoteText:
    field = NoteText()
    qtbot.addWidget(field)
    field.resize(260, 80)
    field.show()
    return field


@pytest.mark.parametrize("text", ["10\u00a0000\u202f€", "a\nb\n", "a\r\nb", "a\u2028b", "مرحبا 🏳️‍🌈 e\u0301", "\t tab"])
def test_a_shown_text_is_returned_unchanged(field: NoteText, text: str) -> None:
    field.show_text(text)
    assert field.text() == text


def test_a_word_of_100000_letters_is_wrapped_anywhere_and_does_not_block(field: NoteText) -> None:
    source = QMimeData()
    source.setText("a" * 100_000)
    start = time.thread_time()
    field.insertFromMimeData(source)
    QApplication.sendPostedEvents()
    assert time.thread_time() - start < 1.5, "wrapped between words it takes three seconds and more"
    assert field.wordWrapMode() is MODES.WrapAnywhere
    assert len(field.text()) == 100_000
    field.show_text("short words again")
    assert field.wordWrapMode() is MODES.WrapAtWordBoundaryOrAnywhere


LINES = "".join(f"line {number} e\u0301 🏳️‍🌈\n" for number in range(20_000))
PLAIN = "".join(f"line {number}\n" for number in range(20_000))
_KEY = Qt.Key


def keys(field: NoteText, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in pressed:
        QTest.keyClick(field, key, modifier)


@pytest.mark.parametrize("text", [LINES, "x" * 300_000, "\u0301" * 100_000, LINES.replace("\n", "\r\n"), "\n" * 90_000])
def test_all_parts_of_a_long_text_are_the_text_and_showing_them_is_no_edit(field: NoteText, text: str) -> None:
    field.show_text(text)
    edits: list[None] = []
    field.edited.connect(lambda: edits.append(None))
    parts = [field.shown_text]
    while field.bar.next.isEnabled():
        field.show_next()
        parts.append(field.shown_text)
        assert len(parts[-1]) <= LONGEST_TEXT + 100
    assert "".join(parts) == text == field.text()
    while field.bar.previous.isEnabled():
        field.show_previous()
    assert field.text() == text
    assert not edits


@pytest.mark.parametrize("part", ["first", "middle", "last"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_an_edit_gives_all_of_a_long_text_one_kind_of_line_end(field: NoteText, part: str, end: str) -> None:
    field.show_text(LINES.replace("\n", end))
    if part == "middle":
        field.show_next()
    elif part == "last":
        field.move_to_end()
    field.moveCursor(field.textCursor().MoveOperation.Start)
    shown = field.document().toRawText().replace("\u2029", "\n")
    before = LINES.index(shown) if part == "last" else LINES.index(shown[:100])
    keys(field, _KEY.Key_X)
    assert field.text() == f"{LINES[:before]}x{LINES[before:]}"
    field.move_to_start()
    field.move_to_end()
    assert field.text() == f"{LINES[:before]}x{LINES[before:]}"
    field.undo()
    assert field.text().replace("x", "") == LINES


def test_a_long_paste_is_inserted_at_the_cursor_whatever_the_line_ends(field: NoteText) -> None:
    field.show_text(LINES.replace("\n", "\r\n"))
    cursor = field.textCursor()
    cursor.setPosition(field.document().findBlockByNumber(100).position())
    field.setTextCursor(cursor)
    source = QMimeData()
    source.setText("long\r\n" * 50_000)
    field.insertFromMimeData(source)
    lines = LINES.split("\n")
    assert field.text() == "\n".join([*lines[:100], *["long"] * 50_000, *lines[100:]])


def test_the_cursor_goes_on_into_the_next_part_and_back(field: NoteText) -> None:
    field.show_text(LINES)
    end = len(field.shown_text)
    field.moveCursor(field.textCursor().MoveOperation.End)
    keys(field, _KEY.Key_Right)
    assert field.offset == end
    assert LINES.startswith(field.shown_text, end)
    keys(field, _KEY.Key_Left)
    assert field.offset == end
    assert LINES[:end].endswith(field.shown_text)
    keys(field, _KEY.Key_Left)
    assert field.offset == end - 1


def test_in_a_line_from_right_to_left_the_left_arrow_leads_on(field: NoteText) -> None:
    field.show_text("שלום " * 20_000)
    end = len(field.shown_text)
    field.moveCursor(field.textCursor().MoveOperation.End)
    keys(field, _KEY.Key_Right, _KEY.Key_Left)
    assert (field.offset, len(field.shown_text)) == (end, end)
    keys(field, _KEY.Key_Left)
    assert (field.offset, field.textCursor().position()) == (end, 0)
    keys(field, _KEY.Key_Right)
    assert (field.offset, field.textCursor().position()) == (end, end)


def test_control_and_end_lead_to_the_end_of_the_whole_text(field: NoteText) -> None:
    field.show_text(LINES)
    keys(field, _KEY.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    assert field.offset == len(LINES)
    assert not field.bar.next.isEnabled()
    keys(field, _KEY.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    assert field.offset == 0
    assert not field.bar.previous.isEnabled()


def test_backspace_and_delete_remove_across_the_bounds_of_a_part(field: NoteText) -> None:
    field.show_text(PLAIN)
    field.show_next()
    start = field.offset
    keys(field, _KEY.Key_Backspace)
    assert field.text() == PLAIN[: start - 1] + PLAIN[start:]
    field.moveCursor(field.textCursor().MoveOperation.End)
    end = field.offset
    keys(field, _KEY.Key_Delete)
    assert field.text() == PLAIN[: start - 1] + PLAIN[start : end + 1] + PLAIN[end + 2 :]


@pytest.mark.parametrize("pasted", ["y" * 50_000, "short"])
def test_what_is_pasted_into_a_long_text_replaces_the_selection_alone(field: NoteText, pasted: str) -> None:
    field.show_text(PLAIN)
    field.show_next()
    start = field.offset
    source = QMimeData()
    source.setText(pasted)
    keys(field, _KEY.Key_Right, _KEY.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    field.insertFromMimeData(source)
    assert field.text() == PLAIN[:start] + pasted + PLAIN[start + 2 :]
    assert field.offset == start + len(pasted)
    keys(field, _KEY.Key_Backspace)
    assert field.text() == PLAIN[:start] + pasted[:-1] + PLAIN[start + 2 :]


def test_the_bar_is_shown_for_a_long_text_only_and_says_which_part(field: NoteText) -> None:
    field.show_text("short")
    assert not field.bar.isVisible()
    field.show_text("words " * 10_000)
    assert field.bar.isVisible()
    assert field.bar.label.text() == "Characters 1 to 19,998 of 60,000"
    assert field.viewport().geometry().bottom() < field.bar.geometry().top()
    field.show_text("short again")
    assert not field.bar.isVisible()
    assert field.viewportMargins().bottom() == 0
