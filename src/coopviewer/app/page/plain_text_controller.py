"""Controller of *Read as plain text*: the open page line by line, without source marks."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.models.language import language
from coopviewer.rendering.document.plain_text import write_spoken
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.widgets.common.dialogs import TextDialog


class PlainTextController(QObject):
    """Shows the open page as plain text, and follows when another page is opened."""

    def __init__(self, context: AppContext) -> None:
        """Create the dialog; ``open`` shows it."""
        super().__init__(context.window)
        self._reading, self._today = context.reading, context.today
        self.dialog = TextDialog(context.window)
        self.dialog.finished.connect(context.window.focus_page)
        self._reading.page_opened.connect(self._follow)

    def open(self) -> None:
        """Show the open page with everything unfolded; do nothing if no page is open."""
        if self._reading.open_page is None:
            return
        document = lay_out_whole(self._reading.open_page[0], self._reading.edition, self._today(), language())
        title = self.tr("{title} as plain text").format(title=document.title)
        self.dialog.show_text(title, write_spoken(document))

    @Slot()
    def _follow(self) -> None:
        if self.dialog.isVisible():
            self.open()
