"""The field of notes keeps every sign, and is not held up by a word without an end."""

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
    made = NoteText()
    qtbot.addWidget(made)
    made.resize(260, 80)
    made.show()
    return made


@pytest.mark.parametrize("text", ["10\u00a0000\u202f€", "a\nb\n", "مرحبا 🏳️‍🌈 e\u0301", "\t tab"])
def test_what_is_shown_is_given_back_sign_by_sign(field: NoteText, text: str) -> None:
    field.show_text(text)
    assert field.text() == text


def test_a_word_of_100000_letters_is_broken_anywhere_and_holds_nothing_up(field: NoteText) -> None:
    source = QMimeData()
    source.setText("a" * 100_000)
    begun = time.thread_time()
    field.insertFromMimeData(source)
    QApplication.sendPostedEvents()
    assert time.thread_time() - begun < 1.5, "broken between words it takes three seconds and more"
    assert field.wordWrapMode() is MODES.WrapAnywhere
    assert len(field.text()) == 100_000
    field.show_text("short words again")
    assert field.wordWrapMode() is MODES.WrapAtWordBoundaryOrAnywhere
