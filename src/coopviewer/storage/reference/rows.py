"""Rows of things in the reference as domain values; rows of facts are read by :mod:`fact_rows`."""

from typing import Any

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind

Row = tuple[Any, ...]

ENTRY_COLUMNS = "e.id, e.kind, e.title, e.sort_title, (SELECT c.marker FROM country c WHERE c.entry_id = e.id)"


def entry_ref(row: Row) -> EntryRef:
    """Read a row of ENTRY_COLUMNS."""
    return EntryRef(row[0], EntryKind(row[1]), *row[2:])
