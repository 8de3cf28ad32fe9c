"""Reading lists of relations, each with codes of both ends, time and sources.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from coopviewer.domain.overviews.listing import RelationRow
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import ListKey
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.overviews.list_batch import Evidence, ends_of, joined, read_evidence
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref

_RELATIONS = """
    SELECT r.fact_id, r.subject_id, s.title, s.kind, sc.alpha2, sc.alpha3, sc.m49, p.label, r.predicate_id, p.iati,
        r.object_id, o.title, o.kind, oc.alpha2, oc.alpha3, oc.m49, r.as_given, r.edtf, r.ordinal, f.note
    FROM relation r JOIN fact f ON f.id = r.fact_id JOIN predicate p ON p.id = r.predicate_id
    JOIN entry s ON s.id = r.subject_id JOIN entry o ON o.id = r.object_id
    LEFT JOIN country sc ON sc.entry_id = r.subject_id LEFT JOIN country oc ON oc.entry_id = r.object_id
    WHERE {0} ORDER BY {1}
"""
_ORDER = "r.subject_number, r.predicate_id, r.object_number, r.fact_id"
_AT_ONCE = 500  # relations, of which the sources are in memory
_NO_EVIDENCE = Evidence("", (), (), (), ())
_SUBJECT, _OBJECT = 1, 10  # places in a row of the query


def read_relations(
    connection: sqlite3.Connection, among: Collection[str] | None = None, kind: EntryKind | None = None
) -> Iterator[RelationRow]:
    """Yield the relations that meet two conditions, each of them by their subject or by their object.

    ``among``: one of the two has one of these ids; None: any. ``kind``: one of the two is of this kind; None: any. With
    ``country/NE`` and PROJECT they are the relations of Niger with projects; with ``project/x`` and PROJECT, all
    relations of that project. They are sorted by the entry number of the subject, then by the predicate's id, then by
    the entry number of the object.
    """
    rows = connection.execute(_RELATIONS.format("1", _ORDER))
    mask = "" if kind is None else f"{kind}/"
    chosen = (row for row in rows if row[_SUBJECT].startswith(mask) or row[_OBJECT].startswith(mask))
    if among is not None:
        chosen = (row for row in chosen if row[_SUBJECT] in among or row[_OBJECT] in among)
    yield from _with_sources(connection, chosen)


def read_relations_of(connection: sqlite3.Connection, key: ListKey) -> Iterator[RelationRow]:
    """Yield the relations of one list on an entry's page, in ascending order of the other entry's number.

    A relation that two imported files state differently is yielded twice, once for each fact.
    """
    near, far = ("subject", "object") if key.outgoing else ("object", "subject")
    query = _RELATIONS.format(f"r.{near}_id = ? AND r.predicate_id = ?", f"r.{far}_number, r.fact_id")
    yield from _with_sources(connection, iter(connection.execute(query, (key.entry_id, key.predicate_id))))


def read_far_ends(connection: sqlite3.Connection, key: ListKey) -> Iterator[EntryRef]:
    """Yield the entries at the other ends of the relations that ``key`` means, each once, by entry number."""
    near, far = ("subject", "object") if key.outgoing else ("object", "subject")
    query = f"""
        SELECT DISTINCT {ENTRY_COLUMNS}, e.number FROM relation r JOIN entry e ON e.id = r.{far}_id
        WHERE r.{near}_id = ? AND r.predicate_id = ? ORDER BY e.number
    """
    found = connection.execute(query, (key.entry_id, key.predicate_id))
    return (entry_ref(row[:-1]) for row in found)


def _with_sources(connection: sqlite3.Connection, rows: Iterator[Sequence[Any]]) -> Iterator[RelationRow]:
    while batch := list(islice(rows, _AT_ONCE)):
        evidence = read_evidence(connection, (row[0] for row in batch))
        for row in batch:
            yield _row(row, evidence)


def _row(row: Sequence[Any], found: Mapping[str, Evidence]) -> RelationRow:
    *told, edtf, ordinal, note = row
    evidence = found.get(row[0], _NO_EVIDENCE)
    ends = ends_of(edtf) if edtf else ("", "", "", "")
    several = (evidence.source_ids, evidence.sources, evidence.places, evidence.passages)
    cells = (*told, edtf, *ends, str(ordinal), evidence.basis, note, *(joined(texts) for texts in several))
    return RelationRow(tuple(text or "" for text in cells))
