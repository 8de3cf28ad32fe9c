"""The backup service: makes, lists, compares and restores backups of the annotations file; copies and rescues it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.backups import back_up_daily, compare, list_backups, restore, save_copy
from coopviewer.storage.annotations.file.faults import is_damage
from coopviewer.storage.annotations.replacing import replace_by_backup
from coopviewer.storage.annotations.rescue import Rescued, rescue
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import AnnotationWriter, with_annotations


class AnnotationBackups:
    """Backs up and restores the open annotations file, on the thread of its session.

    Every call returns at once, and the callback ``answered`` gets the result later. If the work fails, ``answered`` is
    not called, and the session emits ``failed``; ``rescue`` calls a callback ``failed`` instead. If no file is open,
    all but ``list_backups_of`` and ``replace`` do nothing, and call no callback.
    """

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Work on the open file of a session; ``writer`` reports what a restoration changed."""
        self._file_session, self._writer = file_session, writer

    def look_after(self, *, renew: bool = False) -> None:
        """Request the daily backup, and then delete what has been in the bin for 90 days (``AnnotationStore.purge``).

        No backup is made if there is one of today (UTC), or if nothing was written since the last daily one. The bin is
        emptied of what is old only if a backup was made, and if the system's clock was not set by more than an hour
        since the session's thread started.

        ``renew``: today's backup is replaced by a newer one if something was written since; nothing is deleted from the
        bin. Nothing happens to a read-only file. The session emits ``failed`` if the file is damaged, or if the backup
        cannot be made.
        """
        self._file_session.put(partial(_look_after, renew))

    def begin(self) -> None:
        """Request a backup of the open file if it has no backup at all, as after the first change of a new file.

        Nothing happens if the file is read-only. The session emits ``failed`` if the file is damaged, or if the backup
        cannot be made.
        """
        self._file_session.put(_begin)

    def check(self) -> None:
        """Request a check whether another program damaged the open file; if so, the session emits ``failed``.

        That the file was deleted is not reported.
        """
        self._file_session.put(_check)

    def rescue(
        self,
        drafts: tuple[Annotation, ...],
        answered: Callable[[Path, Rescued], object],
        failed: Callable[[EnvironmentFault], object],
    ) -> None:
        """Save what can still be read of the open file, which is damaged, in a new file beside it, and open that.

        What is missing is taken from the newest backup. ``drafts`` are annotations that could not be written; they are
        saved too. ``answered`` receives the path of the damaged file, which stays as it is, and the result, before the
        session emits ``opened``. ``failed`` receives the reason why nothing could be saved.
        """
        take = partial(self._take_rescued, answered)
        self._file_session.put(partial(_rescue, drafts), take, failed=failed, defect=failed)

    def list_backups(self, answered: Callable[[tuple[Backup, ...]], object]) -> None:
        """Have ``answered`` called later with the backups of the open file, the one made last first.

        Empty if there are none.
        """
        self._file_session.put(_backups, answered)

    def compare(self, backup: Path, answered: Callable[[Difference], object]) -> None:
        """Have ``answered`` called later with what restoring the backup at a path would change in the open file."""
        self._file_session.put(partial(_compare, backup), answered)

    def restore(self, backup: Path, answered: Callable[[], object], *, keeps_others: bool) -> None:
        """Restore the backup at a path as one operation, which can be undone; the current content is backed up first.

        ``keeps_others``: what colleagues of a team wrote, and the backup lacks, stays. ``answered`` is called once that
        is done, after ``annotations_changed``, also if nothing differed. If restoring fails, the
        session emits ``failed`` instead.
        """
        self._file_session.put(partial(_restore, backup, keeps_others), partial(self._take_restored, answered))

    def list_backups_of(self, path: Path, answered: Callable[[tuple[Backup, ...]], object]) -> None:
        """Have ``answered`` called with the backups of a file that cannot be opened, the one made last first.

        It is called later, on the window's thread; with an empty tuple if there are no backups.
        """
        self._file_session.put(partial(_backups_of, path), answered)

    def replace(self, path: Path, backup: Path, answered: Callable[[Path | None], object]) -> None:
        """Put a copy of a backup in the place of a file that cannot be opened, and open the copy.

        ``answered`` receives the path at which the file that cannot be opened is kept, None if there was no file. After
        that the session emits ``opened``, or ``failed`` if the copy cannot be opened. If the copy cannot be made,
        ``answered`` is not called, and the session emits ``failed``.
        """
        self._file_session.put(partial(_replace, path, backup), partial(self._take_replaced, path, answered))

    def copy(self, target: Path, answered: Callable[[Path], object]) -> None:
        """Write all annotations to another file, even if the open file was deleted.

        Another file at ``target`` is replaced. If ``target`` is the open file and still there, nothing is written, and
        the session emits ``failed``. The open file stays open. ``answered`` later receives the full path of the copy.
        """
        self._file_session.put(partial(_copy, target), answered)

    def _take_rescued(self, answered: Callable[[Path, Rescued], object], found: tuple[Path, Rescued]) -> None:
        self._file_session.describe()
        answered(*found)

    def _take_replaced(self, path: Path, answered: Callable[[Path | None], object], kept: Path | None) -> None:
        self._file_session.open(path)
        answered(kept)

    def _take_restored(self, answered: Callable[[], object], change: Change) -> None:
        self._writer.take(change)
        answered()


# On the thread of the file


def _look_after(renew: bool, job: FileJob) -> None:
    if job.kept.reader.read_only:
        return
    job.kept.reader.file.check_pages()
    try:
        made = back_up_daily(job.kept.store, renew=renew)
    except EnvironmentFault as fault:
        if is_damage(fault):
            raise
        raise EnvironmentFault("annotations.no-daily-backup", reason=fault) from fault
    # a backup holds what is deleted then; while a clock is being set, what is old is not known
    if made is not None and not renew and not job.kept.clock.has_jumped:
        job.kept.store.purge()


def _begin(job: FileJob) -> None:
    if not job.kept.reader.read_only and not list_backups(job.kept.reader.path):
        _look_after(False, job)


def _check(job: FileJob) -> None:
    """Raise EnvironmentFault for a damaged file only: one that was deleted is reported when it is written."""
    try:
        job.kept.reader.file.check()
    except EnvironmentFault as fault:
        if is_damage(fault):
            raise


def _rescue(drafts: tuple[Annotation, ...], job: FileJob) -> tuple[Path, Rescued]:
    damaged = job.kept.reader.path
    rescued = rescue(job.kept.store, drafts)
    job.kept.open(rescued.path)
    return damaged, rescued


def _backups(job: FileJob) -> tuple[Backup, ...]:
    return list_backups(job.kept.reader.path)


def _backups_of(path: Path, _job: FileJob) -> tuple[Backup, ...]:
    return list_backups(path)


def _replace(path: Path, backup: Path, _job: FileJob) -> Path | None:
    return replace_by_backup(path, backup)


def _compare(backup: Path, job: FileJob) -> Difference:
    return compare(job.kept.store, backup)


def _restore(backup: Path, keeps_others: bool, job: FileJob) -> Change:
    return with_annotations(job.kept.store, restore(job.kept.store, backup, keeps_others=keeps_others))


def _copy(target: Path, job: FileJob) -> Path:
    return save_copy(job.kept.store, target)
