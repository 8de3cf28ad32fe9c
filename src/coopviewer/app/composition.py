"""Creates the window and its parts, some of them on first use, and connects them."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from coopviewer.app.annotations.on_demand import AnnotationsOnDemand
from coopviewer.app.context import AppContext
from coopviewer.app.launch.defects import InvalidFiles
from coopviewer.app.menu_controller import MenuController
from coopviewer.app.navigator.grouping_controller import GroupingController
from coopviewer.app.navigator.outline_controller import OutlineController, place_words
from coopviewer.app.on_demand import load
from coopviewer.app.page.reading_controller import ReadingController
from coopviewer.app.search.feature import SearchFeature
from coopviewer.app.shell.appearance import Appearance
from coopviewer.app.shell.appearance_controller import AppearanceController
from coopviewer.app.shell.tabs_controller import TabsController
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.models.language import speak
from coopviewer.models.outline_model import OutlineModel
from coopviewer.settings import SettingsFile
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.navigator.navigator import Navigator
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.open_reference import OpenReference
from coopviewer.workspace.outline import OutlineService
from coopviewer.workspace.reading import ReadingService
from coopviewer.workspace.titles import Titles

if TYPE_CHECKING:
    from coopviewer.app.annotations.feature import AnnotationFeature
    from coopviewer.app.annotations.files.file_feature import AnnotationFileFeature
    from coopviewer.app.launch.end_signals import EndSignals
    from coopviewer.app.launch.instance_controller import InstanceController
    from coopviewer.app.shell.references_controller import ReferencesController
    from coopviewer.app.shell.session_controller import SessionController
    from coopviewer.app.shell.status_controller import StatusController
    from coopviewer.domain.browsing.session import Session
    from coopviewer.domain.errors import EnvironmentFault
    from coopviewer.widgets.common.focus_frame import FocusFrame
    from coopviewer.widgets.shell.escape import EscapeHandler
    from coopviewer.workspace.integrity import IntegrityCheck


class Start(NamedTuple):
    """The start options of a window; ``reference`` is the path of the reference file.

    ``address`` is opened first, None: the last session, or home. ``fresh``: the last session is not restored; if False
    it is, and ``address`` is opened in a further tab. ``dark`` None: as the settings say. ``today`` returns the day for
    which *under way* and *ended* are computed. ``folder`` is where settings, session, annotations and socket are, None:
    the user's own folders. ``annotations`` is the path of the annotations file, None: the one chosen last, else the
    default one. ``tr`` is the window's language.
    """

    reference: Path
    address: Address | None = None
    dark: bool | None = None
    today: Callable[[], date] = date.today
    fresh: bool = True
    folder: Path | None = None
    annotations: Path | None = None
    tr: Translate = ENGLISH


class Composition:
    """Creates the window and what belongs to it, and keeps these objects alive; ``stop`` closes their files."""

    def __init__(self, application: QApplication, start: Start) -> None:
        """Create and connect what the first paint needs. Raises EnvironmentFault if the reference cannot be opened."""
        self.start = start
        self.reference = OpenReference(ReferenceStore(start.reference))
        self.files = paths.UserFiles(start.folder)
        self.invalid_files = InvalidFiles(self.files.log)
        self.settings = SettingsFile(self.files.settings, self.invalid_files.report)
        self.appearance = self._make_appearance(application)
        now = self.settings.current
        self.reading = ReadingService(self.reference)
        self.reading.home.begins = self.settings.is_new
        self.reading.session_of = self._session_of
        self.reading.session_resumed.connect(self._expand_rows)
        self.outline_service = OutlineService(self.reference.store, now.grouping)
        self.outline = OutlineModel(place_words, self.appearance.icon_for_kind)
        self.navigator = Navigator(
            self.outline, self.outline_service.grouping, groupings=self.outline_service.groupings
        )
        self.page = PageView(self.appearance.theme, start.today)
        self.page.world_map = paths.world_map()
        self.window = MainWindow(self.navigator, self.page)
        self.context = self._make_context()
        self._make_controllers()
        self.annotations_on_demand = AnnotationsOnDemand(self.context, start.annotations)
        self.annotations_on_demand.file_feature_created.connect(self._connect_file)
        self.end_signals: EndSignals | None = None
        self.data_fault: EnvironmentFault | None = None
        """The fault of a file that was to be opened, and that can be imported as a reference; None: there is none."""

    @property
    def annotations(self) -> "AnnotationFeature | None":
        """The pane, the highlights and the controllers of annotations; None before they are first used."""
        return self.annotations_on_demand.feature

    def _make_appearance(self, application: QApplication) -> Appearance:
        now, start = self.settings.current, self.start
        dark = {"light": False, "dark": True}.get(now.appearance) if start.dark is None else start.dark
        appearance = Appearance(application, paths.resource_folder() / "icons", dark=dark, compact=now.compact)
        if now.text_step:
            appearance.set_text_step(now.text_step)
        return appearance

    def _make_context(self) -> AppContext:
        return AppContext(
            reference=self.reference,
            reading=self.reading,
            outline_service=self.outline_service,
            outline=self.outline,
            titles=Titles(self.reference),
            window=self.window,
            settings=self.settings,
            files=self.files,
            report_invalid=self.invalid_files.report,
            icons=self.appearance.icon_for_kind,
            theme=lambda: self.appearance.theme,
            today=self.start.today,
            annotations_file=self.annotations_file,
            annotations_path=self.annotations_path,
            review_of=lambda entry_id: self.annotations_on_demand.review_of(entry_id),
        )

    def _make_controllers(self) -> None:
        context = self.context
        self.outline_controller = OutlineController(context)
        self.reading_controller = ReadingController(context)
        self.grouping_controller = GroupingController(context)
        self.tabs_controller = TabsController(context)
        self.menu = MenuController(context)
        self.search = SearchFeature(context)
        self.appearance.shown_in(self.window, self.page, self.outline)
        self.appearance_controller = AppearanceController(context, self.appearance)

    @cached_property
    def integrity_check(self) -> "IntegrityCheck":
        """The service that checks the reference file; a dialog reports damage. Created on first use."""
        made: type[IntegrityCheck] = load("integrity_check")
        check = made()
        check.damage_found.connect(self.window.show_fault)
        return check

    @cached_property
    def references(self) -> "ReferencesController":
        """The controller of the known references. Creating it, on first use, adds the open reference to them."""
        made: type[ReferencesController] = load("references")
        references = made(self.context)
        self.reading_controller.data_found.connect(references.offer_import)
        references.editions_listed.connect(lambda known: self.menu.overviews.editions.offer(known))
        references.comparison_wanted.connect(self.menu.compare_editions)
        return references

    @cached_property
    def status_controller(self) -> "StatusController":
        """The controller of the status bar; creating it shows the open reference there."""
        made: type[StatusController] = load("status")
        return made(self.context)

    def annotations_file(self) -> Path | None:
        """Return the path of the open annotations file, None if none is open."""
        feature = self.annotations_on_demand.file
        file = feature.services.file_session.file if feature is not None else None
        return file.path if file is not None else None

    def annotations_path(self) -> Path:
        """Return the path of the open annotations file, or else of the one that is opened or created on first use."""
        return self.annotations_on_demand.path

    def show_first_page(self) -> None:
        """Open the last session's tabs (unless ``fresh``) and ``start.address``, or home; fill the status bar."""
        if _is_there(self.files.searches):
            self.reading.home.searches = load("saved_searches")(self.files.searches, self.invalid_files.report)
        self.reading.home.awaits_own = self.annotations_on_demand.has_file
        if not self.start.fresh and _is_there(self.files.session_of(self.reference.path)):
            self.reading.resume()
            if self.start.address is not None:
                self.reading.open_in_new_tab(self.start.address)
        else:
            self.reading.open(self.start.address or HOME_ADDRESS)
        self.status_controller  # noqa: B018 - to make it is to fill the status bar

    def begin_annotations(self) -> None:
        """Create the annotation feature, and open the annotations file, as ``AnnotationsOnDemand.load_now`` does."""
        self.annotations_on_demand.load_now()

    def _connect_file(self, file: "AnnotationFileFeature") -> None:
        file.services.file_session.opened.connect(self.status_controller.show_file)
        self.search.hits_made.connect(file.badges.show_in)
        if self.search.hits is not None:
            file.badges.show_in(self.search.hits)

    def deferred_work(self) -> tuple[Callable[[], object], ...]:
        """Return what can be done after the first page is shown, in the order to do it, without work on annotations."""
        return (
            self.window.pane_controls.begin,
            self._heed_signals,
            self.guide_keyboard,
            self._save_session,
            self._list_references,
            self.listen,
            self.menu.resume_attachments,
            self.look_through_reference,
            self._set_icon,
        )

    def settle(self) -> None:
        """Do all of ``deferred_work``, which has nothing on annotations, in one go, as for a picture or a test."""
        for work in self.deferred_work():
            work()

    def _heed_signals(self) -> None:
        """From now on, when the system asks the program to end, save everything and close the window."""
        if os.name == "posix" and self.end_signals is None:
            made: type[EndSignals] = load("end_signals")
            self.end_signals = made(self.window, self.annotations_on_demand.save_at_once)

    def _save_session(self) -> None:
        made: type[SessionController] = load("session")
        self.session_controller = made(self.context)

    def _list_references(self) -> None:
        """Add the open reference to the known ones, and offer to import the file that could not be opened, if any."""
        references = self.references
        if self.data_fault is not None:
            references.offer_import(self.data_fault)

    def listen(self) -> None:
        """Open the addresses of later starts here, if no other window does and the reference is the bundled one."""
        if self.reference.path == paths.reference_file():
            made: type[InstanceController] = load("instance")
            self.instance_controller = made(self.context, self.files.socket(self.start.annotations))

    def _set_icon(self) -> None:
        self.window.setWindowIcon(QIcon(str(paths.resource_folder() / "icons" / "coopviewer.svg")))

    def guide_keyboard(self) -> None:
        """From now on, frame the pane with the keyboard focus; Esc moves the focus from tabs to page to navigator."""
        made_frame: type[FocusFrame] = load("focus_frame")
        made_escape: type[EscapeHandler] = load("escape")
        self.focus_frame = made_frame(self.window)
        self.escape_handler = made_escape(self.window)

    def stop(self) -> None:
        """Write unsaved changes and close all files; wait for that for at most 15 seconds, then return in any case."""
        self.annotations_on_demand.stop()
        if self.end_signals is not None:
            self.end_signals.stop()
            self.end_signals = None
        self.reference.close()

    def _session_of(self, reference: Path) -> "Session | None":
        file = self.files.session_of(reference)
        session: Session | None = load("saved_session")(file, self.invalid_files.report) if _is_there(file) else None
        return session

    def _expand_rows(self, session: "Session") -> None:
        self.navigator.expand_paths(session.opened)

    def look_through_reference(self) -> None:
        """Start the integrity check of the open reference in the background; only damage is reported."""
        self.integrity_check.look_through(self.reference.path)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that may not be looked into
        return False


def make_application(tr: Translate = ENGLISH) -> QApplication:
    """Create the one QApplication of this process, in the language of ``tr``."""
    # Qt shares out what it fills among threads and waits for them, even for a scroll bar: beside a thread that reads a
    # file, that takes longer than the filling (docs/performance.md)
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("coopviewer")
    application.setApplicationDisplayName("coopviewer")
    application.setDesktopFileName("coopviewer")
    speak(tr)
    if tr.catalogue is not None:
        load("language")(application, tr)
    return application
