"""Searching: what is typed is looked for, what is found takes the page's place, and a hit opens its page, marked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon, QKeyEvent

from coopviewer.app.search_words import SearchWords
from coopviewer.domain.addresses import Address, search_address
from coopviewer.domain.finding import finding_of
from coopviewer.domain.folding import fold
from coopviewer.domain.search_answer import FacetCounts, FacetValue, SearchAnswer, SearchHit
from coopviewer.domain.search_query import Facet, SearchFilter, SearchQuery
from coopviewer.domain.search_syntax import parse_query
from coopviewer.domain.searches import Searches
from coopviewer.domain.vocabulary import EntryKind
from coopviewer.models.facet_model import FacetModel
from coopviewer.models.hits_model import HitsModel
from coopviewer.widgets.actions import ActionId
from coopviewer.widgets.main_window import MainWindow
from coopviewer.widgets.search_pane import SearchPane
from coopviewer.workspace.reading import Reading
from coopviewer.workspace.searching import Searching


class SearchFlow(QObject):
    """Joins field, pane, searching and reading."""

    def __init__(
        self, reading: Reading, window: MainWindow, icons: Callable[[EntryKind | None], QIcon], kept: Path
    ) -> None:
        """Make the pane; ``kept`` is the file of the searches that are kept."""
        super().__init__(window)
        self._reading, self._window, self._field, self._kept = reading, window, window.search, kept
        self._words = SearchWords(self.tr)
        self._parsed = parse_query("")
        self._told = False
        self._begun = False  # whether the first results of the latest search are shown already
        self.searching = Searching(reading.path, self)
        self.hits = HitsModel(self._words.kinds, self._words.where, icons, self)
        self.facets = FacetModel(self._words.facet, self._words.value, self)
        self.pane = SearchPane(self.hits, self.facets)
        self.pane.save.setDefaultAction(window.actions_by_id[ActionId.SAVE_SEARCH])
        window.put_over_page(self.pane)
        self._connect()

    def begin(self) -> None:
        """Go to the field, ready to be typed over."""
        from coopviewer.widgets.dialogs import focus_by_key  # deferred: see widgets/dialogs.py

        focus_by_key(self._field)
        self._field.selectAll()
        self.look_for(self._field.text())

    def look_for(self, text: str) -> None:
        """Look for a text, which stands in the field; the results come when they are there."""
        self._begun = False
        self._parsed = self.searching.search(text)
        self.pane.chips.show_labels([self._words.part(part) for part in self._parsed.query.filters])
        self._window.show_over_page(over=True)

    def show(self, query: str) -> None:
        """Show what a query finds, as when its address is opened."""
        if query != self._parsed.text or not self.pane.isVisible():
            self._field.setText(query)
            self.look_for(query)
        self._window.setWindowTitle(self.tr("Search: {query}").format(query=query))

    def save(self) -> None:
        """Ask for a name, and keep the search that is shown under it."""
        from coopviewer.widgets.name_dialog import NameDialog  # deferred: seldom used

        if not self._parsed.query:
            self._window.say(self.tr("There is no search to be saved. Type one first."))
            return
        kept = self._saved_as()
        suggestion = kept or self._parsed.text
        dialog = NameDialog(self.tr("Save this search"), suggestion, self._window, kept=bool(kept))
        dialog.named.connect(self._keep_under)
        dialog.removed.connect(self._remove_saved)
        dialog.open()

    def forget(self) -> None:
        """Forget the searches of late; those with a name stay."""
        self._keep((self._reading.searches or Searches()).without_history())
        self._window.say(self.tr("Recent searches are forgotten."))

    def _connect(self) -> None:
        self._field.accepted.connect(self._accept)
        self._field.walked.connect(self._walk)
        self._field.left.connect(self._leave)
        self.pane.left.connect(self._leave)
        self.pane.hit_chosen.connect(self._open_hit)
        self.pane.chip_removed.connect(self._remove_chip)
        self.pane.offer_chosen.connect(self._take_offer)
        self.facets.value_toggled.connect(self._toggle)
        self.searching.begun.connect(self._show_beginning)
        self.searching.answered.connect(self._show_answer)
        self.searching.counted.connect(self._show_counts)
        self.searching.failed.connect(self._window.tell)
        self._reading.page_opened.connect(self._page_opened)
        self._reading.reference_opened.connect(self._use_reference)
        self._window.closing.connect(self.searching.stop)

    @Slot(object)
    def _show_beginning(self, answer: SearchAnswer) -> None:
        self.hits.show_hits(answer.hits)
        self.pane.take_first()
        self._begun = True

    @Slot(object)
    def _show_answer(self, answer: SearchAnswer) -> None:
        if not (self._begun and self.hits.extend(answer.hits)):
            self.hits.show_hits(answer.hits)
            self.pane.take_first()
        self._begun = False
        searches = self._reading.searches or Searches()
        said = self._words.message(answer, self._parsed)
        self.pane.say(said, self._words.fault(self._parsed), self._words.offers(answer, self._parsed, searches))

    @Slot(object)
    def _show_counts(self, facets: tuple[FacetCounts, ...]) -> None:
        self.facets.show_counts(facets)

    @Slot(bool)
    def _accept(self, apart: bool) -> None:
        if self.pane.isVisible():
            self.pane.open_current(apart=apart)

    @Slot(QKeyEvent)
    def _walk(self, event: QKeyEvent) -> None:
        if self.pane.isVisible():
            self.pane.walk(event)

    @Slot(object, bool)
    def _open_hit(self, hit: SearchHit, apart: bool) -> None:
        parsed = self._parsed
        self._visit()
        address = Address(hit.ref.id)
        self._window.page.leave()
        (self._reading.open_in_new_tab if apart else self._reading.open)(address)
        finding = finding_of(parsed.query)
        if finding.wanted:
            self._window.find_bar.open_for(finding, " ".join(map(str, parsed.query.terms)))
        self._window.focus_page()

    @Slot(int)
    def _remove_chip(self, place: int) -> None:
        self._change(self._parsed.query.without(self._parsed.query.filters[place]))

    @Slot(object, object)
    def _toggle(self, facet: Facet, value: FacetValue) -> None:
        query = self._parsed.query
        if not value.chosen:
            self._change(query.having(SearchFilter(facet, value.ref.title if value.ref else value.value)))
            return
        names = {fold(name) for name in (value.value, value.ref.title if value.ref else value.value)}
        filters = [each for each in query.of_facet(facet) if not each.excluded]
        # a value may have been typed by another of its names
        for each in [each for each in filters if fold(each.value) in names] or filters:
            query = query.without(each)
        self._change(query)

    @Slot(object)
    def _take_offer(self, target: str | Address) -> None:
        if isinstance(target, Address):
            self._visit()
            self._reading.open(target)
            return
        self._field.setText(target)
        self._field.setFocus()
        self.look_for(target)

    def _change(self, query: SearchQuery) -> None:
        """Search for another query, and let Back lead to this one."""
        self._visit()
        self._field.setText(str(query))
        self.look_for(str(query))
        self._visit()

    def _visit(self) -> None:
        """Put the search that is shown into the tab's history, and among those of late."""
        if self._parsed.query:
            self._keep((self._reading.searches or Searches()).having_searched(self._parsed.text))
            self._window.page.leave()
            self._reading.open(search_address(self._parsed.text))

    @Slot()
    def _leave(self) -> None:
        """Return to where one was: to the page under the pane, or the last one in the history."""
        self._field.clear()
        self._window.show_over_page(over=False)
        self._reading.leave_search()
        self._window.focus_page()

    @Slot()
    def _page_opened(self) -> None:
        self._window.show_over_page(over=False)
        self._field.clear()

    @Slot()
    def _use_reference(self) -> None:
        self.searching.use(self._reading.path)

    @Slot(str)
    def _keep_under(self, name: str) -> None:
        self._keep((self._reading.searches or Searches()).having_saved(name, self._parsed.text))
        self._window.say(self.tr("The search is saved as {name}. Home lists it.").format(name=name))

    @Slot()
    def _remove_saved(self) -> None:
        self._keep((self._reading.searches or Searches()).without_saved(self._saved_as()))
        self._window.say(self.tr("The saved search is removed."))

    def _saved_as(self) -> str:
        """Give the name under which the search that is shown is kept; empty where it is not."""
        saved = (self._reading.searches or Searches()).saved
        return next((each.name for each in saved if each.query == self._parsed.text), "")

    def _keep(self, searches: Searches) -> None:
        from coopviewer.exchange.searches_file import write_searches  # deferred: not needed before

        self._reading.searches = searches
        try:
            write_searches(self._kept, searches)
        except OSError:
            if not self._told:
                self._told = True
                sentence = self.tr("Searches cannot be kept: {path} cannot be written.")
                self._window.tell(sentence.format(path=self._kept))
