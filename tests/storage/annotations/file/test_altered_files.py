"""Files that another program changed: what is readable is shown, the rest is reported, and nothing is written."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.annotations.lists import AnnotationFilter, PageFacts
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.faults import WriteProtected, damage_faults, telling_of
from coopviewer.storage.annotations.file.schema import STATEMENTS
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock, holder_of, lock_file_of
from tests.faults import raises_fault, words_of
from tests.storage.annotations.annotation_samples import DATASET, SAMPLES

INDEXES = [each.split()[2 if each.startswith("CREATE INDEX") else 3] for each in STATEMENTS if " INDEX " in each]


def test_sqlite_stores_definitions_as_they_are_written(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite_%'"
        assert {sql for (sql,) in connection.execute(query)} == set(STATEMENTS)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    store = AnnotationStore.open(tmp_path / "annotations.db")
    store.perform("Import", SAMPLES)
    store.close()
    return store.path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def redefine(path: Path, table: str, before: str, after: str) -> None:
    """Change the text of a definition in place, as no statement of SQL does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        done = connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (before, after, table)
        )
        assert done.rowcount == 1
        connection.commit()


def bodies(path: Path, *, read_only: bool = False) -> dict[str, str]:
    store = AnnotationStore.open(path, read_only=read_only)
    try:
        found = store.lists.find(AnnotationFilter(dataset=DATASET), limit=-1)
        store.lists.on_page(DATASET, PageFacts(("project/afic",), frozenset({"project/afic/goals"})))
        store.lists.tags(DATASET)
        store.lists.authors(DATASET)
        return {each.uuid: each.body for each in found.annotations}
    finally:
        store.close()


def told(path: Path) -> list[str]:
    store = AnnotationStore.open(path, read_only=True)
    try:
        for _ in range(2):  # each row is reported once
            store.lists.find(AnnotationFilter(dataset=DATASET), limit=-1)
        return [words_of(fault) for fault in damage_faults(store.path, store.file.take_damage())]
    finally:
        store.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_bytes_that_are_no_text_hide_nothing(filled: Path, read_only: bool) -> None:
    before = bodies(filled)
    change(filled, "UPDATE annotation SET body = cast(x'41ff80fe42' AS TEXT) WHERE uuid = 's1'")
    after = bodies(filled, read_only=read_only)
    assert after == before | {"s1": "A\ufffd\ufffd\ufffdB"}
    (words,) = told(filled)
    assert "Characters that cannot be read are shown as \ufffd" in words
    assert SAMPLES[0].entry_id in words


def test_a_replacement_character_that_the_user_wrote_is_no_damage(filled: Path) -> None:
    change(filled, "UPDATE annotation SET body = 'A\ufffdB' WHERE uuid = 's1'")
    assert told(filled) == []


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE annotation SET created = '9999-99-99T99:99:99.999Z' WHERE uuid = 's1'",
        "UPDATE annotation SET colour = 'mauve' WHERE uuid = 's1'",
        "UPDATE annotation SET motivation = 'gossiping', target_entry_id = NULL WHERE uuid = 's1'",
        "UPDATE annotation SET motivation = cast(x'ff' AS TEXT), target_entry_id = NULL WHERE uuid = 's1'",
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_reported(filled: Path, broken: str) -> None:
    before = bodies(filled)
    change(filled, "PRAGMA ignore_check_constraints = ON", broken)
    assert bodies(filled) == {uuid: body for uuid, body in before.items() if uuid != "s1"}
    (words,) = told(filled)
    assert "The other annotations are shown." in words
    assert SAMPLES[0].entry_id in words


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE annotation SET creator = 'nobody' WHERE uuid = 's1'",
        "DELETE FROM person",
        "DELETE FROM tag",
        "UPDATE tag SET name = cast(x'ff' || uuid AS TEXT)",
        "UPDATE person SET name = cast(x'ff80' AS TEXT)",
        "UPDATE anchor SET prefix = cast(x'c3' AS TEXT)",
    ],
)
def test_what_surrounds_an_annotation_may_be_missing(filled: Path, broken: str) -> None:
    before = bodies(filled)
    change(filled, "PRAGMA foreign_keys = OFF", broken)
    assert bodies(filled) == before


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("name", INDEXES)
def test_a_lost_index_is_remade(filled: Path, name: str, read_only: bool) -> None:
    before = bodies(filled)
    change(filled, f"DROP INDEX {name}")
    assert bodies(filled, read_only=read_only) == before
    with closing(sqlite3.connect(filled)) as connection:
        there = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    assert there == (0 if read_only else 1)


def test_an_index_with_our_name_and_another_definition_is_remade(filled: Path) -> None:
    before = bodies(filled)
    change(filled, "DROP INDEX annotation_of_entry", "CREATE INDEX annotation_of_entry ON annotation (body)")
    assert bodies(filled) == before


ALTERED = [
    ("annotation", "body TEXT NOT NULL", "body TEXT NOT NULL COLLATE elsewhere"),
    ("annotation", "body TEXT NOT NULL", "body TEXT NOT NULL CHECK (length(hex(zeroblob(100000000))) > 1)"),
    ("tag", "CHECK (name <> '')", "CHECK (name <> '' AND length(name) < 3)"),
    ("anchor", "score REAL NOT NULL", "score REAL"),
]


@pytest.mark.parametrize(("table", "before", "after"), ALTERED)
def test_a_table_with_other_rules_is_read_and_never_written(filled: Path, table: str, before: str, after: str) -> None:
    kept = bodies(filled)
    redefine(filled, table, before, after)
    with raises_fault(f"was changed by another program: {table} is not as coopviewer makes it") as fault:
        AnnotationStore.open(filled)
    assert "can only be read" in fault.words
    assert bodies(filled, read_only=True) == kept


def test_an_index_of_another_program_takes_no_part_in_writing(filled: Path) -> None:
    kept = bodies(filled)
    change(filled, "CREATE INDEX theirs ON annotation (body)")
    with pytest.raises(WriteProtected):
        AnnotationStore.open(filled)
    assert bodies(filled, read_only=True) == kept


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE tag", "CREATE VIRTUAL TABLE tag USING fts5(uuid, name)"),
        ("DROP TABLE anchor", "CREATE VIRTUAL TABLE anchor USING fts5(number)"),
        ("ALTER TABLE annotation ADD COLUMN more TEXT AS (body || body) VIRTUAL",),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_another_kind_of_table_under_our_name_is_refused(
    filled: Path, statements: tuple[str, ...], read_only: bool
) -> None:
    change(filled, "PRAGMA foreign_keys = OFF", *statements)
    with raises_fault("its table (tag|anchor|annotation) is another one"):
        AnnotationStore.open(filled, read_only=read_only)


@pytest.mark.parametrize("process", ["99999999999999999999", "9" * 5000, "2147483648", "4294967296", "-1", "0"])
def test_a_lock_with_an_impossible_process_number_is_no_traceback(filled: Path, process: str) -> None:
    with AnnotationLock(filled):
        lines = lock_file_of(filled).read_text().split("\n")
    lock_file_of(filled).write_text("\n".join([process, *lines[1:]]))
    assert holder_of(filled) is None
    with suppress(EnvironmentFault):  # where it cannot be told who has locked the file
        AnnotationLock(filled).release()


CODES = range(1, 27)  # the primary result codes of errors: https://sqlite.org/rescode.html


@pytest.mark.parametrize("kind", [sqlite3.OperationalError, sqlite3.DatabaseError, sqlite3.IntegrityError])
def test_every_error_of_sqlite_has_a_sentence(tmp_path: Path, kind: type[sqlite3.Error]) -> None:
    for code in CODES:
        if code != sqlite3.SQLITE_INTERRUPT:  # of a query that was cancelled
            error = kind("made for this test")
            error.sqlite_errorcode = code
            with raises_fault(tmp_path.name), telling_of(tmp_path, writing=True):
                raise error


@pytest.mark.parametrize(
    "text", ["", "{", "null", "5", "[]", "{}", '{"uuid": []}', "9" * 5000, "[" * 100_000], ids=lambda text: text[:8]
)
@pytest.mark.parametrize("column", ["before", "after"])
def test_a_damaged_journal_is_reported_and_undoes_nothing(filled: Path, column: str, text: str) -> None:
    store = AnnotationStore.open(filled)
    store.perform("Change", [replace(SAMPLES[0], body="changed", revision=2)])
    store.close()
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute(f"UPDATE revision SET {column} = ? WHERE {column} IS NOT NULL", (text,))
    before = bodies(filled)
    store = AnnotationStore.open(filled)
    try:
        with raises_fault("holds a value that this version of coopviewer does not know"):
            store.undo()
    finally:
        store.close()
    assert bodies(filled) == before
