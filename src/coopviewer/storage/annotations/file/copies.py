"""Copies of annotations files: made by SQLite's backup API while the file is open, whole and verified, and rotated."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from glob import escape as glob_escape
from pathlib import Path
from tempfile import NamedTemporaryFile

from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.faults import telling_of

KEPT = 10  # of each reason
LOGS = ("-wal", "-journal")
"""What stands behind the name of a file in those of its logs, which SQLite works into whatever file has that name."""
_PRIVATE = 0o700
_STAMP = "%Y%m%dT%H%M%S"


def backup_folder(path: Path) -> Path:
    """Return the folder of the backups of a file, beside it."""
    return path.parent / "backups"


def keep_copy(
    connection: sqlite3.Connection, path: Path, reason: BackupReason, at: datetime, spare: Path | None = None
) -> Path:
    """Back up an open file into ``backups/`` beside it, and delete the oldest of that reason beyond KEPT.

    ``spare`` is a backup that is still needed, and stays however old it is; None: there is none. Raises
    EnvironmentFault where that is not possible; no half backup is left behind.
    """
    folder = backup_folder(path)
    with telling_of(folder):
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
    for broken_off in folder.glob(f".{glob_escape(path.stem)}.*.tmp*"):  # by a kill: whoever writes now writes alone
        with suppress(OSError):
            broken_off.unlink()
    moment = at.astimezone(UTC)
    stamp = f"{moment.strftime(_STAMP)}{moment.microsecond // 1000:03}Z"
    target = folder / f"{path.stem}.{stamp}.{reason}{path.suffix}"
    write_copy(connection, target)
    for _, _, old in copies_of(path, reason)[:-KEPT]:
        with suppress(OSError):  # one too many does no harm
            if spare is None or not old.samefile(spare):
                old.unlink()
    return target


def copies_of(path: Path, reason: BackupReason | None = None) -> list[tuple[datetime, BackupReason, Path]]:
    """List the backups of a file, the oldest first, with when and why each was made; ``reason`` None: all of them."""
    named = [(parse_name(path, each), each) for each in backup_folder(path).glob("*")]
    found = [(*name, each) for name, each in named if name is not None]
    return sorted(each for each in found if reason in (None, each[1]))


def parse_name(path: Path, copy: Path) -> tuple[datetime, BackupReason] | None:
    """Read when and why a backup of ``path`` was made from its name; None: it is none."""
    if not (copy.name.startswith(f"{path.stem}.") and copy.name.endswith(path.suffix)):
        return None
    stamp, _, reason = copy.name[len(path.stem) + 1 : len(copy.name) - len(path.suffix)].partition(".")
    try:
        at = datetime.strptime(stamp[:-4], _STAMP).replace(microsecond=int(stamp[-4:-1]) * 1000, tzinfo=UTC)
        return at, BackupReason(reason)
    except ValueError:
        return None


def write_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write all that an open file holds to ``target``, in one file that is whole, verified and private.

    A file that is there is replaced together with its logs; nobody else may be writing into it.
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
    """Let the names in a folder reach the disk; Windows neither needs nor allows this."""
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
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, with no log beside it
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
    finally:
        copy.close()
    if found != ["ok"]:
        raise EnvironmentFault(
            f"A copy of the annotations is damaged ({found[0]}), so it was not kept. Check the disk, "
            "or save your annotations to another one."
        )
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
