"""Values for listing annotations: filters, results, changes, and the choices of a filter."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation
from coopviewer.domain.values import value


class Order(StrEnum):
    """The field by which a list of annotations is sorted.

    ENTRY: by the entry's id, not its title. BODY: by the folded text. COLOUR and STATUS: by their values as texts; in
    ascending order those without one come first. AUTHOR: by name.
    """

    MODIFIED = "modified"
    CREATED = "created"
    ENTRY = "entry"
    BODY = "body"
    COLOUR = "colour"
    STATUS = "status"
    AUTHOR = "author"


class AnnotationFilter(NamedTuple):
    """Which annotations are listed: those that fit all fields that are set; within a set, any of its members.

    ``dataset`` is the URN of the reference they belong to. ``text`` holds words, and phrases in quotation marks, that
    must all occur in body, quotation or tags, also inside words, regardless of case and accents. ``authors`` are uuids
    of persons; ``entry_kinds`` values of EntryKind or ``source``; ``entry_ids`` None: of any entry. ``since`` and
    ``until`` bound ``modified`` (UTC, until excluded). ``in_bin``: those in the bin instead of those outside it.
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


class FoundAnnotations(NamedTuple):
    """Consecutive annotations of a list from ``offset`` on; ``total`` is the length of the whole list."""

    total: int
    offset: int
    annotations: tuple[Annotation, ...]


class ListedAnnotations(NamedTuple):
    """The uuids of a list of annotations, in its order; ``first`` are the annotations at its head.

    ``complete``: the uuids are all of the list; otherwise only those at its head.
    """

    uuids: tuple[str, ...]
    first: tuple[Annotation, ...] = ()
    complete: bool = True


class PageFacts(NamedTuple):
    """The ids of a page that annotations can refer to: its entry or source, and the facts it was read with.

    ``entry_id`` is empty for home and all other pages of no entry or source. ``former_ids`` are the entry's ids in
    earlier editions, whose annotations belong to it. ``shown`` are the facts whose own text the page shows, in its
    order; empty until it is drawn.
    """

    entry_id: str = ""
    fact_ids: frozenset[str] = frozenset()
    former_ids: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """All entry ids that annotations of the page may have: the present one, then former ones; empty for home."""
        return (self.entry_id, *self.former_ids) if self.entry_id else ()

    def concerns(self, entry_id: str, fact_id: str | None) -> bool:
        """Return whether an annotation belongs to the page: by its entry, or by its fact (None: it is on no fact)."""
        return entry_id in self.entry_ids or fact_id in self.fact_ids


class FirstOfPage(NamedTuple):
    """The first annotations of a page's list; ``complete``: the page has no others; False: it may have."""

    annotations: tuple[Annotation, ...]
    complete: bool


def with_former(ids: Iterable[str], former: Mapping[str, str]) -> frozenset[str]:
    """Return ids of entries, and all others that annotations of the same entries may have.

    ``former`` has the present ids of renamed entries by their former ones.
    """
    if not former:
        return frozenset(ids)
    now = {former.get(each, each) for each in ids}
    return frozenset(now.union(old for old, new in former.items() if new in now))


def count_by_present_id(counts: Mapping[str, int], former: Mapping[str, str]) -> dict[str, int]:
    """Return numbers of annotations by the present ids of their entries, summed up.

    ``counts`` are by the ids that the annotations have; ``former`` is as in ``with_former``.
    """
    found: dict[str, int] = {}
    for entry_id, count in counts.items():
        now = former.get(entry_id, entry_id)
        found[now] = found.get(now, 0) + count
    return found


@value(frozen=True, slots=True)
class TagCount:
    """A tag, and the number of annotations outside the bin that have it."""

    name: str
    count: int


class Steps(NamedTuple):
    """The labels of the operations that can be undone and redone next, as the journal stores them; empty: none.

    ``operation_words`` returns what the user reads.
    """

    undo: str = ""
    redo: str = ""


class Change(NamedTuple):
    """The effect of one write.

    ``operation`` is the number of its operation, by which a later write can join it, 0: nothing was written; ``label``
    is the operation's label, as in Steps. ``counts`` are the present numbers of annotations outside the bin of each
    affected entry, by id. ``uuids`` are those of the affected annotations, with the removed ones, sorted. ``now`` are
    these annotations as they are, without the removed ones; the store leaves it empty, and the service that writes
    fills it in if they are at most 200. ``steps`` are what can be undone and redone after it. ``datasets`` are those of
    the entries: an operation that is undone may have been on another reference, whose entries may have the same ids.
    """

    operation: int
    label: str
    uuids: tuple[str, ...]
    counts: Mapping[str, int] = MappingProxyType({})
    steps: Steps = Steps()
    datasets: frozenset[str] = frozenset()
    now: tuple[Annotation, ...] = ()


class ToReanchor(NamedTuple):
    """How many annotations on passages are to be searched for in an edition, and the entries with further ones.

    ``entry_ids`` are the ids of the entries that have annotations on the entry as a whole.
    """

    on_passages: int
    entry_ids: tuple[str, ...]


class Choice(NamedTuple):
    """One value of a filter, its label, whether it is chosen, and its number of annotations.

    ``total`` None: not counted.
    """

    value: str
    label: str
    chosen: bool = False
    total: int | None = None


class ChoiceGroup(NamedTuple):
    """The values of one field, in the order in which they are shown; ``key`` is the name of the field."""

    key: str
    label: str
    choices: tuple[Choice, ...]


def may_change_tags(before: Mapping[str, Annotation], now: Sequence[Annotation]) -> bool:
    """Return whether the set of used tags may have changed with a change; tags in the bin are not used.

    ``before`` are the annotations that were shown, by uuid, ``now`` those that the change affected. True too if one of
    these was not shown and is not new: its former tags are unknown.
    """
    tags, used = ({tag for each in some if not each.is_deleted for tag in each.tags} for some in (before.values(), now))
    return tags != used or any(each.revision > 1 for each in now if each.uuid not in before)
