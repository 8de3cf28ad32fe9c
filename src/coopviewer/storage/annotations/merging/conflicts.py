"""The conflicts in an annotations file (versions that the user has to decide about), and an annotation's history."""

import sqlite3
from collections.abc import Sequence

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.versions.conflicts import Conflict, Decision, decided
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.edits import add_people, put_edits
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.storage.annotations.rows import RowEdit
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions.tables import note_decisions, read_people, read_versions

MOST_LISTED = 500
"""The most conflicts that are listed at once; others are listed once these are decided."""
_UNDECIDED = """
    FROM version v JOIN annotation a ON a.uuid = v.annotation_uuid
    WHERE v.is_conflict = 1 AND a.dataset = ? AND NOT EXISTS (
        SELECT 1 FROM decision d JOIN operation o ON o.id = d.operation_id
        WHERE d.version = v.id AND o.undone_at IS NULL
    )
"""


def read_conflicts(reader: AnnotationReader, dataset: str) -> tuple[int, tuple[Conflict, ...]]:
    """Return how many conflicts wait for the user's decision, and the first 500 (MOST_LISTED) of them.

    Only conflicts on the reference with the URN ``dataset`` count. The annotation modified last comes first, and the
    conflicts of one annotation follow each other. The ``title`` of each is only the id of its entry. Raises
    EnvironmentFault if the file cannot be read.
    """
    with reader.file.reading() as connection:
        (total,) = connection.execute(f"SELECT count(*) {_UNDECIDED}", (dataset,)).fetchone()
        if not total:
            return 0, ()
        query = f"SELECT a.uuid, v.id {_UNDECIDED} ORDER BY a.modified DESC, a.uuid, v.id LIMIT ?"
        rows = connection.execute(query, (dataset, MOST_LISTED)).fetchall()
        return total, _conflicts(connection, [(uuid, id.hex()) for uuid, id in rows])


def _conflicts(connection: sqlite3.Connection, wanted: Sequence[tuple[str, str]]) -> tuple[Conflict, ...]:
    uuids = list(dict.fromkeys(uuid for uuid, _ in wanted))
    own = {each.uuid: each for each in read_annotations(connection, uuids)}
    known = read_versions(connection, uuids, read_people(connection))
    versions = {each.id: each for found in known.values() for each in found.standing}
    return tuple(
        Conflict(versions[id], own.get(uuid), versions[id].annotation.entry_id) for uuid, id in wanted if id in versions
    )


def conflicting_uuids(reader: AnnotationReader, dataset: str) -> frozenset[str]:
    """Return the uuids of annotations, even in the bin, of which another version waits for the user's decision.

    Versions that earlier imports added (OtherVersion) do not count. ``dataset`` is the URN of the reference that the
    annotations are about. Raises EnvironmentFault if the file cannot be read.
    """
    with reader.file.reading() as connection:
        return frozenset(uuid for (uuid,) in connection.execute(f"SELECT a.uuid {_UNDECIDED}", (dataset,)))


def decide(store: AnnotationStore, conflicts: Sequence[Conflict], decision: Decision | Sequence[Decision]) -> Change:
    """Store the user's decisions about conflicts, as one operation; if it is undone, the conflicts wait again.

    ``conflicts`` must not be empty. The annotations are taken as they are stored now, which may differ from when the
    conflicts were read. ``decision`` is one for all conflicts, or one for each, in their order. Raises EnvironmentFault
    if the file cannot be written.
    """
    at = store.now()
    decisions = [decision] * len(conflicts) if isinstance(decision, Decision) else list(decision)

    def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
        present = {each.uuid: each for each in read_annotations(connection, [c.annotation.uuid for c in conflicts])}
        found: list[Annotation] = []
        for each, choice in zip(
            conflicts, decisions, strict=True
        ):  # several may be about one annotation: the later build on the earlier
            now = Conflict(each.version, present.get(each.annotation.uuid), each.title)
            changed = decided(now, choice, at)
            present[each.annotation.uuid] = changed[0]
            found += changed
        people = [person for each in found for person in (each.creator, each.changed_by) if person is not None]
        add_people(connection, [store.person, *people])
        return put_edits(connection, found)  # each names who wrote what it says, which is not who decided

    def note(connection: sqlite3.Connection, number: int) -> None:
        note_decisions(connection, (each.version.id for each in conflicts), number)

    return store.operate(operation("decide", choice=str(decisions[0]), count=len(conflicts)), edits_of, then=note)


def read_history(reader: AnnotationReader, uuid: str) -> tuple[Version, ...]:
    """Return the versions of an annotation of which the file still has the content, the last change first.

    Empty if there are none. Raises EnvironmentFault if the file cannot be read.
    """
    with reader.file.reading() as connection:
        known = read_versions(connection, [uuid], read_people(connection)).get(uuid)
    found = (*known.standing, *known.replaced) if known is not None else ()
    return tuple(sorted(found, key=lambda each: (each.annotation.modified, each.annotation.revision), reverse=True))
