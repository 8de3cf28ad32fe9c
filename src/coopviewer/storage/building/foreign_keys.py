"""Looking for values that refer to missing rows, faster than SQLite's own check of every row."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

_OWN = "fact_id"  # written together with the fact, whose id it is


class _Key(NamedTuple):
    """A column that refers to the rows of another table."""

    table: str
    column: str
    parent: str


def first_dangling(connection: sqlite3.Connection) -> str | None:
    """Return a value that refers to a missing row, as ``table.column = 'value'`` for a developer; None if none does.

    Columns named ``fact_id`` are not looked at: their rows are written together with the fact.
    """
    for key in _keys(connection):
        values = f"SELECT DISTINCT {key.column} AS value FROM {key.table} WHERE {key.column} IS NOT NULL"
        parents = f"SELECT {_key_column(connection, key.parent)} FROM {key.parent}"
        query = f"SELECT value FROM ({values}) WHERE value NOT IN ({parents}) LIMIT 1"
        found = connection.execute(query).fetchone()
        if found is not None:
            return f"{key.table}.{key.column} = {found[0]!r}"
    return None


def _keys(connection: sqlite3.Connection) -> Iterator[_Key]:
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for _, _, parent, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if column != _OWN:
                yield _Key(table, column, parent)


def _key_column(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return next(str(name) for _, name, _, _, _, key in columns if key == 1)
