"""Backing up: backups of the annotations file, listed, compared and restored, and copies for another place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, telling
from coopviewer.workspace.annotations.locked_file import LockedFile
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
        self._file_session.ask(partial(_look_after, renew), None, self.failed.emit)

    def list_backups(self) -> None:
        """Ask which backups there are."""
        self._file_session.ask(_backups, telling(self.backups_listed), self.failed.emit)

    def compare(self, backup: Path) -> None:
        """Ask what restoring a backup would do."""
        self._file_session.ask(partial(_compare, backup), telling(self.compared, backup), self.failed.emit)

    def restore(self, label: str, backup: Path) -> None:
        """Make everything as it was in a backup, in one operation; what is there now is backed up first."""
        self._file_session.ask(partial(_restore, label, backup), self._take_restored, self.failed.emit)

    def copy(self, target: Path) -> None:
        """Write all annotations to another file, also where the one that is open is gone."""
        self._file_session.ask(partial(_copy, target), telling(self.copied), self.failed.emit)

    def _take_restored(self, done: Written) -> None:
        self._writer.take(done)
        self.restored.emit()


# On the thread of the file; the modules come with their first use


def _look_after(renew: bool, held: LockedFile) -> None:
    from coopviewer.storage.annotations.backups import back_up_daily

    if held.store.read_only:
        return
    try:
        back_up_daily(held.store, renew=renew)
    except EnvironmentFault as fault:
        raise EnvironmentFault(f"The backup of the day could not be made. {fault}") from fault
    held.store.purge()


def _backups(held: LockedFile) -> tuple[Backup, ...]:
    from coopviewer.storage.annotations.backups import list_backups

    return list_backups(held.store.path)


def _compare(backup: Path, held: LockedFile) -> Difference:
    from coopviewer.storage.annotations.backups import compare

    return compare(held.store, backup)


def _restore(label: str, backup: Path, held: LockedFile) -> Written:
    from coopviewer.storage.annotations.backups import restore

    return written(held, restore(held.store, backup, label))


def _copy(target: Path, held: LockedFile) -> Path:
    from coopviewer.storage.annotations.backups import save_copy

    return save_copy(held.store, target)
