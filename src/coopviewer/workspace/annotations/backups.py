"""The backup service: makes, lists, compares and restores backups of the annotations file, and saves copies of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.backups import back_up_daily, compare, list_backups, restore, save_copy
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import AnnotationWriter, with_annotations


class AnnotationBackups:
    """Backs up and restores the open file. Every call returns at once; ``answered`` is called once the work is done."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Work on the open file of a session; ``writer`` reports what a restoration changed."""
        self._file_session, self._writer = file_session, writer

    def look_after(self, *, renew: bool = False) -> None:
        """Make the daily backup, and then delete what was in the bin for long; ``renew``: replace today's backup."""
        self._file_session.put(partial(_look_after, renew))

    def list_backups(self, answered: Callable[[tuple[Backup, ...]], object]) -> None:
        """Request the backups, newest first."""
        self._file_session.put(_backups, answered)

    def compare(self, backup: Path, answered: Callable[[Difference], object]) -> None:
        """Request the effect that restoring a backup would have."""
        self._file_session.put(partial(_compare, backup), answered)

    def restore(self, backup: Path, answered: Callable[[], object]) -> None:
        """Restore the content of a backup as one operation; the current content is backed up first."""
        self._file_session.put(partial(_restore, backup), partial(self._take_restored, answered))

    def copy(self, target: Path, answered: Callable[[Path], object]) -> None:
        """Write all annotations to another file; this works even if the open file was deleted."""
        self._file_session.put(partial(_copy, target), answered)

    def _take_restored(self, answered: Callable[[], object], change: Change) -> None:
        self._writer.take(change)
        answered()


# On the thread of the file


def _look_after(renew: bool, job: FileJob) -> None:
    if job.kept.store.read_only:
        return
    try:
        made = back_up_daily(job.kept.store, renew=renew)
    except EnvironmentFault as fault:
        raise EnvironmentFault("annotations.no-daily-backup", reason=fault) from fault
    # a backup holds what is deleted then; while a clock is being set, what is old is not known
    if made is not None and not renew and not job.kept.clock.has_jumped:
        job.kept.store.purge()


def _backups(job: FileJob) -> tuple[Backup, ...]:
    return list_backups(job.kept.store.path)


def _compare(backup: Path, job: FileJob) -> Difference:
    return compare(job.kept.store, backup)


def _restore(backup: Path, job: FileJob) -> Change:
    return with_annotations(job.kept.store, restore(job.kept.store, backup))


def _copy(target: Path, job: FileJob) -> Path:
    return save_copy(job.kept.store, target)
