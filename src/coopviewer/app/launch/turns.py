"""Deferred work: parts that are done one per event loop turn, so that the window stays responsive."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from coopviewer.app.on_demand import PARTS


class Turns(QObject):
    """Calls functions in the order given, one in each turn of the event loop, and then deletes itself.

    Each should take at most a few hundredths of a second, since events wait for it. If one raises an exception, the
    next ones are called all the same.
    """

    def __init__(self, work: Iterable[Callable[[], object]], parent: QObject, delay: int = 0) -> None:
        """Start after ``delay`` milliseconds; ``work`` must not be empty."""
        super().__init__(parent)
        self._left = list(work)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._do_next)
        self._turn.start(delay)

    @Slot()
    def _do_next(self) -> None:
        self._turn.setInterval(0)
        do = self._left.pop(0)
        if not self._left:  # first, since it may raise an exception
            self._turn.stop()
            self.deleteLater()
        do()


class FirstUses(QObject):
    """Calls functions that use a feature: at once if its modules are loaded, else after they have been loaded.

    One module is loaded in each turn of the event loop.
    """

    def __init__(self, window: QWidget) -> None:
        """Begin without functions; one that still waits for modules when ``window`` is closed is not called."""
        super().__init__(window)
        self._window = window
        self._awaited: set[str] = set()

    def use(self, feature: str, act: Callable[[], object]) -> None:
        """Call ``act`` at once if the modules of a feature are loaded, otherwise once they have been loaded.

        ``feature`` is a key of the table PARTS, which names the modules. While these are being loaded, further uses of
        the same feature are ignored. If the window is closed by the time they are loaded, ``act`` is not called.
        """
        missing = [part for part in PARTS[feature] if part not in sys.modules]
        if not missing:
            act()
        elif feature not in self._awaited:
            self._awaited.add(feature)
            imports = [partial(import_module, part) for part in missing]
            Turns([*imports, partial(self._act, feature, act)], self)

    def _act(self, feature: str, act: Callable[[], object]) -> None:
        self._awaited.discard(feature)
        if self._window.isVisible():
            act()
