"""*Read as plain text*: the page that is open, line by line, without source marks."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Slot

from coopviewer.domain.browsing.history import Visit
from coopviewer.domain.reference.pages import Page
from coopviewer.rendering.document.plain_text import write_spoken
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.widgets.common.dialogs import TextDialog
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService


class PlainTextController(QObject):
    """Shows a page as plain text, and the next one when another is opened meanwhile."""

    def __init__(self, reading: ReadingService, window: MainWindow, today: Callable[[], date]) -> None:
        """Make the dialog; it is shown by ``open``."""
        super().__init__(window)
        self._reading = reading
        self._today = today
        self.dialog = TextDialog(window)
        self.dialog.finished.connect(window.focus_page)
        reading.page_opened.connect(self._follow)

    def open(self, page: Page) -> None:
        """Show a page, everything on it unfolded."""
        document = lay_out_whole(page, self._reading.edition, self._today(), self.tr)
        title = self.tr("{title} as plain text").format(title=document.title)
        self.dialog.show_text(title, write_spoken(document))

    @Slot(object, object)
    def _follow(self, page: Page, _visit: Visit) -> None:
        if self.dialog.isVisible():
            self.open(page)
