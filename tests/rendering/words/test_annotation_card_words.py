"""A card says in words what its colours and signs say."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import (
    Anchor,
    AnchorStatus,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
    select,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.annotation_card_words import (
    card_words,
    changed_words,
    editor_heading,
    related_words,
    spoken_card,
)
from coopviewer.rendering.words.annotation_words import anchor_words
from tests.annotated import ME, PAGE, annotation

ON = select("some words", 0, 4, fact_id="f", field="text")


def words(**more: Any) -> Any:
    return card_words(annotation("a", **more), PAGE, ENGLISH, UTC)


def test_ones_own_card_says_when_and_that_of_another_who_too() -> None:
    assert words().written == "23 Nov 2026, 21:40"
    assert words(creator=Person("p", "Marie")).written == "Marie, 23 Nov 2026, 21:40"


def test_a_card_made_on_another_entry_says_on_which() -> None:
    assert words().elsewhere == ""
    assert words(entry_id="country/NE").elsewhere == "In Niger"
    assert words(entry_id="country/XX").elsewhere == "In country/XX"


def test_tags_status_and_link_are_words() -> None:
    card = words(tags=("a", "b c"), status=AnnotationStatus.TO_VERIFY, target_entry_id="network/afic")
    assert (card.tags, card.status, card.link) == (("#a", "#b c"), "◔ to verify", "The network")


def test_a_card_without_words_says_what_it_is() -> None:
    assert words(motivation=Motivation.BOOKMARKING).body == "Bookmark"
    assert words(on=ON).body == ""


def anchor(status: AnchorStatus, decided_by: Decider = Decider.PROGRAM) -> Anchor:
    return Anchor(selector=ON, edition="e", edition_sha256="0", status=status, decided_by=decided_by)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (AnchorStatus.EXACT, ""),
        (AnchorStatus.MOVED, "The quotation has moved in this edition."),
        (AnchorStatus.CHANGED, "The quotation reads differently in this edition."),
        (AnchorStatus.ORPHAN, "The quotation is no longer found in this edition."),
    ],
)
def test_how_a_quotation_stands_is_said(status: AnchorStatus, said: str) -> None:
    assert anchor_words(anchor(status), ENGLISH) == said
    assert anchor_words(None, ENGLISH) == ""


def test_where_a_person_decided_nothing_is_left_to_be_said() -> None:
    assert anchor_words(anchor(AnchorStatus.CHANGED, Decider.PERSON), ENGLISH) == ""
    assert anchor_words(anchor(AnchorStatus.ORPHAN, Decider.PERSON), ENGLISH) != ""


def test_a_card_is_spoken_in_whole() -> None:
    note = annotation("a", "Compare.", ON, tags=("t",), status=AnnotationStatus.VERIFIED)
    spoken = spoken_card(note, card_words(note, PAGE, ENGLISH, UTC), ENGLISH)
    assert spoken == "Compare. On “some”. verified. #t. 23 Nov 2026, 21:40"


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (None, ""),
        (ME, ""),
        (Person("person/zoe", "Zoë"), "changed by Zoë"),
        (Person("person/zoe", ""), "changed by an unknown author"),
    ],
)
def test_who_changed_an_annotation_last_is_said_unless_it_is_its_author(by: Person | None, words: str) -> None:
    assert changed_words(replace(annotation("a", "Check."), creator=ME, changed_by=by), ENGLISH) == words


def heading(**more: Any) -> str:
    return editor_heading(annotation("a", **more), PAGE, ENGLISH)


def test_the_heading_over_the_form_says_what_is_edited() -> None:
    assert editor_heading(None, PAGE, ENGLISH) == "New note"
    assert heading(body="A note", on=ON) == "On “some”"
    assert heading(motivation=Motivation.BOOKMARKING) == "Bookmark"
    assert heading(body="A note") == "Your note"
    assert heading(body="A note", creator=Person("p", "Marie")) == "Note by Marie"
    assert editor_heading(annotation("a", "A note", creator=Person("p", "Marie")), None, ENGLISH) == "Your note"


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_long_quotation_is_cut_over_the_form(length: int, shown: str) -> None:
    assert heading(on=select("x" * length, 0, length, fact_id="f", field="text")) == f"On “{shown}”"


@pytest.mark.parametrize(("length", "shown"), [(2_000, "x" * 2_000), (2_001, "x" * 1_999 + "…")])
def test_of_a_long_note_or_quotation_the_beginning_is_spoken(length: int, shown: str) -> None:
    note = annotation("a", "x" * length)
    spoken = spoken_card(note, card_words(note, PAGE, ENGLISH, UTC), ENGLISH)
    assert spoken == f"{shown}. 23 Nov 2026, 21:40"
    quoted = annotation("a", "Check.", select("x" * length, 0, length, fact_id="f", field="text"))
    spoken = spoken_card(quoted, card_words(quoted, PAGE, ENGLISH, UTC), ENGLISH)
    assert spoken == f"Check. On “{shown}”. 23 Nov 2026, 21:40"


def test_all_that_a_card_shows_is_spoken_in_order() -> None:
    note = annotation(
        "a",
        entry_id="country/NE",
        motivation=Motivation.LINKING,
        target_entry_id="network/afic",
        colour=Colour.BLUE,
        creator=Person("p", "Marie"),
        only_mine=True,
    )
    page = replace(PAGE, conflicts=frozenset({"a"}))
    spoken = spoken_card(note, card_words(note, page, ENGLISH, UTC), ENGLISH)
    assert spoken == (
        "Link. Link to The network. In Niger. blue. Only mine. Marie, 23 Nov 2026, 21:40. "
        "Another version waits for your decision"
    )


@pytest.mark.parametrize(
    ("count", "folded", "said"),
    [
        (1, None, "On a related entry: 1"),
        (2, None, "On related entries: 2"),
        (1, True, "On a related entry: 1, folded"),
        (2, False, "On related entries: 2, unfolded"),
    ],
)
def test_annotations_of_related_entries_are_counted_and_said_to_be_folded_or_not(
    count: int, said: str, *, folded: bool | None
) -> None:
    assert related_words(count, folded, ENGLISH) == said
