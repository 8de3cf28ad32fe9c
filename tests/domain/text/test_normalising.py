"""The one manner in which texts are compared that differ in white space and in how their marks are written alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.normalising import evened, is_even


@pytest.mark.parametrize(
    ("text", "even", "places"),
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
def test_marks_stand_apart_and_white_space_is_single(text: str, even: str, places: list[int]) -> None:
    assert evened(text) == (even, places)


@pytest.mark.parametrize("text", ["", "a", "in force since 2019.", " a b "])
def test_plain_text_with_single_blanks_is_known_to_be_even(text: str) -> None:
    assert is_even(text)
    assert evened(text)[0] == text


@pytest.mark.parametrize("text", ["a  b", "a\tb", "a\n", "a\r\nb", "été", "a\u00a0b", "a " + "\n"])
def test_other_text_has_to_be_looked_at(text: str) -> None:
    assert not is_even(text)


@given(st.text(st.sampled_from("ab \n\t\u00a0éÅe\u0301\u0323نकि한"), max_size=30))
def test_composed_and_decomposed_text_become_the_same(text: str) -> None:
    even, places = evened(text)
    assert even == evened(unicodedata.normalize("NFC", text))[0] == evened(even)[0]
    assert len(places) == len(even) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
