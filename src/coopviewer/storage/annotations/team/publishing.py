"""What a file sends to its team: versions that are not in the team folder yet, in files of changes (segments).

A segment is first noted in the annotations file and then written into the folder. Its versions count as waiting until
the segment was seen there. If it cannot be written, or is lost, they are sent again in another segment, with another
number. If a lost segment was never seen in the folder, its versions count as not sent before: they are sent only if
``to_send`` then returns their annotations, such as for the tags that are chosen by then.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from coopviewer.domain.annotations.team.team import (
    DAYS_UNTIL_REMOVED,
    SEGMENTS_BEFORE_BASE,
    Membership,
    Outgoing,
    OwnFolder,
    Packed,
)
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.rows import time_text
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import (
    UNCERTAIN,
    is_same_replica,
    note_replica,
    read_membership,
    renew_replica,
)
from coopviewer.storage.annotations.team.waiting import arrived_among, to_send
from coopviewer.storage.annotations.versions.making import make_versions
from coopviewer.storage.annotations.versions.tables import AMONG, parts_of, read_people, read_versions

Pack = Callable[[Iterable[Version], str], Iterable[Packed]]
"""Packs versions into segments (files of changes) of a replica, which is given by its uuid."""

_STANDING = """
    SELECT DISTINCT v.annotation_uuid FROM version v JOIN published p ON p.version = v.id
    WHERE v.is_replaced = 0 ORDER BY 1
"""
_IN_SEGMENTS = f"""
    SELECT v.id FROM version v JOIN published p ON p.version = v.id
    WHERE v.annotation_uuid IN {AMONG} AND p.number IS NOT 0 AND p.number IS NOT {UNCERTAIN}
"""
_NOTE = "INSERT INTO team_segment (replica, number, at, size, sha256, is_base) VALUES (?, ?, ?, ?, ?, ?)"
# a version that is noted for a segment which is not known to be in the folder has -1 - number instead of the number, or
# UNCERTAIN - number if it was sent once before
_PUBLISH = f"""
    INSERT INTO published (version, number) VALUES (:id, -1 - :number)
    ON CONFLICT (version) DO UPDATE SET
        number = CASE WHEN number = {UNCERTAIN} THEN -1 ELSE {UNCERTAIN} END - :number
"""
# those that only colleagues have sent stay without a number
_MOVE_TO_BASE = f"""
    UPDATE published SET number = CASE
        WHEN number < {UNCERTAIN} THEN {UNCERTAIN} - :number WHEN number < -1 THEN -1 - :number ELSE :number END
    WHERE version = :id AND number IS NOT NULL
"""
_ARRIVE = f"UPDATE published SET number = :number WHERE number IN (-1 - :number, {UNCERTAIN} - :number)"
# it is sent again; whether it was sent once stays known
_LOSE = f"""
    UPDATE published SET number = CASE WHEN number = -1 - :number THEN {UNCERTAIN} ELSE 0 END
    WHERE number IN (:number, -1 - :number, {UNCERTAIN} - :number)
"""
_SEND = "UPDATE version SET is_shared = 1 WHERE id = ? AND is_shared = 0"
_KEEP_BACK = "UPDATE version SET is_shared = 0 WHERE id = ?"


class Prepared(NamedTuple):
    """What is to be done in the team folder, as ``prepare`` has noted it in the annotations file.

    ``membership``: the file's membership now; it is another replica than before if the file was copied or restored.
    ``outgoing``: the segments to write.
    ``superfluous``: the numbers of the segments to delete, since a later base segment replaces them.
    ``sent``: the number of annotations with a version that is sent.
    """

    membership: Membership
    outgoing: tuple[Outgoing, ...] = ()
    superfluous: tuple[int, ...] = ()
    sent: int = 0


def prepare(store: AnnotationStore, own: OwnFolder, pack: Pack) -> Prepared | None:
    """Note in the file what is to be sent, and return it; None if the file takes part in no team.

    ``own`` is what the folder of the file's own replica has now; versions in a segment that is missing or damaged there
    are sent again. ``pack`` makes the bytes of the segments, inside the transaction. If the file was copied or
    restored, it becomes another replica first. Raises EnvironmentFault if the file cannot be written; then nothing is
    noted. Raises it also if the note beside the file that says which replica it is cannot be written; then the rest is
    noted already.
    """
    with store.file.writing() as connection:
        membership = read_membership(connection)
        if membership is None:
            return None
        _forget_lost(connection, membership, own)
        last = _last_hash(connection, membership, own)
        if last is not None and own.sha256 not in (None, last):
            _lose(connection, max(own.numbers))  # the segment is damaged, or another copy of this file wrote it
        _lose_damaged(connection, membership, own)
        _arrive(connection, own.numbers)
        if not is_same_replica(store.path, membership, own, last):
            membership = renew_replica(connection, membership)
        prepared = _Preparing(store, connection, membership, pack).run()
    note_replica(store.path, prepared.membership)
    return prepared


def note_written(store: AnnotationStore, prepared: Prepared) -> None:
    """Note in the file that the prepared segments are in the team folder, so that the versions in them no longer wait.

    Nothing happens if the file has left the team or become another replica since. Raises EnvironmentFault if the file
    cannot be written.
    """
    if prepared.outgoing:
        with store.file.writing() as connection:
            membership = read_membership(connection)
            if membership is not None and membership.replica == prepared.membership.replica:
                _arrive(connection, (each.number for each in prepared.outgoing))


class _Preparing:
    """Collects the segments to write, and notes them, inside a transaction."""

    def __init__(
        self, store: AnnotationStore, connection: sqlite3.Connection, membership: Membership, pack: Pack
    ) -> None:
        self._store, self._connection, self._membership, self._pack = store, connection, membership, pack
        self._number = membership.number
        self._at = time_text(store.now())
        self._sent: set[str] = set()  # uuids of annotations
        self._new: set[bytes] = set()  # versions that were stored as sent, and are not in a segment yet

    def run(self) -> Prepared:
        membership, connection = self._membership, self._connection
        unpublished = self._unpublished()
        outgoing = list(self._note(unpublished, is_base=False))
        connection.executemany(_KEEP_BACK, [(id,) for id in self._new])
        if self._since_base() >= SEGMENTS_BEFORE_BASE:
            outgoing += self._note(self._all_standing(), is_base=True)
        if self._number != membership.number:
            connection.execute("UPDATE team SET number = ?", (self._number,))
        made = replace(membership, number=self._number)
        return Prepared(made, tuple(outgoing), self._superfluous(), len(self._sent))

    def _note(self, versions: Iterable[Version], *, is_base: bool) -> Iterator[Outgoing]:
        replica = self._membership.replica
        for packed in self._pack(versions, replica):
            self._number += 1
            number, ids = self._number, sorted(bytes.fromhex(each.id) for each in packed.versions)
            row = replica, number, self._at, len(packed.content), packed.sha256, int(is_base)
            self._connection.execute(_NOTE, row)
            note = _MOVE_TO_BASE if is_base else _PUBLISH
            self._connection.executemany(note, [{"id": id, "number": number} for id in ids])
            if not is_base:  # what a base segment has was sent or received before
                self._connection.executemany(_SEND, [(id,) for id in ids if id not in self._new])
            self._new.difference_update(ids)
            if not is_base:
                self._sent.update(each.annotation.uuid for each in packed.versions)
            yield Outgoing(number, packed.content, is_base)

    def _unpublished(self) -> list[Version]:
        connection, membership = self._connection, self._membership
        uuids = to_send(connection, membership.dataset, membership.tags)
        first = make_versions(connection, uuids, self._store.person, self._store.now(), are_shared=True)
        self._new = {bytes.fromhex(each.id) for each in first.values()}
        found = list(first.values())
        for part in parts_of([uuid for uuid in uuids if uuid not in first]):
            done = arrived_among(connection, part)
            found += [each for each in self._standing(part) if each.id not in done]
        return found

    def _all_standing(self) -> Iterator[Version]:
        uuids = [uuid for (uuid,) in self._connection.execute(_STANDING)]
        for part in parts_of(uuids):
            done = {id.hex() for (id,) in self._connection.execute(_IN_SEGMENTS, (json.dumps(list(part)),)).fetchall()}
            yield from (each for each in self._standing(part) if each.id in done)

    def _standing(self, part: Sequence[str]) -> Iterator[Version]:
        known = read_versions(self._connection, part, read_people(self._connection))
        dataset = self._membership.dataset
        return (v for uuid in part if uuid in known for v in known[uuid].standing if v.annotation.dataset == dataset)

    def _since_base(self) -> int:
        query = """
            SELECT count(*) FROM team_segment WHERE replica = :replica AND number > ifnull(
                (SELECT max(number) FROM team_segment WHERE replica = :replica AND is_base = 1), 0)
        """
        return int(self._connection.execute(query, {"replica": self._membership.replica}).fetchone()[0])

    def _superfluous(self) -> tuple[int, ...]:
        """Return the numbers of the segments before the last base segments, if these are old enough."""
        query = """
            SELECT number FROM team_segment WHERE replica = :replica AND number < (
                SELECT min(number) FROM team_segment WHERE replica = :replica AND is_base = 1 AND at = (
                    SELECT max(at) FROM team_segment WHERE replica = :replica AND is_base = 1 AND at < :before))
        """
        before = time_text(self._store.now() - timedelta(days=DAYS_UNTIL_REMOVED))
        values = {"replica": self._membership.replica, "before": before}
        return tuple(number for (number,) in self._connection.execute(query, values))


def _arrive(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note that segments of one's own are in the folder."""
    connection.executemany(_ARRIVE, [{"number": number} for number in numbers])


def _lose(connection: sqlite3.Connection, number: int) -> None:
    """Note that a segment of one's own is not in the folder as it was written: what is in it is sent again."""
    connection.execute(_LOSE, {"number": number})


def _forget_lost(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> None:
    """Forget segments of one's own that are not in the folder: what is in them is sent again."""
    asked = "SELECT number FROM team_segment WHERE replica = ?"
    noted = {number for (number,) in connection.execute(asked, (membership.replica,))}
    for number in sorted(noted - own.numbers):
        _lose(connection, number)
        connection.execute("DELETE FROM team_segment WHERE replica = ? AND number = ?", (membership.replica, number))


def _lose_damaged(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> None:
    """Forget what is in segments of one's own before the last that are not as they were written: it is sent again."""
    asked = "SELECT number, size, sha256 FROM team_segment WHERE replica = ? AND number < ?"
    for number, size, sha256 in connection.execute(asked, (membership.replica, max(own.numbers, default=0))).fetchall():
        if own.sizes.get(number, size) != size or own.hashes.get(number, sha256) != sha256:
            _lose(connection, number)


def _last_hash(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> bytes | None:
    """Return the hash of the last segment in one's own folder as the file has noted it; None if it has not."""
    query = "SELECT sha256 FROM team_segment WHERE replica = ? AND number = ?"
    found = connection.execute(query, (membership.replica, max(own.numbers, default=0))).fetchone()
    return found[0] if found is not None else None
