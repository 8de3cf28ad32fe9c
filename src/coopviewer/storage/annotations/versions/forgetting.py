"""Deleting the content of old versions of annotations; their ids stay, so that they are known if they arrive again.

The functions raise sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from coopviewer.domain.annotations.annotation import Person
from coopviewer.storage.annotations.rows import time_text
from coopviewer.storage.annotations.versions.making import make_versions
from coopviewer.storage.annotations.versions.tables import AMONG

_OLD = "SELECT id FROM version WHERE is_replaced = 1 AND state IS NOT NULL AND at < ? ORDER BY at LIMIT ?"
_DECIDED = """
    SELECT DISTINCT v.annotation_uuid FROM decision d JOIN version v ON v.id = d.version
    JOIN operation o ON o.id = d.operation_id
    WHERE v.is_replaced = 0 AND o.undone_at IS NULL AND o.id IN (SELECT id FROM operation ORDER BY id LIMIT ?)
    AND o.at < ?
"""


def keep_decisions(connection: sqlite3.Connection, before: datetime, most: int, owner: Person, at: datetime) -> None:
    """Make a version of the present state of each annotation between whose versions the user decided before a moment.

    Then the operations in which the user decided can be deleted: until such a version is made, a decision is only noted
    with its operation. ``before`` is the moment. Only decisions in the ``most`` oldest operations are looked at.
    ``owner`` is the file's owner, who decided; ``at`` is the present time.
    """
    decided = [uuid for (uuid,) in connection.execute(_DECIDED, (most, time_text(before)))]
    make_versions(connection, decided, owner, at)


def forget_versions(
    connection: sqlite3.Connection, purged: Sequence[str], before: datetime, most: int, owner: Person, at: datetime
) -> None:
    """Delete the content of all versions of purged annotations, and of replaced versions stored before a moment.

    The ids of versions stay. ``purged`` has the uuids of the annotations, which were deleted from the bin. Of the
    replaced versions, which ``before`` is about, at most ``most`` are deleted, the oldest. ``owner`` is the file's
    owner, who made the changes not yet stored as versions; ``at`` is the present time.
    """
    wanted = json.dumps(list(purged))
    known = f"SELECT DISTINCT annotation_uuid FROM version WHERE annotation_uuid IN {AMONG}"
    make_versions(connection, [uuid for (uuid,) in connection.execute(known, (wanted,))], owner, at)
    connection.execute(
        f"UPDATE version SET state = NULL, is_replaced = 1, is_conflict = 0 WHERE annotation_uuid IN {AMONG}", (wanted,)
    )
    connection.execute(f"DELETE FROM unversioned WHERE annotation_uuid IN {AMONG}", (wanted,))
    connection.execute(f"UPDATE version SET state = NULL WHERE id IN ({_OLD})", (time_text(before), most))
