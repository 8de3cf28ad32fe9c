"""Deferred work: parts that are done one per event loop turn, so that the window stays responsive."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Slot


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
