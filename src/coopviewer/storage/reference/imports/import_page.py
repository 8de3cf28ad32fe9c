"""Reading how a reference was imported: for the home page in brief, for the page about the import in parts."""

import sqlite3

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.imported.imported_pages import ImportPage, ImportSummary, NoteCount
from coopviewer.domain.reference.imports import ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.pages import LIST_LIMIT
from coopviewer.storage.reference import facts as reference_facts

_FILES = (
    "SELECT ordinal, source_id, name, size, sha256, format, version, generated, program, mapping "
    "FROM import ORDER BY ordinal LIMIT ?"
)
_NOTES = (
    "SELECT ordinal, severity, file, line, entry_id, what, found, done "
    "FROM import_note WHERE ordinal >= ? ORDER BY ordinal LIMIT ?"
)
_COUNTS = """
    SELECT severity, what, count(*) FROM (SELECT severity, what FROM import_note ORDER BY ordinal LIMIT ?)
    GROUP BY severity, what ORDER BY 1 DESC, 3 DESC, 2
"""
_TOTAL = "SELECT coalesce(max(ordinal), 0) FROM import_note"  # they are numbered from 1
COUNTED_AT_HOME, COUNTED = 20_000, 60_000  # notes: some 8 and 25 milliseconds
_BEFORE = "SELECT min(ordinal) FROM (SELECT ordinal FROM import_note WHERE ordinal < ? ORDER BY ordinal DESC LIMIT ?)"
_AFTER = "SELECT min(ordinal) FROM import_note WHERE ordinal > ?"
MOST_FILES = 200
_SHOWN_FILES = 3  # on the home page
NOTE = "n"
"""The beginning of the fragment that addresses a note of an import: ``n12`` is the twelfth note."""


def read_summary(connection: sqlite3.Connection) -> ImportSummary:
    """Read how a reference was imported, in brief: its first three files, and the numbers of all files and notes.

    Only the first 20,000 notes (COUNTED_AT_HOME) are counted by kind. No files and zeros if it was not imported.
    """
    total = int(connection.execute("SELECT count(*) FROM import").fetchone()[0])
    notes = int(connection.execute(_TOTAL).fetchone()[0])
    return ImportSummary(_files(connection, _SHOWN_FILES), total, _counts(connection, COUNTED_AT_HOME), notes)


def read_import(connection: sqlite3.Connection, edition: Edition, address: Address) -> ImportPage:
    """Read the page about an import: its files, and its notes from the one that the address' fragment names.

    ``#n12`` begins with note 12, no fragment with the first. There are at most 200 notes (LIST_LIMIT), none if the
    fragment has a number after the last. At most 200 files (MOST_FILES) are read, and only the first 60,000 notes
    (COUNTED) are counted by kind. Raises EnvironmentFault if the reference was not imported.
    """
    files = _files(connection, MOST_FILES)
    if not files:
        raise EnvironmentFault("reference.no-import")
    asked = address.fragment.removeprefix(NOTE)
    first = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    rows = connection.execute(_NOTES, (first, LIST_LIMIT)).fetchall()
    notes = tuple(ImportNote(row[0], ImportSeverity(row[1]), *row[2:]) for row in rows)
    counts = _counts(connection, COUNTED)
    refs = reference_facts.read_refs(connection, {note.entry_id for note in notes if note.entry_id})
    before = connection.execute(_BEFORE, (first, LIST_LIMIT)).fetchone()[0]
    after = connection.execute(_AFTER, (notes[-1].ordinal,)).fetchone()[0] if notes else None
    lookup = reference_facts.read_lookup(connection, (), refs)
    total = int(connection.execute(_TOTAL).fetchone()[0])
    return ImportPage(edition, files, counts, notes, total, lookup, before, after)


def _files(connection: sqlite3.Connection, most: int) -> tuple[ImportedFile, ...]:
    return tuple(ImportedFile(*row) for row in connection.execute(_FILES, (most,)))


def _counts(connection: sqlite3.Connection, most: int) -> tuple[NoteCount, ...]:
    found = connection.execute(_COUNTS, (most,))
    return tuple(NoteCount(ImportSeverity(severity), what, notes) for severity, what, notes in found)
