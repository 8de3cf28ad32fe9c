"""Normalised text: the same for composed and decomposed combining marks, and for any white space."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.normalising import is_normalised, normalise


@pytest.mark.parametrize(
    ("text", "normal", "offsets"),
    [
        ("", "", [0]),
        ("ab", "ab", [0, 1, 2]),
        ("\u00e9t", "e\u0301t", [0, 0, 1, 2]),
        ("e\u0301t", "e\u0301t", [0, 0, 2, 3]),
        ("a\u0302\u0323", "a\u0323\u0302", [0, 0, 0, 3]),
        ("a \n b", "a b", [0, 1, 4, 5]),
        (" a\t", " a ", [0, 1, 2, 3]),
        ("a\u00a0b", "a b", [0, 1, 2, 3]),
        ("a \u0301", "a \u0301", [0, 1, 1, 3]),
        ("Где", "Где", [0, 1, 2, 3]),
        ("\u0301a", "\u0301a", [0, 1, 2]),
    ],
)
def test_combining_marks_are_decomposed_and_white_space_is_single(text: str, normal: str, offsets: list[int]) -> None:
    assert normalise(text) == (normal, offsets)


@pytest.mark.parametrize("text", ["", "a", "in force since 2019.", " a b "])
def test_ascii_with_single_blanks_is_known_to_be_normalised(text: str) -> None:
    assert is_normalised(text)
    assert normalise(text)[0] == text


@pytest.mark.parametrize("text", ["a  b", "a\tb", "a\n", "a\r\nb", "été", "a\u00a0b", "a " + "\n"])
def test_other_text_is_not_known_to_be_normalised(text: str) -> None:
    assert not is_normalised(text)


@given(st.text(st.sampled_from("ab \n\t\u00a0éÅe\u0301\u0323نकि한"), max_size=30))
def test_composed_and_decomposed_text_are_normalised_to_the_same(text: str) -> None:
    normal, offsets = normalise(text)
    assert normal == normalise(unicodedata.normalize("NFC", text))[0] == normalise(normal)[0]
    assert len(offsets) == len(normal) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
