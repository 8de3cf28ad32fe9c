"""Reading many annotations one after the other, on a thread that has nothing else to do."""

from collections.abc import Generator
from pathlib import Path

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.storage.annotations.annotation_looking import uuids_to_look_at
from coopviewer.storage.annotations.store import AnnotationStore

_PART = 500


def annotations_to_look_at(path: Path, dataset: str, edition_sha256: str) -> Generator[Annotation, None, None]:
    """Give what has to be looked for in an edition (storage/annotation_looking.py), through a connection of its own.

    To be walked and closed on one thread. Raises EnvironmentFault where the file cannot be read.
    """
    store = AnnotationStore(path, read_only=True)
    try:
        uuids = uuids_to_look_at(store, dataset, edition_sha256)
        for begin in range(0, len(uuids), _PART):
            yield from store.get(uuids[begin : begin + _PART])
    finally:
        store.close()
