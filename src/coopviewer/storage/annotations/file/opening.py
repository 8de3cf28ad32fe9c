"""Opening an annotations file: to write, which creates a missing one and migrates an older one, or only to read."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import full_path
from coopviewer.storage.annotations.file.checks import (
    check_header,
    check_tables,
    check_version,
    is_absent,
    missing_indexes,
    remake_indexes,
)
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.faults import (
    WriteProtected,
    other_names_fault,
    telling_of,
    write_protected_fault,
)
from coopviewer.storage.annotations.file.schema import SCHEMA_VERSION
from coopviewer.storage.files.lock import is_held_here

if TYPE_CHECKING:
    from coopviewer.storage.annotations.file.creation import Schema

_COPIED = ("", "-wal", "-journal")
_TRIES = 3


def open_annotation_file(path: Path, *, read_only: bool = False, schema: "Schema | None" = None) -> AnnotationFile:
    """Open an annotations file; ``schema`` None: the schema of this version.

    A missing file is created, an older one is migrated after a backup, and lost indexes are made anew. The file is not
    locked: a caller that writes holds an ``AnnotationLock``.

    ``read_only``: the file is neither created nor written. One that cannot be read as it is, such as an older one that
    must be migrated, is read from a temporary copy.

    Raises EnvironmentFault if the file cannot be created, read or written. WriteProtected, a subclass, says that it may
    still be opened with ``read_only``.
    """
    path = full_path(path)
    newest = schema.version if schema else SCHEMA_VERSION
    if not read_only and is_absent(path):
        _creation().make(path, schema)
    check_header(path, newest)
    if read_only:
        return _open_to_read(path, newest, schema)
    for needed in (path, path.parent):  # the folder, since SQLite creates a log in it
        if not _may_be_written(needed):
            raise write_protected_fault(needed)
    _check_names(path)
    opened = AnnotationFile(path, read_only=False)
    try:
        version = _version(opened)
        check_version(path, version, newest)
        if version < newest:
            opened.close()
            _creation().migrate(path, schema)
            opened = AnnotationFile(path, read_only=False)
        lost = _lost_indexes(opened, newest)
        if lost:
            with opened.writing() as connection:
                remake_indexes(connection, lost)
    except BaseException:
        opened.close()
        raise
    return opened


def _check_names(path: Path) -> None:
    """Refuse to write a file with other names: SQLite's log and the lock are beside one name, unknown to the others.

    A name that creating the file left, since the process was killed, is removed.
    """
    with telling_of(path):
        if path.stat().st_nlink > 1:
            for left in path.parent.glob(".*.tmp"):
                if _is_temporary_of(path.name, left.name) and left.samefile(path):
                    left.unlink()
        if path.stat().st_nlink > 1:
            raise other_names_fault(path)


def _is_temporary_of(name: str, other: str) -> bool:
    """Return whether ``other`` is the name of a file while it is created: ``.notes.db.x1y2.tmp`` of ``notes.db``."""
    return other.startswith(f".{name}.") and other.endswith(".tmp") and len(other) > len(f".{name}.tmp")


def _open_to_read(path: Path, newest: int, schema: "Schema | None") -> AnnotationFile:
    opened = None
    try:
        opened = AnnotationFile(path, read_only=True)
        version = _version(opened)
    except EnvironmentFault:
        if opened:
            opened.close()
        if is_held_here(path):
            raise
        # a log that must be applied first, in a folder that may not be written: possible in a copy of both
        return _open_copy(path, newest, schema)
    try:
        check_version(path, version, newest)
        if version == newest and _is_seen_by_all(opened) and not _lost_indexes(opened, newest):
            return opened
    except BaseException:
        opened.close()
        raise
    opened.close()
    if is_held_here(path):
        raise EnvironmentFault("annotations.being-updated", path=path)
    return _open_copy(path, newest, schema)


def _is_seen_by_all(opened: AnnotationFile) -> bool:
    """Return whether a reader sees the log's content: on a network drive, only in the process that locked the file."""
    return not (opened.journal == "wal" and opened.on_network) or is_held_here(opened.path)


def _open_copy(path: Path, newest: int, schema: "Schema | None") -> AnnotationFile:
    # never a file that this process writes: on POSIX, closing a reader drops all locks of this process on it
    with telling_of(path):
        folder = TemporaryDirectory(prefix="coopviewer-")
        try:
            _copy(path, Path(folder.name, path.name))
            copy = Path(folder.name, path.name)
            if _version_of(copy) < newest:
                _creation().bring_up_to_date(copy, schema)
            if newest == SCHEMA_VERSION:
                _remake_lost_indexes(copy)
            opened = AnnotationFile(path, read_only=True, copy=folder)
        except BaseException:
            folder.cleanup()
            raise
    try:
        check_version(path, _version(opened), newest)
        _lost_indexes(opened, newest)
    except BaseException:
        opened.close()
        raise
    return opened


def _copy(path: Path, target: Path) -> None:
    """Copy a file with its journals, again if another program wrote to them meanwhile."""
    for _ in range(_TRIES):
        before = _state(path)
        for suffix in _COPIED:
            beside, copied = path.with_name(path.name + suffix), target.with_name(target.name + suffix)
            copied.unlink(missing_ok=True)
            if beside.exists():
                copyfile(beside, copied)
                copied.chmod(0o600)
        if _state(path) == before:
            return
    raise EnvironmentFault("annotations.being-changed", path=path)


def _state(path: Path) -> list[tuple[int, int]]:
    found = [path.with_name(path.name + suffix) for suffix in _COPIED]
    return [(each.stat().st_size, each.stat().st_mtime_ns) if each.exists() else (0, 0) for each in found]


def _lost_indexes(opened: AnnotationFile, newest: int) -> tuple[str, ...]:
    """Check a file's definitions; return the indexes that it lacks."""
    if newest != SCHEMA_VERSION:
        return ()
    with opened.reading() as connection:
        try:
            return check_tables(opened.path, connection)
        except WriteProtected:
            if opened.read_only:  # what another program added takes no part in reading
                return missing_indexes(connection)
            raise


def _remake_lost_indexes(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        remake_indexes(connection, missing_indexes(connection))


def _version(opened: AnnotationFile) -> int:
    with opened.reading() as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _creation() -> ModuleType:
    """Return the module that makes and migrates files; an up-to-date file does without it, and without sqlite-utils."""
    from coopviewer.storage.annotations.file import creation

    return creation


def _may_be_written(path: Path) -> bool:
    """Return whether an existing file or folder may be written; raises OSError if there is none.

    A mode without the owner's right to write counts even for an administrator.
    """
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)
