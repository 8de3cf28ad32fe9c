"""Controller of the session: saves open tabs and expanded rows shortly after a change and when the window closes.

Each reference file has its own session. The windows that show one file are numbered from 1, and only that with number 1
saves the session.
"""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.session import Session
from coopviewer.exchange.state.holding import Hold, take_hold
from coopviewer.widgets.common.pause_timer import PauseTimer

MOST_WINDOWS = 10
"""The number that every window of one reference file gets after the ninth; the first nine are numbered from 1 to 9."""
_PAUSE, _LIMIT = 1500, 10_000  # milliseconds without a change, and after the first one


class SessionController(QObject):
    """Saves open tabs, pages opened last and expanded rows of the navigator in the session file, for the next start."""

    def __init__(self, context: AppContext) -> None:
        """Save the session shortly after each change from now on, unless another window of this reference does."""
        super().__init__(context.window)
        window = context.window
        self._reading, self._window = context.reading, window
        self._page, self._navigator = window.page, window.navigator
        self._files = context.files
        self._hold: Hold | None = None
        self._take_turn()
        self._timer = PauseTimer(_PAUSE, _LIMIT, self)
        self._timer.due.connect(self._write_at_rest)
        context.reading.tab_set.tabs_changed.connect(self._timer.start)
        window.navigator.tree.expanded.connect(self._timer.start)
        window.navigator.tree.collapsed.connect(self._timer.start)
        context.reference.leaving.connect(self._leave)
        context.reading.reference_opened.connect(self._take_turn)
        window.closing.connect(self._leave)

    def _take_turn(self) -> None:
        """Find the number of this window among those that show the same reference file; number 1 saves the session.

        The window shows its number in its title, so that the user can tell windows apart.
        """
        session = self._files.session_of(self._reading.reference.path)
        self.number, self._hold = MOST_WINDOWS, None
        for number in range(1, MOST_WINDOWS):
            self._hold = take_hold(session.with_name(f"{session.name}.{number}.lock"))
            if self._hold is not None:
                self.number = number
                break
        self._window.title_line.note_number(self.number)

    @Slot()
    def _leave(self) -> None:
        """Save the session, and let another window of this reference file be the first."""
        self.write()
        if self._hold is not None:
            self._hold.release()
            self._hold = None
            self.number = MOST_WINDOWS  # what is still to come is of no session

    @Slot()
    def _write_at_rest(self) -> None:
        """Save the session; while the page is laid out in turns, after another pause: its place is not known yet."""
        self._timer.start() if self._page.awaits_layout else self.write()

    @Slot()
    def write(self) -> None:
        """Save the session now, if this window has the number 1 among those that show the reference file.

        If saving fails, nothing is reported: the next start restores what was saved before, if anything was.
        """
        self._timer.stop()
        self._page.leave()
        if self.number > 1:
            return
        try:
            load("session_writing")(self._files.session_of(self._reading.reference.path), self._session())
        except OSError:
            return

    def _session(self) -> Session:
        tabs = self._reading.tab_set.tabs
        return Session(
            dataset=self._reading.reference.edition.dataset,
            histories=tuple(tab.history for tab in tabs.tabs),
            current=tabs.tabs.index(tabs.current) if tabs.current else 0,
            recent=self._reading.recent,
            opened=self._navigator.expanded_paths(),
        )
