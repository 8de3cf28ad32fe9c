"""Where parts of a long text begin and end: between words, or else between characters, never beyond the text."""

import pytest

from coopviewer.domain.text.cutting import LONGEST_TEXT, cut_at, part_boundary, part_start

TEXT = "Dig five deep wells"


@pytest.mark.parametrize(
    ("offset", "cut"),
    [(-1, 0), (0, 0), (1, 1), (4, 4), (6, 4), (9, 9), (12, 9), (18, 14), (19, 19), (20, 19)],
)
def test_a_part_ends_where_a_word_begins(offset: int, cut: int) -> None:
    assert part_boundary(TEXT, offset) == cut


@pytest.mark.parametrize(
    ("text", "offset", "cut"),
    [
        ("a " + "x" * 150, 101, 2),
        ("a " + "x" * 150, 102, 102),
        ("x" * 50 + "e\u0301" + "x" * 50, 51, 50),
        ("e" + "\u0301" * 200, 150, 150),
        (" x", 1, 1),
    ],
)
def test_a_long_word_is_cut_between_two_characters(text: str, offset: int, cut: int) -> None:
    assert cut_at(text, offset) == cut


def test_a_part_that_shows_a_character_begins_a_quarter_before_it() -> None:
    text = "x " * LONGEST_TEXT
    half, quarter = LONGEST_TEXT // 2, LONGEST_TEXT // 4
    assert part_start(text, half - 1) == 0
    assert part_start(text, half) == (half - quarter) // 2 * 2
    assert part_start(text, LONGEST_TEXT) == (LONGEST_TEXT - quarter) // 2 * 2
