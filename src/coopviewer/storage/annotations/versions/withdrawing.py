"""Versions that an operation brought from other files: undoing it removes them, redoing it brings them back.

They are removed from this file only, as if they had not arrived yet: nobody is sent a deletion of what others wrote.
The functions raise sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import json
import sqlite3
from datetime import datetime
from typing import Any

from coopviewer.domain.annotations.annotation import Person
from coopviewer.storage.annotations.journal import annotations_of
from coopviewer.storage.annotations.versions.making import make_versions, note_changes
from coopviewer.storage.annotations.versions.tables import AMONG, mark_conflicts, parts_of, read_people, read_versions

RECEIVING = frozenset({"import", "receive"})
"""The kinds of operations that bring annotations from other files."""
_COLUMNS = ("annotation_uuid", "changed_by", "at", "is_plain", "is_shared", "state")
_GOING = f"""
    SELECT v.id, {", ".join(f"v.{column}" for column in _COLUMNS)}, d.operation_id
    FROM version v LEFT JOIN decision d ON d.version = v.id
    WHERE v.annotation_uuid IN (SELECT value FROM json_each(:uuids)) AND (
        v.received_in = :operation OR (v.is_shared = 0 AND EXISTS (
            SELECT 1 FROM version_parent p JOIN version g ON g.id = p.parent
            WHERE p.version = v.id AND g.received_in = :operation
        ))
    )
"""
_RECEIVED = """
    SELECT v.annotation_uuid, max(EXISTS (
        SELECT 1 FROM version_parent p JOIN version w ON w.id = p.version
        WHERE p.parent = v.id AND w.received_in IS NOT v.received_in AND w.is_shared = 1
    )) FROM version v WHERE v.received_in = :operation GROUP BY v.annotation_uuid
"""
_SHARED = f"SELECT DISTINCT annotation_uuid FROM version WHERE is_shared = 1 AND annotation_uuid IN {AMONG}"
_WAS_PUBLISHED = "SELECT number FROM published WHERE version = ?"
_PUBLISH = "INSERT INTO published (version, number) VALUES (?, ?) ON CONFLICT DO NOTHING"
_PARENTS = "SELECT parent, is_direct FROM version_parent WHERE version = ?"
_FREE = """
    UPDATE version SET is_replaced = 0 WHERE id = ? AND state IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM version_parent WHERE parent = version.id)
"""
_RETURN = f"""
    INSERT INTO version (id, {", ".join(_COLUMNS)}, received_in, is_conflict, is_replaced)
    VALUES (?, {", ".join("?" for _ in _COLUMNS)}, ?, 0, EXISTS (SELECT 1 FROM version_parent WHERE parent = ?))
    ON CONFLICT (id) DO NOTHING
"""
_DECIDED = (
    "INSERT INTO decision (version, operation_id) SELECT ?, id FROM operation WHERE id = ? ON CONFLICT DO NOTHING"
)


def take_back(connection: sqlite3.Connection, operation: int, owner: Person, at: datetime) -> frozenset[str]:
    """Remove the versions that an operation brought from other files; return the uuids of annotations to leave as is.

    Versions that were made from the brought ones since then, and that no other file has, are removed too. Versions that
    removed ones had replaced count again. An annotation is left as it is, with its versions, if other files have a
    version that was made from a brought one; or, where the operation brought no versions of it, if other files have any
    version of it.

    To be called before the rows of the other annotations are undone: their present states become versions first, and
    those without brought versions are noted as changed. ``operation`` is its number in the journal, ``owner`` the
    file's owner, and ``at`` the present time. ``bring_back`` is the reverse.
    """
    noted = set(annotations_of(connection, operation))
    made_of = dict(connection.execute(_RECEIVED, {"operation": operation}))
    make_versions(connection, made_of, owner, at)
    made_of = dict(connection.execute(_RECEIVED, {"operation": operation}))
    built_on = {uuid for uuid, is_built_on in made_of.items() if is_built_on}
    going = made_of.keys() - built_on
    asked = {"operation": operation, "uuids": json.dumps(sorted(going))}
    _withdraw(connection, operation, connection.execute(_GOING, asked).fetchall())
    others = noted - made_of.keys()  # such as those of an operation that was older than versions
    wanted = (json.dumps(sorted(others)),)
    known_elsewhere = {uuid for (uuid,) in connection.execute(_SHARED, wanted)}
    note_changes(connection, sorted(others - known_elsewhere), owner, at)
    return frozenset(built_on | known_elsewhere)


def _withdraw(connection: sqlite3.Connection, operation: int, going: list[Any]) -> None:
    freed: set[tuple[bytes]] = set()
    uuids: set[str] = set()
    for id, *values, decided_in in going:
        parents = connection.execute(_PARENTS, (id,)).fetchall()
        freed.update((parent,) for parent, _ in parents)
        row = dict(zip(_COLUMNS, values, strict=True)) | {"decided_in": decided_in}
        row["published"] = [number for (number,) in connection.execute(_WAS_PUBLISHED, (id,))]
        row["parents"] = [[parent.hex(), is_direct] for parent, is_direct in parents]
        uuids.add(row["annotation_uuid"])
        kept = json.dumps(row, ensure_ascii=False)
        connection.execute("INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?)", (operation, id, kept))
    connection.executemany("DELETE FROM version WHERE id = ?", [(id,) for id, *_ in going])
    connection.executemany(_FREE, sorted(freed))
    _mark(connection, uuids)


def bring_back(connection: sqlite3.Connection, operation: int) -> None:
    """Store again the versions that ``take_back`` removed for an operation, with what was decided about them.

    Nothing happens if it removed none.
    """
    found = connection.execute("SELECT version, row FROM withdrawn WHERE operation_id = ?", (operation,)).fetchall()
    rows: list[tuple[bytes, dict[str, Any]]] = [(id, json.loads(row)) for id, row in found]
    for id, row in rows:
        connection.execute(_RETURN, (id, *(row[column] for column in _COLUMNS), operation, id))
        parents = [(bytes.fromhex(parent), id, is_direct) for parent, is_direct in row["parents"]]
        connection.executemany("INSERT INTO version_parent VALUES (?, ?, ?) ON CONFLICT DO NOTHING", parents)
        connection.executemany(
            "UPDATE version SET is_replaced = 1, is_conflict = 0 WHERE id = ?", [(parent,) for parent, _, _ in parents]
        )
        connection.execute(_DECIDED, (id, row["decided_in"]))
        connection.executemany(_PUBLISH, [(id, number) for number in row.get("published", ())])
    connection.execute("DELETE FROM withdrawn WHERE operation_id = ?", (operation,))
    _mark(connection, {row["annotation_uuid"] for _, row in rows})


def _mark(connection: sqlite3.Connection, uuids: set[str]) -> None:
    """Store which versions of annotations are in conflict now."""
    for part in parts_of(sorted(uuids)):
        mark_conflicts(connection, read_versions(connection, part, read_people(connection)))
