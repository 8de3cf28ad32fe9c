"""Versions about which the user decided wait for a decision again when the operation that decided is undone.

The function raises sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.states import state_of, state_text
from coopviewer.domain.annotations.versions.version import Version, make_version
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.versions.making import make_versions, note_changes
from coopviewer.storage.annotations.versions.tables import add_versions, mark_conflicts, read_people, read_versions

_REPLACED = """
    SELECT v.annotation_uuid, v.id FROM decision d JOIN version v ON v.id = d.version
    WHERE d.operation_id = ? AND v.is_replaced = 1 AND v.state IS NOT NULL
"""
_RAISE = "UPDATE annotation SET revision = max(revision, ? + 1) WHERE uuid = ?"


def wait_again(connection: sqlite3.Connection, operation: int, owner: Person, at: datetime) -> None:
    """Let versions wait for a decision again after the operation that decided about them was undone.

    Only versions that another one has replaced by then are concerned. Other files may have that one, so it is not taken
    back: the annotation as it is again, and the version that waited, become two versions that replace it, each by
    whoever made it first. Redoing the operation decides about these two. To be called once the rows of the operation
    are undone. ``owner`` is the file's owner, and ``at`` the present time.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for uuid, id in connection.execute(_REPLACED, (operation,)):
        ids[uuid].add(id.hex())
    if not ids:
        return
    people = read_people(connection)
    known = read_versions(connection, ids, people)
    former = {uuid: [each for each in known[uuid].replaced if each.id in ids[uuid]] for uuid in ids}
    _raise_above(connection, (each for versions in former.values() for each in versions if each.is_plain), owner, at)
    make_versions(connection, ids, owner, at)
    known = read_versions(connection, ids, people)
    for here in read_annotations(connection, list(ids)):
        state = state_text(state_of(here))
        for shown in (each for each in known[here.uuid].standing if each.state == state and each.replaces):
            _put_beside(connection, shown, former, at)
    mark_conflicts(connection, read_versions(connection, ids, people))


def _raise_above(connection: sqlite3.Connection, plain: Iterable[Version], owner: Person, at: datetime) -> None:
    """Raise revisions of annotations above those of plain versions, which counted less only as they were plain."""
    for each in plain:
        uuid = each.annotation.uuid
        connection.execute(_RAISE, (each.annotation.revision, uuid))
        note_changes(connection, [uuid], owner, at, is_joined=True)


def _put_beside(
    connection: sqlite3.Connection, shown: Version, former: Mapping[str, Iterable[Version]], at: datetime
) -> None:
    """Store what former versions of an annotation say as versions that replace what ``shown`` replaces."""
    for each in former[shown.annotation.uuid]:
        again = make_version(each.annotation, each.by, shown.replaces, shown.earlier, state=each.state)
        add_versions(connection, [again], at)
        ids = bytes.fromhex(again.id), bytes.fromhex(each.id)
        connection.execute("UPDATE decision SET version = ? WHERE version = ?", ids)
