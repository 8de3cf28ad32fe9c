"""Comparing a reference with what a build of its own content would write: row by row, in bounded memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.storage.building import integrity
from coopviewer.storage.building.content_hash import content_rows, content_tables, key_width
from coopviewer.storage.building.content_writer import ContentWriter
from coopviewer.storage.building.dataset_reader import ReferenceReader
from coopviewer.storage.building.search_integrity import search_faults
from coopviewer.storage.building.writer import add_things
from coopviewer.storage.reference.opening import open_reference, reading, schema_of
from coopviewer.storage.reference.rows import Row, read_edition

_MOST = 20  # differing rows that are reported for each table
# of a database that is deleted when it is closed; what a CHECK finds was found before
_PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;"


def file_faults(path: Path) -> list[Fault]:
    """Return the damage in a reference file, and where its tables, indexes and views differ from its schema version.

    Empty if all is well. At most 20 damages are reported, but all differences. Raises EnvironmentFault if the file is
    not a reference, or too damaged to be read.
    """
    with closing(open_reference(path)) as connection, reading(path):
        return [*integrity.damage_faults(connection), *integrity.schema_faults(connection)]


def derived_faults(path: Path) -> list[Fault]:
    """Return where a reference differs from what a build of its own content would write; empty if nowhere.

    Checked are the rows of each table (at most 20 of each are reported), the hash of the content, the values that
    tables allow, foreign keys, and the tables that searches use. The file must have no faults of the kinds that
    ``file_faults`` finds. Raises EnvironmentFault if it cannot be read.
    """
    with closing(open_reference(path)) as connection, reading(path), temporary_database() as built:
        built.executescript(_PRAGMAS)
        _build(connection, built)
        tables = content_tables(schema_of(connection))
        found = [fault for table in tables for fault in _row_faults(connection, built, table)]
        return [
            *found,
            *integrity.hash_faults(connection),
            *integrity.constraint_faults(connection),
            *integrity.reference_faults(connection),
            *search_faults(connection),
        ]


def temporary_database() -> "closing[sqlite3.Connection]":
    """Return an empty temporary database for a ``with`` block, deleted after it; it begins no transactions itself."""
    return closing(sqlite3.connect("", isolation_level=None))


def _build(connection: sqlite3.Connection, built: sqlite3.Connection) -> None:
    reader, content = ReferenceReader(connection), ContentWriter(built)
    add_things(reader.dataset(), content)
    for file in reader.imports():
        content.add_import(file)
    for note in reader.notes():
        content.add_note(note)
    for label in reader.labels():
        content.add_label(label)
    for facts in reader.facts():
        for fact in facts:
            content.add_fact(fact)
    content.derive(read_edition(connection))


def _row_faults(connection: sqlite3.Connection, built: sqlite3.Connection, table: str) -> Iterator[Fault]:
    width = key_width(table)
    found, expected = content_rows(connection, table), content_rows(built, table)
    for key, wrong, right in islice(_differences(found, expected, width), _MOST):
        name = " ".join(map(str, key))
        yield Fault(table, name, _told(wrong), phrase("{row}, as a build writes", row=_told(right)))


def _differences(
    found: Iterator[Row], expected: Iterator[Row], width: int
) -> Iterator[tuple[Row, Row | None, Row | None]]:
    """Yield the keys whose rows differ, with both rows, None for a missing one.

    Both iterators are sorted by key, which is the first ``width`` columns.
    """
    wrong, right = next(found, None), next(expected, None)
    while wrong is not None or right is not None:
        if right is None or (wrong is not None and wrong[:width] < right[:width]):
            assert wrong is not None
            yield wrong[:width], wrong, None
            wrong = next(found, None)
        elif wrong is None or right[:width] < wrong[:width]:
            yield right[:width], None, right
            right = next(expected, None)
        else:
            if wrong != right:
                yield right[:width], wrong, right
            wrong, right = next(found, None), next(expected, None)


def _told(row: Row | None) -> str:
    return phrase("no row") if row is None else f"({', '.join(map(display_value, row))})"
