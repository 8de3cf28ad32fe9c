"""Controller of saved and recent searches, on the home page and in a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import HOME_ADDRESS
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.exchange.state.searches_file import change_searches
from coopviewer.widgets.common.pause_timer import PauseTimer

if TYPE_CHECKING:
    from coopviewer.widgets.search.name_dialog import NameDialog

_Change = Callable[[Searches], Searches]
# milliseconds without a change, and after the first one: a disk may be slow, and a tick of a facet must not wait for it
_PAUSE, _LIMIT = 1000, 5000


class SavedSearchesController(QObject):
    """Changes the recent and saved searches, which the home page shows, and writes them to their file shortly after.

    What is not written yet is written when the window closes. A dialog says so the first time the file cannot be
    written, and not again.
    """

    def __init__(self, context: AppContext) -> None:
        """Read nothing yet; when the window closes, changes that are not in the file yet are written."""
        super().__init__(context.window)
        self._reading, self._window, self._path = context.reading, context.window, context.files.searches
        self._report = context.report_invalid
        self._changes: list[_Change] = []  # those that are not in the file yet, in their order
        self._query = ""
        self._told = False
        self._timer = PauseTimer(_PAUSE, _LIMIT, self)
        self._timer.due.connect(self._write)
        self._window.closing.connect(self._write_at_once)

    @property
    def searches(self) -> Searches:
        """The saved and recent searches; empty ones before they were read."""
        return self._reading.home.searches or Searches()

    def remember(self, query: str) -> None:
        """Put a query first among the recent searches in the open reference; the file is written soon after."""
        dataset = self._reading.reference.edition.dataset
        self._keep(lambda searches: searches.with_search(query, dataset))

    def forget(self) -> None:
        """Clear the recent searches of all references; saved ones stay.

        The status bar says so. Home is drawn anew if it is open.
        """
        self._keep(Searches.without_history)
        self._window.show_status(self.tr("Recent searches are forgotten."))
        if self._reading.address == HOME_ADDRESS:
            self._reading.open(HOME_ADDRESS)

    def save(self, query: str) -> None:
        """Ask in a dialog for a name, and save a query (its text) under it; returns at once.

        If the query is saved already, the user can change its name in the dialog, or remove it.
        """
        self._query = query
        kept = self._name_of(query)
        made: type[NameDialog] = load("search_name")
        dialog = made(self.tr("Save this search"), kept or query, self._window, is_saved=bool(kept))
        dialog.named.connect(self._keep_under)
        dialog.removed.connect(self._remove)
        dialog.open()

    @Slot(str)
    def _keep_under(self, name: str) -> None:
        before, query = self._name_of(self._query), self._query
        self._keep(lambda searches: searches.without_saved(before).with_saved(name, query))
        self._timer.stop()
        if self._write():  # said only once it is on the disk
            self._window.show_status(self.tr("The search is saved as “{name}”. Home lists it.").format(name=name))

    @Slot()
    def _remove(self) -> None:
        before = self._name_of(self._query)
        self._keep(lambda searches: searches.without_saved(before))
        self._window.show_status(self.tr("The saved search is removed."))

    def _name_of(self, query: str) -> str:
        """Return the name under which a query is saved; empty if it is not."""
        return next((each.name for each in self.searches.saved if each.query == query), "")

    def _keep(self, change: "_Change") -> None:
        """Make a change in memory at once, and later in the file.

        There it is made to what the file then has: another window may have changed it.
        """
        self._changes.append(change)
        self._reading.home.searches = change(self.searches)
        self._timer.start()

    @Slot()
    def _write_at_once(self) -> None:
        self._timer.stop()
        if self._changes:
            self._write()

    @Slot()
    def _write(self) -> bool:
        """Write the waiting changes to the file; return False if that fails, which a dialog says the first time."""
        try:
            self._reading.home.searches = change_searches(self._path, self._change, self._report)
        except OSError:
            if not self._told:
                self._told = True
                sentence = self.tr("Searches cannot be kept: {path} cannot be written. They hold until the end.")
                self._window.show_error(sentence.format(path=self._path))
            return False
        self._changes.clear()
        return True

    def _change(self, searches: Searches) -> Searches:
        for change in self._changes:
            searches = change(searches)
        return searches
