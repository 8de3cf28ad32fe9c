"""While the file is open the world goes on: each thing that can happen to it is a sentence, and nothing is lost."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.storage.annotations.backups import save_copy
from coopviewer.storage.annotations.file.faults import damage_faults, telling_of
from coopviewer.storage.annotations.store import AnnotationStore
from tests.faults import raises_fault, words_of
from tests.storage.annotations.annotation_samples import DATASET, note

# where a file that is open cannot be deleted, these things cannot happen
posix = pytest.mark.skipif(os.name != "posix", reason="Windows deletes no open file")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(tmp_path / "annotations.db")
    opened.perform("Note", [note("before")])
    yield opened
    opened.close()


def refuse(store: AnnotationStore, words: str) -> None:
    with raises_fault() as told:
        store.perform("Note", [note("refused")])
    assert words in told.words
    assert told.words.endswith(".")


def uuids(path: Path) -> list[str]:
    with closing(AnnotationStore.open(path, read_only=True)) as store:
        return sorted(store.lists.uuids(AnnotationFilter(dataset=DATASET)))


@posix
def test_a_deleted_file_is_told_and_all_of_it_can_be_saved_elsewhere(store: AnnotationStore, tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{store.path}{suffix}").unlink()
    refuse(store, "was deleted or moved while it was open. This change was not saved. Save your annotations to another")
    assert uuids(save_copy(store, tmp_path / "elsewhere.db")) == ["before"]


@posix
def test_a_moved_file_is_told_and_goes_on_when_it_is_put_back(store: AnnotationStore) -> None:
    moved = store.path.rename(store.path.with_name("moved.db"))
    refuse(store, "was deleted or moved while it was open")
    moved.rename(store.path)
    store.perform("Note", [note("after")])
    store.close()
    assert uuids(store.path) == ["after", "before"]


@posix
def test_a_replaced_file_is_told_and_not_written(store: AnnotationStore, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(AnnotationStore.open(other)) as another:
        another.perform("Note", [note("of another")])
    content = other.read_bytes()
    other.replace(store.path)
    refuse(store, "was replaced by another file while it was open")
    assert store.path.read_bytes() == content


@posix
def test_a_folder_that_was_removed_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with closing(AnnotationStore.open(folder / "annotations.db")) as store:
        shutil.rmtree(folder)
        refuse(store, "was deleted or moved while it was open")


@posix
def test_a_deleted_log_loses_nothing(store: AnnotationStore) -> None:
    log = store.path.with_name("annotations.db-wal")
    for number in range(3):
        log.unlink()
        store.perform("Note", [note(f"after {number}")])
    copied = Path(shutil.copy(store.path, store.path.with_name("as on the disk.db")))
    if log.exists():
        shutil.copy(log, f"{copied}-wal")
    assert uuids(copied) == ["after 0", "after 1", "after 2", "before"]


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let the system refuse to open any further file, as it does to a program that has too many open."""
    import resource  # there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@posix
def test_a_change_is_saved_where_the_log_is_deleted_and_no_other_can_be_begun(store: AnnotationStore) -> None:
    log = store.path.with_name("annotations.db-wal")
    log.unlink()
    with no_more_files():
        store.perform("Note", [note("saved")])
    assert uuids(Path(shutil.copy(store.path, store.path.with_name("as on the disk.db")))) == ["before", "saved"]
    store.perform("Note", [note("after")])
    assert log.exists()
    store.perform("Note", [note("last")])
    assert len(store.get(["before", "saved", "after", "last"])) == 4


@posix
def test_where_the_log_is_deleted_while_somebody_reads_nothing_is_lost(store: AnnotationStore) -> None:
    log = store.path.with_name("annotations.db-wal")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM annotation").fetchone() == (1,)
        log.unlink()
        store.perform("Note", [note("meanwhile")])
        assert len(store.get(["before", "meanwhile"])) == 2
    store.perform("Note", [note("after")])
    copied = Path(shutil.copy(store.path, store.path.with_name("as on the disk.db")))
    if log.exists():
        shutil.copy(log, f"{copied}-wal")
    assert uuids(copied) == ["after", "before", "meanwhile"]


def test_a_file_made_read_only_while_it_is_open_is_told(store: AnnotationStore) -> None:
    store.path.chmod(0o400)
    refuse(store, "is write-protected, or may not be written by you. This change was not saved. Allow writing to it")
    store.path.chmod(0o600)
    store.perform("Note", [note("after")])
    assert len(store.get(["before", "after", "refused"])) == 2


def test_a_file_that_another_program_writes_is_told_and_goes_on_when_it_is_free(store: AnnotationStore) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refuse(store, "is being used by another program. This change was not saved. Close that program, and try again.")
        assert len(store.get(["before", "refused"])) == 1
        other.execute("ROLLBACK")
    store.perform("Note", [note("after")])
    assert len(store.get(["before", "after"])) == 2


def test_a_write_that_fails_half_way_changes_nothing(store: AnnotationStore) -> None:
    with raises_fault("CHECK constraint failed.*This change was not saved"):
        store.perform("Notes", [note("good", tags=("x",)), note("bad", revision=0)])
    assert store.get(["good", "bad"]) == ()
    assert store.lists.tags(DATASET) == ()
    assert store.steps().undo == "Note"
    store.perform("Note", [note("after")])
    assert store.steps().undo == "Note"


def test_damage_is_told_when_it_is_met(store: AnnotationStore) -> None:
    store.perform("Notes", [note(f"n{number}", "body " * 200) for number in range(200)])
    store.close()
    content = bytearray(store.path.read_bytes())
    content[40 * 4096 :] = b"\xff" * (len(content) - 40 * 4096)
    store.path.write_bytes(content)
    with raises_fault("damaged"), closing(AnnotationStore.open(store.path, read_only=True)) as damaged:
        damaged.lists.find(AnnotationFilter(dataset=DATASET, text="body"), limit=-1)


def test_a_row_with_a_word_of_a_later_version_is_left_out_and_reported(store: AnnotationStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE annotation SET colour = 'ultraviolet'")
        connection.commit()
    with closing(AnnotationStore.open(store.path)) as later:
        assert later.get(["before"]) == ()
        (fault,) = damage_faults(later.path, later.file.take_damage())
    assert "on: project/afic. They are damaged, or from a newer coopviewer." in words_of(fault)


def test_what_the_system_says_is_told_in_its_words_without_its_number(tmp_path: Path) -> None:
    for error, words in ((OSError(errno.EIO, "Input/output error"), "(Input/output error)"), (OSError("odd"), "(odd)")):
        with raises_fault() as told, telling_of(tmp_path):
            raise error
        assert words in told.words


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_READONLY_DIRECTORY, sqlite3.SQLITE_FULL])
def test_a_reason_that_sqlite_gives_more_closely_is_told_as_what_it_is_of(tmp_path: Path, code: int) -> None:
    sentences = []
    for found in (code, code & 0xFF):
        error = sqlite3.OperationalError("what SQLite says")
        error.sqlite_errorcode = found
        with raises_fault() as told, telling_of(tmp_path, writing=True):
            raise error
        sentences.append(told.words)
    assert sentences[0] == sentences[1]
    assert "This change was not saved." in sentences[0]


def test_a_defect_of_ours_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), telling_of(tmp_path):
        raise sqlite3.IntegrityError("a broken constraint")
