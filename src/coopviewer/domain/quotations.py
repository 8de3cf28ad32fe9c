"""Quotations: finding the very words of a selector in a text, and telling which of several places is meant.

A short word stands in many sentences: what stands around it decides, and where that is not clear nothing is decided.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopviewer.domain.annotations import CONTEXT, Selector

LONG = 20  # code points from which words alone tell which passage is meant
_AT_ITS_PLACE = 10  # code points of quotation and surroundings that are enough where nothing has moved
_ALIKE = 0.85  # of the surroundings, that a place is taken for the one meant
_AHEAD = 0.15  # of the next place
_MOST_PLACES = 300  # of one quotation that are looked at: beyond that it tells nothing, and time would be lost
_KNOWN = 8  # code points from which one side of the surroundings says anything
_NOT_CONTRADICTING = 0.6
_EDGE = "\x02\x02\x02\x02"  # stands for the beginning or end of a text where surroundings are compared
_SEPARATORS = frozenset(".,'’ \u00a0\u202f")  # within figures
_SENTENCE_ENDS = frozenset(".!?…؟\u06d4:;")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_UNEVEN_SPACE = re.compile(r"\s\s|[^\S ]")


class Quotation(NamedTuple):
    """Words with what stood around them; ``start`` is where they stood, None where that tells nothing.

    ``first`` and ``last``: what stands around them reaches to the beginning or the end of the text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int | None
    first: bool
    last: bool

    @property
    def joined(self) -> tuple[bool, bool]:
        """Whether its beginning and its end lie within a word, a figure or a character."""
        return is_within(self.prefix, self.exact), is_within(self.exact, self.suffix)


class Place(NamedTuple):
    """Where a quotation may stand in a text, in code points; ``score``: how alike words and surroundings are."""

    start: int
    end: int
    score: float
    sure: bool = False


def quotation_of(selector: Selector) -> Quotation:
    """Give the quotation of a selector."""
    first = len(selector.prefix) < CONTEXT and selector.start == len(selector.prefix)
    last = len(selector.suffix) < CONTEXT
    return Quotation(selector.exact, selector.prefix, selector.suffix, selector.start, first, last)


def stands_unmoved(quotation: Quotation, text: str) -> bool:
    """Tell whether a text holds a quotation where it was, with the same around it as far as that is known."""
    exact, prefix, suffix, start, _, last = quotation
    if start is None or start < len(prefix) or not exact:
        return False
    whole = prefix + exact + suffix
    if not text.startswith(whole, start - len(prefix)):
        return False
    if not last or start + len(exact) + len(suffix) == len(text):
        return True
    clear = len(whole) >= _AT_ITS_PLACE and _sits(quotation, text, start)
    return clear and not is_taken_in(quotation, text, start)


def find_whole(quotation: Quotation, text: str) -> Place | None:
    """Find the very words of a quotation in a text; the place is sure only where no other can be meant."""
    if stands_unmoved(quotation, text):
        start = quotation.start or 0
        return Place(start, start + len(quotation.exact), 1.0, sure=True)
    starts = _occurrences(quotation.exact, text)
    if not starts or len(starts) > _MOST_PLACES:
        return None
    sitting = [start for start in starts if _sits(quotation, text, start)]
    if len(sitting) == 1 and _is_clear(quotation, text, sitting):
        return Place(sitting[0], sitting[0] + len(quotation.exact), 1.0, sure=True)
    places = sorted((_place(quotation, text, start) for start in sitting or starts), key=_by_score)
    sure = len(sitting) > 1 and _is_clear(quotation, text, [place.start for place in places])
    return places[0]._replace(sure=sure)


def is_taken_in(quotation: Quotation, text: str, start: int) -> bool:
    """Tell whether words that were sentences of their own are now a part of one: *not*, put before, is outside them."""
    exact, end = quotation.exact, start + len(quotation.exact)
    if not stands_alone(quotation.prefix, exact, quotation.suffix):
        return False
    return not stands_alone(text[max(start - CONTEXT, 0) : start], exact, text[end : end + CONTEXT])


def stands_alone(before: str, exact: str, after: str) -> bool:
    """Tell whether words are sentences, or a whole text, by what stands before and after them."""
    before, exact, after = before.rstrip(), exact.rstrip(), after.lstrip()
    begins = not before or before[-1] in _SENTENCE_ENDS
    return begins and (not after or exact[-1:] in _SENTENCE_ENDS or after[0] in _SENTENCE_ENDS)


def around_agrees(quotation: Quotation, text: str, start: int, end: int) -> bool:
    """Tell whether what stands around a place does not speak against it, on either side."""
    sides = _sides(quotation, text, start, end)
    known = (quotation.prefix, quotation.suffix)
    return all(len(was) < _KNOWN or _alike(*side) >= _NOT_CONTRADICTING for was, side in zip(known, sides, strict=True))


def score_of(quotation: Quotation, text: str, start: int, end: int, likeness: float = 1.0) -> float:
    """Say how alike a place is to a quotation, from 0 to 1, what stands around it included.

    ``likeness`` is that of the words.
    """
    sides = _sides(quotation, text, start, end)
    words = len(quotation.exact) + end - start
    sizes = [len(was) + len(now) for was, now in sides]
    alike = sum(size * _alike(*side) for size, side in zip(sizes, sides, strict=True))
    return (words * likeness + alike) / max(words + sum(sizes), 1)


def is_within(before: str, after: str) -> bool:
    """Tell whether the border between two texts lies within a word, a figure or a character."""
    if not before or not after:
        return False
    left, right = before[-1], after[0]
    if right in _JOINERS or left == "\u200d" or _is_mark(right) or "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    if (left.isalnum() or _is_mark(left)) and (right.isalnum() or right == "*"):  # Kosovo* is not Kosovo
        return True
    if all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (left, right)):  # the halves of a flag
        return True
    in_figure = left.isdigit() and right in _SEPARATORS and after[1:2].isdigit()
    return in_figure or (right.isdigit() and left in _SEPARATORS and before[-2:-1].isdigit())


def same_writing(quotation: Quotation, text: str) -> tuple[Quotation, str, Sequence[int]] | None:
    """Write quotation and text in one manner: marks apart from letters, white space single.

    Gives with them where in the text each code point comes from, and the text's length; None where nothing differs.
    """
    if _is_even(text) and _is_even(quotation.exact):
        return None
    exact, prefix, suffix = (_evened(part)[0] for part in (quotation.exact, quotation.prefix, quotation.suffix))
    if not exact.strip():
        return None
    written, places = _evened(text)
    return Quotation(exact, prefix, suffix, None, quotation.first, quotation.last), written, places


def _is_clear(quotation: Quotation, text: str, starts: Sequence[int]) -> bool:
    """Tell whether of several places of a quotation, the likeliest first, none but the first can be meant."""
    if is_taken_in(quotation, text, starts[0]):
        return False
    same_around = [start for start in starts if _has_around(quotation, text, start)]
    if len(same_around) == 1 and len(quotation.prefix + quotation.exact + quotation.suffix) >= LONG:
        return same_around[0] == starts[0]
    if len(starts) == 1 and len(quotation.exact) >= LONG:
        return True
    best, *rest = (_around(quotation, text, start) for start in starts)
    return best >= _ALIKE and all(each <= best - _AHEAD for each in rest)


def _by_score(place: Place) -> tuple[float, int]:
    return -place.score, place.start


def _place(quotation: Quotation, text: str, start: int) -> Place:
    end = start + len(quotation.exact)
    return Place(start, end, score_of(quotation, text, start, end))


def _has_around(quotation: Quotation, text: str, start: int) -> bool:
    before, end = start - len(quotation.prefix), start + len(quotation.exact)
    return before >= 0 and text.startswith(quotation.prefix, before) and text.startswith(quotation.suffix, end)


def _around(quotation: Quotation, text: str, start: int) -> float:
    (left, new_left), (right, new_right) = _sides(quotation, text, start, start + len(quotation.exact))
    sides = len(left) + len(new_left), len(right) + len(new_right)
    likeness = _alike(left, new_left) * sides[0] + _alike(right, new_right) * sides[1]
    return likeness / max(sum(sides), 1)


def _sides(quotation: Quotation, text: str, start: int, end: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give what stood and what stands before a place, and after it; the borders of a text count a little."""
    left, right = quotation.prefix, quotation.suffix
    new_left, new_right = text[max(start - len(left), 0) : start], text[end : end + len(right)]
    if quotation.first:
        new_left = _EDGE + new_left if start <= len(left) else new_left
        left = _EDGE + left
    if quotation.last:
        new_right = new_right + _EDGE if end + len(right) >= len(text) else new_right
        right = right + _EDGE
    return (left, new_left), (right, new_right)


def _alike(left: str, right: str) -> float:
    from rapidfuzz.distance import Indel  # deferred: takes 20 to 40 ms, and few editions need it

    return float(Indel.normalized_similarity(left, right))


def _occurrences(exact: str, text: str) -> list[int]:
    """Find where words stand, overlaps included; one more than _MOST_PLACES at most."""
    found: list[int] = []
    start = text.find(exact) if exact else -1
    while start >= 0 and len(found) <= _MOST_PLACES:
        found.append(start)
        start = text.find(exact, start + 1)
    return found


def _sits(quotation: Quotation, text: str, start: int) -> bool:
    """Tell whether words begin and end at a place as they did: *4 million* does not stand in *14 million*."""
    end = start + len(quotation.exact)
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return quotation.joined == (is_within(before, quotation.exact), is_within(quotation.exact, after))


def _is_mark(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign)[0] == "M"


def _is_even(text: str) -> bool:
    return text.isascii() and not _UNEVEN_SPACE.search(text)


def _evened(text: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        even = " " if cluster.isspace() else unicodedata.normalize("NFD", cluster)
        parts.append(even)
        places.extend([start] * len(even))
    return "".join(parts), [*places, len(text)]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into letters with their marks, and runs of white space."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text):
            both_space = text[place].isspace() and text[place - 1].isspace()
            if both_space or (text[place] > "\u02ff" and unicodedata.combining(text[place])):
                continue
        yield start, text[start:place]
        start = place
