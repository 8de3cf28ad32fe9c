"""The states of annotations in the journal, and the versions from earlier imports that wait in the review queue."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, LocalHistory, OtherVersion, origin_of
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.storage.annotations.rows import time_of

MOST_WAITING = 500  # versions that are listed at once; the rest come when these are decided
_HISTORY = """
    SELECT r.annotation_uuid, r.table_name, r.before, r.after FROM revision r
    JOIN operation o ON o.id = r.operation_id
    WHERE r.annotation_uuid IN (SELECT value FROM json_each(?)) AND o.undone_at IS NULL
"""
_ON_ENTRY = "SELECT uuid FROM annotation WHERE dataset = ? AND entry_id = ? AND deleted_at IS NULL"


def read_histories(reader: AnnotationReader, uuids: Iterable[str]) -> Mapping[str, LocalHistory]:
    """Return for annotations, by uuid, the states that the journal of operations has of them.

    Undone operations do not count, and annotations that no recorded operation changed are left out. Raises
    EnvironmentFault if the file cannot be read.
    """
    states: dict[str, set[tuple[int, object, str]]] = {}
    with reader.file.reading() as connection:
        for uuid, table, before, after in connection.execute(_HISTORY, (json.dumps(list(uuids)),)):
            known = states.setdefault(uuid, set())
            if table == "annotation":
                rows = (json.loads(text) for text in (before, after) if text is not None)
                known.update((row["revision"], time_of(row["modified"]), row["body"]) for row in rows)
    return {uuid: LocalHistory(frozenset(known)) for uuid, known in states.items()}  # type: ignore[arg-type]


def waiting_versions(reader: AnnotationReader, dataset: str) -> tuple[int, tuple[OtherVersion, ...]]:
    """Return how many versions from earlier imports wait for the user's decision, and the first 500 (MOST_WAITING).

    ``dataset`` is the URN of the reference that the versions are about. They are stored as annotations of their own
    with the tag OTHER_VERSION; those in the bin do not count. The one modified last comes first. The ``title`` of each
    is only the id of its entry. Raises EnvironmentFault if the file cannot be read.
    """
    asked = AnnotationFilter(dataset=dataset, tags=frozenset({OTHER_VERSION}))
    with reader.file.reading() as connection:
        uuids = reader.lists.uuids(asked)
        versions = reader.get(uuids[:MOST_WAITING])
        origins = {each.uuid: _origin(connection, each) for each in versions}
        own = {each.uuid: each for each in reader.get([uuid for uuid in origins.values() if uuid])}
    found = tuple(OtherVersion(each, own.get(origins[each.uuid] or ""), each.entry_id) for each in versions)
    return len(uuids), found


def _origin(connection: sqlite3.Connection, version: Annotation) -> str | None:
    rows = connection.execute(_ON_ENTRY, (version.dataset, version.entry_id))
    return origin_of(version, (uuid for (uuid,) in rows))
