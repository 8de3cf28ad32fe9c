"""Storing annotations as edits of rows, for the journal, and writing people, anchors and an emptied bin directly.

Its functions raise sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Person, clean_text, new_uuid, tag_key
from coopviewer.storage.annotations.journal import read_row
from coopviewer.storage.annotations.row_writing import write_rows
from coopviewer.storage.annotations.rows import (
    ANCHOR,
    ANNOTATION,
    ANNOTATION_TAG,
    TAG,
    Row,
    RowEdit,
    anchor_of,
    anchor_row,
    annotation_row,
    kept_tags,
    time_text,
)
from coopviewer.storage.annotations.tag_edits import tags_with

_ANCHOR_COLUMNS = ", ".join(ANCHOR.columns)


def put_edits(
    connection: sqlite3.Connection, annotations: Iterable[Annotation], by: Person | None = None
) -> list[RowEdit]:
    """Return the edits of rows that store whole annotations; if a uuid occurs twice, the last annotation counts.

    Each annotation has an edit of its own row, even one that changes nothing. Edits of other tables replace its stored
    tags by its present ones, create tags that the file lacks, and add new anchors; stored anchors stay.

    ``by`` is who makes the change. It becomes ``changed_by`` of annotations that were stored before, differ now, and
    have another creator (with ``by`` as creator, ``changed_by`` becomes empty); of those that do not differ, the stored
    ``changed_by`` stays. New annotations, and all if ``by`` is None, keep the ``changed_by`` that they come with.
    """
    given = {each.uuid: each for each in annotations}
    putting = _Putting(connection, _present(connection, given), by)
    for annotation in given.values():
        putting.put(annotation)
    return putting.edits


class _Putting:
    """Collects the edits of several annotations, with the uuids of new tags and the numbers of new anchors."""

    def __init__(self, connection: sqlite3.Connection, here: Set[str], by: Person | None) -> None:
        self.edits: list[RowEdit] = []
        self._by = by
        self._connection, self._here = connection, here
        self._tags: dict[str, str] = {}
        self._number = last_anchor(connection)

    def put(self, annotation: Annotation) -> None:
        row = annotation_row(annotation)
        place = len(self.edits)
        self._put_tags(row["uuid"], kept_tags(annotation))
        self._put_anchors(row["uuid"], annotation.anchors)
        if self._by is not None:
            self._name_changer(row, self._by, is_changed=len(self.edits) > place)
        self.edits.insert(place, RowEdit(ANNOTATION, (row["uuid"],), row))

    def _name_changer(self, row: Row, by: Person, *, is_changed: bool) -> None:
        """Write into a row who changed the annotation; if nothing has changed, it stays who changed it before."""
        before = read_row(self._connection, ANNOTATION, (row["uuid"],)) if row["uuid"] in self._here else None
        if before is None:
            return  # its author made it
        same = not is_changed and {**row, "changed_by": before["changed_by"]} == before
        row["changed_by"] = before["changed_by"] if same else None if row["creator"] == by.uuid else by.uuid

    def _put_tags(self, uuid: str, names: Sequence[str]) -> None:
        wanted = {tag_key(name): name for name in names}
        query = "SELECT t.uuid, t.key FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid WHERE annotation_uuid = ?"
        present = dict(self._connection.execute(query, (uuid,))) if uuid in self._here else {}
        for tag in sorted(tag for tag, key in present.items() if key not in wanted):
            self.edits.append(RowEdit(ANNOTATION_TAG, (uuid, tag), None))
        for tag in sorted(self._tag(key, name) for key, name in wanted.items() if key not in present.values()):
            self.edits.append(RowEdit(ANNOTATION_TAG, (uuid, tag), {"annotation_uuid": uuid, "tag_uuid": tag}))

    def _tag(self, key: str, name: str) -> str:
        if key not in self._tags:
            found = tags_with(self._connection, key)
            self._tags[key] = next(iter(found), None) or new_uuid()
            if not found:
                self.edits.append(RowEdit(TAG, (self._tags[key],), {"uuid": self._tags[key], "name": name}))
        return self._tags[key]

    def _put_anchors(self, uuid: str, anchors: Sequence[Anchor]) -> None:
        present = self._anchors_of(uuid) if uuid in self._here else []
        for anchor in _added(present, [_kept(each) for each in anchors]):
            self._number += 1
            self.edits.append(RowEdit(ANCHOR, (self._number,), anchor_row(self._number, uuid, anchor)))

    def _anchors_of(self, uuid: str) -> list[Anchor]:
        query = f"SELECT {_ANCHOR_COLUMNS} FROM anchor WHERE annotation_uuid = ? ORDER BY number"
        rows = self._connection.execute(query, (uuid,))
        return [anchor_of(dict(zip(ANCHOR.columns, row, strict=True))) for row in rows]


def add_people(connection: sqlite3.Connection, people: Iterable[Person]) -> None:
    """Add the persons whose uuid the file does not have yet, none as its owner; stored names are not changed."""
    named = {(each.uuid, each.name) for each in people}
    rows = {(clean_text(uuid), clean_text(name)) for uuid, name in named}
    connection.executemany(
        "INSERT INTO person (uuid, name, is_owner) VALUES (?, ?, 0) ON CONFLICT (uuid) DO NOTHING", sorted(rows)
    )


def follow_names(connection: sqlite3.Connection, people: Iterable[Person]) -> bool:
    """Store the present names of persons, and return whether any stored name was changed by that.

    The file's owner, persons that the file does not have, and empty names are passed over.
    """
    rename = "UPDATE person SET name = ? WHERE uuid = ? AND is_owner = 0 AND name <> ?"
    named = [(clean_text(each.name), each.uuid) for each in people if clean_text(each.name).strip()]
    return sum(connection.execute(rename, (name, uuid, name)).rowcount for name, uuid in named) > 0


def append_anchors(connection: sqlite3.Connection, anchors: Mapping[str, Anchor]) -> None:
    """Add one anchor to each of some annotations, given by uuid; unknown uuids are ignored.

    The journal does not record this, so it cannot be undone.
    """
    here = _present(connection, anchors)
    numbered = enumerate(
        ((uuid, anchor) for uuid, anchor in anchors.items() if uuid in here), last_anchor(connection) + 1
    )
    rows = [anchor_row(number, uuid, anchor) for number, (uuid, anchor) in numbered]
    write_rows(connection, [RowEdit(ANCHOR, ANCHOR.key_of(row), row) for row in rows])


def purge_bin(connection: sqlite3.Connection, before: datetime, most: int) -> list[str]:
    """Delete at most ``most`` annotations put in the bin before a moment, the earliest first; return their uuids.

    Annotations stay that the journal of operations needs, or about whose versions the user has yet to decide. All tags
    that no annotation and no operation needs are deleted too.
    """
    query = (
        "SELECT uuid FROM annotation WHERE deleted_at < ? "
        "AND NOT EXISTS (SELECT 1 FROM revision WHERE annotation_uuid = annotation.uuid) "
        "AND NOT EXISTS (SELECT 1 FROM version WHERE annotation_uuid = annotation.uuid AND is_conflict = 1) "
        "ORDER BY deleted_at LIMIT ?"
    )
    going = [uuid for (uuid,) in connection.execute(query, (time_text(before), most))]
    connection.executemany("DELETE FROM annotation WHERE uuid = ?", [(uuid,) for uuid in going])
    connection.execute(
        "DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM annotation_tag WHERE tag_uuid = tag.uuid) AND NOT EXISTS "
        "(SELECT 1 FROM revision WHERE tag_uuid = tag.uuid AND tag_uuid <> '')"
    )
    return going


def last_anchor(connection: sqlite3.Connection) -> int:
    """Return the highest number that an anchor of this file ever had, deleted ones included; 0 if there was none."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'anchor'").fetchone()
    return found[0] if found else 0


def _present(connection: sqlite3.Connection, uuids: Iterable[str]) -> set[str]:
    query = "SELECT uuid FROM annotation WHERE uuid IN (SELECT value FROM json_each(?))"
    return {uuid for (uuid,) in connection.execute(query, (json.dumps(list(uuids)),))}


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
