"""The card of a fact that is made up: what it links to, and how many facts are founded like it."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import CitationRole, NameKind
from coopviewer.rendering.document.document import Document, Field, Link, Paragraph, lines_of
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.words.reference_words import role_word
from tests.reference_values import amount, cited, name, relation, statement
from tests.rendering.reference_samples import entry_page, group, record, texts, words

WELLS = "theme/wells"


def card_of(fact: Fact, *others: Fact, with_alike: bool = False, sources: tuple[Source, ...] = ()) -> Document:
    page = entry_page(record(WELLS, fact, *others), sources=sources)
    card = lay_out_card(page, fact.id, {}, ENGLISH, with_alike=with_alike)
    assert card is not None
    return card


def test_the_card_of_a_relation_leads_to_both_its_ends_and_is_no_place_of_the_fact() -> None:
    fact = relation(WELLS, "works-in", "country/NE")
    card = lay_out_card(entry_page(record(WELLS, groups=[group(fact)])), fact.id, {}, ENGLISH)
    assert card is not None
    parts = [part for block in card.blocks for line in lines_of(block) for part in line]
    links = [part for part in parts if isinstance(part, Link)]
    assert [link.address for link in links[:2]] == ["coop:theme/wells", "coop:country/NE"]
    assert not any(link.fact_id for link in links)


def test_a_name_stands_on_its_card_as_plain_words() -> None:
    card = card_of(name(WELLS, "Puits", NameKind.AS_GIVEN, "fr"))
    parts = [part for block in card.blocks for line in lines_of(block) for part in line]
    assert not [part for part in parts if isinstance(part, Field) and part.fact_id]  # which has its place on the page
    assert texts(card.blocks).count("as given: Puits") == 1


@pytest.mark.parametrize(("others", "said"), [(0, None), (1, "One"), (2, "2"), (12, "12")])
def test_facts_founded_alike_are_counted(others: int, said: str | None) -> None:
    alike = tuple(statement(WELLS, f"goal {number}") for number in range(others))
    fact, elsewhere = statement(WELLS, "this"), statement(WELLS, "that", citations=cited("leaflet/P9"))
    plain, more = (card_of(fact, elsewhere, *alike, with_alike=with_alike).blocks for with_alike in (False, True))
    added = texts(more)[len(texts(plain)) :]
    assert [text.split()[0] for text in added] == ([] if said is None else [said])


def test_a_sum_is_told_as_given_and_in_figures() -> None:
    said = texts(card_of(amount(WELLS, 4000)).blocks)
    assert any(text.endswith("4000 euros") for text in said)
    assert "EUR 4,000" in said


def test_each_source_is_named_once_above_its_places_in_the_order_of_the_citations() -> None:
    citations = (
        *(*cited("leaflet/P1"), *cited("leaflet/P2"), *cited("book/P3")),
        *(Citation("source/leaflet", "leaflet/P4", CitationRole.CONTEXT), Citation("source/norm", None)),
    )
    fact = statement(WELLS, "dig", citations=citations)
    sources = (Source("source/leaflet", "Leaflet"), Source("source/book", "Book", version="2nd"))
    where = texts(card_of(fact, sources=sources).blocks)[2:]
    assert [text.partition(" ·")[0] for text in where] == [
        "Leaflet",
        "P1",
        "P2",
        "Book (2nd)",
        "P3",
        "Leaflet",
        "P4",
        "norm",
    ]
    assert where[6].endswith(f"({role_word(CitationRole.CONTEXT, ENGLISH)})")
    assert not where[1].endswith(")")


def test_a_fact_without_citations_says_so() -> None:
    cites, cites_none = (
        texts(card_of(statement(WELLS, "dig", citations=citations)).blocks) for citations in (cited(), ())
    )
    assert len(cites_none) == 3
    assert cites_none[-1] not in cites


def test_why_a_fact_is_held_is_told_with_its_note() -> None:
    card = card_of(statement(WELLS, "dig", note="Said so"))
    assert any(words(block.line) == "Stated. Said so" for block in card.blocks if isinstance(block, Paragraph))
