"""Which annotations have to be looked for in an edition: those that were not found in it yet, or not for sure."""

from coopviewer.storage.annotations.store import AnnotationStore

# the second part: where an entry is gone, one annotation on it as a whole is enough to say so
_TO_LOOK_AT = """
    SELECT a.entry_id, a.uuid FROM anchor p JOIN annotation a ON a.uuid = p.annotation_uuid
    WHERE a.dataset = :dataset AND a.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = p.annotation_uuid AND number > p.number)
        AND (p.edition_sha256 <> :edition OR (p.status = 'orphan' AND p.decided_by = 'program'))
    UNION ALL
    SELECT a.entry_id, min(a.uuid) FROM annotation a INDEXED BY annotation_of_entry
    WHERE a.dataset = :dataset AND a.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM anchor WHERE annotation_uuid = a.uuid)
    GROUP BY a.entry_id
    ORDER BY 1
"""


def uuids_to_look_at(store: AnnotationStore, dataset: str, edition_sha256: str) -> tuple[str, ...]:
    """List the annotations on passages that this edition was not searched for yet, or where the person is to decide.

    With them one annotation on the whole of each entry that has such. Those of one entry follow each other.
    """
    with store.file.reading() as connection:
        found = connection.execute(_TO_LOOK_AT, {"dataset": dataset, "edition": edition_sha256})
        return tuple(row[1] for row in found)
