"""Reading the outline: the children of a node, the groupings that are offered, and the paths to an entry.

The key of a node is ROOT, the key of a heading, such as ``across``, or the id of an entry. Call the functions inside
``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import (
    ACROSS_REGIONS,
    ARRANGEMENTS,
    NO_PARTY,
    ROOT,
    Grouping,
    OutlineNode,
    is_unplaced,
    kind_of_heading,
    of_kind,
    unplaced,
)
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.outline_plan import (
    ARRANGEMENT,
    ARRANGEMENT_PARTNERS,
    IN_SECTOR,
    OF_VALUES,
    PLANS,
    STATING,
    OutlineWalk,
    Plan,
    has_children_sql,
    headings_under,
    walk_of,
)

_NO_LIMIT = -1
_MOST_COUNTED = 1_000  # entries under a node by several kinds of relations
_OutlinePath = tuple[str, ...]
_VALUES = """
    SELECT v.value FROM entry e CROSS JOIN search_value v CROSS JOIN search_facet f
    ON f.value_id = v.id AND f.number = e.number WHERE e.id = ? AND v.facet = ?
"""
_SECTORS = "SELECT 1 FROM relation WHERE subject_id = ? AND predicate_id = ? LIMIT 1"
_OFFERED = {
    Grouping.REGIONS: "SELECT 1 FROM entry WHERE kind IN ('region', 'country') LIMIT 1",
    Grouping.SECTORS: f"SELECT 1 FROM slot WHERE slot = 'relation/{IN_SECTOR}'",
    Grouping.ORGANISATIONS: "SELECT 1 FROM slot WHERE slot IN ('relation/reported-by', 'relation/accountable-to', "
    "'relation/extended-by', 'relation/takes-part-in')",
    Grouping.STATUS: "SELECT 1 FROM search_value WHERE facet = 'status' LIMIT 1",
    Grouping.COOPERATION: "SELECT 1 FROM entry WHERE kind IN ('network', 'forum') "
    f"UNION ALL SELECT 1 FROM predicate WHERE id = '{ARRANGEMENT}' LIMIT 1",
}


def read_children(
    connection: sqlite3.Connection, grouping: Grouping, place: str, after: int, limit: int
) -> tuple[OutlineNode, ...]:
    """Read the child nodes of the node with the key ``place``: entries, then headings.

    The entries have entry numbers above ``after``, and at most ``limit`` are read. If there are that many, more may
    follow, and the headings are left out: call it again with the last number as ``after``. Headings have no numbers
    and do not count towards ``limit``.
    """
    plan = PLANS[grouping]
    walk = walk_of(plan, place)
    numbers = read_numbers(connection, walk, after, limit) if walk.parts else []
    nodes = read_nodes(connection, plan, numbers, expandable=plan.deep or place == ROOT)
    return nodes if len(nodes) == limit else (*nodes, *_headings(connection, plan, place))


def read_groupings(connection: sqlite3.Connection) -> tuple[Grouping, ...]:
    """Return the groupings that the navigator offers for a reference, in the order of Grouping, at least one.

    One of ORGANISATIONS and PARTNERS is always offered, never both. A grouping that is not offered can still be read,
    and may have entries.
    """
    offered = [each for each, query in _OFFERED.items() if connection.execute(query).fetchone() is not None]
    if Grouping.ORGANISATIONS not in offered:  # whose roles these are not, so they are partners
        offered.append(Grouping.PARTNERS)
    return tuple(each for each in Grouping if each in offered)


def read_numbers(
    connection: sqlite3.Connection, walk: OutlineWalk, after: int = 0, limit: int = _NO_LIMIT
) -> list[int]:
    """Return the entry numbers above ``after`` that a walk's queries find, ascending, at most ``limit`` (-1: all)."""
    sql, values = walk.query(after)
    return [number for (number,) in connection.execute(f"{sql} ORDER BY number LIMIT ?", (*values, limit))]


def read_nodes(
    connection: sqlite3.Connection, plan: Plan, numbers: Sequence[int], *, expandable: bool = True
) -> tuple[OutlineNode, ...]:
    """Read the nodes of entries by entry number, sorted by it; ``expandable`` False: none is said to have children."""
    places = ",".join("?" * len(numbers))
    opens = has_children_sql(plan) if expandable else "0"
    query = (
        f"SELECT {rows.ENTRY_COLUMNS}, e.number, ({opens}) FROM entry e WHERE e.number IN ({places}) ORDER BY e.number"
    )
    nodes = []
    for row in connection.execute(query, tuple(numbers)).fetchall():
        ref = rows.entry_ref(row[:-2])
        note = _legal_note(connection, ref.id) if ref.marker else None
        count = _count_under(connection, plan, ref.id) if row[-1] else None
        nodes.append(OutlineNode(ref.id, ref, count or None, bool(row[-1]), note, row[-2]))
    return tuple(nodes)


def count_entries(connection: sqlite3.Connection) -> dict[EntryKind, int]:
    """Return the number of entries of each kind, by kind in the order of EntryKind; kinds without any are left out."""
    found = {}
    for kind in EntryKind:
        first, last = read_span(connection, kind)
        if first:
            found[kind] = last - first + 1
    return found


def count_walk(connection: sqlite3.Connection, walk: OutlineWalk, kind: EntryKind | None = None) -> int:
    """Return the number of entries that a walk's queries find; ``kind``: only those of this kind, None: all."""
    first, last = (1, 0) if kind is None else read_span(connection, kind)
    sql, values = walk.query() if kind is None else walk.query(first - 1, last)
    return int(connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0])


def read_top_regions(connection: sqlite3.Connection, limit: int) -> tuple[EntryRef, ...]:
    """Read the regions that are in no other region, sorted by title, at most ``limit``."""
    numbers = read_numbers(connection, PLANS[Grouping.REGIONS].top, limit=limit)
    query = f"SELECT {rows.ENTRY_COLUMNS} FROM entry e WHERE e.number = ?"
    return tuple(rows.entry_ref(row) for number in numbers for row in connection.execute(query, (number,)))


def read_path(connection: sqlite3.Connection, grouping: Grouping, entry_id: str) -> tuple[str, ...]:
    """Return one path through the navigator's tree to an entry: the keys of the nodes above it, then its own id.

    The path begins below ROOT. If the entry is in several places of the grouping, it leads to one of them. Empty if the
    grouping does not contain the entry, or the id is a former one or not that of an entry.
    """
    if entry_id.partition("/")[0] not in set(EntryKind):
        return ()  # the home page or a source, which are not entries
    plan = PLANS[grouping]
    path: tuple[str, ...] = (entry_id,)
    while not (above := headings_above(connection, grouping, path[:1]).get(path[0])):
        parents = read_parents(connection, plan, path[0], limit=1)
        if not parents or parents[0] in path:
            return ()
        path = (parents[0], *path)
    return (*above[0], *path)


def read_paths(
    connection: sqlite3.Connection, grouping: Grouping, entry_id: str, limit: int
) -> tuple[tuple[str, ...], ...]:
    """Return at most ``limit`` paths to an entry, as in ``read_path``: those under headings, then under entries."""
    if entry_id.partition("/")[0] not in set(EntryKind):
        return ()
    paths = [(*path, entry_id) for path in headings_above(connection, grouping, [entry_id]).get(entry_id, ())]
    for parent in read_parents(connection, PLANS[grouping], entry_id, limit=limit):
        above = read_path(connection, grouping, parent)
        if above and entry_id not in above:
            paths.append((*above, entry_id))
    return tuple(paths[:limit])


def read_parents(connection: sqlite3.Connection, plan: Plan, entry_id: str, *, limit: int) -> list[str]:
    """Return the ids of the entries directly above an entry in a grouping, at most ``limit``.

    They are sorted by the kind of relation, in the order of ``plan.edges``, then by title.
    """
    found: list[str] = []
    for edge in plan.edges:
        near, far = edge.ends
        query = (
            f"SELECT DISTINCT {near}_id FROM relation WHERE {far}_id = ? AND predicate_id = ? "
            f"AND {near}_number BETWEEN ? AND ? ORDER BY {near}_number LIMIT ?"
        )
        values = (entry_id, edge.predicate, *read_span(connection, edge.parent), limit - len(found))
        found += [parent for (parent,) in connection.execute(query, values) if parent not in found]
    return found


def headings_above(
    connection: sqlite3.Connection, grouping: Grouping, entry_ids: Iterable[str]
) -> dict[str, tuple[_OutlinePath, ...]]:
    """Return, by entry id, the headings above entries at the top of a grouping or directly under a heading.

    By regions, ``network/x`` in no region has ``(("across", "across/network"),)``: one path, with the keys of the
    headings from the top down. An entry under several headings has several paths; one at the top has one without
    headings, ``((),)``. Entries that are only under other entries, or not in the grouping, are left out.
    """
    wanted = tuple(entry_ids)
    query = f"""
        SELECT e.id, e.placed, EXISTS (SELECT 1 FROM relation r WHERE r.object_id = e.id AND
            r.predicate_id = '{ARRANGEMENT}') FROM entry e WHERE e.id IN ({",".join("?" * len(wanted))})
    """
    found = {}
    for entry_id, placed, has_arrangement in connection.execute(query, wanted):
        kind = EntryKind(entry_id.partition("/")[0])
        if (grouping, kind) in OF_VALUES:
            paths = _values_above(connection, grouping, kind, entry_id)
        else:
            path = _heading_above(grouping, kind, placed=bool(placed), has_arrangement=bool(has_arrangement))
            paths = () if path is None else (path,)
        if paths:
            found[entry_id] = paths
    return found


def _values_above(
    connection: sqlite3.Connection, grouping: Grouping, kind: EntryKind, entry_id: str
) -> tuple[_OutlinePath, ...]:
    """Return the paths to the headings that an entry is under in a grouping by values, such as roles or statuses.

    If it has none of the values, that is the path to the heading of entries without one.
    """
    facet, without = OF_VALUES[grouping, kind]
    if grouping is Grouping.SECTORS:
        return () if connection.execute(_SECTORS, (entry_id, IN_SECTOR)).fetchone() else ((without,),)
    keys = {f"{facet}/{value}" for (value,) in connection.execute(_VALUES, (entry_id, facet))}
    if keys and without == NO_PARTY:
        return ()  # it is under the organisations
    return tuple((heading,) for heading in PLANS[grouping].headings if heading in keys) or ((without,),)


def _heading_above(grouping: Grouping, kind: EntryKind, *, placed: bool, has_arrangement: bool) -> _OutlinePath | None:
    if grouping is Grouping.REGIONS:
        if placed:
            return None
        return () if kind is EntryKind.REGION else (ACROSS_REGIONS, unplaced(kind))
    if grouping is Grouping.PARTNERS:
        return () if kind is EntryKind.ORGANISATION else None
    if grouping in (Grouping.SECTORS, Grouping.ORGANISATIONS, Grouping.STATUS):
        return () if (grouping, kind) == (Grouping.SECTORS, EntryKind.THEME) else None
    if kind in ARRANGEMENT_PARTNERS:
        return (ARRANGEMENTS,) if has_arrangement else None
    return (of_kind(kind),) if of_kind(kind) in PLANS[grouping].headings else None


def _headings(connection: sqlite3.Connection, plan: Plan, place: str) -> tuple[OutlineNode, ...]:
    """Read the headings under ``place`` that have children."""
    return tuple(
        OutlineNode(heading, None, _count_of_heading(connection, plan, heading), expandable=True)
        for heading in headings_under(plan, place)
        if _holds_any(connection, plan, heading)
    )


def _holds_any(connection: sqlite3.Connection, plan: Plan, heading: str) -> bool:
    if heading in STATING:
        return bool(_count_without(connection, heading))
    if heading != ACROSS_REGIONS:
        return bool(read_numbers(connection, walk_of(plan, heading), limit=1))
    return bool(connection.execute("SELECT 1 FROM entry WHERE placed = 0 AND kind <> 'region' LIMIT 1").fetchone())


def _count_of_heading(connection: sqlite3.Connection, plan: Plan, heading: str) -> int | None:
    if heading in STATING:
        return _count_without(connection, heading)
    kind = kind_of_heading(heading)
    if kind is not None and not is_unplaced(heading):
        first, last = read_span(connection, kind)
        return last - first + 1
    return None if heading == ACROSS_REGIONS else count_walk(connection, walk_of(plan, heading))


def _count_without(connection: sqlite3.Connection, heading: str) -> int:
    """Count the projects that have no value of what a heading is about."""
    (stating,) = connection.execute(STATING[heading]).fetchone() or (0,)
    return count_entries(connection).get(EntryKind.PROJECT, 0) - int(stating)


def _count_under(connection: sqlite3.Connection, plan: Plan, entry_id: str) -> int:
    if plan.counted is EntryKind.COUNTRY and entry_id.startswith(f"{EntryKind.COUNTRY}/"):
        return 0  # countries are never under a country
    walk = walk_of(plan, entry_id)
    if len(walk.parts) > 1 and plan.counted is None:  # parts overlap, so those of very many are not counted
        found = len(read_numbers(connection, walk, limit=_MOST_COUNTED + 1))
        return found if found <= _MOST_COUNTED else 0
    return count_walk(connection, walk, plan.counted)


def read_span(connection: sqlite3.Connection, kind: EntryKind) -> tuple[int, int]:
    """Return the first and the last entry number of a kind, whose numbers have no gaps; (0, 0) if there are none."""
    query = "SELECT (SELECT min(number) FROM entry WHERE kind = ?), (SELECT max(number) FROM entry WHERE kind = ?)"
    first, last = connection.execute(query, (kind, kind)).fetchone()
    return (int(first or 0), int(last or 0))


def _legal_note(connection: sqlite3.Connection, entry_id: str) -> str | None:
    query = """
        SELECT s.text FROM statement s JOIN fact f ON f.id = s.fact_id
        WHERE f.entry_id = ? AND s.kind = 'legal-note' ORDER BY s.ordinal LIMIT 1
    """
    row = connection.execute(query, (entry_id,)).fetchone()
    return None if row is None else str(row[0])
