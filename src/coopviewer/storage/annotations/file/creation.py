"""Creating annotations files and migrating older ones; imported on first use, since sqlite-utils is slow to import."""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from getpass import getuser
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlite_utils import Database, Migrations

from coopviewer.domain.annotations.annotation import new_uuid, utc_now
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.private_folders import make_private_folder
from coopviewer.storage.annotations.file.backup_files import LOGS, flush_folder, write_backup
from coopviewer.storage.annotations.file.connection import WAIT, uri_of
from coopviewer.storage.annotations.file.faults import telling_of
from coopviewer.storage.annotations.file.schema import (
    ANNOTATION,
    INDEXES_OF_ANNOTATION,
    INDEXES_OF_SCHEMA_3,
    SCHEMA_VERSION,
    STATEMENTS_OF_SCHEMA_1,
    TABLES_OF_SCHEMA_4,
    TAG,
    TAG_BY_KEY,
)
from coopviewer.storage.annotations.row_writing import fold_all, stored_key
from coopviewer.storage.annotations.tag_edits import unite_tags
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID

annotations = Migrations("coopviewer.annotations")


@annotations()
def schema_1(database: Database) -> None:
    """Create the tables of schema 1."""
    for statement in STATEMENTS_OF_SCHEMA_1:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {ANNOTATIONS_ID}")
    database.execute("PRAGMA user_version = 1")


@annotations()
def schema_2(database: Database) -> None:
    """Add the column ``tag.key``, unite tags with the same key, and write all folded texts (for searches) anew.

    The table of tags is made anew instead of altered, so that every file has the same definitions; foreign keys are off
    here. Two columns of schema 4 are added to the table of annotations already: the code that writes rows needs them.
    """
    database.execute("CREATE TEMP TABLE tag_of_schema_1 AS SELECT uuid, name FROM tag")
    database.execute("DROP TABLE tag")
    database.execute(TAG)
    database.execute(TAG_BY_KEY)
    tags = database.execute("SELECT uuid, name FROM tag_of_schema_1").fetchall()
    recognised = [(uuid, name, stored_key(name)) for uuid, name in tags]
    database.conn.executemany("INSERT INTO tag (uuid, name, key) VALUES (?, ?, ?)", recognised)
    database.execute("DROP TABLE tag_of_schema_1")
    for column in (
        "changed_by TEXT",
        "only_mine INTEGER NOT NULL DEFAULT 0",
    ):  # of schema 4, which rows are written with
        database.execute(f"ALTER TABLE annotation ADD COLUMN {column}")
    unite_tags(database.conn, utc_now())
    fold_all(database.conn)
    database.execute("PRAGMA user_version = 2")


@annotations()
def schema_3(database: Database) -> None:
    """Add indexes for the queries at a start of the program, which then read only a few annotations; no row changes."""
    for statement in INDEXES_OF_SCHEMA_3:
        database.execute(statement)
    database.execute("PRAGMA user_version = 3")


@annotations()
def schema_4(database: Database) -> None:
    """Add who changed an annotation last and whether it is private, as columns, and the tables of versions.

    The table of annotations is made anew instead of altered, so that every file has the same definitions. The tables of
    versions are empty at first.
    """
    columns = ", ".join(each[1] for each in database.execute("PRAGMA table_info(annotation)").fetchall())
    database.execute("CREATE TEMP TABLE annotation_of_schema_3 AS SELECT * FROM annotation")
    database.execute("DROP TABLE annotation")
    database.execute(ANNOTATION)
    database.execute(f"INSERT INTO annotation ({columns}) SELECT {columns} FROM annotation_of_schema_3")
    database.execute("DROP TABLE annotation_of_schema_3")
    for statement in (*INDEXES_OF_ANNOTATION, *TABLES_OF_SCHEMA_4):
        database.execute(statement)
    database.execute("PRAGMA user_version = 4")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema version, and the migrations that lead to it; each migration sets ``user_version`` at its end."""

    version: int
    migrations: Migrations


CURRENT = Schema(SCHEMA_VERSION, annotations)


def make(path: Path, schema: Schema | None = None) -> None:
    """Create a file of the newest schema without annotations; an existing file is unchanged.

    Its owner has the user's login name, or *author* if there is none. A missing folder is created; no incomplete file
    is left. ``schema`` None: the schema of this version. Raises EnvironmentFault if the file cannot be created, or if
    SQLite's log of a former file of this name is there without that file: it would damage the new one.
    """
    with telling_of(path):
        _check_for_logs(path)
        make_private_folder(path.parent)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)  # has mode 0600, as all temporary files
        try:
            bring_up_to_date(temporary, schema)
            _add_owner(temporary)
            _put_in_place(temporary, path)
            flush_folder(path.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()


def migrate(path: Path, schema: Schema | None = None, at: datetime | None = None) -> Path:
    """Migrate an older file to the newest schema, after a backup; return the path of the backup.

    ``schema`` None: the schema of this version. ``at`` is the time in the backup's name, None: now. Raises
    EnvironmentFault if either fails.
    """
    with telling_of(path):
        connection = sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=WAIT)
        try:
            backup = write_backup(connection, path, BackupReason.MIGRATION, at or utc_now())
        finally:
            connection.close()
    bring_up_to_date(path, schema)
    return backup


def bring_up_to_date(path: Path, schema: Schema | None = None) -> None:
    """Apply all migrations that a file lacks, in one transaction; raises EnvironmentFault if one fails.

    ``schema`` None: the schema of this version.
    """
    newest = schema or CURRENT
    with telling_of(path):
        database = Database(sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=WAIT), execute_plugins=False)
        try:
            with database.atomic():  # or a file of schema 1 could be left with the second of three migrations
                newest.migrations.apply(database)
            (version,) = database.execute("PRAGMA user_version").fetchone()
        finally:
            database.close()
    if version != newest.version:
        raise EnvironmentFault("annotations.not-updated", path=path, version=version, newest=newest.version)


def _check_for_logs(path: Path) -> None:
    for log in (path.with_name(f"{path.name}{suffix}") for suffix in LOGS):
        # checked in this order: a process that creates the file at the same time creates it before its log
        if log.exists() and log.stat().st_size and not path.exists():
            raise EnvironmentFault("annotations.stray-log", path=path, log=log.name)


def _add_owner(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO person (uuid, name, is_owner) VALUES (?, ?, 1)", (new_uuid(), _login_name()))


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a system without user names
        return "author"


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)  # unlike renaming, never replaces a file that another program has just created
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            temporary.replace(path)
