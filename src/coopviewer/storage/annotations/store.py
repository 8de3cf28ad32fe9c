"""What a person wrote about the entries of references: read, written, undone and redone, in one file of theirs."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from coopviewer.domain.annotations.annotation import DAYS_IN_BIN, Anchor, Annotation, Person, clean_text, utc_now
from coopviewer.domain.annotations.lists import Change, Steps
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations import journal
from coopviewer.storage.annotations.edits import (
    add_people,
    append_anchors,
    drop_unused_tags,
    purge_bin,
    put_edits,
    retag_edits,
)
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.journal import RowEdit, forget, steps
from coopviewer.storage.annotations.lists import AnnotationLists
from coopviewer.storage.annotations.queries import count_entries, read_annotations
from coopviewer.storage.annotations.rows import ANNOTATION, TAG

EditsOf = Callable[[sqlite3.Connection], list[RowEdit]]
"""Finds out, inside the transaction that writes them, which rows are to become what."""


def _change(connection: sqlite3.Connection, operation: int, edits: Iterable[RowEdit]) -> Change:
    uuids, entries = _touched(edits)
    query = "SELECT dataset, entry_id FROM annotation WHERE uuid IN (SELECT value FROM json_each(?))"
    by_dataset: dict[str, set[str]] = {}
    for dataset, entry in entries.union(connection.execute(query, (json.dumps(uuids),))):
        by_dataset.setdefault(dataset, set()).add(entry)
    counts: dict[str, int] = {}
    for dataset, entry_ids in sorted(by_dataset.items()):
        counts |= count_entries(connection, dataset, entry_ids)
    label = journal.label_of(connection, operation)
    return Change(operation, label, uuids, counts, journal.steps(connection), frozenset(by_dataset))


def _touched(edits: Iterable[RowEdit]) -> tuple[tuple[str, ...], set[tuple[str, str]]]:
    """Return the uuids of the annotations that edits touch, and their entries, each after its dataset."""
    uuids: set[str] = set()
    entries: set[tuple[str, str]] = set()
    for edit in edits:
        for row in (edit.before, edit.row):
            if row is None or edit.table is TAG:
                continue
            uuids.add(row["uuid" if edit.table is ANNOTATION else "annotation_uuid"])
            if edit.table is ANNOTATION:
                entries.add((row["dataset"], row["entry_id"]))
    return tuple(sorted(uuids)), entries


# CROSS JOIN: anchors are walked once, and nearly all are left out before anything is looked up. Second part: where
# an entry is gone, one annotation on it as a whole is enough to say so; entries are found by steps along the index.
_TO_LOOK_AT = """
    WITH RECURSIVE annotated (entry_id) AS (
        SELECT min(entry_id) FROM annotation INDEXED BY annotation_of_entry
        WHERE dataset = :dataset AND deleted_at IS NULL
        UNION ALL
        SELECT (SELECT min(entry_id) FROM annotation INDEXED BY annotation_of_entry
            WHERE dataset = :dataset AND deleted_at IS NULL AND entry_id > annotated.entry_id)
        FROM annotated WHERE annotated.entry_id IS NOT NULL
    ), whole (entry_id, uuid) AS (
        SELECT entry_id, (SELECT uuid FROM annotation a INDEXED BY annotation_of_entry
            WHERE dataset = :dataset AND deleted_at IS NULL AND a.entry_id = annotated.entry_id
                AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = a.uuid)
            LIMIT 1)
        FROM annotated WHERE entry_id IS NOT NULL
    )
    SELECT a.entry_id, a.uuid FROM anchor p CROSS JOIN annotation a ON a.uuid = p.annotation_uuid
    WHERE (p.edition_sha256 <> :edition OR (p.status = 'orphan' AND p.decided_by = 'program'))
        AND a.dataset = :dataset AND a.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = p.annotation_uuid AND number > p.number)
    UNION ALL
    SELECT entry_id, uuid FROM whole WHERE uuid IS NOT NULL
    ORDER BY 1
"""


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

        def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
            add_people(connection, [each.creator for each in given])
            return put_edits(connection, given)

        return self.operate(label, edits_of, joining)

    def retag(self, label: str, names: Sequence[str], to: str | None) -> Change:
        """Rename one tag, merge several into one, or delete them (``to`` None), in all datasets of the file."""
        return self.operate(label, lambda connection: retag_edits(connection, names, to))

    def operate(self, label: str, edits_of: EditsOf, joining: int | None = None) -> Change:
        """Make edits as one operation; where nothing changes there is none, and the change has number 0."""
        with self.file.writing() as connection:
            edits = journal.effective(connection, edits_of(connection))
            if not edits:
                return Change(0, label, (), steps=journal.steps(connection))
            operation = journal.begin_operation(connection, label, self.now(), joining)
            journal.record(connection, operation, edits)
            unused = journal.effective(connection, drop_unused_tags(connection))
            journal.record(connection, operation, unused)
            return _change(connection, operation, edits + unused)

    def undo(self) -> Change | None:
        """Take the last operation back; None: there is none."""
        with self.file.writing() as connection:
            done = journal.undo(connection, self.now())
            return _change(connection, *done) if done else None

    def redo(self) -> Change | None:
        """Make the operation again that was undone last; None: there is none."""
        with self.file.writing() as connection:
            done = journal.redo(connection)
            return _change(connection, *done) if done else None

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

    def purge(self, days: int = DAYS_IN_BIN) -> None:
        """Forget operations older than so many days, and what has lain in the bin for longer and no operation needs."""
        before = self.now() - timedelta(days=days)
        with self.file.writing() as connection:
            forget(connection, before)
            purge_bin(connection, before)


def uuids_to_look_at(store: AnnotationStore, dataset: str, edition_sha256: str) -> tuple[str, ...]:
    """List the annotations on passages that this edition was not searched for yet, or where the person is to decide.

    With them one annotation on the whole of each entry that has such. Those of one entry follow each other.
    """
    with store.file.reading() as connection:
        found = connection.execute(_TO_LOOK_AT, {"dataset": dataset, "edition": edition_sha256})
        return tuple(row[1] for row in found)


def rename_owner(store: AnnotationStore, name: str) -> Person:
    """Give the person whose file it is another name, on all that they wrote.

    Raises EnvironmentFault where the file cannot be written.
    """
    with store.file.writing() as connection:
        connection.execute("UPDATE person SET name = ? WHERE uuid = ?", (clean_text(name), store.person.uuid))
    store.person = Person(store.person.uuid, clean_text(name))
    return store.person
