"""Making versions of annotations that were changed, when they are changed again, are sent, or receive another version.

A change itself only notes that the annotation has no version of its present state, so that typing does not make one for
each key. The functions raise sqlite3.Error, which ``AnnotationFile.reading`` and ``writing`` turn into faults.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.making import first_version, next_version
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.versions.tables import (
    AMONG,
    add_versions,
    mark_conflicts,
    parts_of,
    read_people,
    read_versions,
)

_NOTE = "INSERT INTO unversioned (annotation_uuid) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING"
_NAME_MAKER = """
    UPDATE annotation SET changed_by = CASE WHEN creator = ? THEN NULL ELSE ? END WHERE uuid = ?
"""
_DECIDED = f"""
    SELECT v.annotation_uuid, v.id FROM version v JOIN decision d ON d.version = v.id
    JOIN operation o ON o.id = d.operation_id
    WHERE v.annotation_uuid IN {AMONG} AND v.is_replaced = 0 AND o.undone_at IS NULL
"""


def note_changes(
    connection: sqlite3.Connection, uuids: Sequence[str], owner: Person, at: datetime, *, is_joined: bool = False
) -> None:
    """Note that the file's owner is about to change annotations; to be called before their rows are written.

    Their present states become versions first, since a copy of the file may have these states. ``is_joined``: the
    change continues the last one, such as the next typed words, so the present state need not become a version. ``at``
    is the present time.
    """
    if not is_joined:
        make_versions(connection, uuids, owner, at)
    connection.execute(_NOTE, (json.dumps(list(uuids)),))


def make_versions(
    connection: sqlite3.Connection, uuids: Iterable[str], owner: Person, at: datetime, *, are_shared: bool = False
) -> dict[str, Version]:
    """Make a version of the present state of each annotation that lacks one; return the first versions among them.

    The result is by the annotation's uuid; a first version is one that replaces no other. Any other version counts as
    made by ``owner``, the file's owner, unless an earlier version says the same: then by who made that one. The row of
    its annotation is set to name this person as who changed it, and it is stored anew which versions are in conflict.

    An annotation that is no longer in the file gets a version that says that it was deleted, if it had versions.
    ``are_shared``: the returned versions are stored as ones that other files have. ``at`` is the present time.
    """
    people = read_people(connection)
    first: dict[str, Version] = {}
    for part in parts_of(list(dict.fromkeys(uuids))):
        wanted = json.dumps(list(part))
        made = _made(connection, part, wanted, people, owner, at)
        new = [each for each in made if not each.replaces]
        add_versions(connection, new, at, is_shared=are_shared)
        add_versions(connection, [each for each in made if each.replaces], at)
        connection.execute(f"DELETE FROM unversioned WHERE annotation_uuid IN {AMONG}", (wanted,))
        changed = [each.annotation.uuid for each in made if each.replaces]
        makers = ((each.by.uuid, each.annotation.uuid) for each in made if each.replaces)
        connection.executemany(_NAME_MAKER, [(by, by, uuid) for by, uuid in makers])
        mark_conflicts(connection, read_versions(connection, changed, people))
        first |= {each.annotation.uuid: each for each in new}
    return first


def versions_to_make(
    connection: sqlite3.Connection, uuids: Iterable[str], owner: Person, at: datetime
) -> dict[str, Version]:
    """Return all versions that ``make_versions`` would make, by the annotations' uuids; nothing is written.

    ``owner`` is the file's owner, who made the changes; ``at`` is the present time.
    """
    people = read_people(connection)
    parts = parts_of(list(dict.fromkeys(uuids)))
    made = (each for part in parts for each in _made(connection, part, json.dumps(list(part)), people, owner, at))
    return {each.annotation.uuid: each for each in made}


def _made(
    connection: sqlite3.Connection,
    part: Sequence[str],
    wanted: str,
    people: dict[str, Person],
    owner: Person,
    at: datetime,
) -> list[Version]:
    changed = {
        uuid
        for (uuid,) in connection.execute(
            f"SELECT annotation_uuid FROM unversioned WHERE annotation_uuid IN {AMONG}", (wanted,)
        )
    }
    decided: dict[str, list[str]] = {}
    for uuid, id in connection.execute(_DECIDED, (wanted,)):
        decided.setdefault(uuid, []).append(id.hex())
    present = {each.uuid: each for each in read_annotations(connection, part)}
    known = read_versions(connection, part, people)
    made: list[Version | None] = []
    for uuid in part:
        now, versions = present.get(uuid), known.get(uuid)
        if versions is None or not versions.standing:  # it has none, or those that it had are forgotten
            made.append(first_version(now) if now is not None else None)
        elif uuid in changed or uuid in decided:
            made.append(next_version(now, versions.standing, owner, at, decided.get(uuid, ()), versions.replaced))
    return [each for each in made if each is not None]
