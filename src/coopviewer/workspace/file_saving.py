"""File saving: creates and writes exported files on a background thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.exchange.files import save_file
from coopviewer.workspace.background import BackgroundQueue, Job


class FileSaving(QObject):
    """Writes files in the background, one after the other; a started write is always finished."""

    saved = Signal(object)
    """A file was written completely (its Path)."""
    failed = Signal(object)
    """A file, or what was to be in it, could not be made (EnvironmentFault)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("saving", self, finishes_jobs=True, lays_out_text=True)
        self._queue.failed.connect(self.failed)
        self._last: Event | None = None  # is set once the file asked for last is written

    def save(self, path: Path, make: Callable[[], bytes]) -> None:
        """Request a file to be written, whose content ``make`` returns on a background thread; returns at once.

        An existing file is replaced. At the end ``saved`` or ``failed`` is emitted; neither after a defect in ``make``.
        """
        before, self._last = self._last, Event()
        self._queue.put(partial(_save, path, make, before, self._last), self.saved.emit)

    @Slot()
    def finish(self) -> None:
        """Wait until all started writes are done, however long that takes, as before the window closes."""
        self._queue.finish(None)


def _save(path: Path, make: Callable[[], bytes], before: Event | None, done: Event, _job: Job[None]) -> Path:
    if before is not None:  # or the older of two saves of one file might end last
        before.wait()
    try:
        save_file(path, make())
    finally:
        done.set()
    return path
