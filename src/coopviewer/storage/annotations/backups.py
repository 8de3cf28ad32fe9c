"""Backups of the annotations file: creating, listing, comparing with the open file, and restoring as an operation."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.backups import Backup, BackupReason, Difference
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import full_path
from coopviewer.storage.annotations.differences import difference, gone_for_team, restoring_edits
from coopviewer.storage.annotations.edits import add_people
from coopviewer.storage.annotations.file.backup_files import backups_of, write_backup, write_copy
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.replaying import in_bin_if_shared, with_tags_that_stay, without
from coopviewer.storage.annotations.rows import ANNOTATION, RowEdit
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock, is_held_here

# equal in two files if their journals are; ``at`` also changes when a draft is saved again into the last operation
_MARK = """
    SELECT (SELECT max(id) || ' ' || max(at) FROM operation), (SELECT count(undone_at) FROM operation),
        (SELECT count(*) FROM annotation), (SELECT max(number) FROM anchor)
"""


def back_up(store: AnnotationStore, reason: BackupReason = BackupReason.ASKED) -> Path:
    """Write a verified backup of the store's file into ``backups/`` beside it, and return the path of the backup.

    Of the backups with the same ``reason`` the ten made last are kept. Raises EnvironmentFault if the backup cannot be
    written.
    """
    store.file.log_index.keep()
    return write_backup(store.file.connection, store.path, reason, store.now())


def back_up_daily(store: AnnotationStore, *, renew: bool = False) -> Path | None:
    """Make the backup of the day, and return its path; None if no backup is needed.

    It is not needed if there is one of today (UTC), or if nothing was written since the last daily backup.
    ``renew``: if something was written since today's backup, a new one takes its place. But a backup whose time is
    in the future is kept too: the clock was set back, and it may be of another day.

    Raises EnvironmentFault if the file cannot be read or the backup cannot be written.
    """
    now = store.now()
    last = next(iter(backups_of(store.path, BackupReason.DAILY)[-1:]), None)
    if last is None:
        return back_up(store, BackupReason.DAILY)
    is_of_today = last.at.date() == now.date()
    if (is_of_today and not renew) or _mark_of(last.path) == _mark_of_open(store):
        return None
    made = back_up(store, BackupReason.DAILY)
    if is_of_today and last.at <= now:
        with suppress(OSError):  # a backup too many does no harm
            last.path.unlink()
    return made


def save_copy(store: AnnotationStore, target: Path) -> Path:
    """Write all annotations to another file and return its path; works even if the store's own file was deleted.

    An existing file ``target`` is replaced. Raises EnvironmentFault if ``target`` is the store's own file and still
    there, if it is no file, if its folder does not exist, if another program has locked ``target``, or if writing
    fails.
    """
    target = full_path(target)
    if target == store.path and not is_absent(target):
        raise EnvironmentFault("annotations.is-open", path=target)
    is_absent(target)  # raises a fault if it is no file
    if not os.path.isdir(target.parent):  # noqa: PTH112  (raises nothing)
        raise EnvironmentFault("file.no-folder", folder=target.parent)
    with nullcontext() if target == store.path and is_held_here(target) else AnnotationLock(target):
        store.file.log_index.keep()
        write_copy(store.file.connection, target)
    return target


def list_backups(path: Path) -> tuple[Backup, ...]:
    """List the backups of an annotations file, the one made last first; empty if there are none.

    Each has the number of its annotations outside the bin, which is None if the backup cannot be read. Empty too if the
    user may not list the folder ``backups``.
    """
    found = backups_of(full_path(path))
    return tuple(Backup(each.path, each.at, each.reason, _count(each.path)) for each in reversed(found))


def compare(store: AnnotationStore, backup: Path) -> Difference:
    """Return what restoring a backup would change. Raises EnvironmentFault if the backup or the file cannot be read."""
    with _both(store, backup) as (now, kept):
        return difference(now, kept)


def restore(store: AnnotationStore, backup: Path, *, keeps_others: bool = False) -> Change:
    """Restore annotations, tags and anchors from a backup, as one operation that can be undone.

    A backup of the current content is made first, even if nothing differs; the returned change then has the operation
    number 0.

    Annotations that the backup lacks are removed. If other files have them too, they are moved to the bin instead, so
    that the deletion can be sent there. With ``keeps_others``, those of them that colleagues of the team wrote stay.
    In annotations that are in both files, anchors that the program found stay as they are. What is *only mine* now, was
    so in the backup, or was so when an operation that is still in the journal removed it, is so afterwards.

    Raises EnvironmentFault if the backup cannot be read or the file cannot be written; then no annotation changes.
    """

    def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
        opened = open_annotation_file(backup, read_only=True)
        try:
            with opened.reading() as kept:
                people = kept.execute("SELECT uuid, name FROM person")
                add_people(connection, [Person(*row) for row in people])
                edits = restoring_edits(connection, kept)
                gone = [each.key[0] for each in edits if each.table is ANNOTATION and each.row is None]
                found = gone_for_team(connection, gone) if keeps_others else {}
                edits = without(connection, edits, {uuid for uuid, is_others in found.items() if is_others})
                return with_tags_that_stay(connection, in_bin_if_shared(connection, edits, store.now()))
        finally:
            opened.close()

    open_annotation_file(backup, read_only=True).close()  # fails before a needless backup is made
    write_backup(store.file.connection, store.path, BackupReason.RESTORE, store.now(), spare=backup)
    return store.operate(operation("restore-backup"), edits_of)


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


def _mark_of_open(store: AnnotationStore) -> tuple[Any, ...]:
    with store.file.reading() as connection:
        return _mark(connection)


def _asked_of(backup: Path, ask: Callable[[sqlite3.Connection], tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Run a query on a backup; None if it cannot be read, which may turn out only after it was opened."""
    with (
        suppress(EnvironmentFault),
        closing(open_annotation_file(backup, read_only=True)) as opened,
        opened.reading() as connection,
    ):
        return ask(connection)
    return None


def _count_of(connection: sqlite3.Connection) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute("SELECT count(*) FROM annotation WHERE deleted_at IS NULL").fetchone()
    return found


def _mark(connection: sqlite3.Connection) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute(_MARK).fetchone()
    return found
