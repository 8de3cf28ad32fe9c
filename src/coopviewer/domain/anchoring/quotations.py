"""Quotations: text with its context, and how similar a range of another text is to them."""

from typing import NamedTuple

from coopviewer.domain.annotations.annotation import CONTEXT, Selector
from coopviewer.domain.text.boundaries import is_inside_word, sentence_after, sentence_before
from coopviewer.domain.text.measures import similarity

LONG = 20  # code points from which a quotation without its context identifies a passage
_KNOWN = 8  # code points from which one side of the context is compared
_NOT_CONTRADICTING = 0.6  # similarity
_EDGE = "\x02\x02\x02\x02"  # represents the beginning or end of a text where contexts are compared


class Quotation(NamedTuple):
    """A quoted text with its context, ``prefix`` and ``suffix``.

    ``start`` is its offset in the text it was taken from, None: the offset is left out, so that only the context tells
    several occurrences apart. ``first`` and ``last``: the context reaches to the beginning or the end of that text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int | None
    first: bool
    last: bool

    @property
    def is_inside_words(self) -> tuple[bool, bool]:
        """Whether the quotation's beginning, and whether its end, is inside a word, a number or a character.

        Inside a character is, for example, between a letter and its combining accent.
        """
        return is_inside_word(self.prefix, self.exact), is_inside_word(self.exact, self.suffix)

    @property
    def within_sentence(self) -> "Quotation":
        """The quotation without context beyond its own sentence: the prefix ``"First. The "`` becomes ``"The "``.

        ``first`` becomes True if the prefix is cut, and ``last`` if the suffix is. Context in which no end of the
        sentence is found stays as it is.
        """
        before, after = sentence_before(self.prefix), sentence_after(self.suffix)
        whole = len(before) < len(self.prefix) or self.first, len(after) < len(self.suffix) or self.last
        return Quotation(self.exact, before, after, self.start, *whole)


class QuotationMatch(NamedTuple):
    """A range of a text, in code points, that may be the quoted passage.

    ``score`` is its similarity, from 0 to 1, of text and context. With one exception: if the edition has no text any
    more for the fact and field that are quoted, and not exactly one other text of the entry has the quoted text word
    for word, a similar passage is searched for in those texts, and the score is of that passage alone. ``sure``: no
    other range can be meant, whatever the score.
    """

    start: int
    end: int
    score: float
    sure: bool = False


def quotation_of(selector: Selector) -> Quotation:
    """Return the quoted text of a selector as a Quotation, with the context around it.

    ``first`` and ``last`` are set where that context is shorter than 32 code points (CONTEXT), and so reaches to the
    beginning or the end of the fact's text.
    """
    first = len(selector.prefix) < CONTEXT and selector.start == len(selector.prefix)
    last = len(selector.suffix) < CONTEXT
    return Quotation(selector.exact, selector.prefix, selector.suffix, selector.start, first, last)


def has_same_context(quotation: Quotation, text: str, start: int) -> bool:
    """Return whether ``text`` has exactly the context of a quotation directly before and after the quoted text.

    ``start`` is where the quoted text begins, in code points of ``text``; that it is there is not checked. ``first``
    and ``last`` are ignored.
    """
    before, end = start - len(quotation.prefix), start + len(quotation.exact)
    return before >= 0 and text.startswith(quotation.prefix, before) and text.startswith(quotation.suffix, end)


def context_similarity(quotation: Quotation, text: str, start: int, end: int) -> float:
    """Return how similar the text around a range is to the context of a quotation, from 0 to 1.

    The range is half-open, in code points.
    """
    sides = _sides(quotation, text, start, end)
    sizes = [len(old) + len(new) for old, new in sides]
    return _weighed(sides, sizes) / max(sum(sizes), 1)


def context_agrees(quotation: Quotation, text: str, start: int, end: int) -> bool:
    """Return whether the text around a range, half-open in code points, agrees with the context of a quotation.

    The similarity must be at least 0.6 on each side, and for both sides together (``context_similarity``). A side where
    the quotation has less than 8 code points of context counts only together with the other.
    """
    sides = _sides(quotation, text, start, end)
    known = (quotation.prefix, quotation.suffix)
    none_contradicts = all(
        len(old) < _KNOWN or similarity(*side) >= _NOT_CONTRADICTING for old, side in zip(known, sides, strict=True)
    )
    return none_contradicts and context_similarity(quotation, text, start, end) >= _NOT_CONTRADICTING


def score_of(quotation: Quotation, text: str, start: int, end: int, quoted_similarity: float = 1.0) -> float:
    """Return how similar a range with its context is to a quotation with its context, from 0 to 1.

    The range is half-open, in code points. ``quoted_similarity`` is the similarity of the quoted text and the range.
    """
    sides = _sides(quotation, text, start, end)
    quoted = len(quotation.exact) + end - start
    sizes = [len(old) + len(new) for old, new in sides]
    return (quoted * quoted_similarity + _weighed(sides, sizes)) / max(quoted + sum(sizes), 1)


def _weighed(sides: tuple[tuple[str, str], ...], sizes: list[int]) -> float:
    return sum(size * similarity(*side) for size, side in zip(sizes, sides, strict=True))


def _sides(quotation: Quotation, text: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """Return for the left and the right side the context of the quotation and that of the range.

    Where the quotation was at an end of its text, a mark is added, so that the range is more alike at an end.
    """
    left, right = quotation.prefix, quotation.suffix
    new_left, new_right = text[max(start - len(left), 0) : start], text[end : end + len(right)]
    if quotation.first:
        new_left = _EDGE + new_left if start <= len(left) else new_left
        left = _EDGE + left
    if quotation.last:
        new_right = new_right + _EDGE if end + len(right) >= len(text) else new_right
        right = right + _EDGE
    return (left, new_left), (right, new_right)
