"""The session with the open annotations file, and the thread on which the file is read and written."""

from _queue import SimpleQueue  # as in workspace/background.py
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Steps
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import FileKind, kind_of
from coopviewer.workspace.annotations.locked_file import OpenAnnotations
from coopviewer.workspace.background import BackgroundQueue, Job

FileJob = Job[OpenAnnotations]
"""A job on the thread of the annotations file; it is cancelled once it asks for the open file and there is none."""


class AnnotationFileSession(BackgroundQueue[OpenAnnotations]):
    """Opens one annotations file at a time, and reports which one is open.

    It is also the queue of all work on the file: jobs run on its thread, in the order in which they were put.
    """

    opened = Signal(object)
    """A file was opened, or what is known of the open file has changed (OpenFile).

    The latter is the case if its owner was renamed, or if the annotations of another reference are now used.
    """
    damage_found = Signal(object)
    """Damaged annotations were read; the others are shown (EnvironmentFault). Emitted after the callbacks of the job.
    """
    steps_changed = Signal(object)
    """The operations that can be undone and redone have changed (Steps)."""

    def __init__(self, dataset: str, parent: QObject | None = None) -> None:
        """Start without a file; ``dataset`` is the URN of the reference that the annotations are about."""
        super().__init__("annotations", parent, opens=OpenAnnotations, finishes_jobs=True)
        self.file: OpenFile | None = None
        """The description of the file that was opened last; None before one was opened."""
        self._dataset = dataset
        self._damage: SimpleQueue[EnvironmentFault] = SimpleQueue()
        # after the queue's own slot, which calls the job's callbacks
        self._relay.told.connect(self._report_damage)

    @property
    def dataset(self) -> str:
        """The URN of the reference that the annotations are about, such as ``urn:coopviewer:dataset:…``."""
        return self._dataset

    @Slot(str)
    def use(self, dataset: str) -> None:
        """Work with the annotations on another reference, by its URN, from now on; ``opened`` is emitted again.

        If no file is open, only the URN is noted.
        """
        self._dataset = dataset
        if self.file is not None:
            self.describe()

    def open(self, path: Path) -> None:
        """Request to open another file, which is created if missing; if that fails, the previous one stays open.

        ``opened`` is emitted once it is open, otherwise ``failed``. If ``path`` is that of the open file, it is closed
        first and opened again; if that fails, no file is open.
        """
        self.put(partial(_open, path), self._describe_opened)

    def open_existing(self, path: Path) -> None:
        """Request to open another file; if it is missing, only ``failed`` is emitted, before this call returns.

        ``opened`` is emitted once it is open. If it cannot be opened, ``failed`` is emitted, and the previous file
        stays open unless it was the same file.
        """
        try:
            is_there = kind_of(path) is not FileKind.ABSENT
        except OSError:  # opening it says what is wrong
            is_there = True
        if is_there:
            self.open(path)
            return
        # it may be on a USB stick that is not plugged in: a new file would hide that
        self.failed.emit(EnvironmentFault("annotations.not-there", path=path))

    def set_steps(self, steps: Steps) -> None:
        """Emit ``steps_changed`` with what can be undone and redone, even if that is the same as before.

        AnnotationWriter calls this after each change that was written.
        """
        self.steps_changed.emit(steps)

    def describe(self) -> None:
        """Request that the open file is described anew; then ``opened`` is emitted, and ``steps_changed`` after it.

        Nothing happens if no file is open.
        """
        self.put(_describe, self._take_file)

    def name_person(self, name: str) -> None:
        """Request to rename the owner of the file, also as the author of annotations; ``opened`` is then emitted again.

        It cannot be undone. If renaming fails, ``failed`` is emitted first, and ``opened`` with the name as it was.
        """
        self.put(partial(_rename, name))
        self.describe()

    def put(self, work: Callable[[FileJob], Any], *callbacks: Any, **named: Any) -> FileJob:
        """Add work to the queue, with callbacks as in ``BackgroundQueue.put``, and return the job.

        Work that asks for the open file (``file``, ``reader`` or ``store`` of ``job.kept``) is cancelled if there is
        none. If work reads damaged annotations, ``damage_found`` is emitted after the job's callbacks.
        """
        return super().put(partial(_noting_damage, work, self._damage), *callbacks, **named)

    @Slot()
    def _report_damage(self) -> None:
        while not self._damage.empty():
            self.damage_found.emit(self._damage.get())

    def _describe_opened(self, _nothing: None) -> None:
        self.describe()

    def _take_file(self, described: tuple[OpenFile, Steps]) -> None:
        self.file, steps = described
        self.opened.emit(self.file)
        self.steps_changed.emit(Steps() if self.file.read_only else steps)


# On the thread of the file


def _noting_damage(work: Callable[[FileJob], Any], found: SimpleQueue[EnvironmentFault], job: FileJob) -> Any:
    try:
        return work(job)
    finally:
        for fault in job.kept.take_damage():
            found.put(fault)


def _open(path: Path, job: FileJob) -> None:
    job.kept.open(path)


def _rename(name: str, job: FileJob) -> None:
    job.kept.store.rename_owner(name)


def _describe(job: FileJob) -> tuple[OpenFile, Steps]:
    return job.kept.file.described(), job.kept.reader.steps()
