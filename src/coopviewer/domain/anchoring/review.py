"""Reviewing: the annotations that a person is asked about because their text has changed, and what came of the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import NamedTuple

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import Suggestion
from coopviewer.domain.anchoring.placement import Placed, confirmed
from coopviewer.domain.annotations.annotation import CONTEXT, Anchor, AnchorStatus, Annotation
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.text.word_diff import DiffPart, Kind, diff_words

AROUND = 80  # code points of text shown before and after the words that are suggested
LONGEST = 1200  # code points of a text that is shown beside a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One annotation that a person is asked about.

    ``meant`` is the anchor that they last made or accepted, ``title`` that of the entry. ``text_now`` is what stands
    there now: the words of the suggestion with ``before`` and ``after`` around them; without a suggestion the text
    that the annotation stood on, cut at LONGEST, empty where the edition has none.
    """

    annotation: Annotation
    title: str
    meant: Anchor
    edition: Edition
    suggestion: Suggestion | None = None
    before: str = ""
    text_now: str = ""
    after: str = ""

    @property
    def quotation(self) -> str:
        """The words that the person last said the annotation is about."""
        return self.meant.selector.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What came of looking through annotations when another edition was opened.

    ``counts`` are numbers of annotations on passages by what became of them. ``asked`` counts those to be decided, of
    which ``queue`` holds the first. ``without_entry`` counts those whose entry the edition lacks.
    """

    edition: Edition
    counts: Mapping[AnchorStatus, int] = field(default_factory=dict)
    queue: tuple[Review, ...] = ()
    asked: int = 0
    without_entry: int = 0


def review_of(placed: Placed, texts: EntryTexts, edition: Edition, title: str) -> Review:
    """Put together what is shown of an annotation that asks; it must have anchors.

    The row that the program adds is among the review's annotation's anchors, so that a decision comes after it.
    """
    annotation, suggestion = placed.annotation, placed.suggestion
    if placed.row is not None:
        annotation = replace(annotation, anchors=(*annotation.anchors, placed.row))
    before, now, after = "", "", ""
    if suggestion is not None:
        place = suggestion.selector
        text = texts.text((place.fact_id, place.field))
        before, now = text[max(place.start - AROUND, 0) : place.start], text[place.start : place.end]
        after = text[place.end : place.end + AROUND]
    elif (own := texts.own(annotation.anchors[-1].selector)) is not None:
        now = own[1][:LONGEST]
    return Review(
        annotation=annotation,
        title=title,
        meant=confirmed(annotation),
        edition=edition,
        suggestion=suggestion,
        before=before,
        text_now=now,
        after=after,
    )


class Part(NamedTuple):
    """A stretch of a text; ``differs``: the other text has not got it. ``around``: it stands around what is meant."""

    text: str
    differs: bool = False
    around: bool = False


class Compared(NamedTuple):
    """A quotation beside the text there is now, word by word, what stands around each included."""

    then: tuple[Part, ...]
    now: tuple[Part, ...]


def compare(review: Review) -> Compared:
    """Compare what a person annotated with what stands there now.

    Of the old text no more than CONTEXT code points are known on either side: what lies beyond does not differ.
    """
    selector = review.meant.selector
    before, after = _whole_words(selector.prefix), _whole_words(selector.suffix, -1)
    if review.suggestion is None:
        runs = _cut(diff_words(before + selector.exact + after, review.text_now), len(before), len(selector.exact))
    else:
        runs = (
            diff_words(before, review.before),
            diff_words(selector.exact, review.text_now),
            diff_words(after, review.after),
        )
    then = tuple(_parts(runs, Kind.GONE))
    now = tuple(_parts(runs, Kind.NEW))
    if len(selector.prefix) >= CONTEXT:
        now = _beyond_is_unknown(now)
    if len(selector.suffix) >= CONTEXT:
        now = _beyond_is_unknown(now[::-1])[::-1]
    return Compared(then, now)


def _beyond_is_unknown(now: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark no difference at the outer end of a text, where what is further in is known from the old one."""
    if len(now) > 1 and now[1].around and not now[1].differs:
        return (now[0]._replace(differs=False), *now[1:])
    return now


def _parts(runs: Iterable[tuple[DiffPart, ...]], mine: Kind) -> Iterator[Part]:
    for each, around in zip(runs, (True, False, True), strict=True):
        for kind, text in each:
            if kind in (Kind.SAME, mine):
                yield Part(text, kind is mine, around)


def _cut(runs: tuple[DiffPart, ...], before: int, exact: int) -> tuple[tuple[DiffPart, ...], ...]:
    """Cut runs where the quotation begins and ends in the old text, given the lengths of what precedes and of it."""
    found: tuple[list[DiffPart], ...] = ([], [], [])
    at = 0
    for kind, text in runs:
        if kind is Kind.NEW:
            found[(at >= before) + (at >= before + exact)].append(DiffPart(kind, text))
            continue
        pieces = text[: max(before - at, 0)], text[max(before - at, 0) : max(before + exact - at, 0)]
        for place, piece in enumerate((*pieces, text[max(before + exact - at, 0) :])):
            if piece:
                found[place].append(DiffPart(kind, piece))
        at += len(text)
    return tuple(tuple(each) for each in found)


def _whole_words(around: str, step: int = 1) -> str:
    """Leave out the word that a cut of CONTEXT code points went through; ``step`` -1: the last one."""
    if len(around) < CONTEXT or not any(sign.isspace() for sign in around):
        return around
    rest = "".join(dropwhile(lambda sign: not sign.isspace(), around[::step]))
    return "".join(dropwhile(str.isspace, rest))[::step]
