"""Copying what leads back to a page: its link, and its citation."""

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

    def __init__(self, reading: Reading, window: MainWindow) -> None:
        """Join from now on."""
        super().__init__(window)
        self._reading = reading
        self._open: tuple[Page, Visit] | None = None
        reading.page_opened.connect(self._remember)
        window.actions_by_id[ActionId.COPY_LINK].triggered.connect(self._copy_link)
        window.actions_by_id[ActionId.COPY_CITATION].triggered.connect(self._copy_citation)

    @Slot(object, object)
    def _remember(self, page: "Page", visit: Visit) -> None:
        self._open = (page, visit)

    @Slot()
    def _copy_link(self) -> None:
        if self._open is not None:
            QGuiApplication.clipboard().setText(str(self._open[1].address))

    @Slot()
    def _copy_citation(self) -> None:
        from coopviewer.rendering.citation import cite_page  # deferred: not needed for the first window

        if self._open is not None:
            page, visit = self._open
            QGuiApplication.clipboard().setText(cite_page(page, str(visit.address), self._reading.edition, self.tr))
