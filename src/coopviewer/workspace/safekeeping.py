"""Safekeeping: looks in the background whether the open file is whole."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.connection import quick_check


class Safekeeping(QObject):
    """Lets SQLite look through a reference on a thread of its own, with a connection of its own."""

    damage_found = Signal(str)
    """A sentence for the person; nothing is told where the file is whole."""

    def look_through(self, path: Path) -> None:
        """Start looking through a file; returns at once."""
        import threading  # deferred: not needed for the first window

        threading.Thread(target=self._look, args=(path,), name="quick-check", daemon=True).start()

    def _look(self, path: Path) -> None:
        try:
            quick_check(path)
        except EnvironmentFault as fault:
            try:
                self.damage_found.emit(str(fault))  # queued: the receivers live on the window's thread
            except RuntimeError:
                return  # the window was closed meanwhile, and this object with it
