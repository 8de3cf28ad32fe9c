"""The journal of an annotations file: writes rows, and records each row before and after an operation.

Operations can thus be undone and redone from these rows, even after a restart of the program, until the journal forgets
them. The functions raise sqlite3.Error, which ``AnnotationFile.reading`` and ``writing`` turn into faults.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from coopviewer.domain.annotations.operations import kind_of
from coopviewer.domain.text.compact_json import json_encoder
from coopviewer.storage.annotations.row_writing import write_rows
from coopviewer.storage.annotations.rows import ANNOTATION, TABLES, TAG, Row, RowEdit, TableColumns, time_text

_ADD = """
    INSERT INTO revision (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number, before, after)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
KEEP = f"""{_ADD}
    ON CONFLICT (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number)
        DO UPDATE SET after = excluded.after
"""
_encode = json_encoder()


def _where(table: TableColumns) -> str:
    return " AND ".join(f"{column} = ?" for column in table.key)


# names of tables and columns are constants of this program, never input
_SELECT = {table.name: f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {_where(table)}" for table in TABLES}
# by the first column of the key, of which a row of a tag has one more
_SELECT_AMONG = {
    table.name: f"SELECT {', '.join(table.columns)} FROM {table.name} "
    f"WHERE {table.key[0]} IN (SELECT value FROM json_each(?))"
    for table in TABLES
}
_AT_ONCE = 1_000  # keys of rows that are read at once


def read_row(connection: sqlite3.Connection, table: TableColumns, key: tuple[Any, ...]) -> Row | None:
    """Read the row whose columns ``table.key`` have the values ``key``, in that order; None if there is none."""
    found = connection.execute(_SELECT[table.name], key).fetchone()
    return None if found is None else dict(zip(table.columns, found, strict=True))


def begin_operation(connection: sqlite3.Connection, label: str, at: datetime, joining: int | None) -> int:
    """Begin an operation with ``label``, or continue the one with the number ``joining``; return its number.

    ``joining`` is continued, and keeps its label, if it is the last operation and no operation is undone; otherwise, or
    if it is None, a new one begins. ``at`` is the time of the write, which becomes the operation's. Undone operations
    are deleted, so they can no longer be redone.
    """
    undone = connection.execute("DELETE FROM operation WHERE undone_at IS NOT NULL").rowcount
    if joining is not None and not undone and joining == last_done(connection):
        connection.execute("UPDATE operation SET at = ? WHERE id = ?", (time_text(at), joining))
        return joining
    made = connection.execute("INSERT INTO operation (label, at) VALUES (?, ?)", (label, time_text(at)))
    return int(made.lastrowid or 0)


def effective(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> list[RowEdit]:
    """Return the edits that change a row, in their order; each with the row's current content as its ``before``."""
    return [edit for edit in with_rows(connection, edits) if edit.row != edit.before]


def with_rows(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> list[RowEdit]:
    """Return all edits in their order; ``before`` of each is its row as it is now, None if there is no row."""
    edits = list(edits)
    rows = {table.name: _rows(connection, table, [e.key for e in edits if e.table is table]) for table in TABLES}
    return [RowEdit(table, key, row, rows[table.name].get(key)) for table, key, row, _ in edits]


def _rows(connection: sqlite3.Connection, table: TableColumns, keys: Sequence[tuple[Any, ...]]) -> dict[Any, Row]:
    """Return the current content of the rows with some keys, by key; keys without a row are left out."""
    wanted, found = set(keys), {}
    firsts = list(dict.fromkeys(key[0] for key in keys))
    for start in range(0, len(firsts), _AT_ONCE):
        part = json.dumps(firsts[start : start + _AT_ONCE])
        for values in connection.execute(_SELECT_AMONG[table.name], (part,)):
            row = dict(zip(table.columns, values, strict=True))
            if (key := table.key_of(row)) in wanted:
                found[key] = row
    return found


def record(connection: sqlite3.Connection, operation: int, edits: Sequence[RowEdit], *, is_new: bool = False) -> None:
    """Write edits of rows, and record them as part of an operation, so that it can be undone.

    Each edit must have its row's current content as ``before``, and change it. ``is_new``: nothing was recorded for the
    operation yet. Otherwise an earlier write of it may have changed the same row: the record then keeps the ``before``
    of that write, and a row that is now as it was at first is taken out of the record.
    """
    if not edits:
        return
    places = [place_of(edit) for edit in edits]
    kept = (
        (operation, *place, text_of(each.before), text_of(each.row)) for place, each in zip(places, edits, strict=True)
    )
    if is_new and len(set(places)) == len(places):
        connection.executemany(_ADD, kept)
    else:
        connection.executemany(KEEP, kept)
        # rows that a joined write changed back
        connection.execute("DELETE FROM revision WHERE operation_id = ? AND before IS after", (operation,))
    write_rows(connection, edits)


def last_done(connection: sqlite3.Connection) -> int | None:
    """Return the number of the last operation that was not undone, the next for ``undo``; None if there is none."""
    found = connection.execute("SELECT id FROM operation WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1").fetchone()
    return found[0] if found else None


def first_undone(connection: sqlite3.Connection) -> int | None:
    """Return the number of the undone operation that is the next for ``redo``; None if there is none."""
    done = last_done(connection) or 0  # undone operations have the highest numbers
    found = connection.execute("SELECT id FROM operation WHERE id > ? ORDER BY id LIMIT 1", (done,)).fetchone()
    return found[0] if found else None


def annotations_of(connection: sqlite3.Connection, operation: int) -> list[str]:
    """Return the uuids of the annotations that an operation changed, in no particular order."""
    query = "SELECT DISTINCT annotation_uuid FROM revision WHERE operation_id = ? AND annotation_uuid <> ''"
    return [uuid for (uuid,) in connection.execute(query, (operation,))]


def forget(connection: sqlite3.Connection, before: datetime, most: int) -> None:
    """Delete operations with a time before a moment, those recorded first, at most ``most``.

    Where the clock was set back, an operation recorded after one that stays is kept too, whatever its time.
    """
    (kept,) = connection.execute("SELECT min(id) FROM operation WHERE at >= ?", (time_text(before),)).fetchone()
    connection.execute(
        "DELETE FROM operation WHERE id IN (SELECT id FROM operation WHERE ? IS NULL OR id < ? ORDER BY id LIMIT ?)",
        (kept, kept, most),
    )


def days_of_work(connection: sqlite3.Connection, first: datetime, last: datetime) -> int:
    """Count the days (UTC) between two moments, both included, on which an operation of the journal was written."""
    query = "SELECT count(DISTINCT substr(at, 1, 10)) FROM operation WHERE at BETWEEN ? AND ?"
    return int(connection.execute(query, (time_text(first), time_text(last))).fetchone()[0])


def place_of(edit: RowEdit) -> tuple[str, str, str, int]:
    """Return what identifies a row in the journal: its table, and the annotation, tag and anchor that it belongs to.

    Annotation and tag are uuids, the anchor is its number. Where the row belongs to none, they are empty or 0. An edit
    that deletes a row must have the row's former content (``before``).
    """
    row = edit.row or edit.before or {}
    annotation = row["uuid"] if edit.table is ANNOTATION else row.get("annotation_uuid", "")
    tag = row["uuid"] if edit.table is TAG else row.get("tag_uuid", "")
    return edit.table.name, annotation, tag, row.get("number", 0)


def text_of(row: Row | None) -> str | None:
    """Return a row as the journal stores it, as JSON by column: ``{"uuid":"…","name":"sea"}``; None for no row."""
    return None if row is None else _encode(row)


def last_kind(connection: sqlite3.Connection, uuid: str) -> str:
    """Return the kind of the last operation that changed an annotation, such as ``import``; empty if none is known.

    Undone operations do not count.
    """
    query = (
        "SELECT o.label FROM revision r JOIN operation o ON o.id = r.operation_id "
        "WHERE r.annotation_uuid = ? AND o.undone_at IS NULL ORDER BY o.id DESC LIMIT 1"
    )
    found = connection.execute(query, (uuid,)).fetchone()
    return kind_of(found[0]) if found else ""


def label_of(connection: sqlite3.Connection, operation: int) -> str:
    """Return the stored label of an operation, given its number; raises TypeError if the journal lacks the operation.

    The label is a text made by ``domain.annotations.operations``, or by a former version of the program; the interface
    translates it into words for the user.
    """
    return str(connection.execute("SELECT label FROM operation WHERE id = ?", (operation,)).fetchone()[0])
