"""Differences between an old and a new text by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.word_diff import DiffKind, diff_words

MARKS = {DiffKind.SAME: "{}", DiffKind.GONE: "[-{}-]", DiffKind.NEW: "[+{}+]"}


def written(old: str, new: str) -> str:
    return "".join(MARKS[kind].format(text) for kind, text in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Niger", "Niger", "Niger"),
        ("", "Niger", "[+Niger+]"),
        ("Niger", "", "[-Niger-]"),
        ("in force since 2019.", "in force since 2021.", "in force since [-2019-][+2021+]."),
        ("4,000,000 euros", "4,500,000 euros", "[-4,000,000-][+4,500,000+] euros"),
        ("Kosovo* and Serbia", "Kosovo and Serbia", "[-Kosovo*-][+Kosovo+] and Serbia"),
        ("it covers data", "it never covers data", "it [+never +]covers data"),
        ("red blue green", "one two three", "[-red blue green-][+one two three+]"),
        ("Cote d'Ivoire", "Co\u0302te d'Ivoire", "[-Cote-][+Co\u0302te+] d'Ivoire"),
        ("يدعم المشروع", "لا يدعم المشروع", "[+لا +]يدعم المشروع"),
        ("👍 all", "👎 all", "[-👍-][+👎+] all"),
        ("a  b", "a b", "a[-  -][+ +]b"),
    ],
)
def test_texts_are_compared_by_word(old: str, new: str, expected: str) -> None:
    assert written(old, new) == expected


texts = st.lists(
    st.sampled_from(["Niger", " ", "  ", "2019", ",", ".", "é", "e\u0301", "*", "\n", "م"]) | st.text()
).map("".join)


@given(texts, texts)
def test_both_texts_can_be_rebuilt_from_their_difference(old: str, new: str) -> None:
    parts = diff_words(old, new)
    assert "".join(run.text for run in parts if run.kind is not DiffKind.NEW) == old
    assert "".join(run.text for run in parts if run.kind is not DiffKind.GONE) == new
    assert all(run.text for run in parts)
    assert all(one.kind is not other.kind for one, other in pairwise(parts))


def test_long_texts_are_compared_in_reasonable_time() -> None:
    old, new = "a b c " * 20_000, "c b a " * 20_000
    begun = time.process_time()
    parts = diff_words(old, new)
    assert "".join(run.text for run in parts if run.kind is not DiffKind.NEW) == old
    assert time.process_time() - begun < 5, "the square of 120,000 words takes minutes"
