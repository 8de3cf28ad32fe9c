"""Controller of provenance: the mouse or F4 shows a card with the sources of a fact."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import Address
from coopviewer.rendering.pages.fact_card import Attachments
from coopviewer.widgets.page.fact_card import FactCard, draw_card
from coopviewer.widgets.page.fact_hover import FactHover
from coopviewer.widgets.page.fact_locations import (
    PointedFact,
    fact_under,
    rectangle_of,
    select_fact_near,
)


class ProvenanceController(QObject):
    """Shows a card with the sources of a fact of the page: at the mouse pointer, or by F4 at the text cursor."""

    passage_wanted = Signal(object)
    """The user wants to see a Passage in the attached document of its source."""
    citation_wanted = Signal(str)
    """The user wants to copy the citation of the fact with this id."""

    def __init__(self, context: AppContext, attachments: Callable[[], Attachments]) -> None:
        """Show nothing yet; ``attachments`` returns the attached documents, by the ids of their sources."""
        super().__init__(context.window)
        self._reading, self._window = context.reading, context.window
        self._attachments = attachments
        self._shown = ""  # the id of the fact whose card is shown

    @cached_property
    def card(self) -> FactCard:
        """The widget of the card, created on first use."""
        card = FactCard(self._window)
        card.address_chosen.connect(self._follow)
        card.passage_chosen.connect(self._show_passage)
        card.citation_wanted.connect(self._cite_shown)
        card.step_wanted.connect(self._walk)
        card.closed_with_focus.connect(self._return)
        return card

    @cached_property
    def _hover(self) -> FactHover:
        return FactHover(self.card, self._window.page)

    @property
    def _is_shown(self) -> bool:
        return "card" in vars(self) and self.card.isVisible()

    def point(self, point: QPoint) -> None:
        """Show the card of the fact at a point of the page's viewport, unless a card is shown or there is no fact."""
        fact = fact_under(self._window.page, point)
        if fact is not None and not self._is_shown:
            self._show(fact, point)

    def toggle(self) -> None:
        """Do what F4 does: show a card and focus it, focus a card already shown, or close a focused one.

        The card that is shown is that of the fact at the text cursor, or of the next fact.
        """
        if not self._is_shown:
            self._walk(0)
        elif self.card.has_keyboard_focus:
            self.card.reject()
        else:
            self.card.take_focus()

    @Slot(int)
    def _walk(self, by: int) -> None:
        if "card" in vars(self):
            self.card.hide()
        fact = select_fact_near(self._window.page, by)
        if fact is not None and self._show(fact):
            self.card.take_focus()
        elif "card" in vars(self):
            self.card.reject()

    def _show(self, fact: PointedFact, point: QPoint | None = None) -> bool:
        """Show a fact's card beside ``point`` of the viewport, or beside the fact if ``point`` is None.

        None means that the keyboard asked for it. The keyboard focus stays where it is. Return False if the page lacks
        the fact, or if no page is open.
        """
        if self._reading.open_page is None:
            return False
        page = self._window.page
        content = draw_card(self._reading.open_page[0], fact, self._attachments(), page.drawing_options)
        if content is None:
            return False
        place = rectangle_of(page, fact, point)
        self._shown = fact.fact_id
        card = self.card
        in_window = place.translated(page.viewport().mapTo(self._window, QPoint(0, 0)))
        card.show_beside(content, in_window, self._window.rect())
        self._hover.watch(place, by_mouse=point is not None)
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
            self.passage_wanted.emit(passages[passage_id])

    @Slot()
    def _cite_shown(self) -> None:
        self.citation_wanted.emit(self._shown)

    @property
    def shown_fact(self) -> str:
        """The id of the fact whose card is shown; empty if none is."""
        return self._shown if self._is_shown else ""
