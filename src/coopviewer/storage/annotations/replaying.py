"""Undoing and redoing operations: writes the rows that the journal recorded before or after each operation.

The functions raise sqlite3.Error, and other errors if a recorded row is damaged; inside ``replaying`` all of these
become EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime

from coopviewer.domain.annotations.annotation import tag_key
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.file.connection import AnnotationFile
from coopviewer.storage.annotations.file.faults import UNKNOWN
from coopviewer.storage.annotations.journal import (
    KEEP,
    first_undone,
    last_done,
    place_of,
    read_row,
    text_of,
    with_rows,
)
from coopviewer.storage.annotations.row_writing import write_rows
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, ANNOTATION_TAG, TABLES, TAG, Row, RowEdit, time_text

_BY_NAME = {table.name: table for table in TABLES}


@contextmanager
def replaying(file: AnnotationFile) -> Iterator[sqlite3.Connection]:
    """Yield a connection for ``undo`` or ``redo``, in one transaction that any exception in the block rolls back.

    Raises EnvironmentFault if the file cannot be written, or for a recorded row that no version of the program writes.
    """
    with file.writing() as connection:
        try:
            yield connection
        except UNKNOWN as error:
            raise EnvironmentFault("annotations.unknown-value", path=file.path, error=error) from error


def undo(
    connection: sqlite3.Connection, at: datetime, staying: Set[str] | None = None
) -> tuple[int, list[RowEdit]] | None:
    """Undo the last operation; return its number and its edits of rows, or None if there is none.

    An annotation that the operation added is removed with its anchors; if other files have it, it is moved to the bin
    instead, so that the deletion can be sent there. ``at`` is the present time. In each edit ``before`` is the row as
    it was before undoing.

    ``staying`` is given only for an operation that received annotations from others. Annotations with these uuids stay
    as they are. Of the others, those that the operation added are removed, even if other files have them.
    """
    operation = last_done(connection)
    if operation is None:
        return None
    kept = list(_kept(connection, operation, back=True))
    kept = in_bin_if_shared(connection, kept, at) if staying is None else without(connection, kept, staying)
    edits = _replay(connection, operation, kept, back=True)
    connection.execute("UPDATE operation SET undone_at = ? WHERE id = ?", (time_text(at), operation))
    return operation, edits


def redo(connection: sqlite3.Connection, at: datetime) -> tuple[int, list[RowEdit]] | None:
    """Redo the operation that was undone last; return its number and its edits of rows, or None if there is none.

    An annotation that the operation removes is moved to the bin instead if other files have it by now. ``at`` is the
    present time. In each edit ``before`` is the row as it was before redoing.
    """
    operation = first_undone(connection)
    if operation is None:
        return None
    kept = in_bin_if_shared(connection, list(_kept(connection, operation, back=False)), at)
    edits = _replay(connection, operation, kept, back=False)
    connection.execute("UPDATE operation SET undone_at = NULL WHERE id = ?", (operation,))
    return operation, edits


def _replay(connection: sqlite3.Connection, operation: int, kept: list[RowEdit], *, back: bool) -> list[RowEdit]:
    kept = _without_tags_in_use(connection, kept)
    edits = with_rows(connection, kept + _left_over(connection, operation, kept, back=back))
    write_rows(connection, edits)
    return edits


def _without_tags_in_use(connection: sqlite3.Connection, edits: list[RowEdit]) -> list[RowEdit]:
    """Return edits but deletions of tags that an annotation keeps, such as a colleague's that came since."""
    going = {edit.key for edit in edits if edit.row is None}
    query = "SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?"
    in_use = {
        edit.key
        for edit in edits
        if edit.table is TAG and edit.row is None
        for (uuid,) in connection.execute(query, edit.key)
        if (uuid,) not in going and (uuid, *edit.key) not in going
    }
    return [edit for edit in edits if edit.table is not TAG or edit.row is not None or edit.key not in in_use]


def in_bin_if_shared(connection: sqlite3.Connection, edits: list[RowEdit], at: datetime) -> list[RowEdit]:
    """Return edits in which annotations that other files have too are moved to the bin instead of removed.

    Other files can only be told of a deletion by an annotation that is in the bin. It keeps its anchors and tags there.
    The moves come last in the result; ``at`` is their time, the present. An annotation that is in the bin already just
    stays there. If any annotation is kept so, no edit that deletes a tag from the file is returned.
    """
    going = [edit.key[0] for edit in edits if edit.table is ANNOTATION and edit.row is None]
    shared = {uuid for uuid in going if is_shared(connection, uuid)}
    if not shared:
        return edits
    found = [
        edit
        for edit in edits
        if edit.row is not None or (edit.table is not TAG and _annotation_of(connection, edit) not in shared)
    ]  # tags that nothing has any more go with the next change
    for uuid in sorted(shared):
        row = read_row(connection, ANNOTATION, (uuid,))
        if row is not None and row["deleted_at"] is None:
            changed = {"deleted_at": time_text(at), "modified": time_text(at), "revision": row["revision"] + 1}
            found.append(RowEdit(ANNOTATION, (uuid,), {**row, **changed}))
    return found


def is_shared(connection: sqlite3.Connection, uuid: str) -> bool:
    """Return whether other files have an annotation too, as it was sent there or came from there."""
    query = "SELECT 1 FROM version WHERE annotation_uuid = ? AND is_shared = 1 LIMIT 1"
    return connection.execute(query, (uuid,)).fetchone() is not None


def without(connection: sqlite3.Connection, edits: list[RowEdit], staying: Set[str]) -> list[RowEdit]:
    """Return edits, in their order, except those of annotations that are to stay as they are, and deletions of tags.

    ``staying`` are the uuids of these annotations. Tags are not deleted, since these annotations may have them. If
    ``staying`` is empty, all edits are returned.
    """
    if not staying:
        return edits
    return [
        edit
        for edit in edits
        if (edit.row is not None if edit.table is TAG else _annotation_of(connection, edit) not in staying)
    ]


def with_tags_that_stay(connection: sqlite3.Connection, edits: list[RowEdit]) -> list[RowEdit]:
    """Return edits that add or rename no tag to a name that another tag has, which they leave in the file.

    Annotations get that other tag instead. It may have come with a colleague's annotation, which stays. Names are
    compared by ``tag_key``.
    """
    edited = {edit.key[0] for edit in edits if edit.table is TAG}
    kept = {
        tag_key(name): uuid for uuid, name in connection.execute("SELECT uuid, name FROM tag") if uuid not in edited
    }
    same = {
        edit.key[0]: kept[key]
        for edit in edits
        if edit.table is TAG and edit.row is not None and (key := tag_key(edit.row["name"])) in kept
    }
    return _with_tags(connection, edits, same) if same else edits


def _with_tags(connection: sqlite3.Connection, edits: list[RowEdit], same: Mapping[str, str]) -> list[RowEdit]:
    """Return edits by which annotations get the tag ``same[uuid]`` in place of ``uuid``, which stays as it is."""
    of_tags = {edit.key: edit.row is not None for edit in edits if edit.table is ANNOTATION_TAG}
    for uuid in same:
        query = "SELECT annotation_uuid, tag_uuid FROM annotation_tag WHERE tag_uuid = ?"
        for key in connection.execute(query, (uuid,)):
            of_tags.setdefault(key, True)
    wanted = {key: is_there for key, is_there in of_tags.items() if key[1] not in same}
    for (annotation, uuid), is_there in of_tags.items():
        if uuid in same:
            wanted[annotation, uuid] = False
            if is_there:
                wanted[annotation, same[uuid]] = True
    dropped = {(TAG.name, uuid) for uuid in same}
    found = [
        each for each in edits if each.table is not ANNOTATION_TAG and (each.table.name, each.key[0]) not in dropped
    ]
    for key, is_there in wanted.items():
        row = dict(zip(ANNOTATION_TAG.key, key, strict=True)) if is_there else None
        if read_row(connection, ANNOTATION_TAG, key) != row:
            found.append(RowEdit(ANNOTATION_TAG, key, row))
    return found


def _annotation_of(connection: sqlite3.Connection, edit: RowEdit) -> str:
    """Return the uuid of the annotation that a row is, or belongs to."""
    row = read_row(connection, edit.table, edit.key) or edit.row or {}
    return str(row.get("uuid", row.get("annotation_uuid", "")))


def _kept(connection: sqlite3.Connection, operation: int, *, back: bool) -> Iterator[RowEdit]:
    query = "SELECT table_name, before, after FROM revision WHERE operation_id = ? ORDER BY id"
    for name, before, after in connection.execute(query, (operation,)):
        table = _BY_NAME[name]
        wanted = before if back else after
        key = table.key_of(_row(before if after is None else after))
        yield RowEdit(table, key, None if wanted is None else _row(wanted))


def _row(text: str) -> Row:
    """Return a recorded row. Raises ValueError if another program has put something else there."""
    row = json.loads(text)
    if not isinstance(row, dict):
        raise ValueError(f"no row: {text[:100]}")
    return row


def _left_over(
    connection: sqlite3.Connection, operation: int, edits: Iterable[RowEdit], *, back: bool
) -> list[RowEdit]:
    """Return edits that delete anchors the program found on deleted annotations, which are no operation themselves.

    They are recorded with the operation, so that they are restored with the annotation. ``back``: the operation is
    being undone, otherwise redone.
    """
    edits = list(edits)
    known = {edit.key for edit in edits if edit.table is ANCHOR}
    found: list[RowEdit] = []
    for gone in [edit for edit in edits if edit.table is ANNOTATION and edit.row is None]:
        query = "SELECT number FROM anchor WHERE annotation_uuid = ?"
        for (number,) in connection.execute(query, gone.key).fetchall():
            if (number,) not in known:
                row = read_row(connection, ANCHOR, (number,))
                edit = RowEdit(ANCHOR, (number,), None, row)
                kept = (None, text_of(row)) if back else (text_of(row), None)
                connection.execute(KEEP, (operation, *place_of(edit), *kept))
                found.append(edit)
    return found
