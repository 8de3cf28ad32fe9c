"""Find a quotation word for word, also with other white space, and decide which of several occurrences is meant.

A text may occur several times, even close together; then its context decides. Where the context is ambiguous, the
likeliest occurrence is found, without ``sure``.
"""

import re
from collections.abc import Sequence

from coopviewer.domain.anchoring.claims import names_different_subjects
from coopviewer.domain.anchoring.quotations import (
    LONG,
    Quotation,
    QuotationMatch,
    context_similarity,
    has_same_context,
    score_of,
)
from coopviewer.domain.annotations.annotation import CONTEXT
from coopviewer.domain.text.boundaries import (
    begins_sentence,
    is_inside_word,
    is_self_contained,
    sentence_after,
    sentence_before,
)
from coopviewer.domain.text.normalising import is_normalised, normalise

_ENOUGH_UNMOVED = 10  # code points of quotation and context that are enough at an unchanged offset
_SAME_CONTEXT = 0.9  # similarity of the context from which an occurrence is the one meant
_SAME_CONTEXT_OF_LONG = 0.75  # similarity of the rest of the sentence, where a long quotation occurs once
_LEAD = 0.15  # lead over the similarity of the next occurrence
_LONGEST_WORD = 24  # code points by which a compared range is widened to contain whole words
_CUT_WORD = re.compile(r"\w+$")
_MOST_OCCURRENCES = 300  # occurrences that are compared: a more frequent text identifies nothing and costs time


def is_unmoved(quotation: Quotation, text: str) -> bool:
    """Return whether a text has a quotation at its old offset, with the same context as far as that is known.

    False too if the context reached to the end of the old text, more text follows now, and the quotation is now part of
    a word or of another sentence, or has, with its context, under 10 code points. Without an old offset always False.
    """
    exact, prefix, suffix, start, _, last = quotation
    if start is None or start < len(prefix) or not exact:
        return False
    whole = prefix + exact + suffix
    if not text.startswith(whole, start - len(prefix)):
        return False
    if not last or start + len(exact) + len(suffix) == len(text):
        return True
    clear = len(whole) >= _ENOUGH_UNMOVED and _is_aligned(quotation, text, start)
    return clear and not _is_absorbed(quotation, text, start)


def find_exact_text(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find the identical text of a quotation in a text; ``sure`` is set only where no other occurrence can be meant.

    Otherwise the likeliest occurrence by its context is returned. None: there is none, or there are over 300, none of
    them at the old offset with the old context.
    """
    if is_unmoved(quotation, text):
        start = quotation.start or 0
        return QuotationMatch(start, start + len(quotation.exact), 1.0, sure=True)
    starts = _occurrences(quotation.exact, text)
    if not starts or len(starts) > _MOST_OCCURRENCES:
        return None
    aligned = [start for start in starts if _is_aligned(quotation, text, start)]
    if len(aligned) == 1 and _is_clear(quotation, text, aligned):
        return QuotationMatch(aligned[0], aligned[0] + len(quotation.exact), 1.0, sure=True)
    matches = sorted((_match_at(quotation, text, start) for start in aligned or starts), key=_by_score)
    sure = len(aligned) > 1 and _is_clear(quotation, text, [match.start for match in matches])
    return matches[0]._replace(sure=sure)


def find_normalised_text(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find a quotation that is written otherwise: characters composed or decomposed, other white space.

    The result is a range of ``text`` as it is; ``sure`` is set only where no other occurrence can be meant. None:
    nothing is found, or neither text has anything to normalise, so that ``find_exact_text`` is enough.
    """
    if is_normalised(text) and is_normalised(quotation.exact):
        return None
    exact, prefix, suffix = (normalise(part)[0] for part in (quotation.exact, quotation.prefix, quotation.suffix))
    if not exact.strip():
        return None
    normalised, offsets = normalise(text)
    found = find_exact_text(Quotation(exact, prefix, suffix, None, quotation.first, quotation.last), normalised)
    if found is None or any(offset and offsets[offset] == offsets[offset - 1] for offset in (found.start, found.end)):
        return None  # the match begins or ends inside a decomposed character
    return found._replace(start=offsets[found.start], end=offsets[found.end])


def _is_clear(quotation: Quotation, text: str, starts: Sequence[int]) -> bool:
    """Return whether, of several occurrences, the likeliest first, only the first can be meant."""
    first, end = starts[0], starts[0] + len(quotation.exact)
    sentence = quotation.within_sentence
    if _is_absorbed(quotation, text, first) or not _begins_unchanged(sentence, text, first):
        return False
    same = [start for start in starts if has_same_context(sentence, text, start)]
    if len(same) > 1:
        same = [start for start in same if has_same_context(quotation, text, start)]
    if len(same) == 1 and len(sentence.prefix + sentence.exact + sentence.suffix) >= LONG:
        return same[0] == first
    if _names_others(sentence, text, first):
        return False
    if (
        len(starts) == 1
        and len(quotation.exact) >= LONG
        and context_similarity(sentence, text, first, end) >= _SAME_CONTEXT_OF_LONG
    ):
        return True
    best, *rest = (context_similarity(quotation, text, start, start + len(quotation.exact)) for start in starts)
    return best >= _SAME_CONTEXT and all(each <= best - _LEAD for each in rest)


def _names_others(sentence: Quotation, text: str, start: int) -> bool:
    """Return whether the rest of the sentence names other subjects, as similar sentences on other countries do."""
    first, last = start - len(sentence.prefix), start + len(sentence.exact + sentence.suffix)
    before = sentence_before(text[max(first - _LONGEST_WORD, 0) : start])
    after = sentence_after(text[start + len(sentence.exact) : last + _LONGEST_WORD])
    # The old sentence without the words at its outer ends that may be cut, the new one with them.
    old_before = sentence.prefix if sentence.first else _CUT_WORD.sub("", sentence.prefix[::-1])[::-1]
    old_after = sentence.suffix if sentence.last else _CUT_WORD.sub("", sentence.suffix)
    return names_different_subjects(old_before, before) or names_different_subjects(old_after, after)


def _begins_unchanged(sentence: Quotation, text: str, start: int) -> bool:
    """Return whether the sentence begins where it began: text inserted before it, such as *not*, changes it."""
    before = start - len(sentence.prefix)
    if not sentence.first or before < 0 or not text.startswith(sentence.prefix, before):
        return True
    return begins_sentence(text[max(before - CONTEXT, 0) : before])


def _is_absorbed(quotation: Quotation, text: str, start: int) -> bool:
    """Return whether text that was one or more whole sentences is now part of a sentence."""
    exact, end = quotation.exact, start + len(quotation.exact)
    if not is_self_contained(quotation.prefix, exact, quotation.suffix):
        return False
    return not is_self_contained(text[max(start - CONTEXT, 0) : start], exact, text[end : end + CONTEXT])


def _by_score(match: QuotationMatch) -> tuple[float, int]:
    return -match.score, match.start


def _match_at(quotation: Quotation, text: str, start: int) -> QuotationMatch:
    end = start + len(quotation.exact)
    return QuotationMatch(start, end, score_of(quotation, text, start, end))


def _occurrences(exact: str, text: str) -> list[int]:
    """Return the offsets of a quotation, overlapping ones included; at most _MOST_OCCURRENCES + 1."""
    found: list[int] = []
    start = text.find(exact) if exact else -1
    while start >= 0 and len(found) <= _MOST_OCCURRENCES:
        found.append(start)
        start = text.find(exact, start + 1)
    return found


def _is_aligned(quotation: Quotation, text: str, start: int) -> bool:
    """Return whether the match begins and ends in a word as the quotation did: *4 million* is not in *14 million*."""
    end = start + len(quotation.exact)
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return quotation.is_inside_words == (
        is_inside_word(before, quotation.exact),
        is_inside_word(quotation.exact, after),
    )
