"""Quotations with what stood around them, and how alike a place in a text is to one."""

import pytest

from coopviewer.domain.anchoring.quotations import (
    Quotation,
    around,
    around_agrees,
    has_around,
    quotation_of,
    score_of,
)
from coopviewer.domain.annotations.annotation import select


def quotation(text: str, words: str) -> Quotation:
    start = text.index(words)
    return quotation_of(select(text, start, start + len(words), fact_id="f", field="text"))


def inside(exact: str, prefix: str = "", suffix: str = "") -> Quotation:
    """Make a quotation from within a text whose ends are not known."""
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
def test_what_stood_around_reaches_to_an_end_where_it_is_shorter_than_it_could_be(
    before: int, after: int, first: bool, last: bool
) -> None:
    made = quotation("x" * before + "Niger" + "y" * after, "Niger")
    assert (made.first, made.last, made.start, made.exact) == (first, last, before, "Niger")


def test_a_short_prefix_that_does_not_reach_to_the_beginning_tells_nothing_of_it() -> None:
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
def test_a_quotation_may_begin_and_end_within_a_word(text: str, words: str, joined: tuple[bool, bool]) -> None:
    assert quotation(text, words).joined == joined


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
def test_of_what_stood_around_the_rest_of_the_sentence_is_known_whole_or_not(
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
        ("cdexab", 0, False),  # what stands at the end of the text does not stand before its beginning
        ("abcd", 2, False),
    ],
)
def test_the_very_same_stands_around_a_place_or_not(text: str, start: int, found: bool) -> None:
    assert has_around(inside("c", "ab", "de"), text, start) is found


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
def test_what_stands_around_is_compared_by_its_length(prefix: str, suffix: str, text: str, alike: float) -> None:
    start = text.index("c")
    assert around(inside("c", prefix, suffix), text, start, start + 1) == pytest.approx(alike)


@pytest.mark.parametrize("text", ["c", "abc", "cde", "abcde"])
def test_the_ends_of_a_text_are_a_part_of_what_stands_around(text: str) -> None:
    whole = quotation(text, "c")
    start = text.index("c")
    assert around(whole, text, start, start + 1) == 1.0
    longer = around(whole, f"{text} and more", start, start + 1)
    later = around(whole, f"more and {text}", start + 9, start + 10)
    assert 0.4 < longer < 1.0
    assert longer == pytest.approx(later)
    assert around(whole, f"{text}x", start, start + 1) < 1.0
    assert around(whole, f"x{text}", start + 1, start + 2) < 1.0


def test_an_end_of_the_text_counts_where_less_of_the_surroundings_is_left() -> None:
    whole = quotation("abcdefcghijk", "fc")
    begun = around(whole, "efcghijk", 1, 3)
    assert begun > around(whole, "z" * 20 + "efcghijk", 21, 23)
    assert around(whole, "abcdefcgh", 5, 7) > around(whole, "abcdefcgh" + "z" * 20, 5, 7)


KNOWN = "the ministry of the interior. It"


@pytest.mark.parametrize(
    ("prefix", "before", "agrees"),
    [
        (KNOWN, KNOWN, True),
        ("abcdefgh", "abcdefgh", True),
        ("abcdefgh", "ijklmnop", False),
        ("abcdefg", "ijklmno", True),  # too short to say anything
        ("abcdefgh", "abcdeijk", True),
        ("abcdefgh", "abcijklm", False),
    ],
)
def test_one_side_that_is_another_one_contradicts_however_alike_the_other_is(
    prefix: str, before: str, agrees: bool
) -> None:
    left = inside("Niger", prefix, KNOWN)
    assert around_agrees(left, f"{before}Niger{KNOWN}", len(before), len(before) + 5) is agrees
    right = inside("Niger", KNOWN, prefix)
    start = len(KNOWN)
    assert around_agrees(right, f"{KNOWN}Niger{before}", start, start + 5) is agrees


def test_surroundings_that_are_short_must_be_alike_in_all() -> None:
    assert not around_agrees(inside("c", "ab", "de"), "xxcyy", 2, 3)
    assert not around_agrees(inside("c", "ab", "de"), "abcyy", 2, 3)
    assert around_agrees(inside("c", "ab", "de"), "abcdy", 2, 3)


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
def test_a_place_is_as_alike_as_its_words_and_what_stands_around_them(
    made: Quotation, text: str, likeness: float, score: float
) -> None:
    start = text.index("abcd")
    assert score_of(made, text, start, start + 4, likeness) == pytest.approx(score)


def test_words_count_unless_it_is_said_that_they_are_less_alike() -> None:
    assert score_of(inside("abcd"), "abcd", 0, 4) == 1.0
