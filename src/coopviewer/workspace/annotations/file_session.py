"""Keeping: which annotations file is open, and the thread on which it is read and written."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Steps
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.store import rename_owner
from coopviewer.workspace.annotations.locked_file import OpenAnnotations
from coopviewer.workspace.background import BackgroundQueue, Job

FileJob = Job[OpenAnnotations]
"""A job on the thread of the annotations file. Where no file is open it is cancelled: nothing is done or told."""


class AnnotationFileSession(BackgroundQueue[OpenAnnotations]):
    """Holds one annotations file at a time, and tells what it is for the reference that is open.

    It is the queue of all that is done with the file: jobs are done in the order in which they were put.
    """

    opened = Signal(object)
    """A file is open (OpenFile), in place of the one before if there was one; or the same one for another reference."""
    steps_changed = Signal(object)
    """What can be undone and redone now (Steps)."""

    def __init__(self, dataset: str, parent: QObject | None = None) -> None:
        """Begin without a file; ``dataset`` is that of the open reference."""
        super().__init__("annotations", parent, opens=OpenAnnotations, finishes_jobs=True)
        self.file: OpenFile | None = None
        """The file that is open; None before the first."""
        self._dataset = dataset

    @property
    def dataset(self) -> str:
        """The URN of the reference that the annotations are about."""
        return self._dataset

    @Slot(str)
    def use(self, dataset: str) -> None:
        """Keep to the annotations of another reference from now on."""
        self._dataset = dataset
        if self.file is not None:
            self.describe()

    def open(self, path: Path) -> None:
        """Open another file, or make it; where that fails, the one before stays open."""
        self.put(partial(_open, path), self._describe_opened)

    def open_existing(self, path: Path) -> None:
        """Open the file that was chosen before; where it is missing, tell so and make none in its place."""
        if path.exists():
            self.open(path)
            return
        # on a stick that is not there, say: a new file would hide that
        self.failed.emit(EnvironmentFault("annotations.not-there", path=path))

    def set_steps(self, steps: Steps) -> None:
        """Tell what can be undone and redone after something was written."""
        self.steps_changed.emit(steps)

    def describe(self) -> None:
        """Have it told again what the open file is."""
        self.put(partial(_describe, self._dataset), self._take_file)

    def name_person(self, name: str) -> None:
        """Rename the owner of the file, and emit ``opened`` again with the new name."""
        self.put(partial(_rename, name))
        self.describe()

    def _describe_opened(self, _nothing: None) -> None:
        self.describe()

    def _take_file(self, described: tuple[OpenFile, Steps]) -> None:
        self.file, steps = described
        self.opened.emit(self.file)
        self.steps_changed.emit(Steps() if self.file.read_only else steps)


# On the thread of the file


def _open(path: Path, job: FileJob) -> None:
    job.kept.open(path)


def _rename(name: str, job: FileJob) -> None:
    rename_owner(job.kept.store, name)


def _describe(dataset: str, job: FileJob) -> tuple[OpenFile, Steps]:
    return job.kept.file.described(dataset), job.kept.store.steps()
