"""What waits to be sent to a team, what cannot be sent, and how many changes to colleagues' annotations stay here."""

import json
import sqlite3
from collections.abc import Callable, Sequence

from coopviewer.domain.annotations.team.team import Unsendable, Waiting
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import SENT_BEFORE, UNCERTAIN
from coopviewer.storage.annotations.versions.making import versions_to_make
from coopviewer.storage.annotations.versions.tables import AMONG, read_people, read_versions

RefusalOf = Callable[[Version], str | None]
"""Returns why the programs of colleagues would not take a version, such as its length; None if they would."""

# not what is only noted to be in a segment, nor what was in one that is lost
_HAS_ARRIVED = f"(p.number IS NULL OR p.number > 0 OR p.number = {SENT_BEFORE})"
_SENT = "SELECT 1 FROM version v JOIN published p ON p.version = v.id WHERE v.annotation_uuid = a.uuid"
# or perhaps not: it was noted for a segment that was not seen in the folder
_IS_SENT = f"EXISTS ({_SENT})"
_IS_SENT_BY_OTHERS = f"EXISTS ({_SENT} AND p.number IS NULL)"
_IS_SENT_FROM_HERE = f"EXISTS ({_SENT} AND (p.number >= {SENT_BEFORE} OR p.number < {UNCERTAIN}))"
_IS_CHOSEN = """(:tags IS NULL OR EXISTS (
    SELECT 1 FROM annotation_tag x JOIN tag t ON t.uuid = x.tag_uuid
    WHERE x.annotation_uuid = a.uuid AND t.key IN (SELECT value FROM json_each(:tags))
))"""
_HAS_NEWS = f"""(
    EXISTS (SELECT 1 FROM unversioned u WHERE u.annotation_uuid = a.uuid)
    OR NOT EXISTS (SELECT 1 FROM version v WHERE v.annotation_uuid = a.uuid)
    OR EXISTS (
        SELECT 1 FROM version v WHERE v.annotation_uuid = a.uuid AND v.is_replaced = 0
        AND NOT EXISTS (SELECT 1 FROM published p WHERE p.version = v.id AND {_HAS_ARRIVED})
    )
)"""
# those that are not in the file any more, such as received ones after undoing
_GONE = f"""
    SELECT a.uuid FROM (
        SELECT annotation_uuid AS uuid FROM unversioned
        UNION SELECT annotation_uuid FROM version v WHERE is_replaced = 0
            AND NOT EXISTS (SELECT 1 FROM published p WHERE p.version = v.id AND {_HAS_ARRIVED})
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
    AND {_IS_SENT_BY_OTHERS} AND NOT {_IS_SENT_FROM_HERE} AND NOT {_IS_CHOSEN}
"""
_PUBLISHED = f"""
    SELECT p.version FROM version v JOIN published p ON p.version = v.id
    WHERE v.annotation_uuid IN {AMONG} AND {_HAS_ARRIVED}
"""
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


def read_waiting(
    store: AnnotationStore,
    dataset: str,
    tags: Sequence[str] | None,
    refusal_of: RefusalOf = lambda _: None,
    most: int = 200,
) -> Waiting:
    """Return what waits to be sent to the team: the number of annotations that ``to_send`` returns, and the first ones.

    ``dataset`` is the URN of the open reference, ``tags`` are keys of tags (None: all annotations), as for ``to_send``.
    Those no longer in the file count too; of the first ``most``, by uuid, those in the file are read. An annotation is
    in ``unsendable`` instead, and not counted, if ``refusal_of`` returns a reason for each of its versions that wait;
    ``refusal_of`` is called only for annotations that are long or of an unusual form. Nothing is written. Raises
    EnvironmentFault if the file cannot be read.
    """
    with store.file.reading() as connection:
        uuids = to_send(connection, dataset, tags)
        refused = _refused(store, connection, uuids, refusal_of)
        uuids = [uuid for uuid in uuids if uuid not in refused]
        unsendable = tuple(Unsendable(each, refused[each.uuid]) for each in read_annotations(connection, list(refused)))
        (kept_here,) = connection.execute(_KEPT_HERE, _chosen(dataset, tags)).fetchone() if tags is not None else (0,)
        return Waiting(len(uuids), read_annotations(connection, uuids[:most]), unsendable, kept_here)


def to_send(connection: sqlite3.Connection, dataset: str, tags: Sequence[str] | None) -> list[str]:
    """Return the uuids, sorted, of the annotations that are to be sent: those with changes that the team does not have.

    ``dataset`` is the URN of their reference. ``tags`` are keys (``tag_key``): only annotations with one of these tags
    are sent, and those that were sent from here before; None: all are. Those with ``only_mine`` are not. The same holds
    in the bin, but only annotations that the team has are sent from there. Those no longer in the file, of any
    reference, are sent if they were sent from here before, or, for ``tags`` None, if the team has them.
    """
    return [uuid for (uuid,) in connection.execute(_TO_SEND, _chosen(dataset, tags))]


def arrived_among(connection: sqlite3.Connection, uuids: Sequence[str]) -> set[str]:
    """Return the ids of those versions of the annotations ``uuids`` that the team has, as far as this file knows."""
    return {id.hex() for (id,) in connection.execute(_PUBLISHED, (json.dumps(list(uuids)),))}


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
    done = arrived_among(connection, doubtful)
    found: dict[str, str] = {}
    for uuid in doubtful:
        standing = known[uuid].standing if uuid in known else ()
        versions = [made[uuid]] if uuid in made else [each for each in standing if each.id not in done]
        reasons = [refusal_of(each) for each in versions]
        if reasons and all(reasons):
            found[uuid] = reasons[0] or ""
    return found
