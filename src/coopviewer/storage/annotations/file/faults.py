"""Errors of annotations files, each with a message for the user."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled

_PRIMARY = 0xFF  # mask: the low byte of an extended result code is the primary one; https://sqlite.org/rescode.html
_UNSAVED = " This change was not saved."


class WriteProtected(EnvironmentFault):
    """The file can be read but not written; the caller may open it read-only instead."""


def is_gone(path: Path) -> EnvironmentFault:
    """Return the error that the file was deleted or moved while it was open."""
    return EnvironmentFault(
        f"{path} was deleted or moved while it was open.{_UNSAVED} Save your annotations to another file, "
        "or put the file back and open it again."
    )


def is_replaced(path: Path) -> EnvironmentFault:
    """Return the error that the file was replaced by another one while it was open."""
    return EnvironmentFault(
        f"{path} was replaced by another file while it was open.{_UNSAVED} Save your annotations to another file, "
        "or open the new one."
    )


def is_write_protected(path: Path, *, while_open: bool = False) -> WriteProtected:
    """Return the error that a file or its folder may not be written."""
    lost = _UNSAVED if while_open else ""
    instead = "save your annotations to another file" if while_open else "open the annotations for reading only"
    return WriteProtected(
        f"{path} is write-protected, or may not be written by you.{lost} Allow writing to it, or {instead}."
    )


def is_held_for_reading(path: Path) -> EnvironmentFault:
    """Return the error that the file is open read-only."""
    return EnvironmentFault(f"{path} is open for reading only. Choose another annotations file to write in.")


@contextmanager
def telling_of(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Convert errors of SQLite and of the file system into EnvironmentFault, and an interrupted query into Cancelled.

    ``writing``: a change of the user is being written, so the message adds that it was not saved. Errors that only a
    defect of this program causes, such as a broken constraint, are raised unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        fault = _fault_of(path, error, _UNSAVED if writing else "")
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise EnvironmentFault(
            f"{path} could not be reached ({error.strerror or error}). Check the disk, or choose another place."
        ) from error


@contextmanager
def telling_of_rows(path: Path) -> Iterator[None]:
    """Do as ``telling_of``, and also convert values that no version up to this one writes into EnvironmentFault."""
    try:
        with telling_of(path):
            yield
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentFault(
            f"{path} holds a value that this version of coopviewer does not know ({error}). "
            "Use a newer version, or restore a backup."
        ) from error


def _fault_of(path: Path, error: sqlite3.Error, lost: str) -> EnvironmentFault | None:
    code = getattr(error, "sqlite_errorcode", 0)  # errors of the sqlite3 module itself have none
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return is_gone(path)
    sentence = _SENTENCES.get(code & _PRIMARY)
    return EnvironmentFault(sentence.format(path=path, error=error, lost=lost)) if sentence else None


_BUSY = "{path} is being used by another program.{lost} Close that program, and try again."
_PROTECTED = (
    "{path} may not be written any more.{lost} Allow writing to it and to its folder, "
    "or save your annotations to another file."
)
_DAMAGED = "{path} is damaged ({error}).{lost} Restore a backup, or open another annotations file."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: (
        "There is no room left on the disk of {path}.{lost} Make room and try again, "
        "or save your annotations to another disk."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk of {path} is full or does not answer ({error}).{lost} Make room or check the disk and try again, "
        "or save your annotations to another one."
    ),
    sqlite3.SQLITE_READONLY: _PROTECTED,
    sqlite3.SQLITE_PERM: _PROTECTED,
    sqlite3.SQLITE_CANTOPEN: (
        "{path} could not be reached ({error}).{lost} Check that its folder is there and may be written, and try again."
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
