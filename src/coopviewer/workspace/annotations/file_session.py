"""Keeping: which annotations file is open, and the thread on which it is read and written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.lists import Steps
from coopviewer.workspace.annotations.locked_file import LockedFile, hold_annotations
from coopviewer.workspace.annotations.store_thread import StoreThread

PATIENCE = 10.0  # seconds for a disk to take what was typed


class AnnotationFileSession(QObject):
    """Holds one annotations file at a time, and tells what it is for the reference that is open.

    What is asked of the file is done in the order in which it was asked, and told on the window's thread.
    """

    opened = Signal(object)
    """A file is open (OpenFile), in place of the one before if there was one; or the same one for another reference."""
    steps_changed = Signal(object)
    """What can be undone and redone now (Steps)."""
    failed = Signal(str)
    """What was asked could not be done; a sentence for the person."""

    def __init__(self, dataset: str, parent: QObject | None = None) -> None:
        """Begin without a file; ``dataset`` is that of the open reference."""
        super().__init__(parent)
        self.file: OpenFile | None = None
        """The file that is open; None before the first."""
        self._thread = StoreThread(self)
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
        self._thread.open(path, partial(hold_annotations, path), self._describe, self.failed.emit)

    def open_existing(self, path: Path) -> None:
        """Open the file that was chosen before; where it is missing, tell so and make none in its place."""
        if path.exists():
            self.open(path)
            return
        sentence = self.tr(  # on a stick that is not there, say: a new file would hide that
            "Your annotations file {path} is not there. Bring it back and start again, or open another file with "
            "File, Annotation file."
        )
        self.failed.emit(sentence.format(path=path))

    def set_steps(self, steps: Steps) -> None:
        """Tell what can be undone and redone after something was written."""
        self.steps_changed.emit(steps)

    def describe(self) -> None:
        """Have it told again what the open file is."""
        self.ask(partial(_describe, self._dataset), self._take_file)

    def name_person(self, name: str) -> None:
        """Give the person whose file it is another name, and tell anew what file it is."""
        self.ask(partial(_rename, name))
        self.describe()

    def ask(
        self,
        work: Callable[[LockedFile], object],
        answered: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Have work done with the open file, on its thread.

        A fault is told to ``failed``; None: by the signal. Nothing is done, and nobody told, where no file is open.
        """
        self._thread.ask(work, answered, failed or self.failed.emit)

    def wait(self, patience: float = PATIENCE) -> bool:
        """Wait until all that was asked is done and told; False: it takes longer than these seconds."""
        return self._thread.wait(patience)

    def finish(self, patience: float = PATIENCE) -> bool:
        """Wait until all that was asked is done, and let go of the file; False: it takes longer than these seconds."""
        return self._thread.finish(patience)

    def _describe(self, _held: LockedFile) -> None:
        self.describe()

    def _take_file(self, described: tuple[OpenFile, Steps]) -> None:
        self.file, steps = described
        self.opened.emit(self.file)
        self.steps_changed.emit(Steps() if self.file.read_only else steps)


def telling(signal: SignalInstance, *first: object) -> Callable[..., None]:
    """Give what tells an answer by a signal, with some words before it."""
    return partial(signal.emit, *first)


def _rename(name: str, held: LockedFile) -> None:
    from coopviewer.storage.annotations.store import rename_owner  # deferred: hardly ever needed

    rename_owner(held.store, name)


def _describe(dataset: str, held: LockedFile) -> tuple[OpenFile, Steps]:
    return held.described(dataset), held.store.steps()
