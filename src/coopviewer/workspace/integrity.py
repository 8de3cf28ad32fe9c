"""Safekeeping: looks in the background whether the open file is whole."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.reference.opening import quick_check
from coopviewer.workspace.thread_relay import SignalRelay


class IntegrityCheck(QObject):
    """Lets SQLite look through a reference on a thread of its own, with a connection of its own."""

    damage_found = Signal(str)
    """A sentence for the person; nothing is told where the file is whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._relay = _DamageRelay()
        self._relay.damage_found.connect(self.damage_found)

    def look_through(self, path: Path) -> None:
        """Start looking through a file; returns at once."""
        import threading  # deferred: not needed for the first window

        threading.Thread(target=_look, args=(path, self._relay), name="quick-check", daemon=True).start()


class _DamageRelay(SignalRelay):
    damage_found = Signal(str)


def _look(path: Path, relay: _DamageRelay) -> None:
    try:
        quick_check(path)
    except EnvironmentFault as fault:
        relay.send(relay.damage_found, str(fault))
