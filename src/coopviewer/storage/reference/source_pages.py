"""Reading the page of a source: a range of its passages, and the facts that cite them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.facts import Extent, Fact, Relation, Statement
from coopviewer.domain.reference.pages import COUNTED_UP_TO, LIST_LIMIT, CitingFact, SourcePage
from coopviewer.domain.reference.published_facts import Mention
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference import facts as reference_facts
from coopviewer.storage.reference.imports.parts import read_published
from coopviewer.storage.reference.rows import Row

_MOST_FACTS = 4000  # facts of one page, so that it opens quickly whatever the file contains


def read_source_page(connection: sqlite3.Connection, address: Address) -> SourcePage:
    """Read a part of the page of a source: 200 passages (LIST_LIMIT), among them that of the address' fragment.

    The parts are fixed: the first 200 passages, the next 200, and so on. An unknown passage, or none, is answered with
    the first part. For each passage, at most 200 of the facts that cite it are read, and at most 4,000 for all, so that
    the last passages may have fewer or none. They are grouped by entry, the entry with the most facts first.

    Raises EnvironmentFault if the reference has no such source; of a damaged file LookupError, ValueError or
    sqlite3.Error.
    """
    query = f"SELECT {fact_rows.SOURCE_COLUMNS} FROM source WHERE id = ?"
    row = connection.execute(query, (address.target,)).fetchone()
    if row is None:
        raise EnvironmentFault("reference.no-source", source=address.target)
    source = fact_rows.source(row)
    place = _place(connection, source.id, address.fragment)
    first = place - place % LIST_LIMIT
    passages = _passages(connection, source.id, "LIMIT ? OFFSET ?", (LIST_LIMIT, first))
    total = connection.execute("SELECT count(*) FROM passage WHERE source_id = ?", (source.id,)).fetchone()[0]
    before = _passages(connection, source.id, "LIMIT 1 OFFSET ?", (first - LIST_LIMIT,)) if first else ()
    after = _passages(connection, source.id, "LIMIT 1 OFFSET ?", (first + LIST_LIMIT,))
    ids = tuple(passage.id for passage in passages)
    cited_by = _fact_ids(connection, ids)
    facts = _facts(connection, sorted({fact_id for several in cited_by.values() for fact_id in several}))
    predicates = reference_facts.read_predicates(connection)
    named = _named(facts.values(), predicates)
    refs = reference_facts.read_refs(connection, named)
    reference_facts.need(named, refs.keys())
    return SourcePage(
        source=source,
        passages=passages,
        lookup=reference_facts.read_lookup(connection, facts.values(), refs),
        citing={
            passage_id: _sorted([CitingFact(facts[key], refs[facts[key].entry_id]) for key in several])
            for passage_id, several in cited_by.items()
        },
        counts=_counts(connection, ids),
        predicates=predicates,
        total=total,
        before=before[0].id if before else None,
        after=after[0].id if after else None,
    )


def read_sources_with_passages(connection: sqlite3.Connection) -> tuple[tuple[Source, tuple[Passage, ...]], ...]:
    """Return every source that has passages, sorted by id, with all its passages in the source's order."""
    query = f"""
        SELECT {fact_rows.SOURCE_COLUMNS} FROM source
        WHERE id IN (SELECT source_id FROM passage) ORDER BY id
    """
    sources = [fact_rows.source(row) for row in connection.execute(query).fetchall()]
    return tuple((source, _passages(connection, source.id, "", ())) for source in sources)


def _passages(connection: sqlite3.Connection, source_id: str, limit: str, values: Row) -> tuple[Passage, ...]:
    query = f"SELECT {fact_rows.PASSAGE_COLUMNS} FROM passage WHERE source_id = ? ORDER BY ordinal, id {limit}"
    return tuple(fact_rows.passage(row) for row in connection.execute(query, (source_id, *values)))


def _place(connection: sqlite3.Connection, source_id: str, fragment: str) -> int:
    """Return the index of a passage among those of its source, from 0; 0 if there is no such passage."""
    passage_id = f"{source_id.removeprefix('source/')}/{fragment}"
    query = """
        SELECT count(*) FROM passage other JOIN passage p ON p.source_id = other.source_id
        WHERE p.id = ? AND p.source_id = ? AND (other.ordinal, other.id) < (p.ordinal, p.id)
    """
    return int(connection.execute(query, (passage_id, source_id)).fetchone()[0])


def _fact_ids(connection: sqlite3.Connection, passage_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return by passage the ids of the facts that cite it, in no order; at most 200 for each, and 4,000 in all."""
    query = "SELECT DISTINCT fact_id FROM citation WHERE passage_id = ? LIMIT ?"
    found: dict[str, list[str]] = {}
    left = _MOST_FACTS
    for passage_id in passage_ids:
        several = [row[0] for row in connection.execute(query, (passage_id, min(LIST_LIMIT, left)))]
        left -= len(several)
        if several:
            found[passage_id] = several
    return found


def _counts(connection: sqlite3.Connection, passage_ids: Sequence[str]) -> dict[str, int]:
    query = "SELECT count(*) FROM (SELECT DISTINCT fact_id FROM citation WHERE passage_id = ? LIMIT ?)"
    counted = {key: connection.execute(query, (key, COUNTED_UP_TO)).fetchone()[0] for key in passage_ids}
    return {key: count for key, count in counted.items() if count}


def _sorted(facts: list[CitingFact]) -> tuple[CitingFact, ...]:
    """Return the facts by entry, the entry with the most first; an entry's relations of one kind are adjacent."""
    times = Counter(citing.entry.id for citing in facts)

    def key(citing: CitingFact) -> tuple[object, ...]:
        entry, fact = citing.entry, citing.fact
        predicate = fact.predicate_id if isinstance(fact, Relation) else ""
        ordinal = fact.ordinal if isinstance(fact, Relation | Statement) else 0
        return (
            -times[entry.id],
            entry.sort_title.casefold(),
            entry.id,
            type(fact).__name__,
            predicate,
            ordinal,
            fact.id,
        )

    return tuple(sorted(facts, key=key))


def _facts(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for table in fact_rows.FACT_TABLES:
        condition = f"f.id IN ({_marks(ids)})"
        found |= {fact.id: fact for fact in reference_facts.read_facts(connection, table, condition, tuple(ids))}
    if len(found) < len(ids):
        found |= {fact.id: fact for fact in read_published(connection, ids)}
    reference_facts.need(set(ids), found.keys())
    return found


def _named(facts: Iterable[Fact], predicates: dict[str, Predicate]) -> set[str]:
    """Return the ids of the entries that facts refer to. Raises LookupError if the file lacks a kind of relation."""
    named: set[str] = set()
    for fact in facts:
        named.add(fact.entry_id)
        if isinstance(fact, Relation):
            named.add(fact.object_id)
        if isinstance(fact, Relation | Extent | Mention) and fact.predicate_id is not None:
            reference_facts.need({fact.predicate_id}, predicates.keys())
    return named


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
