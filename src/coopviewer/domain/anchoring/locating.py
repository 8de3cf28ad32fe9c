"""Anchoring: find where an annotated passage is in the texts of another edition.

Hypothesis and the W3C's selectors find a passage by its text and its context. Here a wrong match is worse than none, so
an uncertain match is only a suggestion, which the user accepts or rejects. The result is one of:

- *exact*: the identical text at the same offset, in the same or nearly the same sentence as far as that is known;
- *moved*: the same at another offset, or in a fact with another id; where the text occurs several times, the occurrence
  with the same context. A sentence that left its fact may be in another fact of the same entry;
- *changed*: the same text in another notation (characters composed or decomposed, white space), or a passage of at
  least LONG (20) code points whose similarity is at least MIN_SIMILARITY (0.85) and higher by at least 0.1 than
  that of the next best one, that makes the same claims (:mod:`coopviewer.domain.anchoring.claims`), and whose context
  does not contradict it;
- *orphan*: none of these; an orphan may have a suggestion.
"""

from dataclasses import dataclass

from coopviewer.domain.anchoring.claims import makes_same_claims
from coopviewer.domain.anchoring.entry_texts import EntryTexts, TextKey
from coopviewer.domain.anchoring.quotations import (
    LONG,
    Quotation,
    QuotationMatch,
    context_agrees,
    quotation_of,
    score_of,
)
from coopviewer.domain.anchoring.similarity import BestMatch, find_best_match, text_similarity
from coopviewer.domain.anchoring.whole_quotations import find_exact_text, find_normalised_text, is_unmoved
from coopviewer.domain.annotations.annotation import AnchorStatus, Selector, select
from coopviewer.domain.text.boundaries import is_self_contained

MIN_SIMILARITY = 0.85  # similarity from which a passage is the quotation, changed
_LEAD = 0.1  # lead over the similarity of the next best passage
_WORTH_SHOWING = 0.6  # similarity of a suggestion
_COMPETING = 0.75  # similarity that a passage in the same fact needs where another fact has the identical text
_ENOUGH_TO_COMPETE = 0.6  # share of its length: passages that differ more in length are not similar enough
_TAIL = 16  # code points of context on either side between which a quotation is searched
_FEW = 8  # code points of context that are too few to search by


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may be the one meant; ``score`` is its similarity, from 0 to 1.

    The score counts the passage and its context together. With one exception: if the edition has no text any more for
    the fact and field of the selector, and not exactly one other text of the entry has the passage word for word, a
    similar passage is searched for in those texts, and the score is of that passage alone.
    """

    selector: Selector
    score: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where a passage is in an edition; ``selector`` is None for an orphan, and only an orphan may have a suggestion.

    ``score`` is how similar the passage found is to the annotated one, from 0 to 1: 0 for an orphan, 1 where at most
    the notation differs.
    """

    status: AnchorStatus
    selector: Selector | None = None
    score: float = 0.0
    suggestion: Suggestion | None = None


def is_passage_unmoved(selector: Selector, text: str) -> bool:
    """Return whether a passage is still at its old offset, with the same context; a test without a search.

    ``text`` is the present text of the selector's fact and field. See ``is_unmoved`` for when context is not enough.
    """
    return is_unmoved(quotation_of(selector), text)


def find_passage(selector: Selector, texts: EntryTexts) -> Located:
    """Find an annotated passage in the texts of its entry in another edition.

    A passage of 20 code points or more that has left its fact may be found in another one of the entry. An uncertain
    match is an orphan with a suggestion.
    """
    quotation = quotation_of(selector)
    current = texts.current_text(selector)
    if current is None or not selector.exact.strip():
        return _elsewhere(quotation, None, texts) or _similar_elsewhere(quotation, texts)
    key, text = current
    whole = find_exact_text(quotation, text)
    if whole is not None and whole.sure:
        unmoved = whole.start == selector.start and key == (selector.fact_id, selector.field)
        status = AnchorStatus.EXACT if unmoved else AnchorStatus.MOVED
        return Located(status, _selector(key, text, whole), 1.0)
    if whole is not None:
        return _orphan(key, text, [whole, _between(quotation, text)])
    rewritten = find_normalised_text(quotation, text)
    if rewritten is not None and rewritten.sure:
        return Located(AnchorStatus.CHANGED, _selector(key, text, rewritten), 1.0)
    return _changed(quotation, key, texts, rewritten)


def _changed(quotation: Quotation, key: TextKey, texts: EntryTexts, rewritten: QuotationMatch | None) -> Located:
    text = texts.text(key)
    between = _between(quotation, text)
    best = _best_match(quotation, key, texts, between)
    elsewhere = _elsewhere(quotation, key, texts)
    if best is None or best.score < (_COMPETING if elsewhere else _WORTH_SHOWING):
        return elsewhere or _orphan(key, text, [rewritten, between])
    start, end, score, next_score = best
    changed = (
        len(quotation.exact) >= LONG
        and score >= MIN_SIMILARITY
        and next_score <= score - _LEAD
        and elsewhere is None
        and context_agrees(quotation, text, start, end)
        and makes_same_claims(quotation.exact, text[start:end])
    )
    match = QuotationMatch(start, end, score_of(quotation, text, start, end, score))
    if changed:
        return Located(AnchorStatus.CHANGED, _selector(key, text, match), score)
    return _orphan(key, text, [match, rewritten, between])


def _best_match(
    quotation: Quotation, key: TextKey, texts: EntryTexts, between: QuotationMatch | None
) -> BestMatch | None:
    """Find the passage most similar to a quotation, preferably the text between its unchanged contexts.

    ``between`` is that text, None if it was not found. None: no passage is similar.
    """
    text = texts.text(key)
    if between is None:
        return find_best_match(quotation, text, texts.grams(key))
    start, end = between.start, between.end
    score = text_similarity(quotation.exact, text[start:end])
    if score < MIN_SIMILARITY:
        return find_best_match(quotation, text, texts.grams(key))
    if len(text) - (end - start) <= len(quotation.exact) * _ENOUGH_TO_COMPETE:
        return BestMatch(start, end, score, 0.0)  # as in most texts: the rest is too short for another match
    found = find_best_match(quotation, text, texts.grams(key))
    if found is None or (found.start < end and start < found.end):
        return BestMatch(start, end, score, found.next_score if found else 0.0)
    return found


def _orphan(key: TextKey, text: str, matches: list[QuotationMatch | None]) -> Located:
    """Return an orphan, with the best of the matches as its suggestion; matches that are None do not count.

    The matches are in ``text``, which has the key ``key``.
    """
    best = max((match for match in matches if match is not None), key=lambda match: match.score, default=None)
    suggestion = None if best is None else Suggestion(_selector(key, text, best), best.score)
    return Located(AnchorStatus.ORPHAN, suggestion=suggestion)


def _elsewhere(quotation: Quotation, own: TextKey | None, texts: EntryTexts) -> Located | None:
    """Find a long quotation whole in exactly one of the entry's other texts, and once in it.

    ``own`` is the key of the text that is left out, None: none is. An uncertain match is an orphan with a suggestion.
    None: no text, or more than one, has the quotation.
    """
    if len(quotation.exact) < LONG:
        return None
    containing = [key for key in texts.keys_containing(quotation.exact) if key != own]
    if len(containing) != 1:
        return None
    text = texts.text(containing[0])
    match = find_exact_text(quotation._replace(start=None), text)
    if match is None:
        return None
    sentence = is_self_contained(
        quotation.prefix, quotation.exact, quotation.suffix
    )  # a part means nothing without the rest
    if match.sure and sentence and text.count(quotation.exact) == 1:
        return Located(AnchorStatus.MOVED, _selector(containing[0], text, match), 1.0)
    return _orphan(containing[0], text, [match])


def _similar_elsewhere(quotation: Quotation, texts: EntryTexts) -> Located:
    """Return an orphan for a quotation whose own text is missing in the edition.

    A single similar passage in the entry's other texts is its suggestion, if the quotation is long.
    """
    nothing = Located(AnchorStatus.ORPHAN)
    if len(quotation.exact) < LONG or not texts.joined_text:
        return nothing
    best = find_best_match(quotation, texts.joined_text, texts.grams_of_joined_text)
    if best is None or best.score < MIN_SIMILARITY or best.next_score > best.score - _LEAD:
        return nothing
    there = texts.key_at(best.start, best.end)
    if there is None:
        return nothing
    (key, start), length = there, best.end - best.start
    return _orphan(key, texts.text(key), [QuotationMatch(start, start + length, best.score)])


def _between(quotation: Quotation, text: str) -> QuotationMatch | None:
    """Find the text that is now between the former contexts of a quotation.

    None: a context is missing or occurs several times, or the text between them is blank or far longer than the
    quotation.
    """
    start, end = _end_of_prefix(quotation, text), _start_of_suffix(quotation, text)
    if start is None or end is None:
        return None
    gap = text[start:end]
    if not gap.strip() or len(gap) > 3 * len(quotation.exact) + 40:
        return None
    start += len(gap) - len(gap.lstrip())
    end -= len(gap) - len(gap.rstrip())
    return QuotationMatch(
        start, end, score_of(quotation, text, start, end, text_similarity(quotation.exact, text[start:end]))
    )


def _end_of_prefix(quotation: Quotation, text: str) -> int | None:
    """Return the offset at which the former prefix of a quotation now ends; None if it is not found exactly once."""
    before = quotation.prefix[-_TAIL:]
    if len(before) >= _FEW:
        return text.index(before) + len(before) if text.count(before) == 1 else None
    return len(before) if quotation.first and text.startswith(before) else None


def _start_of_suffix(quotation: Quotation, text: str) -> int | None:
    """Return the offset at which the former suffix of a quotation now begins; None if it is not found exactly once."""
    after = quotation.suffix[:_TAIL]
    if len(after) >= _FEW:
        return text.index(after) if text.count(after) == 1 else None
    return len(text) - len(after) if quotation.last and text.endswith(after) else None


def _selector(key: TextKey, text: str, match: QuotationMatch) -> Selector:
    return select(text, match.start, match.end, fact_id=key[0], field=key[1])
