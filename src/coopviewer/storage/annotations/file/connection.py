"""One annotations file, open: where it lies, how it is locked, and what guards each write into it."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.faults import (
    is_gone,
    is_held_for_reading,
    is_replaced,
    is_write_protected,
    telling_of,
    telling_of_rows,
)
from coopviewer.storage.files.file_systems import is_network_drive

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

WAIT = 1.0
"""Seconds to wait for another program that holds the file."""
NOWHERE = (-1, -1)
_STEPS = 20_000  # of SQLite's machine between two looks whether something is cancelled: about a millisecond
# fullfsync: on macOS nothing else reaches the disk itself
_PRAGMAS = """
    PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
    PRAGMA cache_size = -32768;
"""


class AnnotationFile:
    """A connection to an annotations file of the newest schema; to be used on the thread that made it.

    ``path`` is the file the person chose, ``journal`` *wal*, or *delete* where a network drive allows no other;
    ``on_network`` tells whether it is on such a drive.
    """

    def __init__(self, path: Path, *, read_only: bool, copy: "TemporaryDirectory[str] | None" = None) -> None:
        """Connect to a file that was checked; ``copy`` is a folder with a copy of it, to be read in its place."""
        self.path = path
        self.read_only = read_only
        self._copy = copy
        self.on_network = copy is None and is_network_drive(path)
        self._identity = self._log = NOWHERE
        self.connection, self.journal = self._connect()

    def close(self) -> None:
        """Let go of the file; what is in the write-ahead log goes into it."""
        self.connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read, all in one state of the file; raises EnvironmentFault where it is damaged or cannot be reached."""
        with telling_of_rows(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self._roll_back()

    @contextmanager
    def cancellable(self, is_cancelled: Callable[[], bool]) -> Iterator[None]:
        """Have all that is done with the file end with Cancelled, and nothing of it left, once it is cancelled."""
        self.connection.set_progress_handler(is_cancelled, _STEPS)
        try:
            yield
        finally:
            self.connection.set_progress_handler(None, 0)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction, on the disk at the end.

        Where it raises EnvironmentFault nothing is written into the file that lies there now.
        """
        if self.read_only:
            raise is_held_for_reading(self.path)
        self._check_place()
        with telling_of(self.path, writing=True):
            if not self.path.stat().st_mode & stat.S_IWUSR:
                raise is_write_protected(self.path, while_open=True)
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        self._keep_log()
        self._check_place()  # a write into a file that was deleted meanwhile is lost

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # some errors have done it already
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    def _check_place(self) -> None:
        found = _identity(self.path)
        if found == NOWHERE:
            raise is_gone(self.path)
        # on a network drive the same file may change its number
        if not self.on_network and found != self._identity:
            raise is_replaced(self.path)

    def _keep_log(self) -> None:
        """Bring what was written into the file itself where somebody deleted the write-ahead log, and begin another.

        The change is saved already: what does not go well here is tried again after the next one.
        """
        found = _identity(_log_of(self.path))
        if self.journal != "wal" or self._log in (NOWHERE, found):
            self._log = found
            return
        with suppress(sqlite3.Error, EnvironmentFault):
            busy, pages, brought = self.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
            # the log that has no name any more lives as long as this connection
            if not busy and pages == brought and _identity(self.path) == self._identity:
                before = self.connection
                self.connection, self.journal = self._connect()
                before.close()

    def _connect(self) -> tuple[sqlite3.Connection, str]:
        place = Path(self._copy.name, self.path.name) if self._copy else self.path
        mode = "ro" if self.read_only and self._copy is None else "rw"
        with telling_of(self.path):
            connection = sqlite3.connect(uri_of(place, mode), uri=True, timeout=WAIT, isolation_level=None)
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
        if not self.on_network:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        # exclusively, SQLite leaves a log that is there without the shared memory that a network drive does not have
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        journal = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # lets go of the lock
        return str(journal)


def uri_of(path: Path, mode: str) -> str:
    """Write a path as SQLite's URI, to be opened as ``mode`` says (ro, rw, rwc)."""
    # only these three mean something in SQLite's URIs (https://sqlite.org/uri.html, section 3.1)
    text = Path(os.path.realpath(path)).as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if text.startswith('/') else '/'}{text}?mode={mode}"


def may_be_written(path: Path) -> bool:
    """Return whether a file that is there may be written; its mode counts for whoever may write everything, too."""
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from any other that may come into its place."""
    try:
        found = path.stat()
    except OSError:
        return NOWHERE
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
