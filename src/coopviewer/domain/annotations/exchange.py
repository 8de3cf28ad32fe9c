"""Annotations that leave and enter as files: which leave, what was read of a file, and what becomes of each here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation


class ExportFormat(StrEnum):
    """A format; the value is its word on the command line."""

    JSONLD = "jsonld"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def ending(self) -> str:
        """The ending of its files' names, without the dot."""
        return {ExportFormat.JSONLD: "jsonld", ExportFormat.TEXT: "txt", ExportFormat.MARKDOWN: "md"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSelection:
    """Which annotations leave: those that fit all of what is set; within one set any of its members.

    ``dataset`` None: those of all references. ``uuids`` None: any. ``since`` and ``until`` bound when they were changed
    last (UTC, until excluded). ``with_bin``: those in the bin too.
    """

    dataset: str | None = None
    uuids: frozenset[str] | None = None
    tags: frozenset[str] = frozenset()
    entry_ids: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    with_bin: bool = False


@dataclass(frozen=True, slots=True)
class EntryNames:
    """What the reference of ``dataset`` calls its entries: ``titles`` by id.

    ``legal_notes`` are the notes of marked countries (``Kosovo*``), by the title that each explains.
    """

    dataset: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    legal_notes: Mapping[str, str] = field(default_factory=dict)

    def title(self, dataset: str, entry_id: str) -> str:
        """Give the title of an entry in one line; empty where it is not known."""
        return " ".join(self.titles.get(entry_id, "").split()) if dataset == self.dataset else ""


class Loss(StrEnum):
    """What of a file could not be taken as it stands: an annotation as a whole, or a part of one."""

    NOT_UNDERSTOOD = "not-understood"
    """Left out: no annotation, or one whose values break the rules of the model."""
    ABOUT_SOMETHING_ELSE = "about-something-else"
    """Left out: its target is no entry of any reference."""
    TOO_LONG = "too-long"
    """Left out: a text in it is longer, or a list has more in it, than is taken from a file."""
    NOT_IN_FILE = "not-in-file"
    """The file says that it goes on elsewhere."""
    FURTHER_TARGETS = "further-targets"
    """Taken with its first target alone."""
    OTHER_MOTIVATION = "other-motivation"
    """Taken with the nearest motivation."""
    UNKNOWN_WORD = "unknown-word"
    """Taken without a colour or status that this version does not know."""
    QUOTATION_IN_TEXT = "quotation-in-text"
    """Taken as one on the entry as a whole: the file does not say which text is quoted, so its note quotes it."""
    NO_PLACE = "no-place"
    """Taken as an orphan: the file does not say, or not rightly, where in which edition its quotation stands."""
    NO_QUOTATION = "no-quotation"
    """Taken as one on the entry as a whole: the file gives a place, and not the words that stand there."""
    OTHER_BODY = "other-body"
    """Taken without a body that is no text and has no address."""
    MARKUP = "markup"
    """Taken with the signs of HTML in its note."""
    NO_AUTHOR = "no-author"
    """Taken as one by an author without a name."""

    @property
    def leaves_out(self) -> bool:
        """Whether the annotation as a whole is not taken."""
        return self in (Loss.NOT_UNDERSTOOD, Loss.ABOUT_SOMETHING_ELSE, Loss.TOO_LONG, Loss.NOT_IN_FILE)


@dataclass(frozen=True, slots=True)
class ReadAnnotations:
    """What was read of a file, in its order; ``losses`` counts the annotations that each loss befell."""

    annotations: tuple[Annotation, ...]
    losses: Mapping[Loss, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import does. ``new`` and ``newer`` are written; the rest stays as it is here.

    ``newer`` have a higher revision than what is here, ``older`` a lower one; ``same`` the same revision with the same
    content, ``differing`` with other content. ``elsewhere`` are those among ``new`` and ``newer`` that belong to
    another reference than the open one.
    """

    new: tuple[Annotation, ...] = ()
    newer: tuple[Annotation, ...] = ()
    same: tuple[Annotation, ...] = ()
    older: tuple[Annotation, ...] = ()
    differing: tuple[Annotation, ...] = ()
    elsewhere: tuple[Annotation, ...] = ()

    @property
    def taken(self) -> tuple[Annotation, ...]:
        """What is to be written, as one operation."""
        return self.new + self.newer

    @property
    def counts(self) -> "ImportCounts":
        """How many there are of each."""
        return ImportCounts(*(len(getattr(self, name)) for name in ImportCounts._fields))


class ImportCounts(NamedTuple):
    """How many annotations an import took, and how many it left; as ImportPlan, which holds them."""

    new: int = 0
    newer: int = 0
    same: int = 0
    older: int = 0
    differing: int = 0
    elsewhere: int = 0


def plan_import(
    existing: Mapping[str, Annotation], incoming: Iterable[Annotation], dataset: str | None = None
) -> ImportPlan:
    """Compare what enters with what is here under the same uuids; of several revisions in a file the highest counts.

    ``dataset`` is that of the open reference; None: no reference is open, and nothing counts as elsewhere.
    """
    known = dict(existing)
    taken: dict[str, Annotation] = {}
    same, older, differing = [], [], []
    for annotation in incoming:
        before = known.get(annotation.uuid)
        if before is None or annotation.revision > before.revision:
            known[annotation.uuid] = taken[annotation.uuid] = annotation
        elif annotation.revision < before.revision:
            older.append(annotation)
        elif alike(annotation, before):
            same.append(annotation)
        else:
            differing.append(annotation)
    return ImportPlan(
        new=tuple(each for uuid, each in taken.items() if uuid not in existing),
        newer=tuple(each for uuid, each in taken.items() if uuid in existing),
        same=tuple(same),
        older=tuple(older),
        differing=tuple(differing),
        elsewhere=tuple(each for each in taken.values() if dataset is not None and each.dataset != dataset),
    )


def alike(one: Annotation, other: Annotation) -> bool:
    """Tell whether two annotations say the same.

    An author's name may have been changed since, and the program adds anchors without a new revision: neither counts.
    """
    return _core(one) == _core(other)


def _core(annotation: Annotation) -> Annotation:
    return replace(annotation, creator=replace(annotation.creator, name=""), anchors=annotation.anchors[:1])
