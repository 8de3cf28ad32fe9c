"""Reading and writing the tables of the versions of annotations; transactions are begun and ended by the caller.

The functions raise sqlite3.Error, which ``AnnotationFile.reading`` and ``writing`` turn into faults.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.states import annotation_of_state
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.edits import add_people
from coopviewer.storage.annotations.rows import time_text

_Item = TypeVar("_Item")
AT_ONCE = 500
"""The most annotations whose versions are read or made at once."""
AMONG = "(SELECT value FROM json_each(?))"
"""SQL for any number of values, which are bound as one parameter: a JSON list."""
_VERSIONS = f"""
    SELECT annotation_uuid, id, changed_by, is_plain, is_replaced, state FROM version
    WHERE annotation_uuid IN {AMONG} ORDER BY id
"""
_PARENTS = f"""
    SELECT p.version, p.parent, p.is_direct FROM version v JOIN version_parent p ON p.version = v.id
    WHERE v.annotation_uuid IN {AMONG} AND v.is_replaced = 0
"""
_ADD = """
    INSERT INTO version (id, annotation_uuid, changed_by, at, is_plain, is_replaced, is_conflict, is_shared, state)
    VALUES (?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM version_parent WHERE parent = ?), 0, ?, ?)
    ON CONFLICT (id) DO UPDATE
    SET is_plain = min(is_plain, excluded.is_plain), is_shared = max(is_shared, excluded.is_shared)
"""
_ADD_PARENT = "INSERT INTO version_parent (parent, version, is_direct) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_REPLACE = "UPDATE version SET is_replaced = 1, is_conflict = 0 WHERE id = ? AND is_replaced = 0"
_DECIDE = """
    INSERT INTO decision (version, operation_id) VALUES (?, ?)
    ON CONFLICT (version) DO UPDATE SET operation_id = excluded.operation_id
"""

_WITHOUT_STANDING = f"""
    SELECT annotation_uuid FROM version WHERE annotation_uuid IN (
        SELECT annotation_uuid FROM version WHERE annotation_uuid IN {AMONG} AND is_replaced = 1
    ) GROUP BY annotation_uuid HAVING min(is_replaced) = 1 AND count(state) > 0
"""
_BREAK = (
    f"""
    DELETE FROM version_parent WHERE is_direct = 0
    AND version IN (SELECT id FROM version WHERE annotation_uuid IN {AMONG} AND state IS NOT NULL)
    """,
    f"""
    UPDATE version SET is_replaced = EXISTS (SELECT 1 FROM version_parent WHERE parent = version.id)
    WHERE annotation_uuid IN {AMONG} AND state IS NOT NULL
    """,
)


class KnownVersions(NamedTuple):
    """What is known of the versions of one annotation.

    ``standing``: the versions that no other one replaces, sorted by id.
    ``replaced``: the versions that another one replaces and whose content is still stored, sorted by id; their own
        ``replaces`` and ``earlier`` are empty.
    ``ids``: the ids, in hexadecimal, of all versions, also of those without content.
    """

    standing: tuple[Version, ...] = ()
    replaced: tuple[Version, ...] = ()
    ids: frozenset[str] = frozenset()


def read_people(connection: sqlite3.Connection) -> dict[str, Person]:
    """Return all persons by uuid."""
    return {uuid: Person(uuid, name) for uuid, name in connection.execute("SELECT uuid, name FROM person")}


def read_versions(
    connection: sqlite3.Connection, uuids: Iterable[str], people: Mapping[str, Person]
) -> dict[str, KnownVersions]:
    """Return the versions of annotations, by the annotations' uuids; those without any are left out.

    ``people`` are persons by uuid; one who is missing there has no name. Of a version whose stored content is damaged,
    only the id is returned, in ``ids``.
    """
    wanted = json.dumps(list(uuids))
    direct: dict[bytes, list[str]] = defaultdict(list)
    earlier: dict[bytes, list[str]] = defaultdict(list)
    for version, parent, is_direct in connection.execute(_PARENTS, (wanted,)):
        (direct if is_direct else earlier)[version].append(parent.hex())
    standing: dict[str, list[Version]] = defaultdict(list)
    replaced: dict[str, list[Version]] = defaultdict(list)
    ids: dict[str, set[str]] = defaultdict(set)
    for uuid, id, by, is_plain, is_replaced, state in connection.execute(_VERSIONS, (wanted,)):
        ids[uuid].add(id.hex())
        annotation = _annotation(state, people) if state is not None else None
        if annotation is not None:
            (replaced if is_replaced else standing)[uuid].append(
                Version(
                    id=id.hex(),
                    annotation=annotation,
                    state=state,
                    replaces=tuple(sorted(direct[id])),
                    by=people.get(by) or Person(by, ""),
                    earlier=tuple(sorted(earlier[id])),
                    is_plain=bool(is_plain),
                )
            )
    return {uuid: KnownVersions(tuple(standing[uuid]), tuple(replaced[uuid]), frozenset(ids[uuid])) for uuid in ids}


def _annotation(state: str, people: Mapping[str, Person]) -> Annotation | None:
    """Return the annotation of a stored state; None if another program has damaged it."""
    try:
        return annotation_of_state(json.loads(state), lambda key: people.get(key) or Person(key, ""))
    except (ValueError, RecursionError):
        return None


def add_versions(
    connection: sqlite3.Connection, versions: Sequence[Version], at: datetime, *, is_shared: bool = False
) -> None:
    """Store versions and the people named in them, and mark the versions that they replace as replaced.

    A version that is stored already keeps its content; its ``is_plain`` becomes False if that of the added one is.
    ``is_shared``: other files have these versions; this is noted of those stored already, too. ``at`` is the present
    time.
    """
    add_people(connection, (person for each in versions for person in (each.by, each.annotation.creator)))
    stored_at = time_text(at)
    connection.executemany(
        _ADD,
        (
            (id, v.annotation.uuid, v.by.uuid, stored_at, int(v.is_plain), id, int(is_shared), v.state)
            for id, v in ((bytes.fromhex(v.id), v) for v in versions)
        ),
    )
    parents = [(bytes.fromhex(id), bytes.fromhex(each.id), 1) for each in versions for id in each.replaces]
    parents += [(bytes.fromhex(id), bytes.fromhex(each.id), 0) for each in versions for id in each.earlier]
    connection.executemany(_ADD_PARENT, parents)
    connection.executemany(_REPLACE, ((parent,) for parent, _, _ in parents))


def break_circles(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    """Make versions count again in annotations all of whose versions are replaced, as in a circle.

    A version names the versions that it replaces directly (``replaces``), and those replaced before them (``earlier``).
    ``replaces`` is part of its id, and cannot make a circle; ``earlier`` is only claimed by a file, which may be wrong.
    In such an annotation ``earlier`` is ignored: each version that still has content counts unless another one replaces
    it directly. ``uuids`` are those of the annotations that are checked.
    """
    lost = [uuid for (uuid,) in connection.execute(_WITHOUT_STANDING, (json.dumps(list(uuids)),))]
    for statement in _BREAK if lost else ():
        connection.execute(statement, (json.dumps(lost),))


def mark_conflicts(connection: sqlite3.Connection, known: Mapping[str, KnownVersions]) -> None:
    """Store which current versions of annotations are in conflict: they say something else than the one that counts.

    The current versions are those that no other one replaces (``standing``). ``known`` has the versions of the
    annotations to look at, by the annotation's uuid. What was stored of their conflicts before is replaced; other
    annotations are unchanged.
    """
    several = {uuid: each for uuid, each in known.items() if len(each.standing) > 1}
    connection.execute(
        f"UPDATE version SET is_conflict = 0 WHERE is_conflict = 1 AND annotation_uuid IN {AMONG}",
        (json.dumps(list(known)),),
    )
    conflicts = (bytes.fromhex(v.id) for each in several.values() for v in choose_head(each.standing).conflicts)
    connection.executemany("UPDATE version SET is_conflict = 1 WHERE id = ?", ((id,) for id in conflicts))


def note_shared(connection: sqlite3.Connection, versions: Iterable[Version]) -> None:
    """Mark versions as shared: other files have them, or will get them with what is being sent or exported."""
    ids = ((bytes.fromhex(each.id),) for each in versions)
    connection.executemany("UPDATE version SET is_shared = 1 WHERE id = ? AND is_shared = 0", ids)


def note_decisions(connection: sqlite3.Connection, ids: Iterable[str], operation: int) -> None:
    """Store that an operation decided about versions; if the operation is undone, they wait for a decision again.

    If there was an earlier decision about a version, this one replaces it.
    """
    connection.executemany(_DECIDE, [(bytes.fromhex(id), operation) for id in ids])


def note_received(connection: sqlite3.Connection, ids: Iterable[str], operation: int) -> None:
    """Store that an operation brought versions from another file, so that undoing the operation removes them."""
    connection.executemany(
        "UPDATE version SET received_in = ? WHERE id = ?", [(operation, bytes.fromhex(id)) for id in ids]
    )


def parts_of(items: Sequence[_Item]) -> Iterable[Sequence[_Item]]:
    """Yield uuids, or annotations, in parts of AT_ONCE (500), in their order; the last part may be shorter."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
