"""Writing the rows of a person's work, in an order in which no reference ever dangles and no two tags share a name."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from coopviewer.domain.text.folding import fold
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, ANNOTATION_TAG, TAG, Row, TableColumns

RowEdit = tuple[TableColumns, tuple[Any, ...], Row | None]

_GOING = (ANNOTATION_TAG, ANCHOR, ANNOTATION, TAG)
_COMING = (TAG, ANNOTATION, ANCHOR, ANNOTATION_TAG)


def _where(table: TableColumns) -> str:
    return " AND ".join(f"{column} = ?" for column in table.key)


def _insertion(table: TableColumns) -> str:
    changed = [f"{column} = excluded.{column}" for column in table.columns if column not in table.key]
    return (
        f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))}) "
        f"ON CONFLICT ({', '.join(table.key)}) DO " + (f"UPDATE SET {', '.join(changed)}" if changed else "NOTHING")
    )


# names from this module's constants, never from outside
_SELECT = {table.name: f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {_where(table)}" for table in _GOING}
_DELETE = {table.name: f"DELETE FROM {table.name} WHERE {_where(table)}" for table in _GOING}
_PUT = {table.name: _insertion(table) for table in _GOING}
_FOLDED = """
    SELECT a.body, (SELECT exact FROM anchor WHERE annotation_uuid = a.uuid ORDER BY number LIMIT 1),
        (SELECT group_concat(t.name, char(10)) FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
            WHERE x.annotation_uuid = a.uuid)
    FROM annotation a WHERE a.uuid = ?
"""


def read_row(connection: sqlite3.Connection, table: TableColumns, key: tuple[Any, ...]) -> Row | None:
    """Read a row as it is; None: there is none."""
    found = connection.execute(_SELECT[table.name], key).fetchone()
    return None if found is None else dict(zip(table.columns, found, strict=True))


def write_rows(connection: sqlite3.Connection, edits: Sequence[RowEdit]) -> None:
    """Write rows as they shall be, None for those that shall not be, and what is derived from them."""
    for table in _GOING:
        keys = [key for of, key, row in edits if of is table and row is None]
        connection.executemany(_DELETE[table.name], keys)
    for table in _COMING:
        rows = [row for of, _, row in edits if of is table and row is not None]
        if table is TAG and len(rows) > 1:  # two may exchange their names
            connection.executemany("UPDATE tag SET name = uuid WHERE uuid = ?", [(row["uuid"],) for row in rows])
        connection.executemany(_PUT[table.name], [tuple(row[column] for column in table.columns) for row in rows])
    _fold_anew(connection, edits)


def _fold_anew(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> None:
    uuids: set[str] = set()
    for table, key, row in edits:
        if table is ANNOTATION or table is ANNOTATION_TAG:
            uuids.add(key[0])
        elif table is ANCHOR and row is not None:
            uuids.add(row["annotation_uuid"])
        elif table is TAG:
            found = connection.execute("SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?", key)
            uuids.update(uuid for (uuid,) in found)
    texts = ((uuid, connection.execute(_FOLDED, (uuid,)).fetchone()) for uuid in uuids)
    folded = [("\n".join(fold(text or "") for text in found), uuid) for uuid, found in texts if found is not None]
    connection.executemany("UPDATE annotation SET folded = ? WHERE uuid = ?", folded)
