"""Opening an annotations file for the window: locked, so that no other window or command writes into it."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.file_kinds import full_path
from coopviewer.private_folders import make_private_folder
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.file.faults import WriteProtected, damage_faults
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.storage.files.lock import AnnotationLock

if TYPE_CHECKING:
    from coopviewer.storage.annotations.store import AnnotationStore

_JUMP = 3600.0  # seconds


class LockedFile:
    """An open annotations file; ``reader`` reads what is in it."""

    def __init__(
        self, reader: AnnotationReader, lock: AnnotationLock | None, notice: EnvironmentFault | None = None
    ) -> None:
        """Take over an open file; ``lock`` None: it is read-only.

        ``notice`` says why it is read-only, or else that it is on a network drive; None: there is nothing to say.
        """
        self.reader, self.lock, self.notice = reader, lock, notice

    def for_writing(self) -> "AnnotationStore":
        """Return what writes into the file; from the first call on it is the ``reader`` too."""
        from coopviewer.storage.annotations.store import AnnotationStore  # a start only reads

        if not isinstance(self.reader, AnnotationStore):
            self.reader = AnnotationStore(self.reader.file, self.reader.person)
        return self.reader

    def close(self) -> None:
        """Close the file and release its lock."""
        self.reader.close()
        if self.lock is not None:
            self.lock.release()

    def described(self) -> OpenFile:
        """Return what the window shows of the file: path, owner, notice, and whether it is read-only or in a team.

        Whether it is in a team is read now. Raises EnvironmentFault if that fails.
        """
        return OpenFile(
            path=self.reader.path,
            person=self.reader.person,
            read_only=self.reader.read_only,
            notice=self.notice,
            journal=self.reader.journal,
            in_team=self.reader.is_in_team(),
        )


class ClockWatch:
    """Finds out whether the system's clock was set, by comparing it with one that nobody can set."""

    def __init__(self) -> None:
        """Note the present time, with which ``has_jumped`` compares."""
        self._distance = _distance()

    @property
    def has_jumped(self) -> bool:
        """Whether the system's clock was set by more than an hour since this object was created.

        On some systems the clock that nobody can set stops while the machine sleeps. There, it is also True after the
        machine has slept for more than an hour.
        """
        return abs(_distance() - self._distance) > _JUMP


class OpenAnnotations:
    """Holds the annotations file that is open on a thread, so that one job after another can use it.

    At first no file is open. The object must be used on that thread only.
    """

    def __init__(self) -> None:
        """Start without a file."""
        self._file: LockedFile | None = None
        self.clock = ClockWatch()

    @property
    def file(self) -> LockedFile:
        """The open file; raises Cancelled if none is open."""
        if self._file is None:
            raise Cancelled
        return self._file

    @property
    def reader(self) -> AnnotationReader:
        """The annotations in the file, to be read; raises Cancelled if none is open."""
        return self.file.reader

    @property
    def store(self) -> "AnnotationStore":
        """The annotations in the file, to be read and written; raises Cancelled if none is open.

        The first use imports the modules that write.
        """
        return self.file.for_writing()

    def take_damage(self) -> tuple[EnvironmentFault, ...]:
        """Return the faults of damaged annotations that were read since the last call; empty if there are none."""
        if self._file is None:
            return ()
        file = self._file.reader.file
        return damage_faults(file.path, file.take_damage())

    def open(self, path: Path) -> None:
        """Open and lock a file, which is created if there is none; then close the file that was open before.

        If that fails, EnvironmentFault is raised, and the file before stays open. But if ``path`` is that of the open
        file, it is closed first, since its own lock would make it read-only; if opening it again fails, no file is
        open.
        """
        if self._file is not None and self._file.reader.path == full_path(path):
            self.close()
        before, self._file = self._file, hold_annotations(path)
        if before is not None:
            before.close()

    def close(self) -> None:
        """Close the file and release its lock; nothing happens if none is open."""
        before, self._file = self._file, None
        if before is not None:
            before.close()


def _distance() -> float:
    """Return by how many seconds the system's clock is ahead of a clock that nobody can set.

    That one starts with the machine, and runs on while the machine sleeps, if the system has such a clock.
    """
    steady = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() - (time.monotonic() if steady is None else time.clock_gettime(steady))


def hold_annotations(path: Path) -> LockedFile:
    """Open and lock an annotations file, which is created if there is none, with its folder.

    A file of an older version of the program is backed up and migrated. The file is opened read-only, and ``notice``
    says why, in these cases:

        Another program has locked it.
        The file, or its folder, may not be written.
        It has several names (hard links), or parts that another program added to it: it is not changed for safety.

    Otherwise a file on a network drive is opened for writing, and ``notice`` says that it is written in a slower way.
    Raises EnvironmentFault if the file cannot be opened at all.
    """
    is_absent(path)  # raises a fault if it is no file
    _make_folder(path)
    try:
        lock = AnnotationLock(path, "window")
    except EnvironmentFault as fault:
        return _opened_without_lock(path, fault)
    try:
        return _held_for_writing(path, lock)
    except WriteProtected as fault:
        lock.release()
        is_said = fault.code in ("annotations.altered", "annotations.linked")
        notice = fault if is_said else EnvironmentFault("annotations.owner-read-only", name=path.name)
        return LockedFile(AnnotationReader.open(path, read_only=True), None, notice)
    except EnvironmentFault:
        lock.release()
        raise


def _opened_without_lock(path: Path, fault: EnvironmentFault) -> LockedFile:
    """Open a file to be read: another program has locked it, or its folder may not be written."""
    if fault.code == "annotations.not-locked":
        if is_absent(path):
            raise EnvironmentFault("annotations.folder-closed", folder=path.parent) from fault
        notice = EnvironmentFault("annotations.folder-read-only", folder=path.parent)
    else:
        holder = {name: fault.values.get(name, "") for name in ("application", "host", "process")}
        notice = EnvironmentFault("annotations.held-for-writing", name=path.name, **holder)
    return LockedFile(AnnotationReader.open(path, read_only=True), None, notice)


def _held_for_writing(path: Path, lock: AnnotationLock) -> LockedFile:
    try:
        reader = AnnotationReader.open(path)
    except PermissionError as error:
        raise EnvironmentFault("annotations.not-permitted", path=path, error=error.strerror) from error
    if reader.journal == "wal":
        return LockedFile(reader, lock)
    return LockedFile(reader, lock, EnvironmentFault("annotations.on-network", name=path.name))


def _make_folder(path: Path) -> None:
    try:
        make_private_folder(full_path(path).parent)
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault("annotations.folder-not-made", folder=path.parent, error=reason) from error
