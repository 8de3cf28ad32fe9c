"""Loads modules between events, one a turn, so that the window answers meanwhile."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class IdleImports(QObject):
    """Imports modules in the order given; each should take no more than a few hundredths of a second."""

    loaded = Signal()
    """All modules are there."""

    def __init__(self, modules: Sequence[str], parent: QObject) -> None:
        """Begin with the next turn of the event loop."""
        super().__init__(parent)
        self._left = list(modules)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._load)
        self._turn.start()

    @Slot()
    def _load(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
            return
        self._turn.stop()
        self.loaded.emit()
