"""Backing up: backups of the annotations file, listed, compared and restored, and copies for another place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import AnnotationWriter, Written, written


class AnnotationBackups(QObject):
    """Looks after the file that is open; every call returns at once."""

    backups_listed = Signal(object)
    """The backups of the file that is open (a tuple of Backup), the newest first."""
    compared = Signal(object, object)
    """What restoring a backup would do: its Path, and the Difference."""
    restored = Signal()
    """A backup was restored, in one operation."""
    copied = Signal(object)
    """All annotations were written to another file (its Path)."""
    failed = Signal(str)
    """What was asked could not be done; a sentence for the person."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Look after what is kept there."""
        super().__init__(file_session)
        self._file_session, self._writer = file_session, writer

    def look_after(self, *, renew: bool = False) -> None:
        """Make the backup of the day, and let go of what has lain in the bin for long; ``renew``: also one of today."""
        self._file_session.put(partial(_look_after, renew), failed=self.failed.emit)

    def list_backups(self) -> None:
        """Ask which backups there are."""
        self._file_session.put(_backups, self.backups_listed.emit, failed=self.failed.emit)

    def compare(self, backup: Path) -> None:
        """Ask what restoring a backup would do."""
        self._file_session.put(partial(_compare, backup), partial(self.compared.emit, backup), failed=self.failed.emit)

    def restore(self, label: str, backup: Path) -> None:
        """Make everything as it was in a backup, in one operation; what is there now is backed up first."""
        self._file_session.put(partial(_restore, label, backup), self._take_restored, failed=self.failed.emit)

    def copy(self, target: Path) -> None:
        """Write all annotations to another file, also where the one that is open is gone."""
        self._file_session.put(partial(_copy, target), self.copied.emit, failed=self.failed.emit)

    def _take_restored(self, done: Written) -> None:
        self._writer.take(done)
        self.restored.emit()


# On the thread of the file; the modules come with their first use


def _look_after(renew: bool, job: FileJob) -> None:
    from coopviewer.storage.annotations.backups import back_up_daily

    if job.kept.store.read_only:
        return
    try:
        back_up_daily(job.kept.store, renew=renew)
    except EnvironmentFault as fault:
        raise EnvironmentFault(f"The backup of the day could not be made. {fault}") from fault
    job.kept.store.purge()


def _backups(job: FileJob) -> tuple[Backup, ...]:
    from coopviewer.storage.annotations.backups import list_backups

    return list_backups(job.kept.store.path)


def _compare(backup: Path, job: FileJob) -> Difference:
    from coopviewer.storage.annotations.backups import compare

    return compare(job.kept.store, backup)


def _restore(label: str, backup: Path, job: FileJob) -> Written:
    from coopviewer.storage.annotations.backups import restore

    return written(job.kept.store, restore(job.kept.store, backup, label))


def _copy(target: Path, job: FileJob) -> Path:
    from coopviewer.storage.annotations.backups import save_copy

    return save_copy(job.kept.store, target)
