"""A page or a fact as it is cited: with its sources, the edition, and the address that leads back."""

from datetime import date

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.pages import EntryPage, Page
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import Basis, StatementKind
from coopviewer.rendering.document.document import SOFT, Document, Field, Heading, Link, Mark, Paragraph, Text
from coopviewer.rendering.pages.citation import (
    cite_edition,
    cite_fact,
    cite_facts,
    cite_page,
    heading_over,
    heading_words,
    search_title,
)
from coopviewer.rendering.words.citation_words import citation_words
from tests.reference_values import EDITION, cited, ref, statement
from tests.rendering.reference_samples import entry_page, home_page, lay_out, lookup, record

WELLS = "theme/wells"


TODAY = date(2026, 11, 29)


def cite(page: EntryPage, fact: Fact) -> str:
    return citation_words(cite_fact(page, fact, lay_out(page), EDITION, TODAY, ENGLISH), ENGLISH)


def cite_whole(page: Page, address: str) -> str:
    return citation_words(cite_page(page, address, EDITION, TODAY), ENGLISH)


def test_a_fact_stands_under_the_nearest_heading_above_it() -> None:
    goals, names = Heading(2, (Text("Goals"),), "goals"), Heading(3, (Text("Names"),), "names")
    blocks = (
        *(
            Heading(1, (Field("title", "T"),)),
            Paragraph((Field("lead", "a"),)),
            goals,
            Paragraph((Link("b", "x", "link"),)),
        ),
        *(names, Paragraph((Text("c"), Mark(1, "mark"))), Paragraph((Field("lead", "again"),))),
    )
    document = Document("T", "coop:theme/t", blocks)
    found = {fact_id: heading_over(document, fact_id) for fact_id in ("title", "lead", "link", "mark", "elsewhere")}
    assert found == {"title": None, "lead": None, "link": goals, "mark": names, "elsewhere": None}


def test_a_heading_is_cited_without_its_count_and_marks() -> None:
    assert heading_words(Heading(2, (Text("Data "), Text("notes"), Text(" 12", SOFT), Mark(3)))) == "Data notes"
    result = Heading(3, (Text("Output: ", SOFT), Field("result", "More wells"), Mark(3)))
    assert heading_words(result) == "More wells"


def test_a_page_is_cited_with_the_sources_of_its_passages_once_each() -> None:
    goals = (statement(WELLS, "a"), statement(WELLS, "b", citations=(*cited("leaflet/P2"), *cited("book/P1"))))
    sources = (Source("source/leaflet", "The leaflet"), Source("source/book", "A book"))
    page = entry_page(record(ref(WELLS, "Wells everywhere"), *goals), sources=sources)
    text = cite_whole(page, "coop:theme/wells")
    assert text.startswith("Wells everywhere. ")
    assert "Sources: A book. The leaflet. A publisher, " in text
    assert text.endswith(". Accessed 29 November 2026. coop:theme/wells")
    assert text.count("leaflet") == 1
    assert "wells.1" in text
    assert "31 December 2021" in text


def test_a_page_that_cites_no_passage_names_no_source() -> None:
    page = entry_page(record(ref(WELLS, "Wells everywhere"), statement(WELLS, "a", citations=())))
    home = home_page()._replace(lookup=lookup(()))
    assert cite_whole(page, "coop:x") == f"Wells everywhere. {cite_whole(home, 'coop:x')}"


def test_home_is_cited_as_the_edition_alone() -> None:
    text = cite_whole(home_page(statement(WELLS, "a", StatementKind.DATA_NOTE)), "coop:home")
    assert text.startswith(f"{EDITION.publisher}, {EDITION.title}")
    assert text == citation_words(cite_edition(EDITION, TODAY), ENGLISH)
    assert text.count(EDITION.title) == 1
    assert text.endswith(". coop:home")


def test_a_fact_is_cited_with_the_section_that_it_stands_in() -> None:
    goal, summary = statement(WELLS, "a goal"), statement(WELLS, "in short", StatementKind.SUMMARY)
    page = entry_page(record(ref(WELLS, "Wells"), summary, goal))
    assert cite(page, goal).startswith("Wells, Goals. ")
    assert cite(page, goal).endswith(" coop:theme/wells#goals")
    assert cite(page, summary).startswith("Wells. ")
    assert cite(page, summary).endswith(" coop:theme/wells")


def test_why_a_fact_is_held_is_said_unless_it_is_stated() -> None:
    stated, inferred = statement(WELLS, "a"), statement(WELLS, "b", basis=Basis.INFERRED)
    page = entry_page(record(WELLS, stated, inferred))
    assert "Inferred. " in cite(page, inferred)
    assert "Stated" not in cite(page, stated)


def test_a_source_is_named_once_with_all_places_that_the_fact_cites() -> None:
    citations = (*cited("leaflet/P1"), *cited("book/P7"), *cited("leaflet/P2"), Citation("source/norm", None))
    fact = statement(WELLS, "a", citations=citations)
    text = cite(entry_page(record(WELLS, fact)), fact)
    assert text.count("leaflet: ") == 1
    assert text.index("leaflet: ") < text.index("item 1") < text.index("item 2") < text.index("book: ")
    assert text.index("book: ") < text.index("item 7") < text.index(". norm. ")


def test_a_fact_without_citations_names_no_source() -> None:
    fact = statement(WELLS, "a", basis=Basis.EDITORIAL, citations=())
    assert "Source" not in cite(entry_page(record(WELLS, fact)), fact)


def test_a_citation_says_what_it_cites_and_who_published_the_source() -> None:
    goal = statement(WELLS, "dig wells")
    source = Source(
        "source/leaflet", "The leaflet", publisher="The Office", version="2", url="https://office.example/l"
    )
    page = entry_page(record(ref(WELLS, "Wells"), goal), sources=(source,))
    text = cite(page, goal)
    assert text.startswith("Wells, Goals. “dig wells”. ")
    assert "Source: The Office, The leaflet (2): " in text
    assert ": Section, item 1, https://office.example/l. " in text
    assert text.endswith(". Accessed 29 November 2026. coop:theme/wells#goals")


def test_several_facts_are_cited_as_one_thing_with_the_sources_of_all() -> None:
    facts = (
        statement(WELLS, "a", citations=cited("leaflet/P1")),
        statement(WELLS, "b", citations=(*cited("book/P2"), *cited("leaflet/P1")), basis=Basis.INFERRED),
    )
    page = entry_page(record(ref(WELLS, "Wells"), *facts))
    both = cite_facts(page, facts, lay_out(page), EDITION, TODAY, ENGLISH, text="a  and\nb")
    assert both.value == "a and b"
    assert both.basis == "Stated, Inferred"
    assert [len(source.places) for source in both.sources] == [1, 1]
    assert {source.title for source in both.sources} == {source.title for source in page.lookup.sources.values()}


def test_a_long_value_is_cut_with_an_ellipsis() -> None:
    goal = statement(WELLS, "word " * 1000)
    page = entry_page(record(ref(WELLS, "Wells"), goal))
    value = cite_fact(page, goal, lay_out(page), EDITION, TODAY, ENGLISH).value
    assert len(value) <= 1000
    assert value.endswith("word…")


def test_a_search_is_cited_with_the_number_of_its_results_if_it_is_known() -> None:
    assert search_title("wells", None, ENGLISH) == "Search: wells"
    assert search_title("wells", 1, ENGLISH) == "Search: wells (1 result)"
