"""The way into search: the field in the toolbar is there from the start, all that it needs comes with its first use."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.app.search.search_controller import SearchController

_PATIENCE = 5000  # milliseconds


class SearchDoor(QObject):
    """Makes the flow of searching when something is typed, a search is opened, or Ctrl+K is pressed."""

    hits_made = Signal(object)
    """The HitsModel of the window, which holds what is found from now on."""

    def __init__(
        self,
        reading: ReadingService,
        window: MainWindow,
        icons: Callable[[EntryKind | None], QIcon],
        kept: Callable[[], Path],
        annotations: Callable[[], Path | None],
    ) -> None:
        """Join from now on; ``kept`` gives the file of the searches that are kept.

        ``annotations`` gives the annotations file that is open, None where none is.
        """
        super().__init__(window)
        self._reading, self._window, self._icons = reading, window, icons
        self._kept, self._annotations = kept, annotations
        self._controller: SearchController | None = None
        window.search.textEdited.connect(self._type)
        reading.search_opened.connect(self._open)
        actions = window.actions_by_id
        actions[ActionId.SEARCH].triggered.connect(self._begin)
        actions[ActionId.SAVE_SEARCH].triggered.connect(self._save)
        actions[ActionId.FORGET_SEARCHES].triggered.connect(self._forget)

    @property
    def controller(self) -> "SearchController":
        """The flow of searching."""
        if self._controller is None:
            from coopviewer.app.search.search_controller import (
                SearchController,  # deferred: not needed for the first window
            )

            self._controller = SearchController(
                self._reading, self._window, self._icons, self._kept(), self._annotations
            )
            self.hits_made.emit(self._controller.hits)
        return self._controller

    def take_up_searches(self) -> None:
        """Take up the searches that were kept the last time, if there are any, for home to show."""
        try:
            there = self._kept().exists()
        except OSError:  # a folder that may not be looked into
            return
        if there:
            from coopviewer.exchange.state.searches_file import read_searches  # deferred: the first start has none

            self._reading.searches = read_searches(self._kept())

    def finish(self) -> None:
        """Wait until what a search finds is shown and counted, as before a picture is taken; not for ever."""
        from PySide6.QtCore import QEventLoop, QTimer  # deferred: only for pictures

        address = self._reading.address
        if address is not None and address.is_search:
            loop = QEventLoop()
            self.controller.search_service.counted.connect(loop.quit)
            self.controller.search_service.failed.connect(loop.quit)
            QTimer.singleShot(_PATIENCE, loop.quit)
            loop.exec()

    @Slot(str)
    def _type(self, text: str) -> None:
        self.controller.type(text)

    @Slot(str)
    def _open(self, query: str) -> None:
        self.controller.show(query)

    @Slot()
    def _begin(self) -> None:
        self.controller.begin()

    @Slot()
    def _save(self) -> None:
        self.controller.save()

    @Slot()
    def _forget(self) -> None:
        self.controller.kept.forget()
