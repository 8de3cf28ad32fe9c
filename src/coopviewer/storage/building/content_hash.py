"""The rows that make up the content of a reference, in a fixed order, and their hash."""

import json
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import Any

_TABLES_1 = (
    *("edition", "source", "passage", "entry", "country", "predicate", "redirect", "fact", "citation"),
    *("name", "relation", "statement", "timeframe", "amount", "quantity", "document", "extent"),
)
CONTENT_TABLES = (
    *_TABLES_1,
    *("identifier", "milestone", "classification", "flow", "place", "result", "indicator", "indicator_period"),
    *("mention", "published_field", "published_value", "import", "import_note", "code_label", "flow_total", "slot"),
)
_KEY_WIDTHS = {
    **dict.fromkeys(("citation", "indicator_period", "published_value", "slot", "search_facet", "search_projects"), 2),
    "code_label": 3,
    "search_key": 3,
    "flow_total": 5,
}
_REAL_TABLES = ("country", "place")  # those that have numbers with a point
_PART = 200  # rows that are hashed together


def content_tables(version: int) -> tuple[str, ...]:
    """Return the tables of a version of the schema that have content, in the order of the hash."""
    return _TABLES_1 if version == 1 else CONTENT_TABLES


def key_width(table: str) -> int:
    """Return how many of a table's columns, the first ones, make up its key: 3 for ``code_label``, 1 for most."""
    return _KEY_WIDTHS.get(table, 1)


def content_rows(connection: sqlite3.Connection, table: str, schema: str = "") -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, sorted by key, without the column that holds the hash of the content.

    ``schema`` is empty or ``main.``. A file of schema version 1 is read through temporary views with the names of its
    tables, which make it look like version 2; with ``main.`` the table itself is read.
    """
    return connection.execute(
        f"SELECT {', '.join(_columns(connection, table, schema))} FROM {schema}{table} {_order(table)}"
    )


def content_sha256(connection: sqlite3.Connection, version: int) -> str:
    """Return the SHA-256 of a reference's content, which is the same with every version of SQLite.

    It is taken over the JSON object of all tables in the order of CONTENT_TABLES, each an array of its rows sorted by
    key, as Python's ``json.dumps(…, ensure_ascii=False, separators=(",", ":"))`` writes it. ``version`` is the file's
    version of the schema: with 1 the hash is taken over one line of JSON for each row, beginning with its table's name.
    The column ``edition.content_sha256`` itself is left out.
    """
    if version == 1:
        return _sha256_of_lines(connection)
    digest = sha256()
    separator = "{"
    for table in CONTENT_TABLES:
        digest.update(f'{separator}"{table}":['.encode())
        rows = _encoded_rows(connection, table)
        between = ""
        while part := list(islice(rows, _PART)):
            digest.update((between + ",".join(part)).encode())
            between = ","
        separator = "],"
    digest.update(b"]}")
    return digest.hexdigest()


def _encoded_rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    if table in _REAL_TABLES:  # SQLite writes fewer digits than Python
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        return map(encode, content_rows(connection, table))
    columns = _columns(connection, table)
    query = f"SELECT json_array({', '.join(columns)}) FROM {table} ORDER BY {', '.join(columns[: key_width(table)])}"
    return (encoded for (encoded,) in connection.execute(query))


def _sha256_of_lines(connection: sqlite3.Connection) -> str:
    digest = sha256()
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for table in _TABLES_1:
        for row in content_rows(connection, table, "main."):  # not the views by which it is read as version 2
            digest.update(encode([table, *row]).encode() + b"\n")
    return digest.hexdigest()


def _columns(connection: sqlite3.Connection, table: str, schema: str = "") -> list[str]:
    rows = connection.execute(f"PRAGMA {schema}table_info({table})")
    return [row[1] for row in rows if row[1] != "content_sha256"]


def _order(table: str) -> str:
    return "ORDER BY " + ", ".join(map(str, range(1, key_width(table) + 1)))
