"""Controller of search: searches while text is typed, shows results instead of the page, opens hits."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent

from coopviewer.app.context import AppContext
from coopviewer.app.search.pane_words import SearchWords
from coopviewer.app.search.saved_searches_controller import SavedSearchesController
from coopviewer.domain.browsing.addresses import Address, search_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.search.answer import FacetCounts, FacetValue, SearchAnswer, SearchHit
from coopviewer.domain.search.occurrences import finder_for
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.folding import fold
from coopviewer.models.facet_model import FacetModel
from coopviewer.models.hits_model import HitsModel
from coopviewer.models.language import language
from coopviewer.widgets.common.copied_rows import copied_rows_words, copy_cells
from coopviewer.widgets.common.interaction import focus_by_key
from coopviewer.widgets.search.search_pane import SearchPane
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.window_sides import PaneActions
from coopviewer.workspace.search import SearchService


class SearchController(QObject):
    """Searches while text is typed, shows the results instead of the page, and opens those that are chosen."""

    def __init__(self, context: AppContext) -> None:
        """Create the pane; ``show`` shows it."""
        super().__init__(context.window)
        reading, window = context.reading, context.window
        self._reading, self._window, self._field = reading, window, window.search
        self._words = SearchWords(language())
        self._parsed = parse_query("")
        self._begun = False  # whether the pane shows hits of the latest search
        self._counted = False  # whether it shows its counts
        self._awaited: bool | None = None  # Enter was pressed before there were hits; true: for a new tab
        self._last = ("", "")  # the query of late from which a hit was opened, and the hit's id
        self._typed: str | None = None
        self._typing = QTimer(self)  # without an interval: after the keys that are waiting
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self._flush)
        self.kept = SavedSearchesController(context)
        self.search_service = SearchService(reading.reference.path, self, context.annotations_file)
        self.hits = HitsModel(self._words.kinds, self._words.where, context.icons, self)
        self.facets = FacetModel(self._words.facet, self._words.value, self)
        self.pane = SearchPane(self.hits, self.facets)
        self.pane.list.addAction(window.actions_by_id[ActionId.SAVE_LIST])
        self.pane.save_button.setDefaultAction(window.actions_by_id[ActionId.SAVE_SEARCH])
        pane_actions = PaneActions(
            self.begin, self._copy, partial(self.pane.list.setFocus, Qt.FocusReason.ShortcutFocusReason)
        )
        window.page_side.add_pane(self.pane, pane_actions)
        self._connect()

    def begin(self) -> None:
        """Move the keyboard focus to the search field, select its text, and search for it."""
        focus_by_key(self._field)
        self._field.selectAll()
        self.look_for(self._field.text())

    def show_help(self) -> None:
        """Open the empty search, which shows what can be typed, with the keyboard focus in the field.

        *Back* returns to what was shown before.
        """
        self._typed = None
        self._window.page.leave()
        self._reading.open(search_address(""))
        focus_by_key(self._field)

    @Slot()
    def _copy(self) -> None:
        """Copy the selected results, each with its kind, where it matched and its address."""
        hits = self.pane.list.selected_hits
        count = copy_cells(self._words.copied_headers(), map(self._words.copied_cells, hits))
        self._window.show_status(copied_rows_words(count, language()))

    @Slot(str)
    def _report_copied(self, address: str) -> None:
        self._window.show_status(self.tr("The address {address} is copied.").format(address=address))

    def type(self, text: str) -> None:
        """Search for a text as soon as no further key waits to be handled.

        Keys that came while the window was busy lead to one search; otherwise each key leads to its own.
        """
        self._typed = text
        self._typing.start()

    @Slot()
    def _flush(self) -> None:
        if self._typed is not None:
            self._typing.stop()
            text, self._typed = self._typed, None
            self.look_for(text)

    def look_for(self, text: str) -> None:
        """Search for a text at once; in the tab's history, the search takes the place of one that is shown."""
        self._window.page.leave()
        self._reading.refine(search_address(text))

    def show(self, query: str) -> None:
        """Show the results of a query as soon as they are found; it is not searched again if they are shown already."""
        if self._field.text() != query:
            self._field.setText(query)
        title = self.tr("Search: {query}").format(query=query) if query.strip() else self.tr("Search help")
        self._window.title_line.set_page(title)
        if query == self._parsed.text and self.pane.isVisible():
            return
        self._begun = self._counted = False
        self._awaited = None
        self._parsed = self.search_service.search(query)
        self.pane.chips.show_labels([self._words.part(part) for part in self._parsed.query.filters])
        self._window.page_side.show_pane(self.pane)

    def save(self) -> None:
        """Ask for a name and save the shown search under it; returns at once.

        If no search is shown, or an empty one, the status bar says so instead.
        """
        if self._parsed.query and self.pane.isVisible():
            self.kept.save(self._parsed.text)
        else:
            self._window.show_status(self.tr("There is no search to be saved. Type one first."))

    def _connect(self) -> None:
        self._field.accepted.connect(self._accept)
        self._field.move_key_pressed.connect(self._walk)
        self._field.leave_wanted.connect(self._leave)
        self.pane.leave_wanted.connect(self._leave)
        self.pane.hit_chosen.connect(self._open_hit)
        self.pane.list.address_copied.connect(self._report_copied)
        self.pane.list.copy_wanted.connect(self._copy)
        self.pane.chip_removed.connect(self._remove_chip)
        self.pane.offer_chosen.connect(self._take_offer)
        self.facets.value_toggled.connect(self._toggle)
        self.search_service.begun.connect(self._show_beginning)
        self.search_service.answered.connect(self._show_answer)
        self.search_service.counted.connect(self._show_counts)
        self.search_service.failed.connect(self._show_failure)
        self._reading.page_opened.connect(self._page_opened)
        self._reading.annotations_opened.connect(self._end)
        self._reading.overview_opened.connect(self._end)
        self._reading.reference_opened.connect(self._use_reference)
        self._window.closing.connect(self.search_service.stop)

    @Slot(object)
    def _show_beginning(self, answer: SearchAnswer) -> None:
        self._begun = True
        self.hits.show_hits((*answer.hits, *answer.own))
        query, chosen = self._last
        self.pane.select_hit(chosen if query == self._parsed.text else "")
        if self._awaited is not None and self.hits.rowCount():
            self.pane.open_current(in_new_tab=self._awaited)

    @Slot(object)
    def _show_answer(self, answer: SearchAnswer) -> None:
        said = self._words.message(answer, self._parsed)
        offers = self._words.offers(answer, self._parsed, self.kept.searches, self._reading.reference.edition.dataset)
        self.pane.show_message(said, self._words.fault(self._parsed), offers)
        if not (self._begun and self.hits.extend((*answer.hits, *answer.own))):
            self._show_beginning(answer)

    @Slot(object)
    def _show_counts(self, facets: tuple[FacetCounts, ...]) -> None:
        self._counted = True
        self.facets.show_counts(facets)

    @Slot(object)
    def _show_failure(self, fault: EnvironmentFault) -> None:
        self.hits.show_hits(())
        self.pane.show_message(self._window.words_of(fault))

    @Slot(bool)
    def _accept(self, apart: bool) -> None:
        self._flush()
        if not self.pane.isVisible():
            return
        if self._begun:
            self.pane.open_current(in_new_tab=apart)
        else:  # what is shown was found for other words
            self._awaited = apart

    @Slot(QKeyEvent)
    def _walk(self, event: QKeyEvent) -> None:
        self._flush()
        if self.pane.isVisible():
            self.pane.move_selection(event)

    @Slot(object, bool)
    def _open_hit(self, hit: SearchHit, apart: bool) -> None:
        parsed = self._parsed
        self.kept.remember(parsed.text)
        self._last = (parsed.text, hit.ref.id)
        address = Address(hit.ref.id)
        (self._reading.open_in_new_tab if apart else self._reading.open)(address)
        if self._reading.address != address:
            return  # it could not be read, which is reported
        finding = finder_for(parsed.query)
        if finding.wanted and not hit.is_own:  # the words stand in one's own annotation, not in the page
            self._window.page_side.find_bar.mark_words(finding, " ".join(map(str, parsed.query.terms)))
        self._window.focus_page()

    @Slot(int)
    def _remove_chip(self, place: int) -> None:
        self._change(self._parsed.query.without_part(self._parsed.query.filters[place]))

    @Slot(object, object)
    def _toggle(self, facet: Facet, value: FacetValue) -> None:
        if not self._counted:
            return  # the counts are those of other words
        query = self._parsed.query
        if not value.chosen:
            self._change(query.with_part(SearchFilter(facet, value.ref.title if value.ref else value.value)))
            return
        names = {fold(name) for name in (value.value, value.ref.title if value.ref else value.value)}
        filters = [each for each in query.of_facet(facet) if not each.excluded]
        meant = [each for each in filters if fold(each.value) in names]
        if not meant and len(filters) > 1:
            self._window.show_status(
                self.tr("This value was typed by another name or in a range: take its chip away instead.")
            )
            return
        for each in meant or filters:
            query = query.without_part(each)
        self._change(query)

    @Slot(object)
    def _take_offer(self, target: str | Address) -> None:
        if isinstance(target, Address):
            self._reading.open(target)
            return
        self._field.setFocus()
        self.look_for(target)

    def _change(self, query: SearchQuery) -> None:
        """Search for another query; Back returns to this one."""
        self.kept.remember(str(query))
        self._reading.open(search_address(str(query)))

    @Slot()
    def _leave(self) -> None:
        """Return to the page before the search, with the keyboard focus."""
        self._reading.leave_list()
        self._window.focus_page()

    @Slot()
    def _page_opened(self) -> None:
        """Show the page again instead of the results."""
        self._end()
        self._window.page_side.show_pane(None)

    @Slot()
    def _end(self) -> None:
        """End the search: cancel what is running and clear the field; the pane stays shown until something else is."""
        self.search_service.give_up()
        self._parsed = parse_query("")
        self._awaited = self._typed = None
        self._field.clear()

    @Slot()
    def _use_reference(self) -> None:
        self.search_service.use(self._reading.reference.path)
