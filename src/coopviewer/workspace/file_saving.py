"""Saving: makes what a person takes away and writes it, on a thread of its own, so that the window goes on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.exchange.files import save_file
from coopviewer.workspace.background import BackgroundQueue, Job


class FileSaving(QObject):
    """Writes files in the background; what is begun is always brought to its end."""

    saved = Signal(object)
    """A file (its Path) is written as a whole."""
    failed = Signal(str)
    """A file could not be written; a sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("saving", self, finishes_jobs=True, lays_out_text=True)
        self._queue.failed.connect(self.failed)

    def save(self, path: Path, make: Callable[[], bytes]) -> None:
        """Make a file's content and write it; returns at once."""
        self._queue.put(partial(_save, path, make), self.saved.emit)

    @Slot()
    def finish(self) -> None:
        """Wait until all that was begun is done, as before the window goes."""
        self._queue.finish(None)


def _save(path: Path, make: Callable[[], bytes], _job: Job[None]) -> Path:
    save_file(path, make())
    return path
