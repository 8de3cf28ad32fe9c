"""Rows of a reference as domain values, and small queries that many modules use; :mod:`fact_rows` is for facts."""

import sqlite3
from datetime import date
from typing import Any

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import Basis, EntryKind

Row = tuple[Any, ...]

_MARKER = "(SELECT c.marker FROM country c WHERE c.entry_id = e.id)"
STORED_COLUMNS = f"e.id, e.kind, e.title, e.sort_title, {_MARKER}, e.hint"
"""SQL of the columns of an entry ``e``, with the hint that tells it from entries of the same title, if it has one."""
# entries are numbered by kind and title, so those of one title are neighbours
SHOWN_HINT = """CASE WHEN e.hint IS NOT NULL AND EXISTS (SELECT 1 FROM entry beside
    WHERE beside.number IN (e.number - 1, e.number + 1) AND beside.kind = e.kind AND beside.title = e.title)
    THEN e.hint END"""
ENTRY_COLUMNS = f"e.id, e.kind, e.title, e.sort_title, {_MARKER}, {SHOWN_HINT}"
"""SQL of the columns of an entry ``e`` as it is shown: with its hint only if another of its kind has the same title."""

IS_PLAIN = "t.kind = 'other' AND t.fact_id GLOB '*/milestone/{}*'"
"""SQL condition: a milestone ``t`` is a start, or an end, and its source does not say whether planned or actual.

``IS_PLAIN.format("start")`` is the condition for a start. In the table such a milestone has the kind ``other``, since
the schema has no kind for it; its fact id says what it is.
"""
MILESTONE_KIND = f"""CASE WHEN {IS_PLAIN.format("start")} THEN 'start' WHEN {IS_PLAIN.format("end")} THEN 'end'
    ELSE t.kind END"""
"""SQL of the kind of a milestone ``t``: a value of MilestoneKind, also where the table has ``other`` instead."""


_OF_UNKNOWN_EXTENT = """
    SELECT EXISTS (SELECT 1 FROM entry e CROSS JOIN relation r ON r.object_id = e.id AND r.predicate_id = :predicate
        WHERE e.kind = 'country' AND NOT EXISTS (
            SELECT 1 FROM fact f JOIN extent x ON x.fact_id = f.id
            WHERE f.entry_id = r.subject_id AND f.kind = 'extent' AND x.predicate_id = :predicate))
"""
_FORMER = """
    SELECT r.old_id, r.new_id FROM redirect r JOIN entry e ON e.id = r.new_id
    WHERE NOT EXISTS (SELECT 1 FROM entry other WHERE other.id = r.old_id)
"""


def is_imported(connection: sqlite3.Connection) -> bool:
    """Return whether a reference was imported from files, rather than built from curated ones."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM import)").fetchone()[0])


def has_list_of_unknown_extent(connection: sqlite3.Connection, predicate: str) -> bool:
    """Return whether any entry lists countries by ``predicate``, and no fact says how complete that list is."""
    return bool(connection.execute(_OF_UNKNOWN_EXTENT, {"predicate": predicate}).fetchone()[0])


def read_former_ids(connection: sqlite3.Connection) -> dict[str, str]:
    """Read the present ids of all entries that got another id or were merged, by their former ids."""
    return dict(connection.execute(_FORMER).fetchall())


def entry_ref(row: Row) -> EntryRef:
    """Return the entry of a row of ENTRY_COLUMNS or STORED_COLUMNS; raises ValueError for an unknown kind of entry."""
    return EntryRef(row[0], EntryKind(row[1]), *row[2:])


_COLUMNS = (
    "id, dataset, title, publisher, as_of_earliest, as_of_latest, as_of_basis, as_of_note, licence_note, "
    "disclaimer, subject, content_sha256"
)
_MENDED_IS_LISTED = "Imported; the report of the import lists what was mended."
_BEFORE = ("Imported as published.", "Imported as given.")  # in earlier imports, of which something may be mended


def read_edition(connection: sqlite3.Connection) -> Edition:
    """Read the edition of a reference, which has exactly one; raises ValueError for a bad as-of day or basis."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM edition").fetchone()
    edition = Edition(*(*row[:6], Basis(row[6]), *row[7:]))
    for before in _BEFORE:
        if edition.disclaimer.startswith(before):
            edition = edition._replace(disclaimer=_MENDED_IS_LISTED + edition.disclaimer.removeprefix(before))
    for day in (edition.as_of_earliest, edition.as_of_latest):
        if day is not None:
            date.fromisoformat(day)
    return edition
