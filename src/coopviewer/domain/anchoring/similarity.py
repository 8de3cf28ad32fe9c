"""Likeness: finding in a text the passage that is most like a quotation whose words were changed.

Runs of a few letters that both have in common vote for a place (so the work grows with the length of the texts, not
with its square); only there the borders are then looked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from coopviewer.domain.anchoring.quotations import Quotation
from coopviewer.domain.text.boundaries import is_within_at
from coopviewer.domain.text.distances import common_length, similarity

Grams = Mapping[str, Sequence[int]]

_GRAM = 4  # letters of a run
_MOST_RUNS = 256  # runs of a quotation that vote
_TOO_FREQUENT = 64  # a run that stands so often says nothing
_OF_ALL = 0.2  # of the runs that must vote for a place
_OF_THE_BEST = 0.4  # of the votes of the best place that another one needs
_BORDER = 64  # code points of a quotation by which its beginning and its end are looked for
_GROWTH = 16  # code points by which these may have grown
_SIGN_BY_SIGN = 2000  # code points up to which texts are compared sign by sign, and beyond word by word
_MOST_BORDERS = 600  # places at which a border is tried


class Likest(NamedTuple):
    """A passage like a quotation, in code points; ``next_score`` is that of the second best place, 0: there is none."""

    start: int
    end: int
    score: float
    next_score: float


def likeness(old: str, new: str) -> float:
    """Say how alike two texts are, from 0 to 1; long ones word by word."""
    if max(len(old), len(new)) <= _SIGN_BY_SIGN:
        return similarity(old, new)
    return similarity(old.split(), new.split())


def grams_of(text: str) -> dict[str, list[int]]:
    """Give where each run of letters stands in a text."""
    found: dict[str, list[int]] = {}
    for place in range(len(text) - _GRAM + 1):
        found.setdefault(text[place : place + _GRAM], []).append(place)
    return found


def find_likest(quotation: Quotation, text: str, grams: Grams) -> Likest | None:
    """Find the passage most like a quotation; ``grams`` are those of the text. None: nothing has much in common."""
    places = [_bordered(quotation, text, shift, reach) for shift, reach in _candidates(quotation.exact, grams)]
    found = sorted((place for place in places if place is not None), key=lambda place: -place.score)
    if not found:
        return None
    best = found[0]
    others = [each.score for each in found[1:] if each.end <= best.start or each.start >= best.end]
    return best._replace(next_score=max(others, default=0.0))


def _candidates(exact: str, grams: Grams) -> list[tuple[int, int]]:
    """Give the few shifts of the text against the quotation that most runs vote for, each with how sure it is."""
    width = min(max(len(exact) // 8, 8), _MOST_BORDERS // 2)  # no more than is tried on either side of a shift
    voting = range(0, len(exact) - _GRAM + 1, max((len(exact) - _GRAM + 1) // _MOST_RUNS, 1))
    votes: dict[int, int] = {}
    for place in voting:
        stands = grams.get(exact[place : place + _GRAM], ())
        if len(stands) <= _TOO_FREQUENT:
            for start in stands:
                bucket = (start - place) // width
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


def _bordered(quotation: Quotation, text: str, shift: int, reach: int) -> Likest | None:
    """Find where a passage begins and ends that lies about ``shift`` from where the quotation begins."""
    exact = quotation.exact
    slack = min(reach + len(exact) // 5 + 8, _MOST_BORDERS // 2)
    keep = 5 if len(exact) <= 256 else 3 if len(exact) <= _SIGN_BY_SIGN else 1
    starts = _starts(quotation, text, range(max(shift - slack, 0), min(shift + slack, len(text))), keep)
    middle = shift + len(exact)
    ends = _ends(quotation, text, range(max(middle - slack, 0), min(middle + slack, len(text)) + 1), keep)
    pairs = [(start, end) for start in starts for end in ends if start < end]
    scored = [(likeness(exact, text[start:end]), start, end) for start, end in pairs]
    if not scored:
        return None
    score, start, end = max(scored)
    return Likest(start, end, score, 0.0)


def _starts(quotation: Quotation, text: str, tried: range, keep: int) -> list[int]:
    head, within = quotation.exact[:_BORDER], quotation.joined[0]
    places = (at for at in tried if head[0].isspace() or not text[at].isspace())
    # of several the last: what stands before it belongs to the quotation no more
    found = ((-common_length(head, text[at : at + _BORDER + _GROWTH]), -at) for at in _borders(text, places, within))
    return [-place for _, place in sorted(found)[:keep]]


def _ends(quotation: Quotation, text: str, tried: range, keep: int) -> list[int]:
    tail, within = quotation.exact[-_BORDER:], quotation.joined[1]
    places = (at for at in tried if at and (tail[-1].isspace() or not text[at - 1].isspace()))
    reach = _BORDER + _GROWTH
    found = ((-common_length(tail, text[max(at - reach, 0) : at]), at) for at in _borders(text, places, within))
    return [place for _, place in sorted(found)[:keep]]


def _borders(text: str, places: Iterable[int], within: bool) -> Iterable[int]:
    """Give the places at which words begin or end, or lie apart, as it was with the quotation."""
    for at in places:
        if not within and at and text[at - 1 : at + 1].isalnum() and at < len(text):
            continue  # quick, for most places lie within a word
        if is_within_at(text, at) == within:
            yield at
