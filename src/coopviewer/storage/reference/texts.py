"""Reading the texts of facts, in which annotations are anchored; a few queries for any number of facts or entries.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from coopviewer.domain.reference.fact_texts import FactText, FactTexts

_AT_ONCE = 1000  # ids in one query
_COLUMNS = (  # of domain/fact_texts.py: (table, which is also the fact's kind, column)
    *(("statement", "text"), ("name", "text"), ("timeframe", "as_given"), ("amount", "as_given")),
    *(("quantity", "as_given"), ("relation", "as_given"), ("document", "title"), ("document", "about")),
    *(("identifier", "value"), ("milestone", "as_given"), ("classification", "as_given"), ("mention", "ref")),
    *(("flow", "as_given"), ("flow", "text"), ("place", "name"), ("place", "description")),
    *(("result", "title"), ("result", "description"), ("indicator", "title"), ("indicator", "baseline")),
)
_PARTS = (  # of facts: (kind of the fact, table, column), whose field has the number of the part
    *(("indicator", "indicator_period", "target"), ("indicator", "indicator_period", "actual")),
    *(("indicator", "indicator_period", "comment"), ("published_field", "published_value", "value")),
)
_BY_FACT = "fact f ON f.id = asked.value"
_BY_ENTRY = "fact f ON f.entry_id = asked.value AND f.kind = '{table}'"


def read_fact_texts(
    connection: sqlite3.Connection, fact_ids: Sequence[str], entry_ids: Sequence[str], shortest: int
) -> FactTexts:
    """Return the texts of the facts ``fact_ids``, and the longer texts of all facts of the entries ``entry_ids``.

    Longer are those of at least ``shortest`` code points. For a relation in ``fact_ids``, the title of its subject
    is returned too (``field`` is ``subject_id``), and that of its object (``object_id``) unless the relation has the
    object's name as given in the source.

    ``entry_ids`` may have ids of sources too. Former ids are replaced by the ids that they redirect to. Unknown ids and
    empty texts are left out. A text asked for by its fact and by its entry comes once.
    """
    redirects: dict[str, str] = dict(_rows(connection, _REDIRECTS, [*fact_ids, *entry_ids]))
    asked = _led_on(fact_ids, redirects)
    of_facts = [*_texts(connection, _BY_FACT, asked, 0), *map(FactText._make, _rows(connection, _TITLES, asked))]
    of_entries = _texts(connection, _BY_ENTRY, _led_on(entry_ids, redirects), shortest)
    texts = {(each.fact_id, each.field): each for each in (*of_facts, *of_entries)}
    there = frozenset(row[0] for row in _rows(connection, _THERE, _led_on(entry_ids, redirects)))
    return FactTexts(tuple(texts.values()), redirects, there)


_REDIRECTS = "SELECT old_id, new_id FROM json_each(:asked) asked CROSS JOIN redirect ON old_id = asked.value"
_THERE = """
    SELECT e.id FROM json_each(:asked) asked CROSS JOIN entry e ON e.id = asked.value
    UNION ALL SELECT s.id FROM json_each(:asked) asked CROSS JOIN source s ON s.id = asked.value
"""
_TITLES = " UNION ALL ".join(  # of the ends of relations: domain/reference/fact_texts.py
    f"SELECT f.id, '{column}', f.entry_id, e.title FROM json_each(:asked) asked "
    f"CROSS JOIN fact f ON f.id = asked.value CROSS JOIN relation t ON t.fact_id = f.id "
    f"CROSS JOIN entry e ON e.id = t.{column}{condition}"
    for column, condition in (("subject_id", ""), ("object_id", " WHERE t.as_given IS NULL"))
)


def _texts(connection: sqlite3.Connection, source: str, ids: Sequence[str], shortest: int) -> Iterator[FactText]:
    # CROSS JOIN makes SQLite look up the few rows that are needed instead of scanning a table
    fields = (*((table, table, column, f"'{column}'") for table, column in _COLUMNS),)
    fields += tuple((kind, table, column, f"'{column}.' || t.ordinal") for kind, table, column in _PARTS)
    query = " UNION ALL ".join(
        f"SELECT f.id, {field}, f.entry_id, t.{column} FROM json_each(:asked) asked "
        f"CROSS JOIN {source.format(table=kind)} CROSS JOIN {table} t ON t.fact_id = f.id "
        f"WHERE t.{column} <> '' AND length(t.{column}) >= {shortest:d}"
        for kind, table, column, field in fields
    )
    return map(FactText._make, _rows(connection, query, ids))


def _led_on(ids: Sequence[str], redirects: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(redirects.get(each, each) for each in ids))


def _rows(connection: sqlite3.Connection, query: str, ids: Sequence[str]) -> Iterator[Any]:
    """Run a query of this module, whose only parameter is a JSON list of ids, for any number of ids."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from connection.execute(query, {"asked": json.dumps(ids[start : start + _AT_ONCE])})
