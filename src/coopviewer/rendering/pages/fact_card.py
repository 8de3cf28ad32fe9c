"""The card of a fact: its kind and entry, its basis, and its sources."""

from collections.abc import Mapping

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.attachments import Attachment
from coopviewer.domain.reference.facts import Amount, Fact, Name, Quantity, Statement, TimeframeFact
from coopviewer.domain.reference.imported.contradictions import contradicted
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.pages import EntryPage, Page, facts_of
from coopviewer.domain.reference.sources import Passage
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Document,
    Field,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    Text,
)
from coopviewer.rendering.document.shortening import brief
from coopviewer.rendering.pages.fact_words import as_given, in_brief, kind_of_fact, predicates_of
from coopviewer.rendering.pages.footnote_marks import founded_alike
from coopviewer.rendering.pages.imported.contradiction_layout import sources_of, value_line
from coopviewer.rendering.pages.imported.page_sums import find_cited
from coopviewer.rendering.words.reference_words import (
    basis_word,
    line_words,
    passage_address,
    place_words,
    role_word,
    short_id,
)

Attachments = Mapping[str, Attachment]
"""The user's own copies of source documents, by the ids of the sources."""


def lay_out_card(
    page: Page, fact_id: str, attached: Attachments, tr: Translate, *, with_alike: bool = False
) -> Document | None:
    """Lay out the card of a fact of a page, or of a sum of flows; None if the page does not have that fact.

    The card has the fact's kind and entry, its content (but not the text of a statement), what other sources say
    instead, its basis and its sources. ``attached`` are the user's own copies of documents, by the ids of their
    sources; passages are quoted from them. ``with_alike``: the card also says how many other facts of the page have the
    same basis, citations and note, and thus the same source mark.
    """
    fact = find_cited(page, fact_id)
    if fact is None:
        return None
    ref = page.lookup.refs.get(fact.entry_id)
    whose: Inline = Link(brief(ref.title), SCHEME + ref.id) if ref else Text(fact.entry_id)
    blocks: list[Block] = [
        Paragraph((Text(f"{kind_of_fact(fact, tr)} · "), whose), "eyebrow"),
        *_what_it_says(page, fact, tr),
        *_others(page, fact, tr),
        *lay_out_sources(page, fact, attached, tr),
    ]
    if with_alike:
        blocks += _alike(page, fact, tr)
    return Document(tr("Source of this fact"), SCHEME + fact.entry_id, tuple(blocks))


def lay_out_sources(page: Page, fact: Fact, attached: Attachments, tr: Translate) -> tuple[Block, ...]:
    """Lay out the basis of a fact (stated, inferred …) with its note, and its sources; without any, a line says so.

    ``attached`` are the user's own copies of documents, by the ids of their sources; passages are quoted from them.
    """
    note: Line = (Text(". "), Field("", brief(fact.note))) if fact.note else ()
    basis: Line = (Text(basis_word(fact.basis, tr), STRONG), *note)
    return (Paragraph(basis), *_where(page, fact, attached, tr))


def _what_it_says(page: Page, fact: Fact, tr: Translate) -> list[Block]:
    """Return the content of the fact; nothing for a statement, whose text is already beside the card."""
    blocks: list[Block] = []
    if isinstance(fact, Quantity):
        blocks.append(Paragraph((Text(fact.measure),)))
    elif not isinstance(fact, Statement | TimeframeFact | Amount):
        content = in_brief(fact, page.lookup, predicates_of(page), tr)
        blocks.append(Paragraph(tuple(_plain(part) for part in content)))
    given = None if isinstance(fact, Name) else as_given(fact)  # the brief form of a name contains it
    if given:
        blocks.append(Paragraph((Text(f"{tr('As given:')} ", SOFT), Field("", brief(given)))))
    if isinstance(fact, Amount):
        blocks.append(Paragraph((Text(format_amount(fact.minor_units, fact.currency, tr), SOFT),)))
    return blocks


def _others(page: Page, fact: Fact, tr: Translate) -> list[Block]:
    """Return why a curator prefers the fact, if so, and what other sources say where they differ."""
    blocks: list[Block] = []
    if fact.preferred is not None:
        blocks.append(Paragraph((Text(tr("Preferred: {reason}").format(reason=fact.preferred)),)))
    parts = page.imported if isinstance(page, EntryPage) else None
    for other in contradicted(facts_of(page), fact):
        said = tuple(_plain(part) for part in value_line(other, parts, tr))
        where = sources_of(other, page.lookup, parts, tr)
        sources = tuple(part for source, day in where for part in (Text(" · "), *source, Text(" "), *day))
        blocks.append(Paragraph((Text(f"{tr('Another source differs:')} ", STRONG), *said, *sources)))
    return blocks


def _plain(part: Inline) -> Inline:
    """Return a part of a line without its fact id, by which only the fact's place on the page is found.

    A text of the reference stays a Field, so that it keeps the direction of its own script.
    """
    if isinstance(part, Field):
        return Field("", brief(part.text))
    return Link(brief(part.text), part.address) if isinstance(part, Link) else part


def _where(page: Page, fact: Fact, attached: Attachments, tr: Translate) -> list[Block]:
    """Return each source with the cited passages, in the order of the citations; without any, a line says so."""
    if not fact.citations:
        return [Paragraph((Text(tr("It cites no source."), SOFT),))]
    blocks: list[Block] = []
    before = ""
    for citation in fact.citations:
        source = page.lookup.sources[citation.source_id]
        if source.id != before:
            title = source.title if not source.version else f"{source.title} ({source.version})"
            blocks.append(Paragraph((Link(title, SCHEME + source.id),)))
        before = source.id
        if citation.passage_id is not None:
            passage = page.lookup.passages[citation.passage_id]
            role = role_word(citation.role, tr)
            place = place_words(passage, tr)
            if citation.line is not None:
                place = line_words(citation.line, citation.place, tr)
            words = (Text(f" · {place}"), *((Text(f" ({role})", SOFT),) if role else ()))
            link = Link(short_id(passage.id), passage_address(passage))
            blocks.append(Items(((link, *words, *_in_document(passage, attached, tr)),)))
    return blocks


def _in_document(passage: Passage, attached: Attachments, tr: Translate) -> Line:
    """Return the passage's own text from the user's copy of the document, or that it differs; empty without a copy."""
    attachment = attached.get(passage.source_id)
    if attachment is None:
        return ()
    text = attachment.text_of(passage.id)
    if text is None:
        return (Text(f". {tr('In the attached document this passage reads differently.')}", SOFT),)
    link = Link(tr("Show in document"), schemes.SHOW + passage.id)
    return (Text(f": “{' '.join(text.split())}” "), link)


def _alike(page: Page, fact: Fact, tr: Translate) -> list[Block]:
    others = {other.id for other in facts_of(page) if founded_alike(fact, other)} - {fact.id}
    if not others:
        return []
    words = tr.plural(
        "One other fact of this page is founded in the same way.",
        "{n} other facts of this page are founded in the same way.",
        len(others),
    )
    return [Paragraph((Text(words, SOFT),))]
