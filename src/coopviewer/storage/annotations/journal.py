"""The journal of an annotations file: writes rows, and records each row before and after an operation.

Any operation can thus be undone and redone from its rows, even after a restart of the program.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coopviewer.domain.annotations.annotation import tag_key
from coopviewer.domain.annotations.lists import Steps
from coopviewer.domain.text.folding import fold_to_line
from coopviewer.storage.annotations.rows import (
    ANCHOR,
    ANNOTATION,
    ANNOTATION_TAG,
    TAG,
    Row,
    TableColumns,
    time_text,
)

_GOING = (ANNOTATION_TAG, ANCHOR, ANNOTATION, TAG)
_COMING = (TAG, ANNOTATION, ANCHOR, ANNOTATION_TAG)
KEEP = """
    INSERT INTO revision (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number, before, after)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number)
        DO UPDATE SET after = excluded.after
"""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _where(table: TableColumns) -> str:
    return " AND ".join(f"{column} = ?" for column in table.key)


def _insertion(table: TableColumns) -> str:
    columns = (*table.columns, "key") if table is TAG else table.columns
    changed = [f"{column} = excluded.{column}" for column in columns if column not in table.key]
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
        f"ON CONFLICT ({', '.join(table.key)}) DO " + (f"UPDATE SET {', '.join(changed)}" if changed else "NOTHING")
    )


# names of tables and columns are constants of this program, never input
_SELECT = {table.name: f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {_where(table)}" for table in _GOING}
_DELETE = {table.name: f"DELETE FROM {table.name} WHERE {_where(table)}" for table in _GOING}
_PUT = {table.name: _insertion(table) for table in _GOING}
_FOLDED = """
    SELECT a.body, (SELECT exact FROM anchor WHERE annotation_uuid = a.uuid ORDER BY number LIMIT 1),
        (SELECT group_concat(t.name, char(10)) FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
            WHERE x.annotation_uuid = a.uuid)
    FROM annotation a WHERE a.uuid = ?
"""


class RowEdit(NamedTuple):
    """The edit of one row: its new content, or deletion if ``row`` is None.

    ``key`` has the values of the primary key. ``before`` is the row before the edit; None if there is none or it was
    not read yet.
    """

    table: TableColumns
    key: tuple[Any, ...]
    row: Row | None
    before: Row | None = None


def read_row(connection: sqlite3.Connection, table: TableColumns, key: tuple[Any, ...]) -> Row | None:
    """Read the current content of a row; None if there is none."""
    found = connection.execute(_SELECT[table.name], key).fetchone()
    return None if found is None else dict(zip(table.columns, found, strict=True))


def write_rows(connection: sqlite3.Connection, edits: Sequence[RowEdit]) -> None:
    """Write rows and the columns derived from them, in an order that breaks no foreign key; records nothing."""
    for table in _GOING:
        keys = [edit.key for edit in edits if edit.table is table and edit.row is None]
        connection.executemany(_DELETE[table.name], keys)
    for table in _COMING:
        rows = [edit.row for edit in edits if edit.table is table and edit.row is not None]
        if table is TAG and len(rows) > 1:  # two tags may exchange their names, which are unique
            connection.executemany("UPDATE tag SET name = uuid WHERE uuid = ?", [(row["uuid"],) for row in rows])
        connection.executemany(_PUT[table.name], [_values(table, row) for row in rows])
    _fold_anew(connection, edits)


def stored_key(name: str) -> str:
    """Return the key (``tag_key``) of a tag in the file, by which tags are the same; its name if the key is empty."""
    return tag_key(name) or name


def _values(table: TableColumns, row: Row) -> tuple[Any, ...]:
    values = table.values_of(row)
    return (*values, stored_key(row["name"])) if table is TAG else values


def fold_all(connection: sqlite3.Connection) -> None:
    """Write the folded text, which searches use, of all annotations anew."""
    _fold(connection, [uuid for (uuid,) in connection.execute("SELECT uuid FROM annotation")])


def _fold_anew(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> None:
    uuids: set[str] = set()
    for table, key, row, _ in edits:
        if table is ANNOTATION or table is ANNOTATION_TAG:
            uuids.add(key[0])
        elif table is ANCHOR and row is not None:
            uuids.add(row["annotation_uuid"])
        elif table is TAG:
            found = connection.execute("SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?", key)
            uuids.update(uuid for (uuid,) in found)
    _fold(connection, uuids)


def _fold(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    texts = ((uuid, connection.execute(_FOLDED, (uuid,)).fetchone()) for uuid in uuids)
    folded = ((foldedtext_of(*found), uuid) for uuid, found in texts if found is not None)
    connection.executemany("UPDATE annotation SET folded = ? WHERE uuid = ?", folded)


def foldedtext_of(body: str, quotation: str | None, tags: str | None) -> str:
    """Return the text of an annotation that is searched: body, quotation and tags, folded, with single blanks.

    Each is on a line of its own. ``tags`` has the names with a line feed between them; None: there is none.
    """
    texts = (body, quotation or "", *(tags or "").split("\n"))
    return "\n".join(fold_to_line(text) for text in texts)


def begin_operation(connection: sqlite3.Connection, label: str, at: datetime, joining: int | None) -> int:
    """Return the number of the operation to write into: ``joining`` if that is still the last one, else a new one.

    It is new too for ``joining`` None, or if an operation was undone since. ``label`` is that of a new one, ``at`` the
    time of the write. Undone operations are deleted; they can no longer be redone.
    """
    undone = connection.execute("DELETE FROM operation WHERE undone_at IS NOT NULL").rowcount
    if joining is not None and not undone and joining == last_done(connection):
        connection.execute("UPDATE operation SET at = ? WHERE id = ?", (time_text(at), joining))
        return joining
    made = connection.execute("INSERT INTO operation (label, at) VALUES (?, ?)", (label, time_text(at)))
    return int(made.lastrowid or 0)


def effective(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> list[RowEdit]:
    """Return the edits with ``before`` filled in, without those that change nothing."""
    return [edit for edit in with_rows(connection, edits) if edit.row != edit.before]


def with_rows(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> list[RowEdit]:
    """Return edits whose ``before`` is the current content of their rows."""
    return [edit._replace(before=read_row(connection, edit.table, edit.key)) for edit in edits]


def record(connection: sqlite3.Connection, operation: int, edits: Sequence[RowEdit]) -> None:
    """Write edits, whose ``before`` is filled in, and record them as part of an operation.

    Of a row that the operation changed before, the record keeps the first ``before``; one that is now as it was then
    is no longer part of the operation.
    """
    kept = ((operation, *place_of(edit), text_of(edit.before), text_of(edit.row)) for edit in edits)
    connection.executemany(KEEP, kept)
    # rows that a joined write changed back
    connection.execute("DELETE FROM revision WHERE operation_id = ? AND before IS after", (operation,))
    write_rows(connection, edits)


def last_done(connection: sqlite3.Connection) -> int | None:
    """Return the number of the operation that ``undo`` would undo; None if there is none."""
    found = connection.execute("SELECT id FROM operation WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1").fetchone()
    return found[0] if found else None


def first_undone(connection: sqlite3.Connection) -> int | None:
    """Return the number of the operation that ``redo`` would redo; None if there is none."""
    done = last_done(connection) or 0  # undone operations have the highest numbers
    found = connection.execute("SELECT id FROM operation WHERE id > ? ORDER BY id LIMIT 1", (done,)).fetchone()
    return found[0] if found else None


def annotations_of(connection: sqlite3.Connection, operation: int) -> list[str]:
    """Return the uuids of the annotations that an operation changed, in no particular order."""
    query = "SELECT DISTINCT annotation_uuid FROM revision WHERE operation_id = ? AND annotation_uuid <> ''"
    return [uuid for (uuid,) in connection.execute(query, (operation,))]


def steps(connection: sqlite3.Connection) -> Steps:
    """Return the labels of the operations that can be undone and redone next; empty where there is none."""
    done, undone = last_done(connection), first_undone(connection)
    return Steps(
        label_of(connection, done) if done is not None else "",
        label_of(connection, undone) if undone is not None else "",
    )


def forget(connection: sqlite3.Connection, before: datetime, most: int) -> None:
    """Delete the oldest operations before a moment, at most ``most``.

    An operation that was recorded after a newer one remains, whatever its time: the clock was set back.
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

    Empty or 0 for what it does not belong to.
    """
    row = edit.row or edit.before or {}
    annotation = row["uuid"] if edit.table is ANNOTATION else row.get("annotation_uuid", "")
    tag = row["uuid"] if edit.table is TAG else row.get("tag_uuid", "")
    return edit.table.name, annotation, tag, row.get("number", 0)


def text_of(row: Row | None) -> str | None:
    """Return a row as the journal has it, as JSON; None for None."""
    return None if row is None else _encode(row)


def label_of(connection: sqlite3.Connection, operation: int) -> str:
    """Return the label of the operation that has the number ``operation``."""
    return str(connection.execute("SELECT label FROM operation WHERE id = ?", (operation,)).fetchone()[0])
