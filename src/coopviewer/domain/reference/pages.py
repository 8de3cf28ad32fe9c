"""Pages: everything that one address shows, read at once, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Amount, Extent, Fact, Relation, Statement
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind

F = TypeVar("F", bound=Fact)
COUNTED_UP_TO = 10_000  # facts that cite one passage
LIST_LIMIT = 200  # rows of one relation that a page reads and shows at first


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations of an entry by one predicate, seen from one end.

    ``outgoing``: the entry is the subject. ``relations`` are in the interface's order (the other end's title) and at
    most ``LIST_LIMIT``; ``total`` counts them all.
    """

    predicate: Predicate
    outgoing: bool
    total: int
    relations: tuple[Relation, ...]

    def other_end(self, relation: Relation) -> str:
        """Give the id of the entry at the far end of one of the group's relations."""
        return relation.object_id if self.outgoing else relation.subject_id


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry with its own facts (relations apart) and its relations in both directions.

    ``paid`` are the amounts of other entries that name this one as funder or funding instrument.
    """

    ref: EntryRef
    codes: CountryCodes | None
    facts: tuple[Fact, ...]
    groups: tuple[RelationGroup, ...]
    paid: tuple[Amount, ...] = ()

    def of_type(self, kind: type[F]) -> tuple[F, ...]:
        """Give the entry's facts of one kind, in the order of the reference."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def statements(self, kind: StatementKind) -> tuple[Statement, ...]:
        """Give the entry's statements of one kind, in the source's order."""
        return tuple(statement for statement in self.of_type(Statement) if statement.kind is kind)

    def group(self, predicate_id: str, *, outgoing: bool) -> RelationGroup | None:
        """Give the relations by one predicate, None where there is none."""
        for group in self.groups:
            if group.predicate.id == predicate_id and group.outgoing is outgoing:
                return group
        return None

    def extents(self, predicate_id: str) -> tuple[Extent, ...]:
        """Give what is said of how far the entry's list by one predicate goes."""
        return tuple(extent for extent in self.of_type(Extent) if extent.predicate_id == predicate_id)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the facts of a page name by id: other entries, passages, sources.

    ``legal_notes`` belong to the marked countries among the entries (``Kosovo*``), and stand on every page that
    names one.
    """

    refs: Mapping[str, EntryRef]
    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    legal_notes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of an entry; ``related`` holds the projects it is joined to, with their facts and participants.

    ``extents`` are every list's in the reference that says of itself how far it goes: they tell what it means that
    an entry is not in one. ``former_ids`` are those that the entry, or one merged into it, had in earlier editions.
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


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: the edition, how much there is of each kind, the regions, and every data note.

    ``recent`` are the entries opened last, the latest first; ``searched`` queries of late,
    likewise; ``saved`` are names and queries that the person keeps. ``begins``: the program is started for the first
    time, and says how to begin.
    """

    edition: Edition
    counts: Mapping[EntryKind, int]
    regions: tuple[EntryRef, ...]
    notes: tuple[Statement, ...]
    lookup: Lookup
    recent: tuple[EntryRef, ...] = ()
    searched: tuple[str, ...] = ()
    saved: tuple[tuple[str, str], ...] = ()
    begins: bool = False

    @property
    def title(self) -> str:
        """The page's title."""
        return self.edition.title


@dataclass(frozen=True, slots=True)
class CitingFact:
    """A fact as the page of a source lists it, with the entry it is about."""

    fact: Fact
    entry: EntryRef


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of a source: passages in order, at most ``LIST_LIMIT``, each with the facts that cite it.

    ``total`` counts all passages of the source. ``before`` and ``after`` are the ids of the passages with which the
    stretches before and after this one begin, None where there is none. ``citing`` holds at most ``LIST_LIMIT`` facts
    of each passage, the entries with the most of them first, ``counts`` says how many there are, up to
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


Page = EntryPage | HomePage | SourcePage


def facts_of(page: Page) -> Iterator[Fact]:
    """Give every fact of a page; one that stands in it twice may be given twice."""
    if isinstance(page, EntryPage):
        for record in (page.record, *page.related.values()):
            yield from _facts_of_record(record)
        yield from page.extents
    elif isinstance(page, HomePage):
        yield from page.notes
    else:
        yield from (citing.fact for several in page.citing.values() for citing in several)
    yield from page.lookup.legal_notes


def find_fact(page: Page, fact_id: str) -> Fact | None:
    """Find a fact of a page by its id; None where the page was read without it."""
    return next((fact for fact in facts_of(page) if fact.id == fact_id), None)


def _facts_of_record(record: EntryRecord) -> Iterator[Fact]:
    yield from record.facts
    for group in record.groups:
        yield from group.relations
    yield from record.paid


@dataclass(frozen=True, slots=True)
class ListKey:
    """Which list: the relations of an entry by one predicate; ``outgoing``: the entry is their subject."""

    entry_id: str
    predicate_id: str
    outgoing: bool


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One row of a list; timeframe and grant of a project as given, None where the source states none."""

    ref: EntryRef
    timeframe: str | None
    grant: str | None
