"""Pages of a reference that is made up fact by fact, for tests of how pages are laid out."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import (
    Amount,
    Extent,
    Fact,
    Relation,
    Statement,
)
from coopviewer.domain.reference.pages import CitingFact, EntryPage, EntryRecord, HomePage, RelationGroup, SourcePage
from coopviewer.domain.reference.sources import Lookup, Passage, Predicate, Source
from coopviewer.rendering.document.document import Block, Document, Heading, Line, Mark, lines_of, single_blocks
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from tests.reference_values import EDITION, passage, predicate, ref

TODAY = date(2026, 11, 23)
_B = TypeVar("_B", bound=Block)


def group(*relations: Relation, outgoing: bool = True, total: int = 0, by: Predicate | None = None) -> RelationGroup:
    """Put relations by one predicate together, as an entry sees them; ``total``: more than these, where it is cut."""
    kind = by or predicate(relations[0].predicate_id)
    return RelationGroup(kind, outgoing, total or len(relations), relations)


def record(
    entry: EntryRef | str,
    *facts: Fact,
    groups: Iterable[RelationGroup] = (),
    paid: tuple[Amount, ...] = (),
    codes: CountryCodes | None = None,
) -> EntryRecord:
    """Make an entry with its facts."""
    return EntryRecord(ref(entry) if isinstance(entry, str) else entry, codes, facts, tuple(groups), paid)


def lookup(
    facts: Iterable[Fact],
    refs: Iterable[EntryRef] = (),
    legal_notes: tuple[Statement, ...] = (),
    sources: Iterable[Source] = (),
) -> Lookup:
    """Collect what facts name: entries, sources, passages; ``refs`` and ``sources`` are those that are special."""
    facts = (*facts, *legal_notes)
    ids = {fact.entry_id for fact in facts} | {fact.object_id for fact in facts if isinstance(fact, Relation)}
    cites = [citation for fact in facts for citation in fact.citations]
    titled = {each.source_id: Source(each.source_id, each.source_id.partition("/")[2]) for each in cites}
    return Lookup(
        {entry_id: ref(entry_id) for entry_id in sorted(ids)} | {each.id: each for each in refs},
        {each.passage_id: passage(each.passage_id) for each in cites if each.passage_id is not None},
        titled | {source.id: source for source in sources},
        legal_notes,
    )


def entry_page(
    own: EntryRecord,
    *related: EntryRecord,
    extents: tuple[Extent, ...] = (),
    predicates: Iterable[Predicate] = (),
    refs: Iterable[EntryRef] = (),
    **more: Any,
) -> EntryPage:
    """Make the page of an entry; ``more`` goes to its lookup."""
    facts = [fact for each in (own, *related) for fact in (*each.facts, *(r for g in each.groups for r in g.relations))]
    known = {each.predicate.id: each.predicate for each in own.groups} | {each.id: each for each in predicates}
    refs = (own.ref, *(each.ref for each in related), *refs)
    page_lookup = lookup((*facts, *own.paid, *extents), refs, **more)
    return EntryPage(own, {each.ref.id: each for each in related}, extents, known, page_lookup)


def home_page(
    *notes: Statement, refs: Iterable[EntryRef] = (), legal_notes: tuple[Statement, ...] = (), **more: Any
) -> HomePage:
    """Make the first page."""
    known = {"counts": {}, "regions": (), **more}
    return HomePage(edition=EDITION, notes=notes, lookup=lookup(notes, refs, legal_notes), **known)


def source_page(
    passages: tuple[Passage, ...],
    citing: dict[str, tuple[Fact, ...]],
    *,
    source: Source | None = None,
    total: int = 0,
    **more: Any,
) -> SourcePage:
    """Make the page of a source; ``citing`` are the facts that cite each passage, by the passage's id."""
    facts = [fact for several in citing.values() for fact in several]
    known = {fact.predicate_id: predicate(fact.predicate_id) for fact in facts if isinstance(fact, Relation | Extent)}
    found = lookup(facts, more.pop("refs", ()))
    return SourcePage(
        source or Source("source/leaflet", "Leaflet"),
        passages,
        found,
        {
            key: tuple(CitingFact(fact, found.refs[fact.entry_id]) for fact in several)
            for key, several in citing.items()
        },
        {**{key: len(several) for key, several in citing.items()}, **more.pop("counts", {})},
        {key: value for key, value in known.items() if key is not None},
        total or len(passages),
        **more,
    )


def lay_out(page: EntryPage, unfolded: Iterable[str] = ()) -> Document:
    """Lay out the page of an entry."""
    return lay_out_entry(page, TODAY, set(unfolded), ENGLISH)


def words(line: Line) -> str:
    """Return the words of a line without its marks."""
    return "".join(part.text for part in line if not isinstance(part, Mark))


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the level and the words of each heading."""
    return [(block.level, words(block.line)) for block in single_blocks(document.blocks) if isinstance(block, Heading)]


def section(document: Document, anchor: str) -> tuple[Block, ...]:
    """Return what stands under the heading with an anchor, up to the next heading of its level or above."""
    blocks = single_blocks(document.blocks)
    level = next(block.level for block in blocks if isinstance(block, Heading) and block.anchor == anchor)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return tuple(found)


def texts(blocks: Iterable[Block]) -> list[str]:
    """Return the words of each line of blocks, in reading order."""
    return [words(line) for block in blocks for line in lines_of(block)]


def only(kind: type[_B], blocks: Iterable[Block]) -> _B:
    """Return the one block of a kind."""
    (found,) = (block for block in blocks if isinstance(block, kind))
    return found
