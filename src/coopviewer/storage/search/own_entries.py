"""What a person's own annotations leave of the entries of a reference, as numbers and conditions."""

import json
import sqlite3
from collections.abc import Collection

from coopviewer.domain.search.query import OwnEntries
from coopviewer.storage.search.conditions import Condition


def own_conditions(
    connection: sqlite3.Connection, own: OwnEntries | None
) -> tuple[tuple[int, ...] | None, list[Condition]]:
    """Give the numbers of the entries among which results are, in order, None for all; and all of it as conditions."""
    if own is None:
        return None, []
    conditions = []
    among = None
    if own.among is not None:
        among = numbers_of(connection, own.among)
        conditions.append(_one_of(among))
    if own.left_out:
        conditions.append(_one_of(numbers_of(connection, own.left_out)).negated)
    return among, conditions


def numbers_of(connection: sqlite3.Connection, ids: Collection[str]) -> tuple[int, ...]:
    """Give the numbers of entries by their ids, in order; ids that are no entry's are left out."""
    query = "SELECT e.number FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value"
    return tuple(sorted(row[0] for row in connection.execute(query, (json.dumps(sorted(ids)),))))


def _one_of(numbers: tuple[int, ...]) -> Condition:
    return Condition("s.number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))
