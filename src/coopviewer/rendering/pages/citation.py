"""Citations of a page or of one of its facts: source, edition, as-of date and address."""

from collections.abc import Iterator

from coopviewer.domain.browsing.addresses import SCHEME, Address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import HomePage, Page
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import (
    Block,
    Document,
    Field,
    Heading,
    Inline,
    Link,
    Mark,
    Text,
    lines_of,
)
from coopviewer.rendering.words.reference_words import as_of_words, basis_word, place_words


def heading_over(document: Document, fact_id: str) -> Heading | None:
    """Return the last heading before the first occurrence of a fact, the title excluded; None if there is none."""
    nearest: Heading | None = None
    for block in document.blocks:
        if isinstance(block, Heading) and block.level > 1:
            nearest = block
        if any(_shows(part, fact_id) for part in _parts(block)):
            return nearest
    return None


def heading_words(heading: Heading) -> str:
    """Return a heading as plain text, without its count and marks."""
    return "".join(part.text for part in heading.line if isinstance(part, Text) and not part.style)


def _shows(part: Inline, fact_id: str) -> bool:
    return isinstance(part, Field | Link | Mark) and part.fact_id == fact_id


def _parts(block: Block) -> Iterator[Inline]:
    for line in lines_of(block):
        yield from line


def cite_page(page: Page, address: str, edition: Edition, tr: Translate) -> str:
    """Return the citation of a page as one line of plain text; that of the home page cites only the edition."""
    parts = [] if isinstance(page, HomePage) else [page.title]
    parts.append(_edition_words(edition, tr))
    passages = page.lookup.passages.values()
    cited = sorted({page.lookup.sources[passage.source_id].title for passage in passages})
    if cited:
        parts.append(tr("Source: {titles}").format(titles="; ".join(cited)))
    parts.append(address)
    return ". ".join(parts)


def cite_fact(page: Page, fact: Fact, document: Document, edition: Edition, tr: Translate) -> str:
    """Return the citation of one fact as one line of plain text.

    ``document`` is the laid-out page; the fact's heading in it is part of the citation and of its address.
    """
    heading = heading_over(document, fact.id)
    section = f", {heading_words(heading)}" if heading else ""
    parts = [f"{page.title}{section}"]
    if fact.basis is not Basis.STATED:
        parts.append(basis_word(fact.basis, tr))
    if fact.citations:
        parts.append(_source_words(page, fact, tr))
    target = document.address.removeprefix(SCHEME)
    return ". ".join((*parts, _edition_words(edition, tr), str(Address(target, heading.anchor if heading else ""))))


def _source_words(page: Page, fact: Fact, tr: Translate) -> str:
    """Return the title of each source once, with the locations of all its passages that the fact cites."""
    places: dict[str, list[str]] = {}
    for citation in fact.citations:
        several = places.setdefault(citation.source_id, [])
        if citation.passage_id is not None:
            several.append(place_words(page.lookup.passages[citation.passage_id], tr))
    titles = {source_id: page.lookup.sources[source_id].title for source_id in places}
    written = (f"{titles[key]}: {'; '.join(several)}" if several else titles[key] for key, several in places.items())
    return tr("Source: {titles}").format(titles=". ".join(written))


def _edition_words(edition: Edition, tr: Translate) -> str:
    return tr("{edition}, edition {id}, as of {as_of}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
    )
