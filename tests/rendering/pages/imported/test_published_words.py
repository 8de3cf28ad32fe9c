"""What a fact of an import says in one paragraph, and the name of its kind."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import (
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    Mention,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.rendering.document.document import Field, Text
from coopviewer.rendering.pages.imported.published_words import kind_of_published, labelled, published_in_brief
from tests.activity_values import WELL, coded, flow, made, milestone
from tests.reference_values import predicate, timeframe
from tests.rendering.reference_samples import words

PREDICATES = {"parent-of": predicate("parent-of")}
BUDGET: dict[str, Any] = {
    "kind": FlowKind.BUDGET,
    "day": None,
    "period_start": "2019-01-01",
    "period_end": "2019-12-31",
}
IDENTIFIER = made(Identifier, "identifier/1", scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1")
RESULT = made(Result, "result/1", title="Water", ordinal=1, language="en")
INDICATOR = made(Indicator, "indicator/1", title="Wells", ordinal=1, result_fact_id=RESULT.id)
MENTION = made(Mention, "mention/1", predicate_id="parent-of", ref="XM-9", ordinal=1)


def place(**more: Any) -> Place:
    return made(Place, "place/1", **{"ordinal": 1, "as_given": "", **more})


def field(*values: str) -> PublishedField:
    found = tuple(PublishedValue("crs-add", each) for each in values)
    return made(PublishedField, "published/1", label="crs-add", ordinal=1, values=found)


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        (IDENTIFIER, "Identifier"),
        (milestone("start-planned", "2019"), "Planned start"),
        (coded("PolicyMarker/2", "1"), "Policy markers, vocabulary 2"),
        (flow("b-1", 100, **BUDGET), "Budget"),
        (place(), "Place"),
        (RESULT, "Result"),
        (INDICATOR, "Indicator"),
        (MENTION, "Related activity"),
        (field("x"), "Published field"),
        (timeframe(WELL, "2019"), "Published field"),
    ],
)
def test_each_kind_of_fact_has_a_name(fact: Fact, kind: str) -> None:
    assert kind_of_published(fact, ENGLISH) == kind


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (IDENTIFIER, "Identifier: XM-1"),
        (milestone("start", "2019-02-03", as_given="3.2.19"), "Start: 3.2.19"),
        (milestone("start", "2019-02-03", as_given=""), "Start: 3 February 2019"),
        (coded("AidType", "C01"), "Aid type: C01"),
        (coded("AidType", "C01", as_given=""), "Aid type: C01"),
        (coded("AidType", "C01", as_given="Projects"), "Aid type: Projects"),
        (coded("AidType", "C01", label="Projects"), "Aid type: C01 (Projects)"),
        (flow("t-1", 100), "Transaction: 1.0 EUR · EUR 1, 1 May 2019"),
        (flow("t-1", 100, day=None), "Transaction: 1.0 EUR · EUR 1"),
        (flow("t-1", 100, as_given=""), "Transaction: EUR 1, 1 May 2019"),
        (flow("b-1", 100, **BUDGET), "Budget: 1.0 EUR · EUR 1, 1 January 2019 – 31 December 2019"),
        (flow("b-1", 100, **{**BUDGET, "period_end": None}), "Budget: 1.0 EUR · EUR 1, 1 January 2019"),
        (place(name="Niamey", as_given="13 2"), "Place: Niamey"),
        (place(as_given="13 2"), "Place: 13 2"),
        (place(), "Place"),
        (RESULT, "Result: Water"),
        (INDICATOR, "Indicator: Wells"),
        (MENTION, "parent of XM-9"),
        (field("a"), "crs-add: a"),
        (field("a", "", "b"), "crs-add: a · b"),
        (field("", "b"), "crs-add: b"),
        (field(""), "crs-add"),
        (field(), "crs-add"),
        (timeframe(WELL, "2019"), "Published field"),
    ],
)
def test_a_fact_is_one_paragraph(fact: Fact, said: str) -> None:
    assert words(published_in_brief(fact, PREDICATES, ENGLISH)) == said


def test_the_words_of_the_source_are_a_field_of_the_fact() -> None:
    fields = [part for part in published_in_brief(field("a", "b"), PREDICATES, ENGLISH) if isinstance(part, Field)]
    assert fields == [Field(f"{WELL}/published/1", "a"), Field(f"{WELL}/published/1", "b")]


@pytest.mark.parametrize(
    ("given", "own", "line"),
    [
        ("given", "words", (Text("Label: "), Field("x", "given"))),
        ("given", "", (Text("Label: "), Field("x", "given"))),
        ("", "words", (Text("Label: words"),)),
        ("", "", (Text("Label"),)),
    ],
)
def test_a_label_is_followed_by_what_is_given_or_else_by_words(given: str, own: str, line: tuple[object, ...]) -> None:
    assert labelled("Label", "x", given, own) == line
