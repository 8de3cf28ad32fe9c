"""Quotations with their context, and how similar a range of a text is to one."""

import pytest

from coopviewer.domain.anchoring.quotations import (
    Quotation,
    context_agrees,
    context_similarity,
    has_same_context,
    quotation_of,
    score_of,
)
from coopviewer.domain.annotations.annotation import select


def quotation(text: str, words: str) -> Quotation:
    start = text.index(words)
    return quotation_of(select(text, start, start + len(words), fact_id="f", field="text"))


def inside(exact: str, prefix: str = "", suffix: str = "") -> Quotation:
    """Return a quotation from the middle of a text."""
    return Quotation(exact, prefix, suffix, None, first=False, last=False)


@pytest.mark.parametrize(
    ("before", "after", "first", "last"),
    [
        (0, 0, True, True),
        (31, 31, True, True),
        (32, 31, False, True),
        (31, 32, True, False),
        (32, 32, False, False),
        (200, 200, False, False),
    ],
)
def test_a_short_context_reaches_to_the_end_of_the_text(before: int, after: int, first: bool, last: bool) -> None:
    made = quotation("x" * before + "Niger" + "y" * after, "Niger")
    assert (made.first, made.last, made.start, made.exact) == (first, last, before, "Niger")


def test_a_short_prefix_away_from_the_beginning_does_not_reach_it() -> None:
    selector = select("Niger", 0, 5, fact_id="f", field="text")
    elsewhere = type(selector)(fact_id="f", field="text", start=9, end=14, exact="Niger", prefix="of ")
    assert not quotation_of(elsewhere).first


@pytest.mark.parametrize(
    ("text", "words", "joined"),
    [
        ("the Niger river", "Niger", (False, False)),
        ("Nigeria", "Niger", (False, True)),
        ("4,500", "500", (True, False)),
        ("Nigerian", "geria", (True, True)),
    ],
)
def test_a_quotation_may_begin_and_end_inside_a_word(text: str, words: str, joined: tuple[bool, bool]) -> None:
    assert quotation(text, words).is_inside_words == joined


@pytest.mark.parametrize(
    ("text", "words", "prefix", "suffix", "whole"),
    [
        ("One. Two three four. Five.", "three", "Two ", " four.", (True, True)),
        ("Two three four", "three", "Two ", " four", (True, True)),
        ("Two. " + "x" * 28 + " three " + "y" * 40, "three", "x" * 28 + " ", " " + "y" * 31, (True, False)),
        ("x" * 40 + " three " + "y" * 25 + ". Five", "three", "x" * 31 + " ", " " + "y" * 25 + ".", (False, True)),
        ("x" * 40 + " three " + "y" * 40, "three", "x" * 31 + " ", " " + "y" * 31, (False, False)),
    ],
)
def test_the_rest_of_the_sentence_is_known_as_far_as_the_context_reaches(
    text: str, words: str, prefix: str, suffix: str, whole: tuple[bool, bool]
) -> None:
    sentence = quotation(text, words).within_sentence
    assert (sentence.exact, sentence.prefix, sentence.suffix) == (words, prefix, suffix)
    assert (sentence.first, sentence.last) == whole


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("abcde", 2, True),
        ("zabcdez", 3, True),
        ("zbcde", 2, False),
        ("abcdz", 2, False),
        ("bcde", 1, False),
        ("cdexab", 0, False),  # the end of the text is not its beginning
        ("abcd", 2, False),
    ],
)
def test_an_identical_context_is_recognised(text: str, start: int, found: bool) -> None:
    assert has_same_context(inside("c", "ab", "de"), text, start) is found


@pytest.mark.parametrize(
    ("prefix", "suffix", "text", "alike"),
    [
        ("ab", "de", "abcde", 1.0),
        ("ab", "de", "zabcdez", 1.0),
        ("ab", "de", "xxcyy", 0.0),
        ("ab", "de", "abcyy", 0.5),
        ("ab", "de", "xxcde", 0.5),
        ("abxx", "de", "abxxcyy", 8 / 12),
        ("zab", "", "abc", 0.8),
        ("", "dez", "cde", 0.8),
        ("", "", "abcde", 0.0),
    ],
)
def test_the_sides_of_a_context_are_weighted_by_length(prefix: str, suffix: str, text: str, alike: float) -> None:
    start = text.index("c")
    assert context_similarity(inside("c", prefix, suffix), text, start, start + 1) == pytest.approx(alike)


@pytest.mark.parametrize("text", ["c", "abc", "cde", "abcde"])
def test_the_ends_of_a_text_count_as_context(text: str) -> None:
    whole = quotation(text, "c")
    start = text.index("c")
    assert context_similarity(whole, text, start, start + 1) == 1.0
    longer = context_similarity(whole, f"{text} and more", start, start + 1)
    later = context_similarity(whole, f"more and {text}", start + 9, start + 10)
    assert 0.4 < longer < 1.0
    assert longer == pytest.approx(later)
    assert context_similarity(whole, f"{text}x", start, start + 1) < 1.0
    assert context_similarity(whole, f"x{text}", start + 1, start + 2) < 1.0


def test_an_end_of_the_text_counts_even_with_less_context_left() -> None:
    whole = quotation("abcdefcghijk", "fc")
    begun = context_similarity(whole, "efcghijk", 1, 3)
    assert begun > context_similarity(whole, "z" * 20 + "efcghijk", 21, 23)
    assert context_similarity(whole, "abcdefcgh", 5, 7) > context_similarity(whole, "abcdefcgh" + "z" * 20, 5, 7)


KNOWN = "the ministry of the interior. It"


@pytest.mark.parametrize(
    ("prefix", "before", "agrees"),
    [
        (KNOWN, KNOWN, True),
        ("abcdefgh", "abcdefgh", True),
        ("abcdefgh", "ijklmnop", False),
        ("abcdefg", "ijklmno", True),  # too short to be compared
        ("abcdefgh", "abcdeijk", True),
        ("abcdefgh", "abcijklm", False),
        ("abcdefghij", "abcdefzzzz", True),
        ("abcdefghij", "abcdezzzzz", False),
    ],
)
def test_one_different_side_contradicts_a_match(prefix: str, before: str, agrees: bool) -> None:
    left = inside("Niger", prefix, KNOWN)
    assert context_agrees(left, f"{before}Niger{KNOWN}", len(before), len(before) + 5) is agrees
    right = inside("Niger", KNOWN, prefix)
    start = len(KNOWN)
    assert context_agrees(right, f"{KNOWN}Niger{before}", start, start + 5) is agrees


def test_a_short_context_must_agree_as_a_whole() -> None:
    assert not context_agrees(inside("c", "ab", "de"), "xxcyy", 2, 3)
    assert not context_agrees(inside("c", "ab", "de"), "abcyy", 2, 3)
    assert context_agrees(inside("c", "ab", "de"), "abcdy", 2, 3)
    assert context_agrees(inside("c", "abcdefghij"), "abcdefzzzzc", 10, 11)
    assert not context_agrees(inside("c", "abcdefghij"), "abcdezzzzzc", 10, 11)


@pytest.mark.parametrize(
    ("made", "text", "likeness", "score"),
    [
        (inside("abcd"), "abcd", 1.0, 1.0),
        (inside("abcd"), "abcd", 0.5, 0.5),
        (inside("abcd", "xy"), "xyabcd", 1.0, 1.0),
        (inside("abcd", "xy"), "zzabcd", 1.0, 8 / 12),
        (inside("abcd", "xy", "xy"), "zzabcdzz", 0.5, 4 / 16),
        (inside("abcd", "xy", "xy"), "xyabcdxy", 0.5, 12 / 16),
    ],
)
def test_a_score_combines_text_and_context(made: Quotation, text: str, likeness: float, score: float) -> None:
    start = text.index("abcd")
    assert score_of(made, text, start, start + 4, likeness) == pytest.approx(score)


def test_a_score_uses_the_given_similarity_of_the_text() -> None:
    assert score_of(inside("abcd"), "abcd", 0, 4) == 1.0
