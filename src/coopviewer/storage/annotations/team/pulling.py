"""Receiving what colleagues sent, as one operation that can be undone, and reading how a file takes part in its team.

The label of that operation says how many versions came, and from whom.
"""

import json
import sqlite3
from collections.abc import Sequence

from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.team.team import (
    Membership,
    Segment,
    SegmentId,
    TeamContent,
    TeamStatus,
    current_people,
)
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.storage.annotations.edits import follow_names
from coopviewer.storage.annotations.merging.receiving import Receiving
from coopviewer.storage.annotations.rows import RowEdit, time_of, time_text
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import SENT_BEFORE, UNCERTAIN, read_former, read_membership
from coopviewer.storage.annotations.team.waiting import RefusalOf, read_waiting
from coopviewer.storage.annotations.versions.tables import AMONG

_MOST_NAMES = 3
_TAKE = """
    INSERT INTO team_segment (replica, number, at, size, sha256, is_base) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (replica, number) DO UPDATE SET
        at = excluded.at, size = excluded.size, sha256 = excluded.sha256, is_base = excluded.is_base
"""
_REFUSE = """
    INSERT INTO team_segment (replica, number, at, size, sha256, is_base) VALUES (?, ?, ?, ?, NULL, 0)
    ON CONFLICT (replica, number) DO NOTHING
"""
_PUBLISHED = f"""
    INSERT INTO published (version, number) SELECT id, NULL FROM version WHERE id = ?
    ON CONFLICT (version) DO UPDATE SET number = ? WHERE number IN (0, {UNCERTAIN})
"""
_KNOWN = f"""
    SELECT count(DISTINCT v.annotation_uuid) FROM version v JOIN published p ON p.version = v.id
    WHERE v.annotation_uuid IN {AMONG} AND p.number IS NOT {UNCERTAIN}
"""


def read_seen(store: AnnotationStore) -> dict[SegmentId, int]:
    """Return the segments that need not be read again, as this file received or wrote them, with their sizes in bytes.

    Segments that could not be read so far are not among them. Raises EnvironmentFault if the file cannot be read.
    """
    with store.file.reading() as connection:
        rows = connection.execute("SELECT replica, number, size FROM team_segment WHERE sha256 IS NOT NULL")
        return {SegmentId(replica, number): size for replica, number, size in rows}


def receive_again(store: AnnotationStore) -> None:
    """Forget which segments of colleagues were received, so that all that they sent is received again.

    What the user removed by undoing thus comes back. Raises EnvironmentFault if the file cannot be written.
    """
    with store.file.writing() as connection:
        connection.execute("DELETE FROM team_segment WHERE replica NOT IN (SELECT replica FROM team)")


def count_known(store: AnnotationStore, uuids: Sequence[str]) -> int:
    """Return how many of some annotations, given by uuid, were sent to the team, by anyone and in any version.

    One whose segment is prepared but not written yet counts too. Raises EnvironmentFault if the file cannot be read.
    """
    with store.file.reading() as connection:
        return int(connection.execute(_KNOWN, (json.dumps(list(uuids)),)).fetchone()[0])


def membership_of(store: AnnotationStore) -> Membership | None:
    """Return the team that the file takes part in; None if none. Raises EnvironmentFault if it cannot be read."""
    with store.file.reading() as connection:
        return read_membership(connection)


def read_status(store: AnnotationStore, refusal_of: RefusalOf = lambda _: None) -> TeamStatus:
    """Return how the file takes part in a team and what waits to be sent, or which team it left last.

    ``refusal_of`` returns why programs of colleagues would not take a version, None if they would. An annotation is
    ``unsendable`` if ``refusal_of`` returns a reason for each of its versions that wait. Raises EnvironmentFault
    if the file cannot be read.
    """
    with store.file.reading() as connection:
        membership = read_membership(connection)
        if membership is None:
            return TeamStatus(None, former=read_former(store.path))
        rows = connection.execute("SELECT replica, number, at FROM team_segment WHERE sha256 IS NULL").fetchall()
    unreadable = {SegmentId(replica, number): time_of(at) for replica, number, at in rows}
    return TeamStatus(membership, read_waiting(store, membership.dataset, membership.tags, refusal_of), unreadable)


def note_present(store: AnnotationStore, found: TeamContent) -> None:
    """Note which versions in the found segments this file has too, so that it does not send them again.

    Nothing is received. Raises EnvironmentFault if the file cannot be written.
    """
    with store.file.writing() as connection:
        connection.executemany(_PUBLISHED, ((id, SENT_BEFORE) for id in _ids(found.segments)))


def take_names(store: AnnotationStore, found: TeamContent) -> bool:
    """Store the names by which colleagues call themselves in their own folders; return whether one has changed.

    Raises EnvironmentFault if the file cannot be written.
    """
    with store.file.writing() as connection:
        return follow_names(connection, current_people(found.colleagues))


def receive(store: AnnotationStore, found: TeamContent) -> tuple[ImportPlan, Change]:
    """Receive the segments that were found in the team folder; return what became of each annotation, and the change.

    If no annotation changes and there is nothing to decide, the change has the number 0; the segments are noted as
    received all the same. Segments that cannot be read are noted too, and forgotten once they are gone from the folder.
    The names that colleagues have now are stored. Raises EnvironmentFault if the file cannot be written; then nothing
    has changed.
    """
    return _TeamReceiving(store, found).run(operation("receive"))


class _TeamReceiving(Receiving):
    """Receives versions, and notes in the same transaction which segments they are from."""

    def __init__(self, store: AnnotationStore, found: TeamContent) -> None:
        self._segments = found.segments
        self._refused = found.unreadable
        self._has_more = found.has_more
        self._colleagues = found.colleagues
        super().__init__(store, (version for segment in found.segments for version in segment.versions))

    def _edits(self, connection: sqlite3.Connection) -> list[RowEdit]:
        edits = super()._edits(connection)
        at = time_text(self._store.now())
        connection.executemany(_TAKE, [_row(each, at) for each in self._segments])
        follow_names(connection, current_people(self._colleagues))
        connection.executemany(_REFUSE, [(*each.id, at, each.size) for each in self._refused])
        self._forget_gone(connection)
        ids = _ids(self._segments)
        connection.executemany(_PUBLISHED, ((id, SENT_BEFORE) for id in ids))
        return edits

    def _forget_gone(self, connection: sqlite3.Connection) -> None:
        """Forget segments that could not be read and are not there any more.

        What was not looked at may still be there: the segments after those of this look, or in a folder that cannot be
        read.
        """
        if self._has_more:
            return
        refused = {each.id for each in self._refused}
        closed = {each.replica for each in refused if each.number == 0}
        query = "SELECT replica, number FROM team_segment WHERE sha256 IS NULL"
        noted = (SegmentId(*row) for row in connection.execute(query).fetchall())
        gone = [each for each in noted if each not in refused and each.replica not in closed]
        connection.executemany("DELETE FROM team_segment WHERE replica = ? AND number = ?", gone)

    def _note_received(self, connection: sqlite3.Connection, operation: int) -> None:
        super()._note_received(connection, operation)
        connection.execute("UPDATE operation SET label = ? WHERE id = ?", (self._label(), operation))

    def _label(self) -> str:
        """Return the label of the operation: how many versions came, and from whom, whoever made them."""
        added = set(self._added)
        people = {each.replica: each.person for each in self._colleagues if each.person is not None}
        names = [
            people.get(segment.id.replica, version.by).name
            for segment in self._segments
            for version in segment.versions
            if version.id in added
        ]
        names = list(dict.fromkeys(names))
        return operation("receive", count=len(added), names="\n".join(names[:_MOST_NAMES]))


def _ids(segments: Sequence[Segment]) -> list[bytes]:
    """Return the ids of all versions in segments, in the order of the table, which is faster."""
    return sorted(bytes.fromhex(version.id) for each in segments for version in each.versions)


def _row(segment: Segment, at: str) -> tuple[object, ...]:
    return (*segment.id, at, segment.size, segment.sha256, int(segment.is_base))
