"""Reading the long lists of a page, a part at a time."""

import sqlite3

from coopviewer.domain.reference.lists import ListedEntry, ListKey
from coopviewer.storage.reference import rows


def read_list(connection: sqlite3.Connection, key: ListKey, offset: int, limit: int) -> tuple[ListedEntry, ...]:
    """Read the entries at the far ends of a list's relations, sorted by title, from ``offset``, at most ``limit``.

    The part is found by walking an index; only its rows are then looked up.
    """
    near, far = ("subject", "object") if key.outgoing else ("object", "subject")
    query = f"""
        SELECT {rows.ENTRY_COLUMNS},
            (SELECT t.as_given FROM fact f JOIN timeframe t ON t.fact_id = f.id
             WHERE f.entry_id = e.id ORDER BY f.id LIMIT 1),
            (SELECT a.as_given FROM fact f JOIN amount a ON a.fact_id = f.id
             WHERE f.entry_id = e.id AND a.kind = 'grant' ORDER BY f.id LIMIT 1)
        FROM (
            SELECT fact_id FROM relation WHERE {near}_id = ? AND predicate_id = ?
            ORDER BY {far}_number, fact_id LIMIT ? OFFSET ?
        ) part JOIN relation r ON r.fact_id = part.fact_id JOIN entry e ON e.id = r.{far}_id
        ORDER BY r.{far}_number, r.fact_id
    """
    found = connection.execute(query, (key.entry_id, key.predicate_id, limit, offset))
    return tuple(ListedEntry(rows.entry_ref(row[:-2]), row[-2], row[-1]) for row in found)
