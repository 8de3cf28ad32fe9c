"""Lengths of texts, and texts that are cut for display."""

import pytest

from coopviewer.domain.text.measures import shorten, utf16_length


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("Niger", 5), ("é", 1), ("e\u0301", 2), ("a😀", 3), ("\ud800", 1)]
)
def test_a_character_beyond_u_ffff_counts_as_two_units(text: str, count: int) -> None:
    assert utf16_length(text) == count


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Niger", 6, "Niger"),
        ("Niger", 5, "Niger"),
        ("Niger", 4, "Nig…"),
        ("Niger", 1, "…"),
        ("of Niger", 4, "of…"),
        ("", 0, ""),
    ],
)
def test_a_shortened_text_ends_in_an_ellipsis(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown
