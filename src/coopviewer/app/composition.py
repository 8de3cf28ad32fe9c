"""Makes the window and everything in it, and joins them."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from coopviewer.app.annotations.annotation_door import AnnotationDoor
from coopviewer.app.navigator.grouping_controller import GroupingController
from coopviewer.app.navigator.outline_controller import OutlineController, place_words
from coopviewer.app.on_demand import OnDemand
from coopviewer.app.page.copy_controller import CopyController
from coopviewer.app.page.provenance_controller import ProvenanceController
from coopviewer.app.page.reading_controller import ReadingController
from coopviewer.app.search.search_door import SearchDoor
from coopviewer.app.shell.appearance import Appearance
from coopviewer.app.shell.appearance_controller import AppearanceController
from coopviewer.app.shell.tabs_controller import TabsController
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.models.outline_model import OutlineModel
from coopviewer.settings import SettingsFile
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.navigator.navigator import Navigator
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.integrity import IntegrityCheck
from coopviewer.workspace.outline import OutlineService
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.domain.browsing.session import Session


@dataclass(frozen=True, slots=True)
class Start:
    """What the program was started with.

    ``address`` None: where the last session was, else home. ``dark`` None: as the settings have it. ``fresh``: the
    last session is left alone. ``folder`` holds settings, session, annotations and socket in place of the person's own
    folders; None: theirs. ``annotations`` None: the file that was chosen last, else the usual one.
    """

    reference: Path
    address: Address | None = None
    dark: bool | None = None
    today: Callable[[], date] = date.today
    fresh: bool = True
    folder: Path | None = None
    annotations: Path | None = None


class Composition:
    """All objects of one window, kept alive together."""

    def __init__(self, application: QApplication, start: Start) -> None:
        """Make and join everything; raises EnvironmentFault where the reference cannot be opened."""
        self.start = start
        store = ReferenceStore(start.reference)
        self.settings = SettingsFile(self._file("settings.ini", paths.settings_file))
        now = self.settings.current
        wanted = {"light": False, "dark": True}.get(now.appearance) if start.dark is None else start.dark
        drawings = paths.resource_folder() / "icons"
        self.appearance = Appearance(application, drawings, dark=wanted, compact=now.compact)
        if now.text_step:
            self.appearance.set_text_step(now.text_step)
        self.reading = ReadingService(store)
        self.reading.begins = self.settings.is_new
        self.outline_service = OutlineService(store, now.grouping)
        self.integrity_check = IntegrityCheck()
        self.outline = OutlineModel(place_words(QGuiApplication.translate), self.appearance.icon_for_kind)
        self.outline_controller = OutlineController(self.outline, self.outline_service, self.reading)
        self.navigator = Navigator(self.outline, now.grouping)
        self.page = PageView(self.appearance.theme, start.today)
        self.window = MainWindow(self.navigator, self.page)
        self.reading_controller = ReadingController(self.reading, self.outline_service, self.window)
        self.grouping_controller = GroupingController(self.outline_service, self.reading, self.window, self.settings)
        self.tabs_controller = TabsController(self.reading, self.window)
        self.copy_controller = CopyController(self.reading, self.window, start.today)
        icons = self.appearance.icon_for_kind
        usual = partial(self._file, "annotations.db", paths.annotations_file)
        self.annotation_door = AnnotationDoor(
            self.reading, self.window, self.outline, self.settings, usual, start.annotations, icons, start.today
        )
        self.on_demand = OnDemand(
            self.reading, self.outline_service, self.window, start.today, icons, self.annotation_door.path, start.folder
        )
        pointers = partial(self._file, "documents.json", paths.attachments_file)
        kept = partial(self._file, "searches.json", paths.searches_file)
        self.search_door = SearchDoor(self.reading, self.window, icons, kept, self.annotation_door.path)
        self.search_door.hits_made.connect(self.annotation_door.show_badges_in)
        self.provenance_controller = ProvenanceController(self.reading, self.window, start.today, pointers)
        self.appearance.shown_in(self.window, self.page, self.outline)
        self.appearance_controller = AppearanceController(self.settings, self.appearance, self.window)
        self.integrity_check.damage_found.connect(self.window.show_error)

    def show_first_page(self) -> None:
        """Open what the program was started with, and say in the status bar what that is."""
        from coopviewer.app.shell.status_controller import StatusController  # deferred: the window stands without it

        self.search_door.take_up_searches()
        session = None if self.start.fresh else self._last_session()
        if session is not None:
            self.reading.take_up(session)
            self.navigator.open_ways(session.opened)
            if self.start.address is not None:
                self.reading.open_in_new_tab(self.start.address)
        else:
            self.reading.open(self.start.address or HOME_ADDRESS)
        self.status_controller = StatusController(self.reading, self.outline_service, self.window)
        self.annotation_door.file_opened.connect(self.status_controller.show_file)

    def settle(self) -> None:
        """Begin what can wait until the first page stands: keeping the session, listening, looking the file through."""
        from coopviewer.app.launch.instance_controller import (
            InstanceController,  # deferred: the window stands without them
        )
        from coopviewer.app.shell.session_controller import SessionController

        session_file = self._file("session.json", paths.session_file)
        self.session_controller = SessionController(self.reading, self.window, session_file)
        if self.reading.path == paths.reference_file():
            socket_file = self._file("window.socket", paths.socket_file)
            if self.start.annotations is not None:
                socket_file = paths.socket_beside(socket_file, self.start.annotations)
            self.instance_controller = InstanceController(socket_file, self.reading, self.window)
        self.provenance_controller.take_up_documents()
        self.look_through_reference()
        self.guide_keyboard()
        self.window.setWindowIcon(QIcon(str(paths.resource_folder() / "icons" / "coopviewer.svg")))

    def guide_keyboard(self) -> None:
        """Frame the pane that has the keyboard, and let Esc lead back."""
        from coopviewer.widgets.common.focus_frame import FocusFrame  # deferred, both: they need the Qt namespace
        from coopviewer.widgets.shell.escape import EscapeHandler

        self.focus_frame = FocusFrame(self.window)
        self.escape_way = EscapeHandler(self.window)

    def _last_session(self) -> "Session | None":
        path = self._file("session.json", paths.session_file)
        try:
            if not path.exists():
                return None
        except OSError:  # a folder that may not be looked into
            return None
        from coopviewer.exchange.state.session_file import read_session  # deferred: the first start has none

        return read_session(path)

    def _file(self, name: str, usual: Callable[[], Path]) -> Path:
        return usual() if self.start.folder is None else self.start.folder / name

    def look_through_reference(self) -> None:
        """Have the open file looked through for damage in the background."""
        self.integrity_check.look_through(self.reading.path)


def make_application() -> QApplication:
    """Make the one QApplication of this process."""
    # Qt shares out what it fills among threads and waits for them, even for a scroll bar: beside a thread that reads a
    # file, that takes longer than the filling (docs/performance.md)
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("coopviewer")
    application.setApplicationDisplayName("coopviewer")
    application.setDesktopFileName("coopviewer")
    return application
