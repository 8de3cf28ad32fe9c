"""Checks that the search tables of a reference have the content that a build derives from its other tables."""

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest

from coopviewer.domain.faults import Fault, phrase
from coopviewer.storage.building.content_hash import content_rows
from coopviewer.storage.building.integrity import copied
from coopviewer.storage.reference.opening import schema_of
from coopviewer.storage.reference.schema.version_1 import as_version_2
from coopviewer.storage.search.filling import fill_search
from coopviewer.storage.search.project_sets import has_older_sets
from coopviewer.storage.search.tables import DERIVED

_SEARCH_TABLES = ("search_name", "search_text")


def search_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield a fault for each search table with other content than a build derives from the reference's tables.

    A table that the reference lacks, as those of older versions of the program do, is passed over; so is
    ``search_projects`` if an older version filled it with other content. If a full-text index is wrong, the other
    search tables are not looked at. A temporary copy of the database is checked, since SQLite's check of an index
    writes into it.
    """
    with copied(connection) as copy:
        faults = list(_index_faults(copy))
        yield from faults or _derived_faults(connection, copy)  # if an index is wrong, its list of words is wrong too


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


def _derived_faults(connection: sqlite3.Connection, copy: sqlite3.Connection) -> Iterator[Fault]:
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    derived = [table for table in DERIVED if table in tables]  # older references lack some
    empty = [f"DELETE FROM {table};" for table in derived]
    empty += [f"INSERT INTO {table} ({table}) VALUES ('delete-all');" for table in _SEARCH_TABLES]
    if schema_of(copy) == 1:
        empty.append(as_version_2())
    copy.executescript(" ".join(empty))
    fill_search(copy)
    for table in derived:
        if table == "search_projects" and has_older_sets(connection):
            continue
        pairs = zip_longest(content_rows(connection, table), content_rows(copy, table))
        if any(found != made for found, made in pairs):
            yield Fault(
                table,
                "rows",
                phrase("some that do not follow from the entries, or too few"),
                phrase("those that a build makes"),
            )
