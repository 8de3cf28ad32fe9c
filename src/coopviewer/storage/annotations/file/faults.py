"""What can go wrong with an annotations file, each in a sentence for the person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled

_PRIMARY = 0xFF  # the low byte of an extended result code; https://sqlite.org/rescode.html
_UNSAVED = " This change was not saved."


class WriteProtected(EnvironmentFault):
    """The file may be read, but not written: whoever is content with that opens it for reading only."""


def is_gone(path: Path) -> EnvironmentFault:
    """Say that the file was deleted or moved while it was open."""
    return EnvironmentFault(
        f"{path} was deleted or moved while it was open.{_UNSAVED} Save your annotations to another file, "
        "or put the file back and open it again."
    )


def is_replaced(path: Path) -> EnvironmentFault:
    """Say that another file lies in the place of the one that is open."""
    return EnvironmentFault(
        f"{path} was replaced by another file while it was open.{_UNSAVED} Save your annotations to another file, "
        "or open the new one."
    )


def is_write_protected(path: Path, *, while_open: bool = False) -> WriteProtected:
    """Say that a file or its folder may not be written."""
    lost = _UNSAVED if while_open else ""
    instead = "save your annotations to another file" if while_open else "open the annotations for reading only"
    return WriteProtected(
        f"{path} is write-protected, or may not be written by you.{lost} Allow writing to it, or {instead}."
    )


def is_held_for_reading(path: Path) -> EnvironmentFault:
    """Say that nothing can be changed through this opening of the file."""
    return EnvironmentFault(f"{path} is open for reading only. Choose another annotations file to write in.")


@contextmanager
def telling_of(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn what the disk, the system or another program does to a file into an EnvironmentFault.

    What was interrupted, since it was cancelled, raises Cancelled.
    ``writing``: a change that the person made was being written. What only a defect of ours can cause, such as a
    broken constraint, passes unchanged.
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
    """Turn values that no version up to this one writes into an EnvironmentFault, as well as what telling_of does."""
    try:
        with telling_of(path):
            yield
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentFault(
            f"{path} holds a value that this version of coopviewer does not know ({error}). "
            "Use a newer version, or restore a backup."
        ) from error


def _fault_of(path: Path, error: sqlite3.Error, lost: str) -> EnvironmentFault | None:
    code = getattr(error, "sqlite_errorcode", 0)  # what the module itself finds wrong has none
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
