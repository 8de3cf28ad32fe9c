"""Finding the very words of a quotation in a text, and telling which of several places is meant.

The same words stand in many sentences, and near the same ones: what stands around them decides, and where that is not
clear nothing is decided.
"""

import re
from collections.abc import Sequence

from coopviewer.domain.anchoring.claims import speaks_of_others
from coopviewer.domain.anchoring.quotations import LONG, Quotation, QuotationMatch, around, has_around, score_of
from coopviewer.domain.annotations.annotation import CONTEXT
from coopviewer.domain.text.boundaries import begins_anew, is_within, sentence_after, sentence_before, stands_alone
from coopviewer.domain.text.normalising import evened, is_even

_AT_ITS_PLACE = 10  # code points of quotation and surroundings that are enough where nothing has moved
_ALIKE = 0.9  # of the surroundings, that a place is taken for the one meant
_ALIKE_FOR_LONG = 0.75  # of the rest of the sentence, where words enough are found once
_AHEAD = 0.15  # of the next place
_LONGEST_WORD = 24  # code points by which what is compared is widened to hold whole words
_CUT_WORD = re.compile(r"\w+$")
_MOST_PLACES = 300  # of one quotation that are looked at: beyond that it tells nothing, and time would be lost


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
    return clear and not _is_taken_in(quotation, text, start)


def find_whole(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find the very words of a quotation in a text; the place is sure only where no other can be meant."""
    if stands_unmoved(quotation, text):
        start = quotation.start or 0
        return QuotationMatch(start, start + len(quotation.exact), 1.0, sure=True)
    starts = _occurrences(quotation.exact, text)
    if not starts or len(starts) > _MOST_PLACES:
        return None
    sitting = [start for start in starts if _sits(quotation, text, start)]
    if len(sitting) == 1 and _is_clear(quotation, text, sitting):
        return QuotationMatch(sitting[0], sitting[0] + len(quotation.exact), 1.0, sure=True)
    places = sorted((_place(quotation, text, start) for start in sitting or starts), key=_by_score)
    sure = len(sitting) > 1 and _is_clear(quotation, text, [place.start for place in places])
    return places[0]._replace(sure=sure)


def find_rewritten(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find the words of a quotation in another writing: marks composed or apart, other white space."""
    if is_even(text) and is_even(quotation.exact):
        return None
    exact, prefix, suffix = (evened(part)[0] for part in (quotation.exact, quotation.prefix, quotation.suffix))
    if not exact.strip():
        return None
    even_text, places = evened(text)
    found = find_whole(Quotation(exact, prefix, suffix, None, quotation.first, quotation.last), even_text)
    if found is None or any(at and places[at] == places[at - 1] for at in (found.start, found.end)):
        return None  # a part of a letter is not written otherwise
    return found._replace(start=places[found.start], end=places[found.end])


def _is_clear(quotation: Quotation, text: str, starts: Sequence[int]) -> bool:
    """Tell whether of several places of a quotation, the likeliest first, none but the first can be meant."""
    first, end = starts[0], starts[0] + len(quotation.exact)
    sentence = quotation.within_sentence
    if _is_taken_in(quotation, text, first) or not _begins_as_it_did(sentence, text, first):
        return False
    same = [start for start in starts if has_around(sentence, text, start)]
    if len(same) > 1:
        same = [start for start in same if has_around(quotation, text, start)]
    if len(same) == 1 and len(sentence.prefix + sentence.exact + sentence.suffix) >= LONG:
        return same[0] == first
    if _speaks_of_others(sentence, text, first):
        return False
    if len(starts) == 1 and len(quotation.exact) >= LONG and around(sentence, text, first, end) >= _ALIKE_FOR_LONG:
        return True
    best, *rest = (around(quotation, text, start, start + len(quotation.exact)) for start in starts)
    return best >= _ALIKE and all(each <= best - _AHEAD for each in rest)


def _speaks_of_others(sentence: Quotation, text: str, start: int) -> bool:
    """Tell whether the rest of the sentence names others: of sentences much alike, each is about another country."""
    first, last = start - len(sentence.prefix), start + len(sentence.exact + sentence.suffix)
    before = sentence_before(text[max(first - _LONGEST_WORD, 0) : start])
    after = sentence_after(text[start + len(sentence.exact) : last + _LONGEST_WORD])
    # of the old sentence without the words at the outer ends where these may be cut; of the new one with them
    old_before = sentence.prefix if sentence.first else _CUT_WORD.sub("", sentence.prefix[::-1])[::-1]
    old_after = sentence.suffix if sentence.last else _CUT_WORD.sub("", sentence.suffix)
    return speaks_of_others(old_before, before) or speaks_of_others(old_after, after)


def _begins_as_it_did(sentence: Quotation, text: str, start: int) -> bool:
    """Tell whether the sentence begins where it began: what is put in front of it, *not*, makes it another one."""
    before = start - len(sentence.prefix)
    if not sentence.first or before < 0 or not text.startswith(sentence.prefix, before):
        return True
    return begins_anew(text[max(before - CONTEXT, 0) : before])


def _is_taken_in(quotation: Quotation, text: str, start: int) -> bool:
    """Tell whether words that were sentences of their own are now a part of one."""
    exact, end = quotation.exact, start + len(quotation.exact)
    if not stands_alone(quotation.prefix, exact, quotation.suffix):
        return False
    return not stands_alone(text[max(start - CONTEXT, 0) : start], exact, text[end : end + CONTEXT])


def _by_score(place: QuotationMatch) -> tuple[float, int]:
    return -place.score, place.start


def _place(quotation: Quotation, text: str, start: int) -> QuotationMatch:
    end = start + len(quotation.exact)
    return QuotationMatch(start, end, score_of(quotation, text, start, end))


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
