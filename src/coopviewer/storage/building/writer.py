"""Writing a dataset as a new reference: atomically, and byte by byte the same from the same dataset."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlite_utils import Database

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.file_kinds import FileKind, descriptor_of, full_path, is_plain_file, kind_of
from coopviewer.storage.building.dataset_rows import table_rows
from coopviewer.storage.building.integrity import content_sha256
from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES
from coopviewer.storage.reference.views import VIEWS
from coopviewer.storage.search.filling import make_search

_PAGE_SIZE = 4096  # fixed, so that the bytes do not depend on how SQLite was built
_MODE = 0o644  # a published file
# a file that fails is deleted, so nothing needs to be flushed before the end
_PRAGMAS = f"""
    PRAGMA page_size = {_PAGE_SIZE}; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = 0;
    PRAGMA application_id = {REFERENCE_ID}; PRAGMA user_version = {SCHEMA_VERSION};
    PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
"""


def write_reference(dataset: Dataset, target: Path) -> str:
    """Write a valid dataset to ``target``, and return its ``content_sha256``.

    An existing file is replaced in one step, once the new one is complete and checked. Raises EnvironmentFault if the
    file cannot be written; no temporary file is left then.
    """
    with _telling_of(target):
        if descriptor_of(target) is not None or not is_plain_file(target):
            raise EnvironmentFault("reference.target-not-a-file", path=target)
        target = full_path(target)
        if kind_of(target.parent) is not FileKind.FOLDER:
            raise EnvironmentFault("file.no-folder", folder=target.parent)
    with _telling_of(target), _temporary_beside(target) as temporary:
        digest = _write(dataset, temporary)
        _flush(temporary)
        temporary.chmod(_MODE)
        temporary.replace(target)
        _flush_folder(target.parent)
    return digest


def fill(database: Database, dataset: Dataset) -> str:
    """Create and fill all tables and views in an empty database; return the ``content_sha256``."""
    database.executescript(TABLES)
    with database.atomic():
        for table, columns, rows in table_rows(dataset):
            if table == "edition":  # replaced by the hash of all rows at the end
                columns, rows = (*columns, "content_sha256"), [(*row, "0" * 64) for row in rows]
            places = ", ".join("?" * len(columns))
            # insert_all would check the type of every value, which the STRICT tables do already
            database.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        digest = content_sha256(database.conn)
        database.execute("UPDATE edition SET content_sha256 = ?", [digest])
    make_search(database.conn)
    database.executescript(VIEWS)
    return digest


def _write(dataset: Dataset, path: Path) -> str:
    database = Database(path, execute_plugins=False)
    try:
        database.executescript(_PRAGMAS)
        digest = fill(database, dataset)
        database.vacuum()
        _accept(database, path)
    finally:
        database.close()
    return digest


def _accept(database: Database, path: Path) -> None:
    dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise ValueError(f"the dataset refers to what is not in it: {dangling}")
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise EnvironmentFault("reference.not-kept", folder=path.parent, error=found)


@contextmanager
def _temporary_beside(target: Path) -> Iterator[Path]:
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
    try:
        yield temporary
    finally:
        with suppress(OSError):  # on success it has been renamed already
            temporary.unlink()


@contextmanager
def _telling_of(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise EnvironmentFault("file.not-writable", path=target) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise EnvironmentFault("reference.not-written", path=target, error=error) from error


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # a new name is on the disk only once its folder is flushed; Windows neither needs nor allows this
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
