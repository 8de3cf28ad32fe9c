"""Runs the window: from a checked screen to the last event, or draws it into a picture."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.defects import catch_defects
from coopviewer.app.launch.first_paint import FirstPaint
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from coopviewer.app.launch.trace import Trace

TRACE_VARIABLE = "COOPVIEWER_TRACE"
_QUIET_BEFORE_ANNOTATIONS = 50  # milliseconds, so that the first page is painted before they come
_QUIET_BEFORE_SETTLING = 2000  # milliseconds, so that the first page is not disturbed


def run_window(start: Start) -> int:
    """Show the window until it is closed; gives the exit status.

    The window is painted first and its page comes right after. Raises EnvironmentFault where the reference cannot be
    opened.
    """
    application = make_application()
    composition = Composition(application, start)
    catch_defects(composition.window, start.folder)
    launch = _Launch(composition)
    composition.window.show()
    status = application.exec()
    launch.stop()
    return status


class _Launch(QObject):
    """What happens after the first paint: the page, then, once it stands, what can wait."""

    def __init__(self, composition: Composition) -> None:
        super().__init__(composition.window)
        self._composition = composition
        self._first_paint = FirstPaint(composition.window)
        self._trace = _trace(self._first_paint)
        self._first_paint.painted.connect(self._show_page)

    def stop(self) -> None:
        """Let go of the reference."""
        self._composition.annotation_door.stop()
        self._composition.reading.close()

    @Slot()
    def _show_page(self) -> None:
        self._composition.show_first_page()
        if self._trace is not None:
            self._trace.page_shown()
        Garbage(self)  # __main__ turned Python's own off: until here only classes and widgets are made
        QTimer.singleShot(_QUIET_BEFORE_ANNOTATIONS, self._composition.annotation_door.begin_between_events)
        QTimer.singleShot(_QUIET_BEFORE_SETTLING, self._settle)

    @Slot()
    def _settle(self) -> None:
        self._composition.settle()
        # What stands now stays until the end: looking through it again and again would hold the window up each time.
        gc.freeze()


def draw_window(start: Start, target: Path) -> int:
    """Draw the window with its first page into a PNG file instead of showing it; gives the exit status.

    Raises EnvironmentFault where the reference cannot be opened or the picture cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_without_noise)
    application = make_application()
    composition = Composition(application, start)
    composition.window.show()
    composition.show_first_page()
    composition.search_door.finish()
    composition.annotation_door.begin()
    composition.annotation_door.finish()
    application.sendPostedEvents()
    picture = composition.window.grab()
    composition.annotation_door.stop()
    composition.reading.close()
    if not picture.save(str(target), "PNG"):
        raise EnvironmentFault(f"The picture could not be written to {target}. Choose a folder that you may write to.")
    print(f"The window was drawn into {target}.", file=sys.stdout)
    return 0


def _without_noise(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Pass Qt's messages on, but for the one that the offscreen platform has for every window."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _trace(first_paint: FirstPaint) -> "Trace | None":
    path = os.environ.get(TRACE_VARIABLE)
    if not path:
        return None
    from coopviewer.app.launch.trace import Trace  # deferred: only for measuring

    return Trace(first_paint, Path(path))
