"""Sources that disagree: how each value is said, what it is about, and where it is from."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact, TimeframeFact
from coopviewer.domain.reference.published_facts import FlowKind, Identifier, IdentifierScheme
from coopviewer.domain.reference.sources import Source
from coopviewer.rendering.document.document import SOFT, Field, Heading, KeyFacts, Link, Paragraph, Text
from coopviewer.rendering.pages.imported.contradiction_layout import (
    all_facts,
    contradiction_blocks,
    found_in,
    sources_of,
    value_line,
)
from tests.activity_values import FIRST, LATER, SECOND, WELL, cited_at, coded, flow, made, milestone, related
from tests.reference_values import amount, name, ref, timeframe
from tests.rendering.imported_samples import PARTS, WORDS, activity, facts_in, lines, page_of, project
from tests.rendering.reference_samples import group, lookup, only, record, texts, words

KNOWN = PARTS._replace(labels=WORDS)
SOURCES = (Source(FIRST, "First file", version="edition 1"), Source(SECOND, "Second file"))
NIGER = "country/NE"


def both(one: Fact, **more: Any) -> tuple[Fact, ...]:
    """Return a fact and another version of it from the second source."""
    fields = {each: getattr(one, each) for each in type(one).__dataclass_fields__}
    return one, type(one)(**{**fields, "id": f"{one.id}@2", "citations": LATER, **more})


def differing(*facts: Fact, **more: Any) -> dict[str, list[str]]:
    return facts_in(contradiction_blocks(activity(*facts, sources=SOURCES, **more)))


def test_an_entry_whose_sources_agree_has_no_section() -> None:
    assert contradiction_blocks(activity(milestone("start", "2019"), *both(milestone("end", "2020")))) == []
    assert found_in(project(WELL)) == ()


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (1, "In one point the sources of this entry differ. Each is shown with its source and date."),
        (2, "In 2 points the sources of this entry differ. Each is shown with its source and date."),
    ],
)
def test_the_number_of_points_is_said(points: int, said: str) -> None:
    dates = (*both(milestone("start", "2019"), edtf="2018"), *both(milestone("end", "2020"), edtf="2021"))
    heading, paragraph, facts = contradiction_blocks(activity(*dates[: 2 * points]))
    assert heading == Heading(2, (Text("Sources differ"), Text(f" {points}", SOFT)), "differ")
    assert paragraph == Paragraph((Text(said),))
    assert isinstance(facts, KeyFacts)
    assert [fact.label for fact in facts.facts] == ["Start", "End"][:points]


def test_each_value_has_its_source_and_date_and_why_it_is_preferred() -> None:
    facts = both(milestone("start", "2019"), edtf="2018", as_given="in 2018", preferred="It is later.")
    assert differing(*facts) == {
        "Start": [
            "in 2018 · 2018 · Second file · date not known · Preferred: It is later.",
            "2019 · First file · edition 1",
        ]
    }
    dated = {"generated": {SECOND: "2021-12-01T10:00:00"}}
    assert differing(*facts, parts=dated)["Start"][0].startswith("in 2018 · 2018 · Second file · 1 December 2021 · ")


@pytest.mark.parametrize(
    ("fact", "other", "label"),
    [
        (coded("ActivityStatus", "2"), {"code": "4"}, "Activity status"),
        (timeframe(WELL, "2019"), {"edtf": "2020"}, "Timeframe"),
        (amount(WELL, 5), {"minor_units": 600}, "Grant"),
        (flow("t-1", 100, reference="R-1", type=None, day=None), {"minor_units": 600}, "Transaction"),
        (
            flow("t-1", 100, reference="R-1", type="3", day="2020-06-01"),
            {"minor_units": 600},
            "Transaction (Disbursement), 1 June 2020",
        ),
        (
            flow("t-1", 100, reference="R-1", type="3", day="2020-06-01"),
            {"minor_units": 600, "day": "2020-06-02"},
            "Transaction (Disbursement)",
        ),
        (flow("t-1", 100, type=None, day="2020-06-01"), {"minor_units": 600}, "Transaction, 1 June 2020"),
        (
            flow("b-1", 100, kind=FlowKind.BUDGET, type="1", day=None, period_start="2019-01-01"),
            {"minor_units": 600},
            "Budget (Original), from 1 January 2019",
        ),
        (
            flow("b-1", 100, kind=FlowKind.BUDGET, type=None, day=None, period_start="2019-01-01"),
            {"minor_units": 600},
            "Budget, from 1 January 2019",
        ),
        (related("has-beneficiary", NIGER, share=600_000), {"share": 500_000}, "Share: Niger"),
        (name(WELL, "Wells", id=f"{WELL}/name/title-en"), {"text": "Roads"}, "Title (English)"),
    ],
)
def test_what_sources_differ_on_is_named(fact: Fact, other: dict[str, Any], label: str) -> None:
    assert list(differing(*both(fact, **other), refs=[ref(NIGER, "Niger")])) == [label]


def test_only_the_relations_of_the_entry_itself_are_among_its_facts() -> None:
    own, other = related("has-beneficiary", NIGER), related("parent-of", WELL, subject="project/y")
    start = milestone("start", "2019")
    found = record(WELL, start, groups=[group(own), group(other, outgoing=False)])
    assert list(all_facts(found)) == [start, own]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (related("in-sector", "theme/x", share_as_given="30"), "30 %"),
        (related("in-sector", "theme/x", share_as_given="30 %"), "30 %"),
        (related("in-sector", "theme/x"), "not stated in the source"),
        (coded("ActivityStatus", "2", as_given="2"), "Implementation (2)"),
        (coded("ActivityStatus", "2", as_given=""), "Implementation"),
        (coded("ActivityStatus", "2", as_given="Implementation"), "Implementation"),
        (coded("ActivityStatus", "2", as_given="En cours"), "Implementation (En cours)"),
        (milestone("start", "2019"), "2019"),
        (milestone("start", "2019-02-03"), "2019-02-03 · 3 February 2019"),
        (milestone("start", "2019-02-03", as_given=""), "3 February 2019"),
        (milestone("start", "2019-02-03", as_given="3 February 2019"), "3 February 2019"),
        (flow("t-1", 100), "1.0 EUR"),
        (flow("t-1", 100, as_given=""), "EUR 1"),
        (amount(WELL, 5), "5 euros"),
        (amount(WELL, 5, as_given=""), "EUR 5"),
        (timeframe(WELL, "2019", "all of 2019"), "all of 2019"),
        (name(WELL, "Wells"), "Wells"),
        (name(WELL, ""), "not stated in the source"),
        (made(Identifier, "identifier/1", scheme=IdentifierScheme.IATI, value="XM-1", as_given=""), "XM-1"),
        (made(Identifier, "identifier/1", scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM 1"), "XM 1"),
    ],
)
def test_a_value_is_said_in_the_words_of_its_source_or_else_of_the_program(fact: Fact, said: str) -> None:
    assert words(value_line(fact, KNOWN, ENGLISH)) == said


def test_the_words_of_a_source_are_a_field_of_the_fact() -> None:
    start = milestone("start", "2019-02-03")
    assert value_line(start, None, ENGLISH) == (Field(start.id, "2019-02-03"), Text(" · 3 February 2019", SOFT))
    frame = made(TimeframeFact, "timeframe/x", edtf="2019/2020", as_given="")
    assert words(value_line(frame, None, ENGLISH)) == "2019 to 2020"


@pytest.mark.parametrize(
    ("generated", "said"),
    [
        ({}, ["edition 1", "date not known"]),
        ({FIRST: "2020-12-01T10:00:00", SECOND: "2021-12-01"}, ["1 December 2020", "1 December 2021"]),
        ({SECOND: ""}, ["edition 1", "date not known"]),
        ({SECOND: "at the end of 2021"}, ["edition 1", "at the end of 2021"]),
    ],
)
def test_a_source_is_dated_by_its_file_or_else_by_its_version(generated: dict[str, str], said: list[str]) -> None:
    fact = milestone("start", "2019", citations=(*cited_at(1, "a"), *cited_at(2, "b"), *LATER))
    found = sources_of(fact, lookup([fact], sources=SOURCES), PARTS._replace(generated=generated), ENGLISH)
    assert [link for link, _ in found] == [
        (Link("First file", f"coop:{FIRST}"),),
        (Link("Second file", f"coop:{SECOND}"),),
    ]
    assert lines(day for _, day in found) == said


def test_without_an_import_a_source_is_dated_by_its_version() -> None:
    fact = milestone("start", "2019")
    ((_, day),) = sources_of(fact, lookup([fact], sources=SOURCES), None, ENGLISH)
    assert words(day) == "edition 1"


def test_a_fact_without_sources_says_so() -> None:
    fact = milestone("start", "2019", citations=())
    assert sources_of(fact, lookup([fact]), None, ENGLISH) == [((Text("No source is given.", SOFT),), ())]


def test_the_shares_of_a_relation_are_each_with_its_source() -> None:
    shares = both(
        related("has-beneficiary", NIGER, share=600_000, share_as_given="60"), share=500_000, share_as_given="50"
    )
    context = page_of(project(WELL, *shares), refs=[ref(NIGER, "Niger")], sources=SOURCES)
    found = contradiction_blocks(context)
    assert texts([only(KeyFacts, found)]) == ["60 % · First file · edition 1", "50 % · Second file · date not known"]
