"""Measures a start for the benchmark: when the window was first painted, and when its page was shown."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from coopviewer.app.launch.first_paint import FirstPaint


class Trace(QObject):
    """Measures a start: writes into a file at what times the window was first painted and its page shown; quits."""

    def __init__(self, first_paint: FirstPaint, target: Path) -> None:
        """Note when ``first_paint`` reports the paint; the file ``target`` is written once ``page_shown`` was called.

        The file has two lines, such as ``painted 81234567`` and ``settled 81300000``: nanoseconds of the monotonic
        clock. The second is the next turn of the event loop after ``page_shown``, in which the file is written.
        """
        super().__init__(first_paint)
        self._target = target
        self._painted_at = 0
        first_paint.painted.connect(self._painted)

    @Slot()
    def _painted(self) -> None:
        self._painted_at = time.monotonic_ns()

    @Slot()
    def page_shown(self) -> None:
        """To be called once the page is shown: in the next turn of the event loop, write the file and quit."""
        QTimer.singleShot(0, self._settled)

    @Slot()
    def _settled(self) -> None:
        lines = f"painted {self._painted_at}\nsettled {time.monotonic_ns()}\n"
        self._target.write_text(lines, encoding="ascii")
        QApplication.quit()
