"""Checks whether a file is an annotations file that this version can read, with a fault for each reason why not."""

import os
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import FileKind, kind_of
from coopviewer.storage.annotations.file.connection import uri_of
from coopviewer.storage.annotations.file.faults import WriteProtected, telling_of
from coopviewer.storage.annotations.file.schema import SCHEMA_VERSION, STATEMENTS
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID, REFERENCE_ID

_HEADER_SIZE = 100  # bytes; https://sqlite.org/fileformat2.html, section 1.3
_MIGRATIONS_TABLE = "_sqlite_migrations"


def check_header(path: Path, newest: int = SCHEMA_VERSION) -> None:
    """Check that a file is an annotations file of a schema version up to ``newest``, without changing it.

    Raises EnvironmentFault if it is not, or is missing, empty or unreadable. Nothing is raised for a file that is cut
    off but has a write-ahead log, in which the rest may be: such a file must be checked once it is open.
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
    """Return whether nothing is at a path, or only a link to nothing.

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
    """Raise EnvironmentFault for a schema version below 1 or above ``newest``; ``path`` is for the message."""
    if version > newest:
        raise EnvironmentFault("annotations.newer-schema", path=path, version=version, known=newest)
    if version < 1:
        raise EnvironmentFault("annotations.unknown-schema", path=path, version=version)


def check_tables(path: Path, connection: sqlite3.Connection) -> tuple[str, ...]:
    """Check that a file has the tables of the newest schema; return the names of indexes to be remade.

    These indexes are missing or altered. Nothing is lost by that, since an index only repeats what is in its table.

    Raises EnvironmentFault if a table is missing or has other columns, or if there are triggers or views, which this
    program never creates. Raises WriteProtected, a subclass, if all can be read, but another program added something
    that would take part in writing, such as a constraint or an index.
    """
    found, expected = _definitions(connection), _expected()
    for kind, name in found:
        if kind in ("trigger", "view"):
            raise EnvironmentFault("annotations.foreign-part", path=path, kind=kind, name=name)
    tables = [name for kind, name in expected if kind == "table"]
    altered = [name for name in tables if found.get(("table", name)) != expected["table", name]]
    columns, own_columns = (_columns(connection), _own_columns()) if altered else ({}, {})
    for table in altered:
        if ("table", table) not in found:
            raise EnvironmentFault("annotations.lacks-table", path=path, table=table)
        if columns.get(table) != own_columns[table] or _is_virtual(found["table", table]):
            raise EnvironmentFault("annotations.other-table", path=path, table=table)
    added = [name for kind, name in found if kind == "index" and (kind, name) not in expected]
    if altered or added:
        raise WriteProtected("annotations.altered", path=path, part=(altered + added)[0])
    return missing_indexes(connection)


def missing_indexes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of those indexes of the newest schema that a file lacks, or has with another definition."""
    found = _definitions(connection)
    own = ((key, sql) for key, sql in _expected().items() if key[0] == "index")
    return tuple(name for (kind, name), sql in own if found.get((kind, name)) != sql)


def remake_indexes(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Make the indexes with these names anew, as the newest schema has them, in the transaction that is open."""
    expected = _expected()
    for name in names:
        connection.execute(f'DROP INDEX IF EXISTS "{name}"')  # the names are those of the schema, never input
        connection.execute(expected["index", name])


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


def _is_virtual(sql: str) -> bool:
    return sql.lstrip().upper().startswith("CREATE VIRTUAL")


_Definitions = dict[tuple[str, str], str]  # the SQL of each object of a database, by its kind and name


@cache
def _expected() -> _Definitions:
    """Return the definitions of the newest schema, which SQLite stores as they are written."""
    found: _Definitions = {}
    for statement in STATEMENTS:
        words = statement.split(maxsplit=4)
        kind, name = (words[2], words[3]) if words[1] == "UNIQUE" else (words[1], words[2])
        found[kind.lower(), name] = statement
    return found


def _own_columns() -> dict[str, list[str]]:
    """Return the columns of each table of the newest schema."""
    own = sqlite3.connect(":memory:")
    try:
        own.executescript(";".join(STATEMENTS))
        return _columns(own)
    finally:
        own.close()


def _definitions(connection: sqlite3.Connection) -> _Definitions:
    query = (
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> ? "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {(kind, name): sql for kind, name, sql in connection.execute(query, (_MIGRATIONS_TABLE,))}


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, table in _definitions(connection):
        if kind == "table":
            info = connection.execute("SELECT name FROM pragma_table_xinfo(?) ORDER BY cid", (table,))
            found[table] = [name for (name,) in info]
    return found
