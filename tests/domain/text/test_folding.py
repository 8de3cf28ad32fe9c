"""Folding: texts are compared without case, accents and apostrophes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.folding import (
    find_folded,
    fold,
    fold_in_place,
    fold_to_line,
    fold_with_offsets,
    has_all,
    has_apostrophe,
    match_beginnings,
    pieces_of,
    span_of_words,
    text_to_find,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Côte d’Ivoire", ("cote", "divoire")),
        ("Guinea-Bissau", ("guinea", "bissau")),
        ("Kosovo*", ("kosovo",)),
        ("Strengthening the (AFIC)", ("strengthening", "the", "afic")),
        ("Straße", ("strasse",)),
        ("e\u0301te\u0301", ("ete",)),
        ("  — ", ()),
        ("النيجر", ("النيجر",)),
        ("3,4 million", ("3", "4", "million")),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Niger and MALI", "niger and mali"),
        ("it's `so`", "its so"),
        ("Côte d’Ivoire", "cote divoire"),
        ("e\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
    ],
)
def test_text_is_folded_to_lower_case_without_accents_and_apostrophes(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It's `SO`", "it s  so "),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("…a – “É”", " a    e "),  # signs that are of no word
        ("a\uff0e4 水, na\u0e35", "a.4 水, na\u0e35"),
        ("ÉTÉ Łódź 😀", "ete lodz 😀"),
        ("⑴ ½", None),  # becomes digits and signs
        ("Straße", None),  # longer when folded
        ("e\u0301", None),  # shorter
        ("", ""),
    ],
)
def test_text_folded_in_place_keeps_its_offsets(text: str, folded: str | None) -> None:
    assert fold_in_place(text) == folded


@pytest.mark.parametrize("text", ["it's", "it`s", "it’s", "it\u2018s", "it\u02bcs", "it\u00b4s", "'", "Côte d'Ivoire"])
def test_an_apostrophe_of_any_form_is_recognised(text: str) -> None:
    assert has_apostrophe(text)


@pytest.mark.parametrize("text", ["", "its", "Côte", "a, b; c"])
def test_text_without_an_apostrophe_has_none(text: str) -> None:
    assert not has_apostrophe(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" Niger, Mali ", ["Niger", "Mali"]),
        ("it's so", ["it's", "so"]),
        ("Côte d’Ivoire.", ["Côte", "d’Ivoire"]),
        ("the officers’ work", ["the", "officers", "work"]),
        ("e\u0301te\u0301.", ["e\u0301te\u0301"]),
        ("\u0301 ete", ["ete"]),
        ("’tis", ["tis"]),
        ("Straße", ["Straße"]),
        ("in 2019\u202f– now", ["in", "2019", "now"]),
    ],
)
def test_each_word_is_returned_with_its_range(text: str, pieces: list[str]) -> None:
    found = pieces_of(text)
    assert [text[start:end] for _, start, end in found] == pieces
    assert tuple(folded for folded, _, _ in found) == words_of(text)
    span = (found[0][1], found[-1][2]) if found else None
    assert span_of_words(text) == span


@pytest.mark.parametrize(
    ("text", "beginnings", "shown"),
    [
        ("Türkiye", ("turk",), ["Türk"]),
        ("Nigeria and Niger", ("niger",), ["Niger", "Niger"]),
        ("Côte d’Ivoire", ("ivo",), ["Ivo"]),
        ("Côte d’Ivoire", ("divo",), ["d’Ivo"]),
        ("e\u0301te\u0301", ("ete",), ["e\u0301te\u0301"]),
        ("Straße", ("strass",), ["Straß"]),
        ("Straße", ("stras",), ["Straß"]),
        ("ßa", ("s",), ["ß"]),
        ("rock’n’roll", ("n", "rock"), ["rock", "n"]),
        ("it's", ("it", "s"), ["it", "s"]),
        ("e\u0301te\u0301", ("e",), ["e\u0301"]),
        ("e\u0301", ("e",), ["e\u0301"]),
        ("Guinea-Bissau", ("b", "guinea"), ["Guinea", "B"]),
        ("Algeria", ("geria",), []),
        ("anything", ("",), []),
        ("Niger", ("nig", "ni", "niger"), ["Niger"]),
        ("it's a 'quoted' word", ("s", "quot"), ["s", "quot"]),
        ("it's", ("its", "s"), ["it's"]),
        ("it's", ("i", "ts"), ["i"]),
        ("rock’n’roll", ("roll",), ["roll"]),
        ("d'abc", ("bc",), []),
        ("the officers’ work", ("officers",), ["officers"]),
        ("", ("a",), []),
    ],
)
def test_the_beginnings_of_words_are_matched(text: str, beginnings: tuple[str, ...], shown: list[str]) -> None:
    assert [text[start:end] for start, end in match_beginnings(text, beginnings)] == shown


def test_a_text_must_have_every_beginning() -> None:
    assert has_all("Côte d’Ivoire", ("ivoire", "divoire", "cote"))
    assert has_all("anything", ())
    assert has_all("Western Balkans Risk Analysis Network", ("risk", "west"))
    assert not has_all("Western Balkans Risk Analysis Network", ("risk", "east"))


@given(st.text(max_size=60))
def test_a_text_matches_all_of_its_own_words(text: str) -> None:
    words = words_of(text)
    assert has_all(text, words)
    ranges = match_beginnings(text, words)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))
    assert bool(ranges) == bool(words)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words", "ranges"),
    [
        ("Niger", "nig", ((0, 3),)),
        ("In Niger and Nigeria", "niger", ((3, 8), (13, 18))),
        ("aaaa", "aa", ((0, 2), (2, 4))),
        ("Straße", "s", ((0, 1), (4, 5))),
        ("weiß, Maß", "ss", ((3, 4), (8, 9))),
        ("Fußsohle", "ss", ((2, 3),)),
        ("Cœur…", "e", ((1, 2),)),
        ("wait… what", ".", ((4, 5),)),
        ("Kose\u0301 et cote\u0301", "e", ((3, 5), (6, 7), (12, 14))),
        ("Côte d’Ivoire", "cote d", ((0, 6),)),
        ("Niger", "Mali", ()),
        ("Niger", "", ()),
        ("", "Niger", ()),
    ],
)
def test_words_are_found_anywhere_without_overlapping(
    text: str, words: str, ranges: tuple[tuple[int, int], ...]
) -> None:
    assert find_folded(text, words) == ranges


@pytest.mark.parametrize("text", ["Ærø  Łódź\t", "’tis ", "ΣΑΣ ", "e\u0301\u2003", " ", "x"])
def test_a_long_text_is_folded_to_one_line_as_a_short_one_is(text: str) -> None:
    long = text * 30_000
    assert fold_to_line(long) == " ".join(fold(long).split())


@pytest.mark.parametrize(
    "text", ["Cafe au lait", "Café", "d'Ete", "d\u2019\u00c9t\u00e9", "STRA\u00dfE", "\u0130zmir", ""]
)
def test_each_folded_character_has_the_place_that_it_comes_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert all(fold(text[offset]).find(each) >= 0 for each, offset in zip(folded, offsets, strict=True))
    assert list(offsets) == sorted(offsets)


def test_letters_without_accents_are_replaced_for_search_by_the_second_rule_alone() -> None:
    assert [text_to_find(text, rule) for text in ("Łódź", "Lodz") for rule in (1, 2)] == [
        "Łódź",
        "lódź",
        "Lodz",
        "Lodz",
    ]
