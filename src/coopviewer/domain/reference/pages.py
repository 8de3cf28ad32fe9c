"""Pages: everything that one address shows, read at once, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Amount, Extent, Fact, Relation, Statement
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind

F = TypeVar("F", bound=Fact)
COUNTED_UP_TO = 10_000  # facts that cite one passage
LIST_LIMIT = 200  # rows of one relation that a page reads and shows at first


class RelationGroup(NamedTuple):
    """The relations of an entry by one predicate, seen from one end.

    ``outgoing``: the entry is the subject. ``relations`` are at most ``LIST_LIMIT``, in the order of the other end's
    title; ``total`` counts them all.
    """

    predicate: Predicate
    outgoing: bool
    total: int
    relations: tuple[Relation, ...]

    def other_end(self, relation: Relation) -> str:
        """Return the id of the entry at the other end of a relation."""
        return relation.object_id if self.outgoing else relation.subject_id


class EntryRecord(NamedTuple):
    """An entry with its own facts and its relations in both directions.

    ``facts`` excludes relations. ``paid`` are the amounts of other entries that name this one as funder or funding
    instrument.
    """

    ref: EntryRef
    codes: CountryCodes | None
    facts: tuple[Fact, ...]
    groups: tuple[RelationGroup, ...]
    paid: tuple[Amount, ...] = ()

    def of_type(self, kind: type[F]) -> tuple[F, ...]:
        """Return the entry's facts of one class, in the order of the reference."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def statements(self, kind: StatementKind) -> tuple[Statement, ...]:
        """Return the entry's statements of one kind, in the source's order."""
        return tuple(statement for statement in self.of_type(Statement) if statement.kind is kind)

    def group(self, predicate_id: str, *, outgoing: bool) -> RelationGroup | None:
        """Return the relations by one predicate in one direction, None if there are none."""
        for group in self.groups:
            if group.predicate.id == predicate_id and group.outgoing is outgoing:
                return group
        return None

    def extents(self, predicate_id: str) -> tuple[Extent, ...]:
        """Return what the source says about the completeness of the entry's list by one predicate."""
        return tuple(extent for extent in self.of_type(Extent) if extent.predicate_id == predicate_id)


class Lookup(NamedTuple):
    """The entries, passages and sources that the facts of a page refer to, by id.

    ``legal_notes`` belong to the marked countries among the entries (``Kosovo*``), and are shown on every page that
    names one.
    """

    refs: Mapping[str, EntryRef]
    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    legal_notes: tuple[Statement, ...]


class EntryPage(NamedTuple):
    """The page of an entry; ``related`` are the projects it is related to, with their facts and participants.

    ``extents`` are those of every list in the reference; with them the page explains that an entry is missing from a
    list. ``former_ids`` are those that the entry, or one merged into it, had in earlier editions.
    """

    record: EntryRecord
    related: Mapping[str, EntryRecord]
    extents: tuple[Extent, ...]
    predicates: Mapping[str, Predicate]
    lookup: Lookup
    former_ids: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The page's title."""
        return self.record.ref.title


class HomePage(NamedTuple):
    """The home page: the edition, the number of entries of each kind, the regions, and every data note.

    ``recent`` are the entries opened last, the latest first; ``recent_searches`` are queries, likewise; ``saved`` are
    names and queries of the user's saved searches. ``is_first_start``: the program is started for the first time, and
    the page explains the first steps.
    """

    edition: Edition
    counts: Mapping[EntryKind, int]
    regions: tuple[EntryRef, ...]
    notes: tuple[Statement, ...]
    lookup: Lookup
    recent: tuple[EntryRef, ...] = ()
    recent_searches: tuple[str, ...] = ()
    saved: tuple[tuple[str, str], ...] = ()
    is_first_start: bool = False

    @property
    def title(self) -> str:
        """The page's title."""
        return self.edition.title


class CitingFact(NamedTuple):
    """A fact in the list on the page of a source, with the entry it is about."""

    fact: Fact
    entry: EntryRef


class SourcePage(NamedTuple):
    """The page of a source: passages in order, at most ``LIST_LIMIT``, each with the facts that cite it.

    ``total`` counts all passages of the source. ``before`` and ``after`` are the ids of the first passages of the
    previous and the next part of the list, None if there is none. ``citing`` has at most ``LIST_LIMIT`` facts of each
    passage, those of the entries with the most facts first; ``counts`` is the number of facts by passage, up to
    ``COUNTED_UP_TO``.
    """

    source: Source
    passages: tuple[Passage, ...]
    lookup: Lookup
    citing: Mapping[str, tuple[CitingFact, ...]]
    counts: Mapping[str, int]
    predicates: Mapping[str, Predicate]
    total: int
    before: str | None = None
    after: str | None = None

    @property
    def title(self) -> str:
        """The page's title."""
        return self.source.title


class ComparePage(NamedTuple):
    """Two to four entries side by side, each as on its own page; ``lookup`` has what all of them refer to."""

    pages: tuple[EntryPage, ...]
    lookup: Lookup

    @property
    def title(self) -> str:
        """The page's title: those of the entries."""
        return " · ".join(page.title for page in self.pages)


Page = EntryPage | HomePage | SourcePage | ComparePage


def facts_of(page: Page) -> Iterator[Fact]:
    """Yield every fact of a page; a fact that is on it twice may be returned twice."""
    if isinstance(page, EntryPage):
        for record in (page.record, *page.related.values()):
            yield from _facts_of_record(record)
        yield from page.extents
    elif isinstance(page, HomePage):
        yield from page.notes
    elif isinstance(page, ComparePage):
        for each in page.pages:
            yield from facts_of(each)
    else:
        yield from (citing.fact for several in page.citing.values() for citing in several)
    yield from page.lookup.legal_notes


def find_fact(page: Page, fact_id: str) -> Fact | None:
    """Return the fact of a page with an id; None if the page was read without it."""
    return next((fact for fact in facts_of(page) if fact.id == fact_id), None)


def _facts_of_record(record: EntryRecord) -> Iterator[Fact]:
    yield from record.facts
    for group in record.groups:
        yield from group.relations
    yield from record.paid


class ListKey(NamedTuple):
    """The key of a list: the relations of an entry by one predicate; ``outgoing``: the entry is their subject."""

    entry_id: str
    predicate_id: str
    outgoing: bool


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One row of a list; timeframe and grant of a project as given, None if the source states none."""

    ref: EntryRef
    timeframe: str | None
    grant: str | None
