"""Titles by id, and what is in a region. The first window must not import this: JSON takes 5 ms to load."""

import json
import sqlite3
from collections.abc import Iterable

_AMONG = "IN (SELECT value FROM json_each(?))"


def read_titles(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Read the titles of entries and sources, by id; those that the edition lacks are left out."""
    wanted = json.dumps(list(ids))
    query = f"SELECT id, title FROM entry WHERE id {_AMONG} UNION ALL SELECT id, title FROM source WHERE id {_AMONG}"
    return dict(connection.execute(query, (wanted, wanted)).fetchall())


def read_within(connection: sqlite3.Connection, region_ids: Iterable[str]) -> frozenset[str]:
    """Read the ids of regions and of all that stands in them, in regions within them too."""
    query = """
        WITH RECURSIVE within (id) AS (
            SELECT value FROM json_each(?)
            UNION
            SELECT r.subject_id FROM within w JOIN relation r
                ON r.object_id = w.id AND r.predicate_id = 'in-region'
        ) SELECT id FROM within
    """
    return frozenset(row[0] for row in connection.execute(query, (json.dumps(list(region_ids)),)))
