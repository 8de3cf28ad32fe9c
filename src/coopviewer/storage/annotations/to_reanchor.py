"""Which annotations have to be looked for in an edition: those made on another one, and those not found so far."""

from collections.abc import Callable, Iterable, Sequence

from coopviewer.domain.annotations.lists import ToReanchor
from coopviewer.storage.annotations.reader import AnnotationReader

# First part: indexes lead to the few anchors that count. Second part: one annotation on an entry as a whole is enough
# to find out that the entry is gone; the index leads to each next entry.
_TO_LOOK_AT = """
    WITH RECURSIVE annotated (entry_id) AS (
        SELECT min(entry_id) FROM annotation INDEXED BY annotation_of_entry
        WHERE dataset = :dataset AND deleted_at IS NULL
        UNION ALL
        SELECT (SELECT min(entry_id) FROM annotation INDEXED BY annotation_of_entry
            WHERE dataset = :dataset AND deleted_at IS NULL AND entry_id > annotated.entry_id)
        FROM annotated WHERE annotated.entry_id IS NOT NULL
    ), whole (entry_id, uuid) AS (
        SELECT entry_id, (SELECT uuid FROM annotation a INDEXED BY annotation_of_entry
            WHERE dataset = :dataset AND deleted_at IS NULL AND a.entry_id = annotated.entry_id
                AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = a.uuid)
            LIMIT 1)
        FROM annotated WHERE entry_id IS NOT NULL
    )
    SELECT a.entry_id, a.uuid, 1 FROM (
        SELECT number, annotation_uuid FROM anchor INDEXED BY anchor_of_edition WHERE edition_sha256 < :edition
        UNION SELECT number, annotation_uuid FROM anchor INDEXED BY anchor_of_edition WHERE edition_sha256 > :edition
        UNION SELECT number, annotation_uuid FROM anchor INDEXED BY anchor_not_found
        WHERE status = 'orphan' AND decided_by = 'program'
    ) p CROSS JOIN annotation a ON a.uuid = p.annotation_uuid
    WHERE a.dataset = :dataset AND a.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = p.annotation_uuid AND number > p.number)
    UNION ALL
    SELECT entry_id, uuid, 0 FROM whole WHERE uuid IS NOT NULL
    ORDER BY 1
"""


Known = Callable[[Sequence[str]], Iterable[str]]
"""Given the ids of entries, returns those that the open edition has."""


def uuids_to_look_at(
    reader: AnnotationReader, dataset: str, edition_sha256: str, known: Known | None = None
) -> tuple[str, ...]:
    """Return the uuids of annotations that have to be looked for in the open edition.

    These are annotations on passages whose last anchor is of another edition, or says that the program did not find the
    passage (``orphan``). For each entry with annotations on the whole of it, one of those is added, unless ``known``
    returns that the edition has the entry. ``dataset`` is the URN of the edition's reference, ``edition_sha256`` the
    hash of its content. Annotations of one entry follow each other; those in the bin are left out. Raises
    EnvironmentFault if the file cannot be read.
    """
    found = _to_look_at(reader, dataset, edition_sha256)
    whole = [entry_id for entry_id, _, on_passage in found if not on_passage]
    there = set(known(whole)) if known is not None else set()
    return tuple(uuid for entry_id, uuid, on_passage in found if on_passage or entry_id not in there)


def count_to_look_at(reader: AnnotationReader, dataset: str, edition_sha256: str) -> ToReanchor:
    """Count the annotations on passages to be looked for in the open edition, and list entries annotated as a whole.

    Counted are those annotations on passages that ``uuids_to_look_at`` returns. All entries with an annotation on the
    whole of them are listed, whether the edition has them or not. ``dataset`` is the URN of the edition's reference,
    ``edition_sha256`` the hash of its content. Raises EnvironmentFault if the file cannot be read.
    """
    found = _to_look_at(reader, dataset, edition_sha256)
    whole = tuple(entry_id for entry_id, _, on_passage in found if not on_passage)
    return ToReanchor(len(found) - len(whole), whole)


def _to_look_at(reader: AnnotationReader, dataset: str, edition_sha256: str) -> list[tuple[str, str, int]]:
    with reader.file.reading() as connection:
        return connection.execute(_TO_LOOK_AT, {"dataset": dataset, "edition": edition_sha256}).fetchall()
