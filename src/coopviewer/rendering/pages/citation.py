"""Makes citations of a page, its facts, a search or an overview: title, value, sources, edition and address."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coopviewer.domain.browsing.addresses import HOME, SCHEME, Address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import LONGEST_VALUE, Cited, CitedSource, on_one_line
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.sums import FlowSum
from coopviewer.domain.reference.pages import HomePage, Page, SourcePage
from coopviewer.domain.reference.sources import Lookup, Passage, Source
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.domain.text.measures import shorten
from coopviewer.rendering.document.document import (
    Block,
    Document,
    Field,
    Heading,
    Inline,
    Line,
    Link,
    Mark,
    Text,
    lines_of,
    single_blocks,
)
from coopviewer.rendering.pages.fact_words import in_brief, predicates_of
from coopviewer.rendering.pages.imported.published_words import sum_word
from coopviewer.rendering.words.reference_words import basis_word, line_words


def heading_over(document: Document, fact_id: str) -> Heading | None:
    """Return the nearest heading above the first occurrence of a fact.

    None: only the title (level 1) is above it, or the document does not show the fact.
    """
    nearest: Heading | None = None
    for block in single_blocks(document.blocks):
        if isinstance(block, Heading) and block.level > 1:
            nearest = block
        if any(_shows(part, fact_id) for part in _parts(block)):
            return nearest
    return None


def heading_words(heading: Heading) -> str:
    """Return the text of a heading without links, folds, source marks and texts with a style, such as a count."""
    shown = (part for part in heading.line if isinstance(part, Field) or (isinstance(part, Text) and not part.style))
    return "".join(part.text for part in shown)


def _shows(part: Inline, fact_id: str) -> bool:
    return isinstance(part, Field | Link | Mark) and part.fact_id == fact_id


def _parts(block: Block) -> Iterator[Inline]:
    for line in lines_of(block):
        yield from line


def cite_edition(edition: Edition, today: date) -> Cited:
    """Return the citation of an edition as a whole; ``today`` is the day of access."""
    return Cited(title="", edition=edition, accessed=today, address=SCHEME + HOME)


def cite_list(title: str, address: str, edition: Edition, today: date) -> Cited:
    """Return the citation of a search or an overview; ``address`` leads to it, ``today`` is the day of access."""
    return Cited(title=title, edition=edition, accessed=today, address=address)


def search_title(query: str, count: int | None, tr: Translate) -> str:
    """Return the title under which a search is cited.

    ``count`` is the number of its results (``Search: wells (2 results)``); None: not counted (``Search: wells``).
    """
    if count is None:
        return tr("Search: {query}").format(query=query)
    return tr.plural("Search: {query} ({n} result)", "Search: {query} ({n} results)", count, query=query)


def cite_page(page: Page, address: str, edition: Edition, today: date) -> Cited:
    """Return the citation of a page, with the sources that it cites passages of, each once, sorted by title.

    A source that is cited only as a whole is left out. The citation of a source's own page has that source; the
    citation of the home page has only the edition. ``address`` leads to the page, ``today`` is the day of access.
    """
    if isinstance(page, HomePage):
        return cite_list("", address, edition, today)
    if isinstance(page, SourcePage):
        sources: Iterable[Source] = (page.source,)
    else:
        ids = {passage.source_id for passage in page.lookup.passages.values()}
        sources = sorted((page.lookup.sources[key] for key in ids), key=lambda source: source.title)
    return Cited(
        title=page.title,
        sources=tuple(map(_cited_source, sources)),
        legal_notes=_legal_notes(page.lookup, page.title),
        edition=edition,
        accessed=today,
        address=address,
    )


def cite_fact(page: Page, fact: Fact, document: Document, edition: Edition, today: date, tr: Translate) -> Cited:
    """Return the citation of one fact of a page, with its sources, and the heading above it as section.

    ``document`` is the laid-out page, ``today`` the day of access. The section is empty if only the title is above the
    fact, or if the document does not show it.
    """
    return cite_facts(page, (fact,), document, edition, today, tr)


def cite_facts(
    page: Page,
    facts: Sequence[Fact],
    document: Document,
    edition: Edition,
    today: date,
    tr: Translate,
    *,
    text: str = "",
) -> Cited:
    """Return one citation of one or more facts of a page, with the sources of all of them.

    ``document`` is the laid-out page: the heading above the first fact is the section in the citation, and the fragment
    (``#goals``) of its address. ``text`` is the text that is cited; if empty, it is what the facts say. It is cut to
    1,000 code points (LONGEST_VALUE). If a fact is not stated by the source itself, the citation names the basis of
    each fact, such as *inferred*. ``facts`` must not be empty; ``today`` is the day of access.
    """
    heading = heading_over(document, facts[0].id)
    target = document.address.removeprefix(SCHEME)
    value = text or "; ".join(fact_value(page, fact, tr) for fact in facts)
    bases = dict.fromkeys(fact.basis for fact in facts)
    return Cited(
        title=page.title,
        section=heading_words(heading) if heading else "",
        value=shorten(on_one_line(value), LONGEST_VALUE),
        basis="" if set(bases) == {Basis.STATED} else tr.listed(basis_word(basis, tr) for basis in bases),
        sources=cited_sources(page.lookup, facts, tr),
        legal_notes=_legal_notes(page.lookup, f"{page.title} {value}"),
        edition=edition,
        accessed=today,
        address=str(Address(target, heading.anchor if heading else "")),
    )


def fact_value(page: Page, fact: Fact, tr: Translate) -> str:
    """Return the content of a fact, without its entry, as plain text in one paragraph, however long.

    ``page`` is one that shows the fact: it has the titles of entries that the fact names. Of a relation the text is the
    label and the title of the object, such as ``belongs to Africa``, on the object's page too.
    """
    return _plain(in_brief(fact, page.lookup, predicates_of(page), tr))


def cited_sources(lookup: Lookup, facts: Iterable[Fact], tr: Translate) -> tuple[CitedSource, ...]:
    """Return the sources that facts cite, each once, in the order in which the facts first cite them.

    Each has the places cited in it (section and locator, or line), each once, and of a FlowSum the number of its rows.
    """
    places: dict[str, dict[str, None]] = {}
    for fact in facts:
        for citation in fact.citations:
            found = places.setdefault(citation.source_id, {})
            if citation.line is not None:
                found[line_words(citation.line, citation.place, tr)] = None
            elif citation.passage_id is not None:
                found[_place(lookup.passages[citation.passage_id])] = None
            if isinstance(fact, FlowSum):
                found[sum_word(fact, tr)] = None
    return tuple(_cited_source(lookup.sources[key], tuple(found)) for key, found in places.items())


def _legal_notes(lookup: Lookup, text: str) -> tuple[str, ...]:
    """Return the notes of the marked countries that a text names, each with the name."""
    notes = ((lookup.refs[note.entry_id].title, note.text) for note in lookup.legal_notes)
    return tuple(f"{name}: {note}" for name, note in notes if name in text)


def _cited_source(source: Source, places: tuple[str, ...] = ()) -> CitedSource:
    title = source.title if not source.version else f"{source.title} ({source.version})"
    return CitedSource(title, source.publisher or "", source.url or "", places)


def _place(passage: Passage) -> str:
    return f"{passage.section}, {passage.locator}"


def _plain(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text | Link | Field))
