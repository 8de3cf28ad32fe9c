"""What can go wrong with an annotations file, each in a sentence for the person."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault

_PRIMARY = 0xFF  # the low byte of an extended result code; https://sqlite.org/rescode.html
_UNSAVED = "This change was not saved."
_ELSEWHERE = "Save your annotations to another file."


def is_gone(path: Path) -> EnvironmentFault:
    """Say that the file was deleted or moved while it was open."""
    return EnvironmentFault(
        f"{path} was deleted or moved while it was open. {_UNSAVED} {_ELSEWHERE.removesuffix('.')}, "
        "or put the file back and open it again."
    )


def is_replaced(path: Path) -> EnvironmentFault:
    """Say that another file lies in the place of the one that is open."""
    return EnvironmentFault(
        f"{path} was replaced by another file while it was open. {_UNSAVED} {_ELSEWHERE.removesuffix('.')}, "
        "or open the new file."
    )


def is_write_protected(path: Path) -> EnvironmentFault:
    """Say that the file may not be written."""
    return EnvironmentFault(
        f"{path} may not be written by you, or is write-protected. Allow writing to it, or open it for reading only."
    )


def is_held_for_reading(path: Path) -> EnvironmentFault:
    """Say that nothing can be changed through this opening of the file."""
    return EnvironmentFault(f"{path} is open for reading only. Choose another annotations file to write in.")


@contextmanager
def telling_of(path: Path) -> Iterator[None]:
    """Turn what the disk, the system or another program does to a file into an EnvironmentFault.

    What only a defect of ours can cause, such as a broken constraint, passes unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        fault = _fault_of(path, error)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise EnvironmentFault(
            f"{path} could not be reached ({error.strerror or error}). Check the disk, or choose another place."
        ) from error


@contextmanager
def telling_of_rows(path: Path) -> Iterator[None]:
    """Turn values that no version before this one writes into an EnvironmentFault, as well as what telling_of does."""
    try:
        with telling_of(path):
            yield
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentFault(
            f"{path} holds a value that this version of coopviewer does not know ({error}). "
            "Use a newer version, or restore a backup."
        ) from error


def _fault_of(path: Path, error: sqlite3.Error) -> EnvironmentFault | None:
    code = getattr(error, "sqlite_errorcode", 0)  # what the module itself finds wrong has none
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return is_gone(path)
    sentence = _SENTENCES.get(code & _PRIMARY)
    return EnvironmentFault(sentence(path, error)) if sentence else None


def _busy(path: Path, _error: sqlite3.Error) -> str:
    return f"{path} is being used by another program. {_UNSAVED} Close that program, and try again."


def _full(path: Path, _error: sqlite3.Error) -> str:
    return f"There is no room left for {path}. {_UNSAVED} Make room and try again, or {_ELSEWHERE.lower()}"


def _protected(path: Path, _error: sqlite3.Error) -> str:
    return f"{path} may no longer be written. {_UNSAVED} Allow writing to it and its folder, or {_ELSEWHERE.lower()}"


def _unreachable(path: Path, error: sqlite3.Error) -> str:
    return (
        f"{path} could not be reached ({error}). {_UNSAVED} Check that its folder is there and may be written, "
        "and try again."
    )


def _disk(path: Path, error: sqlite3.Error) -> str:
    return (
        f"The disk of {path} is full or does not answer ({error}). {_UNSAVED} Make room or check the disk, "
        "or save your annotations to another one."
    )


def _damaged(path: Path, error: sqlite3.Error) -> str:
    return f"{path} is damaged ({error}). Restore a backup, or open another annotations file."


_SENTENCES: dict[int, Callable[[Path, sqlite3.Error], str]] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _protected,
    sqlite3.SQLITE_PERM: _protected,
    sqlite3.SQLITE_CANTOPEN: _unreachable,
    sqlite3.SQLITE_IOERR: _disk,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _damaged,
}
