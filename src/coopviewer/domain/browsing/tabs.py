"""Tabs: several histories side by side, one of them current."""

from dataclasses import dataclass, field

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.browsing.history import History
from coopviewer.domain.values import value

_MOST_CLOSED = 25


@dataclass(slots=True)
class Tab:
    """One tab: its history, and its ``serial``, a number that no other tab gets while the program runs."""

    serial: int
    history: History


@value(frozen=True, slots=True)
class TabRow:
    """The row of tabs as it is shown: serial and title of each, and the serial of the current one."""

    titles: tuple[tuple[int, str], ...]
    current: int


@dataclass(slots=True)
class Tabs:
    """Tabs in the order in which they are shown; never empty once the first has been opened.

    ``current`` None: no tab has been opened yet.
    """

    tabs: list[Tab] = field(default_factory=list)
    current: Tab | None = None
    _closed: list[tuple[int, Tab]] = field(default_factory=list)
    _last_serial: int = 0

    def add(self, history: History, *, after_current: bool = True) -> Tab:
        """Add a tab with a history and return it; it becomes current only if no tab was.

        It is placed after the current tab, or at the end if ``after_current`` is False or no tab is current.
        """
        self._last_serial += 1
        tab = Tab(self._last_serial, history)
        index = self.tabs.index(self.current) + 1 if after_current and self.current else len(self.tabs)
        self.tabs.insert(index, tab)
        self.current = self.current or tab
        return tab

    def find(self, serial: int) -> Tab | None:
        """Return the tab of a serial, None if there is none."""
        return next((tab for tab in self.tabs if tab.serial == serial), None)

    def neighbour(self, by: int) -> Tab | None:
        """Return the tab ``by`` positions after the current one, wrapping around; None if there is no tab."""
        if self.current is None:
            return None
        return self.tabs[(self.tabs.index(self.current) + by) % len(self.tabs)]

    def return_to(self, tab: Tab | None) -> None:
        """Make a tab current again; nothing happens for None, or if it was closed."""
        if tab is not None and self.find(tab.serial) is tab:
            self.current = tab

    def close(self, tab: Tab) -> None:
        """Close one of the tabs, which ``reopen`` can bring back while it is one of the 25 closed last.

        If it was the current one, the tab after it becomes current, or else the one before it. If it was the only one,
        a new tab at home is added. Raises ValueError if it is none of the tabs.
        """
        index = self.tabs.index(tab)
        self.tabs.remove(tab)
        self._closed = [*self._closed[-_MOST_CLOSED + 1 :], (index, tab)]
        if tab is self.current:
            self.current = self.tabs[min(index, len(self.tabs) - 1)] if self.tabs else None
        if not self.tabs:
            self.add(home_history())

    def reopen(self) -> Tab | None:
        """Reopen the tab closed last at its old index and make it current; None if there is none."""
        if not self._closed:
            return None
        index, tab = self._closed.pop()
        self.tabs.insert(index, tab)
        self.current = tab
        return tab

    def move(self, start: int, end: int) -> None:
        """Move the tab at index ``start`` to index ``end``; invalid indexes are ignored."""
        if 0 <= start < len(self.tabs) and 0 <= end < len(self.tabs):
            self.tabs.insert(end, self.tabs.pop(start))


def home_history(address: Address = HOME_ADDRESS) -> History:
    """Return a history with one visit, by default of home."""
    history = History()
    history.visit(address)
    return history
