"""Reading single facts back from the tables of a reference that is still being written.

Facts that were added but are still in memory are not found here: ``ContentWriter.fact`` finds both.
"""

import sqlite3

from coopviewer.domain.reference.facts import Fact
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference.imports import published_rows

_OF_ONE = "fact_id = ?"


def stored_fact(connection: sqlite3.Connection, fact_id: str) -> Fact | None:
    """Return a fact from the tables of a reference that is still being written; None if it is not in them.

    A fact that was added may still be in memory: ``ContentWriter.fact`` looks there too. To be called before the end of
    writing, when entries and the relations between them get their numbers.
    """
    found = connection.execute("SELECT kind FROM fact WHERE id = ?", (fact_id,)).fetchone()
    if found is None:
        return None
    (table,) = found
    citations = fact_rows.citations(connection, _OF_ONE, (fact_id,))
    published = table in published_rows.PUBLISHED_TABLES
    columns = (published_rows.PUBLISHED_TABLES if published else fact_rows.FACT_TABLES)[table][0]
    stored = "waiting_relation" if table == "relation" else table
    query = f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {stored} t ON t.fact_id = f.id WHERE f.id = ?"
    several = connection.execute(query, (fact_id,)).fetchall()
    if published:
        return published_rows.facts_of_rows(connection, table, several, citations, _OF_ONE, (fact_id,))[0]
    return fact_rows.fact(table, several[0], citations)
