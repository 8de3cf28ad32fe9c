"""Word by word: what of an old text is gone, what is the same, and what is new, for a person to see."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

# white space; figures with what parts them; words with all that belongs to them (marks, apostrophes, Kosovo's asterisk)
_TOKENS = re.compile(r"\s+|\d+(?:[.,'’\u00a0\u202f]\d+)*|\w[^\s.,;:!?()\[\]…؟،«»“”\"]*|.", re.DOTALL)
_MOST = 500  # differing words that are compared with each other; more are told as gone and new as a whole


class Kind(StrEnum):
    """Whether words stand in both texts, in the old one alone or in the new one alone."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class DiffPart(NamedTuple):
    """A run of words of one kind, with their white space."""

    kind: Kind
    text: str


def diff_words(old: str, new: str) -> tuple[DiffPart, ...]:
    """Compare two texts by their words.

    The old text is what is the same and what is gone, in order; the new one what is the same and what is new.
    """
    before: list[str] = _TOKENS.findall(old)
    after: list[str] = _TOKENS.findall(new)
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    ends = len(before) - last, len(after) - last
    parts = [(Kind.SAME, before[:first]), *_middle(before[first : ends[0]], after[first : ends[1]])]
    return tuple(_joined([*parts, (Kind.SAME, before[ends[0] :])]))


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Count the words that two texts begin with alike."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Kind, Sequence[str]]]:
    if max(len(before), len(after)) > _MOST:
        yield Kind.GONE, before
        yield Kind.NEW, after
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = before[start:end], after[new_start:new_end]
        if tag == "equal" and any(each.isalnum() for word in gone for each in word):
            yield Kind.SAME, gone
        else:  # a blank or a comma alone between two changes would only make them hard to read
            yield Kind.GONE, gone
            yield Kind.NEW, new


def _joined(parts: Sequence[tuple[Kind, Sequence[str]]]) -> Iterator[DiffPart]:
    """Join runs: between two that are the same stands first all that is gone, then all that is new."""
    for same, group in groupby((part for part in parts if part[1]), key=lambda part: part[0] is Kind.SAME):
        several = list(group)
        for kind in (Kind.SAME,) if same else (Kind.GONE, Kind.NEW):
            text = "".join(word for each, words in several if each is kind for word in words)
            if text:
                yield DiffPart(kind, text)
