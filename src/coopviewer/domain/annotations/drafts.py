"""What is being written: an annotation made from what a person types and chooses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from coopviewer.domain.annotations.annotation import (
    Anchor,
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    Selector,
    new_uuid,
    sorted_tags,
)
from coopviewer.domain.reference.editions import Edition


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """The open page as annotations see it.

    ``entry_id`` is an entry's or a source's id, ``person`` who writes. ``titles`` names the other entries that
    annotations stand on or lead to, by id.
    """

    dataset: str
    entry_id: str
    title: str
    person: Person
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, entry_id: str) -> str:
        """Give the title of an entry, its id where the title is not known."""
        return self.title if entry_id == self.entry_id else self.titles.get(entry_id, entry_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor holds; ``tags`` are in alphabetical order, ``target_entry_id`` is the far end of a link."""

    body: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour | None = None
    status: AnnotationStatus | None = None
    target_entry_id: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said at all; white space says nothing."""
        return not (self.body.strip() or self.tags or self.colour or self.status or self.target_entry_id)


def draft_of(annotation: Annotation) -> Draft:
    """Give what an editor of the annotation shows first."""
    return Draft(annotation.body, annotation.tags, annotation.colour, annotation.status, annotation.target_entry_id)


def new_note(page: AnnotatedPage, at: datetime) -> Annotation:
    """Begin a note on the entry of a page as a whole, with nothing in it yet."""
    return Annotation(
        uuid=new_uuid(),
        revision=0,  # the first draft makes it 1
        dataset=page.dataset,
        entry_id=page.entry_id,
        motivation=Motivation.COMMENTING,
        creator=page.person,
        created=at,
        modified=at,
    )


def written(base: Annotation, draft: Draft, at: datetime) -> Annotation:
    """Give the annotation as the draft has it: one revision above ``base``, however often one is written."""
    return replace(
        base,
        revision=base.revision + 1,
        modified=at,
        body=draft.body,
        tags=sorted_tags(draft.tags),
        colour=draft.colour,
        status=draft.status,
        target_entry_id=draft.target_entry_id,
        motivation=_motivation(base, draft),
        deleted_at=None,
    )


def _motivation(base: Annotation, draft: Draft) -> Motivation:
    """Tell why it is written: a link leads somewhere, a highlight with words is a note, a link taken off is neither."""
    if draft.target_entry_id is not None:
        return Motivation.LINKING
    bare = not draft.body.strip()
    if base.motivation is Motivation.LINKING:
        return Motivation.HIGHLIGHTING if base.anchors and bare else Motivation.COMMENTING
    if base.motivation is Motivation.HIGHLIGHTING and not bare:
        return Motivation.COMMENTING
    return base.motivation


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
