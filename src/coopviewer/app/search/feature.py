"""The search feature: the field is part of the first window, everything else is loaded on first use."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.search.search_controller import SearchController
    from coopviewer.models.hits_model import HitsModel


class SearchFeature(QObject):
    """Creates the search controller when text is typed, a search is opened, or an action for searches is used."""

    hits_made = Signal(object)
    """The HitsModel of the window was created; it shows the results of every search from now on."""

    def __init__(self, context: AppContext) -> None:
        """Wait for text in the search field, an opened search, or one of the actions for searches."""
        super().__init__(context.window)
        self._context = context
        context.window.search.textEdited.connect(self._type)
        context.reading.search_opened.connect(self._open)
        actions = context.window.actions_by_id
        actions[ActionId.SEARCH].triggered.connect(self._begin)
        actions[ActionId.SEARCH_HELP].triggered.connect(self._show_help)
        actions[ActionId.SAVE_SEARCH].triggered.connect(self._save)
        actions[ActionId.FORGET_SEARCHES].triggered.connect(self._forget)

    @cached_property
    def controller(self) -> "SearchController":
        """The search controller, created on first use, which emits ``hits_made``."""
        made: type[SearchController] = load("search")
        controller = made(self._context)
        self.hits_made.emit(controller.hits)
        return controller

    @property
    def hits(self) -> "HitsModel | None":
        """The model of the results; None before ``controller`` was created, as by the first search."""
        return self.controller.hits if "controller" in vars(self) else None

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
    def _show_help(self) -> None:
        self.controller.show_help()

    @Slot()
    def _save(self) -> None:
        self.controller.save()

    @Slot()
    def _forget(self) -> None:
        self.controller.kept.forget()
