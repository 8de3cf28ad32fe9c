"""A bare main window, to measure the launch against; asked for a trace, it says when it is painted, and quits."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Trace(QObject):
    """Watches a window for its first paint, then for the first idle moment, as coopviewer does for itself."""

    def __init__(self, window: QMainWindow, target: Path) -> None:
        super().__init__(window)
        self._target = target
        self._painted_at = 0
        window.installEventFilter(self)

    def painted(self) -> None:
        """Note the time, right after the first paint."""
        self._painted_at = time.monotonic_ns()
        QTimer.singleShot(0, self.settled)

    def settled(self) -> None:
        """Write both times, and quit."""
        lines = f"painted {self._painted_at}\nsettled {time.monotonic_ns()}\n"
        self._target.write_text(lines, encoding="ascii")
        QApplication.quit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False


def main() -> int:
    """Show the window and watch it; return the exit status."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1200, 800)
    if "COOPVIEWER_TRACE" in os.environ:  # else it is looked at from outside, until it is closed
        Trace(window, Path(os.environ["COOPVIEWER_TRACE"]))
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
