"""Identifiers, codes and other fields of the source on the page of an imported entry."""

from typing import Any

import pytest

from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.published_facts import Identifier, IdentifierScheme, PublishedField, PublishedValue
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Field,
    Fold,
    Heading,
    Items,
    Link,
    Mark,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.imported.published_layout import (
    address_as_published,
    classification_blocks,
    identifier_line,
    published_blocks,
)
from tests.activity_values import FUNDER, WELL, cited_at, coded, made
from tests.reference_values import ref
from tests.rendering.imported_samples import activity, facts_in, unread
from tests.rendering.reference_samples import texts, words

IATI, ORG_ID, OTHER, LOCAL = (
    *(IdentifierScheme.IATI, IdentifierScheme.ORG_ID),
    *(IdentifierScheme.OTHER, IdentifierScheme.LOCAL),
)
TABLE = {"columns": {WELL: {}}}


def identifier(scheme: IdentifierScheme, value: str, **more: Any) -> Identifier:
    return made(Identifier, f"identifier/{value}", scheme=scheme, value=value, as_given=value, **more)


def identified(*facts: Identifier) -> str:
    return words(identifier_line(activity(*facts, refs=[ref(FUNDER, "The Funder")])))


@pytest.mark.parametrize(
    ("scheme", "more", "said"),
    [
        (IATI, {}, "Identifier: 7"),
        (ORG_ID, {}, "Identifier: 7"),
        (OTHER, {}, "Other identifier: 7"),
        (LOCAL, {}, "Local identifier: 7"),
        (OTHER, {"type": "A9"}, "A9: 7"),
        (OTHER, {"owner_id": FUNDER}, "Other identifier: 7 (The Funder)"),
    ],
)
def test_an_identifier_has_a_label_and_its_owner(scheme: IdentifierScheme, more: dict[str, str], said: str) -> None:
    assert identified(identifier(scheme, "7", **more)) == said


def test_the_identifiers_of_iati_come_first() -> None:
    facts = [identifier(OTHER, "a"), identifier(ORG_ID, "b"), identifier(LOCAL, "c"), identifier(IATI, "d")]
    assert identified(*facts) == "Identifier: b · Identifier: d · Other identifier: a · Local identifier: c"
    assert identifier_line(activity()) == ()


def test_an_identifier_is_a_fact_with_its_mark() -> None:
    fact = identifier(IATI, "XM-1", owner_id=FUNDER)
    link = Link("The Funder", f"coop:{FUNDER}")
    assert identifier_line(activity(fact, refs=[ref(FUNDER, "The Funder")])) == (
        *(Text("Identifier: ", SOFT), Field(fact.id, "XM-1"), Text(" ("), link, Text(")"), Mark(1, fact.id)),
    )


def test_codes_are_by_list_without_the_status() -> None:
    facts = [
        coded("AidType/1", "C01", ordinal=2),
        coded("Tag/2", "x"),
        coded("Tag/2", "y", ordinal=3),
        coded("ActivityStatus", "2"),
    ]
    found = classification_blocks(activity(*facts))
    assert found[0] == Heading(2, (Text("Classifications"),), "classifications")
    assert list(facts_in(found).items()) == [
        ("Tags, vocabulary 2", ["x", "y"]),
        ("Aid type", ["Project-type interventions (C01)"]),
    ]
    assert classification_blocks(activity(coded("ActivityStatus", "2"))) == []
    assert classification_blocks(activity()) == []


MARKER = "PolicyMarker/1"


@pytest.mark.parametrize(
    ("significances", "said"),
    [
        ({"1": "1"}, ["Gender equality · Significant objective"]),
        ({"1": None}, ["Gender equality"]),
        ({"1": "7"}, ["Gender equality · 7"]),
        ({"1": "0"}, ["Not targeted: Gender equality"]),
        (
            {"1": "0", "2": "1", "5": "0"},
            ["Aid to environment · Significant objective", "Not targeted: Gender equality, Biodiversity"],
        ),
    ],
)
def test_markers_that_are_not_targeted_share_the_last_line(
    significances: dict[str, str | None], said: list[str]
) -> None:
    facts = [
        coded(MARKER, code, ordinal=at, significance=each, as_given="")
        for at, (code, each) in enumerate(significances.items(), start=1)
    ]
    assert facts_in(classification_blocks(activity(*facts))) == {"Policy markers": said}


@pytest.mark.parametrize(
    ("scheme", "significance", "said"),
    [
        ("HumanitarianScope/1-2", "1", "x · Emergency"),
        ("HumanitarianScope/1-2", "0", "x · 0"),
        ("PolicyMarker/99", "1", "x · Significant objective"),
        ("Tag/2", "1", "x · 1"),
    ],
)
def test_a_second_code_is_said_in_the_words_of_its_own_list(scheme: str, significance: str, said: str) -> None:
    found = classification_blocks(activity(coded(scheme, "x", significance=significance)))
    assert list(facts_in(found).values()) == [[said]]


def test_only_policy_markers_are_not_targeted() -> None:
    found = classification_blocks(activity(coded("Tag/2", "x", significance="0")))
    assert facts_in(found) == {"Tags, vocabulary 2": ["x · 0"]}


def fields(count: int) -> list[PublishedField]:
    return [unread(each, f"local{each}", ("", f"text {each}")) for each in range(count, 0, -1)]


@pytest.mark.parametrize(("count", "is_folded"), [(0, False), (1, False), (6, False), (7, True), (8, True)])
@pytest.mark.parametrize(("unfolded", "is_open"), [((), False), ((schemes.PUBLISHED,), True)])
def test_more_than_six_fields_are_folded(count: int, is_folded: bool, unfolded: tuple[str, ...], is_open: bool) -> None:
    found = published_blocks(activity(*fields(count), unfolded=unfolded))
    folds = [part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, Fold)]
    said = f"{count} fields that no other part has"
    assert folds == ([Fold(said, schemes.PUBLISHED, is_open)] if is_folded else [])
    shown = texts(block for block in found if isinstance(block, Items))
    assert shown == ([] if is_folded and not is_open else [f"text {each}" for each in range(1, count + 1)])


@pytest.mark.parametrize(
    ("parts", "title", "fold"),
    [
        ({}, "Other published fields", "7 fields that no other part has"),
        (TABLE, "Other columns of the table", "7 columns"),
    ],
)
def test_fields_of_a_table_are_its_columns(parts: dict[str, Any], title: str, fold: str) -> None:
    found = published_blocks(activity(*fields(7), parts=parts))
    assert found[0] == Heading(2, (Text(title), Text(" 7", SOFT)), "published")
    assert texts(found[1:]) == [fold]


@pytest.mark.parametrize(
    ("most", "shown", "said"),
    [
        (None, 5, []),
        (6, 5, []),
        (5, 5, []),
        (4, 4, ["and 1 more field on its page"]),
        (3, 3, ["and 2 more fields on its page"]),
    ],
)
def test_a_brief_shows_its_most_fields_and_counts_the_others(most: int | None, shown: int, said: list[str]) -> None:
    context = activity(*fields(5))
    context.most_rows = most
    found = published_blocks(context)
    assert len([block for block in found if isinstance(block, Items)]) == shown
    assert texts(block for block in found if isinstance(block, Paragraph) and not block.role) == said


def test_a_folded_brief_counts_nothing() -> None:
    context = activity(*fields(8))
    context.most_rows = 3
    assert len(published_blocks(context)) == 2


def test_a_field_has_its_label_and_the_paths_of_its_values() -> None:
    field = unread(1, "crs-add", ("", "all"), ("/@code", "7"), ("/text()", ""))
    assert published_blocks(activity(field))[1:] == [
        Paragraph((Text("crs-add", STRONG), Mark(1, field.id)), "entry"),
        Items(
            (
                (Field(field.id, "all"),),
                (Text("crs-add/@code: ", SOFT), Field(field.id, "7")),
                (Text("crs-add/text(): ", SOFT), Text("empty", SOFT)),
            )
        ),
    ]
    bare = made(PublishedField, "published/1", label="bare", ordinal=1, values=())
    assert published_blocks(activity(bare))[1:] == [Paragraph((Text("bare", STRONG), Mark(1, bare.id)), "entry")]


ADDRESS = PublishedValue("document-link/@url", "see annex")


@pytest.mark.parametrize(
    ("values", "more", "said"),
    [
        ((ADDRESS,), {}, "see annex"),
        ((PublishedValue("document-link/title", "Report"), ADDRESS), {}, "see annex"),
        ((PublishedValue("document-link/title", "Report"),), {}, ""),
        ((), {}, ""),
        ((ADDRESS,), {"citations": cited_at(13, "document-link 1")}, ""),
        ((ADDRESS,), {"citations": cited_at(12, "document-link 2")}, ""),
        ((ADDRESS,), {"citations": cited_at(12, "document-link 1", "source/wells-2021")}, ""),
        ((ADDRESS,), {"citations": (*cited_at(5, "x"), *cited_at(12, "document-link 1"))}, "see annex"),
    ],
)
def test_an_address_that_is_no_web_address_is_that_of_the_same_place(
    values: tuple[PublishedValue, ...], more: dict[str, Any], said: str
) -> None:
    document = made(DocumentFact, "document/1", place="document-link 1", about="Report")
    place = {"place": "document-link 1"} if "citations" not in more else {}
    field = made(PublishedField, "published/1", label="document-link", ordinal=1, values=values, **place, **more)
    other = unread(9, "document-link", ("/@url", "elsewhere"))
    assert address_as_published(activity(document, other, field), document) == said
