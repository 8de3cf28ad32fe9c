"""Quotations: words with what stood around them, and how alike a place in another text is to them."""

from typing import NamedTuple

from coopviewer.domain.annotations.annotation import CONTEXT, Selector
from coopviewer.domain.text.boundaries import is_within, sentence_after, sentence_before
from coopviewer.domain.text.distances import similarity

LONG = 20  # code points from which words alone tell which passage is meant
_KNOWN = 8  # code points from which one side of the surroundings says anything
_NOT_CONTRADICTING = 0.6
_EDGE = "\x02\x02\x02\x02"  # stands for the beginning or end of a text where surroundings are compared


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

    @property
    def within_sentence(self) -> "Quotation":
        """The same with no more around it than the rest of its sentence, as far as that is known."""
        before, after = sentence_before(self.prefix), sentence_after(self.suffix)
        whole = len(before) < len(self.prefix) or self.first, len(after) < len(self.suffix) or self.last
        return Quotation(self.exact, before, after, self.start, *whole)


class QuotationMatch(NamedTuple):
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


def has_around(quotation: Quotation, text: str, start: int) -> bool:
    """Tell whether the very same stands around a place as stood around a quotation."""
    before, end = start - len(quotation.prefix), start + len(quotation.exact)
    return before >= 0 and text.startswith(quotation.prefix, before) and text.startswith(quotation.suffix, end)


def around(quotation: Quotation, text: str, start: int, end: int) -> float:
    """Say how alike what stands around a place is to what stood around a quotation, from 0 to 1."""
    sides = _sides(quotation, text, start, end)
    sizes = [len(was) + len(now) for was, now in sides]
    return _weighed(sides, sizes) / max(sum(sizes), 1)


def around_agrees(quotation: Quotation, text: str, start: int, end: int) -> bool:
    """Tell whether what stands around a place speaks for it, and on neither side against it."""
    sides = _sides(quotation, text, start, end)
    known = (quotation.prefix, quotation.suffix)
    neither = all(
        len(was) < _KNOWN or similarity(*side) >= _NOT_CONTRADICTING for was, side in zip(known, sides, strict=True)
    )
    return neither and around(quotation, text, start, end) >= _NOT_CONTRADICTING


def score_of(quotation: Quotation, text: str, start: int, end: int, likeness: float = 1.0) -> float:
    """Say how alike a place is to a quotation, from 0 to 1, what stands around it included.

    ``likeness`` is that of the words.
    """
    sides = _sides(quotation, text, start, end)
    words = len(quotation.exact) + end - start
    sizes = [len(was) + len(now) for was, now in sides]
    return (words * likeness + _weighed(sides, sizes)) / max(words + sum(sizes), 1)


def _weighed(sides: tuple[tuple[str, str], ...], sizes: list[int]) -> float:
    return sum(size * similarity(*side) for size, side in zip(sizes, sides, strict=True))


def _sides(quotation: Quotation, text: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
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
