"""Where a fact is written: the mouse or F4 asks, a card beside the fact answers.

On the way to the first window only the joints are made; the card and all it needs come with the first question.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication

from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.app.page.attaching_controller import AttachingController
    from coopviewer.widgets.page.fact_card import FactCard
    from coopviewer.widgets.page.fact_hover import FactHover
    from coopviewer.widgets.page.fact_locations import PointedFact


class ProvenanceController(QObject):
    """Joins page, card and attached documents, and copies citations."""

    def __init__(
        self, reading: ReadingService, window: MainWindow, today: Callable[[], date], pointers: Callable[[], Path]
    ) -> None:
        """Join from now on; ``pointers`` gives the file that says where attached documents lie."""
        super().__init__(window)
        self._reading = reading
        self._window = window
        self._today = today
        self._pointers = pointers
        self._card: FactCard | None = None
        self._hover: FactHover | None = None
        self._attaching: AttachingController | None = None
        self._shown = ""  # the id of the fact whose card is shown
        window.page.tip_wanted.connect(self._point)
        actions = window.actions_by_id
        actions[ActionId.SOURCE_OF_FACT].triggered.connect(self._toggle)
        actions[ActionId.COPY_CITATION].triggered.connect(self._copy)
        actions[ActionId.ATTACH_SOURCE].triggered.connect(self._attach)
        actions[ActionId.DETACH_SOURCE].triggered.connect(self._detach)

    @property
    def attaching(self) -> "AttachingController":
        """The flow of attached documents; its first use looks again at those of the last time."""
        if self._attaching is None:
            from coopviewer.app.page.attaching_controller import (
                AttachingController,  # deferred: the window stands without it
            )

            self._attaching = AttachingController(self._reading, self._window, self._pointers())
        return self._attaching

    @property
    def card(self) -> "FactCard":
        """The card, made when it is first asked for."""
        if self._card is None:
            from coopviewer.widgets.page.fact_card import FactCard  # deferred, both: the window stands without them
            from coopviewer.widgets.page.fact_hover import FactHover

            self._card = FactCard(self._window)
            self._card.address_chosen.connect(self._follow)
            self._card.passage_chosen.connect(self._show_passage)
            self._card.citation_wanted.connect(self._copy_shown)
            self._card.step_wanted.connect(self._walk)
            self._card.left.connect(self._return)
            self._hover = FactHover(self._card, self._window.page)
        return self._card

    def take_up_documents(self) -> None:
        """Look again at the documents that were attached the last time, if there were any."""
        try:
            there = self._pointers().exists()
        except OSError:  # a folder that may not be looked into
            return
        if there:
            self.attaching  # noqa: B018 - to make it is to look again

    @Slot(QPoint)
    def _point(self, point: QPoint) -> None:
        from coopviewer.widgets.page.fact_locations import fact_under  # deferred: not needed for the first window

        fact = fact_under(self._window.page, point)
        if fact is not None and not (self._card is not None and self._card.isVisible()):
            self._show(fact, point)

    @Slot()
    def _toggle(self) -> None:
        """Close a card that has the keyboard, give it to one that the mouse brought, or show that of the next fact."""
        card = self._card
        if card is None or not card.isVisible():
            self._walk(0)
        elif card.has_keyboard:
            card.reject()
        else:
            card.take_keyboard()

    @Slot(int)
    def _walk(self, by: int) -> None:
        from coopviewer.widgets.page.fact_locations import walk_to_fact  # deferred: not needed for the first window

        if self._card is not None:
            self._card.hide()
        fact = walk_to_fact(self._window.page, by)
        if fact is not None and self._show(fact):
            self.card.take_keyboard()
        elif self._card is not None:
            self._card.reject()

    def _show(self, fact: "PointedFact", point: QPoint | None = None) -> bool:
        """Show a fact's card; ``point`` None: the keyboard asked. False: the page was read without the fact."""
        from coopviewer.widgets.page.fact_card import draw_card  # deferred, both: not needed for the first window
        from coopviewer.widgets.page.fact_locations import rectangle_of

        if self._reading.open_page is None:
            return False
        page = self._window.page
        attached = self._attaching.source_documents.attachments if self._attaching else {}
        content = draw_card(self._reading.open_page[0], fact, attached, page.manner)
        if content is None:
            return False
        place = rectangle_of(page, fact, point)
        self._shown = fact.fact_id
        card = self.card
        in_window = place.translated(page.viewport().mapTo(self._window, QPoint(0, 0)))
        card.show_beside(content, in_window, self._window.rect())
        assert self._hover is not None
        self._hover.begin(place, by_mouse=point is not None)
        return True

    @Slot()
    def _return(self) -> None:
        self._window.page.setFocus()

    @Slot(object)
    def _follow(self, address: Address) -> None:
        self.card.reject()
        self._window.page.leave()
        self._reading.open(address)

    @Slot(str)
    def _show_passage(self, passage_id: str) -> None:
        passages = self._reading.open_page[0].lookup.passages if self._reading.open_page else {}
        if passage_id in passages:
            self.card.reject()
            self.attaching.show_passage(passages[passage_id])

    @Slot()
    def _attach(self) -> None:
        self.attaching.choose()

    @Slot()
    def _detach(self) -> None:
        self.attaching.detach()

    @Slot()
    def _copy_shown(self) -> None:
        self._copy_citation(self._shown)

    @Slot()
    def _copy(self) -> None:
        """Copy the citation of the fact in whose card, selection or text one is, else of the page."""
        from coopviewer.widgets.page.fact_locations import selected_fact  # deferred: not needed for the first window

        if self._card is not None and self._card.isVisible():
            self._copy_shown()
            return
        fact = selected_fact(self._window.page)
        self._copy_citation(fact.fact_id if fact else "")

    def _copy_citation(self, fact_id: str) -> None:
        from coopviewer.domain.reference.pages import find_fact  # deferred, all: not needed for the first window
        from coopviewer.rendering.pages.citation import cite_fact, cite_page
        from coopviewer.rendering.pages.layout import lay_out

        if self._reading.open_page is None:
            return
        page, visit = self._reading.open_page
        fact = find_fact(page, fact_id) if fact_id else None
        if fact is None:
            citation = cite_page(page, str(visit.address), self._reading.edition, self.tr)
        else:
            document = lay_out(page, self._today(), visit.unfolded, self.tr)
            citation = cite_fact(page, fact, document, self._reading.edition, self.tr)
        QGuiApplication.clipboard().setText(citation)
