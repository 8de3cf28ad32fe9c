"""What is asked of a person's annotations, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation


class Order(StrEnum):
    """By what a list of annotations is sorted."""

    MODIFIED = "modified"
    CREATED = "created"
    ENTRY = "entry"
    BODY = "body"
    COLOUR = "colour"
    STATUS = "status"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFilter:
    """Which annotations are wanted: those that fit all of what is set; within one set any of its members.

    ``text`` holds words that must all stand in body, quotation or tags, whatever their case and accents. ``authors``
    are uuids of persons; ``entry_kinds`` values of EntryKind or ``source``; ``entry_ids`` None: of any entry. ``since``
    and ``until`` bound ``modified`` (UTC, until excluded). ``in_bin``: those deleted instead of those that are not.
    """

    dataset: str
    text: str = ""
    tags: frozenset[str] = frozenset()
    colours: frozenset[Colour] = frozenset()
    statuses: frozenset[AnnotationStatus] = frozenset()
    motivations: frozenset[Motivation] = frozenset()
    authors: frozenset[str] = frozenset()
    entry_kinds: frozenset[str] = frozenset()
    entry_ids: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    in_bin: bool = False
    order: Order = Order.MODIFIED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class FoundAnnotations:
    """A stretch of a list from ``offset`` on; ``total`` counts the whole list."""

    total: int
    offset: int
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class ListedAnnotations:
    """A list of annotations by their uuids, in its order, and ``first`` those that stand at its head.

    ``complete``: these are all; otherwise only those at its head.
    """

    uuids: tuple[str, ...]
    first: tuple[Annotation, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What annotations of a page are about: the id that it is annotated by, empty for home, and facts it was read with.

    ``former_ids`` are those under which earlier editions knew the entry: what was said of it then belongs to it.
    ``shown`` are those of the facts whose own words the page shows, in its order.
    """

    entry_id: str = ""
    fact_ids: frozenset[str] = frozenset()
    former_ids: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """All ids that annotations of the page may have."""
        return (self.entry_id, *self.former_ids) if self.entry_id else ()

    def concerns(self, entry_id: str, fact_id: str | None) -> bool:
        """Tell whether an annotation of an entry, on a fact or on none, belongs beside the page."""
        return entry_id in self.entry_ids or fact_id in self.fact_ids


@dataclass(frozen=True, slots=True)
class FirstOfPage:
    """The annotations of a page that come first in it; ``complete``: there are no others."""

    annotations: tuple[Annotation, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and on how many annotations that are not in the bin it stands."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be undone and redone next, by the names of the operations; empty: nothing."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one write did. ``operation`` is its number, by which a later write can join it.

    ``counts`` are the numbers of annotations now, of every entry that was touched. ``uuids`` are those of the
    annotations touched, those gone included. ``datasets`` are those of the entries: an operation that is undone may
    have been on another reference, whose entries may have the same ids.
    """

    operation: int
    label: str
    uuids: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    steps: Steps = Steps()
    datasets: frozenset[str] = frozenset()
    now: tuple[Annotation, ...] = ()
    """The annotations as they are now, where they are few: one of ``uuids`` without one is gone, or there were more."""


class Choice(NamedTuple):
    """One value, how it is called, whether it is chosen, and on how many it stands; ``total`` None: not counted."""

    value: str
    label: str
    chosen: bool = False
    total: int | None = None


class ChoiceGroup(NamedTuple):
    """The values of one field, in the order in which they are shown; ``key`` names the field."""

    key: str
    label: str
    choices: tuple[Choice, ...]
