"""Reading how a reference was imported: its steps, to repeat them, and all notes, to write them out."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.storage.reference.opening import open_reference, reading

_STEPS = "SELECT mapping FROM import ORDER BY ordinal LIMIT 1"
_NOTE = "SELECT ordinal, severity, file, line, entry_id, what, found, done FROM import_note"
_NOTES = f"{_NOTE} ORDER BY ordinal"
# refused first, since that is what is missing; then what has to be looked at
_BY_KIND = f"{_NOTE} ORDER BY CASE severity WHEN 'refused' THEN 0 WHEN 'kept' THEN 1 ELSE 2 END, what, ordinal LIMIT ?"
_OF_KIND = f"{_NOTE} WHERE severity = ? AND what = ? ORDER BY ordinal LIMIT ?"
_IMPORTS = 2  # the version of the schema since which a reference may have been imported


def read_import_steps(path: Path) -> str | None:
    """Return the steps by which a reference was imported, as JSON; None if it was not.

    An example: ``{"steps": 1, "format": "iati", …}``. Raises EnvironmentFault if the file is not a reference or is
    damaged.
    """
    with closing(open_reference(path)) as connection, reading(path):
        row = connection.execute(_STEPS).fetchone() if _may_be_imported(connection) else None
        return None if row is None else str(row[0])


def read_import_notes(path: Path) -> Iterator[ImportNote]:
    """Yield all notes of the import of a reference, by ordinal; none if it was not imported.

    The file is open until all are read. Raises EnvironmentFault, when the first one is asked for, if the file is not a
    reference or is damaged.
    """
    with closing(open_reference(path)) as connection, reading(path):
        if _may_be_imported(connection):
            for ordinal, severity, *rest in connection.execute(_NOTES):
                yield ImportNote(ordinal, ImportSeverity(severity), *rest)


def read_notes_by_kind(
    path: Path, kind: tuple[ImportSeverity, str] | None = None, most: int | None = None
) -> Iterator[ImportNote]:
    """Yield the notes of the import of a reference kind by kind, or only those of one kind.

    A kind is a severity and a code. ``kind`` None: all kinds, first what was refused, then what was kept, then what was
    mended, each by code. Notes of one kind are in the order of the import. At most ``most`` notes are yielded in total;
    None: all. Nothing is yielded if the reference was not imported. When the first one is asked for, raises
    EnvironmentFault if the file is not a reference or is damaged.
    """
    limit = -1 if most is None else most
    query, values = (_BY_KIND, (limit,)) if kind is None else (_OF_KIND, (kind[0].value, kind[1], limit))
    with closing(open_reference(path)) as connection, reading(path):
        if _may_be_imported(connection):
            for ordinal, severity, *rest in connection.execute(query, values):
                yield ImportNote(ordinal, ImportSeverity(severity), *rest)


def _may_be_imported(connection: sqlite3.Connection) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) >= _IMPORTS
