"""What a person wrote about the entries of references: read, written, undone and redone, in one file of theirs."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from coopviewer.domain.annotations.annotation import KEPT_IN_BIN, Anchor, Annotation, Person, utc_now
from coopviewer.domain.annotations.lists import Change, Steps
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.annotation_operating import operate, redo, undo
from coopviewer.storage.annotations.edits import (
    add_people,
    append_anchors,
    purge_bin,
    put_edits,
    retag_edits,
)
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.journal import Edit, forget, steps
from coopviewer.storage.annotations.lists import AnnotationLists
from coopviewer.storage.annotations.queries import read_annotations


class AnnotationStore:
    """The annotations in one file; to be made, used and closed on one thread.

    Every method raises EnvironmentFault, with a sentence for the person, where the file cannot be read or written.
    A write that returns is on the disk; one that raises has changed nothing, and the next one may go well.
    """

    def __init__(self, path: Path, *, read_only: bool = False, now: Callable[[], datetime] = utc_now) -> None:
        """Open the file, making it where there is none and migrating it, after a backup, where it is older.

        With ``read_only`` nothing is made, and nothing is written beside the file where its folder does not allow it.
        ``now`` gives the time, in UTC.
        """
        self.file: AnnotationFile = open_annotation_file(path, read_only=read_only)
        self.path = self.file.path
        self.read_only = read_only
        self.journal = self.file.journal
        self.now = now
        try:
            with self.file.reading() as connection:
                owner = connection.execute("SELECT uuid, name FROM person ORDER BY is_owner DESC LIMIT 1").fetchone()
        except EnvironmentFault:
            self.file.close()
            raise
        self.person = Person(*owner) if owner else Person("", "")
        self.lists = AnnotationLists(self.file)
        """What there is in the file: pages, lists and counts."""

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def get(self, uuids: Sequence[str]) -> tuple[Annotation, ...]:
        """Read annotations in the order of their uuids; those that are not there are left out, those in the bin not."""
        with self.file.reading() as connection:
            return read_annotations(connection, uuids)

    def perform(self, label: str, annotations: Iterable[Annotation], *, joining: int | None = None) -> Change:
        """Put annotations whole, as one operation; ``joining`` merges it into that one where it is still the last.

        Anchors are only ever added, authors added where they are unknown. Where nothing changes there is no operation,
        and the change has number 0.
        """
        given = tuple(annotations)

        def edits(connection: sqlite3.Connection) -> list[Edit]:
            add_people(connection, [each.creator for each in given])
            return put_edits(connection, given)

        return operate(self.file, label, edits, self.now(), joining)

    def retag(self, label: str, names: Sequence[str], to: str | None) -> Change:
        """Rename one tag, merge several into one, or delete them (``to`` None), in all datasets of the file."""
        return operate(self.file, label, lambda connection: retag_edits(connection, names, to), self.now())

    def undo(self) -> Change | None:
        """Take the last operation back; None: there is none."""
        return undo(self.file, self.now())

    def redo(self) -> Change | None:
        """Make the operation again that was undone last; None: there is none."""
        return redo(self.file)

    def steps(self) -> Steps:
        """Name what can be undone and redone next."""
        with self.file.reading() as connection:
            return steps(connection)

    def add_anchors(self, anchors: Mapping[str, Anchor]) -> None:
        """Add where the program found annotations, by their uuids; no operation, and never in place of what is there.

        Those of annotations that are not there any more are left out.
        """
        with self.file.writing() as connection:
            append_anchors(connection, anchors)

    def purge(self, days: int = KEPT_IN_BIN) -> None:
        """Forget operations older than so many days, and what has lain in the bin for longer and no operation needs."""
        before = self.now() - timedelta(days=days)
        with self.file.writing() as connection:
            forget(connection, before)
            purge_bin(connection, before)
