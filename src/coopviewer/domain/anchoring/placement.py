"""Placing: what becomes of an annotation in the edition that is open, and what a person decides about it.

What was found is never overwritten: each finding, the program's or the person's, is a further anchor. An annotation
that stands as it stood gets none.
"""

from dataclasses import dataclass
from datetime import datetime

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import Located, Suggestion, find_passage, stands_exactly
from coopviewer.domain.anchoring.similarity import likeness
from coopviewer.domain.annotations.annotation import Anchor, AnchorStatus, Annotation, Decider, Selector
from coopviewer.domain.reference.editions import Edition

_WHOLE = (AnchorStatus.EXACT, AnchorStatus.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of one annotation in an edition.

    ``status`` is how its place compares with what a person last said of it, None where it stands on the entry as a
    whole. ``selector`` is where it stands; None for an orphan, and where it stands on the entry. ``row`` is the anchor
    to be added to those it has, None: they say already where it stands. ``asks``: the person is to decide.
    """

    annotation: Annotation
    status: AnchorStatus | None = None
    selector: Selector | None = None
    score: float = 1.0
    suggestion: Suggestion | None = None
    row: Anchor | None = None
    asks: bool = False


def stands_unchanged(annotation: Annotation, edition: Edition, text: str | None) -> bool:
    """Tell whether an annotation stands in an edition as its last anchor says; a quick look, enough for most.

    ``text`` is the one that the anchor names, as this edition has it, None where it has none.
    """
    last = annotation.anchor
    if last is None:
        return True
    if last.status is AnchorStatus.ORPHAN or text is None:
        return False
    is_of_it = len(annotation.anchors) == 1 or _before(annotation, edition) in (None, last)
    return is_of_it and stands_exactly(last.selector, text)


def place(annotation: Annotation, texts: EntryTexts, edition: Edition) -> Placed:
    """Say what becomes of an annotation, given the texts of its entry in an edition."""
    last = annotation.anchor
    if last is None:
        return Placed(annotation=annotation)
    before = _before(annotation, edition)
    if before is not None and _still_holds(before, texts):
        return _as_before(annotation, before)
    kept_until_now = last.status is AnchorStatus.ORPHAN and last.decided_by is Decider.PERSON
    found = _find(annotation, texts)
    if found.selector is None:
        row = None if last.status is AnchorStatus.ORPHAN else _anchor(last.selector, edition, found)
        asks = found.suggestion is not None or not kept_until_now
        return _placed(annotation, found, row, asks=asks)
    return _placed(annotation, found, None if _says(last, found.selector) else _anchor(found.selector, edition, found))


def confirmed(annotation: Annotation) -> Anchor:
    """Give the anchor that a person last made or accepted: what the annotation is about. It must have anchors."""
    of_person = (each for each in reversed(annotation.anchors) if each.decided_by is Decider.PERSON)
    return next((each for each in of_person if each.status is not AnchorStatus.ORPHAN), annotation.anchors[0])


def status_of(anchor: Anchor) -> AnchorStatus:
    """Say how a place compares with what a person last said of it; what they decided is as they mean it."""
    return AnchorStatus.EXACT if anchor.decided_by is Decider.PERSON else anchor.status


def attach(
    annotation: Annotation, selector: Selector, edition: Edition, at: datetime, *, entry_id: str | None = None
) -> Annotation:
    """Let an annotation stand where a person says: at a suggestion, or at what they selected.

    ``entry_id`` is the entry of the selector's fact, None: the one it has.
    """
    meant = confirmed(annotation).selector.exact if annotation.anchors else selector.exact
    anchor = Anchor(
        selector=selector,
        edition=edition.id,
        edition_sha256=edition.content_sha256,
        status=_attached(annotation, meant == selector.exact),
        score=likeness(meant, selector.exact),
    )
    return annotation.changed(at, anchors=(*annotation.anchors, anchor), entry_id=entry_id or annotation.entry_id)


def _attached(annotation: Annotation, same_words: bool) -> AnchorStatus:
    if not annotation.anchors:
        return AnchorStatus.EXACT  # it is made there
    return AnchorStatus.MOVED if same_words else AnchorStatus.CHANGED


def keep_as_orphan(annotation: Annotation, edition: Edition, at: datetime) -> Annotation:
    """Leave an annotation without a place in this edition; it must have anchors.

    It is not asked about again in this edition; in another one it is where its text may have come back.
    """
    orphan = Anchor(
        selector=annotation.anchors[-1].selector,
        edition=edition.id,
        edition_sha256=edition.content_sha256,
        status=AnchorStatus.ORPHAN,
        score=0.0,
    )
    return annotation.changed(at, anchors=(*annotation.anchors, orphan))


def _before(annotation: Annotation, edition: Edition) -> Anchor | None:
    """Give what was last decided or found in this very edition, None where it was not looked at yet.

    What the person decided counts, even where the program, looking meanwhile, found something after it.
    """
    here = [each for each in annotation.anchors if each.edition_sha256 == edition.content_sha256]
    decided = [each for each in here if each.decided_by is Decider.PERSON]
    return next(reversed(decided or here), None)


def _still_holds(anchor: Anchor, texts: EntryTexts) -> bool:
    """Tell whether what was found in an edition can be relied on; an orphan that the person did not keep is asked."""
    if anchor.status is AnchorStatus.ORPHAN:
        return anchor.decided_by is Decider.PERSON
    selector, own = anchor.selector, texts.own(anchor.selector)
    return own is not None and own[1][selector.start : selector.end] == selector.exact


def _as_before(annotation: Annotation, before: Anchor) -> Placed:
    row = None if annotation.anchor == before else before  # the last one is where it stands
    if before.status is AnchorStatus.ORPHAN:
        return Placed(annotation=annotation, status=AnchorStatus.ORPHAN, score=0.0, row=row)
    return Placed(
        annotation=annotation, status=status_of(before), selector=before.selector, score=before.score, row=row
    )


def _find(annotation: Annotation, texts: EntryTexts) -> Located:
    """Look for the words found last, then for those the person meant: what changes little by little is not followed."""
    meant = confirmed(annotation)
    latest = next((each for each in reversed(annotation.anchors) if each.status is not AnchorStatus.ORPHAN), meant)
    found = find_passage(latest.selector, texts)
    if found.status in _WHOLE and found.selector is not None:
        return _compared(found.selector, latest, meant)
    if latest.selector.exact == meant.selector.exact:
        return found
    again = find_passage(meant.selector, texts)
    return found if again.selector is None and again.suggestion is None else again


def _compared(selector: Selector, latest: Anchor, meant: Anchor) -> Located:
    """Say how a place that holds the words found last compares with what the person meant."""
    if selector.exact != meant.selector.exact:
        return Located(AnchorStatus.CHANGED, selector, latest.score)
    if _place(selector) == _place(meant.selector):
        return Located(AnchorStatus.EXACT, selector, 1.0)
    return Located(AnchorStatus.MOVED, selector, 1.0)


def _says(last: Anchor, selector: Selector) -> bool:
    return last.status is not AnchorStatus.ORPHAN and _place(last.selector) == _place(selector)


def _place(selector: Selector) -> tuple[str, str, int, int, str]:
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


def _placed(annotation: Annotation, found: Located, row: Anchor | None, *, asks: bool = False) -> Placed:
    return Placed(
        annotation=annotation,
        status=found.status,
        selector=found.selector,
        score=found.score,
        suggestion=found.suggestion,
        row=row,
        asks=asks,
    )
