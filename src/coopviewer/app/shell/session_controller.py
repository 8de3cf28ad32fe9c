"""Controller of the session: saves the open tabs and rows shortly after a change and when the window closes."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.session import Session
from coopviewer.widgets.common.pause_timer import PauseTimer

_PAUSE, _LIMIT = 1500, 10_000  # milliseconds without a change, and after the first one


class SessionController(QObject):
    """Saves the session in a file."""

    def __init__(self, context: AppContext) -> None:
        """Save from now on."""
        super().__init__(context.window)
        window = context.window
        self._reading, self._page, self._navigator = context.reading, window.page, window.navigator
        self._path = context.files.session
        self._timer = PauseTimer(_PAUSE, _LIMIT, self)
        self._timer.due.connect(self.write)
        context.reading.tab_set.tabs_changed.connect(self._timer.start)
        window.navigator.tree.expanded.connect(self._timer.start)
        window.navigator.tree.collapsed.connect(self._timer.start)
        window.closing.connect(self.write)

    @Slot()
    def write(self) -> None:
        """Save the session now; if that fails, the next start just does not restore it."""
        self._timer.stop()
        self._page.leave()
        try:
            load("session_writing")(self._path, self._session())
        except OSError:
            return

    def _session(self) -> Session:
        tabs = self._reading.tab_set.tabs
        return Session(
            dataset=self._reading.edition.dataset,
            histories=tuple(tab.history for tab in tabs.tabs),
            current=tabs.tabs.index(tabs.current) if tabs.current else 0,
            recent=self._reading.recent,
            opened=self._navigator.expanded_paths(),
        )
