"""Controller of copying: a page's text with sources, and its link; citing_controller copies citations.

The page copies the selection by itself; this controller only says so in the status bar.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from coopviewer.app.context import AppContext
from coopviewer.models.language import language
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out_whole


class CopyController(QObject):
    """Copies the text of the open page, or the address of what is open, and says in the status bar what was copied."""

    def __init__(self, context: AppContext) -> None:
        """Copy from the page of the window; the methods are called by the menu."""
        super().__init__(context.window)
        self._reading, self._today = context.reading, context.today
        self._page, self._show_status = context.window.page, context.window.show_status

    def copy_text(self) -> None:
        """Copy the whole open page with its sources as plain text; do nothing if no page is open.

        The user's bookmarks and notes on home are left out.
        """
        if self._reading.open_page is not None:
            document = lay_out_whole(
                self._reading.open_page[0], self._reading.reference.edition, self._today(), language()
            )
            QGuiApplication.clipboard().setText(write_text(document))
            self._show_status(self.tr("The text of this page is copied, with its sources."))

    def say_copied(self) -> None:
        """Show in the status bar that the selection was copied, or what to do if nothing is selected."""
        cursor = self._page.textCursor()
        if not cursor.hasSelection():
            self._show_status(self.tr("Nothing is selected. Edit > Copy as text with sources copies the whole page."))
            return
        rows = sum("\t" in line for line in QGuiApplication.clipboard().text().split("\n"))
        words = self.tr("The selected text is copied.")
        if rows:
            words = language().plural(
                "The selected text is copied, with {n} row of a table.",
                "The selected text is copied, with {n} rows of tables.",
                rows,
            )
        self._show_status(words)

    def copy_link(self) -> None:
        """Copy the address of the open page, search or list; do nothing before the first is shown."""
        if self._reading.address is not None:
            address = str(self._reading.address)
            QGuiApplication.clipboard().setText(address)
            self._show_status(self.tr("The address {address} is copied.").format(address=address))
