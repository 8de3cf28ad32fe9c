"""Copying a page: its text with sources, and its link; citations are the matter of the provenance flow."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from coopviewer.domain.history import Visit
from coopviewer.widgets.actions import ActionId
from coopviewer.widgets.main_window import MainWindow
from coopviewer.workspace.reading import Reading

if TYPE_CHECKING:
    from coopviewer.domain.pages import Page


class CopyFlow(QObject):
    """Joins the copying actions to the page that is open."""

    def __init__(self, reading: Reading, window: MainWindow, today: Callable[[], date]) -> None:
        """Join from now on; ``today`` says on which day statuses are derived."""
        super().__init__(window)
        self._today = today
        self._reading = reading
        self._open: tuple[Page, Visit] | None = None
        reading.page_opened.connect(self._remember)
        window.actions_by_id[ActionId.COPY_TEXT].triggered.connect(self._copy_text)
        window.actions_by_id[ActionId.COPY_LINK].triggered.connect(self._copy_link)

    @Slot(object, object)
    def _remember(self, page: "Page", visit: Visit) -> None:
        self._open = (page, visit)

    @Slot()
    def _copy_text(self) -> None:
        from coopviewer.rendering.plain_text import write_text  # deferred: not needed for the first window
        from coopviewer.rendering.whole_page import lay_out_whole

        if self._open is not None:
            document = lay_out_whole(self._open[0], self._reading.edition, self._today(), self.tr)
            QGuiApplication.clipboard().setText(write_text(document))

    @Slot()
    def _copy_link(self) -> None:
        if self._open is not None:
            QGuiApplication.clipboard().setText(str(self._open[1].address))
