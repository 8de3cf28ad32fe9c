"""The set of tabs and the current one; their pages belong to the reading service."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import History
from coopviewer.domain.browsing.tabs import TabRow, Tabs, home_history


class TabSet(QObject):
    """The tabs of one window: selects, closes, reopens and moves them, and emits what changed; reads no page."""

    current_changed = Signal()
    """Another tab has become current, whose page must be read."""
    tabs_changed = Signal(object)
    """The tabs, a title or the current tab has changed (TabRow)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a tab."""
        super().__init__(parent)
        self.tabs = Tabs()

    @property
    def history(self) -> History:
        """The history of the current tab; an empty one before the first tab."""
        return self.tabs.current.history if self.tabs.current else History()

    @Slot(int)
    def choose(self, serial: int) -> None:
        """Make the tab with a serial current; nothing happens if there is none.

        ``current_changed`` is emitted, also if the tab was current already.
        """
        tab = self.tabs.find(serial)
        if tab is not None:
            self.tabs.current = tab
            self.current_changed.emit()

    def add_behind(self, address: Address, title: str) -> None:
        """Add a tab after the current one, which stays current, and emit ``tabs_changed``.

        The new tab has one visit, of ``address``; ``title`` is the title of its page.
        """
        history = home_history(address)
        history.visits[0].title = title
        self.tabs.add(history)
        self.emit_tabs()

    @Slot(int)
    def walk(self, by: int) -> None:
        """Make the next (1) or previous (-1) tab current, as ``choose`` does, wrapping around; nothing without tabs."""
        tab = self.tabs.neighbour(by)
        if tab is not None:
            self.choose(tab.serial)

    @Slot(int)
    def close(self, serial: int) -> None:
        """Close the tab with a serial; 0: the current one. Nothing happens if there is no such tab.

        If it was the current one, the tab after it becomes current, or else the one before it, and ``current_changed``
        alone is emitted; otherwise ``tabs_changed``. The only remaining tab is replaced with one on the home page.
        """
        tab = self.tabs.find(serial) if serial else self.tabs.current
        if tab is None:
            return
        was_current = tab is self.tabs.current
        self.tabs.close(tab)
        if was_current:
            self.current_changed.emit()
        else:
            self.emit_tabs()

    @Slot()
    def reopen(self) -> None:
        """Reopen the tab closed last, with its history and at its old index, and make it current.

        The 25 tabs closed last are kept for this. Nothing happens if none of them is left.
        """
        if self.tabs.reopen() is not None:
            self.current_changed.emit()

    @Slot(int, int)
    def move(self, start: int, end: int) -> None:
        """Move a tab from one index to another, from 0, and emit ``tabs_changed``.

        The current tab stays current. If an index is invalid, nothing is moved, but the signal is emitted.
        """
        self.tabs.move(start, end)
        self.emit_tabs()

    def emit_tabs(self) -> None:
        """Emit ``tabs_changed`` with the present tabs, for example after a visit has changed a title."""
        titles = []
        for tab in self.tabs.tabs:
            visit = tab.history.current
            titles.append((tab.serial, visit.title or str(visit.address) if visit else ""))
        current = self.tabs.current.serial if self.tabs.current else 0
        self.tabs_changed.emit(TabRow(tuple(titles), current))


def title_of_list(address: Address, tr: Callable[[str], str]) -> str:
    """Return the title of the tab of a search, a list of annotations, an overview, a brief or changes.

    The title of a search is its query in quotation marks, or “Search help” for a blank query, which shows the help.
    """
    if address.is_search:
        if not address.query.strip():
            return tr("Search help")
        return f"\u201c{address.query}\u201d"
    titles = {
        "coverage": tr("Coverage"),
        "timeline": tr("Timeline"),
        "map": tr("Map"),
        "compare": tr("Comparison"),
        "brief": tr("Brief"),
        "changes": tr("What changed"),
    }
    return titles.get(address.target) or tr("Annotations")


def title_of_page(address: Address, title: str, titles: Sequence[str], tr: Callable[[str], str]) -> str:
    """Return the title of the tab that shows a page or list: usually ``title``, the title of the page or list itself.

    For a comparison, ``titles`` has the titles of the compared entries, and the result is like ``"Niger, Mali and
    Chad"``; for other pages ``titles`` is empty. For the page about an import the result is ``"About this import"``.
    """
    if address.is_import:
        return tr("About this import")
    if len(titles) > 1:
        return tr("{items} and {last}").format(items=", ".join(titles[:-1]), last=titles[-1])
    return title
