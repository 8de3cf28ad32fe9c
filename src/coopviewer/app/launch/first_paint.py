"""Reports the first paint of a window, after which deferred work can start."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coopviewer.models.guard import guarded


class FirstPaint(QObject):
    """Emits ``painted`` once, in the turn of the event loop that follows the first paint event of a window."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        """Wait for the first paint of a window, which owns this object."""
        super().__init__(window)
        window.installEventFilter(self)

    # Qt's names

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
