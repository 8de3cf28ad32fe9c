"""Controller of links in the annotation pane: opens entries, and web addresses after confirmation."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.text.measures import shorten
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.common.dialogs import ask_about_web

if TYPE_CHECKING:
    from coopviewer.domain.search.answer import SearchAnswer
    from coopviewer.workspace.search import SearchService

_MOST_OFFERED = 12
_LONGEST_SHOWN = 300  # characters of an address


class NoteLinksController(QObject):
    """Opens the links in the annotation pane; for a new link, offers up to twelve entries that match the typed text."""

    def __init__(self, context: AppContext, pane: AnnotationPane) -> None:
        """Act on the links in ``pane`` from now on: open a chosen one, and suggest entries for a new one."""
        super().__init__(context.window)
        reading, window = context.reading, context.window
        self._reading, self._window, self._pane = reading, window, pane
        self._search_service: SearchService | None = None
        self._url = QUrl()
        self.question: QMessageBox | None = None
        pane.address_chosen.connect(self._open)
        pane.web_address_chosen.connect(self._ask)
        pane.entries_wanted.connect(self._look_for)
        pane.leave_wanted.connect(window.focus_page)
        window.closing.connect(self._stop)
        reading.reference_opened.connect(self._stop)

    @Slot(object)
    def _open(self, address: Address) -> None:
        self._window.page.leave()
        self._reading.open(address)

    @Slot(str)
    def _ask(self, address: str) -> None:
        """Ask before a web address is opened in the user's browser, since the program itself never uses the network."""
        self._url = QUrl(address)
        self.question = ask_about_web(self._window, shorten(address, _LONGEST_SHOWN))
        self.question.accepted.connect(self._go)

    @Slot()
    def _go(self) -> None:
        if not QDesktopServices.openUrl(self._url):
            self._window.show_error(
                self.tr("No program could be started for this address. Copy it from the note instead.")
            )

    @Slot(str)
    def _look_for(self, text: str) -> None:
        if self._search_service is None:
            made: type[SearchService] = load("entry_search")
            self._search_service = made(self._reading.reference.path, self)
            self._search_service.begun.connect(self._offer)
            self._search_service.answered.connect(self._offer)
        self._search_service.search(text)

    @Slot(object)
    def _offer(self, answer: "SearchAnswer") -> None:
        self._pane.editor.offer_entries([hit.ref for hit in answer.hits[:_MOST_OFFERED]])

    @Slot()
    def _stop(self) -> None:
        if self._search_service is not None:
            self._search_service.stop()
            self._search_service.deleteLater()
            self._search_service = None
