"""Whether a file is an annotations file that this version can read: with a sentence for each way in which it is not."""

import sqlite3
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotation_schema import APPLICATION_ID, SCHEMA_VERSION, STATEMENTS
from coopviewer.storage.schema import APPLICATION_ID as REFERENCE_ID

_HEADER_SIZE = 100  # of every SQLite database; https://sqlite.org/fileformat2.html, section 1.3
_MAGIC = b"SQLite format 3\x00"
_CHOOSE = "Choose an annotations file, or a name for a new one."
_RESTORE = "Restore a backup, or choose another annotations file."
_MIGRATIONS_TABLE = "_sqlite_migrations"


def check_header(path: Path, newest: int = SCHEMA_VERSION) -> None:
    """Look at the beginning of a file, changing nothing; raises EnvironmentFault where it is not one of ours."""
    header = _read_header(path)
    if not header:
        raise EnvironmentFault(f"{path} is empty. Delete it, or choose another annotations file.")
    if not header.startswith(_MAGIC):
        raise EnvironmentFault(f"{path} is not an annotations file. {_CHOOSE}")
    if len(header) < _HEADER_SIZE:
        raise _cut_off(path)
    application = int.from_bytes(header[68:72], "big")
    if application == REFERENCE_ID:
        raise EnvironmentFault(f"{path} is a reference, not an annotations file. {_CHOOSE}")
    if application != APPLICATION_ID:
        raise EnvironmentFault(f"{path} is a database of another application. {_CHOOSE}")
    check_version(path, int.from_bytes(header[60:64], "big"), newest)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    # what a write-ahead log holds may be missing from the file itself
    if not _has_log(path) and path.stat().st_size < page_size * int.from_bytes(header[28:32], "big"):
        raise _cut_off(path)


def check_version(path: Path, version: int, newest: int = SCHEMA_VERSION) -> None:
    """Refuse a schema that this version does not know."""
    if version > newest:
        raise EnvironmentFault(
            f"{path} was made by a newer coopviewer (schema {version}; this one knows schema {newest}). "
            "Install a newer coopviewer to open it."
        )
    if version < 1:
        raise EnvironmentFault(f"{path} has schema {version}, which coopviewer never wrote. {_RESTORE}")


def check_tables(path: Path, connection: sqlite3.Connection) -> None:
    """Compare tables and columns with those of the newest schema; triggers and views are none of ours."""
    query = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1"
    foreign = connection.execute(query).fetchone()
    if foreign is not None:
        raise EnvironmentFault(f"{path} holds the {foreign[0]} {foreign[1]}, which coopviewer never makes. {_CHOOSE}")
    found = _columns(connection)
    for table, columns in _expected().items():
        if table not in found:
            raise EnvironmentFault(f"{path} lacks the table {table}: it is not whole. {_RESTORE}")
        if found[table] != columns:
            raise EnvironmentFault(f"{path} was not made by coopviewer: its table {table} is another one. {_CHOOSE}")


def _read_header(path: Path) -> bytes:
    if path.is_dir():
        raise EnvironmentFault(f"{path} is a folder. {_CHOOSE}")
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise EnvironmentFault(f"There is no file {path}. Check the name. {_CHOOSE}") from None
    except PermissionError:
        raise EnvironmentFault(
            f"{path} may not be read by you. Ask its owner, or choose another annotations file."
        ) from None
    except (OSError, ValueError) as error:
        raise EnvironmentFault(f"{path} could not be read ({error}). Choose another annotations file.") from error


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _cut_off(path: Path) -> EnvironmentFault:
    return EnvironmentFault(f"{path} is cut off: its end is missing. {_RESTORE}")


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
