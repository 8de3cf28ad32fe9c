"""Labels and messages of the search pane: hits, facets, chips, faults, and searches without results."""

from textwrap import wrap

from coopviewer.domain.annotations.query import AnnotationQuery
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import FacetCounts, FacetValue, SearchAnswer, SearchHit
from coopviewer.domain.search.query import Facet, SearchFilter
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.domain.search.syntax import ParsedQuery
from coopviewer.rendering.document.copied import CopiedText
from coopviewer.rendering.words.facet_words import example, facet_hint
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.rendering.words.faults.query_fault_words import caret_lines, fault_words
from coopviewer.rendering.words.reference_words import kind_word, kinds_word
from coopviewer.rendering.words.search_words import (
    activity_words,
    facet_heading,
    facet_word,
    lacking_words,
    left_out_words,
    match_words,
    meant_words,
    no_totals_words,
    part_words,
    sector_words,
    through_words,
    unknown_words,
    value_word,
)
from coopviewer.widgets.search.offers import Offer

_CARET_WIDTH = 100
_MOST_OFFERS = 8
_ANYWHERE = (Facet.KIND, Facet.GRANT, Facet.TAG, Facet.HAS)  # examples of these hold for every reference


def _examples(answer: SearchAnswer) -> dict[Facet, str]:
    """Return the text of an example filter for each facet; for an imported reference only of facets that it has."""
    if answer.examples is None:
        return {facet: example(facet) for facet in Facet}
    found = {each.facet: str(each) for each in answer.examples}
    own = {facet: found.get(facet) or (example(facet) if facet in _ANYWHERE else "") for facet in Facet}
    return {facet: text for facet, text in own.items() if text}


class SearchWords:
    """Returns the labels and messages of the search pane in one language."""

    def __init__(self, tr: Translate) -> None:
        """Translate all texts with ``tr``."""
        self._tr = tr

    def kinds(self, kind: EntryKind | None) -> str:
        """Return the plural name of a kind of entry; None: entries found in annotations."""
        return self._tr("Your annotations") if kind is None else kinds_word(kind, self._tr)

    def facet(self, counts: FacetCounts) -> str:
        """Return the heading over a facet's values: *Country*; *Country (without this filter)* if a value is chosen."""
        return facet_heading(counts, self._tr)

    def value(self, facet: Facet, value: FacetValue) -> str:
        """Return the label of a facet's value: its entry's title, or a word for it; a year, currency or tag as it is.

        How many results have the value is not in it.
        """
        return value.ref.title if value.ref is not None else value_word(facet, value.value, self._tr)

    def part(self, part: SearchFilter) -> str:
        """Return the label of the chip that shows a filter of the query: ``Country: Niger``, ``not Country: Niger``.

        A name or a code of an entry is shown as the filter has it: ``Country: NE`` for ``country:NE``.
        """
        return part_words(part, self._tr)

    def copied_headers(self) -> tuple[str, ...]:
        """Return the names of the columns of copied results: *Title*, *Found in*, *Text*, *Address*."""
        tr = self._tr
        return (tr("Title"), tr("Found in"), tr("Text"), tr("Address"))

    def copied_cells(self, hit: SearchHit) -> tuple[CopiedText, ...]:
        """Return a result as cells in the order of ``copied_headers``: the title is a link to it, and none is bold."""
        address = str(Address(hit.ref.id))
        texts = (self.where(hit), hit.snippet.text, address)
        return (CopiedText(hit.ref.title, address), *map(CopiedText, texts))

    def where(self, hit: SearchHit) -> str:
        """Return the line under a hit's title: its kind, what distinguishes it from its namesakes, where it matched.

        For ``active:2019`` such as *Project · surely active then: 2017- 2023*, with the timeframe as given. If the
        entry was found through others, such as its projects, the line names the first of them: *through EUCAP Sahel*.
        If a filter on a category of sectors found it, the line names the category and its sector in that.
        """
        place = match_words(hit.match, self._tr)
        if place and hit.match.text not in ("", hit.ref.title, hit.snippet.text):
            place = f"{place}: {hit.match.text}"
        active = activity_words(hit.activity, self._tr) if hit.activity is not None else ""
        kind = kind_word(hit.ref.kind, self._tr)
        through = through_words(hit.through, self._tr)
        hint = hit.ref.hint if hit.ref.hint != hit.match.text else None
        sector = sector_words(hit.sector, hit.ref, self._tr)
        return " · ".join(filter(None, (kind, hint, place, through, sector, active)))

    def message(self, answer: SearchAnswer, parsed: ParsedQuery) -> str:
        """Return the message above the results: how many there are, or what was searched without finding any.

        Sentences on what limits the answer follow, such as entries not looked at, unknown names in filters, reasons why
        nothing was found, a fault of the annotations. For an empty query the message says how to search.
        """
        tr = self._tr
        if not parsed.text.strip():
            return tr(
                'Type words, "a phrase" or -words to be left out. A quotation mark inside quotation marks is written '
                'twice: tag:"the ""great"" game". Filters narrow what is found:'
            )
        count = len(answer.hits)
        if not count:
            words = self._only_own(answer) if answer.own else self._nothing(answer, parsed)
        elif answer.more:
            words = tr.plural("The first result", "The first {n} results", count)
        else:
            words = tr.plural("{n} result", "{n} results", count)
        if answer.own and count:
            words = tr("{0}, and {1} in your annotations").format(words, tr.number(len(answer.own)))
        partly = tr("There may be others: not all entries were looked at.")
        told = [] if answer.complete else [partly]
        told += filter(None, [left_out_words(answer.query, tr)])
        told += [unknown_words(each, tr) for each in answer.unknown]
        told += [reason_words(each, tr) for each in answer.why]
        told += [] if answer.own_fault is None else [fault_sentence(answer.own_fault, tr)]
        return (" · " if count else " ").join(filter(None, (words, " ".join(told))))

    def _only_own(self, answer: SearchAnswer) -> str:
        """Return how many results there are in the user's annotations, where the reference has none."""
        own = self._tr.plural("{n} result in your annotations.", "{n} results in your annotations.", len(answer.own))
        return f"{own} {self._tr('Nothing else was found for {0}.').format(answer.query)}"

    def _nothing(self, answer: SearchAnswer, parsed: ParsedQuery) -> str:
        """Return the sentence that nothing was found, and where it was searched."""
        tr, query = self._tr, answer.query
        if parsed.lacks_a_value:
            return lacking_words(tr)
        sought = str(query) or parsed.text.strip()
        if query.terms or not query:
            said = tr("Nothing was found for {0}. Titles, names, codes and texts of all entries were searched.")
            with_sums = tr(
                "Nothing was found for {0}. Titles, names, codes, texts and amounts of all entries were searched."
            )
            said = (with_sums if any(map(str.isdigit, sought)) else said).format(sought)
            words = tr(
                "Where a source names a country, a region or a sector in other words than the list of codes, these may "
                "not have been searched."
            )
            return " ".join(filter(None, (said, no_totals_words(query, tr), words)))
        facets = dict.fromkeys(facet_word(part.facet, self._tr) for part in query.filters)
        return tr("Nothing was found for {0}. Searched by: {1}.").format(sought, tr.listed(facets))

    def fault(self, parsed: ParsedQuery) -> str:
        """Return lines of text: the query, carets under its first fault, and what is wrong.

        Empty if there is no fault, or the query is blank.
        """
        if not parsed.faults or not parsed.text.strip():
            return ""
        fault = parsed.faults[0]
        words = wrap(fault_words(fault, self._tr), _CARET_WIDTH, break_on_hyphens=False)
        return "\n".join((*caret_lines(parsed.text, fault, _CARET_WIDTH), *words))

    def offers(self, answer: SearchAnswer, parsed: ParsedQuery, searches: Searches, dataset: str) -> list[Offer]:
        """Return the suggestions under the message; empty if there is nothing to suggest.

        They are, in this order: a typed year or place as a filter, corrections, pages of organisations that sums name
        (*Sums that name IOM*), pages of entries with similar names, and the list of matching annotations. For an empty
        query they are at most eight saved searches, then at most eight recent ones in the dataset with the URN
        ``dataset``, then examples.
        """
        tr = self._tr
        if not parsed.text.strip():
            examples = [Offer(text, text, facet_hint(facet, tr)) for facet, text in _examples(answer).items()]
            late = [Offer(query, query) for query in searches.history_of(dataset)[:_MOST_OFFERS]]
            return [*(Offer(each.name, each.query) for each in searches.saved[:_MOST_OFFERS]), *late, *examples]
        meant = [Offer(tr("Did you mean {0}?").format(each.text), str(each.query)) for each in answer.did_you_mean]
        own = []
        if answer.own:
            words = " ".join(term.text for term in answer.query.terms if not term.excluded)
            address = annotations_address(str(AnnotationQuery().with_text(words)))
            own = [Offer(tr("List the annotations with these words"), address)]
        if answer.meant is not None:
            meant.insert(0, Offer(meant_words(answer.meant, tr), str(answer.meant)))
        payers = dict.fromkeys(ref for each in answer.why if each.naming for ref in each.refs)
        named = [Offer(tr("Sums that name {name}").format(name=ref.title), Address(ref.id)) for ref in payers]
        near = [Offer(ref.title, Address(ref.id)) for ref in answer.nearest if ref not in payers]
        return [*meant, *named, *near, *own]
