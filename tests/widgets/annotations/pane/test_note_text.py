"""The field for notes keeps every character, and is not blocked by a very long word."""

import time

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopviewer.widgets.annotations.pane.note_text import NoteText

MODES = QTextOption.WrapMode


@pytest.fixture
def field(qtbot: QtBot) -> NoteText:
    field = NoteText()
    qtbot.addWidget(field)
    field.resize(260, 80)
    field.show()
    return field


@pytest.mark.parametrize("text", ["10\u00a0000\u202f€", "a\nb\n", "مرحبا 🏳️‍🌈 e\u0301", "\t tab"])
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
