"""Controller of *Read as plain text*: the open page line by line, without source marks."""

import re

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.text.measures import shorten
from coopviewer.models.language import language
from coopviewer.rendering.document.plain_text import write_spoken
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.widgets.common.dialogs import TextDialog

_LONGEST_TITLE = 120  # characters
_LONG_LINE = re.compile(r"(.{2000,2100}?)\s")  # Qt lays out a line at once, which takes seconds for millions of letters


class PlainTextController(QObject):
    """Shows the open page as plain text in a dialog, and again when another page is opened meanwhile."""

    def __init__(self, context: AppContext) -> None:
        """Create the dialog; ``open`` shows it."""
        super().__init__(context.window)
        self._reading, self._today = context.reading, context.today
        self.dialog = TextDialog(context.window)
        self.dialog.finished.connect(context.window.focus_page)
        self._reading.page_opened.connect(self._follow)

    def open(self) -> None:
        """Show all of the open page in the dialog, folded parts too; do nothing if no page is open.

        On home the user's own bookmarks, notes and searches are shown too.
        """
        if self._reading.open_page is None:
            return
        page, today = self._reading.open_page[0], self._today()
        document = lay_out_whole(page, self._reading.reference.edition, today, language(), with_own=True)
        title = self.tr("{title} as plain text").format(title=shorten(document.title, _LONGEST_TITLE))
        self.dialog.show_text(title, _in_short_lines(write_spoken(document)))

    @Slot()
    def _follow(self) -> None:
        if self.dialog.isVisible():
            self.open()


def _in_short_lines(text: str) -> str:
    """Return a text whose very long lines are broken between words."""
    return _LONG_LINE.sub(r"\1\n", text)
