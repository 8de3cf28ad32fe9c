"""Pages as values: everything that one address shows, read at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar, Union

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import Edition, OtherReference
from coopviewer.domain.reference.entries import CountryCodes, EntryRef, Location, short_title
from coopviewer.domain.reference.facts import Amount, Extent, Fact, Relation, Statement
from coopviewer.domain.reference.sources import Lookup, Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind

if TYPE_CHECKING:  # only pages of imported references have these
    from coopviewer.domain.reference.imported.imported_pages import ImportedParts, ImportPage, ImportSummary

F = TypeVar("F", bound=Fact)
COUNTED_UP_TO, OWN_COUNTED = 10_000, 1_000  # facts that cite one passage; bookmarks and notes on home
LIST_LIMIT = 200  # rows of one relation that a page reads and shows at first


class RelationGroup(NamedTuple):
    """The relations of an entry by one predicate, seen from one end; ``outgoing``: the entry is the subject.

    ``relations`` are sorted by the other end's kind and title, and at most 200 (``LIST_LIMIT``); ``total`` counts
    all. Those of a related project (``EntryPage.related``) are not limited, and in the source's order.
    """

    predicate: Predicate
    outgoing: bool
    total: int
    relations: tuple[Relation, ...]

    def other_end(self, relation: Relation) -> str:
        """Return the id of the other entry of a relation: its object if the group is ``outgoing``, else its subject."""
        return relation.object_id if self.outgoing else relation.subject_id


class EntryRecord(NamedTuple):
    """An entry with its facts and its relations in both directions, or those of them that a page shows.

    ``codes`` are those of a country, None for others. ``groups`` are the relations, ``facts`` all other facts. ``paid``
    are the first 200 amounts (LIST_LIMIT), by fact id, of entries that name this one as funder or funding instrument.
    """

    ref: EntryRef
    codes: CountryCodes | None
    facts: tuple[Fact, ...]
    groups: tuple[RelationGroup, ...]
    paid: tuple[Amount, ...] = ()

    def of_type(self, kind: type[F]) -> tuple[F, ...]:
        """Return the entry's facts of one class, such as TimeframeFact, in the order of ``facts``."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def statements(self, kind: StatementKind) -> tuple[Statement, ...]:
        """Return the entry's statements of one kind, in the source's order."""
        return tuple(statement for statement in self.of_type(Statement) if statement.kind is kind)

    def group(self, predicate_id: str, *, outgoing: bool) -> RelationGroup | None:
        """Return the relations by one predicate, None if there are none; ``outgoing``: the entry is their subject."""
        wanted = (each for each in self.groups if each.predicate.id == predicate_id and each.outgoing is outgoing)
        return next(wanted, None)

    def extents(self, predicate_id: str) -> tuple[Extent, ...]:
        """Return the facts that say whether the entry's list by one predicate is complete; empty if there are none."""
        return tuple(extent for extent in self.of_type(Extent) if extent.predicate_id == predicate_id)


class CountryList(NamedTuple):
    """What one list says of a country, as a cell of the coverage does.

    ``key`` is the key of its column there (``project/afic``), ``state`` a value of CellState. Its relations have the
    predicate ``predicate_id`` (``has-member``). ``ref`` is the entry that has the list, None: all working arrangements.
    The fact ``fact_id`` lists the country; empty: none. ``names_countries``: the list of a network names countries.
    """

    key: str
    predicate_id: str
    ref: EntryRef | None
    state: str
    fact_id: str
    names_countries: bool = False


class EntryPage(NamedTuple):
    """The page of an entry; ``related`` are the projects in its relations, by id, with facts, payers and partners.

    In an imported reference, they have only the facts that lists show. ``extents``, at most 200, say how complete the
    lists are that could name an entry of this kind. ``predicates`` are all of the reference, by id. ``former_ids`` are
    ids in earlier editions, of the entry or of one merged into it. ``lists`` is what each list says of a country; empty
    for other entries, and if there are over 40 networks or over 40 projects. ``edition`` None: not known. ``location``
    is for regions, networks and projects, ``imported`` for imported references; None for others.
    """

    record: EntryRecord
    related: Mapping[str, EntryRecord]
    extents: tuple[Extent, ...]
    predicates: Mapping[str, Predicate]
    lookup: Lookup
    former_ids: tuple[str, ...] = ()
    lists: tuple[CountryList, ...] = ()
    edition: Edition | None = None
    location: Location | None = None
    imported: "ImportedParts | None" = None

    @property
    def title(self) -> str:
        """The page's title, which is that of its entry."""
        return self.record.ref.title


class AnswerKind(StrEnum):
    """Which countries an answer counts; ARRANGEMENT_ONLY: those with a working arrangement that no project lists."""

    ARRANGEMENT = "arrangement"
    ARRANGEMENT_AND_PROJECT = "arrangement-and-project"
    ARRANGEMENT_ONLY = "arrangement-only"
    PROJECT_ONLY = "project-only"  # those that a project lists, without a working arrangement
    CELL = "cell"  # those with a risk analysis cell


class Answer(NamedTuple):
    """How many countries ``kind`` counts, for the home page; ``where`` filters the coverage: ``arrangement:listed``."""

    kind: AnswerKind
    total: int
    where: str


class Target(NamedTuple):
    """An entry or a source that a link leads to."""

    id: str
    title: str


class OwnNote(NamedTuple):
    """A note on the home page; ``entry`` None: not in this edition; ``by``: the name of a colleague, else empty."""

    text: str  # the note's first 120 characters, or those of its quotation if nothing is written
    entry: Target | None
    tags: tuple[str, ...]
    modified: date  # the local day of the last change
    by: str = ""


class Own(NamedTuple):
    """The bookmarks and notes changed last, at most four of each, colleagues' included, for the home page.

    A total of OWN_COUNTED (1,000) or more may be too low. ``elsewhere`` has pairs: another dataset, its number of
    annotations. ``is_readable`` False: the file could not be read. ``keeps_space``: short lists end with empty lines.
    """

    bookmarks: tuple[Target, ...] = ()
    bookmark_total: int = 0
    notes: tuple[OwnNote, ...] = ()
    note_total: int = 0
    is_readable: bool = True
    keeps_space: bool = False
    elsewhere: tuple[tuple[str, int], ...] = ()


class HomePage(NamedTuple):
    """The home page: the edition, the number of entries of each kind, the data notes, and what the user did last.

    ``notes`` are all data notes, or the first 200 if imported; ``foremost`` are ids of notes on sums, first those of
    themes. ``regions`` are the first 200 that are in no other region; ``inner_regions`` counts those inside another.
    ``projects``, in the order in which they begin, are drawn as bars; none if over 12 or imported. ``recent`` are the
    entries, ``recent_searches`` the queries used last, latest first; ``saved``: names and queries of saved searches.
    ``own`` None: annotations are not read yet. ``others``, up to 5: the reference opened before, and annotated ones.
    ``shows_own`` False: nothing of the user is shown. ``is_first_start``: how to begin is shown, too.
    """

    edition: Edition
    counts: Mapping[EntryKind, int]
    regions: tuple[EntryRef, ...]
    notes: tuple[Statement, ...]
    lookup: Lookup
    inner_regions: int = 0
    projects: tuple[EntryRecord, ...] = ()
    foremost: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    recent: tuple[EntryRef, ...] = ()
    recent_searches: tuple[str, ...] = ()
    saved: tuple[tuple[str, str], ...] = ()
    own: Own | None = Own()
    shows_own: bool = True
    is_first_start: bool = False
    imported: "ImportSummary | None" = None
    others: tuple[OtherReference, ...] = ()

    @property
    def title(self) -> str:
        """The page's title, which is that of the edition."""
        return self.edition.title


class CitingFact(NamedTuple):
    """A fact in the list on the page of a source, with the entry it is about."""

    fact: Fact
    entry: EntryRef


class SourcePage(NamedTuple):
    """The page of a source: passages in order, at most 200 of ``total``, each with the facts that cite it.

    ``before`` and ``after`` are the ids of the first passages of the previous and the next part of the list, None if
    there is none. ``citing`` has at most 200 facts for a passage, grouped by entry, and at most 4,000 in all: the last
    passages may have fewer or none. ``counts`` is the number of facts that cite a passage, at most 10,000. Both are by
    the id of the passage; passages that no fact cites are in neither.
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
        """The page's title, which is that of its source."""
        return self.source.title


class ComparePage(NamedTuple):
    """At most four entries side by side, each as on its own page; ``lookup`` has what their facts refer to.

    If a country of a curated reference is compared, ``unnamed`` are the first 40 projects that state beneficiaries of
    which none is a country, and ``more_unnamed`` is the number of further ones; otherwise they are empty and 0.
    """

    pages: tuple[EntryPage, ...]
    lookup: Lookup
    unnamed: tuple[EntryRef, ...] = ()
    more_unnamed: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        """The short titles, in the order of ``pages``; entries of the same ``title`` also have their ``hint``."""
        refs = [page.record.ref for page in self.pages]
        titles = [ref.title for ref in refs]
        apart = [f" ({ref.hint})" if ref.hint and titles.count(ref.title) > 1 else "" for ref in refs]
        return tuple(f"{short_title(title)}{hint}" for title, hint in zip(titles, apart, strict=True))

    @property
    def title(self) -> str:
        """The page's title: ``titles``, joined in English, such as ``Serbia, Albania and Moldova``."""
        return ENGLISH.joined(self.titles)


Page = Union[EntryPage, HomePage, SourcePage, ComparePage, "ImportPage"]


def facts_of(page: Page) -> Iterator[Fact]:
    """Yield the facts that were read for a page, last the legal notes of its countries; a fact may come twice."""
    if isinstance(page, EntryPage):
        for record in (page.record, *page.related.values()):
            yield from _facts_of_record(record)
        yield from (*page.extents, *(page.imported.naming.flows if page.imported is not None else ()))
    elif isinstance(page, HomePage):
        yield from page.notes
        yield from (fact for record in page.projects for fact in record.facts)
    elif isinstance(page, ComparePage):
        yield from (fact for each in page.pages for fact in facts_of(each))
    elif isinstance(page, SourcePage):
        yield from (citing.fact for several in page.citing.values() for citing in several)
    yield from page.lookup.legal_notes


def find_fact(page: Page, fact_id: str) -> Fact | None:
    """Return the fact with an id, if it is among those that ``facts_of`` yields for a page; else None."""
    return next((fact for fact in facts_of(page) if fact.id == fact_id), None)


def _facts_of_record(record: EntryRecord) -> Iterator[Fact]:
    yield from (*record.facts, *(relation for group in record.groups for relation in group.relations), *record.paid)


class ListKey(NamedTuple):
    """Which list of relations is meant: an entry's, by one predicate; ``outgoing``: the entry is their subject."""

    entry_id: str
    predicate_id: str
    outgoing: bool


class ListedEntry(NamedTuple):
    """An entry in a list; timeframe as given, or else dates (``2017-01-01 – …``); grant as given; None: not stated."""

    ref: EntryRef
    timeframe: str | None
    grant: str | None
