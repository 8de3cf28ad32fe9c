"""Watches an annotations file that is open for writing: whether anything but this program wrote into it.

SQLite does not look at the file again once its pages are in memory. A file that was truncated or overwritten meanwhile
takes further commits, into its log, and cannot be read afterwards.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.storage.annotations.file.faults import is_page_fault, overwritten_fault, telling_of
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID

_PRAGMAS = ("application_id", "user_version", "schema_version", "page_size", "page_count", "freelist_count")
_LAST = "SELECT max(id), max(at) FROM operation"


class _State(NamedTuple):
    """A file as ``stat`` describes it: inode number, bytes, and times in nanoseconds; all zero if there is none."""

    number: int = 0
    size: int = 0
    modified: int = 0
    changed: int = 0

    @classmethod
    def of(cls, path: Path) -> "_State":
        """Return the state of a file; ``number`` is its inode."""
        try:
            found = path.stat()
        except OSError:
            return cls()
        return cls(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class LogIndex:
    """The file that SQLite maps into memory beside a write-ahead log (``-shm``).

    If another program truncated it, reading the missing part would end the process (SIGBUS). It is then extended to its
    former length with zeros, from which SQLite concludes that it must rebuild the index from the log.
    """

    def __init__(self, path: Path) -> None:
        """Take care of the log index of the annotations file at ``path``."""
        self._path = path.with_name(f"{path.name}-shm")
        self._number = self._size = 0

    def keep(self) -> None:
        """Restore the length of the file if it was truncated; to be called before and after each use of the database.

        Raises EnvironmentFault if that is impossible: the database must not be used then.
        """
        found = _State.of(self._path)
        if found.number == self._number and found.size < self._size:
            with telling_of(self._path):
                os.truncate(self._path, 0)  # a header that is still there would vouch for an empty index
                os.truncate(self._path, self._size)
            return
        self._number, self._size = found.number, found.size


class FileWatch:
    """Compares an annotations file and its write-ahead log with the state in which this program left them.

    The file is only read through SQLite: if this process opened and closed it in another way, the system would drop all
    locks of the process on it. Besides the connection of the store, a second one is kept open: the last connection that
    is closed writes the log into the file, which must not happen to a file that was overwritten.
    """

    def __init__(self, path: Path, uri: str, *, has_log: bool) -> None:
        """Watch an open file; ``uri`` opens it for reading. ``has_log``: it is written by way of a write-ahead log.

        Raises sqlite3.Error.
        """
        self._path, self._uri, self._has_log = path, uri, has_log
        self._log = path.with_name(f"{path.name}-wal")
        self._reader: sqlite3.Connection | None = None
        self._state, self._log_state, self._content = _State(), _State(), self._read()
        self.attend()
        self.remember()

    def attend(self) -> None:
        """Open the second connection, after closing one that is open already; without a write-ahead log there is none.

        Raises sqlite3.Error.
        """
        self.leave()
        if self._has_log:
            reader = sqlite3.connect(self._uri, uri=True)
            try:
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # holds the log from now on
            except BaseException:
                reader.close()
                raise
            self._reader = reader

    def leave(self) -> None:
        """Close the second connection; closing the store's own one after it writes the log into the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def remember(self) -> None:
        """Record the current state of file and log as the one in which this program left them."""
        state = _State.of(self._path)
        if state != self._state:
            self._content = self._read()
        self._state, self._log_state = state, _State.of(self._log)

    @property
    def log_size(self) -> int:
        """The length of the write-ahead log in bytes, as it is now."""
        return _State.of(self._log).size if self._has_log else 0

    def check(self, *, log: bool = True) -> None:
        """Raise EnvironmentFault if another program damaged the file or replaced its content.

        If another program only added to the log, or changed the mode, time or name of the file, that is no damage, and
        the present state is recorded for the next check. For a file without a write-ahead log, another whole
        annotations file in its place is no damage either. ``log``: check the log too, as before a transaction.
        """
        state, log_state = _State.of(self._path), _State.of(self._log)
        # a log that was deleted is still written, and is no fault of the file: AnnotationFile sees to it
        is_log_changed = log and self._has_log and log_state != self._log_state
        is_log_changed = is_log_changed and log_state.number == self._log_state.number
        if state == self._state and not is_log_changed:
            return
        if state != self._state and not self._is_readable(state):
            raise overwritten_fault(self._path)
        if is_log_changed or state.modified != self._state.modified:
            self._look_closer()
        self.remember()

    def check_committed(self) -> None:
        """Record the state after a commit; raise EnvironmentFault if the file is not a complete database.

        For a file without a write-ahead log, whose transactions are written into the file itself.
        """
        self.remember()
        if self._content is None or not self._is_readable(self._state):
            raise overwritten_fault(self._path)

    def _is_readable(self, state: _State) -> bool:
        """Return whether the file has the content in which it was left.

        Without a log, whether it is any whole database.
        """
        if self._has_log:  # the file changes only where this program writes its log into it
            return state.size == self._state.size and self._read() == self._content
        content = self._read() if state.size else None
        if content is None:
            return False
        application, _, _, page_size, pages, *_ = content
        return bool(application == ANNOTATIONS_ID and state.size >= page_size * pages)

    def _read(self) -> tuple[Any, ...] | None:
        """Read what identifies the content, from the file without its log; None if that is impossible."""
        try:
            connection = sqlite3.connect(f"{self._uri}&immutable=1", uri=True)
            try:
                pragmas = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PRAGMAS]
                return (*pragmas, *connection.execute(_LAST).fetchone())
            finally:
                connection.close()
        except sqlite3.Error:
            return None

    def _look_closer(self) -> None:
        """Have SQLite check file and log by a connection that has nothing of them in memory."""
        try:
            connection = sqlite3.connect(self._uri, uri=True)
            try:
                found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            finally:
                connection.close()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return  # somebody writes by SQLite's own rules
            raise overwritten_fault(self._path) from error
        if is_page_fault(found):
            raise overwritten_fault(self._path)
