"""Differences between an old and a new text by word, for display."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

# white space; numbers with separators; words with combining marks, apostrophes and Kosovo's asterisk; other characters
_TOKENS = re.compile(r"\s+|\d+(?:[.,'’\u00a0\u202f]\d+)*|\w[^\s.,;:!?()\[\]…؟،«»“”\"]*|.", re.DOTALL)
_MOST_WORDS = 500  # differing words that are compared with each other; more count as gone and new as a whole


class DiffKind(StrEnum):
    """Whether words are in both texts, in the old one only or in the new one only."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class DiffPart(NamedTuple):
    """Words in a row, with their white space, that are all the same, all gone or all new (``kind``)."""

    kind: DiffKind
    text: str


def diff_words(old: str, new: str) -> tuple[DiffPart, ...]:
    """Compare two texts by word.

    The parts that are the same or gone are the old text, in order; the parts that are the same or new are the new one.
    White space or punctuation alone between two changes counts as changed. What both texts begin
    and end with is the same; if what is between has more than 500 words, blanks and signs in one of them, all of it is
    gone and new.
    """
    before: list[str] = _TOKENS.findall(old)
    after: list[str] = _TOKENS.findall(new)
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    ends = len(before) - last, len(after) - last
    parts = [(DiffKind.SAME, before[:first]), *_middle(before[first : ends[0]], after[first : ends[1]])]
    return tuple(_joined([*parts, (DiffKind.SAME, before[ends[0] :])]))


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return the number of words that two texts begin with in common."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[DiffKind, Sequence[str]]]:
    if max(len(before), len(after)) > _MOST_WORDS:
        yield DiffKind.GONE, before
        yield DiffKind.NEW, after
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = before[start:end], after[new_start:new_end]
        if tag == "equal" and any(each.isalnum() for word in gone for each in word):
            yield DiffKind.SAME, gone
        else:  # a single blank or comma between two changes would make them hard to read
            yield DiffKind.GONE, gone
            yield DiffKind.NEW, new


def _joined(parts: Sequence[tuple[DiffKind, Sequence[str]]]) -> Iterator[DiffPart]:
    """Join runs; between two runs that are the same, first all words that are gone, then all that are new."""
    for same, group in groupby((part for part in parts if part[1]), key=lambda part: part[0] is DiffKind.SAME):
        several = list(group)
        for kind in (DiffKind.SAME,) if same else (DiffKind.GONE, DiffKind.NEW):
            text = "".join(word for each, words in several if each is kind for word in words)
            if text:
                yield DiffPart(kind, text)
