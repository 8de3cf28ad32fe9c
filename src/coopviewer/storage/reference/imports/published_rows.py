"""Conversion of rows of published facts, which only imported references have, into domain values.

The home page is read without this module.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Mention,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.timeframes import parse_date
from coopviewer.storage.reference import fact_rows
from coopviewer.storage.reference.rows import MILESTONE_KIND, Row

_Reader = Callable[[dict[str, Any], Row], Fact]


def _same_names(
    fact: Callable[..., Fact], columns: str, /, **vocabularies: Callable[[Any], Any]
) -> tuple[str, _Reader]:
    """Return columns and reader of a table whose columns are named like the fields of its facts.

    ``vocabularies`` convert single columns.
    """
    names = columns.split()

    def read(base: dict[str, Any], row: Row) -> Fact:
        values = dict(zip(names, row, strict=True))
        values |= {name: convert(values[name]) for name, convert in vocabularies.items()}
        return fact(**base, **values)

    return ", ".join(f"t.{name}" for name in names), read


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _milestone(base: dict[str, Any], row: Row) -> Fact:
    kind, edtf, as_given = row
    return Milestone(**base, kind=MilestoneKind(kind), edtf=edtf, as_given=as_given)


# For each table of published facts: its columns after those of the fact, and the function that converts them.
PUBLISHED_TABLES: dict[str, tuple[str, _Reader]] = {
    "identifier": _same_names(Identifier, "scheme type value owner_id as_given", scheme=IdentifierScheme),
    "milestone": (f"{MILESTONE_KIND}, t.edtf, t.as_given", _milestone),
    "classification": _same_names(Classification, "scheme code label significance ordinal as_given"),
    "flow": _same_names(
        Flow,
        "kind type status day period_start period_end value_date minor_units decimals currency from_id to_id "
        "from_activity to_activity text language reference as_given ordinal",
        kind=FlowKind,
    ),
    "place": _same_names(Place, "name description latitude longitude exactness code vocabulary as_given ordinal"),
    "result": _same_names(Result, "type title description language ordinal"),
    "indicator": _same_names(Indicator, "result_fact_id measure ascending title baseline ordinal", ascending=_truth),
    "mention": _same_names(Mention, "predicate_id ref type ordinal"),
    "published_field": _same_names(PublishedField, "label ordinal"),
}
_PARTS: dict[str, tuple[str, str, str, Callable[..., tuple[Any, ...]]]] = {
    "indicator": (
        "periods",
        "indicator_period",
        "period_start, period_end, target, actual, comment",
        IndicatorPeriod,
    ),
    "published_field": ("values", "published_value", "path, value", PublishedValue),
}
"""For facts with parts: their field, and the table, columns and class of the parts."""


def read_published_facts(connection: sqlite3.Connection, entry_id: str) -> list[Fact]:
    """Read the facts of an entry of the kinds that only imported references have.

    They are in the order of the tables in PUBLISHED_TABLES, and of one table by their ids.

    Raises ValueError for a value that this version does not know, or an invalid date of a milestone.
    """
    of_entry = "fact_id IN (SELECT id FROM fact WHERE entry_id = ? AND kind = '{}')"
    found: list[Fact] = []
    for table, (columns, _) in PUBLISHED_TABLES.items():
        query = (
            f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {table} t ON t.fact_id = f.id "
            f"WHERE f.entry_id = ? AND f.kind = '{table}' ORDER BY f.id"
        )
        several = connection.execute(query, (entry_id,)).fetchall()
        if several:
            where = of_entry.format(table)
            citations = fact_rows.citations(connection, where, (entry_id,))
            found += facts_of_rows(connection, table, several, citations, where, (entry_id,))
    return found


def facts_of_rows(
    connection: sqlite3.Connection,
    table: str,
    found: Sequence[Row],
    citations: fact_rows.Citations,
    where: str,
    values: Row,
) -> list[Fact]:
    """Return facts from rows with the columns BASE_COLUMNS, then those of the table ``table`` in PUBLISHED_TABLES.

    ``citations`` has the citations of each fact by its id. The parts of facts, such as the periods of an indicator, are
    read here: ``where`` is a constant SQL condition on their column ``fact_id``, and ``values`` are the values for its
    placeholders. The facts are in the order of the rows. Raises ValueError for an invalid date of a milestone, or a
    value that this version does not know.
    """
    read = PUBLISHED_TABLES[table][1]
    parts = _read_parts(connection, table, where, values)
    facts = [
        read(fact_rows.base_of(row, citations) | parts.get(row[0], {}), row[fact_rows.BASE_WIDTH :]) for row in found
    ]
    for fact in facts:
        if isinstance(fact, Milestone):
            parse_date(fact.edtf)  # raises ValueError if it is invalid: the layout of pages relies on it
    return facts


def _read_parts(connection: sqlite3.Connection, table: str, where: str, values: Row) -> dict[str, dict[str, Any]]:
    """Read the parts of facts, by fact id, as the field of the fact that has them; empty for tables without parts."""
    if table not in _PARTS:
        return {}
    field, parts, columns, kind = _PARTS[table]
    found: dict[str, list[tuple[Any, ...]]] = {}
    query = f"SELECT fact_id, {columns} FROM {parts} WHERE {where} ORDER BY fact_id, ordinal"
    for fact_id, *row in connection.execute(query, values):
        found.setdefault(fact_id, []).append(kind(*row))
    return {fact_id: {field: tuple(several)} for fact_id, several in found.items()}
