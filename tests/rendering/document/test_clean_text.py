"""Text that comes from data is cleaned of what steers terminals, browsers or the order of words."""

import pytest

from coopviewer.rendering.document.clean_text import clean, is_right_to_left


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\r", "\x1b", "\x1f", "\x7f", "\x9f", "\u202a", "\u202e"])
def test_signs_that_steer_are_taken_out(sign: str) -> None:
    assert clean(f"a{sign}b") == "ab"


@pytest.mark.parametrize("code", [0x2066, 0x2069, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF])
def test_signs_that_are_no_characters_are_taken_out(code: int) -> None:
    assert clean(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize("plane", [1, 2, 15, 16])
def test_the_last_two_code_points_of_each_plane_are_taken_out_and_their_neighbours_kept(plane: int) -> None:
    last = plane * 0x10000 + 0xFFFF
    assert clean(chr(last - 1) + chr(last)) == ""
    assert clean(chr(last - 2)) == chr(last - 2)
    if plane < 16:
        assert clean(chr(last + 1)) == chr(last + 1)


@pytest.mark.parametrize(
    "text", ["", "a\tb\nc", "\u00a0", "\u2029", "\ue000", "\ufdcf", "\ufdf0", "\ufffd", "كوسوفو", "🜀"]
)
def test_all_other_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", False),
        ("Niger", False),
        ("12 – 3", False),
        ("Косово", False),
        ("שלום", True),
        ("كوسوفو", True),
        ("a ك", True),
    ],
)
def test_words_written_from_right_to_left_are_told(text: str, told: bool) -> None:
    assert is_right_to_left(text) is told
