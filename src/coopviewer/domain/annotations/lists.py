"""Values for listing annotations: filters, results, changes, and the choices of a filter."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation
from coopviewer.domain.values import value

BOOKMARKS = frozenset((Motivation.BOOKMARKING,))
"""The motivation of bookmarks, which are listed on home apart from notes."""
NOTES = frozenset((Motivation.COMMENTING, Motivation.QUESTIONING, Motivation.ASSESSING))
"""The motivations of what home lists as notes; highlights and links are not among them."""


class Order(StrEnum):
    """The field by which a list of annotations is sorted.

    ENTRY: by the entry's id, not its title. BODY: by the note's text without case and accents. COLOUR and STATUS: by
    their values as texts; in ascending order annotations without one come first. AUTHOR: by name.
    """

    MODIFIED = "modified"
    CREATED = "created"
    ENTRY = "entry"
    BODY = "body"
    COLOUR = "colour"
    STATUS = "status"
    AUTHOR = "author"


class AnnotationFilter(NamedTuple):
    """Which annotations are listed: those that fit all fields that are set; for a set, any of its members fits.

    An empty text or set, and None, count as not set, except for ``entry_ids``: if that is empty, nothing is listed.
    ``dataset`` is the URN of the reference they belong to. ``text`` holds words, and phrases in quotation marks, that
    must all occur in body, quotation or tags, also inside words, regardless of case and accents. ``authors`` are uuids
    of persons; ``entry_kinds`` values of EntryKind or ``source``. ``since`` and ``until`` bound the time of the last
    change (in UTC, ``until`` itself excluded). ``in_bin``: annotations in the bin are listed, and no others.
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


@value(frozen=True, slots=True)
class FoundAnnotations:
    """Consecutive annotations of a list from ``offset`` on; ``total`` is the length of the whole list."""

    total: int
    offset: int
    annotations: tuple[Annotation, ...]


@value(frozen=True, slots=True)
class ListedAnnotations:
    """The uuids of a list of annotations, in its order; ``first`` are the annotations at the beginning of the list.

    ``complete``: the uuids are those of the whole list; otherwise only of its beginning.
    """

    uuids: tuple[str, ...]
    first: tuple[Annotation, ...] = ()
    complete: bool = True


@value(frozen=True, slots=True)
class HomeLists:
    """What an annotations file has for the home page of a reference; annotations in the bin are left out.

    ``bookmarks`` and ``notes`` are the few changed last, the latest first. Each total is how many there are, or a
    lower bound where there are very many. ``elsewhere``: how many annotations are on other references, by the URNs of
    their datasets.
    """

    bookmarks: tuple[Annotation, ...]
    bookmark_total: int
    notes: tuple[Annotation, ...]
    note_total: int
    elsewhere: Mapping[str, int]


class PageFacts(NamedTuple):
    """The ids of a page that annotations can refer to: its entry or source, and all facts that were read for it.

    ``entry_id`` is empty for home and all other pages of no entry or source. ``former_ids`` are the entry's ids in
    earlier editions, whose annotations belong to it. ``shown`` are the facts with a text on the page that
    can be highlighted, in its order; empty until it is drawn.
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


@value(frozen=True, slots=True)
class FirstOfPage:
    """The first annotations of a page's list.

    ``complete``: the page has no further annotations; False: it may have some.
    """

    annotations: tuple[Annotation, ...]
    complete: bool


def with_former(ids: Iterable[str], former: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of entries together with all former ids of the same entries, which older annotations still have.

    ``ids`` may be present or former ones; ``former`` has the present ids of renamed entries by their former ones.
    """
    if not former:
        return frozenset(ids)
    now = {former.get(each, each) for each in ids}
    return frozenset(now.union(old for old, new in former.items() if new in now))


def count_by_present_id(counts: Mapping[str, int], former: Mapping[str, str]) -> dict[str, int]:
    """Return numbers of annotations by the present ids of their entries, summed up.

    ``counts`` are by the ids that the annotations have; ``former`` has the present ids of renamed entries by their
    former ones.
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


@value(frozen=True, slots=True)
class Steps:
    """What can be undone and redone next: the labels of these two operations in the journal; empty: none.

    ``operation_words`` returns the words that the user reads for a label.
    """

    undo: str = ""
    redo: str = ""


class Change(NamedTuple):
    """The effect of one write to the annotations file.

    ``operation`` is the number of the operation in the journal, by which a later write can join it, 0: nothing was
    written; ``label`` is its label there. ``uuids`` are the affected annotations, removed ones too, sorted. ``now`` are
    the affected annotations as they are now, without removed ones: the store leaves it empty, and the service that
    writes fills it in if they are at most 200. ``counts`` has, for each affected entry by id, its present number of
    annotations outside the bin. ``steps`` are what can be undone and redone after it. ``datasets`` are the references
    that the affected entries belong to: undo may change annotations of another reference, whose entries may have the
    same ids.
    """

    operation: int
    label: str
    uuids: tuple[str, ...]
    counts: Mapping[str, int] = MappingProxyType({})
    steps: Steps = Steps()
    datasets: frozenset[str] = frozenset()
    now: tuple[Annotation, ...] = ()


@value(frozen=True, slots=True)
class ToReanchor:
    """What may have to be looked for in the open edition.

    ``on_passages``: the number of annotations on passages whose last anchor is of another edition, or is one that the
    program did not find. Those that the user keeps as orphans in this edition do not count.
    ``entry_ids``: all entries that have annotations on the entry as a whole, which the edition may lack.
    """

    on_passages: int
    entry_ids: tuple[str, ...]


@value(frozen=True, slots=True)
class Choice:
    """One value by which a list of annotations can be filtered, its label, and whether the user has chosen it.

    ``total`` is the number of annotations with this value, None: not counted.
    """

    value: str
    label: str
    chosen: bool = False
    total: int | None = None


@value(frozen=True, slots=True)
class ChoiceGroup:
    """The values that the annotation browser offers for one of its filters, such as all tags, in the order shown.

    ``key`` is the filter's name in the program and in addresses (``tag``), ``label`` the heading that the user sees.
    """

    key: str
    label: str
    choices: tuple[Choice, ...]


def may_change_tags(before: Mapping[str, Annotation], now: Sequence[Annotation]) -> bool:
    """Return whether a change may alter which tags are in use; tags of annotations in the bin are not in use.

    ``now`` are the annotations that the change affected, and ``before`` what was shown of them until then, by uuid.
    True too if an annotation in ``now`` that is not new (``revision`` above 1) is not in ``before``, since its former
    tags are unknown.
    """
    tags, used = ({tag for each in some if not each.is_deleted for tag in each.tags} for some in (before.values(), now))
    return tags != used or any(each.revision > 1 for each in now if each.uuid not in before)
