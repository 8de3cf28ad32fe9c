"""Similarity: find the passage of a text that is most similar to a quotation whose text was changed.

Runs of a few letters that quotation and text have in common vote for an offset, so the work grows with the length of
the texts, not with its square. The borders of the passage are then searched only near the offsets with most votes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from coopviewer.domain.anchoring.quotations import Quotation
from coopviewer.domain.text.boundaries import is_inside_word_at
from coopviewer.domain.text.measures import common_length, similarity

Grams = Mapping[str, Sequence[int]]

_GRAM = 4  # letters of a run
_MOST_RUNS = 256  # runs of a quotation that vote
_TOO_FREQUENT = 64  # occurrences beyond which a run identifies nothing
_OF_ALL = 0.2  # share of the runs that must vote for a shift
_OF_THE_BEST = 0.4  # share of the best shift's votes that another shift needs
_BORDER = 64  # code points by which the beginning and the end of a quotation are searched
_GROWTH = 16  # code points by which these may have grown
_BY_CHARACTER = 2000  # code points up to which texts are compared by character, and beyond by word
_FARTHEST = 300  # code points from the expected border within which it is searched
_INSIDE_WORD = re.compile(r"(?<=[^\W_])[^\W_]")  # matches at an offset inside a word


class BestMatch(NamedTuple):
    """The passage most similar to a quotation, from ``start`` up to ``end`` in code points.

    ``score`` is its similarity, from 0 to 1, and ``next_score`` the similarity of the second best passage, 0 where
    there is none.
    """

    start: int
    end: int
    score: float
    next_score: float


def text_similarity(old: str, new: str) -> float:
    """Return how similar two texts are, from 0 to 1; they are compared by word if one has over 2,000 code points."""
    if max(len(old), len(new)) <= _BY_CHARACTER:
        return similarity(old, new)
    return similarity(old.split(), new.split())


def grams_of(text: str) -> dict[str, list[int]]:
    """Return the offsets, ascending, of every run of four consecutive characters in a text, by run."""
    found: dict[str, list[int]] = {}
    for offset, run in enumerate(_runs(text)):
        found.setdefault(run, []).append(offset)
    return found


def _runs(text: str) -> list[str]:
    return [text[offset : offset + _GRAM] for offset in range(len(text) - _GRAM + 1)]


def find_best_match(quotation: Quotation, text: str, grams: Grams) -> BestMatch | None:
    """Find the passage of a text that is most similar to a quotation; ``grams`` are the text's, by ``grams_of``.

    Only ``quotation.exact`` counts for its score, not the context. None if no place of the text has at least a fifth of
    the quotation's runs of four characters; runs that the text has more than 64 times do not count. So always None if
    the quotation has fewer than four characters.
    """
    matches = [_bordered(quotation, text, shift, reach) for shift, reach in _candidates(quotation.exact, grams)]
    found = sorted((match for match in matches if match is not None), key=lambda match: -match.score)
    if not found:
        return None
    best = found[0]
    others = [each.score for each in found[1:] if each.end <= best.start or each.start >= best.end]
    return best._replace(next_score=max(others, default=0.0))


def _candidates(exact: str, grams: Grams) -> list[tuple[int, int]]:
    """Return the at most four shifts of the text against the quotation with the most votes, each with its tolerance.

    ``grams`` maps runs of letters to their offsets in the text: a run of the quotation ``exact`` votes for the shift
    to each place where the text has it.
    """
    width = min(max(len(exact) // 8, 8), _FARTHEST)
    runs = _runs(exact)
    voting = range(len(runs))[:: max(len(runs) // _MOST_RUNS, 1)]
    votes: dict[int, int] = {}
    for offset in voting:
        occurrences = grams.get(runs[offset], ())
        if len(occurrences) <= _TOO_FREQUENT:
            for start in occurrences:
                bucket = (start - offset) // width
                votes[bucket] = votes.get(bucket, 0) + 1
    if not votes:
        return []
    ranked = sorted(((count + votes.get(bucket + 1, 0), bucket) for bucket, count in votes.items()), reverse=True)
    least = max(ranked[0][0] * _OF_THE_BEST, len(voting) * _OF_ALL)
    apart = max(len(exact) // 2, 2 * width)
    chosen: list[int] = []
    for count, bucket in ranked[:24]:
        if count >= least and all(abs(bucket - other) * width >= apart for other in chosen):
            chosen.append(bucket)
    return [(bucket * width + width, width) for bucket in chosen[:4]]


def _bordered(quotation: Quotation, text: str, shift: int, reach: int) -> BestMatch | None:
    """Find the beginning and end of a passage that is shifted by about ``shift`` code points against the quotation.

    ``reach`` is by how much the shift may differ. None: there is no such passage.
    """
    exact = quotation.exact
    slack = min(reach + len(exact) // 5 + 8, _FARTHEST)
    keep = 5 if len(exact) <= 256 else 3 if len(exact) <= _BY_CHARACTER else 1
    starts = _starts(quotation, text, range(max(shift - slack, 0), min(shift + slack, len(text))), keep)
    middle = shift + len(exact)
    ends = _ends(quotation, text, range(max(middle - slack, 0), min(middle + slack, len(text)) + 1), keep)
    pairs = [(start, end) for start in starts for end in ends if start < end]
    scored = [(text_similarity(exact, text[start:end]), start, end) for start, end in pairs]
    if not scored:
        return None
    score, start, end = max(scored)
    return BestMatch(start, end, score, 0.0)


def _starts(quotation: Quotation, text: str, tried: range, keep: int) -> list[int]:
    head, within = quotation.exact[:_BORDER], quotation.is_inside_words[0]
    offsets = (offset for offset in tried if head[0].isspace() or not text[offset].isspace())
    # Of equally good offsets the last: the text before it no longer belongs to the quotation.
    found = (
        (-common_length(head, text[offset : offset + _BORDER + _GROWTH]), -offset)
        for offset in _borders(text, offsets, within)
    )
    return [-negated for _, negated in sorted(found)[:keep]]


def _ends(quotation: Quotation, text: str, tried: range, keep: int) -> list[int]:
    tail, within = quotation.exact[-_BORDER:], quotation.is_inside_words[1]
    offsets = (offset for offset in tried if offset and (tail[-1].isspace() or not text[offset - 1].isspace()))
    reach = _BORDER + _GROWTH
    found = (
        (-common_length(tail, text[max(offset - reach, 0) : offset]), offset)
        for offset in _borders(text, offsets, within)
    )
    return [offset for _, offset in sorted(found)[:keep]]


def _borders(text: str, offsets: Iterable[int], within: bool) -> Iterable[int]:
    """Yield those offsets that are inside a word if ``within`` is true, else those between words."""
    for offset in offsets:
        if not within and _INSIDE_WORD.match(text, offset):
            continue  # a quick test: most offsets are inside a word
        if is_inside_word_at(text, offset) == within:
            yield offset
