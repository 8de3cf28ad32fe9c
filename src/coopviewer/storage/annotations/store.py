"""The store of one annotations file: reads and writes annotations, and undoes and redoes operations."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from coopviewer.domain.annotations.annotation import DAYS_IN_BIN, Anchor, Annotation, Person, clean_text, utc_now
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import kind_of
from coopviewer.domain.annotations.versions.version import are_alike
from coopviewer.storage.annotations import journal
from coopviewer.storage.annotations.edits import add_people, append_anchors, purge_bin, put_edits
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.journal import forget, last_kind
from coopviewer.storage.annotations.queries import count_entries
from coopviewer.storage.annotations.reader import AnnotationReader, owner_of, read_steps
from coopviewer.storage.annotations.replaying import redo, replaying, undo
from coopviewer.storage.annotations.row_writing import write_rows
from coopviewer.storage.annotations.rows import ANNOTATION, TAG, Row, RowEdit
from coopviewer.storage.annotations.tag_edits import drop_unused_tags, retag_edits
from coopviewer.storage.annotations.versions.forgetting import forget_versions, keep_decisions
from coopviewer.storage.annotations.versions.making import make_versions, note_changes
from coopviewer.storage.annotations.versions.precedence import precedence_of
from coopviewer.storage.annotations.versions.tables import note_decisions
from coopviewer.storage.annotations.versions.waiting_again import wait_again
from coopviewer.storage.annotations.versions.withdrawing import RECEIVING, bring_back, take_back

PURGED_AT_ONCE = 1000
"""The most operations, and the most annotations, that one call of ``purge`` deletes."""
DAYS_OF_WORK, LATELY = 5, 30
"""Something must have been written on DAYS_OF_WORK of the last LATELY days before ``purge`` deletes anything."""
_TAKE_BACK = "take-back"
"""The kind of an operation after which an annotation has the words, and at once the name, of who wrote a version."""
EditsOf = Callable[[sqlite3.Connection], list[RowEdit]]
"""A function that returns the edits of rows to write; called inside the transaction that writes them."""
AfterOperation = Callable[[sqlite3.Connection, int], None]
"""Writes what belongs to an operation besides its edits, given the operation's number, in the same transaction."""


def _change(connection: sqlite3.Connection, operation: int, edits: Iterable[RowEdit]) -> Change:
    edits = list(edits)
    uuids, entries = _touched(edits)
    known = {each.key[0] for each in edits if each.table is ANNOTATION}
    others = json.dumps([uuid for uuid in uuids if uuid not in known])
    query = "SELECT dataset, entry_id FROM annotation WHERE uuid IN (SELECT value FROM json_each(?))"
    by_dataset: dict[str, set[str]] = {}
    for dataset, entry in entries.union(connection.execute(query, (others,))):
        by_dataset.setdefault(dataset, set()).add(entry)
    counts: dict[str, int] = {}
    for dataset, entry_ids in sorted(by_dataset.items()):
        counts |= count_entries(connection, dataset, entry_ids)
    label = journal.label_of(connection, operation)
    return Change(operation, label, uuids, counts, read_steps(connection), frozenset(by_dataset))


def _changed_by(edits: Iterable[RowEdit], person: Person) -> list[RowEdit]:
    """Return edits in which the rows of annotations name ``person`` as the one who changed them last."""

    def named(row: Row) -> Row:
        return {**row, "changed_by": None if row["creator"] == person.uuid else person.uuid}

    return [
        edit._replace(row=named(edit.row)) if edit.table is ANNOTATION and edit.row is not None else edit
        for edit in edits
    ]


def _touched(edits: Iterable[RowEdit]) -> tuple[tuple[str, ...], set[tuple[str, str]]]:
    """Return the uuids of the annotations that edits change, and their entries as (dataset, entry id)."""
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


def _kind(connection: sqlite3.Connection, operation: int) -> str:
    """Return the kind of an operation; empty if its label is not understood."""
    return kind_of(journal.label_of(connection, operation))


class AnnotationStore(AnnotationReader):
    """The annotations in one file; must be created, used and closed on one thread.

    Every method raises EnvironmentFault if the file cannot be read or written. A write that returns is on the disk; one
    that raises has changed nothing and may be tried again. The store does not lock the file: a caller that writes holds
    an ``AnnotationLock``. ``person`` is the file's owner, or else any other person in it, or else one without name.
    """

    def __init__(self, file: AnnotationFile, person: Person, *, now: Callable[[], datetime] = utc_now) -> None:
        """Read and write an open file, whose owner is ``person``; ``now`` returns the current time in UTC.

        Nothing is read yet, so that a file can be taken over from a reader even if it is damaged by now.
        """
        super().__init__(file, person)
        self.now = now
        self.written: set[str] = set()
        """The uuids of the annotations that operations wrote, undid or redid since this store was created."""

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, now: Callable[[], datetime] = utc_now) -> Self:
        """Open a file as ``AnnotationReader.open`` does; ``now`` returns the current time in UTC."""
        file = open_annotation_file(path, read_only=read_only)
        return cls(file, owner_of(file), now=now)

    def perform(self, label: str, annotations: Iterable[Annotation], *, joining: int | None = None) -> Change:
        """Store whole annotations as one operation; ``label``, made by the function ``operation``, names it.

        ``joining`` is the number of an operation that is continued, and keeps its label, if it is still the last one;
        else a new one begins. Stored annotations of others that this changes get the owner as ``changed_by``. Stored
        tags are replaced, anchors only added; unknown authors are added. If nothing changes, no operation is recorded:
        the change has operation number 0; otherwise what was undone before cannot be redone any more.
        """
        given = tuple(annotations)

        def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
            add_people(connection, [self.person, *(each.creator for each in given)])
            return put_edits(connection, given, self.person)

        return self.operate(label, edits_of, joining)

    def retag(self, label: str, names: Sequence[str], to: str | None) -> Change:
        """Rename one tag, merge several into one, or delete them (``to`` None), in all datasets of the file.

        ``label`` names the operation in the journal. Spellings of one tag count as the same, unknown ``names`` are
        ignored, and a tag that is called ``to`` already takes in the others. If nothing changes, as when ``to`` has no
        visible character, no operation is recorded and the change has the operation number 0.
        """
        return self.operate(label, lambda connection: _changed_by(retag_edits(connection, names, to), self.person))

    def operate(
        self,
        label: str,
        edits_of: EditsOf,
        joining: int | None = None,
        *,
        is_received: bool = False,
        is_step: Callable[[], bool] = lambda: False,
        then: AfterOperation | None = None,
    ) -> Change:
        """Write the edits that ``edits_of`` returns for the connection, as one operation with a label.

        Tags that no annotation has afterwards are deleted too. What was undone before cannot be redone any more. If
        nothing changes, no operation is recorded and the change has the operation number 0.

        ``joining``: the number of an operation to continue if it is the last and none is undone; else a new one begins.
        ``is_received``: the edits write what versions from another file say, so they get no new versions.
        ``is_step``: asked after ``edits_of`` if no row changes; True: an operation is recorded all the same.
        ``then``: called in the same transaction with connection and operation number, if there is an operation.
        """
        with self.file.writing() as connection:
            edits = journal.effective(connection, edits_of(connection))
            if not edits and not is_step():
                return Change(0, label, (), steps=read_steps(connection))
            if not is_received:
                is_joined = joining is not None and joining == journal.last_done(connection)
                note_changes(connection, _touched(edits)[0], self.person, self.now(), is_joined=is_joined)
            operation = journal.begin_operation(connection, label, self.now(), joining)
            journal.record(connection, operation, edits, is_new=operation != joining)
            if then is not None:
                then(connection, operation)
            if not is_received:
                edits += self._show_what_counts(connection, edits, operation)
            if kind_of(label) == _TAKE_BACK:
                make_versions(connection, _touched(edits)[0], self.person, self.now())
            unused = journal.effective(connection, drop_unused_tags(connection))
            journal.record(connection, operation, unused)
            change = _change(connection, operation, edits + unused)
        return self._note_written(change)

    def undo(self) -> Change | None:
        """Undo the last operation; return its change, or None if there is none.

        What an import or a team brought is removed from this file only: nobody is sent a deletion. An annotation that
        was changed here since stays if other files have that change. Versions about which the operation decided wait
        again, even if other files know of the decision.
        """
        with replaying(self.file) as connection:
            operation, staying = journal.last_done(connection), None
            if operation is not None and _kind(connection, operation) in RECEIVING:
                staying = take_back(connection, operation, self.person, self.now())
            else:
                self._note_step(connection, operation)
            done = undo(connection, self.now(), staying)
            change = self._change_back(connection, *done) if done else None
            if done:
                wait_again(connection, done[0], self.person, self.now())
        return self._note_written(change) if change else None

    def redo(self) -> Change | None:
        """Redo the operation that was undone last; return its change, or None if there is none.

        If it received versions from other files, those that undoing it removed come back.
        """
        with replaying(self.file) as connection:
            operation = journal.first_undone(connection)
            kind = "" if operation is None else _kind(connection, operation)
            if operation is not None and kind in RECEIVING:
                bring_back(connection, operation)
            self._note_step(connection, operation, is_joined=kind in RECEIVING)
            done = redo(connection, self.now())
            if done and kind in (*RECEIVING, _TAKE_BACK):  # what is as it came, or was, needs no version of its own
                make_versions(connection, journal.annotations_of(connection, done[0]), self.person, self.now())
            change = self._change_back(connection, *done) if done else None
        return self._note_written(change) if change else None

    def _note_step(self, connection: sqlite3.Connection, operation: int | None, *, is_joined: bool = False) -> None:
        """Note that undoing or redoing an operation, if there is one, is about to change its annotations."""
        if operation is None:
            return
        query = "SELECT EXISTS (SELECT 1 FROM decision WHERE operation_id = ?)"
        (has_decided,) = connection.execute(query, (operation,)).fetchone()  # a version of it could not be taken back
        uuids = journal.annotations_of(connection, operation)
        note_changes(connection, uuids, self.person, self.now(), is_joined=bool(has_decided) or is_joined)

    def _show_what_counts(
        self, connection: sqlite3.Connection, edits: Sequence[RowEdit], operation: int | None = None
    ) -> list[RowEdit]:
        """Write what edits make of annotations of which another version waits; with an operation as part of it."""
        found = precedence_of(connection, _touched(edits)[0], self.person, self.now())
        written = journal.effective(connection, put_edits(connection, found.annotations))
        if operation is not None:
            journal.record(connection, operation, written)
            note_decisions(connection, found.taken, operation)
        else:
            write_rows(connection, written)
            make_versions(connection, (each.uuid for each in found.annotations), self.person, self.now())
        return written

    def _change_back(self, connection: sqlite3.Connection, operation: int, edits: list[RowEdit]) -> Change:
        """Return the change of an operation that was undone or redone by ``edits``."""
        return _change(connection, operation, edits + self._show_what_counts(connection, edits))

    def _note_written(self, change: Change) -> Change:
        self.written.update(change.uuids)
        return change

    def was_changed_by_others(self, uuid: str, seen: Sequence[Annotation]) -> bool:
        """Return whether an import or a colleague changed an annotation last, to something else than was ``seen``.

        ``seen`` are states of it that the user has seen or written; empty: none, and the result is False. False also if
        there is no such annotation.
        """
        present = self.get([uuid])
        if not present or not seen or any(are_alike(present[0], each) for each in seen):
            return False
        with self.file.reading() as connection:
            return last_kind(connection, uuid) in RECEIVING

    def add_anchors(self, anchors: Mapping[str, Anchor]) -> None:
        """Add to annotations, by uuid, the anchors that the program found in an edition; stored anchors stay.

        This is no operation: it cannot be undone. Anchors of annotations that no longer exist are ignored.
        """
        with self.file.writing() as connection:
            append_anchors(connection, anchors)

    def purge(self, days: int = DAYS_IN_BIN, most: int = PURGED_AT_ONCE) -> None:
        """Delete what is older than ``days``: operations, annotations in the bin, and the content of replaced versions.

        By default ``days`` is 90 and ``most`` 1,000. At most ``most`` of each are deleted, the oldest. Annotations stay
        in the bin that an operation needs, or about whose versions the user has yet to decide. What the user decided in
        a deleted operation stays, as a version. Nothing is deleted unless something was written on at least 5 of the
        last 30 days (DAYS_OF_WORK, LATELY): if the clock is wrong by years, everything seems old at once, but such days
        are missing.
        """
        now = self.now()
        before = now - timedelta(days=days)
        with self.file.writing() as connection:
            if journal.days_of_work(connection, now - timedelta(days=LATELY), now) >= DAYS_OF_WORK:
                keep_decisions(connection, before, most, self.person, now)
                forget(connection, before, most)
                forget_versions(connection, purge_bin(connection, before, most), before, most, self.person, now)

    def rename_owner(self, name: str) -> Person:
        """Change the owner's name, also on all annotations the owner wrote, and return the renamed owner.

        This is no operation: it cannot be undone.
        """
        with self.file.writing() as connection:
            connection.execute("UPDATE person SET name = ? WHERE uuid = ?", (clean_text(name), self.person.uuid))
        self.person = Person(self.person.uuid, clean_text(name))
        return self.person
