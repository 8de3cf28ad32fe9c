"""Review: annotations that the user has to decide about, since their text changed; and two texts compared by word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import NamedTuple

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import Suggestion
from coopviewer.domain.anchoring.placement import Placement, confirmed_anchor
from coopviewer.domain.annotations.annotation import CONTEXT, Anchor, AnchorStatus, Annotation
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.text.word_diff import DiffKind, DiffPart, diff_words

AROUND = 80  # code points of text shown before and after a suggestion
LONGEST = 1200  # code points of a text that is shown beside a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One annotation that the user has to decide about.

    ``confirmed`` is the anchor that the user last made or accepted, ``title`` the title of the entry. ``suggestion`` is
    the passage that may be meant, None: none was found. ``text_now`` is the text of that passage, with ``before`` and
    ``after`` around it, at most 80 code points each (AROUND); without a suggestion it is the text of the fact that the
    annotation was anchored in, cut at 1,200 code points (LONGEST), or empty if the edition has no such text.
    """

    annotation: Annotation
    title: str
    confirmed: Anchor
    edition: Edition
    suggestion: Suggestion | None = None
    before: str = ""
    text_now: str = ""
    after: str = ""

    @property
    def quotation(self) -> str:
        """The text that the user last confirmed."""
        return self.confirmed.selector.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReanchoringResult:
    """Summary of re-anchoring the annotations when another edition was opened.

    ``counts`` are numbers of annotations on passages, by how the passage was found. ``undecided`` is the number of
    annotations that the user has to decide about, of which ``queue`` has the first 1,000. ``without_entry`` is the
    number of entries that the edition lacks and that have annotations on the entry as a whole.
    """

    edition: Edition
    counts: Mapping[AnchorStatus, int] = field(default_factory=dict)
    queue: tuple[Review, ...] = ()
    undecided: int = 0
    without_entry: int = 0


def review_of(placed: Placement, texts: EntryTexts, edition: Edition, title: str) -> Review:
    """Return the review of an annotation that the user has to decide about; the annotation must have anchors.

    ``texts`` are the texts of the annotation's entry in the edition, and ``title`` is the title of that entry. If the
    program adds an anchor (``placed.new_anchor``), the annotation in the review has it already, so that the anchor of
    the user's decision comes after it.
    """
    annotation, suggestion = placed.annotation, placed.suggestion
    if placed.new_anchor is not None:
        annotation = replace(annotation, anchors=(*annotation.anchors, placed.new_anchor))
    before, now, after = "", "", ""
    if suggestion is not None:
        selector = suggestion.selector
        text = texts.text((selector.fact_id, selector.field))
        before, now = text[max(selector.start - AROUND, 0) : selector.start], text[selector.start : selector.end]
        after = text[selector.end : selector.end + AROUND]
    elif (current := texts.current_text(annotation.anchors[-1].selector)) is not None:
        now = current[1][:LONGEST]
    return Review(
        annotation=annotation,
        title=title,
        confirmed=confirmed_anchor(annotation),
        edition=edition,
        suggestion=suggestion,
        before=before,
        text_now=now,
        after=after,
    )


class ComparedPart(NamedTuple):
    """A part of a compared text.

    ``differs``: the other text lacks it. ``around``: it belongs to the context, not to the quotation.
    """

    text: str
    differs: bool = False
    around: bool = False


class Comparison(NamedTuple):
    """Two texts compared by word, each in parts: ``old`` and ``new``.

    They are an annotated text and the present one, each with its context, or two notes, without context.
    """

    old: tuple[ComparedPart, ...]
    new: tuple[ComparedPart, ...]


def compare(review: Review) -> Comparison:
    """Compare the annotated text (``old``) with the present text or the suggestion (``new``), by word.

    Of what was before and after the annotated text, at most 32 code points each (CONTEXT) are known. What the present
    text has beyond these is not marked as differing, if the context next to it is the same.
    """
    selector = review.confirmed.selector
    before, after = _whole_words(selector.prefix), _whole_words(selector.suffix, -1)
    if review.suggestion is None:
        runs = _cut(diff_words(before + selector.exact + after, review.text_now), len(before), len(selector.exact))
    else:
        runs = (
            diff_words(before, review.before),
            diff_words(selector.exact, review.text_now),
            diff_words(after, review.after),
        )
    old_parts = tuple(_parts(runs, DiffKind.GONE))
    new_parts = tuple(_parts(runs, DiffKind.NEW))
    if len(selector.prefix) >= CONTEXT:
        new_parts = _beyond_is_unknown(new_parts)
    if len(selector.suffix) >= CONTEXT:
        new_parts = _beyond_is_unknown(new_parts[::-1])[::-1]
    return Comparison(old_parts, new_parts)


def compare_versions(version: OtherVersion | Conflict) -> Comparison:
    """Compare the present note of an annotation (``old``), by word, with the note of another version (``new``).

    An annotation in the bin is compared too. ``old`` is empty if the file does not have the annotation any more.
    """
    return compare_notes("" if version.own is None else version.own.body, version.annotation.body)


def compare_notes(first: str, second: str) -> Comparison:
    """Compare two notes by word; ``old`` is the first, ``new`` the second."""
    runs = diff_words(first, second)
    old = tuple(ComparedPart(text, kind is DiffKind.GONE) for kind, text in runs if kind is not DiffKind.NEW)
    new = tuple(ComparedPart(text, kind is DiffKind.NEW) for kind, text in runs if kind is not DiffKind.GONE)
    return Comparison(old, new)


def _beyond_is_unknown(now: tuple[ComparedPart, ...]) -> tuple[ComparedPart, ...]:
    """Clear the difference at the outer end of a text if the part next to it is known from the old text."""
    if len(now) > 1 and now[1].around and not now[1].differs:
        return (now[0]._replace(differs=False), *now[1:])
    return now


def _parts(runs: Iterable[tuple[DiffPart, ...]], own_kind: DiffKind) -> Iterator[ComparedPart]:
    for each, around in zip(runs, (True, False, True), strict=True):
        for kind, text in each:
            if kind in (DiffKind.SAME, own_kind):
                yield ComparedPart(text, kind is own_kind, around)


def _cut(runs: tuple[DiffPart, ...], before: int, exact: int) -> tuple[tuple[DiffPart, ...], ...]:
    """Split the runs of a comparison at the beginning and end of the quotation in the old text.

    Returns the runs before, in and after the quotation. ``before`` and ``exact`` are the lengths of the old text before
    the quotation and of the quotation.
    """
    found: tuple[list[DiffPart], ...] = ([], [], [])
    offset = 0
    for kind, text in runs:
        if kind is DiffKind.NEW:
            found[(offset >= before) + (offset >= before + exact)].append(DiffPart(kind, text))
            continue
        pieces = text[: max(before - offset, 0)], text[max(before - offset, 0) : max(before + exact - offset, 0)]
        for side, piece in enumerate((*pieces, text[max(before + exact - offset, 0) :])):
            if piece:
                found[side].append(DiffPart(kind, piece))
        offset += len(text)
    return tuple(tuple(each) for each in found)


def _whole_words(around: str, step: int = 1) -> str:
    """Remove the word that was cut at CONTEXT code points: the first one, or with ``step`` -1 the last one."""
    if len(around) < CONTEXT or not any(character.isspace() for character in around):
        return around
    rest = "".join(dropwhile(lambda character: not character.isspace(), around[::step]))
    return "".join(dropwhile(str.isspace, rest))[::step]
