"""Marking: annotations made in one go, on the words that are selected or on a whole entry."""

from dataclasses import replace
from datetime import datetime

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Colour, Motivation, Selector
from coopviewer.domain.annotations.drafts import AnnotatedPage, new_note
from coopviewer.domain.reference.editions import Edition


def mark_of(
    page: AnnotatedPage,
    selector: Selector,
    entry_id: str,
    edition: Edition,
    at: datetime,
    colour: Colour | None = None,
) -> Annotation:
    """Make an annotation on words of a fact; ``entry_id`` is that of the fact. A colour makes it a highlight.

    Without a colour it is a note that is only begun: its revision is 0 until something is said in it.
    """
    return replace(
        new_note(page, at),
        revision=0 if colour is None else 1,
        entry_id=entry_id,
        motivation=Motivation.COMMENTING if colour is None else Motivation.HIGHLIGHTING,
        colour=colour,
        anchors=(Anchor(selector=selector, edition=edition.id, edition_sha256=edition.content_sha256),),
    )


def bookmark_of(page: AnnotatedPage, at: datetime) -> Annotation:
    """Make the bookmark of a page's entry."""
    return replace(new_note(page, at), revision=1, motivation=Motivation.BOOKMARKING)
