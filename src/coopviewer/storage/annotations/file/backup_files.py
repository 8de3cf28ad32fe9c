"""Backups of an annotations file: verified copies by SQLite's backup API, the last ten kept for each BackupReason."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from glob import escape as glob_escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.faults import telling_of

MOST_KEPT = 10  # backups of each reason; the oldest are deleted
LOGS = ("-wal", "-journal")
"""Suffixes of the logs that SQLite writes beside a file; it would apply an old log to any new file of the same name."""
_PRIVATE = 0o700
_STAMP = "%Y%m%dT%H%M%S"
_MOST_DIGITS = 12  # of a number in a name


class BackupFile(NamedTuple):
    """A backup in the folder of backups; sorts by the order in which backups were made, whatever the clock said.

    ``number`` counts the backups of a file, from 1. It is 0 for backups by an earlier version of the program, which
    come first, sorted by time. ``at`` is the time of the backup, in UTC.
    """

    number: int
    at: datetime
    reason: BackupReason
    path: Path


def backup_folder(path: Path) -> Path:
    """Return the folder ``backups`` beside an annotations file, which need not exist; all such files there share it."""
    return path.parent / "backups"


def write_backup(
    connection: sqlite3.Connection, path: Path, reason: BackupReason, at: datetime, spare: Path | None = None
) -> Path:
    """Back up the open file at ``path`` into ``backups/`` beside it, and return the path of the backup.

    ``at`` is the time in its name. Beyond 10 backups of this reason (MOST_KEPT) the oldest are deleted: those made
    first, whatever their times say, since the clock may have been wrong. ``spare`` is a backup that must not be
    deleted, None if there is none. Raises EnvironmentFault if the backup cannot be written; no incomplete file is left.
    """
    folder = backup_folder(path)
    with telling_of(folder):
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
    for broken_off in folder.glob(f".{glob_escape(path.stem)}.*.tmp*"):  # of a killed process; no other one writes here
        with suppress(OSError):
            broken_off.unlink()
    number = max((each.number for each in backups_of(path)), default=0) + 1
    moment = at.astimezone(UTC)
    stamp = f"{moment.strftime(_STAMP)}{moment.microsecond // 1000:03}Z"
    target = folder / f"{path.stem}.{stamp}.{reason}.{number}{path.suffix}"
    write_copy(connection, target)
    for old in backups_of(path, reason)[:-MOST_KEPT]:
        with suppress(OSError):  # a backup too many does no harm
            if old.path != target and (spare is None or not old.path.samefile(spare)):
                old.path.unlink()
    return target


def backups_of(path: Path, reason: BackupReason | None = None) -> list[BackupFile]:
    """List the backups of a file, the first made first, empty without any; ``reason`` None: those of all reasons."""
    found = [parse_name(path, each) for each in backup_folder(path).glob("*")]
    return sorted(each for each in found if each is not None and reason in (None, each.reason))


def parse_name(path: Path, copy: Path) -> BackupFile | None:
    """Read number, time and reason of ``copy`` from its name; None if that is not the name of a backup of ``path``."""
    if not (copy.name.startswith(f"{path.stem}.") and copy.name.endswith(path.suffix)):
        return None
    stamp, _, rest = copy.name[len(path.stem) + 1 : len(copy.name) - len(path.suffix)].partition(".")
    reason, separator, number = rest.partition(".")
    if separator and not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
        return None
    try:
        at = datetime.strptime(stamp[:-4], _STAMP).replace(microsecond=int(stamp[-4:-1]) * 1000, tzinfo=UTC)
        return BackupFile(int(number or 0), at, BackupReason(reason), copy)
    except ValueError:
        return None


def write_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write the content of an open file to ``target``: verified, in one file, readable by its owner only.

    An existing file at ``target`` is replaced, and its logs are deleted; no other program may be writing to it.

    Raises EnvironmentFault if the content is damaged or cannot be written: the existing file is unchanged then. Also
    raised if replacing fails: the existing file may have lost its logs then.
    """
    with telling_of(target):
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)
        try:
            _write(connection, temporary)
            for suffix in (*LOGS, "-shm"):
                target.with_name(f"{target.name}{suffix}").unlink(missing_ok=True)
            temporary.replace(target)
            flush_folder(target.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()


def flush_folder(folder: Path) -> None:
    """Have the system write a folder's list of names to the disk; raises OSError if that fails.

    Nothing happens on Windows, which does not need it.
    """
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write(connection: sqlite3.Connection, temporary: Path) -> None:
    copy = sqlite3.connect(temporary, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # a single file, without a log beside it
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
    finally:
        copy.close()
    if found != ["ok"]:
        raise EnvironmentFault("annotations.copy-damaged", error=found[0])
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
