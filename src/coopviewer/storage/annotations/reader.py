"""Reading one annotations file, and which of its operations can be undone and redone next.

The window reads a file by this module at every start; what writes (``store.py``) is loaded later: with the pane,
a backup or the first change.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import Steps
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.lists import AnnotationLists
from coopviewer.storage.annotations.queries import read_annotations


class AnnotationReader:
    """Reads the annotations in one file; must be created, used and closed on one thread.

    Every method raises EnvironmentFault if the file cannot be read. ``person`` is the file's owner (``owner_of``).
    """

    def __init__(self, file: AnnotationFile, person: Person) -> None:
        """Read an open file, whose owner is ``person``; nothing is read yet."""
        self.file = file
        self.path = file.path
        self.read_only = file.read_only
        self.journal = file.journal
        self.person = person
        self.lists = AnnotationLists(file)
        """Queries of the file: annotations of pages, lists and counts."""

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file; a missing one is created, an older one is migrated after a backup.

        With ``read_only`` a missing file is a fault, an older one is read from a migrated copy, and SQLite's own files
        are written beside it only if its folder allows that.
        """
        file = open_annotation_file(path, read_only=read_only)
        return cls(file, owner_of(file))

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def get(self, uuids: Sequence[str]) -> tuple[Annotation, ...]:
        """Return annotations, even if in the bin, in the order of ``uuids``, without unknown and unreadable ones."""
        with self.file.reading() as connection:
            return read_annotations(connection, uuids)

    def steps(self) -> Steps:
        """Return the labels, as the journal has them, of the next operations to undo and redo; empty for none."""
        with self.file.reading() as connection:
            return read_steps(connection)

    def is_in_team(self) -> bool:
        """Return whether the file takes part in a team, which shares annotations through a folder."""
        with self.file.reading() as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM team)").fetchone()[0])


def owner_of(file: AnnotationFile) -> Person:
    """Return the owner of a file; if it has none, anyone in it, or else a person without name.

    Raises EnvironmentFault if the file cannot be read; it is closed then.
    """
    try:
        with file.reading() as connection:
            owner = connection.execute("SELECT uuid, name FROM person ORDER BY is_owner DESC LIMIT 1").fetchone()
    except EnvironmentFault:
        file.close()
        raise
    return Person(*owner) if owner else Person("", "")


def read_steps(connection: sqlite3.Connection) -> Steps:
    """Return the stored labels of the operations that can be undone and redone next; an empty text where there is none.

    A label is ``{"kind": "highlight"}``, which the interface makes words of, or an English name that an earlier version
    of the program stored, which is shown unchanged.
    """
    query = "SELECT id, label FROM operation WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
    done = connection.execute(query).fetchone() or (0, "")
    # undone operations have the highest numbers
    undone = connection.execute("SELECT label FROM operation WHERE id > ? ORDER BY id LIMIT 1", done[:1]).fetchone()
    return Steps(done[1], undone[0] if undone else "")
