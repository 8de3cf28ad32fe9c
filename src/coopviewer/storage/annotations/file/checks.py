"""Checks whether a file is an annotations file that this version can read, with a fault for each reason why not."""

import os
import sqlite3
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import FileKind, kind_of
from coopviewer.storage.annotations.file.connection import uri_of
from coopviewer.storage.annotations.file.faults import telling_of
from coopviewer.storage.annotations.file.schema import SCHEMA_VERSION, STATEMENTS
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID, REFERENCE_ID

_HEADER_SIZE = 100  # bytes; https://sqlite.org/fileformat2.html, section 1.3
_MIGRATIONS_TABLE = "_sqlite_migrations"


def check_header(path: Path, newest: int = SCHEMA_VERSION) -> None:
    """Check a file's application id and schema version without changing it.

    Raises EnvironmentFault if it is not an annotations file, or one of a newer version.
    """
    _check_there(path)
    application, version = _marks(path)
    if application is None:  # part of the file may still be in its write-ahead log: checked once it is open
        return
    if application == REFERENCE_ID:
        raise EnvironmentFault("annotations.is-reference", path=path)
    if application != ANNOTATIONS_ID:
        raise EnvironmentFault("annotations.foreign", path=path)
    check_version(path, version, newest)


def is_absent(path: Path) -> bool:
    """Return whether nothing is at a path.

    Raises EnvironmentFault if there is something other than a file, or if that cannot be found out.
    """
    try:
        kind = kind_of(path)
    except OSError as error:
        raise EnvironmentFault("annotations.unreadable", path=path, error=error.strerror or error) from error
    if kind is FileKind.FOLDER:
        raise EnvironmentFault("annotations.is-folder", path=path)
    if kind not in (FileKind.FILE, FileKind.ABSENT):
        raise EnvironmentFault("annotations.is-device", path=path)
    return kind is FileKind.ABSENT


def check_version(path: Path, version: int, newest: int = SCHEMA_VERSION) -> None:
    """Raise EnvironmentFault for a schema version that this program does not know."""
    if version > newest:
        raise EnvironmentFault("annotations.newer-schema", path=path, version=version, known=newest)
    if version < 1:
        raise EnvironmentFault("annotations.unknown-schema", path=path, version=version)


def check_tables(path: Path, connection: sqlite3.Connection) -> None:
    """Compare tables and columns with those of the newest schema; raises EnvironmentFault for differences.

    Triggers and views are refused, since this program creates none.
    """
    query = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1"
    foreign = connection.execute(query).fetchone()
    if foreign is not None:
        raise EnvironmentFault("annotations.foreign-part", path=path, kind=foreign[0], name=foreign[1])
    found = _columns(connection)
    for table, columns in _expected().items():
        if table not in found:
            raise EnvironmentFault("annotations.lacks-table", path=path, table=table)
        if found[table] != columns:
            raise EnvironmentFault("annotations.other-table", path=path, table=table)


def _check_there(path: Path) -> None:
    if is_absent(path):
        raise EnvironmentFault("annotations.missing", path=path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise EnvironmentFault("annotations.unreadable", path=path, error=error.strerror or error) from error
    if not os.access(path, os.R_OK):
        raise EnvironmentFault("annotations.not-readable", path=path)
    if size == 0:
        raise EnvironmentFault("annotations.empty", path=path)
    if size < _HEADER_SIZE:
        raise EnvironmentFault("annotations.not-annotations", path=path)


def _marks(path: Path) -> tuple[int | None, int]:
    """Read application id and schema version; None and 0 if only a write-ahead log could tell.

    Reads through SQLite instead of opening the file: closing a file would drop all locks this process holds on it.
    """
    with telling_of(path):
        connection = sqlite3.connect(f"{uri_of(path, 'ro')}&immutable=1", uri=True)
        try:
            pragmas = ("application_id", "user_version")
            application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
            return application, version
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise EnvironmentFault("annotations.not-annotations", path=path) from error
            if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT and _has_log(path):
                return None, 0
            if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
                raise EnvironmentFault("annotations.cut-off", path=path, error=error) from error
            raise
        finally:
            connection.close()


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _expected() -> dict[str, list[str]]:
    own = sqlite3.connect(":memory:")
    try:
        own.executescript(";".join(STATEMENTS))
        return _columns(own)
    finally:
        own.close()


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = (
        "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c "
        "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' ORDER BY s.name, c.cid"
    )
    for table, column in connection.execute(query):
        if table != _MIGRATIONS_TABLE:
            found.setdefault(table, []).append(column)
    return found
