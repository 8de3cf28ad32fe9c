"""Edits of annotations as edits of rows: storing whole annotations; renaming, merging and deleting tags."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Person, clean_tag, clean_text, new_uuid
from coopviewer.storage.annotations.journal import RowEdit, read_row, write_rows
from coopviewer.storage.annotations.rows import (
    ANCHOR,
    ANNOTATION,
    ANNOTATION_TAG,
    TAG,
    anchor_of,
    anchor_row,
    annotation_row,
    kept_tags,
    time_text,
)

_ANCHOR_COLUMNS = ", ".join(ANCHOR.columns)


def put_edits(connection: sqlite3.Connection, annotations: Iterable[Annotation]) -> list[RowEdit]:
    """Return the edits that store whole annotations; if a uuid occurs twice, the last annotation counts.

    Anchors are only added: stored anchors that an annotation does not contain are not removed.
    """
    given = {each.uuid: each for each in annotations}
    putting = _Putting(connection, _present(connection, given))
    for annotation in given.values():
        putting.put(annotation)
    return putting.edits


class _Putting:
    """Collects the edits of several annotations, with the uuids of new tags and the numbers of new anchors."""

    def __init__(self, connection: sqlite3.Connection, here: Set[str]) -> None:
        self.edits: list[RowEdit] = []
        self._connection, self._here = connection, here
        self._tags: dict[str, str] = {}
        self._number = last_anchor(connection)

    def put(self, annotation: Annotation) -> None:
        row = annotation_row(annotation)
        self.edits.append(RowEdit(ANNOTATION, (row["uuid"],), row))
        self._put_tags(row["uuid"], kept_tags(annotation))
        self._put_anchors(row["uuid"], annotation.anchors)

    def _put_tags(self, uuid: str, names: Sequence[str]) -> None:
        wanted = {self._tag(name) for name in names}
        query = "SELECT tag_uuid FROM annotation_tag WHERE annotation_uuid = ?"
        present = {tag for (tag,) in self._connection.execute(query, (uuid,))} if uuid in self._here else set()
        for tag in sorted(present - wanted):
            self.edits.append(RowEdit(ANNOTATION_TAG, (uuid, tag), None))
        for tag in sorted(wanted - present):
            self.edits.append(RowEdit(ANNOTATION_TAG, (uuid, tag), {"annotation_uuid": uuid, "tag_uuid": tag}))

    def _tag(self, name: str) -> str:
        if name not in self._tags:
            found = tag_named(self._connection, name)
            self._tags[name] = found or new_uuid()
            if found is None:
                self.edits.append(RowEdit(TAG, (self._tags[name],), {"uuid": self._tags[name], "name": name}))
        return self._tags[name]

    def _put_anchors(self, uuid: str, anchors: Sequence[Anchor]) -> None:
        present = self._anchors_of(uuid) if uuid in self._here else []
        for anchor in _added(present, [_kept(each) for each in anchors]):
            self._number += 1
            self.edits.append(RowEdit(ANCHOR, (self._number,), anchor_row(self._number, uuid, anchor)))

    def _anchors_of(self, uuid: str) -> list[Anchor]:
        query = f"SELECT {_ANCHOR_COLUMNS} FROM anchor WHERE annotation_uuid = ? ORDER BY number"
        rows = self._connection.execute(query, (uuid,))
        return [anchor_of(dict(zip(ANCHOR.columns, row, strict=True))) for row in rows]


def retag_edits(connection: sqlite3.Connection, names: Sequence[str], to: str | None) -> list[RowEdit]:
    """Return the edits that rename one tag, merge several, or delete them (``to`` None); unknown names are ignored.

    Each annotation with one of the tags gets a higher revision, but keeps its time of modification, so that lists
    sorted by modification do not change.
    """
    kept = None if to is None else clean_tag(clean_text(to))
    found = {name: tag_named(connection, name) for name in names}
    going = {tag: name for name, tag in found.items() if tag is not None and name != kept}
    if not going or kept == "":
        return []
    edits: list[RowEdit] = []
    target = None
    if kept is not None:
        target = tag_named(connection, kept)
        if target is None:  # the first tag is renamed, the others are merged into it
            target = next(iter(going))
            del going[target]
            edits.append(RowEdit(TAG, (target,), {"uuid": target, "name": kept}))
            edits += [_revised(connection, uuid) for uuid in _tagged(connection, target)]
    return edits + _moved(connection, list(going), target)


def drop_unused_tags(connection: sqlite3.Connection) -> list[RowEdit]:
    """Return the edits that delete the tags that no annotation has."""
    query = "SELECT uuid FROM tag t WHERE NOT EXISTS (SELECT 1 FROM annotation_tag WHERE tag_uuid = t.uuid)"
    return [RowEdit(TAG, (uuid,), None) for (uuid,) in connection.execute(query).fetchall()]


def add_people(connection: sqlite3.Connection, people: Iterable[Person]) -> None:
    """Add the authors that the file does not have yet; the stored names of the others are unchanged."""
    rows = {(clean_text(each.uuid), clean_text(each.name)) for each in people}
    connection.executemany(
        "INSERT INTO person (uuid, name, is_owner) VALUES (?, ?, 0) ON CONFLICT (uuid) DO NOTHING", sorted(rows)
    )


def append_anchors(connection: sqlite3.Connection, anchors: Mapping[str, Anchor]) -> None:
    """Add one anchor to each of these annotations, by uuid; unknown uuids are ignored."""
    here = _present(connection, anchors)
    numbered = enumerate(
        ((uuid, anchor) for uuid, anchor in anchors.items() if uuid in here), last_anchor(connection) + 1
    )
    rows = [anchor_row(number, uuid, anchor) for number, (uuid, anchor) in numbered]
    write_rows(connection, [RowEdit(ANCHOR, ANCHOR.key_of(row), row) for row in rows])


def purge_bin(connection: sqlite3.Connection, before: datetime, most: int) -> None:
    """Delete at most so many annotations moved to the bin before a moment, and unused tags; not what can be undone."""
    connection.execute(
        "DELETE FROM annotation WHERE uuid IN (SELECT uuid FROM annotation WHERE deleted_at < ? AND NOT EXISTS "
        "(SELECT 1 FROM revision WHERE annotation_uuid = annotation.uuid) ORDER BY deleted_at LIMIT ?)",
        (time_text(before), most),
    )
    connection.execute(
        "DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM annotation_tag WHERE tag_uuid = tag.uuid) AND NOT EXISTS "
        "(SELECT 1 FROM revision WHERE tag_uuid = tag.uuid AND tag_uuid <> '')"
    )


def last_anchor(connection: sqlite3.Connection) -> int:
    """Return the highest number that any anchor was ever given."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'anchor'").fetchone()
    return found[0] if found else 0


def tag_named(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the uuid of the tag with exactly this name; None if there is none."""
    found = connection.execute("SELECT uuid FROM tag WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def _present(connection: sqlite3.Connection, uuids: Iterable[str]) -> set[str]:
    query = "SELECT uuid FROM annotation WHERE uuid IN (SELECT value FROM json_each(?))"
    return {uuid for (uuid,) in connection.execute(query, (json.dumps(list(uuids)),))}


def _moved(connection: sqlite3.Connection, tags: Sequence[str], target: str | None) -> list[RowEdit]:
    edits: dict[tuple[str, ...], RowEdit] = {}
    for tag in tags:
        for uuid in _tagged(connection, tag):
            edits[uuid, tag] = RowEdit(ANNOTATION_TAG, (uuid, tag), None)
            edits[(uuid,)] = _revised(connection, uuid)
            if target is not None:
                row = {"annotation_uuid": uuid, "tag_uuid": target}
                edits[uuid, target] = RowEdit(ANNOTATION_TAG, (uuid, target), row)
    return [*edits.values(), *(RowEdit(TAG, (tag,), None) for tag in tags)]


def _revised(connection: sqlite3.Connection, uuid: str) -> RowEdit:
    row = read_row(connection, ANNOTATION, (uuid,))
    assert row is not None  # a foreign key: the annotations of a tag exist
    return RowEdit(ANNOTATION, (uuid,), {**row, "revision": row["revision"] + 1})


def _tagged(connection: sqlite3.Connection, tag: str) -> list[str]:
    query = "SELECT annotation_uuid FROM annotation_tag WHERE tag_uuid = ?"
    return [uuid for (uuid,) in connection.execute(query, (tag,)).fetchall()]


def _added(present: Sequence[Anchor], given: Sequence[Anchor]) -> Sequence[Anchor]:
    """Return the anchors of ``given`` to add: none if all are stored in this order, else those after a common start."""
    rest = iter(present)
    if all(anchor in rest for anchor in given):  # all are stored, in this order
        return ()
    same = 0
    while same < min(len(present), len(given)) and present[same] == given[same]:
        same += 1
    return given[same:]


def _kept(anchor: Anchor) -> Anchor:
    return anchor_of(anchor_row(0, "", anchor))
