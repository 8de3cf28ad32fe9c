"""What a file would bring, item by item, before it is imported, and what the user chooses of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.exchange import ItemLoss, Loss, ReadAnnotations
from coopviewer.domain.annotations.versions.plan import ImportCounts, ImportPlan
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.domain.text.measures import shorten

MOST_LISTED = 500
"""The most annotations of each outcome (such as new, or a conflict) that a preview lists.

All further ones can only be chosen together.
"""
_LONGEST = 160  # code points of a note


class PreviewItem(NamedTuple):
    """An annotation of a file that may be imported: its outcome, its entry, and how its note begins.

    The outcome says what an import would make of it, such as a new annotation or a conflict. ``text`` is the beginning
    of the note on one line, at most 160 code points; without a note, of the quotation, or else of the tags. ``author``
    is the name of who wrote it, ``changed_by`` the name of who changed it last, empty if that is the author.
    ``is_elsewhere``: it would be stored, and belongs to another reference than the open one. ``revives``: it is in the
    bin of the user's file, and comes back. ``is_overruled``: the file deletes it, but it stays.
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
    """What an import would do: how many annotations have each outcome (new, conflict …), and the first of each.

    An annotation of which the file has several versions may count several times. ``items`` are at most 500
    (MOST_LISTED) for each outcome. ``losses`` is the number of annotations affected by each kind of loss,
    ``affected`` the number that have any. ``lost`` has at most 200 items, in the order of the file: each has the losses
    of one annotation, or of the file itself. ``unlisted`` is the number of annotations that are not among ``items``, by
    outcome and by the id of their entry; those of other references than the open one have the key None.
    """

    counts: ImportCounts
    items: tuple[PreviewItem, ...]
    losses: Mapping[Loss, int] = field(default_factory=dict)
    lost: tuple[ItemLoss, ...] = ()
    affected: int = 0
    unlisted: Mapping[VersionOutcome, Mapping[str | None, int]] = field(default_factory=dict)

    @property
    def entry_ids(self) -> frozenset[str]:
        """The ids of the entries of the listed annotations, and of the others that are of the open reference."""
        others = (id_ for counts in self.unlisted.values() for id_ in counts if id_ is not None)
        return frozenset((*(each.entry_id for each in self.items), *others))

    @property
    def brings_anything(self) -> bool:
        """Whether any annotation would be stored: a new one, a newer one or a conflict; older versions do not count."""
        return bool(self.counts.new or self.counts.newer or self.counts.conflicts)


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the user does not want of a file: single annotations, and all that have one of ``outcomes``.

    ``uuids`` are those of the single ones. ``kept`` are the uuids of annotations that are imported although their
    outcome is not wanted.
    """

    uuids: frozenset[str] = frozenset()
    outcomes: frozenset[VersionOutcome] = frozenset()
    kept: frozenset[str] = frozenset()

    def left_out(self, plan: ImportPlan) -> frozenset[str]:
        """Return the uuids of all annotations that the user does not want.

        They are those chosen one by one, and, unless they are in ``kept``, those that have an unwanted outcome by
        ``plan``.
        """
        named = {each.uuid for outcome in self.outcomes for each in getattr(plan, outcome)}
        return self.uuids | (named - self.kept)


def preview_of(plan: ImportPlan, read: ReadAnnotations, people: Iterable[Person] = ()) -> AnnotationsPreview:
    """Return the preview of an import: its items in the order of VersionOutcome, at most 500 (MOST_LISTED) of each.

    ``read`` is what was read from the file, of which ``plan`` was made. ``people`` are the persons in the user's own
    file: they are shown by the names that they have there, all others, and the sender, by the names in the imported
    file.
    """
    elsewhere, revived, undeleted = (
        {each.uuid for each in part} for part in (plan.elsewhere, plan.revived, plan.undeleted)
    )
    names = {each.uuid: each.name for each in people if each.name}
    if read.sender is not None:
        names[read.sender.uuid] = read.sender.name
    # a plan has the annotations of the file themselves
    makers = {id(each.annotation): each.by for each in read.versions}
    items, unlisted = [], {}
    for outcome in VersionOutcome:
        others = getattr(plan, outcome)[MOST_LISTED:]
        unlisted[outcome] = Counter(None if each.uuid in elsewhere else each.entry_id for each in others)
        is_change = outcome in (VersionOutcome.NEWER, VersionOutcome.CONFLICT)
        for each in getattr(plan, outcome)[:MOST_LISTED]:
            sender = read.sender if is_change else None  # who has changed what is known here
            by = makers.get(id(each), each.changed_by or sender or each.creator)
            author, maker = (names.get(person.uuid, person.name) for person in (each.creator, by))
            changed_by = "" if by.uuid == each.creator.uuid else maker
            found = (outcome, each.uuid, each.entry_id, _text(each), author, each.uuid in elsewhere, changed_by)
            items.append(PreviewItem(*found, each.uuid in revived, each.uuid in undeleted))
    return AnnotationsPreview(plan.counts, tuple(items), read.losses, read.items, read.affected, unlisted)


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
