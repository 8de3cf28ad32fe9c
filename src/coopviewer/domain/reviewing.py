"""Reviewing: the annotations that a person is asked about because their text has changed, and what came of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopviewer.domain.anchoring import Suggestion
from coopviewer.domain.annotations import Anchor, AnchorStatus, Annotation
from coopviewer.domain.edition_texts import EntryTexts
from coopviewer.domain.editions import Edition
from coopviewer.domain.placing import Placed, confirmed

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
    """Put together what is shown of an annotation that asks; it must have anchors."""
    annotation, suggestion = placed.annotation, placed.suggestion
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
