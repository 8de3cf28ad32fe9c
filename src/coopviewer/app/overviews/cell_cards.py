"""Controller of the cards of an overview: reads what is behind an item, and shows a card with it.

Most cards are about a fact, and have its sources. The card of a count lists counted projects instead.

An item is a cell of the coverage, a bar of the timeline, or a country of the map.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRectF, Signal, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.page.citing import CitedKind, copy_citation
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.overviews.coverage import CoverageCell, ProjectCounts
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import Page, find_fact
from coopviewer.models.language import language
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.pages.cell_card import (
    MOST_ENTRIES,
    lay_out_cell_card,
    lay_out_count_card,
    opened_from,
    opening_words,
)
from coopviewer.rendering.pages.citation import cite_fact
from coopviewer.rendering.pages.fact_card import Attachments, lay_out_card
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.rendering.words.reference_words import passage_address
from coopviewer.widgets.overviews.canvas import Canvas
from coopviewer.widgets.overviews.cell_card import CellCard
from coopviewer.widgets.page.fact_card import draw_document
from coopviewer.workspace.overviews import OverviewService


class _Shown(NamedTuple):
    """The entry that a card's button opens, and the id of the fact that the card is about; empty for none."""

    opened: EntryRef
    fact_id: str


class CellCards(QObject):
    """Shows the card of one item of an overview: a cell of the coverage, a bar, or a country of the map.

    A card that was asked for is not shown if meanwhile another one is asked for, ``close`` is called, or the canvas is
    hidden.
    """

    passage_wanted = Signal(object)
    """The user wants to see a Passage in the attached document of its source."""
    step_wanted = Signal(int)
    """The user wants to see the card of the cell below (1) or above (-1)."""

    def __init__(
        self, context: AppContext, service: OverviewService, attachments: Callable[[], Attachments], canvas: Canvas
    ) -> None:
        """Show nothing yet; ``attachments`` returns the attached documents, by the ids of their sources."""
        super().__init__(canvas)
        self._context, self._service, self._attachments, self._canvas = context, service, attachments, canvas
        self._shown: _Shown | None = None
        self._page: Page | None = None

    @cached_property
    def card(self) -> CellCard:
        """The widget that is the card, created on first use."""
        card = CellCard(self._context.window)
        card.address_chosen.connect(self._follow)
        card.passage_chosen.connect(self._show_passage)
        card.citation_wanted.connect(self._cite)
        card.open_wanted.connect(self._open)
        card.source_wanted.connect(self._show_source)
        card.step_wanted.connect(self.step_wanted)
        card.closed_with_focus.connect(self._return)
        for bar in (self._canvas.horizontalScrollBar(), self._canvas.verticalScrollBar()):
            bar.valueChanged.connect(self.close)
        reading = self._context.reading
        for opened in (reading.page_opened, reading.search_opened, reading.annotations_opened):
            opened.connect(self.close)
        reading.overview_opened.connect(self.close)
        return card

    @property
    def is_shown(self) -> bool:
        """Whether a card is shown."""
        return "card" in vars(self) and self.card.isVisible()

    @Slot()
    def close(self) -> None:
        """Hide the card, and do not show one whose page is still being read."""
        self._shown = None
        if self.is_shown:
            self.card.hide()

    def show(self, cell: CoverageCell, place: QRectF) -> None:
        """Show the card of a cell; ``place`` is the cell's rectangle in the viewport of the canvas.

        What the card says is read in the background; the card is shown a moment later with the keyboard focus.
        """
        shown = self._begin(opened_from(cell), cell.fact_id)
        counts = cell.column.counts
        if isinstance(counts, ProjectCounts):
            numbers = counts.numbers(cell.country.id, MOST_ENTRIES)
            self._service.ask_entries(numbers, partial(self._take_projects, shown, cell, place))
        else:
            self._service.ask_page(cell.fact_id, cell.country.id, partial(self._take_page, shown, cell, place))

    def show_fact(self, ref: EntryRef, fact_id: str, place: QRectF) -> None:
        """Show the card of a fact, given its id, of the entry ``ref``.

        ``place`` is the rectangle of its item in the viewport of the canvas. The card is shown a moment later with the
        keyboard focus, or not at all if the fact is not found. Its button opens the page of ``ref``.
        """
        shown = self._begin(ref, fact_id)
        self._service.ask_page(fact_id, ref.id, partial(self._take_fact, shown, place))

    def show_document(self, ref: EntryRef, document: Document, place: QRectF) -> None:
        """Show at once, with the keyboard focus, a card with a laid out document; its button opens the entry ``ref``.

        The card is about no fact, and cannot be cited. ``place`` is the item's rectangle in the viewport of the canvas.
        """
        self._show(self._begin(ref, ""), place, document, None)

    def _begin(self, ref: EntryRef, fact_id: str) -> _Shown:
        self.close()
        self._shown = _Shown(ref, fact_id)
        return self._shown

    def _take_page(self, shown: _Shown, cell: CoverageCell, place: QRectF, page: Page | None) -> None:
        self._show(shown, place, lay_out_cell_card(cell, page, self._attachments(), language()), page)

    def _take_projects(self, shown: _Shown, cell: CoverageCell, place: QRectF, projects: tuple[EntryRef, ...]) -> None:
        self._show(shown, place, lay_out_count_card(cell, projects, language()), None)

    def _take_fact(self, shown: _Shown, place: QRectF, page: Page | None) -> None:
        document = lay_out_card(page, shown.fact_id, self._attachments(), language()) if page is not None else None
        if document is not None:
            self._show(shown, place, document, page)

    def _show(self, shown: _Shown, place: QRectF, document: Document, page: Page | None) -> None:
        if shown is not self._shown or not self._canvas.isVisible():
            return
        self._page = page
        window, options = self._context.window, self._context.window.page.drawing_options
        at = place.toAlignedRect().intersected(self._canvas.viewport().rect())
        at.translate(self._canvas.viewport().mapTo(window, QPoint(0, 0)))
        self.card.offer(opening_words(shown.opened, language()), has_fact=self._fact is not None)
        self.card.show_beside(draw_document(document, options), at, window.rect())
        self.card.take_focus()

    @property
    def _fact(self) -> Fact | None:
        """The fact behind the shown card; None if it has none."""
        if self._page is None or self._shown is None:
            return None
        return find_fact(self._page, self._shown.fact_id)

    @Slot()
    def _return(self) -> None:
        self._canvas.setFocus()

    @Slot(object)
    def _follow(self, address: Address) -> None:
        self.close()
        self._context.reading.open(address)
        self._context.window.focus_page()

    @Slot()
    def _open(self) -> None:
        if self._shown is not None:
            self._follow(Address(self._shown.opened.id))

    @Slot()
    def _show_source(self) -> None:
        """Show the first passage of the fact in the attached document, else on the page of its source."""
        fact, page = self._fact, self._page
        if fact is None or page is None or not fact.citations:
            return
        citation = fact.citations[0]
        passage = page.lookup.passages.get(citation.passage_id or "")
        attachment = self._attachments().get(citation.source_id)
        if passage is not None and attachment is not None and passage.id in attachment.spans:
            self._show_passage(passage.id)
        elif passage is not None:
            self._follow(parse_address(passage_address(passage)))
        else:
            self._follow(Address(citation.source_id))

    @Slot(str)
    def _show_passage(self, passage_id: str) -> None:
        passages = self._page.lookup.passages if self._page is not None else {}
        if passage_id in passages:
            self.close()
            self.passage_wanted.emit(passages[passage_id])

    @Slot()
    def _cite(self) -> None:
        fact, page = self._fact, self._page
        if fact is None or page is None:
            return
        document = lay_out(page, self._context.today(), frozenset(), language())
        edition = self._context.reference.edition
        cited = cite_fact(page, fact, document, edition, self._context.today(), language())
        copy_citation(self._context, cited, CitedKind.FACT)
