"""The Esc key in the tabs and the page: it leads from the tabs to the page, ends finding, then leads to the navigator.

Lists and fields handle Esc themselves, each in its own way.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from coopviewer.models.guard import guarded
from coopviewer.models.roles import QtKey
from coopviewer.widgets.shell.main_window import MainWindow


class EscapeHandler(QObject):
    """Handles Esc in the page and the tabs: it leads from the tabs to the page, then to the navigator.

    In the page, Esc first closes the find bar if it is shown, or removes the marks of a search's words. A navigator
    that is not shown is not opened.
    """

    def __init__(self, window: MainWindow) -> None:
        """Handle Esc in the page and the tabs of a window from now on; the window owns this object."""
        super().__init__(window)
        self._window = window
        window.page.installEventFilter(self)
        window.tabs.installEventFilter(self)

    # Qt overrides

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != QtKey.ESCAPE:
            return False
        if watched is self._window.tabs:
            self._window.focus_page()
        elif not self._window.page_side.close_find() and self._window.panes.is_shown(self._window.panes.navigator):
            self._window.focus_navigator()
        return True
