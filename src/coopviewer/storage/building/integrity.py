"""Checks that a reference file is what a build writes: its schema, the hash of its content, its foreign keys."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from coopviewer.domain.faults import Fault, display_value, phrase, plural_phrase
from coopviewer.storage.reference.opening import folding_of, schema_of
from coopviewer.storage.reference.schema import TABLES
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.filling import fill_search
from coopviewer.storage.search.tables import DERIVED, searches_of

CONTENT_TABLES = (
    *("edition", "source", "passage", "entry", "country", "predicate", "redirect", "fact", "citation"),
    *("name", "relation", "statement", "timeframe", "amount", "quantity", "document", "extent"),
    *("identifier", "milestone", "classification", "flow", "place", "result", "indicator", "indicator_period"),
    *("mention", "published_field", "published_value", "import", "import_note", "code_label", "flow_total", "slot"),
)
_REAL_TABLES = ("country", "place")  # those that have numbers with a point
_PART = 200  # rows that are hashed together
_SEARCH_TABLES = ("search_name", "search_text")


def content_sha256(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of a reference's content, which is the same with every version of SQLite.

    It is taken over the JSON object of all tables in a fixed order, each an array of its rows by key, as Python's
    ``json.dumps(…, ensure_ascii=False, separators=(",", ":"))`` writes it. The column ``edition.content_sha256`` itself
    is left out.
    """
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
    columns = content_columns(connection, table)
    query = f"SELECT json_array({', '.join(columns)}) FROM {table} ORDER BY {', '.join(columns[:2])}"
    return (encoded for (encoded,) in connection.execute(query))


def content_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of one of CONTENT_TABLES, without that of the hash."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "content_sha256"]


def content_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Return the rows of one of CONTENT_TABLES, sorted by key, without the column of the hash."""
    return connection.execute(f"SELECT {', '.join(content_columns(connection, table))} FROM {table} ORDER BY 1, 2")


def schema_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare tables, indexes and views with those that this version writes."""
    own = sqlite3.connect(":memory:")
    try:
        own.executescript(TABLES + searches_of(schema_of(connection), folding_of(connection)) + VIEWS)
        expected = _definitions(own)
    finally:
        own.close()
    found = _definitions(connection)
    for key in sorted(expected.keys() | found.keys()):
        if key not in found:
            yield Fault("schema", key, phrase("nothing"), phrase("what the build writes"))
        elif key not in expected:
            yield Fault("schema", key, phrase("what no build writes"), phrase("nothing of that name"))
        elif found[key] != expected[key]:
            yield Fault("schema", key, phrase("a definition of its own"), phrase("the one that the build writes"))


def damage_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Check the whole file for damage (``PRAGMA quick_check``)."""
    for (found,) in connection.execute("PRAGMA quick_check(20)"):
        if found != "ok":
            yield Fault("file", "quick_check", display_value(found), phrase("a file without damage"))


def reference_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Report tables with rows that refer to missing rows."""
    found = Counter((row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check"))
    for (table, parent), count in sorted(found.items()):
        found_rows = plural_phrase(
            "{n} row that refers to no row of {parent}",
            "{n} rows that refer to no row of {parent}",
            count,
            parent=parent,
        )
        yield Fault(table, "foreign_key_check", found_rows, phrase("none"))


def search_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare the search tables with their content; uses a copy, since SQLite's check needs write access."""
    copy = sqlite3.connect(":memory:")
    try:
        connection.backup(copy)
        copy.execute("PRAGMA trusted_schema = OFF")
        faults = list(_index_faults(copy))
        yield from faults or _derived_faults(copy)  # if an index is wrong, its list of words is wrong too
    finally:
        copy.close()


def _index_faults(copy: sqlite3.Connection) -> Iterator[Fault]:
    for table in _SEARCH_TABLES:
        try:
            copy.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield Fault(
                table,
                "index",
                phrase("words that are not those of the entries"),
                phrase("an index made from the entries"),
            )


def _derived_faults(copy: sqlite3.Connection) -> Iterator[Fault]:
    found = {table: set(content_rows(copy, table)) for table in DERIVED}
    empty = [f"DELETE FROM {table};" for table in DERIVED]
    empty += [f"INSERT INTO {table} ({table}) VALUES ('delete-all');" for table in _SEARCH_TABLES]
    copy.executescript(" ".join(empty))
    fill_search(copy)
    for table in DERIVED:
        if found[table] != set(content_rows(copy, table)):
            yield Fault(
                table,
                "rows",
                phrase("some that do not follow from the entries, or too few"),
                phrase("those that a build makes"),
            )


def _definitions(connection: sqlite3.Connection) -> dict[str, str]:
    # white space is ignored, since VACUUM and other tools may change it in a definition
    query = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    return {key: " ".join(sql.split()) for key, sql in connection.execute(query)}
