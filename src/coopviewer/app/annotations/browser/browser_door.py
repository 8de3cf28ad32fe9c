"""The way to the annotation browser, the tags and the backups: each comes with its first use."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService
from coopviewer.workspace.titles import Titles

if TYPE_CHECKING:
    from coopviewer.app.annotations.browser.browser_controller import BrowserController
    from coopviewer.app.annotations.browser.tags_controller import TagsController
    from coopviewer.app.annotations.files.restoring_controller import RestoringController


class BrowsingDoor(QObject):
    """Makes the browser when a list of annotations is opened, dialogs when they are asked for."""

    export_wanted = Signal(object)
    """Annotations are to be exported (a tuple of uuids)."""
    browser_made = Signal(object)
    """The AnnotationBrowser, at its first use."""

    def __init__(
        self,
        doors: AnnotationServices,
        reading: ReadingService,
        titles: Titles,
        window: MainWindow,
        pane: AnnotationPane,
        highlights: PageHighlights,
        icons: Callable[[EntryKind | None], QIcon],
        today: Callable[[], date],
    ) -> None:
        """Join from now on; a list that is open already is shown at once."""
        super().__init__(window)
        self._doors, self._reading, self._titles, self._window = doors, reading, titles, window
        self._pane, self._highlights = pane, highlights
        self._icons, self._today = icons, today
        self._controller: BrowserController | None = None
        self._sought = ("", "")  # an annotation that was chosen, its entry and its uuid, until its page is listed
        self.tags: TagsController | None = None
        self.restoring: RestoringController | None = None
        reading.annotations_opened.connect(self._open)
        doors.queries.page_listed.connect(self._seek)
        actions = window.actions_by_id
        actions[ActionId.ALL_ANNOTATIONS].triggered.connect(self._open_all)
        actions[ActionId.TAGS].triggered.connect(self.show_tags)
        actions[ActionId.RESTORE_ANNOTATIONS].triggered.connect(self._show_backups)
        address = reading.address
        if address is not None and address.is_annotations:
            self._open(address.query)

    @property
    def controller(self) -> "BrowserController":
        """The flow of the browser."""
        if self._controller is None:
            from coopviewer.app.annotations.browser.browser_controller import (
                BrowserController,  # deferred, here and below: comes with its first use
            )

            self._controller = BrowserController(
                self._doors, self._reading, self._titles, self._window, self._icons, self._today
            )
            self._controller.opened.connect(self._remember)
            self._controller.browser.tags_wanted.connect(self.show_tags)
            self._controller.browser.export_wanted.connect(self.export_wanted)
            self.browser_made.emit(self._controller.browser)
        return self._controller

    def finish_editing(self) -> None:
        """Take what stands in an open cell of the list."""
        if self._controller is not None:
            self._controller.browser.view.finish_editing()

    @Slot()
    def show_tags(self) -> None:
        """Show all tags, to be renamed, merged or deleted."""
        from coopviewer.app.annotations.browser.tags_controller import TagsController

        if self.tags is None:
            self.tags = TagsController(self._doors, self._reading, self._window)
        self.tags.open()

    @Slot()
    def _show_backups(self) -> None:
        from coopviewer.app.annotations.files.restoring_controller import RestoringController

        if self.restoring is None:
            self.restoring = RestoringController(self._doors, self._titles, self._window)
        self.restoring.open()

    @Slot(str)
    def _open(self, query: str) -> None:
        self.controller.show(query)

    @Slot()
    def _open_all(self) -> None:
        self._reading.open(annotations_address())

    @Slot(object)
    def _remember(self, annotation: Annotation) -> None:
        self._sought = (annotation.entry_id, annotation.uuid)

    @Slot(str)
    def _seek(self, entry_id: str) -> None:
        """Go to the annotation that was chosen, once the annotations of its page are there."""
        sought, uuid = self._sought
        if sought and sought == entry_id:
            self._sought = ("", "")
            self._pane.show_annotation(uuid)
            self._highlights.scroll_to(uuid)
