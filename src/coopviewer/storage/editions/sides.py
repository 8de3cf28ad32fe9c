"""Two reference files attached to one connection, read-only.

Their tables are read through temporary views with the prefixes ``old_`` and ``new_``: ``old_entry``, ``new_entry``. In
these, a file of schema version 1 looks like one of version 2, with nothing in what version 2 has added.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.storage.editions.shapes import SHAPES
from coopviewer.storage.reference.opening import open_reference, read_only_uri, schema_of
from coopviewer.storage.reference.schema.version_1 import ADDED, NAMES

Side = Literal["old", "new"]
SIDES: tuple[Side, Side] = ("old", "new")
IsCancelled = Callable[[], bool]
_STEPS = 20_000  # SQLite VM instructions between two checks for cancellation: about a millisecond
_CACHE = 8 * 1024  # KiB of pages that are kept of each file
_COMMON = ("edition", "entry", "redirect", "fact", "citation", "predicate", "source")
_PUBLISHED = {
    "import": ("source_id",),
    "code_label": ("list", "code", "language", "label"),
    **{shape.name: ("fact_id", *shape.columns, "ordinal") for shape in SHAPES},
    **{shape.parts: ("fact_id", "ordinal", *shape.part_columns) for shape in SHAPES if shape.parts},
}


def attach(old: Path, new: Path) -> sqlite3.Connection:
    """Open two references read-only, as ``old`` and ``new``, on one new connection, whose main database is temporary.

    Raises EnvironmentFault if one of them is not a complete reference of a schema that this version reads.
    """
    versions = []
    for path in (old, new):
        with closing(open_reference(path)) as checked:
            versions.append(schema_of(checked))
    connection = sqlite3.connect("", isolation_level=None, uri=True)
    try:
        connection.executescript(
            "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA journal_mode = MEMORY;"
        )
        for side, path, version in zip(SIDES, (old, new), versions, strict=True):
            connection.execute(f"ATTACH ? AS {side}", (read_only_uri(path),))
            connection.execute(f"PRAGMA {side}.cache_size = -{_CACHE}")
            connection.executescript(_views(connection, side, version))
    except sqlite3.Error as error:
        connection.close()
        raise EnvironmentFault("editions.not-read", old=old, new=new, error=error) from error
    return connection


def _views(connection: sqlite3.Connection, side: Side, version: int) -> str:
    present = {row[0] for row in connection.execute(f"SELECT name FROM {side}.sqlite_schema WHERE type = 'table'")}
    if version == 1:
        present &= set(NAMES)
    script = []
    for table in dict.fromkeys((*_COMMON, *_PUBLISHED)):
        if table in present:
            added = "".join(f", NULL AS {name}" for name in ADDED.get(table, ()) if version == 1)
            query = f"SELECT *{added} FROM {side}.{table}"
        else:
            columns = ", ".join(f"NULL AS {name}" for name in _PUBLISHED[table])
            query = f"SELECT {columns} WHERE 0"
        script.append(f"CREATE TEMP VIEW {side}_{table} AS {query};")
    return "\n".join(script)


@contextmanager
def comparing(connection: sqlite3.Connection, old: Path, new: Path, is_cancelled: IsCancelled) -> Iterator[None]:
    """Run a block that compares two attached editions, and raise Cancelled once ``is_cancelled`` returns True.

    ``is_cancelled`` is asked before the block and while SQLite works in it. Raises EnvironmentFault if one of the
    files, ``old`` or ``new``, turns out to be damaged.
    """
    if is_cancelled():
        raise Cancelled
    connection.set_progress_handler(is_cancelled, _STEPS)
    try:
        yield
    except sqlite3.Error as error:
        if is_cancelled():
            raise Cancelled from None
        raise EnvironmentFault("editions.not-read", old=old, new=new, error=error) from error
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise EnvironmentFault("editions.not-read", old=old, new=new, error=error) from error
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def one_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction, which is faster than one for each row; it is undone if the block raises."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite has undone it where it was interrupted
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def names_of(old: Path, new: Path) -> tuple[str, str]:
    """Return the names of both files; if they are the same, with the folder of each: ``2019/coop.db``."""
    if old.name != new.name:
        return old.name, new.name
    return f"{old.parent.name}/{old.name}", f"{new.parent.name}/{new.name}"
