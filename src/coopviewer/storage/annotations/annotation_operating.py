"""Doing one thing in an annotations file: in one transaction, journaled, and told as a change."""

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime

from coopviewer.domain.annotations.lists import Change
from coopviewer.storage.annotations import journal
from coopviewer.storage.annotations.edits import drop_unused_tags
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.queries import count_entries

Edits = Callable[[sqlite3.Connection], list[journal.Edit]]


def operate(file: AnnotationFile, label: str, edits: Edits, at: datetime, joining: int | None = None) -> Change:
    """Do what ``edits`` gives as one operation; where nothing changes there is none, and the change has number 0."""
    with file.writing() as connection:
        wanted = journal.effective(connection, edits(connection))
        if not wanted:
            return Change(0, label, (), steps=journal.steps(connection))
        operation = journal.begin_operation(connection, label, at, joining)
        touched = journal.record(connection, operation, wanted)
        touched |= journal.record(connection, operation, journal.effective(connection, drop_unused_tags(connection)))
        return _change(connection, operation, touched)


def undo(file: AnnotationFile, at: datetime) -> Change | None:
    """Take the last operation back; None: there is none."""
    with file.writing() as connection:
        done = journal.undo(connection, at)
        return _change(connection, *done) if done else None


def redo(file: AnnotationFile) -> Change | None:
    """Make the operation again that was undone last; None: there is none."""
    with file.writing() as connection:
        done = journal.redo(connection)
        return _change(connection, *done) if done else None


def _change(connection: sqlite3.Connection, operation: int, touched: journal.Touched) -> Change:
    uuids = tuple(sorted(touched.uuids))
    query = "SELECT dataset, entry_id FROM annotation WHERE uuid IN (SELECT value FROM json_each(?))"
    by_dataset: dict[str, set[str]] = {}
    for dataset, entry in touched.entries.union(connection.execute(query, (json.dumps(uuids),))):
        by_dataset.setdefault(dataset, set()).add(entry)
    counts: dict[str, int] = {}
    for dataset, entries in sorted(by_dataset.items()):
        counts |= count_entries(connection, dataset, entries)
    label = journal.label_of(connection, operation)
    return Change(operation, label, uuids, counts, journal.steps(connection), frozenset(by_dataset))
