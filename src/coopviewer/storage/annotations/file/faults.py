"""The faults of annotations files, and the conversion of errors into them."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from coopviewer.domain.annotations.backups import RowDamage
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled

_MOST_NAMED = 10  # entries in a message
UNKNOWN = (ValueError, LookupError, TypeError, OverflowError, RecursionError)
"""The errors raised on reading a value that this version of the program does not know, as it never writes one."""
_PRIMARY = 0xFF  # mask: the low byte of an extended result code is the primary one; https://sqlite.org/rescode.html


class WriteProtected(EnvironmentFault):
    """The file can be read but not written; the caller may open it read-only instead."""


def gone_fault(path: Path) -> EnvironmentFault:
    """Return the error that a change was not saved, since the file was deleted or moved while it was open."""
    return EnvironmentFault("annotations.gone", path=path, unsaved=True)


def overwritten_fault(path: Path) -> EnvironmentFault:
    """Return the error that a change was not saved, since another program damaged or overwrote the open file."""
    return EnvironmentFault("annotations.overwritten", path=path, unsaved=True)


def is_damage(fault: EnvironmentFault) -> bool:
    """Return whether a fault says that the open file was damaged, so that nothing can be written into it any more."""
    is_found_in_writing = fault.code == "annotations.damaged" and bool(fault.values.get("unsaved"))
    return fault.code == "annotations.overwritten" or is_found_in_writing


def is_page_fault(found: str) -> bool:
    """Return whether a result of SQLite's checks is about a damaged page of the file, not about a value in a row."""
    return "page " in found.lower()


def replaced_fault(path: Path) -> EnvironmentFault:
    """Return the error that a change was not saved, since the file was replaced by another one while it was open."""
    return EnvironmentFault("annotations.replaced", path=path, unsaved=True)


def write_protected_fault(path: Path, *, while_open: bool = False) -> WriteProtected:
    """Return the error that a file or its folder may not be written; ``while_open``: and a change was not saved."""
    if while_open:
        return WriteProtected("annotations.protected-while-open", path=path, unsaved=True)
    return WriteProtected("annotations.write-protected", path=path)


def other_names_fault(path: Path) -> WriteProtected:
    """Return the error that a file has several names (hard links): each name would have its own write-ahead log."""
    return WriteProtected("annotations.linked", path=path)


def held_for_reading_fault(path: Path) -> EnvironmentFault:
    """Return the error that a change cannot be written, since this program opened the file read-only."""
    return EnvironmentFault("annotations.read-only", path=path)


def damage_faults(path: Path, damage: Iterable[RowDamage]) -> tuple[EnvironmentFault, ...]:
    """Return a fault on the entries with lost rows, and one on those with rows damaged otherwise; each only if needed.

    Each names at most ten entries.
    """
    damage = tuple(damage)
    faults = []
    for lost, code in ((True, "annotations.rows-lost"), (False, "annotations.rows-replaced")):
        entries = sorted({each.entry_id for each in damage if each.lost is lost})
        if entries:
            more = ", …" if len(entries) > _MOST_NAMED else ""
            faults.append(EnvironmentFault(code, path=path, rows=", ".join(entries[:_MOST_NAMED]) + more))
    return tuple(faults)


@contextmanager
def telling_of(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Convert errors of SQLite and of the file system into EnvironmentFault, and an interrupted query into Cancelled.

    The fault names ``path``. ``writing``: a change of the user is being written, so the message adds that it was not
    saved. Errors of the sqlite3 module itself, which only a defect of this program causes, are raised unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        fault = _fault_of(path, error, unsaved=writing)
        if fault is None:
            raise
        raise fault from error
    except UnicodeDecodeError as error:  # of a message of SQLite, which quotes what is in the file
        said = error.object.decode(errors="replace")
        raise EnvironmentFault("annotations.damaged", path=path, error=said, unsaved=writing) from error
    except OSError as error:
        raise EnvironmentFault("annotations.unreachable", path=path, error=error.strerror or error) from error


@contextmanager
def telling_of_rows(path: Path) -> Iterator[None]:
    """Convert errors of SQLite and of the file system, and unknown values in rows, into an EnvironmentFault.

    An unknown value is one that no version up to this one writes, such as a status that the enumeration lacks. Reading
    it raises one of the errors in UNKNOWN, so each of these in the block becomes a fault. The fault names ``path``.

    An interrupted query raises Cancelled. All other errors are raised unchanged, also those of the sqlite3 module
    itself, which only a defect of this program causes.
    """
    try:
        with telling_of(path):
            yield
    except UNKNOWN as error:
        raise EnvironmentFault("annotations.unknown-value", path=path, error=error) from error


def _fault_of(path: Path, error: sqlite3.Error, *, unsaved: bool) -> EnvironmentFault | None:
    code = getattr(error, "sqlite_errorcode", 0)  # errors of the sqlite3 module itself have none
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return gone_fault(path)
    if not code:
        return None
    # of those without a sentence of their own, most are met in a file that another program has changed
    fault = _FAULTS.get(code & _PRIMARY, "annotations.refused")
    return EnvironmentFault(fault, path=path, error=error, unsaved=unsaved)


_FAULTS: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "annotations.busy",
    sqlite3.SQLITE_LOCKED: "annotations.busy",
    sqlite3.SQLITE_FULL: "annotations.disk-full",
    sqlite3.SQLITE_IOERR: "annotations.disk-fails",
    sqlite3.SQLITE_READONLY: "annotations.not-writable",
    sqlite3.SQLITE_PERM: "annotations.not-writable",
    sqlite3.SQLITE_CANTOPEN: "annotations.not-reached",
    sqlite3.SQLITE_CORRUPT: "annotations.damaged",
    sqlite3.SQLITE_NOTADB: "annotations.damaged",
}
