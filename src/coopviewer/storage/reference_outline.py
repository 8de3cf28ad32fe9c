"""Reading the outline, one node's children at a time."""

import sqlite3

from coopviewer.domain.outline import ACROSS_REGIONS, ROOT, OutlineNode, across_kind, across_place
from coopviewer.domain.vocabulary import EntryKind
from coopviewer.storage import rows

# Under a region: what is the region's own first, its countries last.
_KIND_ORDER = (
    *(EntryKind.REGION, EntryKind.NETWORK, EntryKind.PROJECT, EntryKind.ORGANISATION),
    *(EntryKind.FORUM, EntryKind.FUNDING_INSTRUMENT, EntryKind.THEME, EntryKind.COUNTRY),
)
_RANK = "CASE e.kind " + " ".join(f"WHEN '{kind}' THEN {rank}" for rank, kind in enumerate(_KIND_ORDER)) + " END"
_HAS_CHILDREN = """
    EXISTS (SELECT 1 FROM relation r WHERE r.object_id = e.id AND r.predicate_id =
        CASE e.kind WHEN 'region' THEN 'in-region' WHEN 'country' THEN 'has-beneficiary' END)
"""
_COUNTRIES = """
    CASE WHEN e.kind = 'region' THEN (SELECT count(*) FROM relation r JOIN entry c ON c.id = r.subject_id
        WHERE r.object_id = e.id AND r.predicate_id = 'in-region' AND c.kind = 'country') END
"""
_COLUMNS = f"{rows.ENTRY_COLUMNS}, {_HAS_CHILDREN}, {_COUNTRIES}"
_PLACELESS = """
    e.kind <> 'region' AND NOT EXISTS
        (SELECT 1 FROM relation r WHERE r.subject_id = e.id AND r.predicate_id = 'in-region')
"""
_TOP_REGIONS = f"""
    SELECT {_COLUMNS} FROM entry e WHERE e.kind = 'region' AND NOT EXISTS
        (SELECT 1 FROM relation r WHERE r.subject_id = e.id AND r.predicate_id = 'in-region')
    ORDER BY e.sort_key, e.id LIMIT ? OFFSET ?
"""
_OF_KIND = (
    f"SELECT {_COLUMNS} FROM entry e WHERE e.kind = ? AND {_PLACELESS} ORDER BY e.sort_key, e.id LIMIT ? OFFSET ?"
)
_IN_REGION = f"""
    SELECT {_COLUMNS} FROM relation p JOIN entry e ON e.id = p.subject_id
    WHERE p.object_id = ? AND p.predicate_id = 'in-region'
    ORDER BY {_RANK}, e.sort_key, e.id LIMIT ? OFFSET ?
"""
_FOR_COUNTRY = f"""
    SELECT {_COLUMNS} FROM relation p JOIN entry e ON e.id = p.subject_id
    WHERE p.object_id = ? AND p.predicate_id = 'has-beneficiary'
    ORDER BY e.sort_key, e.id LIMIT ? OFFSET ?
"""


def read_children(connection: sqlite3.Connection, place: str, offset: int, limit: int) -> tuple[OutlineNode, ...]:
    """Read the rows under a place from ``offset``, at most ``limit``; none where nothing stands under it."""
    if place == ROOT:
        regions = _nodes(connection, _TOP_REGIONS, (limit, offset))
        return regions if len(regions) == limit else (*regions, *_across(connection))
    if place == ACROSS_REGIONS:
        return _kind_headings(connection) if offset == 0 else ()
    kind = across_kind(place)
    if kind is not None:
        return _nodes(connection, _OF_KIND, (kind, limit, offset))
    if place.startswith(f"{EntryKind.REGION}/"):
        return _nodes(connection, _IN_REGION, (place, limit, offset))
    if place.startswith(f"{EntryKind.COUNTRY}/"):
        return _nodes(connection, _FOR_COUNTRY, (place, limit, offset))
    return ()


def count_entries(connection: sqlite3.Connection) -> dict[EntryKind, int]:
    """Count the entries of each kind, in the order of the kinds; kinds without entries are left out."""
    query = "SELECT kind, count(*) FROM entry GROUP BY kind"
    found = {EntryKind(kind): count for kind, count in connection.execute(query)}
    return {kind: found[kind] for kind in EntryKind if kind in found}


def read_path(connection: sqlite3.Connection, entry_id: str) -> tuple[str, ...]:
    """Read one way from the root down to an entry, as places, the entry's own last.

    Where it stands in several places the first in sort order is taken; empty for an address that is no entry, or
    that no grouping reaches.
    """
    if entry_id.partition("/")[0] not in set(EntryKind):
        return ()  # home, or a source: pages that are no entries
    path: list[str] = [entry_id]
    while (parent := _parent(connection, path[0])) is not None:
        if parent in path:
            return ()
        path.insert(0, parent)
    if path[0].startswith(f"{EntryKind.REGION}/"):
        return tuple(path)
    kind = EntryKind(path[0].partition("/")[0])
    return (ACROSS_REGIONS, across_place(kind), *path)


def _parent(connection: sqlite3.Connection, entry_id: str) -> str | None:
    query = """
        SELECT e.id FROM relation p JOIN entry e ON e.id = p.object_id
        WHERE p.subject_id = ? AND p.predicate_id = 'in-region' ORDER BY e.sort_key, e.id LIMIT 1
    """
    row = connection.execute(query, (entry_id,)).fetchone()
    return None if row is None else str(row[0])


def _nodes(connection: sqlite3.Connection, query: str, values: rows.Row) -> tuple[OutlineNode, ...]:
    nodes = []
    for row in connection.execute(query, values).fetchall():
        ref = rows.entry_ref(row[:-2])
        note = _legal_note(connection, ref.id) if ref.marker else None
        nodes.append(OutlineNode(ref.id, ref, row[-1] or None, bool(row[-2]), note))
    return tuple(nodes)


def _legal_note(connection: sqlite3.Connection, entry_id: str) -> str | None:
    query = """
        SELECT s.text FROM statement s JOIN fact f ON f.id = s.fact_id
        WHERE f.entry_id = ? AND s.kind = 'legal-note' ORDER BY s.ordinal LIMIT 1
    """
    row = connection.execute(query, (entry_id,)).fetchone()
    return None if row is None else str(row[0])


def _across(connection: sqlite3.Connection) -> tuple[OutlineNode, ...]:
    query = f"SELECT EXISTS (SELECT 1 FROM entry e WHERE {_PLACELESS})"
    found = connection.execute(query).fetchone()[0]
    return (OutlineNode(ACROSS_REGIONS, None, None, expandable=True),) if found else ()


def _kind_headings(connection: sqlite3.Connection) -> tuple[OutlineNode, ...]:
    query = f"SELECT e.kind, count(*) FROM entry e WHERE {_PLACELESS} GROUP BY e.kind"
    counts = {EntryKind(kind): count for kind, count in connection.execute(query)}
    return tuple(
        OutlineNode(across_place(kind), None, counts[kind], expandable=True)
        for kind in sorted(counts, key=_KIND_ORDER.index)
    )
