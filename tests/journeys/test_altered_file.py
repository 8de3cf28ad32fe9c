"""An annotations file that another program changed, in the window: what is readable is shown, the rest reported."""

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from coopviewer.storage.annotations.store import AnnotationStore
from tests.journeys.desk import Desk, Sits


def prepared(sits: Sits, *statements: str) -> Path:
    """Write two notes, close the window, and change the file."""
    desk = sits()
    for words in ("first note", "second note"):
        desk.write(words)
    path = desk.composition.files.annotations
    desk.leave()
    with closing(sqlite3.connect(path)) as connection:
        for statement in ("PRAGMA ignore_check_constraints = ON", *statements):
            connection.execute(statement)
        connection.commit()
    return path


def messages(desk: Desk) -> str:
    return " ".join(box.text() for box in desk.window.findChildren(QMessageBox))


def test_a_damaged_annotation_hides_no_other(sits: Sits) -> None:
    prepared(sits, "UPDATE annotation SET created = '9999-99-99T99:99:99.999Z' WHERE body = 'first note'")
    desk = sits()
    assert desk.cards == ["second note"]
    desk.qtbot.waitUntil(lambda: "cannot be read, on: project/afic" in messages(desk))
    desk.open("country/NE")
    desk.open("project/afic")
    assert messages(desk).count("cannot be read") == 1


def test_a_byte_that_is_no_text_is_shown_as_such(sits: Sits) -> None:
    prepared(sits, "UPDATE annotation SET body = cast(x'66ff' AS TEXT) WHERE body = 'first note'")
    desk = sits()
    assert desk.cards == ["f\ufffd", "second note"]
    desk.qtbot.waitUntil(lambda: "Characters that cannot be read are shown" in messages(desk))


def test_a_table_with_other_rules_is_shown_for_reading(sits: Sits) -> None:
    path = prepared(
        sits,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT NOT NULL CHECK (body <> 1)')",
    )
    before = path.read_bytes()
    desk = sits()
    assert sorted(desk.cards) == ["first note", "second note"]
    file = desk.feature.services.file_session.file
    assert file is not None
    assert file.read_only
    assert "can only be read" in desk.window.statusBar().currentMessage()
    desk.leave()
    assert path.read_bytes() == before


def test_a_lost_index_is_remade_unseen(sits: Sits) -> None:
    path = prepared(sits, "DROP INDEX annotation_of_entry")
    desk = sits()
    assert sorted(desk.cards) == ["first note", "second note"]
    desk.write("a third note")
    assert not messages(desk)
    desk.leave()
    AnnotationStore.open(path).close()
