"""Words of an annotation as they are kept."""

import pytest

from coopviewer.domain.annotations.annotation import clean_tag, clean_text, sorted_tags

TAGS = [
    ("verify", "verify"),
    ("  #To\tverify \n now ", "To verify now"),
    ("##", ""),
    ("می‌خواهم", "می‌خواهم"),  # with a joiner that is not shown
    ("👩\u200d💻 🏳️\u200d🌈", "👩\u200d💻 🏳️\u200d🌈"),
    ("\U0001fae8", "\U0001fae8"),  # of Unicode 15, which Python 3.11 does not know
    ("bell\a\x00 and \u202eturned\u202c", "bell � and turned"),
    ("half \ud83d", "half �"),
    ("e\u0301", "e\u0301"),
    ("x" * 201, "x" * 200),
    ("\u200b", ""),
    ("#\u200d\ufe0f \u2060\u00ad\u3164", ""),
    ("\u200b#verify\u200b", "verify"),
    ("\u2800\U000e0041", ""),
    ("y" * 199 + " z", "y" * 199),
]


@pytest.mark.parametrize(("written", "kept"), TAGS)
def test_a_tag_is_kept_without_controls_and_with_all_else(written: str, kept: str) -> None:
    assert clean_tag(written) == kept
    assert clean_tag(kept) == kept


def test_tags_stand_once_each_in_alphabetical_order() -> None:
    assert sorted_tags(["b", "#a", "B", "a ", "", " "]) == ("a", "B", "b")


def test_a_text_keeps_its_length_and_all_that_a_database_keeps() -> None:
    assert clean_text("a\0b\ud800c\udfff🇳🇪\r\n") == "a�b�c�🇳🇪\r\n"
