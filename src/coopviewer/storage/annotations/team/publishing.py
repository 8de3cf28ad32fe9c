"""What a file sends to its team: versions that are not in the team folder yet, in segments of its own.

A segment is first noted in the file and then written into the folder. If that fails, or the segment is lost, its
versions are sent again in another segment: a number is never used twice.
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
    Unsendable,
    Waiting,
)
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.rows import time_text
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import (
    is_same_replica,
    note_replica,
    read_membership,
    renew_replica,
)
from coopviewer.storage.annotations.versions.making import make_versions, versions_to_make
from coopviewer.storage.annotations.versions.tables import AMONG, parts_of, read_people, read_versions

RefusalOf = Callable[[Version], str | None]
"""Returns why no reader would take a version, None if they would."""
Pack = Callable[[Iterable[Version], str], Iterable[Packed]]
"""Packs versions into segments of the replica that the text names."""

_IS_SENT = """EXISTS (
    SELECT 1 FROM version v JOIN published p ON p.version = v.id WHERE v.annotation_uuid = a.uuid
)"""
# by this file: what only colleagues have sent has no number
_IS_SENT_FROM_HERE = f"{_IS_SENT[:-2]} AND p.number IS NOT NULL)"
_IS_CHOSEN = """(:tags IS NULL OR EXISTS (
    SELECT 1 FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
    WHERE x.annotation_uuid = a.uuid AND t.key IN (SELECT value FROM json_each(:tags))
))"""
_HAS_NEWS = """(
    EXISTS (SELECT 1 FROM unversioned u WHERE u.annotation_uuid = a.uuid)
    OR NOT EXISTS (SELECT 1 FROM version v WHERE v.annotation_uuid = a.uuid)
    OR EXISTS (
        SELECT 1 FROM version v WHERE v.annotation_uuid = a.uuid AND v.is_replaced = 0
        AND NOT EXISTS (SELECT 1 FROM published p WHERE p.version = v.id AND p.number IS NOT 0)
    )
)"""
# those that are not in the file any more, such as received ones after undoing
_GONE = f"""
    SELECT a.uuid FROM (
        SELECT annotation_uuid AS uuid FROM unversioned
        UNION SELECT annotation_uuid FROM version v WHERE is_replaced = 0
            AND NOT EXISTS (SELECT 1 FROM published p WHERE p.version = v.id AND p.number IS NOT 0)
    ) a
    WHERE NOT EXISTS (SELECT 1 FROM annotation n WHERE n.uuid = a.uuid)
    AND (({_IS_SENT} AND :tags IS NULL) OR {_IS_SENT_FROM_HERE})
"""
_TO_SEND = f"""
    SELECT a.uuid FROM annotation a
    WHERE a.dataset = :dataset AND a.only_mine = 0 AND {_HAS_NEWS}
    AND ({_IS_SENT_FROM_HERE} OR ({_IS_CHOSEN} AND (a.deleted_at IS NULL OR {_IS_SENT})))
    UNION {_GONE} ORDER BY 1
"""
# changes to what colleagues sent, which lack the tags
_KEPT_HERE = f"""
    SELECT count(*) FROM annotation a
    WHERE a.dataset = :dataset AND a.only_mine = 0 AND {_HAS_NEWS}
    AND {_IS_SENT} AND NOT {_IS_SENT_FROM_HERE} AND NOT {_IS_CHOSEN}
"""
_PUBLISHED = f"""
    SELECT p.version FROM version v JOIN published p ON p.version = v.id
    WHERE v.annotation_uuid IN {AMONG} AND p.number IS NOT 0
"""
_STANDING = """
    SELECT DISTINCT v.annotation_uuid FROM version v JOIN published p ON p.version = v.id
    WHERE v.is_replaced = 0 ORDER BY 1
"""
_NOTE = "INSERT INTO team_segment (replica, number, at, size, sha256, is_base) VALUES (?, ?, ?, ?, ?, ?)"
_PUBLISH = "INSERT INTO published (version, number) VALUES (?, ?) ON CONFLICT (version) DO UPDATE SET number = ?"
_LOSE = "UPDATE published SET number = 0 WHERE number = ?"  # it is sent again; that it was sent once stays known
_SEND = """
    UPDATE version SET is_shared = 1, received_in = NULL WHERE id = ? AND (is_shared = 0 OR received_in IS NOT NULL)
"""
_KEEP_BACK = "UPDATE version SET is_shared = 0 WHERE id = ?"


_LONG = 100_000  # code points; a line of fewer is under all bounds, whatever they are written as
_UUID = "-".join("[0-9a-f]" * count for count in (8, 4, 4, 4, 12))
_DOUBTFUL = f"""
    SELECT a.uuid FROM annotation a WHERE a.uuid IN {AMONG} AND (
        a.uuid NOT GLOB '{_UUID}' OR a.creator NOT GLOB '{_UUID}' OR length(a.body) > {_LONG}
        OR (SELECT count(*) > 100 FROM annotation_tag WHERE annotation_uuid = a.uuid)
        OR (SELECT count(*) > 1000 OR sum(length(exact)) > {_LONG} FROM anchor WHERE annotation_uuid = a.uuid)
    )
    UNION SELECT annotation_uuid FROM version
    WHERE annotation_uuid IN {AMONG} AND is_replaced = 0 AND length(state) > {_LONG}
"""


class Prepared(NamedTuple):
    """What is to be done in the team folder: segments to write, and numbers of segments that are superfluous.

    ``membership`` is as it is afterwards. ``sent`` is the number of versions that are sent for the first time.
    """

    membership: Membership
    outgoing: tuple[Outgoing, ...] = ()
    superfluous: tuple[int, ...] = ()
    sent: int = 0


def read_waiting(
    store: AnnotationStore,
    dataset: str,
    tags: Sequence[str] | None,
    refusal_of: RefusalOf = lambda _: None,
    most: int = 200,
) -> Waiting:
    """Return which annotations on a dataset are to be sent: with one of the ``tags`` (``tag_key``), None: all.

    All are counted, and the first ``most`` are read. Those of which ``refusal_of`` returns a reason for each version to
    be sent are ``unsendable`` instead. Nothing is written. Raises EnvironmentFault if the file cannot be read.
    """
    with store.file.reading() as connection:
        uuids = _to_send(connection, dataset, tags)
        refused = _refused(store, connection, uuids, refusal_of)
        uuids = [uuid for uuid in uuids if uuid not in refused]
        unsendable = tuple(Unsendable(each, refused[each.uuid]) for each in read_annotations(connection, list(refused)))
        (kept_here,) = connection.execute(_KEPT_HERE, _chosen(dataset, tags)).fetchone() if tags is not None else (0,)
        return Waiting(len(uuids), read_annotations(connection, uuids[:most]), unsendable, kept_here)


def prepare(store: AnnotationStore, own: OwnFolder, pack: Pack) -> Prepared | None:
    """Note what is to be sent, and return it; None if the file takes part in no team.

    ``own`` is what is in the folder of the file's own replica now; the versions of a segment that is missing or damaged
    there are sent again. If the file was copied or restored it becomes another replica first. Raises EnvironmentFault
    if the file cannot be written, and nothing is noted then; or if ``note_replica`` fails.
    """
    with store.file.writing() as connection:
        membership = read_membership(connection)
        if membership is None:
            return None
        _forget_lost(connection, membership, own)
        last = _last_hash(connection, membership, own)
        if last is not None and own.sha256 not in (
            None,
            last,
        ):  # the segment is damaged, or another copy of this file wrote it
            connection.execute(_LOSE, (max(own.numbers),))
        _lose_damaged(connection, membership, own)
        if not is_same_replica(store.path, membership, own, last):
            membership = renew_replica(connection, membership)
        prepared = _Preparing(store, connection, membership, pack).run()
    note_replica(store.path, prepared.membership)
    return prepared


class _Preparing:
    """Collects the segments to write, and notes them, inside a transaction."""

    def __init__(
        self, store: AnnotationStore, connection: sqlite3.Connection, membership: Membership, pack: Pack
    ) -> None:
        self._store, self._connection, self._membership, self._pack = store, connection, membership, pack
        self._number = membership.number
        self._at = time_text(store.now())
        self._sent = 0
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
        return Prepared(made, tuple(outgoing), self._superfluous(), self._sent)

    def _note(self, versions: Iterable[Version], *, is_base: bool) -> Iterator[Outgoing]:
        replica = self._membership.replica
        for packed in self._pack(versions, replica):
            self._number += 1
            number, ids = self._number, sorted(bytes.fromhex(each.id) for each in packed.versions)
            row = replica, number, self._at, len(packed.content), packed.sha256, int(is_base)
            self._connection.execute(_NOTE, row)
            self._connection.executemany(_PUBLISH, [(id, number, number) for id in ids])
            if not is_base:  # what a base segment has was sent or received before
                self._connection.executemany(_SEND, [(id,) for id in ids if id not in self._new])
            self._new.difference_update(ids)
            self._sent += 0 if is_base else len(ids)
            yield Outgoing(number, packed.content, is_base)

    def _unpublished(self) -> list[Version]:
        connection, membership = self._connection, self._membership
        uuids = _to_send(connection, membership.dataset, membership.tags)
        first = make_versions(connection, uuids, self._store.person, self._store.now(), are_shared=True)
        self._new = {bytes.fromhex(each.id) for each in first.values()}
        found = list(first.values())
        for part in parts_of([uuid for uuid in uuids if uuid not in first]):
            done = {id.hex() for (id,) in connection.execute(_PUBLISHED, (json.dumps(list(part)),))}
            found += [each for each in self._standing(part) if each.id not in done]
        return found

    def _all_standing(self) -> Iterator[Version]:
        uuids = [uuid for (uuid,) in self._connection.execute(_STANDING)]
        for part in parts_of(uuids):
            done = {id.hex() for (id,) in self._connection.execute(_PUBLISHED, (json.dumps(list(part)),)).fetchall()}
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


def _to_send(connection: sqlite3.Connection, dataset: str, tags: Sequence[str] | None) -> list[str]:
    return [uuid for (uuid,) in connection.execute(_TO_SEND, _chosen(dataset, tags))]


def _chosen(dataset: str, tags: Sequence[str] | None) -> dict[str, str | None]:
    return {"dataset": dataset, "tags": None if tags is None else json.dumps(list(tags))}


def _refused(
    store: AnnotationStore, connection: sqlite3.Connection, uuids: Sequence[str], refusal_of: RefusalOf
) -> dict[str, str]:
    """Return why annotations that wait cannot be sent, by uuid; those of which anything can be sent are left out."""
    wanted = json.dumps(list(uuids))
    doubtful = [uuid for (uuid,) in connection.execute(_DOUBTFUL, (wanted, wanted))]
    if not doubtful:
        return {}
    made = versions_to_make(connection, doubtful, store.person, store.now())
    known = read_versions(connection, doubtful, read_people(connection))
    done = {id.hex() for (id,) in connection.execute(_PUBLISHED, (json.dumps(doubtful),))}
    found: dict[str, str] = {}
    for uuid in doubtful:
        standing = known[uuid].standing if uuid in known else ()
        versions = [made[uuid]] if uuid in made else [each for each in standing if each.id not in done]
        reasons = [refusal_of(each) for each in versions]
        if reasons and all(reasons):
            found[uuid] = reasons[0] or ""
    return found


def _forget_lost(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> None:
    """Forget segments of one's own that are not in the folder: what is in them is sent again."""
    asked = "SELECT number FROM team_segment WHERE replica = ?"
    noted = {number for (number,) in connection.execute(asked, (membership.replica,))}
    for number in sorted(noted - own.numbers):
        connection.execute(_LOSE, (number,))
        connection.execute("DELETE FROM team_segment WHERE replica = ? AND number = ?", (membership.replica, number))


def _lose_damaged(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> None:
    """Forget what is in segments of one's own before the last that are not as they were written: it is sent again."""
    asked = "SELECT number, size, sha256 FROM team_segment WHERE replica = ? AND number < ?"
    for number, size, sha256 in connection.execute(asked, (membership.replica, max(own.numbers, default=0))).fetchall():
        if own.sizes.get(number, size) != size or own.hashes.get(number, sha256) != sha256:
            connection.execute(_LOSE, (number,))


def _last_hash(connection: sqlite3.Connection, membership: Membership, own: OwnFolder) -> bytes | None:
    """Return the hash of the last segment in one's own folder as the file has noted it; None if it has not."""
    query = "SELECT sha256 FROM team_segment WHERE replica = ? AND number = ?"
    found = connection.execute(query, (membership.replica, max(own.numbers, default=0))).fetchone()
    return found[0] if found is not None else None
