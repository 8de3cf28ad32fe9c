"""What a fact says in brief, what kind of fact it is, and where an entry's page shows it."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import DocumentFact, Extent, Fact, Quantity
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    Comparator,
    EntryKind,
    ExtentValue,
    NameKind,
    StatementKind,
)
from coopviewer.rendering.document.document import Link
from coopviewer.rendering.pages.citation import heading_over
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.fact_words import as_given, in_brief, kind_of_fact, place_on_page, predicates_of
from tests.reference_values import amount, extent, name, predicate, relation, statement, timeframe
from tests.rendering.reference_samples import TODAY, entry_page, home_page, lookup, record, words

AFIC = "project/afic"
KNOWN = {"entry_id": AFIC, "basis": Basis.STATED}
QUANTITY = Quantity(id="q", measure="meetings", comparator=Comparator.MORE_THAN, value=50, as_given="over 50", **KNOWN)
DOCUMENT = DocumentFact(id="d", about="the statute", title="Statut", **KNOWN)
FACTS: tuple[Fact, ...] = (
    *(statement(AFIC, "train", kind) for kind in StatementKind),
    *(name(AFIC, "A"), relation(AFIC, "leads", "country/NE", as_given="Niger"), timeframe(AFIC, "2017")),
    *(amount(AFIC, 5), amount(AFIC, 6, AmountKind.PORTFOLIO_TOTAL), QUANTITY, DOCUMENT, extent(AFIC, "leads")),
)


def brief(fact: Fact) -> str:
    return words(in_brief(fact, lookup([fact]), {"leads": predicate("leads", "leads the work of")}, ENGLISH))


def test_each_kind_of_fact_is_told_from_the_others() -> None:
    assert len({kind_of_fact(fact, ENGLISH) for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (statement(AFIC, "train them"), "train them"),
        (name(AFIC, "AFIC", NameKind.ACRONYM), "acronym: AFIC"),
        (relation(AFIC, "leads", "country/NE"), "leads the work of NE"),
        (timeframe(AFIC, "2017", "in 2017"), "timeframe: in 2017"),
        (QUANTITY, "meetings: over 50"),
        (DOCUMENT, "Statut · the statute"),
        (DocumentFact(id="d", about="a letter", **KNOWN), "a letter"),
    ],
)
def test_a_fact_is_said_in_one_line(fact: Fact, said: str) -> None:
    assert brief(fact) == said


def test_a_relation_leads_to_its_other_end_and_shows_its_own_fact() -> None:
    fact = relation(AFIC, "leads", "country/NE")
    line = in_brief(fact, lookup([fact]), {"leads": predicate("leads")}, ENGLISH)
    assert line[-1] == Link("NE", "coop:country/NE", fact.id)


def test_how_far_a_list_goes_names_the_list() -> None:
    of_statements = Extent(id="e", value=ExtentValue.OPEN, statement_kind=StatementKind.GOAL, **KNOWN)
    assert "leads the work of" in brief(extent(AFIC, "leads"))
    assert brief(of_statements).startswith(kind_of_fact(statement(AFIC, ""), ENGLISH).lower())


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        (relation(AFIC, "leads", "country/NE", as_given="the Niger"), "the Niger"),
        (relation(AFIC, "leads", "country/NE"), None),
        (timeframe(AFIC, "2017", "in 2017"), "in 2017"),
        (amount(AFIC, 5), "5 euros"),
        (QUANTITY, "over 50"),
        (name(AFIC, "The Niger", NameKind.AS_GIVEN), "The Niger"),
        (name(AFIC, "Niger", NameKind.OFFICIAL), None),
        (statement(AFIC, "ours"), None),
        (DOCUMENT, None),
    ],
)
def test_the_sources_own_words_are_given_where_the_reference_keeps_them(fact: Fact, given: str | None) -> None:
    assert as_given(fact) == given


def test_a_fact_is_shown_where_its_page_has_it() -> None:
    theme = "theme/wells"
    facts = (
        *(
            statement(theme, "g", StatementKind.GOAL),
            statement(theme, "n", StatementKind.DATA_NOTE),
            QUANTITY,
            DOCUMENT,
        ),
        *(name(theme, "A", language="de"), amount(theme, 6, AmountKind.PORTFOLIO_TOTAL)),
    )
    document = lay_out_entry(entry_page(record(theme, *facts)), TODAY, set(), ENGLISH)
    headings = [heading_over(document, fact.id) for fact in facts]
    assert [place_on_page(fact, EntryKind.THEME) for fact in facts] == [
        each.anchor if each else "" for each in headings
    ]


@pytest.mark.parametrize(
    "fact",
    [
        *(
            statement(AFIC, "s", kind)
            for kind in (StatementKind.SUMMARY, StatementKind.DESCRIPTION, StatementKind.LEGAL_NOTE)
        ),
        *(name(AFIC, "A", language="en"), amount(AFIC, 5), timeframe(AFIC, "2017")),
    ],
)
def test_what_a_page_shows_at_its_top_has_no_anchor(fact: Fact) -> None:
    assert place_on_page(fact, EntryKind.PROJECT) == ""


def test_a_relation_stands_in_its_list_but_on_a_countrys_page_among_all() -> None:
    fact = relation(AFIC, "leads", "country/NE")
    assert place_on_page(fact, EntryKind.PROJECT) == "leads"
    assert place_on_page(fact, EntryKind.COUNTRY) == "cooperation"


def test_home_was_read_with_no_kinds_of_relation() -> None:
    assert predicates_of(home_page()) == {}
    assert set(predicates_of(entry_page(record(AFIC), predicates=[predicate("leads")]))) == {"leads"}
