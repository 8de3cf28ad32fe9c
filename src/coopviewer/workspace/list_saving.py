"""List saving: runs, on a background thread, the work that reads a list and writes it as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.progress import Progress
from coopviewer.exchange.tables.table import Written
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.long_work import LongWork, Meter

IsCancelled = Callable[[], bool]
SaveWork = Callable[[IsCancelled, Progress], Written]
"""Reads a list and writes it as a file, on the thread; raises Cancelled as soon as it is cancelled."""


class ListSaving(LongWork):
    """Saves one list at a time as a file; every call but ``stop`` returns at once.

    ``saved``, ``failed`` or ``cancelled`` is emitted at the end. If it is cancelled, no file is written.
    """

    saved = Signal(object, object)
    """A file was written: its Path, and how much was written (Written)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        queue = BackgroundQueue[None]("list saving")
        super().__init__(queue, parent)
        queue.setParent(self)

    def save(self, path: Path, work: SaveWork) -> None:
        """Start saving a list; ``work`` reads it and writes the file at ``path``, on a background thread.

        ``work`` has to know ``path`` itself; here it is only what ``saved`` reports. To be called only while no list is
        being saved (see ``begin``).
        """
        self.begin(partial(_save, work), partial(self.saved.emit, path))


def _save(work: SaveWork, job: Job[None]) -> Written:
    return work(job.is_cancelled, Meter(job))
