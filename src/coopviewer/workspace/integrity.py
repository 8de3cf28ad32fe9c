"""Safekeeping: looks in the background whether the open file is whole."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.storage.reference.opening import quick_check
from coopviewer.workspace.background import BackgroundQueue, Job


class IntegrityCheck(QObject):
    """Lets SQLite look through a reference on a thread of its own, with a connection of its own."""

    damage_found = Signal(str)
    """A sentence for the person; nothing is told where the file is whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._queue = BackgroundQueue[None]("quick-check", self)
        self._queue.failed.connect(self.damage_found)

    def look_through(self, path: Path) -> None:
        """Start looking through a file; returns at once."""
        self._queue.put(partial(_look, path))
        self._queue.end()


def _look(path: Path, _job: Job[None]) -> None:
    quick_check(path)
