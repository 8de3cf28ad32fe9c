"""What a person opens now and then: its flows are made when they are first asked for, not at the start."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.outline import OutlineService
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from pathlib import Path

    from coopviewer.app.export.page_export_controller import PageExportController
    from coopviewer.app.page.links_controller import LinksController
    from coopviewer.app.page.list_controller import ListController
    from coopviewer.app.page.plain_text_controller import PlainTextController
    from coopviewer.app.shell.about_controller import AboutController
    from coopviewer.app.shell.guide_controller import GuideController
    from coopviewer.app.shell.keys_controller import KeysController


class OnDemand(QObject):
    """Makes the flows of lists, of plain text and of pages taken away at their first use."""

    def __init__(
        self,
        reading: ReadingService,
        outline_service: OutlineService,
        window: MainWindow,
        today: Callable[[], date],
        icons: Callable[[EntryKind | None], QIcon],
        annotations: "Callable[[], Path | None]",
        folder: "Path | None",
    ) -> None:
        """Join the actions from now on; ``today`` says on which day statuses are derived.

        ``annotations`` gives the annotations file that is open, None where none is; ``folder`` holds the person's other
        files, None: they lie where the system has them.
        """
        super().__init__(window)
        self._reading, self._outline_service, self._window = reading, outline_service, window
        self._today, self._icons = today, icons
        self._annotations, self._folder = annotations, folder
        self.about: AboutController | None = None
        self.guide: GuideController | None = None
        self.keys: KeysController | None = None
        self.links: LinksController | None = None
        self.list: ListController | None = None
        self.plain_text: PlainTextController | None = None
        self._taking: PageExportController | None = None
        window.page.list_wanted.connect(self._show_list)
        actions = window.actions_by_id
        actions[ActionId.KEYS].triggered.connect(self._show_keys)
        actions[ActionId.GUIDE].triggered.connect(self._show_guide)
        actions[ActionId.LINKS].triggered.connect(self._show_links)
        actions[ActionId.PLAIN_TEXT].triggered.connect(self._show_plain_text)
        actions[ActionId.ABOUT].triggered.connect(self._about)
        actions[ActionId.SAVE_PAGE].triggered.connect(self._save_page)
        actions[ActionId.PRINT].triggered.connect(self._print)

    @property
    def taking(self) -> "PageExportController":
        """The flow of pages taken away."""
        from coopviewer.app.export.page_export_controller import (
            PageExportController,  # deferred, here and below: not needed for the first window
        )

        if self._taking is None:
            self._taking = PageExportController(self._reading, self._window, self._today)
        return self._taking

    @Slot()
    def _save_page(self) -> None:
        if self._reading.open_page is not None:
            self.taking.choose_file()
        else:
            self._say_no_page()

    @Slot()
    def _print(self) -> None:
        if self._reading.open_page is not None:
            self.taking.print()
        else:
            self._say_no_page()

    def _say_no_page(self) -> None:
        address = self._reading.address
        if address is not None and address.is_annotations:
            self._window.show_status(
                self.tr("A list of annotations has no page of its own. Open the entry of an annotation first.")
            )
        else:
            self._window.show_status(self.tr("A search has no page of its own. Open a result first."))

    @Slot()
    def _show_keys(self) -> None:
        from coopviewer.app.shell.keys_controller import KeysController

        if self.keys is None:
            self.keys = KeysController(self._window)
        self.keys.open()

    @Slot()
    def _show_guide(self) -> None:
        from coopviewer.app.shell.guide_controller import GuideController

        if self.guide is None:
            self.guide = GuideController(self._window)
            self.guide.keys_wanted.connect(self._show_keys)
        self.guide.open()

    @Slot()
    def _about(self) -> None:
        from coopviewer.app.shell.about_controller import AboutController

        if self.about is None:
            self.about = AboutController(self._reading, self._window, self._annotations, self._folder)
        self.about.open()

    @Slot()
    def _show_links(self) -> None:
        from coopviewer.app.page.links_controller import LinksController

        if self.links is None:
            self.links = LinksController(self._window, self._today)
            self._reading.page_opened.connect(self.links.close)
        if self._reading.open_page is not None:
            self.links.open(*self._reading.open_page)
        else:
            self._say_no_page()

    @Slot()
    def _show_plain_text(self) -> None:
        from coopviewer.app.page.plain_text_controller import PlainTextController

        if self.plain_text is None:
            self.plain_text = PlainTextController(self._reading, self._window, self._today)
        if self._reading.open_page is not None:
            self.plain_text.open(self._reading.open_page[0])
        else:
            self._say_no_page()

    @Slot(str, bool)
    def _show_list(self, predicate_id: str, outgoing: bool) -> None:
        from coopviewer.app.page.list_controller import ListController

        if self.list is None:
            self.list = ListController(self._reading, self._outline_service, self._window, self._icons)
        if self._reading.open_page is not None:
            self.list.open(self._reading.open_page[0], predicate_id, outgoing=outgoing)
