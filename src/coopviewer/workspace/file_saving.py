"""File saving: creates and writes exported files on a background thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.exchange.files import save_file
from coopviewer.workspace.background import BackgroundQueue, Job


class FileSaving(QObject):
    """Writes files in the background; a started write is always finished."""

    saved = Signal(object)
    """A file was written completely (its Path)."""
    failed = Signal(object)
    """A file could not be written (EnvironmentFault)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("saving", self, finishes_jobs=True, lays_out_text=True)
        self._queue.failed.connect(self.failed)

    def save(self, path: Path, make: Callable[[], bytes]) -> None:
        """Request a file to be written, whose content ``make`` returns on a background thread; returns at once.

        An existing file is replaced. At the end ``saved`` or ``failed`` is emitted; neither after a defect in ``make``.
        """
        self._queue.put(partial(_save, path, make), self.saved.emit)

    @Slot()
    def finish(self) -> None:
        """Wait until all started writes are done, however long that takes, as before the window closes."""
        self._queue.finish(None)


def _save(path: Path, make: Callable[[], bytes], _job: Job[None]) -> Path:
    save_file(path, make())
    return path
