"""Writing rows of annotations, and the columns derived from others: keys of tags, and the text that is searched.

Its functions raise sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from coopviewer.domain.annotations.annotation import tag_key
from coopviewer.domain.text.folding import fold_to_line
from coopviewer.storage.annotations.rows import ANCHOR, ANNOTATION, ANNOTATION_TAG, TAG, Row, RowEdit, TableColumns

_GOING = (ANNOTATION_TAG, ANCHOR, ANNOTATION, TAG)
_COMING = (TAG, ANNOTATION, ANCHOR, ANNOTATION_TAG)
_AMONG = "(SELECT value FROM json_each(?))"


def _insertion(table: TableColumns) -> str:
    columns = (*table.columns, "key") if table is TAG else table.columns
    changed = [f"{column} = excluded.{column}" for column in columns if column not in table.key]
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
        f"ON CONFLICT ({', '.join(table.key)}) DO " + (f"UPDATE SET {', '.join(changed)}" if changed else "NOTHING")
    )


# names of tables and columns are constants of this program, never input
_DELETE = {
    table.name: f"DELETE FROM {table.name} WHERE {' AND '.join(f'{column} = ?' for column in table.key)}"
    for table in _GOING
}
_PUT = {table.name: _insertion(table) for table in _GOING}
_ADD = (
    f"INSERT INTO annotation ({', '.join(ANNOTATION.columns)}, folded) "
    f"VALUES ({', '.join('?' * len(ANNOTATION.columns))}, ?)"
)
_MODIFIED = ANNOTATION.columns.index("modified")
_FOLDED = """
    SELECT a.body, (SELECT exact FROM anchor WHERE annotation_uuid = a.uuid ORDER BY number LIMIT 1),
        (SELECT group_concat(t.name, char(10)) FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
            WHERE x.annotation_uuid = a.uuid)
    FROM annotation a WHERE a.uuid = ?
"""


def write_rows(connection: sqlite3.Connection, edits: Sequence[RowEdit]) -> None:
    """Write rows and the columns derived from them, in an order that breaks no foreign key.

    An edit whose ``row`` is None deletes the row. The derived columns are the keys of tags, and the folded texts
    (without case and accents) that are searched.
    """
    by_table: dict[str, list[RowEdit]] = {table.name: [] for table in _GOING}
    for edit in edits:
        by_table[edit.table.name].append(edit)
    for table in _GOING:
        connection.executemany(_DELETE[table.name], [edit.key for edit in by_table[table.name] if edit.row is None])
    new: Set[str] = frozenset()
    for table in _COMING:
        rows = [edit.row for edit in by_table[table.name] if edit.row is not None]
        if table is TAG and len(rows) > 1:  # two tags may exchange their names, which are unique
            connection.executemany("UPDATE tag SET name = uuid WHERE uuid = ?", [(row["uuid"],) for row in rows])
        if table is ANNOTATION:
            new = _add_annotations(connection, rows, by_table)
            rows = [row for row in rows if row["uuid"] not in new]
        connection.executemany(_PUT[table.name], [_values(table, row) for row in rows])
    _fold_anew(connection, edits, new)


def stored_key(name: str) -> str:
    """Return the key under which a tag is stored (``tag_key``), the same for spellings such as ``Goal`` and ``goal``.

    It is the name itself if that key is empty, as for a name without any visible character.
    """
    return tag_key(name) or name


def fold_all(connection: sqlite3.Connection) -> None:
    """Write the folded text, which searches use, of all annotations anew."""
    _fold(connection, [uuid for (uuid,) in connection.execute("SELECT uuid FROM annotation")])


def folded_text(body: str, quotation: str | None, tags: Iterable[str]) -> str:
    """Return the text of an annotation that is searched: body, quotation and tags, folded, with single blanks.

    Folded means without case and accents. Body, quotation and each tag are on lines of their own; the line of the
    quotation is empty for None, and there is one empty line if there are no tags.
    """
    return "\n".join([fold_to_line(text) for text in (body, quotation or "", *(tags or ("",)))])


def _values(table: TableColumns, row: Row) -> tuple[Any, ...]:
    values = table.values_of(row)
    return (*values, stored_key(row["name"])) if table is TAG else values


def _add_annotations(
    connection: sqlite3.Connection, rows: Sequence[Row], edits: Mapping[str, Sequence[RowEdit]]
) -> Set[str]:
    """Insert those of these rows whose annotations the file does not have, and return their uuids.

    Their tags and anchors are all among the edits, so that their folded text is known and written at once.
    """
    query = f"SELECT uuid FROM annotation WHERE uuid IN {_AMONG}"
    here = {uuid for (uuid,) in connection.execute(query, (json.dumps([row["uuid"] for row in rows]),))}
    added = {row["uuid"]: row for row in rows if row["uuid"] not in here}
    if not added:
        return frozenset()
    quotations = _quotations(edits[ANCHOR.name])
    tags = _tags(connection, edits[ANNOTATION_TAG.name])
    values = [
        (*ANNOTATION.values_of(row), folded_text(row["body"], quotations.get(uuid), tags.get(uuid, ())))
        for uuid, row in added.items()
    ]
    values.sort(key=lambda each: each[_MODIFIED])  # as the largest index is, which makes many a third faster
    connection.executemany(_ADD, values)
    return added.keys()


def _quotations(edits: Iterable[RowEdit]) -> dict[str, str]:
    """Return the texts of the first anchors that are written, by annotation."""
    rows = [edit.row for edit in edits if edit.row is not None]
    return {row["annotation_uuid"]: row["exact"] for row in sorted(rows, key=lambda row: row["number"], reverse=True)}


def _tags(connection: sqlite3.Connection, edits: Iterable[RowEdit]) -> dict[str, list[str]]:
    """Return the names of the tags that are written, by annotation, in the order of their uuids."""
    keys = sorted(edit.key for edit in edits if edit.row is not None)
    query = f"SELECT uuid, name FROM tag WHERE uuid IN {_AMONG}"
    names = dict(connection.execute(query, (json.dumps(list({tag for _, tag in keys})),)).fetchall())
    found: defaultdict[str, list[str]] = defaultdict(list)
    for uuid, tag in keys:
        if tag in names:
            found[uuid].append(names[tag])
    return found


def _fold_anew(connection: sqlite3.Connection, edits: Iterable[RowEdit], done: Set[str]) -> None:
    """Write the folded text of the annotations that edits change, but those that are ``done``."""
    uuids: set[str] = set()
    for table, key, row, _ in edits:
        if table is ANNOTATION or table is ANNOTATION_TAG:
            uuids.add(key[0])
        elif table is ANCHOR and row is not None:
            uuids.add(row["annotation_uuid"])
        elif table is TAG:
            found = connection.execute("SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?", key)
            uuids.update(uuid for (uuid,) in found)
    _fold(connection, uuids - done)


def _fold(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    texts = ((uuid, connection.execute(_FOLDED, (uuid,)).fetchone()) for uuid in uuids)
    folded = (
        (folded_text(body, quotation, (tags or "").split("\n")), uuid)
        for uuid, (body, quotation, tags) in ((uuid, found) for uuid, found in texts if found is not None)
    )
    connection.executemany("UPDATE annotation SET folded = ? WHERE uuid = ?", folded)
