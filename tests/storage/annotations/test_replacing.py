"""A backup takes the place of a file that cannot be opened, which is kept."""

from pathlib import Path

import pytest

from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.replacing import replace_by_backup
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock
from tests.faults import raises_fault

BROKEN = b"not a database" * 500


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    store = AnnotationStore.open(tmp_path / "notes.db")
    store.rename_owner("Ada")
    made = back_up(store)
    store.close()
    (tmp_path / "notes.db").write_bytes(BROKEN)
    return made


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_file())


def owner(path: Path) -> str:
    store = AnnotationStore.open(path)
    name = store.person.name
    store.close()
    return name


def test_each_damaged_file_is_kept_under_a_name_of_its_own_with_its_log(tmp_path: Path, backup: Path) -> None:
    path = tmp_path / "notes.db"
    (tmp_path / "notes.db-wal").write_bytes(b"log")
    assert replace_by_backup(path, backup) == tmp_path / "notes.damaged.db"
    assert (tmp_path / "notes.damaged.db").read_bytes() == BROKEN
    assert (tmp_path / "notes.damaged.db-wal").read_bytes() == b"log"
    assert owner(path) == "Ada"
    path.write_bytes(b"again")
    assert replace_by_backup(path, backup) == tmp_path / "notes.damaged-2.db"
    assert owner(path) == "Ada"
    assert names(tmp_path) == ["notes.damaged-2.db", "notes.damaged.db", "notes.damaged.db-wal", "notes.db"]


def test_a_missing_file_is_restored_without_a_copy(tmp_path: Path, backup: Path) -> None:
    (tmp_path / "notes.db").unlink()
    assert replace_by_backup(tmp_path / "notes.db", backup) is None
    assert owner(tmp_path / "notes.db") == "Ada"


def test_a_backup_that_cannot_be_read_changes_nothing(tmp_path: Path, backup: Path) -> None:
    backup.write_bytes(b"broken too")
    with raises_fault(backup.name):
        replace_by_backup(tmp_path / "notes.db", backup)
    assert (tmp_path / "notes.db").read_bytes() == BROKEN
    assert names(tmp_path) == ["notes.db"]


def test_a_file_that_another_window_holds_is_left_alone(tmp_path: Path, backup: Path) -> None:
    with AnnotationLock(tmp_path / "notes.db"), raises_fault("is held by"):
        replace_by_backup(tmp_path / "notes.db", backup)
    assert (tmp_path / "notes.db").read_bytes() == BROKEN
