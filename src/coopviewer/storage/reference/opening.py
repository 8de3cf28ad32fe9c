"""Opening a reference file, which may come from anywhere: it is checked first, and each problem has its own fault."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import FileKind, exists, full_path, kind_of
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID, REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES

SQLITE_VERSION = sqlite3.sqlite_version
_TABLE_ENDINGS = (".csv", ".tsv", ".xls", ".xlsx", ".ods")
_LEAST_PARTED = 3  # separators in a first line of headings
IS_DATA = "reference.is-data"
"""The code of the fault for a file that is no reference, but looks like data that can be imported."""
_FOLDINGS = (1, 2)  # rules of domain/text/folding.py, which a start does without
_HEADER_SIZE = 100  # bytes; https://sqlite.org/fileformat2.html, section 1.3
_MAGIC = b"SQLite format 3\x00"
_TABLES = tuple(re.findall(r"CREATE TABLE (\w+)", TABLES))


def open_reference(path: Path) -> sqlite3.Connection:
    """Open a reference read-only; nothing is ever written beside it.

    Of a file of schema version 1, the connection has temporary views through which it is read as one of version 2.
    Raises EnvironmentFault if the file cannot be read, if it is not a complete reference of a schema that this version
    reads, or if SQLite's journal beside it has changes that may not be in the file yet.
    """
    version = _checked_version(path, *_read_header(path))
    _check_journals(path)
    try:
        connection = sqlite3.connect(read_only_uri(path), uri=True)
    except sqlite3.Error as error:
        raise EnvironmentFault("reference.not-opened", path=path, error=error) from error
    try:
        with reading(path):
            connection.executescript("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
            _check_tables(path, connection, version)
            connection.execute("PRAGMA query_only = ON")
    except EnvironmentFault:
        connection.close()
        raise
    return connection


def folding_of(connection: sqlite3.Connection) -> int:
    """Return the number of the rule by which the reference's words were folded (accents, case) for searching.

    It is 1 for a reference without the table ``search_rule``. Raises ValueError for a rule that this version does not
    know.
    """
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'search_rule'"
    if connection.execute(query).fetchone() is None:
        return 1
    (rule,) = connection.execute("SELECT folding FROM search_rule").fetchone()
    if rule not in _FOLDINGS:
        raise ValueError(f"an unknown rule of folding: {rule}")
    return int(rule)


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema version by which a reference was written, its ``user_version``."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def quick_check(path: Path) -> None:
    """Check the whole file for damage; slow for large files, so to be run on a background thread.

    Raises EnvironmentFault if damage is found, or if the file is no complete reference that this version reads.
    """
    with closing(open_reference(path)) as connection, reading(path):
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise EnvironmentFault("reference.pages-damaged", path=path, error=found[0])


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Convert errors that a damaged or foreign database causes in the block into EnvironmentFault.

    These are sqlite3.Error, LookupError, ValueError, TypeError, AttributeError and OverflowError.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise EnvironmentFault("reference.damaged", path=path, error=error) from error
    except LookupError as error:
        raise EnvironmentFault("reference.incomplete", path=path, missing=error) from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise EnvironmentFault("reference.unknown-value", path=path, error=error) from error


def read_only_uri(path: Path) -> str:
    """Return the URI by which SQLite opens a file read-only and without lock files, trusting that nobody changes it."""
    # three characters have a meaning in SQLite's URIs (https://sqlite.org/uri.html, section 3.1); immutable: no lock
    # files, and it works in read-only folders
    text = full_path(path).as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if text.startswith('/') else '/'}{text}?mode=ro&immutable=1"


def _read_header(path: Path) -> tuple[bytes, int]:
    """Return the header of a file, and how many bytes the file has, of one and the same file."""
    try:
        kind = kind_of(path)
        if kind is FileKind.FOLDER:
            raise EnvironmentFault("reference.is-folder", path=path)
        if kind not in (FileKind.FILE, FileKind.ABSENT):
            raise EnvironmentFault("reference.is-device", path=path)
        _check_not_in_use(path)
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise EnvironmentFault("reference.missing", path=path) from None
    except PermissionError:
        raise EnvironmentFault("reference.not-readable", path=path) from None
    except OSError as error:
        raise EnvironmentFault("reference.unreadable", path=path, error=error.strerror or error) from error


def _checked_version(path: Path, header: bytes, size: int) -> int:
    """Return the schema version of a file of ``size`` bytes whose header is right."""
    if not header:
        raise EnvironmentFault("reference.empty", path=path)
    if not header.startswith(_MAGIC):
        _check_no_data(path, header)
        raise EnvironmentFault("reference.not-a-database", path=path)
    if len(header) < _HEADER_SIZE:
        raise _truncated(path)
    _check_application(path, int.from_bytes(header[68:72], "big"))
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise EnvironmentFault("reference.newer-schema", path=path, version=version, known=SCHEMA_VERSION)
    if version < 1:
        raise EnvironmentFault("reference.unknown-schema", path=path, version=version)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if size < page_size * int.from_bytes(header[28:32], "big"):
        raise _truncated(path)
    return version


def _check_no_data(path: Path, header: bytes) -> None:
    """Raise the fault IS_DATA for what can be imported: XML, an archive, a spreadsheet, or a table as text."""
    text = header.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    kinds = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "ZIP", b"\xd0\xcf\x11\xe0": "XLS", b"<": "XML"}
    found = next((kind for magic, kind in kinds.items() if text.lstrip().startswith(magic)), None)
    if found is None and _is_text_table(path, header):
        found = "CSV"
    if found is not None:
        raise EnvironmentFault(IS_DATA, path=path, format=found)


def _is_text_table(path: Path, header: bytes) -> bool:
    """Return whether the beginning of a file is text whose name says that it is a table, or whose first line is one."""
    text = header.removeprefix(b"\xef\xbb\xbf")
    if 0 in text and not text.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    first = text.splitlines()[0] if text.strip() else b""
    return (
        path.suffix.lower() in _TABLE_ENDINGS
        or first.count(b";") + first.count(b"\t") + first.count(b",") >= _LEAST_PARTED
    )


def _check_not_in_use(path: Path) -> None:
    """Refuse an annotations file that this program has open: to open and close it here would drop SQLite's locks."""
    if not exists(Path(f"{path}.lock")):
        return
    from coopviewer.storage.files.lock import is_held_here

    if is_held_here(path):
        raise EnvironmentFault("reference.holds-annotations", path=path)


def _check_application(path: Path, found: int) -> None:
    if found == REFERENCE_ID:
        return
    if found == ANNOTATIONS_ID:
        raise EnvironmentFault("reference.holds-annotations", path=path)
    raise EnvironmentFault("reference.foreign", path=path)


def _truncated(path: Path) -> EnvironmentFault:
    return EnvironmentFault("reference.cut-off", path=path)


def _check_journals(path: Path) -> None:
    # an immutable connection would silently ignore their content
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        try:
            size = beside.stat().st_size
        except OSError:
            continue
        if size:
            raise EnvironmentFault("reference.being-changed", path=path, log=beside.name)


def _check_tables(path: Path, connection: sqlite3.Connection, version: int) -> None:
    names, definitions, script = _TABLES, TABLES, ""
    if version == 1:
        from coopviewer.storage.reference.schema import version_1

        names, definitions, script = version_1.NAMES, version_1.TABLES_1, version_1.as_version_2()
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
    present = {str(name): str(sql) for name, sql in connection.execute(query)}
    missing = [table for table in names if table not in present]
    if missing:
        raise EnvironmentFault("reference.lacks-table", path=path, table=missing[0])
    other = [table for table in names if f"{present[table]};" not in definitions]
    if other:  # reading relies on its column types and constraints
        raise EnvironmentFault("reference.other-table", path=path, table=other[0])
    for table in names:  # names are constants of this module, never input
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    if connection.execute("SELECT count(*) FROM edition").fetchone() != (1,):
        raise EnvironmentFault("reference.no-edition", path=path)
    if script:
        connection.executescript(script)
