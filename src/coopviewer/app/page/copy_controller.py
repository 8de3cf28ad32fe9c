"""Controller of copying a page's text with sources, and its link; the provenance controller copies citations."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from coopviewer.app.context import AppContext
from coopviewer.models.language import language
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out_whole


class CopyController(QObject):
    """Copies the open page to the clipboard, and reports it in the status bar."""

    def __init__(self, context: AppContext) -> None:
        """Copy from the reading service of ``context``."""
        super().__init__(context.window)
        self._reading, self._today = context.reading, context.today
        self._show_status = context.window.show_status

    def copy_text(self) -> None:
        """Copy the whole page with its sources; do nothing if no page is open."""
        if self._reading.open_page is not None:
            document = lay_out_whole(self._reading.open_page[0], self._reading.edition, self._today(), language())
            QGuiApplication.clipboard().setText(write_text(document))
            self._show_status(self.tr("The text of this page is copied, with its sources."))

    def copy_link(self) -> None:
        """Copy the address of the open page, search or list."""
        if self._reading.address is not None:
            address = str(self._reading.address)
            QGuiApplication.clipboard().setText(address)
            self._show_status(self.tr("The address {address} is copied.").format(address=address))
