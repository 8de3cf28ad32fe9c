"""The integrity check of the open reference, in the background."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.storage.reference.opening import quick_check
from coopviewer.workspace.background import BackgroundQueue, Job


class IntegrityCheck(QObject):
    """Runs SQLite's quick check of a reference on a background thread with its own connection."""

    damage_found = Signal(object)
    """The reference is damaged, or cannot be opened (EnvironmentFault)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue = BackgroundQueue[None]("quick-check", self)
        self._queue.failed.connect(self.damage_found)

    def look_through(self, path: Path) -> None:
        """Start checking a reference file, and return at once; ``damage_found`` follows only if something is wrong."""
        self._queue.put(partial(_look, path))
        self._queue.end()


def _look(path: Path, _job: Job[None]) -> None:
    quick_check(path)
