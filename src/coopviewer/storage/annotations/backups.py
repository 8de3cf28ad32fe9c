"""Backups of the annotations file: made, listed, compared with what is there now, and restored as an operation."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.backups import Backup, BackupReason, Difference
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.differences import difference, restoring_edits
from coopviewer.storage.annotations.edits import add_people
from coopviewer.storage.annotations.file.copies import copies_of, keep_copy, write_copy
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.journal import RowEdit
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock, is_held_here

# alike in two files: the same work, as far as the journal tells; a draft that is typed moves ``at``
_MARK = """
    SELECT (SELECT max(id) || ' ' || max(at) FROM operation), (SELECT count(undone_at) FROM operation),
        (SELECT count(*) FROM annotation), (SELECT max(number) FROM anchor)
"""


def back_up(store: AnnotationStore, reason: BackupReason = BackupReason.ASKED) -> Path:
    """Make a backup into ``backups/`` beside the file, verified; the oldest of the same reason goes beyond ten.

    Raises EnvironmentFault where that is not possible.
    """
    return keep_copy(store.file.connection, store.path, reason, store.now())


def back_up_daily(store: AnnotationStore, *, renew: bool = False) -> Path | None:
    """Make the backup of the day; None: there is one of today (UTC), or nothing was written since the last.

    ``renew``: one of today is replaced by another with what was written since, as at the end of the work.
    """
    today = store.now().date()
    kept = copies_of(store.path, BackupReason.DAILY)
    of_today = [copy for at, _, copy in kept if at.date() == today]
    if kept and ((of_today and not renew) or _mark_of(kept[-1][2]) == _mark(store.file.connection)):
        return None
    made = back_up(store, BackupReason.DAILY)
    for copy in of_today:
        if copy != made:
            copy.unlink(missing_ok=True)
    return made


def save_copy(store: AnnotationStore, target: Path) -> Path:
    """Write all annotations to another file, which may then be opened; also where the store's own file is gone.

    A file that is there is replaced. Raises EnvironmentFault where that is not possible, and where another program
    holds that file.
    """
    target = target.expanduser().resolve()
    if target == store.path and target.exists():
        raise EnvironmentFault(f"{target} is the file that is open. Choose another name.")
    if not target.parent.is_dir():
        raise EnvironmentFault(f"There is no folder {target.parent}. Make it first, or choose another place.")
    with nullcontext() if target == store.path and is_held_here(target) else AnnotationLock(target):
        write_copy(store.file.connection, target)
    return target


def list_backups(path: Path) -> tuple[Backup, ...]:
    """List the backups of an annotations file, the newest first."""
    found = copies_of(path.expanduser().resolve())
    return tuple(Backup(copy, at, reason, _count(copy)) for at, reason, copy in reversed(found))


def compare(store: AnnotationStore, backup: Path) -> Difference:
    """Return what restoring a backup would do; raises EnvironmentFault where it cannot be read."""
    with _both(store, backup) as (now, kept):
        return difference(now, kept)


def restore(store: AnnotationStore, backup: Path, label: str = "Restore a backup") -> Change:
    """Make annotations, tags and what they stand on as they were in a backup, in one operation that can be undone.

    What is there now is backed up first. What the program found about annotations that stay, stays. Raises
    EnvironmentFault where the backup cannot be read or nothing can be written; nothing has changed then.
    """

    def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
        opened = open_annotation_file(backup, read_only=True)
        try:
            with opened.reading() as kept:
                people = kept.execute("SELECT uuid, name FROM person")
                add_people(connection, [Person(*row) for row in people])
                return restoring_edits(connection, kept)
        finally:
            opened.close()

    open_annotation_file(backup, read_only=True).close()  # before a backup is made for nothing
    keep_copy(store.file.connection, store.path, BackupReason.RESTORE, store.now(), spare=backup)
    return store.operate(label, edits_of)


@contextmanager
def _both(store: AnnotationStore, backup: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    opened = open_annotation_file(backup, read_only=True)
    try:
        with store.file.reading() as now, opened.reading() as kept:
            yield now, kept
    finally:
        opened.close()


def _count(backup: Path) -> int | None:
    found = _asked_of(backup, _count_of)
    return None if found is None else int(found[0])


def _mark_of(backup: Path) -> tuple[Any, ...] | None:
    return _asked_of(backup, _mark)


def _asked_of(backup: Path, ask: Callable[[sqlite3.Connection], tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Ask something of a backup; None where it cannot be read."""
    try:
        opened = open_annotation_file(backup, read_only=True)
    except EnvironmentFault:
        return None
    try:
        with opened.reading() as connection:
            return ask(connection)
    finally:
        opened.close()


def _count_of(connection: sqlite3.Connection) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute("SELECT count(*) FROM annotation WHERE deleted_at IS NULL").fetchone()
    return found


def _mark(connection: sqlite3.Connection) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute(_MARK).fetchone()
    return found
