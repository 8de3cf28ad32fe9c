"""List saving: reads a list and writes it as a file on a background thread."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.progress import Progress
from coopviewer.exchange.tables.saved_list import Written
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.meter import Meter

IsCancelled = Callable[[], bool]
SaveWork = Callable[[ListSource, IsCancelled, Progress], Written]
"""Writes a file on the thread, from the lists of a reference; raises Cancelled as soon as it is cancelled."""


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

    def save(self, reference: Path, today: date, path: Path, work: SaveWork) -> None:
        """Save a list of a reference as a file; statuses are those of ``today``."""
        self._job = self._queue.put(
            partial(_save, reference, today, work),
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


def _save(reference: Path, today: date, work: SaveWork, job: Job[None]) -> Written:
    source = ListSource(reference, today)
    try:
        return work(source, job.is_cancelled, Meter(job))
    finally:
        source.close()
