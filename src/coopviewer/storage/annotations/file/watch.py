"""Watches an annotations file that is open for writing: whether anything but this program wrote into it.

SQLite does not look at the file again once its pages are in memory. If the file was truncated or overwritten meanwhile,
commits still succeed, since they go into the write-ahead log, but the file cannot be read afterwards.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.storage.annotations.file.faults import is_page_fault, overwritten_fault, replaced_fault, telling_of
from coopviewer.storage.files.application_ids import ANNOTATIONS_ID

_PRAGMAS = ("application_id", "user_version", "schema_version", "page_size", "page_count", "freelist_count")
_LAST = "SELECT max(id), max(at) FROM operation"
_LAST_DONE = """
    SELECT id, at, (SELECT seq FROM sqlite_sequence WHERE name = 'operation') FROM operation
    WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1
"""
_HAS_DONE = """
    SELECT count(*) FROM operation
    WHERE id = ? AND at = ? AND (SELECT seq FROM sqlite_sequence WHERE name = 'operation') >= ?
"""
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT)


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

    If another program truncated it, reading the missing part would end the process (SIGBUS). ``keep`` then fills it
    with zeros to its former length, from which SQLite concludes that it must rebuild it from the log.
    """

    def __init__(self, path: Path) -> None:
        """Prepare for the log index of the annotations file at ``path``; nothing is read before ``keep``."""
        self._path = path.with_name(f"{path.name}-shm")
        self._number = self._size = 0

    def keep(self) -> None:
        """Restore the length of the ``-shm`` file if it was cut; call it before and after each use of the database.

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
    locks of the process on it. With a write-ahead log, a second connection is kept open besides that of the store:
    closing the last one writes the log into the file, which must not happen to a file that was overwritten.
    """

    def __init__(self, path: Path, uri: str, own: sqlite3.Connection | None) -> None:
        """Watch the open file at ``path``; ``uri`` opens it for reading. Raises sqlite3.Error if that fails.

        ``own`` is the store's connection for a file without a write-ahead log; None: the file has such a log.
        """
        self._path, self._uri, self._own, self._has_log = path, uri, own, own is None
        self._last: tuple[Any, ...] | None = None  # the last operation that ``own`` had
        self._log = path.with_name(f"{path.name}-wal")
        self._reader: sqlite3.Connection | None = None
        self._state, self._log_state = _State(), _State()
        self._content: tuple[Any, ...] | None = None
        self.attend()
        self.remember()

    def attend(self) -> None:
        """Open the second connection, after closing the former one if it is open.

        Nothing is opened if the file has no write-ahead log. Raises sqlite3.Error if it cannot be opened or read.
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
        """Close the second connection. If the store then closes its own, SQLite writes the log into the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def remember(self) -> None:
        """Record the present state of the annotations file and its write-ahead log, as this program has left them."""
        state = _State.of(self._path)
        if state != self._state:
            self._content = self._read()
        self._state, self._log_state = state, _State.of(self._log)
        if self._own is not None:
            with suppress(sqlite3.Error):  # the one before remains
                self._last = self._own.execute(_LAST_DONE).fetchone()

    @property
    def log_size(self) -> int:
        """The length of the write-ahead log in bytes, as it is now; 0 if there is none."""
        return _State.of(self._log).size if self._has_log else 0

    def check(self, *, log: bool = True) -> None:
        """Raise EnvironmentFault if another program damaged the file or replaced its content.

        It is no damage if another program added to the log, or changed the mode or times of the file. Without a
        write-ahead log, it is none if another program wrote to the file by SQLite's rules. In these cases the present
        state is recorded for the next check. ``log``: check the log too, as before a transaction.
        """
        state, log_state = _State.of(self._path), _State.of(self._log)
        # a log that was deleted is still written, and is no fault of the file: AnnotationFile sees to it
        is_log_changed = log and self._has_log and log_state != self._log_state
        is_log_changed = is_log_changed and log_state.number == self._log_state.number
        if state == self._state and not is_log_changed:
            return
        if state != self._state and not self._is_readable(state):
            raise overwritten_fault(self._path)
        self._check_own()
        if is_log_changed or state.modified != self._state.modified:
            self._look_closer()
        self.remember()

    def check_committed(self) -> None:
        """Check the file, which must have no write-ahead log, after a commit, and record its state for the next check.

        Raises EnvironmentFault if the file at the path is no complete annotations file, or not the one that the store
        has open.
        """
        if not self._is_readable(_State.of(self._path)):
            raise overwritten_fault(self._path)
        self._check_own(committed=True)
        self.remember()

    def is_continued(self) -> bool:
        """Return whether the store still reads the file that it opened; False if another one was written over it.

        Always True if the file cannot be read, or has a write-ahead log: the store goes on reading from the log.
        """
        with suppress(sqlite3.Error):
            return self._has_last()
        return True

    def _has_last(self) -> bool:
        """Return whether the file still has the last operation that the store knows; raises sqlite3.Error."""
        if self._own is None or self._last is None:
            return True
        return bool(self._own.execute(_HAS_DONE, self._last).fetchone()[0])

    def _check_own(self, *, committed: bool = False) -> None:
        """Raise EnvironmentFault if another annotations file is at the path, or was written over the one that was open.

        For a file without a write-ahead log. ``committed``: the store has just written, perhaps without what it had.
        """
        if self._own is None:
            return
        try:
            self._own.execute("BEGIN")  # from its first reading on, nobody writes
            try:
                is_same = _content_of(self._own) == self._read()
                is_continued = committed or self._has_last()
            finally:
                self._own.execute("ROLLBACK")
        except sqlite3.Error as error:
            if _is_passing(error):
                return
            raise overwritten_fault(self._path) from error
        if not is_same:
            raise replaced_fault(self._path)
        if not is_continued:
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
                return _content_of(connection)
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
            if _is_passing(error):
                return
            raise overwritten_fault(self._path) from error
        if is_page_fault(found):
            raise overwritten_fault(self._path)


def _content_of(connection: sqlite3.Connection) -> tuple[Any, ...]:
    """Return what identifies the content of a database."""
    pragmas = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PRAGMAS]
    return (*pragmas, *connection.execute(_LAST).fetchone())


def _is_passing(error: sqlite3.Error) -> bool:
    """Return whether an error says nothing of the file: another program writes by SQLite's rules, or it was ended."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING
