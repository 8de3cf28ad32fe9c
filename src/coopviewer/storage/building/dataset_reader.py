"""Reading a whole reference as a dataset, and comparing the file with what a build of that dataset would write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Redirect
from coopviewer.domain.reference.vocabulary import CodeStatus
from coopviewer.storage.building import integrity
from coopviewer.storage.building.writer import fill
from coopviewer.storage.reference import fact_rows, published_rows
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import STORED_COLUMNS, Row, entry_ref, read_edition

_MOST = 20  # differing rows that are reported for each table
_COUNTRY_COLUMNS = "entry_id, alpha2, alpha3, m49, code_status, latitude, longitude, marker"


def read_dataset(path: Path) -> Dataset:
    """Read all content of a reference; each kind of value sorted by id, passages by their order in the source.

    Raises EnvironmentFault if the file is not a reference or is damaged.
    """
    with closing(open_reference(path)) as connection, reading(path):
        return _dataset(connection)


def file_faults(path: Path) -> list[Fault]:
    """Check for damage, and for differences from the schema of this version.

    Raises EnvironmentFault if the file is not a reference at all.
    """
    with closing(open_reference(path)) as connection, reading(path):
        return [*integrity.damage_faults(connection), *integrity.schema_faults(connection)]


def derived_faults(path: Path, dataset: Dataset) -> list[Fault]:
    """Compare each row, the hash and the search index with what a build of ``dataset`` writes; check foreign keys.

    The file must be free of other faults, and ``dataset`` must have been read from it.
    """
    with closing(open_reference(path)) as connection, reading(path), _memory() as built:
        fill(built, dataset)
        found = [fault for table in integrity.CONTENT_TABLES for fault in _row_faults(connection, built, table)]
        (stored,) = connection.execute("SELECT content_sha256 FROM edition").fetchone()
        digest = integrity.content_sha256(connection)
        if stored != digest:
            found.append(
                Fault(
                    "edition",
                    "content_sha256",
                    display_value(stored),
                    phrase("the hash of what the file says, {digest}", digest=digest),
                )
            )
        return [*found, *integrity.reference_faults(connection), *integrity.search_faults(connection)]


def _memory() -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(":memory:", isolation_level=None))


def _row_faults(connection: sqlite3.Connection, built: sqlite3.Connection, table: str) -> Iterator[Fault]:
    key = slice(2 if table == "citation" else 1)  # the columns of the table's key
    found = set(integrity.content_rows(connection, table))
    expected = set(integrity.content_rows(built, table))
    right = {row[key]: row for row in expected - found}
    wrong = {row[key]: row for row in found - expected}
    for place in sorted(right.keys() | wrong.keys(), key=repr)[:_MOST]:
        name = " ".join(map(str, place))
        yield Fault(
            table, name, _told(wrong.get(place)), phrase("{row}, as a build writes", row=_told(right.get(place)))
        )


def _told(row: Row | None) -> str:
    return phrase("no row") if row is None else f"({', '.join(map(display_value, row))})"


def _dataset(connection: sqlite3.Connection) -> Dataset:
    def all_of(table: str, columns: str, order: str = "id") -> sqlite3.Cursor:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")

    return Dataset(
        edition=read_edition(connection),
        sources=tuple(map(fact_rows.source, all_of("source", fact_rows.SOURCE_COLUMNS))),
        passages=tuple(map(fact_rows.passage, all_of("passage", fact_rows.PASSAGE_COLUMNS, "source_id, ordinal"))),
        predicates=tuple(map(fact_rows.predicate, all_of("predicate", fact_rows.PREDICATE_COLUMNS))),
        entries=tuple(map(entry_ref, all_of("entry e", STORED_COLUMNS))),
        countries=tuple(map(_country, all_of("country", _COUNTRY_COLUMNS, "entry_id"))),
        facts=tuple(_facts(connection)),
        redirects=tuple(Redirect(*row) for row in all_of("redirect", "old_id, new_id, edition_id", "old_id")),
    )


def _country(row: Row) -> CountryCodes:
    return CountryCodes(row[0], row[1], row[2], row[3], CodeStatus(row[4]), *row[5:])


def _facts(connection: sqlite3.Connection) -> list[Fact]:
    citations = fact_rows.citations(connection, "1", ())
    found: list[Fact] = []
    for table, (columns, _) in fact_rows.FACT_TABLES.items():
        query = f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {table} t ON t.fact_id = f.id"
        found.extend(fact_rows.fact(table, row, citations) for row in connection.execute(query))
    for table, (columns, _) in published_rows.PUBLISHED_TABLES.items():
        query = f"SELECT {fact_rows.BASE_COLUMNS}, {columns} FROM fact f JOIN {table} t ON t.fact_id = f.id"
        several = connection.execute(query).fetchall()
        found.extend(published_rows.facts_of_rows(connection, table, several, citations, "1", ()))
    return sorted(found, key=lambda fact: fact.id)
