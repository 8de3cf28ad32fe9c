"""Conversion of rows of facts, and of what facts refer to, into domain values."""

import sqlite3
from collections.abc import Callable
from typing import Any

from coopviewer.domain.reference.facts import (
    Amount,
    Citation,
    DocumentFact,
    Extent,
    Fact,
    Name,
    Quantity,
    Relation,
    Statement,
    TimeframeFact,
)
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    Comparator,
    ExtentValue,
    NameKind,
    PassageKind,
    StatementKind,
)
from coopviewer.storage.reference.rows import Row

Citations = dict[str, tuple[Citation, ...]]

SOURCE_COLUMNS = "id, title, publisher, url, url_basis, language, version, sha256, size"
PASSAGE_COLUMNS = "id, source_id, ordinal, kind, section, locator, char_start, char_end, sha256"
BASE_COLUMNS = "f.id, f.entry_id, f.basis, f.note, f.preferred"
BASE_WIDTH = 5
PREDICATE_COLUMNS = "id, label, inverse_label, subject_kinds, object_kinds, iati"


def source(row: Row) -> Source:
    """Return a source from a row with the columns SOURCE_COLUMNS."""
    return Source(*row)


def passage(row: Row) -> Passage:
    """Return a passage from a row with the columns PASSAGE_COLUMNS; raises ValueError for an unknown kind."""
    return Passage(*(*row[:3], PassageKind(row[3]), *row[4:]))


def predicate(row: Row) -> Predicate:
    """Return a predicate from a row with the columns PREDICATE_COLUMNS."""
    return Predicate(row[0], row[1], row[2], tuple(row[3].split()), tuple(row[4].split()), row[5])


# For each table of facts: its columns after BASE_COLUMNS, and the function that converts them.
FactReader = Callable[[dict[str, Any], Row], Fact]
FACT_TABLES: dict[str, tuple[str, FactReader]] = {
    "name": ("text, language, t.kind", lambda base, r: Name(**base, text=r[0], language=r[1], kind=NameKind(r[2]))),
    "statement": (
        "t.kind, ordinal, text, language",
        lambda base, r: Statement(**base, kind=StatementKind(r[0]), ordinal=r[1], text=r[2], language=r[3]),
    ),
    "timeframe": ("edtf, as_given", lambda base, r: TimeframeFact(**base, edtf=r[0], as_given=r[1])),
    "amount": (
        "t.kind, minor_units, currency, as_given, funder_id, funding_instrument_id",
        lambda base, r: Amount(
            **base,
            kind=AmountKind(r[0]),
            minor_units=r[1],
            currency=r[2],
            as_given=r[3],
            funder_id=r[4],
            funding_instrument_id=r[5],
        ),
    ),
    "quantity": (
        "measure, comparator, value, as_given",
        lambda base, r: Quantity(**base, measure=r[0], comparator=Comparator(r[1]), value=r[2], as_given=r[3]),
    ),
    "document": (
        "about, title, language, url",
        lambda base, r: DocumentFact(**base, about=r[0], title=r[1], language=r[2], url=r[3]),
    ),
    "extent": (
        "predicate_id, statement_kind, value",
        lambda base, r: Extent(
            **base,
            predicate_id=r[0],
            statement_kind=None if r[1] is None else StatementKind(r[1]),
            value=ExtentValue(r[2]),
        ),
    ),
    "relation": (
        "predicate_id, object_id, ordinal, as_given, edtf, share, share_as_given, role_as_given",
        lambda base, r: Relation(
            **base,
            predicate_id=r[0],
            object_id=r[1],
            ordinal=r[2],
            as_given=r[3],
            edtf=r[4],
            share=r[5],
            share_as_given=r[6],
            role_as_given=r[7],
        ),
    ),
}


def fact(table: str, row: Row, citations: Citations) -> Fact:
    """Return a fact from a row with the columns BASE_COLUMNS, then those that FACT_TABLES has for the table ``table``.

    ``citations`` has the citations of each fact by its id; a fact whose id it lacks has none. Raises ValueError for a
    value that this version does not know, and KeyError for a table that FACT_TABLES lacks.
    """
    return FACT_TABLES[table][1](base_of(row, citations), row[BASE_WIDTH:])


def base_of(row: Row, citations: Citations) -> dict[str, Any]:
    """Return the fields that facts of every kind have, by name, from a row that begins with BASE_COLUMNS.

    ``citations`` has the citations of each fact by its id; a fact whose id it lacks has none. Raises ValueError for an
    unknown basis.
    """
    return {
        "id": row[0],
        "entry_id": row[1],
        "basis": Basis(row[2]),
        "note": row[3],
        "preferred": row[4],
        "citations": citations.get(row[0], ()),
    }


def citations(connection: sqlite3.Connection, where: str, parameters: Row) -> Citations:
    """Read the citations of the facts that an SQL condition selects, by fact id.

    ``where`` is the condition, on the column ``fact_id``; being part of the SQL, it must be a constant of the program.
    ``parameters`` are the values for its placeholders. The citations of a fact are in their stored order (``ordinal``);
    facts without any are left out. Raises ValueError if the role of a citation is no CitationRole.
    """
    found: dict[str, list[Citation]] = {}
    columns = "fact_id, source_id, passage_id, role, line, place"
    query = f"SELECT {columns} FROM citation WHERE {where} ORDER BY fact_id, ordinal"
    for fact_id, source_id, passage_id, role, line, place in connection.execute(query, parameters):
        found.setdefault(fact_id, []).append(Citation(source_id, passage_id, CitationRole(role), line, place))
    return {fact_id: tuple(several) for fact_id, several in found.items()}
