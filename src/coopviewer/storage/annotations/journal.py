"""The journal of an annotations file: each row that an operation touches is kept as it was and as it became.

So an operation is undone and redone by rows, whatever it was, through restarts of the program.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopviewer.domain.annotations.lists import Steps
from coopviewer.storage.annotations.row_writer import read_row, write_rows
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, TABLES, TAG, Row, TableColumns, time_text

_BY_NAME = {table.name: table for table in TABLES}
_KEEP = """
    INSERT INTO revision (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number, before, after)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number)
        DO UPDATE SET after = excluded.after
"""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as it shall become; ``row`` None: it shall not be."""

    table: TableColumns
    key: tuple[Any, ...]
    row: Row | None


Written = tuple[Edit, Row | None]
"""An edit, and the row before it."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a write touched: annotations by their uuids, and entries with the dataset that they are of."""

    uuids: frozenset[str] = frozenset()
    entries: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(self.uuids | other.uuids, self.entries | other.entries)


def begin_operation(connection: sqlite3.Connection, label: str, at: datetime, joining: int | None) -> int:
    """Give the operation to write into: the one that is joined where it is still the last, else a new one.

    What was undone can no longer be redone.
    """
    undone = connection.execute("DELETE FROM operation WHERE undone_at IS NOT NULL").rowcount
    if joining is not None and not undone and joining == last_done(connection):
        connection.execute("UPDATE operation SET at = ? WHERE id = ?", (time_text(at), joining))
        return joining
    made = connection.execute("INSERT INTO operation (label, at) VALUES (?, ?)", (label, time_text(at)))
    return int(made.lastrowid or 0)


def effective(connection: sqlite3.Connection, edits: Iterable[Edit]) -> list[Written]:
    """Give each edit with the row as it is now, without those that change nothing."""
    found = ((edit, read_row(connection, edit.table, edit.key)) for edit in edits)
    return [(edit, before) for edit, before in found if edit.row != before]


def record(connection: sqlite3.Connection, operation: int, written: Sequence[Written]) -> Touched:
    """Make edits, given with the rows before them, as part of an operation."""
    kept = ((operation, *_place(edit, before), _text(before), _text(edit.row)) for edit, before in written)
    connection.executemany(_KEEP, kept)
    # what a joined write took back
    connection.execute("DELETE FROM revision WHERE operation_id = ? AND before IS after", (operation,))
    return _write(connection, written)


def undo(connection: sqlite3.Connection, at: datetime) -> tuple[int, Touched] | None:
    """Take back the last operation that stands; gives its number. None: there is none."""
    operation = last_done(connection)
    if operation is None:
        return None
    touched = _replay(connection, operation, back=True)
    connection.execute("UPDATE operation SET undone_at = ? WHERE id = ?", (time_text(at), operation))
    return operation, touched


def redo(connection: sqlite3.Connection) -> tuple[int, Touched] | None:
    """Make the first undone operation again; gives its number. None: there is none."""
    operation = first_undone(connection)
    if operation is None:
        return None
    touched = _replay(connection, operation, back=False)
    connection.execute("UPDATE operation SET undone_at = NULL WHERE id = ?", (operation,))
    return operation, touched


def last_done(connection: sqlite3.Connection) -> int | None:
    """Find the operation that undo would take back."""
    found = connection.execute("SELECT id FROM operation WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1").fetchone()
    return found[0] if found else None


def first_undone(connection: sqlite3.Connection) -> int | None:
    """Find the operation that redo would make again."""
    done = last_done(connection) or 0  # those that were undone come after all others
    found = connection.execute("SELECT id FROM operation WHERE id > ? ORDER BY id LIMIT 1", (done,)).fetchone()
    return found[0] if found else None


def steps(connection: sqlite3.Connection) -> Steps:
    """Name what can be undone and redone next."""
    done, undone = last_done(connection), first_undone(connection)
    return Steps(
        label_of(connection, done) if done is not None else "",
        label_of(connection, undone) if undone is not None else "",
    )


def forget(connection: sqlite3.Connection, before: datetime) -> None:
    """Forget the operations older than a moment, but none that stands after a newer one (where the clock went back)."""
    (kept,) = connection.execute("SELECT min(id) FROM operation WHERE at >= ?", (time_text(before),)).fetchone()
    connection.execute("DELETE FROM operation WHERE ? IS NULL OR id < ?", (kept, kept))


def _replay(connection: sqlite3.Connection, operation: int, *, back: bool) -> Touched:
    edits = list(_kept(connection, operation, back=back))
    edits += _left_over(connection, operation, edits, back=back)
    return _write(connection, [(edit, read_row(connection, edit.table, edit.key)) for edit in edits])


def _kept(connection: sqlite3.Connection, operation: int, *, back: bool) -> Iterator[Edit]:
    query = "SELECT table_name, before, after FROM revision WHERE operation_id = ? ORDER BY id"
    for name, before, after in connection.execute(query, (operation,)):
        table = _BY_NAME[name]
        wanted = before if back else after
        key = table.key_of(json.loads(before if after is None else after))
        yield Edit(table, key, None if wanted is None else json.loads(wanted))


def _left_over(connection: sqlite3.Connection, operation: int, edits: Iterable[Edit], *, back: bool) -> list[Edit]:
    """Take along what the program found of an annotation that goes: its anchors are no operation of their own.

    They are kept with the operation, so that they come back with the annotation.
    """
    edits = list(edits)
    known = {edit.key for edit in edits if edit.table is ANCHOR}
    found: list[Edit] = []
    for gone in [edit for edit in edits if edit.table is ANNOTATION and edit.row is None]:
        query = "SELECT number FROM anchor WHERE annotation_uuid = ?"
        for (number,) in connection.execute(query, gone.key).fetchall():
            if (number,) not in known:
                row = read_row(connection, ANCHOR, (number,))
                edit = Edit(ANCHOR, (number,), None)
                kept = (None, _text(row)) if back else (_text(row), None)
                connection.execute(_KEEP, (operation, *_place(edit, row), *kept))
                found.append(edit)
    return found


def _write(connection: sqlite3.Connection, written: Sequence[Written]) -> Touched:
    write_rows(connection, [(edit.table, edit.key, edit.row) for edit, _ in written])
    uuids: set[str] = set()
    entries: set[tuple[str, str]] = set()
    for edit, before in written:
        for row in (before, edit.row):
            if row is None or edit.table is TAG:
                continue
            uuids.add(row["uuid" if edit.table is ANNOTATION else "annotation_uuid"])
            if edit.table is ANNOTATION:
                entries.add((row["dataset"], row["entry_id"]))
    return Touched(frozenset(uuids), frozenset(entries))


def _place(edit: Edit, before: Row | None) -> tuple[str, str, str, int]:
    row = edit.row or before or {}
    annotation = row["uuid"] if edit.table is ANNOTATION else row.get("annotation_uuid", "")
    tag = row["uuid"] if edit.table is TAG else row.get("tag_uuid", "")
    return edit.table.name, annotation, tag, row.get("number", 0)


def _text(row: Row | None) -> str | None:
    return None if row is None else _encode(row)


def label_of(connection: sqlite3.Connection, operation: int) -> str:
    """Give the name of an operation."""
    return str(connection.execute("SELECT label FROM operation WHERE id = ?", (operation,)).fetchone()[0])
