"""List saving: has a list read and written as a file on a background thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.progress import Progress
from coopviewer.exchange.tables.table import Written
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.meter import Meter

IsCancelled = Callable[[], bool]
SaveWork = Callable[[IsCancelled, Progress], Written]
"""Reads a list and writes it as a file, on the thread; raises Cancelled as soon as it is cancelled."""


class ListSaving(QObject):
    """Saves one list at a time; every call returns at once."""

    saved = Signal(object, object)
    """A file was written: its Path, and what was Written."""
    progressed = Signal(int, int)
    """Saving takes long: the number of rows that are done, and of all rows."""
    cancelled = Signal()
    """Saving was cancelled; nothing was written."""
    failed = Signal(object)
    """A file could not be written (EnvironmentFault)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("list saving", self)
        self._job: Job[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a list is being saved."""
        return self._job is not None

    def save(self, path: Path, work: SaveWork) -> None:
        """Start saving a list in the file at ``path``, which ``work`` reads and writes on a background thread."""
        self._job = self._queue.put(
            partial(_save, work),
            partial(self._end, partial(self.saved.emit, path)),
            failed=partial(self._end, self.failed.emit),
            defect=partial(self._end, self.failed.emit),
            cancelled=partial(self._end, self.cancelled.emit),
            reported=self.progressed.emit,
        )

    @Slot()
    def cancel(self) -> None:
        """Cancel what is being saved; it ends as soon as it can, and leaves no file."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def stop(self) -> None:
        """Cancel, and wait until nothing is left of an unfinished file, as before the window closes."""
        self.cancel()
        self._queue.finish()

    def _end(self, tell: Callable[..., object], *words: object) -> None:
        self._job = None
        tell(*words)


def _save(work: SaveWork, job: Job[None]) -> Written:
    return work(job.is_cancelled, Meter(job))
