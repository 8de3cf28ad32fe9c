"""Reading the facts of entries, and all that those facts refer to, in a few queries for any number of entries.

All functions that read facts raise ValueError for a value that this version does not know. An id that an entry had
formerly finds nothing.
"""

import sqlite3
from collections.abc import Iterable, Sequence, Set

from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Amount, Extent, Fact, Relation, Statement, TimeframeFact
from coopviewer.domain.reference.pages import LIST_LIMIT, EntryRecord, RelationGroup
from coopviewer.domain.reference.sources import Lookup, Predicate
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import CodeStatus, StatementKind
from coopviewer.storage.reference import fact_rows, rows

_NAMING = ("owner_id", "from_id", "to_id")  # fields of identifiers and flows that name an entry
_LEAST_SHOWN = 40  # of each of several lists that share a limit
_OWN_TABLES = tuple(table for table in fact_rows.FACT_TABLES if table != "relation")


def read_refs(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, EntryRef]:
    """Read the entries of these ids, by id, in no fixed order; unknown ids, and former ones, are left out."""
    wanted = sorted(set(ids))
    query = f"SELECT {rows.ENTRY_COLUMNS} FROM entry e WHERE e.id IN {_places(wanted)}"
    return {row[0]: rows.entry_ref(row) for row in connection.execute(query, wanted)}


def read_facts(connection: sqlite3.Connection, table: str, condition: str, values: rows.Row) -> list[Fact]:
    """Read the facts that an SQL condition selects from the table called ``table``, one of FACT_TABLES.

    ``condition`` is on ``f`` (the table ``fact``) and ``t`` (the table called ``table``), and may end in ORDER BY,
    without which the facts are in no order, and LIMIT; being part of the SQL, it must be a constant of the program.
    ``values`` are the values for its placeholders. Raises ValueError for a value that this version of the program does
    not know, or a timeframe that is not valid EDTF.
    """
    columns, _ = fact_rows.FACT_TABLES[table]
    source = f"FROM fact f JOIN {table} t ON t.fact_id = f.id WHERE {condition}"
    found = connection.execute(f"SELECT {fact_rows.BASE_COLUMNS}, {columns} {source}", values).fetchall()
    wanted = tuple(row[0] for row in found)
    citations = fact_rows.citations(connection, f"fact_id IN {_places(wanted)}", wanted) if found else {}
    facts = [fact_rows.fact(table, row, citations) for row in found]
    for fact in facts:
        if isinstance(fact, TimeframeFact):
            parse_timeframe(fact.edtf)  # raises ValueError if it is invalid: the layout of pages relies on it
    return facts


def read_own_facts(connection: sqlite3.Connection, entry_ids: Iterable[str]) -> dict[str, list[Fact]]:
    """Read the facts of entries, by entry id, apart from relations and from facts that only imported entries have.

    Entries without any are left out. The facts are ordered by table, as in FACT_TABLES, then by id; statements by kind
    and ordinal. Raises ValueError for a value that this version does not know.
    """
    wanted = tuple(sorted(entry_ids))
    found: dict[str, list[Fact]] = {}
    for table in _OWN_TABLES:
        order = "t.kind, t.ordinal" if table == "statement" else "f.id"
        for fact in read_facts(connection, table, f"f.entry_id IN {_places(wanted)} ORDER BY {order}", wanted):
            found.setdefault(fact.entry_id, []).append(fact)
    return found


def read_paid(connection: sqlite3.Connection, entry_id: str) -> tuple[Amount, ...]:
    """Read the amounts that an entry pays, as funder or as funding instrument, sorted by fact id.

    At most 200 (``LIST_LIMIT``) are read.
    """
    condition = (
        "t.fact_id IN (SELECT fact_id FROM amount WHERE funder_id = ? "
        "UNION SELECT fact_id FROM amount WHERE funding_instrument_id = ?) ORDER BY t.fact_id LIMIT ?"
    )
    facts = read_facts(connection, "amount", condition, (entry_id, entry_id, LIST_LIMIT))
    return tuple(fact for fact in facts if isinstance(fact, Amount))


def read_codes(connection: sqlite3.Connection, entry_id: str) -> CountryCodes | None:
    """Read a country's codes; None if the entry is not a country. Raises ValueError for an unknown status of a code."""
    query = (
        "SELECT entry_id, alpha2, alpha3, m49, code_status, latitude, longitude, marker FROM country WHERE entry_id = ?"
    )
    row = connection.execute(query, (entry_id,)).fetchone()
    return None if row is None else CountryCodes(*(*row[:4], CodeStatus(row[4]), *row[5:]))


def read_predicates(connection: sqlite3.Connection) -> dict[str, Predicate]:
    """Read all kinds of relation, by id, in the order of the ids."""
    query = f"SELECT {fact_rows.PREDICATE_COLUMNS} FROM predicate ORDER BY id"
    return {row[0]: fact_rows.predicate(row) for row in connection.execute(query)}


_AGAIN = """SELECT predicate_id, count(*) FROM relation WHERE object_id = ? AND instr(fact_id, '@') > 0
    GROUP BY predicate_id"""  # the condition is that of the index relation_again, word for word


def read_groups(
    connection: sqlite3.Connection,
    predicates: dict[str, Predicate],
    entry_id: str,
    *,
    limit: int = LIST_LIMIT,
    is_shared: bool = False,
) -> tuple[RelationGroup, ...]:
    """Read an entry's relations, in groups of one predicate and one direction.

    The groups in which the entry is the subject come first; both directions are sorted by the predicate's id. A group
    has at most ``limit`` relations (by default 200), sorted by the entry number at the other end; its ``total`` counts
    all of them.
    ``predicates`` is what ``read_predicates`` returns. Raises ValueError for a value that this version does not know.

    ``is_shared``, for imported references, changes the groups in which the entry is the object: they share ``limit``,
    so that each has an equal part of it, but 40 at least; and a relation that two imported files state differently is
    read and counted once.
    """
    groups = []
    for outgoing, near, far in ((True, "subject_id", "object_number"), (False, "object_id", "subject_number")):
        # where files differ on a relation, a list counts and shows it once: the key of the other one ends in @2
        once = "AND instr(t.fact_id, '@') = 0" if is_shared and not outgoing else ""
        counts = f"SELECT predicate_id, count(*) FROM relation WHERE {near} = ? GROUP BY predicate_id ORDER BY 1"
        # counted apart, along an index of their own, since looking at each id would take as long as all else
        again = dict(connection.execute(_AGAIN, (entry_id,))) if once else {}
        found = ((each, count - again.get(each, 0)) for each, count in connection.execute(counts, (entry_id,)))
        counted = [(each, total) for each, total in found if total]
        if is_shared and not outgoing:
            limit = max(limit // max(len(counted), 1), _LEAST_SHOWN)
        for predicate_id, total in counted:
            condition = f"t.{near} = ? AND t.predicate_id = ? {once} ORDER BY t.{far}, t.fact_id LIMIT ?"
            facts = read_facts(connection, "relation", condition, (entry_id, predicate_id, limit))
            relations = tuple(fact for fact in facts if isinstance(fact, Relation))
            groups.append(RelationGroup(predicates[predicate_id], outgoing, total, relations))
    return tuple(groups)


def read_participants(
    connection: sqlite3.Connection, predicates: dict[str, Predicate], project_ids: Iterable[str]
) -> dict[str, tuple[RelationGroup, ...]]:
    """Read the relations of some projects to organisations and funding instruments, by project id.

    They are in groups of one predicate, sorted by the predicate's id; a group has the source's order. A project without
    any is left out.
    """
    wanted = tuple(sorted(project_ids))
    condition = (
        f"t.subject_id IN {_places(wanted)} "
        "AND (t.object_id GLOB 'organisation/*' OR t.object_id GLOB 'funding-instrument/*') "
        "ORDER BY t.subject_id, t.predicate_id, t.ordinal"
    )
    found: dict[str, dict[str, list[Relation]]] = {}
    for fact in read_facts(connection, "relation", condition, wanted):
        if isinstance(fact, Relation):
            found.setdefault(fact.subject_id, {}).setdefault(fact.predicate_id, []).append(fact)
    return {
        project: tuple(
            RelationGroup(predicates[predicate], True, len(relations), tuple(relations))
            for predicate, relations in by_predicate.items()
        )
        for project, by_predicate in found.items()
    }


def read_extents_of_lists_for(connection: sqlite3.Connection, kind: str) -> tuple[Extent, ...]:
    """Read the extents (how complete a list is) of the lists in which an entry of this kind could be.

    They are sorted by fact id, and at most 200 (``LIST_LIMIT``).
    """
    condition = (
        "t.predicate_id IN (SELECT id FROM predicate WHERE ' ' || object_kinds || ' ' LIKE '% ' || ? || ' %') "
        "ORDER BY t.fact_id LIMIT ?"
    )
    facts = read_facts(connection, "extent", condition, (kind, LIST_LIMIT))
    return tuple(fact for fact in facts if isinstance(fact, Extent))


def read_lookup(connection: sqlite3.Connection, facts: Iterable[Fact], refs: dict[str, EntryRef]) -> Lookup:
    """Read what a page needs to show sources: the sources and passages cited, and the legal notes of marked countries.

    The marked countries are those in ``refs``; the sources and passages are those that ``facts`` and the legal notes
    cite. Raises LookupError if the file lacks one of them.
    """
    marked = [ref.id for ref in refs.values() if ref.marker]
    notes = _read_legal_notes(connection, marked) if marked else ()
    cited = [citation for fact in (*facts, *notes) for citation in fact.citations]
    passages = _read_by_id(
        connection, "passage", fact_rows.PASSAGE_COLUMNS, {c.passage_id for c in cited if c.passage_id}
    )
    sources = _read_by_id(connection, "source", fact_rows.SOURCE_COLUMNS, {c.source_id for c in cited})
    need({c.passage_id for c in cited if c.passage_id}, {row[0] for row in passages})
    need({c.source_id for c in cited}, {row[0] for row in sources})
    return Lookup(
        refs=refs,
        passages={row[0]: fact_rows.passage(row) for row in passages},
        sources={row[0]: fact_rows.source(row) for row in sources},
        legal_notes=notes,
    )


def need(named: Set[str], found: Set[str]) -> None:
    """Raise LookupError with the first id of ``named``, sorted, that is not in ``found``: the file is damaged then."""
    missing = sorted(named - found)
    if missing:
        raise LookupError(missing[0])


def named_ids(record: EntryRecord) -> set[str]:
    """Return the ids of the entries that a record's facts, relations and paid amounts refer to, including its own."""
    ids = {record.ref.id}
    for group in record.groups:
        ids.update(group.other_end(relation) for relation in group.relations)
    for amount in (*record.of_type(Amount), *record.paid):
        ids.update(filter(None, (amount.entry_id, amount.funder_id, amount.funding_instrument_id)))
    for fact in record.facts:  # of published facts, whose classes the first window does not load
        ids.update(found for field in _NAMING if (found := getattr(fact, field, None)))
    return ids


def _read_legal_notes(connection: sqlite3.Connection, entry_ids: list[str]) -> tuple[Statement, ...]:
    condition = f"f.entry_id IN {_places(entry_ids)} AND t.kind = ? ORDER BY f.id"
    facts = read_facts(connection, "statement", condition, (*entry_ids, StatementKind.LEGAL_NOTE))
    return tuple(fact for fact in facts if isinstance(fact, Statement))


def _read_by_id(connection: sqlite3.Connection, table: str, columns: str, ids: set[str]) -> list[rows.Row]:
    wanted = sorted(ids)
    query = f"SELECT {columns} FROM {table} WHERE id IN {_places(wanted)} ORDER BY id"
    return connection.execute(query, wanted).fetchall() if ids else []


def _places(values: Sequence[str]) -> str:
    """Return one placeholder for each value; a page has some hundreds at most, and SQLite allows 32,766."""
    return f"({','.join('?' * len(values))})"
