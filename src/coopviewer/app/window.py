"""Runs the window: from a checked screen to the last event, or draws it into a picture."""

import gc
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    SignalInstance,
    Slot,
    qInstallMessageHandler,
)

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.defects import catch_defects
from coopviewer.app.launch.first_paint import FirstPaint
from coopviewer.app.launch.garbage import Garbage
from coopviewer.app.launch.turns import Turns
from coopviewer.app.on_demand import load
from coopviewer.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from coopviewer.app.launch.trace import Trace

TRACE_VARIABLE = "COOPVIEWER_TRACE"
_UNTIL_PAINTED = 20  # milliseconds, so that the first page is not kept waiting by what can wait
_PATIENCE = 5000  # milliseconds that a picture waits for what it shows


def run_window(start: Start) -> int:
    """Show the window until it is closed; return the exit status.

    The window is painted first, the page right after. Raises EnvironmentFault if the reference cannot be
    opened.
    """
    application = make_application(start.tr)
    composition = Composition(application, start)
    catch_defects(composition.window, composition.files.log)
    _Launch(composition)
    composition.window.show_first()
    status = application.exec()
    composition.stop()
    return status


class _Launch(QObject):
    """The stages after the first paint: the page, then deferred work."""

    def __init__(self, composition: Composition) -> None:
        super().__init__(composition.window)
        self._composition = composition
        self._first_paint = FirstPaint(composition.window)
        self._trace = _trace(self._first_paint)
        self._first_paint.painted.connect(self._show_page)

    @Slot()
    def _show_page(self) -> None:
        self._composition.show_first_page()
        if self._trace is not None:
            self._trace.page_shown()
        Garbage(self)  # __main__ turned Python's own off: until here only classes and widgets are made
        annotations = self._composition.annotations_on_demand
        annotations.begin()
        # the objects that exist once all is done stay until the end: to scan them again would only hold up the window
        Turns([annotations.open_existing, *self._composition.deferred_work(), gc.freeze], self, _UNTIL_PAINTED)


def draw_window(start: Start, target: Path) -> int:
    """Draw the window with its first page into a PNG file instead of showing it; return the exit status.

    The user's settings do not affect the picture, since the window uses an empty folder for its files. Raises
    EnvironmentFault if the reference cannot be opened or the picture cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_without_noise)
    application = make_application(start.tr)
    with tempfile.TemporaryDirectory() as empty:
        composition = Composition(application, replace(start, folder=Path(empty)))
        _show_all(composition)
        application.sendPostedEvents()
        picture = composition.window.grab()
        composition.stop()
    if not picture.save(str(target), "PNG"):
        raise EnvironmentFault("start.picture-not-written", path=target)
    print(start.tr("The window was drawn into {path}.").format(path=target), file=sys.stdout)
    return 0


def _show_all(composition: Composition) -> None:
    """Show the window with its first page, and wait until search results and annotations are shown."""
    composition.window.show()
    composition.show_first_page()
    address = composition.reading.address
    if address is not None and address.is_search:
        search = composition.search.controller.search_service
        _wait_for(search.counted, search.failed)
    composition.begin_annotations()
    file = composition.annotations_on_demand.file
    if file is not None:
        _wait_for(file.badges.shown, file.services.file_session.failed)


def _wait_for(*signals: SignalInstance) -> None:
    """Wait for the first of some signals, with a time limit."""
    loop = QEventLoop()
    for signal in signals:
        signal.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop.quit)
    loop.exec()


def _without_noise(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Print Qt's messages except the one that the offscreen platform prints for every window."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _trace(first_paint: FirstPaint) -> "Trace | None":
    path = os.environ.get(TRACE_VARIABLE)
    if not path:
        return None
    made: type[Trace] = load("trace")
    return made(first_paint, Path(path))
