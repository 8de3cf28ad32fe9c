"""Runs the window until it is closed; ``start`` has checked before that there is a screen."""

import gc
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QPluginLoader, Slot
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.defects import catch_defects
from coopviewer.app.launch.first_paint import FirstPaint
from coopviewer.app.launch.garbage import Garbage
from coopviewer.app.launch.turns import Turns
from coopviewer.app.on_demand import OVERVIEW_PARTS, load
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.reference.opening import IS_DATA

if TYPE_CHECKING:
    from coopviewer.app.launch.trace import Trace

TRACE_VARIABLE = "COOPVIEWER_TRACE"
_PACKAGES = (  # of Debian
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xkb1 libxkbcommon-x11-0"
)
_UNTIL_READ = 1_500  # milliseconds, in which the page that was opened is read
_UNTIL_PAINTED = 20  # milliseconds, so that the first page is not kept waiting by what can wait


def check_plugin(plugin: Path) -> None:
    """Load Qt's plugin for the screen, a file, to find a missing system library before Qt does.

    Raises EnvironmentFault that names the library, if one is missing. Nothing happens if there is no such file. Qt
    itself would end the process, with a message that names one library whichever is missing.
    """
    loader = QPluginLoader(str(plugin))
    if plugin.exists() and not loader.load():
        missing = loader.errorString().partition(".so: ")[2].strip("() ").partition(": ")[0]
        if missing:
            raise EnvironmentFault("start.no-library", library=missing, packages=_PACKAGES)


def _check_plugin_of_x11() -> None:
    environment = os.environ
    if not sys.platform.startswith("linux") or environment.get("WAYLAND_DISPLAY"):
        return
    if environment.get("QT_QPA_PLATFORM", "") in ("", "xcb"):
        check_plugin(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so"))


def run_window(start: Start) -> int:
    """Show the window until it is closed; return the exit status.

    The window is painted first, the page right after. Raises EnvironmentFault if ``make_composition`` does, or if Qt
    lacks a library of the system.
    """
    _check_plugin_of_x11()
    application = make_application(start.tr)
    composition = make_composition(application, start)
    catch_defects(composition.window, composition.files.log)
    _Launch(composition)
    composition.window.show_first()
    status = application.exec()
    composition.stop()
    return status


def make_composition(application: QApplication, start: Start) -> Composition:
    """Create the window with what its first paint needs.

    If the file of ``start`` is no reference but data to import, the bundled reference is opened, and ``data_fault`` of
    the result names the file. Raises EnvironmentFault if the reference cannot be opened for another reason.
    """
    try:
        return Composition(application, start)
    except EnvironmentFault as fault:
        if fault.code != IS_DATA:
            raise
        composition = Composition(application, start._replace(reference=paths.reference_file()))
        composition.data_fault = fault
        return composition


class _Launch(QObject):
    """Does what follows the first paint: shows the first page, then does the deferred work, a part in each turn."""

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
        self._composition.reading.page_opened.connect(self._load_overviews)
        Turns([annotations.open_existing, *self._composition.deferred_work(), gc.freeze], self, _UNTIL_PAINTED)

    @Slot()
    def _load_overviews(self) -> None:
        """Import the overviews soon after the user has opened a page, so that the first one is shown at once."""
        self._composition.reading.page_opened.disconnect(self._load_overviews)
        imports = [partial(import_module, part) for part in OVERVIEW_PARTS]
        # the first call creates the enumerations of widgets: docs/pitfalls.md
        Turns([*imports, self._composition.window.page.viewport], self, _UNTIL_READ)


def _trace(first_paint: FirstPaint) -> "Trace | None":
    path = os.environ.get(TRACE_VARIABLE)
    if not path:
        return None
    made: type[Trace] = load("trace")
    return made(first_paint, Path(path))
