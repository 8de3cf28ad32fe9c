"""Drafts: what the user enters in an editor, the annotations made from it, and the open page as annotations see it."""

from collections.abc import Iterable, Mapping
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
from coopviewer.domain.annotations.lists import PageFacts
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.pages import EntryPage, Page, SourcePage, facts_of


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """The open page as annotations see it.

    ``entry_id`` is the id of the page's entry or source, ``former_ids`` are the ids it had in earlier editions.
    ``person`` is the author of new annotations. ``titles`` has the titles, by id, of other entries that annotations may
    be on or link to. ``conflicts`` are the uuids of annotations with another version that waits for a decision.
    """

    dataset: str
    entry_id: str
    title: str
    person: Person
    titles: Mapping[str, str] = field(default_factory=dict)
    former_ids: tuple[str, ...] = ()
    conflicts: frozenset[str] = frozenset()

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """All ids by which annotations may name the page's own entry: the present one, then former ones."""
        return (self.entry_id, *self.former_ids)

    def names(self, annotations: Iterable[Annotation]) -> bool:
        """Return whether the page has the titles of all entries that these annotations are on or link to."""
        known = {*self.entry_ids, *self.titles}
        return all({each.entry_id, each.target_entry_id or each.entry_id} <= known for each in annotations)

    def title_of(self, entry_id: str) -> str:
        """Return the title of an entry that the page knows; of any other entry, the id.

        The page's own entry is known by its former ids too.
        """
        return self.title if entry_id in self.entry_ids else self.titles.get(entry_id, entry_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the user entered in the editor of one annotation: its text, tags, colour, status and link.

    ``tags`` are in alphabetical order; ``colour`` and ``status`` None: without one. ``target_entry_id`` is the id of
    the entry that it links to, None: it is no link. ``only_mine``: it is never published to a team.
    """

    body: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour | None = None
    status: AnnotationStatus | None = None
    target_entry_id: str | None = None
    only_mine: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the draft has no content: no tag, colour, status or link, and no text but white space.

        ``only_mine`` does not count.
        """
        return not (self.body.strip() or self.tags or self.colour or self.status or self.target_entry_id)


def draft_of(annotation: Annotation) -> Draft:
    """Return the content with which an editor of the annotation opens."""
    chosen = annotation.colour, annotation.status, annotation.target_entry_id, annotation.only_mine
    return Draft(annotation.body, annotation.tags, *chosen)


def new_note(page: AnnotatedPage, at: datetime) -> Annotation:
    """Return a new, empty note on the entry of a page as a whole; ``at`` is its time of creation.

    Its revision is 0 until it has content.
    """
    return Annotation(
        uuid=new_uuid(),
        revision=0,  # becomes 1 with the first draft
        dataset=page.dataset,
        entry_id=page.entry_id,
        motivation=Motivation.COMMENTING,
        creator=page.person,
        created=at,
        modified=at,
    )


def apply_draft(base: Annotation, draft: Draft, at: datetime) -> Annotation:
    """Return the annotation ``base`` with the content of a draft, one revision higher.

    ``base`` is the annotation as it was when the editor opened, so that the revision is the same however often the
    draft is written; ``at`` is the time of modification. The result is outside the bin. Its motivation follows the
    content: with a target it is a link, and a highlight with text becomes a note; a link without a target becomes a
    note, or a highlight if it is on a passage and has no text.
    """
    return replace(
        base,
        revision=base.revision + 1,
        modified=at,
        body=draft.body,
        tags=sorted_tags(draft.tags),
        colour=draft.colour,
        status=draft.status,
        target_entry_id=draft.target_entry_id,
        only_mine=draft.only_mine,
        motivation=_motivation(base, draft),
        deleted_at=None,
    )


def _motivation(base: Annotation, draft: Draft) -> Motivation:
    """Return the motivation that fits the draft.

    A draft with a target is a link, and a highlight with text becomes a note. An annotation whose link was removed
    becomes a highlight or a note.
    """
    if draft.target_entry_id is not None:
        return Motivation.LINKING
    bare = not draft.body.strip()
    if base.motivation is Motivation.LINKING:
        return Motivation.HIGHLIGHTING if base.anchors and bare else Motivation.COMMENTING
    if base.motivation is Motivation.HIGHLIGHTING and not bare:
        return Motivation.COMMENTING
    return base.motivation


def new_passage_annotation(
    page: AnnotatedPage,
    selector: Selector,
    entry_id: str,
    edition: Edition,
    at: datetime,
    colour: Colour | None = None,
) -> Annotation:
    """Return a new annotation on the passage of a fact that ``selector`` selects, by the person of the page.

    ``entry_id`` is the entry of the fact, ``at`` the time of creation. With a colour it is a highlight. Without one it
    is an unfinished note: its revision is 0 until it has content.
    """
    return replace(
        new_note(page, at),
        revision=0 if colour is None else 1,
        entry_id=entry_id,
        motivation=Motivation.COMMENTING if colour is None else Motivation.HIGHLIGHTING,
        colour=colour,
        anchors=(Anchor(selector=selector, edition=edition.id, edition_sha256=edition.content_sha256),),
    )


def new_bookmark(page: AnnotatedPage, at: datetime) -> Annotation:
    """Return a new bookmark of a page's entry; ``at`` is its time of creation."""
    return replace(new_note(page, at), revision=1, motivation=Motivation.BOOKMARKING)


def page_facts(page: Page) -> PageFacts:
    """Return the ids of a page that annotations can refer to: of its entry or source, and of its facts.

    In the result ``shown`` is empty, since it is known only once the page is drawn. A page of no entry or source has an
    empty entry id.
    """
    former_ids = page.former_ids if isinstance(page, EntryPage) else ()
    return PageFacts(_entry_id(page), frozenset(fact.id for fact in facts_of(page)), former_ids)


def annotated_page(
    page: Page,
    dataset: str,
    person: Person,
    others: Mapping[str, str] | None = None,
    conflicts: frozenset[str] = frozenset(),
) -> AnnotatedPage | None:
    """Return a page as annotations of it need it; None if it is the page of no entry or source.

    ``dataset`` is the reference that the annotations belong to, ``person`` their author. ``others`` are titles, by id,
    of entries that the page does not name; ``conflicts`` are the uuids of annotations with another version that waits
    for a decision.
    """
    entry_id = _entry_id(page)
    if not entry_id:
        return None
    titles = {ref.id: ref.title for ref in page.lookup.refs.values()} | dict(others or {})
    former_ids = page.former_ids if isinstance(page, EntryPage) else ()
    return AnnotatedPage(dataset, entry_id, page.title, person, titles, former_ids, conflicts)


def _entry_id(page: Page) -> str:
    if isinstance(page, EntryPage):
        return page.record.ref.id
    return page.source.id if isinstance(page, SourcePage) else ""
