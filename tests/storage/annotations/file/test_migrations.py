"""A file of any schema that ever was opens for ever, with nothing lost, and is backed up before it is changed."""

import json
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.lists import AnnotationFilter, Steps
from coopviewer.storage.annotations.backups import list_backups
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.creation import Schema, annotations, schema_1, schema_2, schema_3, schema_4
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.file.schema import STATEMENTS
from coopviewer.storage.annotations.store import AnnotationStore
from tests.faults import raises_fault

# Made by the first version that kept annotations, and never to be changed: people have such files. The JSON file says
# what it holds, annotation by annotation. Those of schema 2 and 3 were made of it by the versions that had them.
SCHEMA_1 = Path(__file__).with_name("annotations-schema-1.db")
HELD = json.loads(SCHEMA_1.with_suffix(".json").read_text(encoding="utf-8"))


def later_schema() -> Schema:
    """Make up what may come: a column, and a table filled from the others."""
    later = Migrations(annotations.name)
    later()(schema_1)
    later()(schema_2)
    later()(schema_3)
    later()(schema_4)

    @later()
    def schema_5(database: Database) -> None:
        database.execute("ALTER TABLE annotation ADD COLUMN importance INTEGER CHECK (importance BETWEEN 1 AND 3)")
        database.execute("CREATE TABLE entry_note (entry_id TEXT PRIMARY KEY, notes INTEGER NOT NULL) STRICT")
        database.execute("INSERT INTO entry_note SELECT entry_id, count(*) FROM annotation GROUP BY entry_id")
        database.execute("PRAGMA user_version = 5")

    return Schema(5, later)


def failing_schema() -> Schema:
    failing = Migrations(annotations.name)
    failing()(schema_1)
    failing()(schema_2)
    failing()(schema_3)
    failing()(schema_4)

    @failing()
    def schema_5(database: Database) -> None:
        database.execute("DROP TABLE revision")
        database.execute("PRAGMA user_version = 5")
        database.execute("INSERT INTO nowhere VALUES (1)")

    return Schema(5, failing)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return Path(shutil.copy(SCHEMA_1, tmp_path / "annotations.db"))


def held_by(store: AnnotationStore) -> list[object]:
    found = store.get([each["uuid"] for each in HELD["annotations"]])
    listed: list[dict[str, object]] = json.loads(json.dumps([asdict(each) for each in found], default=str))
    for each in listed:  # of schema 4
        assert (each.pop("changed_by"), each.pop("only_mine")) == (None, False)
    return list(listed)


def dump(connection: sqlite3.Connection) -> Iterator[str]:
    return connection.iterdump()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_schema_1_opens_with_nothing_lost(kept: Path, read_only: bool) -> None:
    with closing(AnnotationStore.open(kept, read_only=read_only)) as store:
        assert held_by(store) == HELD["annotations"]
        assert asdict(store.person) == HELD["person"]
        assert store.steps() == Steps(HELD["undo"], HELD["redo"])
        total = sum(
            store.lists.find(AnnotationFilter(dataset=HELD["dataset"], in_bin=each)).total for each in (False, True)
        )
        assert total == len([each for each in HELD["annotations"] if each["dataset"] == HELD["dataset"]])


def tables_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of all tables, without what schema 4 added."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}
    for row in rows["annotation"]:
        assert (row.pop("changed_by", None), row.pop("only_mine", 0)) == (None, 0)
    added = {"version", "version_parent", "unversioned", "decision", "withdrawn", "team", "team_segment"}
    added.add("published")
    assert all(rows.get(name, []) == [] for name in added)
    return {name: found for name, found in rows.items() if name not in {*added, "_sqlite_migrations"}}


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_of_a_later_schema_keeps_every_row(tmp_path: Path, version: int) -> None:
    kept = Path(shutil.copy(SCHEMA_1.with_name(f"annotations-schema-{version}.db"), tmp_path / "annotations.db"))
    before = tables_of(kept)
    with closing(AnnotationStore.open(kept)) as store:
        assert held_by(store) == HELD["annotations"]
        assert store.steps() == Steps(HELD["undo"], HELD["redo"])
    assert tables_of(kept) == before
    with closing(sqlite3.connect(kept)) as after:
        definitions = {sql for (sql,) in after.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    assert set(STATEMENTS) <= definitions
    assert [each.reason for each in list_backups(kept)] == [BackupReason.MIGRATION]


def test_what_was_done_in_a_file_of_schema_1_can_be_undone_and_redone(kept: Path) -> None:
    with closing(AnnotationStore.open(kept)) as store:
        labels = []
        while change := store.undo():
            labels.append(change.label)
        assert labels == HELD["done"]
        assert held_by(store) == []
        for _ in labels:
            store.redo()
        assert held_by(store) == HELD["annotations"]


def test_an_older_file_is_backed_up_and_migrated(kept: Path) -> None:
    before = kept.read_bytes()
    with closing(open_annotation_file(kept, schema=later_schema())) as opened, opened.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (5,)
        notes = connection.execute("SELECT sum(notes) FROM entry_note").fetchone()
        assert notes == (len(HELD["annotations"]),)
        assert connection.execute("SELECT count(importance) FROM annotation").fetchone() == (0,)
    (backup,) = list_backups(kept)
    assert (backup.reason, backup.count) == (
        BackupReason.MIGRATION,
        len([e for e in HELD["annotations"] if not e["deleted_at"]]),
    )
    with closing(sqlite3.connect(backup.path)) as copy, closing(sqlite3.connect(SCHEMA_1)) as first:
        assert list(dump(copy)) == list(dump(first))
    assert SCHEMA_1.read_bytes() == before
    with closing(open_annotation_file(kept, schema=later_schema())):
        assert len(list_backups(kept)) == 1


def test_a_file_of_a_later_version_is_refused(kept: Path) -> None:
    open_annotation_file(kept, schema=later_schema()).close()
    with raises_fault(r"was made by a newer coopviewer \(schema 5; this one knows schema 4\)"):
        AnnotationStore.open(kept)


def _version_and_dump(path: Path) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0], list(dump(connection))


def test_a_migration_that_fails_changes_nothing(kept: Path) -> None:
    before = _version_and_dump(kept)
    with raises_fault("nowhere"):
        open_annotation_file(kept, schema=failing_schema())
    assert _version_and_dump(kept) == before  # not even by the migrations before the one that fails
    with closing(AnnotationStore.open(kept)) as store:
        assert held_by(store) == HELD["annotations"]
        assert store.undo() is not None
    assert [each.reason for each in list_backups(kept)] == [BackupReason.MIGRATION] * 2  # of each attempt


def test_an_older_file_is_read_without_being_changed(
    kept: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.read_bytes()
    kept.chmod(0o644)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    opened = open_annotation_file(kept, read_only=True, schema=later_schema())
    with closing(opened), opened.reading() as connection:
        assert connection.execute("SELECT count(*) FROM entry_note").fetchone() != (0,)
        (copy,) = Path(tempfile.gettempdir()).glob(f"*/{kept.name}")
        assert os.name != "posix" or stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert list(Path(tempfile.gettempdir()).iterdir()) == []
    assert kept.read_bytes() == before
    assert [each.name for each in kept.parent.iterdir() if not each.name.endswith(("-wal", "-shm"))] == [kept.name]


def test_a_new_file_is_made_by_all_migrations(tmp_path: Path) -> None:
    with closing(open_annotation_file(tmp_path / "new.db", schema=later_schema())) as opened:
        assert isinstance(opened, AnnotationFile)
        query = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
        found = [name for (name,) in opened.connection.execute(query, (annotations.name,))]
    assert found == ["schema_1", "schema_2", "schema_3", "schema_4", "schema_5"]
    assert not (tmp_path / "backups").exists()
