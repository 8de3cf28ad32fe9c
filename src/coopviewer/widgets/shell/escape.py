"""Esc leads back: from the tabs to the page, from the page to the navigator. Made after the start.

Lists and fields take Esc for themselves first: it clears the field, then closes the list and returns to the page.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from coopviewer.widgets.shell.main_window import MainWindow


class EscapeHandler(QObject):
    """Watches the page and the tabs of a window for Esc."""

    def __init__(self, window: MainWindow) -> None:
        """Watch from now on."""
        super().__init__(window)
        self._window = window
        window.page.installEventFilter(self)
        window.tabs.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        if watched is self._window.tabs:
            self._window.focus_page()
        else:
            self._window.focus_navigator()
        return True
