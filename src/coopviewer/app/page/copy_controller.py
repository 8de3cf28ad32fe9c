"""Copying a page: its text with sources, and its link; citations are the matter of the provenance flow."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService


class CopyController(QObject):
    """Joins the copying actions to the page that is open."""

    def __init__(self, reading: ReadingService, window: MainWindow, today: Callable[[], date]) -> None:
        """Join from now on; ``today`` says on which day statuses are derived."""
        super().__init__(window)
        self._today = today
        self._reading = reading
        window.actions_by_id[ActionId.COPY_TEXT].triggered.connect(self._copy_text)
        window.actions_by_id[ActionId.COPY_LINK].triggered.connect(self._copy_link)

    @Slot()
    def _copy_text(self) -> None:
        from coopviewer.rendering.document.plain_text import write_text  # deferred: not needed for the first window
        from coopviewer.rendering.pages.layout import lay_out_whole

        if self._reading.open_page is not None:
            document = lay_out_whole(self._reading.open_page[0], self._reading.edition, self._today(), self.tr)
            QGuiApplication.clipboard().setText(write_text(document))

    @Slot()
    def _copy_link(self) -> None:
        if self._reading.address is not None:
            QGuiApplication.clipboard().setText(str(self._reading.address))
