"""The texts of one entry, each by its fact and column, and joined."""

import pytest

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.annotations.annotation import Selector, select
from coopviewer.domain.reference.fact_texts import FactText

ENTRY = "project/p"
A, B, C = (f"{ENTRY}/goal/{letter}" for letter in "abc")


def texts(*pairs: tuple[str, str], redirects: dict[str, str] | None = None, old: str = "") -> EntryTexts:
    return EntryTexts((FactText(fact_id, "text", ENTRY, text) for fact_id, text in pairs), redirects, old)


def on(fact_id: str, field: str = "text") -> Selector:
    return select("Niger", 0, 5, fact_id=fact_id, field=field)


THREE = texts((A, "red green"), (B, "green blue"), (C, "blue green green"))


def test_a_text_is_found_by_fact_and_column() -> None:
    assert THREE.current_text(on(B)) == ((B, "text"), "green blue")
    assert THREE.current_text(on(B, "as_given")) is None
    assert THREE.current_text(on(f"{ENTRY}/goal/d")) is None
    assert THREE.text((C, "text")) == "blue green green"


def test_a_renamed_fact_is_found_under_its_new_id() -> None:
    assert texts((A, "x"), redirects={"project/p/goal/z": A}).current_text(on("project/p/goal/z")) == ((A, "text"), "x")
    both = texts((A, "x"), (B, "y"), redirects={B: A})
    assert both.current_text(on(B)) == ((B, "text"), "y"), "an id that is there is not redirected"


def test_facts_of_a_renamed_entry_are_found_under_its_new_id() -> None:
    renamed = texts((A, "x"), redirects={"project/old": ENTRY}, old="project/old")
    assert renamed.current_text(on("project/old/goal/a")) == ((A, "text"), "x")
    assert renamed.current_text(on("project/older/goal/a")) is None
    assert renamed.current_text(on("project/p2/goal/a")) is None
    assert texts((A, "x"), old="project/old").current_text(on("project/old/goal/a")) is None


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("red", [A]),
        ("red green", [A]),
        ("green", [A, B]),  # two are enough to know that it is not in one alone
        ("blue", [B, C]),
        ("green green", [C]),
        ("yellow", []),
        ("green\x00green", [A]),
        ("greengreen", []),
    ],
)
def test_the_first_two_texts_that_contain_words_are_found(words: str, facts: list[str]) -> None:
    assert THREE.keys_containing(words) == [(fact, "text") for fact in facts]


def test_each_text_is_once_in_the_joined_text() -> None:
    joined = THREE.joined_text
    assert [text in joined for text in ("red green", "green blue", "blue green green")] == [True] * 3
    assert len(joined) == 9 + 1 + 10 + 1 + 16
    assert texts().joined_text == ""
    assert texts().keys_containing("x") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("red", ((A, "text"), 0)),
        ("red green", ((A, "text"), 0)),
        ("green blue", ((B, "text"), 0)),
        (" blue", ((B, "text"), 5)),
        ("blue green", ((C, "text"), 0)),
        ("green green", ((C, "text"), 5)),
    ],
)
def test_a_range_of_the_joined_text_is_in_one_text(words: str, expected: tuple[tuple[str, str], int]) -> None:
    start = THREE.joined_text.index(words)
    assert THREE.key_at(start, start + len(words)) == expected


def test_a_range_over_two_texts_is_in_none() -> None:
    assert THREE.key_at(8, 10) is None
    assert THREE.key_at(9, 11) is None
    assert THREE.key_at(4, 9) == ((A, "text"), 4)
    assert THREE.key_at(10, 12) == ((B, "text"), 0)


def test_joined_texts_of_more_than_60_000_characters_are_not_compared() -> None:
    assert texts((A, "x" * 29_999), (B, "y" * 30_000)).joined_text
    assert not texts((A, "x" * 30_000), (B, "y" * 30_000)).joined_text


def test_only_texts_of_400_000_characters_in_all_are_searched() -> None:
    first = (A, "x" * 200_000)
    assert texts(first, (B, "y" * 199_999)).keys_containing("y") == [(B, "text")]
    assert texts(first, (B, "y" * 200_000), (C, "y")).keys_containing("y") == []


def test_runs_of_letters_are_found_in_one_text_and_in_the_joined_text() -> None:
    assert THREE.grams((A, "text"))["gree"] == [4]
    assert THREE.grams((C, "text"))["gree"] == [5, 11]
    assert THREE.grams_of_joined_text["gree"] == [4, 10, 26, 32]
