"""Folding: what is typed and what is written meet without case, accents and apostrophes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.folding import fold, has_all, marked, words_of


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
    ],
)
def test_marks_stand_where_words_begin(text: str, beginnings: tuple[str, ...], shown: list[str]) -> None:
    assert [text[start:end] for start, end in marked(text, beginnings)] == shown


def test_every_word_must_be_found() -> None:
    assert has_all("Western Balkans Risk Analysis Network", ("risk", "west"))
    assert not has_all("Western Balkans Risk Analysis Network", ("risk", "east"))


@given(st.text(max_size=60))
def test_a_text_has_all_of_its_own_words_and_marks_them(text: str) -> None:
    words = words_of(text)
    assert has_all(text, words)
    ranges = marked(text, words)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))
    assert bool(ranges) == bool(words)
    assert fold(fold(text)) == fold(text)
