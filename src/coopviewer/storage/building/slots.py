"""Counting how many entries of each kind have facts of each kind, such as projects with a budget."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

# The column that has the own kind of a fact, in the tables that have one.
_OWN_KINDS = {
    "name": "kind",
    "relation": "predicate_id",
    "statement": "kind",
    "amount": "kind",
    "quantity": "measure",
    "identifier": "scheme",
    "milestone": "kind",
    "classification": "scheme",
    "flow": "kind",
    "mention": "predicate_id",
}
_TABLES = "SELECT kind, entry_id FROM fact GROUP BY entry_id, kind"


def entry_of(fact_id: str) -> str:
    """Return the id of the entry that a fact is about: ``country/AL`` for the fact ``country/AL/name/as-given``."""
    kind, slug, _ = fact_id.split("/", 2)
    return f"{kind}/{slug}"


def write_slots(connection: sqlite3.Connection) -> None:
    """Fill the empty table ``slot`` from the tables of facts, which must be filled already.

    It says how many entries of each kind have facts of each kind: ``project``, ``flow/budget``, 12.
    """
    counted: Counter[tuple[str, str]] = Counter(
        (entry_id.partition("/")[0], table)
        for table, entry_id in connection.execute(_TABLES)
        if table not in _OWN_KINDS
    )
    for table, column in _OWN_KINDS.items():
        # in the order of ids, so the facts of an entry follow each other
        rows = connection.execute(f"SELECT fact_id, {column} FROM {table} ORDER BY fact_id")
        counted.update((kind, f"{table}/{own}") for kind, own in _distinct(rows))
    rows_of_slots = ((*slot, entries) for slot, entries in sorted(counted.items()))
    connection.executemany("INSERT INTO slot VALUES (?, ?, ?)", rows_of_slots)


def _distinct(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield, for facts in the order of their ids, the kind of each entry with each kind of fact that it has.

    ``rows`` are the facts of one table: the id, and the kind within the table, such as ``budget``.
    """
    for entry_id, facts in groupby(rows, lambda row: entry_of(row[0])):
        kind = entry_id.partition("/")[0]
        for own in {own for _, own in facts}:
            yield kind, own
