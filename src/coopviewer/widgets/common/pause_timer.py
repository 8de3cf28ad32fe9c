"""A timer for saving what changes: after a pause, and within a limit also if there is no pause."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class PauseTimer(QObject):
    """Emits ``due`` to have changes saved: ``pause`` ms after the last one, at the latest ``limit`` ms after the first.

    The owner calls ``start`` at each change. A plain QTimer that each change starts again would never end while
    somebody types without a pause.
    """

    due = Signal()
    """No change came for ``pause``, or the first change was ``limit`` ago; no more is emitted until the next one."""

    def __init__(self, pause: int, limit: int, parent: QObject) -> None:
        """Start without a change; ``pause`` and ``limit`` are in milliseconds."""
        super().__init__(parent)
        self._pause, self._limit = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._pause, pause), (self._limit, limit)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
            timer.timeout.connect(self._end)

    @property
    def is_active(self) -> bool:
        """Whether ``start`` was called since ``due`` was last emitted or ``stop`` last called."""
        return self._pause.isActive()

    @Slot()
    def start(self) -> None:
        """Note a change: ``due`` follows after a pause without another one, at the latest ``limit`` after the first."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    @Slot()
    def stop(self) -> None:
        """Emit nothing for the changes until now, for example because they are saved."""
        self._pause.stop()
        self._limit.stop()

    @Slot()
    def _end(self) -> None:
        self.stop()
        self.due.emit()
