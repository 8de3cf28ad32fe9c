"""Conversion of the reference's rows into domain values; :mod:`fact_rows` converts rows of facts."""

import sqlite3
from datetime import date
from typing import Any

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import Basis, EntryKind

Row = tuple[Any, ...]

ENTRY_COLUMNS = "e.id, e.kind, e.title, e.sort_title, (SELECT c.marker FROM country c WHERE c.entry_id = e.id), e.hint"


def entry_ref(row: Row) -> EntryRef:
    """Return the entry of a row of ENTRY_COLUMNS."""
    return EntryRef(row[0], EntryKind(row[1]), *row[2:])


_COLUMNS = (
    "id, dataset, title, publisher, as_of_earliest, as_of_latest, as_of_basis, as_of_note, licence_note, "
    "disclaimer, subject, content_sha256"
)


def read_edition(connection: sqlite3.Connection) -> Edition:
    """Read the edition of a reference, which has exactly one. Raises ValueError if its dates are invalid."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM edition").fetchone()
    edition = Edition(*(*row[:6], Basis(row[6]), *row[7:]))
    for day in (edition.as_of_earliest, edition.as_of_latest):
        if day is not None:
            date.fromisoformat(day)
    return edition
