"""Watches an annotations file that is open for writing: whether anything but this program wrote into it.

SQLite does not look at the file again once its pages are in memory. A file that was truncated or overwritten meanwhile
takes further commits, into its log, and cannot be read afterwards.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.storage.annotations.file.faults import is_overwritten, is_page_fault, telling_of
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID

_PRAGMAS = ("application_id", "user_version", "schema_version", "page_size", "page_count", "freelist_count")
_LAST = "SELECT max(id), max(at) FROM operation"


class _State(NamedTuple):
    """A file as ``stat`` describes it, times in nanoseconds; all zero if there is none."""

    number: int = 0
    size: int = 0
    modified: int = 0
    changed: int = 0

    @classmethod
    def of(cls, path: Path) -> "_State":
        """Look at a file; ``number`` is its inode."""
        try:
            found = path.stat()
        except OSError:
            return cls()
        return cls(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class LogIndex:
    """The file that SQLite maps into memory beside a write-ahead log (``-shm``).

    Where another program cut it off, reading what is missing would end the process (SIGBUS). It is made as long as
    before, with zeros, which SQLite takes for an index that is to be made anew from the log.
    """

    def __init__(self, path: Path) -> None:
        """Look after that of an open annotations file."""
        self._path = path.with_name(f"{path.name}-shm")
        self._number = self._size = 0

    def keep(self) -> None:
        """Make the file as long as it was; to be called before and after each use of it.

        Raises EnvironmentFault if that is impossible, since the file must not be used then.
        """
        found = _State.of(self._path)
        if found.number == self._number and found.size < self._size:
            with telling_of(self._path):
                os.truncate(self._path, 0)  # a header that is still there would vouch for an empty index
                os.truncate(self._path, self._size)
            return
        self._number, self._size = found.number, found.size


class FileWatch:
    """Compares a file and its log with the state in which this program left them.

    The file is read through SQLite: closing a descriptor of it would drop all locks of this process on it. A second
    connection is held, without which closing the first one would write the log into a file that was overwritten.
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
        """Connect a second time, also in place of an earlier second connection."""
        self.leave()
        if self._has_log:
            self._reader = sqlite3.connect(self._uri, uri=True)
            self._reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # holds the log from now on

    def leave(self) -> None:
        """Close the second connection: if that is done first, closing the first one empties the log."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def remember(self) -> None:
        """Take the present state for the one in which this program left the file."""
        state = _State.of(self._path)
        if state != self._state:
            self._content = self._read()
        self._state, self._log_state = state, _State.of(self._log)

    @property
    def log_size(self) -> int:
        """The length of the write-ahead log in bytes, as it is now."""
        return _State.of(self._log).size if self._has_log else 0

    def check(self, *, log: bool = True) -> None:
        """Raise EnvironmentFault if the file is not as this program left it, and is damaged or has other content.

        A log that another program added to, and a new mode, time or name of the file, are no damage. ``log``: look at
        the log too, as before a transaction.
        """
        state, log_state = _State.of(self._path), _State.of(self._log)
        # a log that was deleted is still written, and is no fault of the file: AnnotationFile sees to it
        is_log_changed = log and self._has_log and log_state != self._log_state
        is_log_changed = is_log_changed and log_state.number == self._log_state.number
        if state == self._state and not is_log_changed:
            return
        if state != self._state and not self._is_readable(state):
            raise is_overwritten(self._path)
        if is_log_changed or state.modified != self._state.modified:
            self._look_closer()
        self.remember()

    def check_committed(self) -> None:
        """Raise EnvironmentFault if a transaction that was written into the file itself left no whole database."""
        self.remember()
        if self._content is None or not self._is_readable(self._state):
            raise is_overwritten(self._path)

    def _is_readable(self, state: _State) -> bool:
        """Return whether the file has the content in which it was left; without a log, any whole content will do."""
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
            raise is_overwritten(self._path) from error
        if is_page_fault(found):
            raise is_overwritten(self._path)
