"""Opening a reference from an untrusted origin: every check before the first query, each with its own message."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID, REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES

SQLITE_VERSION = sqlite3.sqlite_version
_ANNOTATIONS_HELD = (
    "{path} holds annotations, and is no reference. Open it with File, Annotation file, or choose a reference."
)
_HEADER_SIZE = 100  # bytes; https://sqlite.org/fileformat2.html, section 1.3
_MAGIC = b"SQLite format 3\x00"
_TABLES = (
    *("edition", "source", "passage", "entry", "country", "predicate", "redirect", "fact", "citation"),
    *("name", "relation", "statement", "timeframe", "amount", "quantity", "document", "extent"),
)


def open_reference(path: Path) -> sqlite3.Connection:
    """Open a reference read-only; nothing is ever written beside it.

    Raises EnvironmentFault, with a message for the user, if the file is not a complete reference of a schema that this
    version reads.
    """
    _check_header(path, _read_header(path))
    _check_journals(path)
    try:
        connection = sqlite3.connect(_read_only_uri(path), uri=True)
    except sqlite3.Error as error:
        raise EnvironmentFault(f"{path} could not be opened ({error}).") from error
    try:
        with reading(path):
            connection.executescript(
                "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;"
            )
            _check_tables(path, connection)
    except EnvironmentFault:
        connection.close()
        raise
    return connection


def quick_check(path: Path) -> None:
    """Check the whole file for damage; slow for large files, so to be run on a background thread.

    Raises EnvironmentFault if damage is found.
    """
    with reading(path):
        connection = open_reference(path)
        try:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        finally:
            connection.close()
    if found != ["ok"]:
        raise EnvironmentFault(
            f"{path} is damaged ({found[0]}). Some pages may be wrong: use a fresh copy of the file."
        )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Convert errors that a damaged or foreign database causes while it is read into EnvironmentFault."""
    try:
        yield
    except sqlite3.Error as error:
        raise EnvironmentFault(f"{path} is damaged ({error}). Use a fresh copy of the file.") from error
    except LookupError as error:
        raise EnvironmentFault(f"{path} is damaged ({error} is not in it). Use a fresh copy of the file.") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise EnvironmentFault(
            f"{path} holds a value that this version of coopviewer does not know ({error}). "
            "Use a newer version, or a fresh copy of the file."
        ) from error


def _read_only_uri(path: Path) -> str:
    # three characters have a meaning in SQLite's URIs (https://sqlite.org/uri.html, section 3.1); immutable: no lock
    # files, and it works in read-only folders
    text = path.resolve().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if text.startswith('/') else '/'}{text}?mode=ro&immutable=1"


def _read_header(path: Path) -> bytes:
    if path.is_dir():
        raise EnvironmentFault(f"{path} is a folder. Choose a coopviewer database, a file such as coop.db.")
    _check_not_in_use(path)
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise EnvironmentFault(f"There is no file {path}. Check the name, or choose another database.") from None
    except PermissionError:
        raise EnvironmentFault(
            f"{path} may not be read by you. Ask its owner, or copy it to a folder of yours."
        ) from None
    except (OSError, ValueError) as error:
        raise EnvironmentFault(f"{path} could not be read ({error}). Choose another database.") from error


def _check_header(path: Path, header: bytes) -> None:
    if not header:
        raise EnvironmentFault(f"{path} is empty. Choose another database, or copy it again from where it came.")
    if not header.startswith(_MAGIC):
        raise EnvironmentFault(f"{path} is not a database. Choose a coopviewer database, a file such as coop.db.")
    if len(header) < _HEADER_SIZE:
        raise _truncated(path)
    _check_application(path, int.from_bytes(header[68:72], "big"))
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise EnvironmentFault(
            f"{path} was made for a newer coopviewer (schema {version}; this one reads schema {SCHEMA_VERSION}). "
            "Install a newer coopviewer to open it."
        )
    if version != SCHEMA_VERSION:
        raise EnvironmentFault(
            f"{path} has schema {version}, which coopviewer never wrote. Use a fresh copy of the file."
        )
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if path.stat().st_size < page_size * int.from_bytes(header[28:32], "big"):
        raise _truncated(path)


def _check_not_in_use(path: Path) -> None:
    """Refuse an annotations file that this program has open: to open and close it here would drop SQLite's locks."""
    try:
        if not Path(f"{path}.lock").exists():
            return
    except OSError:
        return
    from coopviewer.storage.files.lock import is_held_here

    if is_held_here(path.resolve()):
        raise EnvironmentFault(_ANNOTATIONS_HELD.format(path=path))


def _check_application(path: Path, found: int) -> None:
    if found == REFERENCE_ID:
        return
    if found == ANNOTATIONS_ID:
        raise EnvironmentFault(_ANNOTATIONS_HELD.format(path=path))
    raise EnvironmentFault(f"{path} is a database of another application. Choose one made by coopviewer.")


def _truncated(path: Path) -> EnvironmentFault:
    return EnvironmentFault(f"{path} is cut off: its end is missing. Copy it again from where it came.")


def _check_journals(path: Path) -> None:
    # an immutable connection would silently ignore their content
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        try:
            size = beside.stat().st_size
        except OSError:
            continue
        if size:
            raise EnvironmentFault(
                f"{path} is being changed by another program, or was left half-changed: {beside.name} lies beside it. "
                "Close that program, or open the database there once, and try again."
            )


def _check_tables(path: Path, connection: sqlite3.Connection) -> None:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
    present = {str(name): str(sql) for name, sql in connection.execute(query)}
    missing = [table for table in _TABLES if table not in present]
    if missing:
        raise EnvironmentFault(
            f"{path} lacks the table {missing[0]}: it is not a whole coopviewer database. Use a fresh copy of the file."
        )
    other = [table for table in _TABLES if f"{present[table]};" not in TABLES]
    if other:  # reading relies on its column types and constraints
        raise EnvironmentFault(
            f"{path} was not made by coopviewer: its table {other[0]} is another one. Choose a database made by it."
        )
    for table in _TABLES:  # names are constants of this module, never input
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    if connection.execute("SELECT count(*) FROM edition").fetchone() != (1,):
        raise EnvironmentFault(f"{path} does not say which edition it is. Use a fresh copy of the file.")
