"""The session: which tabs and rows were open is written a moment after it changes and when the window closes."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from coopviewer.app.context import AppContext
from coopviewer.exchange.state.session_file import write_session

_QUIET = 1500  # milliseconds without a change


class SessionController(QObject):
    """Keeps reading's session in a file."""

    def __init__(self, context: AppContext) -> None:
        """Write from now on."""
        super().__init__(context.window)
        window = context.window
        self._reading, self._page, self._navigator = context.reading, window.page, window.navigator
        self._path = context.files.session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.write)
        context.reading.tab_set.tabs_changed.connect(self._timer.start)
        window.navigator.tree.expanded.connect(self._timer.start)
        window.navigator.tree.collapsed.connect(self._timer.start)
        window.closing.connect(self.write)

    @Slot()
    def write(self) -> None:
        """Write the session now; one that cannot be written is only not taken up at the next start."""
        self._timer.stop()
        self._page.leave()
        try:
            write_session(self._path, replace(self._reading.session(), opened=self._navigator.expanded_paths()))
        except OSError:
            return
