"""Placement: the position of an annotation in the open edition, and the user's decisions about it.

No earlier result is overwritten: each result, found by the program or decided by the user, is a further anchor. An
annotation whose passage is unchanged gets no new anchor.
"""

from dataclasses import dataclass
from datetime import datetime

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import Located, Suggestion, find_passage, is_passage_unmoved
from coopviewer.domain.anchoring.similarity import text_similarity
from coopviewer.domain.annotations.annotation import Anchor, AnchorStatus, Annotation, Decider, Selector
from coopviewer.domain.reference.editions import Edition

_WHOLE = (AnchorStatus.EXACT, AnchorStatus.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The position of one annotation in an edition.

    ``status`` says how the passage found compares with the one that the user last confirmed, ``selector`` is the
    passage found, and ``score`` the similarity of its text, from 0 to 1. ``selector`` is None for an orphan; ``status``
    and ``selector`` are None for an annotation on the entry as a whole. ``suggestion`` is a similar passage to offer
    for an orphan, None: there is none. ``new_anchor`` is to be added to the annotation's anchors, None where the last
    anchor is still right. ``needs_decision``: the user has to decide.
    """

    annotation: Annotation
    status: AnchorStatus | None = None
    selector: Selector | None = None
    score: float = 1.0
    suggestion: Suggestion | None = None
    new_anchor: Anchor | None = None
    needs_decision: bool = False


def is_unchanged(annotation: Annotation, edition: Edition, text: str | None) -> bool:
    """Return whether an annotation is still at its last anchor in an edition; a quick test that is enough for most.

    ``text`` is the whole text of the last anchor's fact in this edition, None if the edition has no such text. True for
    an annotation on an entry as a whole. False does not mean that the annotation moved: ``place_annotation`` has to
    find out.
    """
    last = annotation.anchor
    if last is None:
        return True
    if last.status is AnchorStatus.ORPHAN or text is None:
        return False
    is_of_edition = len(annotation.anchors) == 1 or _anchor_of_edition(annotation, edition) in (None, last)
    return is_of_edition and is_passage_unmoved(last.selector, text)


def place_annotation(annotation: Annotation, texts: EntryTexts, edition: Edition) -> Placement:
    """Find the position of an annotation in an edition, given the edition's texts of its entry.

    An earlier anchor of this edition is used without a search if its text is still there, the user's before the
    program's; an orphan that the user kept in this edition stays one.
    """
    last = annotation.anchor
    if last is None:
        return Placement(annotation=annotation)
    before = _anchor_of_edition(annotation, edition)
    if before is not None and _still_holds(before, texts):
        return _placement_by(annotation, before)
    is_kept_orphan = last.status is AnchorStatus.ORPHAN and last.decided_by is Decider.PERSON
    found = _find(annotation, texts)
    if found.selector is None:
        new_anchor = None if last.status is AnchorStatus.ORPHAN else _anchor(last.selector, edition, found)
        needs_decision = found.suggestion is not None or not is_kept_orphan
        return _placement_of(annotation, found, new_anchor, needs_decision=needs_decision)
    return _placement_of(
        annotation, found, None if _is_at(last, found.selector) else _anchor(found.selector, edition, found)
    )


def confirmed_anchor(annotation: Annotation) -> Anchor:
    """Return the last anchor that the user made or accepted and that is no orphan; without one, the first anchor.

    Raises IndexError if the annotation has no anchors.
    """
    by_user = (each for each in reversed(annotation.anchors) if each.decided_by is Decider.PERSON)
    return next((each for each in by_user if each.status is not AnchorStatus.ORPHAN), annotation.anchors[0])


def status_of(anchor: Anchor) -> AnchorStatus:
    """Return how an anchor compares with the one that the user last confirmed.

    The user's own decisions are EXACT, and so is an orphan that the user kept.
    """
    return AnchorStatus.EXACT if anchor.decided_by is Decider.PERSON else anchor.status


def attach(
    annotation: Annotation, selector: Selector, edition: Edition, at: datetime, *, entry_id: str | None = None
) -> Annotation:
    """Return the next revision of an annotation, with one more anchor: a passage that the user accepted or selected.

    ``entry_id`` is the entry of the selector's fact, which the annotation then belongs to; None: it stays with its own.
    ``at`` is the time of the change. The anchor is EXACT if it is the first one, else MOVED if it has the text that the
    user last confirmed, else CHANGED.
    """
    meant = confirmed_anchor(annotation).selector.exact if annotation.anchors else selector.exact
    anchor = Anchor(
        selector=selector,
        edition=edition.id,
        edition_sha256=edition.content_sha256,
        status=_status_when_attached(annotation, meant == selector.exact),
        score=text_similarity(meant, selector.exact),
    )
    return annotation.changed(at, anchors=(*annotation.anchors, anchor), entry_id=entry_id or annotation.entry_id)


def _status_when_attached(annotation: Annotation, same_words: bool) -> AnchorStatus:
    if not annotation.anchors:
        return AnchorStatus.EXACT  # its first anchor
    return AnchorStatus.MOVED if same_words else AnchorStatus.CHANGED


def keep_as_orphan(annotation: Annotation, edition: Edition, at: datetime) -> Annotation:
    """Return the next revision of an annotation, with one more anchor: the user keeps it as an orphan in this edition.

    ``at`` is the time of the change. The annotation must have anchors. The user is not asked about it again in this
    edition, but may be in another one, where its text may be back.
    """
    orphan = Anchor(
        selector=annotation.anchors[-1].selector,
        edition=edition.id,
        edition_sha256=edition.content_sha256,
        status=AnchorStatus.ORPHAN,
        score=0.0,
    )
    return annotation.changed(at, anchors=(*annotation.anchors, orphan))


def _anchor_of_edition(annotation: Annotation, edition: Edition) -> Anchor | None:
    """Return the anchor last decided or found in this very edition, None where there is none.

    A decision of the user takes precedence over later results of the program.
    """
    here = [each for each in annotation.anchors if each.edition_sha256 == edition.content_sha256]
    decided = [each for each in here if each.decided_by is Decider.PERSON]
    return next(reversed(decided or here), None)


def _still_holds(anchor: Anchor, texts: EntryTexts) -> bool:
    """Return whether an anchor of this edition is still valid; an orphan is valid only if the user decided it."""
    if anchor.status is AnchorStatus.ORPHAN:
        return anchor.decided_by is Decider.PERSON
    selector, current = anchor.selector, texts.current_text(anchor.selector)
    return current is not None and current[1][selector.start : selector.end] == selector.exact


def _placement_by(annotation: Annotation, before: Anchor) -> Placement:
    new_anchor = None if annotation.anchor == before else before  # the last anchor is the valid one
    if before.status is AnchorStatus.ORPHAN:
        return Placement(annotation=annotation, status=AnchorStatus.ORPHAN, score=0.0, new_anchor=new_anchor)
    return Placement(
        annotation=annotation,
        status=status_of(before),
        selector=before.selector,
        score=before.score,
        new_anchor=new_anchor,
    )


def _find(annotation: Annotation, texts: EntryTexts) -> Located:
    """Search the text found last, then the text the user confirmed, so that gradual changes are not followed."""
    confirmed = confirmed_anchor(annotation)
    latest = next((each for each in reversed(annotation.anchors) if each.status is not AnchorStatus.ORPHAN), confirmed)
    found = find_passage(latest.selector, texts)
    if found.status in _WHOLE and found.selector is not None:
        return _compared(found.selector, latest, confirmed)
    if latest.selector.exact == confirmed.selector.exact:
        return found
    again = find_passage(confirmed.selector, texts)
    return found if again.selector is None and again.suggestion is None else again


def _compared(selector: Selector, latest: Anchor, confirmed: Anchor) -> Located:
    """Compare a passage that has the text found last with the anchor that the user confirmed."""
    if selector.exact != confirmed.selector.exact:
        return Located(AnchorStatus.CHANGED, selector, latest.score)
    if _position(selector) == _position(confirmed.selector):
        return Located(AnchorStatus.EXACT, selector, 1.0)
    return Located(AnchorStatus.MOVED, selector, 1.0)


def _is_at(last: Anchor, selector: Selector) -> bool:
    return last.status is not AnchorStatus.ORPHAN and _position(last.selector) == _position(selector)


def _position(selector: Selector) -> tuple[str, str, int, int, str]:
    return selector.fact_id, selector.field, selector.start, selector.end, selector.exact


def _anchor(selector: Selector, edition: Edition, found: Located) -> Anchor:
    return Anchor(
        selector=selector,
        edition=edition.id,
        edition_sha256=edition.content_sha256,
        status=found.status,
        score=found.score,
        decided_by=Decider.PROGRAM,
    )


def _placement_of(
    annotation: Annotation, found: Located, new_anchor: Anchor | None, *, needs_decision: bool = False
) -> Placement:
    return Placement(
        annotation=annotation,
        status=found.status,
        selector=found.selector,
        score=found.score,
        suggestion=found.suggestion,
        new_anchor=new_anchor,
        needs_decision=needs_decision,
    )
