"""Anchoring: where a passage that a person annotated stands in the texts of another edition.

Hypothesis and the W3C's selectors find a passage by its words and what stands around them. Here a wrong place counts
worse than none, so what is not sure is a suggestion, which the person accepts or not:

- *exact*: the same words at the same place, with the same around them;
- *moved*: the very words once elsewhere in the text, in the same sentence as far as it is known; where they stand there
  several times, with the same around them. A sentence that left its fact is found in another one of the same entry;
- *changed*: the same words in another writing (marks composed or apart, white space), or a passage of at least
  LONG code points that is at least ALIKE alike, is clearly ahead of the next, says the same of the same
  (:mod:`coopviewer.domain.anchoring.claims`), and is not contradicted by what stands around it;
- *orphan*: none of these. It may come with a suggestion.
"""

from dataclasses import dataclass

from coopviewer.domain.anchoring.claims import says_the_same
from coopviewer.domain.anchoring.entry_texts import EntryTexts, TextKey
from coopviewer.domain.anchoring.quotations import (
    LONG,
    Quotation,
    QuotationMatch,
    around_agrees,
    quotation_of,
    score_of,
)
from coopviewer.domain.anchoring.similarity import Likest, find_likest, likeness
from coopviewer.domain.anchoring.whole_quotations import find_rewritten, find_whole, stands_unmoved
from coopviewer.domain.annotations.annotation import AnchorStatus, Selector, select
from coopviewer.domain.text.boundaries import stands_alone

ALIKE = 0.85  # of two passages, that one is the other, changed
_AHEAD = 0.1  # of the next best passage
_WORTH_SHOWING = 0.6  # likeness of a suggestion
_COMPETING = 0.75  # likeness that a passage in its own text needs beside its very words in another one
_ENOUGH_TO_COMPETE = 0.6  # of its length: of two passages less alike in length the likeness is below ALIKE - _AHEAD
_TAIL = 16  # code points before and after a quotation between which its place is looked for
_FEW = 8  # code points around a quotation that are too few to find its place by


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that may be the one meant; ``score`` says how alike it is, surroundings included, from 0 to 1."""

    selector: Selector
    score: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where a passage stands: ``selector`` is None for an orphan, which alone may have a suggestion.

    ``score`` is how alike the words are, from 0 to 1; 0 for an orphan.
    """

    status: AnchorStatus
    selector: Selector | None = None
    score: float = 0.0
    suggestion: Suggestion | None = None


def stands_exactly(selector: Selector, text: str) -> bool:
    """Tell whether a text holds a passage where it was; a quick look, enough for most."""
    return stands_unmoved(quotation_of(selector), text)


def find_passage(selector: Selector, texts: EntryTexts) -> Located:
    """Find where a passage stands among the texts of its entry."""
    quotation = quotation_of(selector)
    own = texts.own(selector)
    if own is None or not selector.exact.strip():
        return _elsewhere(quotation, None, texts) or _alike_elsewhere(quotation, texts)
    key, text = own
    whole = find_whole(quotation, text)
    if whole is not None and whole.sure:
        unmoved = whole.start == selector.start and key == (selector.fact_id, selector.field)
        status = AnchorStatus.EXACT if unmoved else AnchorStatus.MOVED
        return Located(status, _selector(key, text, whole), 1.0)
    if whole is not None:
        return _orphan(key, text, [whole, _between(quotation, text)])
    rewritten = find_rewritten(quotation, text)
    if rewritten is not None and rewritten.sure:
        return Located(AnchorStatus.CHANGED, _selector(key, text, rewritten), 1.0)
    return _changed(quotation, key, texts, rewritten)


def _changed(quotation: Quotation, key: TextKey, texts: EntryTexts, rewritten: QuotationMatch | None) -> Located:
    text = texts.text(key)
    between = _between(quotation, text)
    likest = _likest(quotation, key, texts, between)
    elsewhere = _elsewhere(quotation, key, texts)
    if likest is None or likest.score < (_COMPETING if elsewhere else _WORTH_SHOWING):
        return elsewhere or _orphan(key, text, [rewritten, between])
    start, end, score, next_score = likest
    changed = (
        len(quotation.exact) >= LONG
        and score >= ALIKE
        and next_score <= score - _AHEAD
        and elsewhere is None
        and around_agrees(quotation, text, start, end)
        and says_the_same(quotation.exact, text[start:end])
    )
    place = QuotationMatch(start, end, score_of(quotation, text, start, end, score))
    if changed:
        return Located(AnchorStatus.CHANGED, _selector(key, text, place), score)
    return _orphan(key, text, [place, rewritten, between])


def _likest(quotation: Quotation, key: TextKey, texts: EntryTexts, between: QuotationMatch | None) -> Likest | None:
    """Find the passage most like a quotation; where the same words stand around it, between them."""
    text = texts.text(key)
    if between is None:
        return find_likest(quotation, text, texts.grams(key))
    start, end = between.start, between.end
    score = likeness(quotation.exact, text[start:end])
    if score < ALIKE:
        return find_likest(quotation, text, texts.grams(key))
    if len(text) - (end - start) <= len(quotation.exact) * _ENOUGH_TO_COMPETE:
        return Likest(start, end, score, 0.0)  # as with most texts: there is no room for another one
    found = find_likest(quotation, text, texts.grams(key))
    if found is None or (found.start < end and start < found.end):
        return Likest(start, end, score, found.next_score if found else 0.0)
    return found


def _orphan(key: TextKey, text: str, places: list[QuotationMatch | None]) -> Located:
    """Say that nothing is sure, with the best of the places as a suggestion."""
    best = max((place for place in places if place is not None), key=lambda place: place.score, default=None)
    suggestion = None if best is None else Suggestion(_selector(key, text, best), best.score)
    return Located(AnchorStatus.ORPHAN, suggestion=suggestion)


def _elsewhere(quotation: Quotation, own: TextKey | None, texts: EntryTexts) -> Located | None:
    """Find a long passage in the entry's other texts: whole, in one of them alone, and once in it."""
    if len(quotation.exact) < LONG:
        return None
    holding = [key for key in texts.holding(quotation.exact) if key != own]
    if len(holding) != 1:
        return None
    text = texts.text(holding[0])
    place = find_whole(quotation._replace(start=None), text)
    if place is None:
        return None
    sentence = stands_alone(quotation.prefix, quotation.exact, quotation.suffix)  # a part is what the rest makes of it
    if place.sure and sentence and text.count(quotation.exact) == 1:
        return Located(AnchorStatus.MOVED, _selector(holding[0], text, place), 1.0)
    return _orphan(holding[0], text, [place])


def _alike_elsewhere(quotation: Quotation, texts: EntryTexts) -> Located:
    """Suggest the one passage of the entry's texts that is much like a long one whose own text is gone."""
    nothing = Located(AnchorStatus.ORPHAN)
    if len(quotation.exact) < LONG or not texts.searched_as_one:
        return nothing
    likest = find_likest(quotation, texts.searched_as_one, texts.grams_of_all)
    if likest is None or likest.score < ALIKE or likest.next_score > likest.score - _AHEAD:
        return nothing
    there = texts.key_at(likest.start, likest.end)
    if there is None:
        return nothing
    (key, start), length = there, likest.end - likest.start
    return _orphan(key, texts.text(key), [QuotationMatch(start, start + length, likest.score)])


def _between(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find what stands now between what stood before and after a quotation."""
    start, end = _end_of_prefix(quotation, text), _start_of_suffix(quotation, text)
    if start is None or end is None:
        return None
    gap = text[start:end]
    if not gap.strip() or len(gap) > 3 * len(quotation.exact) + 40:
        return None
    start += len(gap) - len(gap.lstrip())
    end -= len(gap) - len(gap.rstrip())
    return QuotationMatch(start, end, score_of(quotation, text, start, end, likeness(quotation.exact, text[start:end])))


def _end_of_prefix(quotation: Quotation, text: str) -> int | None:
    """Find where what stood before a quotation ends now; None where that is not clear."""
    before = quotation.prefix[-_TAIL:]
    if len(before) >= _FEW:
        return text.index(before) + len(before) if text.count(before) == 1 else None
    return len(before) if quotation.first and text.startswith(before) else None


def _start_of_suffix(quotation: Quotation, text: str) -> int | None:
    """Find where what stood after a quotation begins now; None where that is not clear."""
    after = quotation.suffix[:_TAIL]
    if len(after) >= _FEW:
        return text.index(after) if text.count(after) == 1 else None
    return len(text) - len(after) if quotation.last and text.endswith(after) else None


def _selector(key: TextKey, text: str, place: QuotationMatch) -> Selector:
    return select(text, place.start, place.end, fact_id=key[0], field=key[1])
