"""Controller of reading: opens chosen addresses, and shows the open page in the window."""

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.browsing.history import Visit
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.reference.opening import IS_DATA
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.domain.reference.pages import Page
    from coopviewer.workspace.large_pages import LargePages


class ReadingController(QObject):
    """Passes what the user opens to the reading service, and shows in the window what the service opened."""

    data_found = Signal(object)
    """A file to open as a reference turned out to be data to import; carries the EnvironmentFault that names it."""

    def __init__(self, context: AppContext) -> None:
        """Connect what the user chooses in the window to the reading service, and what it opens to the window."""
        super().__init__(context.window)
        reading, window = context.reading, context.window
        self._reading, self._window = reading, window
        reading.ahead = self._ahead
        window.navigator.address_chosen.connect(reading.follow)
        window.page.address_chosen.connect(reading.follow)
        window.reference_chosen.connect(reading.open_reference)
        actions = window.actions_by_id
        actions[ActionId.BACK].triggered.connect(self._back)
        actions[ActionId.FORWARD].triggered.connect(self._forward)
        actions[ActionId.HOME].triggered.connect(self._home)
        reading.page_opened.connect(self._show)
        reading.page_updated.connect(window.page.update_page)
        reading.history_changed.connect(window.set_steps)
        reading.failed.connect(self._tell)
        context.outline_service.failed.connect(window.show_fault)

    def _ahead(self, address: Address, act: Callable[[], None], unfolded: Set[str], is_kept: bool) -> None:
        """Load the reader of large pages and let it do this and later calls; see ``ReadingService.ahead``."""
        made: type[LargePages] = load("large_pages")
        self._reading.ahead = made(self._reading, self._window.page.drawing_ahead).ahead
        self._reading.ahead(address, act, unfolded, is_kept)

    @Slot(object, object)
    def _show(self, page: "Page", visit: Visit) -> None:
        view = self._window.page
        view.show_page(page, visit)
        self._window.title_line.set_page(view.title)

    @Slot(object)
    def _tell(self, fault: EnvironmentFault) -> None:
        if fault.code == IS_DATA:
            self.data_found.emit(fault)
        else:
            self._window.show_fault(fault)

    @Slot()
    def _back(self) -> None:
        self._step(-1)

    @Slot()
    def _forward(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        self._window.page.leave()
        self._reading.step(by)

    @Slot()
    def _home(self) -> None:
        self._reading.open(HOME_ADDRESS)
