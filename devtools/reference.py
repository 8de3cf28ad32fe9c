"""Compare two built references: byte for byte, or by content if different versions of SQLite wrote them."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from devtools.system import Halt

_VERSION_AT = 96  # offset in a database's header of the version of SQLite that last wrote it (big-endian, 4 bytes)


def sqlite_version(database: Path) -> int:
    """Return the version of SQLite that last wrote a database, as 3045001 for 3.45.1."""
    with database.open("rb") as file:
        header = file.read(_VERSION_AT + 4)
    if len(header) < _VERSION_AT + 4:
        raise Halt(f"{database} is not a built reference: it is too short. Build it with: python3 dev.py data")
    version: int = struct.unpack_from(">I", header, _VERSION_AT)[0]
    return version


def content_hash(database: Path) -> str:
    """Return ``edition.content_sha256`` of a reference."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found: str = connection.execute("SELECT content_sha256 FROM edition").fetchone()[0]
    return found


def compare(committed: Path, rebuilt: Path) -> str:
    """Return a sentence on how a committed reference agrees with one built again; raises Halt if it does not."""
    if not committed.is_file():
        raise Halt(f"{committed} is missing. Build it with: python3 dev.py data")
    if committed.read_bytes() == rebuilt.read_bytes():
        return f"{committed} matches its sources, byte for byte."
    stale = f"{committed} does not match its sources. Build it again and commit it: python3 dev.py data"
    if sqlite_version(committed) == sqlite_version(rebuilt):
        raise Halt(stale)
    try:
        same = content_hash(committed) == content_hash(rebuilt)
    except (sqlite3.DatabaseError, TypeError):
        same = False
    if not same:
        raise Halt(stale)
    return f"{committed} matches its sources in content (another version of SQLite wrote it)."
