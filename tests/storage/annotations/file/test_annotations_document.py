"""docs/annotations-file.md describes what is there."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from coopviewer.domain.annotations.annotation import AnchorStatus, AnnotationStatus, Colour, Decider, Motivation
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.storage.annotations.file.schema import SCHEMA_VERSION, STATEMENTS
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID

DOCUMENT = (Path(__file__).parents[4] / "docs/annotations-file.md").read_text(encoding="utf-8")


def described_columns() -> dict[str, list[str]]:
    sections = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", DOCUMENT, re.S | re.M)
    return {name: re.findall(r"^\| `(\w+)` \|", text, re.M) for name, text in sections}


def never_null() -> dict[str, list[str]]:
    sections = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", DOCUMENT, re.S | re.M)
    return {name: re.findall(r"^\| `(\w+)` \|.*\| never \|$", text, re.M) for name, text in sections}


def test_every_table_and_column_is_described_in_its_order() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in STATEMENTS:
            connection.execute(statement)
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = {name: list(connection.execute(f"PRAGMA table_info({name})")) for (name,) in connection.execute(query)}
    assert described_columns() == {name: [row[1] for row in rows] for name, rows in tables.items()}
    assert never_null() == {name: [row[1] for row in rows if row[3] or row[5]] for name, rows in tables.items()}


def test_the_marks_of_the_file_are_described() -> None:
    assert f"| `PRAGMA application_id` | {ANNOTATIONS_ID} " in DOCUMENT
    assert f"| `PRAGMA user_version` | {SCHEMA_VERSION}, " in DOCUMENT


def test_every_word_that_a_column_may_hold_is_described_and_allowed() -> None:
    tables = " ".join(STATEMENTS)
    for words in (Motivation, Colour, AnnotationStatus, AnchorStatus, Decider):
        for word in words:
            assert f"`{word}`" in DOCUMENT
            assert f"'{word}'" in tables
    assert all(f"`{reason}`" in DOCUMENT for reason in BackupReason)


def test_a_new_file_holds_what_is_described(tmp_path: Path) -> None:
    with closing(AnnotationStore.open(tmp_path / "annotations.db")) as store:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        found = {name for (name,) in store.file.connection.execute(query)}
    assert found == {*described_columns(), "_sqlite_migrations"}
