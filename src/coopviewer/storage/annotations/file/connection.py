"""An open annotations file: its path, its connection and journal mode, and the checks around each write."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopviewer.domain.annotations.backups import RowDamage
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.faults import (
    gone_fault,
    held_for_reading_fault,
    is_page_fault,
    replaced_fault,
    telling_of,
    telling_of_rows,
    write_protected_fault,
)
from coopviewer.storage.annotations.file.watch import FileWatch, LogIndex
from coopviewer.storage.files.file_systems import is_network_drive

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

WAIT = 1.0
"""Seconds to wait for another program that has locked the file."""
NOWHERE = (-1, -1)
_STEPS = 20_000  # SQLite VM instructions between two checks for cancellation: about a millisecond
_CACHE = 32 * 1024 * 1024
"""Bytes of the file that a connection holds in memory."""
_LENGTH = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_LONGEST_LOG = 4 * 1024 * 1024
"""Bytes of the write-ahead log beyond which its content is written into the file."""
# fullfsync: on macOS, a plain fsync does not flush the disk's own cache
_PRAGMAS = f"""
    PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
    PRAGMA cache_size = -{_CACHE // 1024};
"""


class FileConnection(sqlite3.Connection):
    """A connection that reads bytes that are no UTF-8 as U+FFFD, so that such a byte does not hide a whole annotation.

    ``read_annotations`` records the damaged rows in ``damage``, a dictionary with the rows (RowDamage) as its keys and
    None as each value. Whoever wants to know them calls ``AnnotationFile.take_damage``.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        """Connect as sqlite3.connect does."""
        super().__init__(*values, **named)
        self.text_factory = methodcaller("decode", "utf-8", "replace")
        self.damage: dict[RowDamage, None] = {}
        """The damaged rows that were read, without duplicates."""


class AnnotationFile:
    """A connection to an annotations file of the newest schema; must be used on the thread that created it.

    ``path``: what the user chose, also if a temporary copy of it is read.
    ``journal``: SQLite's mode: *wal*, or *delete* on a network drive, where WAL fails. Read-only: that of the file.
    ``on_network``: what is read and written is on a network drive; False for a temporary copy.
    """

    def __init__(self, path: Path, *, read_only: bool, copy: "TemporaryDirectory[str] | None" = None) -> None:
        """Connect to a checked file, or to a copy of it in the temporary folder ``copy``, if that is not None.

        ``read_only``: the connection cannot write. Raises EnvironmentFault if the file cannot be opened.
        """
        self.path = path
        self.read_only = read_only
        self._copy = copy
        self.on_network = copy is None and is_network_drive(path)
        self._identity = self._log = NOWHERE
        self._reported: set[RowDamage] = set()
        self.connection, self.journal = self._connect()
        self._watch: FileWatch | None = None
        self.log_index = LogIndex(path)
        """Whoever uses ``connection`` without ``reading`` or ``writing`` calls ``log_index.keep`` before."""
        try:
            self.log_index.keep()
            if not read_only:
                self._watch = self._begin_watch()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the file if it is open; its write-ahead log is written into it if it is writable and intact."""
        with suppress(EnvironmentFault):
            self.log_index.keep()
        if self._watch is not None and self._is_intact():
            self._watch.leave()
        self.connection.close()
        if self._watch is not None:
            self._watch.leave()
            self._watch = None
        if self._copy is not None:
            self._copy.cleanup()

    def take_damage(self) -> tuple[RowDamage, ...]:
        """Return the damaged rows that were read since the last call; each only once while the file is open."""
        found = tuple(each for each in self.connection.damage if each not in self._reported)
        self._reported.update(found)
        return found

    def check(self) -> None:
        """Raise EnvironmentFault if another program damaged, replaced or removed the file since it was opened.

        A file that is only read is not checked: another program may be writing it.
        """
        self.log_index.keep()
        if self._watch is not None:
            self._check_place()
            self._watch.check()

    def is_continued(self) -> bool:
        """Return whether the opened file is still read: False if another was written over it, but never with a WAL."""
        return self._watch is None or self._watch.is_continued()

    def check_pages(self) -> None:
        """Raise EnvironmentFault if an SQLite page is damaged; a file of more than 32 MiB is not read for that."""
        self.check()
        with telling_of(self.path):
            if self.connection.execute(_LENGTH).fetchone()[0] > _CACHE:
                return
            found = self.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if is_page_fault(found):
            raise EnvironmentFault("annotations.damaged", path=self.path, error=found, unsaved=False)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a read transaction; raises EnvironmentFault for errors and unknown values in rows."""
        with telling_of_rows(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.log_index.keep()
            if self._watch is not None:
                self._watch.check()
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self._roll_back()

    @contextmanager
    def cancellable(self, is_cancelled: Callable[[], bool]) -> Iterator[None]:
        """Stop queries in the block once ``is_cancelled`` returns True: Cancelled is raised, the transaction undone."""
        self.connection.set_progress_handler(is_cancelled, _STEPS)
        try:
            yield
        finally:
            self.connection.set_progress_handler(None, 0)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction, which is flushed to the disk on exit, or undone by any exception in the block.

        Raises EnvironmentFault if the file is read-only, if writing fails, or if another program damaged, replaced or
        removed the file: the change is then to be taken as not saved.
        """
        if self.read_only:
            raise held_for_reading_fault(self.path)
        self.check()
        with telling_of(self.path, writing=True):
            if not self.path.stat().st_mode & stat.S_IWUSR:
                raise write_protected_fault(self.path, while_open=True)
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                self._remember()
                raise
        self._check_written()

    def _check_written(self) -> None:
        """Check the file after a commit, which may be lost if something else happened to it meanwhile."""
        self.log_index.keep()
        self._check_place()
        if self._watch is None:
            return
        if self.journal != "wal":
            self._watch.check_committed()
            return
        self._watch.check(log=False)
        self._keep_log()
        if self._watch.log_size > _LONGEST_LOG:
            with suppress(sqlite3.Error):  # tried again after the next commit
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self._watch.remember()

    def _remember(self) -> None:
        """Record the state of the file after a transaction was undone as the one in which this program left it."""
        if self._watch is not None:
            with suppress(EnvironmentFault):
                if self.journal == "wal":
                    self._watch.check(log=False)
                self._watch.remember()

    def _is_intact(self) -> bool:
        try:
            self.check()
        except EnvironmentFault:
            return False
        return True

    def _begin_watch(self) -> FileWatch:
        with telling_of(self.path):
            own = None if self.journal == "wal" else self.connection
            return FileWatch(self.path, uri_of(self.path, "ro"), own)

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # SQLite rolls back by itself on some errors
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    def _check_place(self) -> None:
        found = _identity(self.path)
        if found == NOWHERE:
            raise gone_fault(self.path)
        # on a network drive, the inode number of a file may change
        if not self.on_network and found != self._identity:
            raise replaced_fault(self.path)

    def _keep_log(self) -> None:
        """If the write-ahead log was deleted, write its content into the file and reconnect, which creates a new log.

        The change is saved already: if this fails, it is tried again after the next change.
        """
        found = _identity(_log_of(self.path))
        if self.journal != "wal" or self._log in (NOWHERE, found):
            self._log = found
            return
        with suppress(sqlite3.Error, EnvironmentFault):
            busy, pages, brought = self.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
            # the deleted log exists as long as this connection is open
            if not busy and pages == brought and _identity(self.path) == self._identity:
                before = self.connection
                self.connection, self.journal = self._connect()
                if self._watch is not None:
                    self._watch.attend()
                before.close()

    def _connect(self) -> tuple[FileConnection, str]:
        place = Path(self._copy.name, self.path.name) if self._copy else self.path
        mode = "ro" if self.read_only and self._copy is None else "rw"
        with telling_of(self.path):
            connection = sqlite3.connect(
                uri_of(place, mode), uri=True, timeout=WAIT, isolation_level=None, factory=FileConnection
            )
            try:
                journal = self._set_up(connection)
            except BaseException:
                connection.close()
                raise
        self._identity, self._log = _identity(self.path), _identity(_log_of(self.path))
        return connection, journal

    def _set_up(self, connection: sqlite3.Connection) -> str:
        connection.executescript(_PRAGMAS)
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # the file changes at known moments only: see FileWatch
        if not self.on_network:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        # in exclusive mode, SQLite can leave WAL mode without the shared memory that a network drive lacks
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        journal = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # releases the lock
        return str(journal)


def uri_of(path: Path, mode: str) -> str:
    """Return a path, with its links resolved, as an SQLite URI, to be opened in ``mode`` (ro, rw or rwc)."""
    # the three characters with a meaning in SQLite's URIs (https://sqlite.org/uri.html, section 3.1)
    text = Path(os.path.realpath(path)).as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if text.startswith('/') else '/'}{text}?mode={mode}"


def _identity(path: Path) -> tuple[int, int]:
    """Return device and inode of a file, which differ if it was replaced; NOWHERE if there is none."""
    try:
        found = path.stat()
    except OSError:
        return NOWHERE
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
