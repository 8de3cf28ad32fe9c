"""The title of a window: the open page, and what distinguishes this window from others."""

from PySide6.QtWidgets import QWidget

from coopviewer.domain.text.measures import shorten
from coopviewer.models.language import language

_LONGEST = 120  # characters of a page's title in the window's; the page shows all of it


class WindowTitle:
    """Sets the title of one window: the open page, then the reference, the annotations file, the window's number."""

    def __init__(self, window: QWidget) -> None:
        """Start with no part of the title; the window keeps the title that it has until another method is called."""
        self._window = window
        self._page = ""
        self._notes = {"reference": "", "annotations": "", "number": ""}  # in the order of the title

    def set_page(self, page: str) -> None:
        """Set the part of the title that names the open page or overview; it is cut at 120 characters."""
        self._page = page
        self._window.setWindowTitle(" · ".join((shorten(page, _LONGEST), *filter(None, self._notes.values()))))

    def note(self, **notes: str) -> None:
        """Set the parts ``reference``, ``annotations`` and ``number`` (*window 2*) of the title; empty removes a part.

        Parts that are not passed stay as they are.
        """
        self._notes |= notes
        self.set_page(self._page)

    def note_number(self, number: int) -> None:
        """Show the number of this window among those that show the same reference file; 1, the first, is not shown."""
        tr = language()
        self.note(number=tr("window {number}").format(number=tr.number(number)) if number > 1 else "")
