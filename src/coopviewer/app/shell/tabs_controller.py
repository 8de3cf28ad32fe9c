"""Controller of tabs: passes the user's actions to the reading service, and shows its tabs."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.text.measures import shorten
from coopviewer.widgets.shell.actions import ActionId

_LONGEST_TITLE = 80  # characters, in a menu


class TabsController(QObject):
    """Connects the tab bar and the menus of Back and Forward to the reading service."""

    def __init__(self, context: AppContext) -> None:
        """Connect the tab bar, the actions on tabs, and the reading service."""
        super().__init__(context.window)
        reading, window = context.reading, context.window
        self._reading, self._window = reading, window
        tabs, actions = window.tabs, window.actions_by_id
        tabs.tab_chosen.connect(self._choose)
        tabs.tab_close_wanted.connect(self._close)
        tabs.tab_moved.connect(reading.tab_set.move)
        reading.tab_set.tabs_changed.connect(tabs.show_row)
        window.page.new_tab_chosen.connect(self._open_in_new_tab)
        window.page.step_chosen.connect(self._step)
        actions[ActionId.NEW_TAB].triggered.connect(self._new)
        actions[ActionId.CLOSE_TAB].triggered.connect(self._close_current)
        actions[ActionId.REOPEN_TAB].triggered.connect(self._reopen)
        actions[ActionId.NEXT_TAB].triggered.connect(self._next)
        actions[ActionId.PREVIOUS_TAB].triggered.connect(self._previous)
        self.back_menu, self.forward_menu = QMenu(window), QMenu(window)
        self.back_menu.aboutToShow.connect(self._list_back)
        self.forward_menu.aboutToShow.connect(self._list_forward)
        for menu, action in ((self.back_menu, ActionId.BACK), (self.forward_menu, ActionId.FORWARD)):
            menu.triggered.connect(self._step_by_menu)
            window.toolbar.set_history_menu(action, menu)

    @Slot(int)
    def _choose(self, serial: int) -> None:
        self._window.page.leave()
        self._reading.tab_set.choose(serial)

    @Slot(int)
    def _close(self, serial: int) -> None:
        self._window.page.leave()
        self._reading.tab_set.close(serial)

    @Slot()
    def _close_current(self) -> None:
        self._close(0)

    @Slot(object)
    def _open_in_new_tab(self, address: Address) -> None:
        self._window.page.leave()
        self._reading.follow_in_new_tab(address)

    @Slot(int)
    def _step(self, by: int) -> None:
        self._window.page.leave()
        self._reading.step(by)

    @Slot()
    def _new(self) -> None:
        self._open_in_new_tab(HOME_ADDRESS)

    @Slot()
    def _reopen(self) -> None:
        self._window.page.leave()
        self._reading.tab_set.reopen()

    @Slot()
    def _next(self) -> None:
        self._window.page.leave()
        self._reading.tab_set.walk(1)

    @Slot()
    def _previous(self) -> None:
        self._window.page.leave()
        self._reading.tab_set.walk(-1)

    @Slot()
    def _list_back(self) -> None:
        self._list(self.back_menu, -1)

    @Slot()
    def _list_forward(self) -> None:
        self._list(self.forward_menu, 1)

    def _list(self, menu: QMenu, direction: int) -> None:
        menu.clear()
        for by, title in self._reading.visits(direction):
            menu.addAction(shorten(title, _LONGEST_TITLE).replace("&", "&&")).setData(by)

    @Slot(QAction)
    def _step_by_menu(self, action: QAction) -> None:
        self._step(int(action.data()))
