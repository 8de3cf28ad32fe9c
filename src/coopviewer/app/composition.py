"""Makes the window and everything in it, and joins them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from coopviewer.app.appearance import Appearance
from coopviewer.app.outline_flow import OutlineFlow, place_words
from coopviewer.app.reading_flow import ReadingFlow
from coopviewer.domain.addresses import HOME_ADDRESS, Address
from coopviewer.models.outline_model import OutlineModel
from coopviewer.storage.reference_store import ReferenceStore
from coopviewer.widgets.main_window import MainWindow
from coopviewer.widgets.navigator import Navigator
from coopviewer.widgets.page_view import PageView
from coopviewer.workspace.reading import Reading
from coopviewer.workspace.safekeeping import Safekeeping


@dataclass(frozen=True, slots=True)
class Start:
    """What the program was started with; ``dark`` None means: as the system has it."""

    reference: Path
    address: Address = HOME_ADDRESS
    dark: bool | None = None
    today: Callable[[], date] = date.today


class Composition:
    """All objects of one window, kept alive together."""

    def __init__(self, application: QApplication, start: Start) -> None:
        """Make and join everything; raises EnvironmentFault where the reference cannot be opened."""
        self.start = start
        store = ReferenceStore(start.reference)
        self.appearance = Appearance(application, paths.resource_folder() / "icons", dark=start.dark)
        self.reading = Reading(store)
        self.safekeeping = Safekeeping()
        self.outline = OutlineModel(place_words(QGuiApplication.translate), self.appearance.icon_for_kind)
        self.outline_flow = OutlineFlow(self.outline, self.reading)
        self.navigator = Navigator(self.outline)
        self.page = PageView(self.appearance.theme, start.today)
        self.window = MainWindow(self.navigator, self.page)
        self.reading_flow = ReadingFlow(self.reading, self.navigator, self.window)
        self.appearance.shown_in(self.window, self.page, self.outline)
        self.safekeeping.damage_found.connect(self.window.tell)

    def show_first_page(self) -> None:
        """Open what the program was started with, and say in the status bar what that is."""
        from coopviewer.app.status_flow import StatusFlow  # deferred: the window stands without it

        self.reading.open(self.start.address)
        self.status_flow = StatusFlow(self.reading, self.window)

    def look_through_reference(self) -> None:
        """Have the open file looked through for damage in the background."""
        self.safekeeping.look_through(self.reading.path)


def make_application() -> QApplication:
    """Make the one QApplication of this process."""
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("coopviewer")
    application.setApplicationDisplayName("coopviewer")
    application.setDesktopFileName("coopviewer")
    return application
