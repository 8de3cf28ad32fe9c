"""An open annotations file: what is read together is of one state, and what is only read stays as it lies there."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.store import AnnotationStore
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import DATASET, SAMPLES, note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(path)
    opened.perform("Import", SAMPLES)
    yield opened
    opened.close()


def left_by_a_crash(store: AnnotationStore, target: Path) -> Path:
    """Copy the open file as a crash of this moment leaves it: what was written last is in its log alone."""
    target.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{store.path}{suffix}", f"{target}{suffix}")
    return target


def test_what_is_read_together_is_of_one_state_whoever_writes_meanwhile(store: AnnotationStore, path: Path) -> None:
    with closing(AnnotationStore.open(path, read_only=True)) as reader:
        with reader.file.reading():
            before = reader.lists.counts(DATASET)  # reads within what is being read
            store.perform("Note", [note("new")])
            assert reader.lists.counts(DATASET) == before
            assert reader.get(["new"]) == ()
        assert reader.lists.counts(DATASET) == store.lists.counts(DATASET) != before


def test_nothing_holds_the_state_of_the_file_once_it_was_read(store: AnnotationStore) -> None:
    with store.file.reading() as connection, store.file.reading() as again:
        assert connection is again
        assert connection.in_transaction
    assert not connection.in_transaction


def test_a_write_goes_through_the_connection_that_is_open(store: AnnotationStore) -> None:
    connection = store.file.connection
    for number in range(3):
        store.perform("Note", [note(f"n{number}")])
    assert store.file.connection is connection


def test_a_log_that_is_only_read_stays_as_the_crash_left_it(store: AnnotationStore, tmp_path: Path) -> None:
    crashed = left_by_a_crash(store, tmp_path / "crashed" / "annotations.db")
    log = crashed.with_name("annotations.db-wal")
    before = (crashed.read_bytes(), log.read_bytes())
    opened = open_annotation_file(crashed, read_only=True)
    with opened.reading() as connection:
        assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (len(SAMPLES),)
    opened.close()
    assert (crashed.read_bytes(), log.read_bytes()) == before


def test_a_file_that_a_broken_off_checkpoint_left_is_whole_with_its_log(store: AnnotationStore, tmp_path: Path) -> None:
    store.perform("Many", [note(f"n{number}", "x" * 3000) for number in range(20)])
    crashed = left_by_a_crash(store, tmp_path / "crashed" / "annotations.db")
    uuids = store.lists.counts(DATASET)
    store.close()
    content = store.path.read_bytes()
    crashed.write_bytes(content[: len(content) // 2])  # the log had gone half way into the file
    with closing(AnnotationStore.open(crashed)) as opened:
        assert opened.lists.counts(DATASET) == uuids
        assert len(opened.get([f"n{number}" for number in range(20)])) == 20


def test_damage_in_the_words_of_the_schema_is_reported_as_damage(path: Path) -> None:
    """SQLite quotes them in its message, which then is no UTF-8."""
    AnnotationStore.open(path).close()
    content = bytearray(path.read_bytes())
    for at in range(content.index(b"CREATE TABLE"), len(content)):
        if content[at : at + 8] == b"NOT NULL":
            content[at] = 0xE1
    path.write_bytes(content)
    with raises_fault("malformed database schema"):
        AnnotationStore.open(path)
