"""What a file would bring, item by item, before it is imported, and what the user chooses of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.exchange import ItemLoss, Loss, ReadAnnotations
from coopviewer.domain.annotations.versions.plan import ImportCounts, ImportPlan
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.domain.text.measures import shorten

MOST_LISTED = 500
"""The most items of each outcome that a preview lists; all others can only be chosen together."""
_LONGEST = 160  # code points of a note


class PreviewItem(NamedTuple):
    """An annotation of a file: its outcome, its entry, and how its note begins.

    ``text`` is that beginning on one line, at most 160 code points, or that of the quotation, or else of the tags,
    where it has no note. ``author`` is the name of who wrote it, ``changed_by`` that of who changed it last, empty if
    that is the author. ``is_elsewhere``: it would be stored and belongs to another reference than the open one.
    ``revives``: it is in the bin here, and comes back. ``is_overruled``: the file deletes it, and it stays.
    """

    outcome: VersionOutcome
    uuid: str
    entry_id: str
    text: str
    author: str
    is_elsewhere: bool
    changed_by: str = ""
    revives: bool = False
    is_overruled: bool = False


@dataclass(frozen=True, slots=True)
class AnnotationsPreview:
    """What an import would do: numbers by outcome, the first items of each, and what cannot be read.

    Of each outcome there are at most MOST_LISTED ``items``. ``losses``, ``affected`` and ``lost`` are as ``losses``,
    ``affected`` and ``items`` in ReadAnnotations.
    """

    counts: ImportCounts
    items: tuple[PreviewItem, ...]
    losses: Mapping[Loss, int] = field(default_factory=dict)
    lost: tuple[ItemLoss, ...] = ()
    affected: int = 0

    @property
    def brings_anything(self) -> bool:
        """Whether any annotation would be stored; former states, for its history, do not count."""
        return bool(self.counts.new or self.counts.newer or self.counts.conflicts)


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the user does not want of a file: annotations by their uuids, and whole outcomes but for those ``kept``."""

    uuids: frozenset[str] = frozenset()
    outcomes: frozenset[VersionOutcome] = frozenset()
    kept: frozenset[str] = frozenset()

    def left_out(self, plan: ImportPlan) -> frozenset[str]:
        """Return the uuids of all annotations that the user does not want, with those of whole outcomes of a plan."""
        named = {each.uuid for outcome in self.outcomes for each in getattr(plan, outcome)}
        return self.uuids | (named - self.kept)


def preview_of(plan: ImportPlan, read: ReadAnnotations, people: Iterable[Person] = ()) -> AnnotationsPreview:
    """Return the preview of an import with a plan: its items in the order of VersionOutcome, at most MOST_LISTED each.

    ``read`` is what the plan was made of. ``people`` are those known here, whose names are shown instead of the names
    that the file has for them; the sender's name is the file's.
    """
    elsewhere, revived, undeleted = (
        {each.uuid for each in part} for part in (plan.elsewhere, plan.revived, plan.undeleted)
    )
    names = {each.uuid: each.name for each in people if each.name}
    if read.sender is not None:
        names[read.sender.uuid] = read.sender.name
    # a plan has the annotations of the file themselves
    makers = {id(each.annotation): each.by for each in read.versions}
    items = []
    for outcome in VersionOutcome:
        is_change = outcome in (VersionOutcome.NEWER, VersionOutcome.CONFLICT)
        for each in getattr(plan, outcome)[:MOST_LISTED]:
            sender = read.sender if is_change else None  # who has changed what is known here
            by = makers.get(id(each), each.changed_by or sender or each.creator)
            author, maker = (names.get(person.uuid, person.name) for person in (each.creator, by))
            changed_by = "" if by.uuid == each.creator.uuid else maker
            found = (outcome, each.uuid, each.entry_id, _text(each), author, each.uuid in elsewhere, changed_by)
            items.append(PreviewItem(*found, each.uuid in revived, each.uuid in undeleted))
    return AnnotationsPreview(plan.counts, tuple(items), read.losses, read.items, read.affected)


def _text(annotation: Annotation) -> str:
    text = " ".join((annotation.body or annotation.quotation or " ".join(annotation.tags)).split())
    return shorten(text, _LONGEST)


def without(read: ReadAnnotations, uuids: frozenset[str]) -> ReadAnnotations:
    """Return what was read from a file without the annotations with these uuids; its losses stay."""
    return ReadAnnotations(
        tuple(each for each in read.annotations if each.uuid not in uuids),
        read.losses,
        read.sender,
        read.items,
        tuple(each for each in read.versions if each.annotation.uuid not in uuids),
        read.affected,
    )
