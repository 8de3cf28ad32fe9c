"""All that annotating needs in one window, made together when the first page stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout

from coopviewer.app.annotations.browser.browser_door import BrowsingDoor
from coopviewer.app.annotations.browser.reattaching_controller import ReattachingController
from coopviewer.app.annotations.browser.review_controller import ReviewController
from coopviewer.app.annotations.files.annotation_file_controller import AnnotationFileController
from coopviewer.app.annotations.files.transfer_door import TransferringDoor
from coopviewer.app.annotations.files.undo_controller import UndoController
from coopviewer.app.annotations.page.badge_controller import BadgeController
from coopviewer.app.annotations.page.marking_controller import MarkingController
from coopviewer.app.annotations.page.note_links_controller import NoteLinksController
from coopviewer.app.annotations.page.page_annotations_controller import PageAnnotationsController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import OutlineModel
from coopviewer.settings import SettingsFile
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.annotations.page.selection_bar import SelectionBar
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService
from coopviewer.workspace.titles import Titles


class AnnotationFeature(QObject):
    """Holds the pane, the highlights and the flows of one window."""

    def __init__(
        self,
        reading: ReadingService,
        window: MainWindow,
        outline: OutlineModel,
        settings: SettingsFile,
        usual: Path,
        icons: Callable[[EntryKind | None], QIcon],
        today: Callable[[], date],
    ) -> None:
        """Make and join everything; no file is open yet. ``usual`` is the file where no other was chosen."""
        super().__init__(window)
        self._window = window
        self.doors = AnnotationServices(reading.edition.dataset, self)
        self.pane = AnnotationPane(parent=window.annotation_side)
        layout = QVBoxLayout(window.annotation_side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self.titles = Titles(reading, self)
        self.highlights = PageHighlights(window.page)
        self.controller = PageAnnotationsController(
            self.doors, reading, self.titles, window, self.pane, self.highlights
        )
        self.bar = SelectionBar(window, window.page, self.highlights)
        self.marking = MarkingController(
            self.doors, reading, window, self.pane, self.bar, self.highlights, self.controller
        )
        self.ways = NoteLinksController(reading, window, self.pane)
        self.badges = BadgeController(self.doors, outline)
        self.files = AnnotationFileController(self.doors, window, self.pane, settings, usual)
        self.browsing = BrowsingDoor(self.doors, reading, self.titles, window, self.pane, self.highlights, icons, today)
        self.review = ReviewController(self.doors, reading, window, self.controller, self.browsing)
        self.reattaching = ReattachingController(self.doors, reading, window, self.highlights, self.review)
        self.transfers = TransferringDoor(self.doors, reading, window, today)
        self.browsing.export_wanted.connect(self.transfers.export)
        self.undo = UndoController(self.doors.file_session, self.doors.writer, window, self._finish_editing)
        self.doors.file_session.failed.connect(window.show_error)
        reading.reference_opened.connect(self._use)
        window.actions_by_id[ActionId.TO_ANNOTATIONS].triggered.connect(self._go_to_pane)

    def stop(self) -> None:
        """Write what is still to be written, and let go of the file."""
        self.review.reanchoring.stop()
        self.transfers.stop()
        self._finish_editing()
        self.files.finish()
        self.doors.file_session.finish()
        self.titles.close()

    def _finish_editing(self) -> None:
        self.pane.finish()
        self.browsing.finish_editing()

    @Slot(object)
    def _use(self, edition: Edition) -> None:
        self.doors.file_session.use(edition.dataset)

    @Slot()
    def _go_to_pane(self) -> None:
        self._window.annotation_side.want(True, now=True)
        self.pane.take_keyboard()
