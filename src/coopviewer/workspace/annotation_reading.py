"""Reading all annotations of a reference one after the other, on a thread that has nothing else to do."""

from collections.abc import Generator
from pathlib import Path

from coopviewer.domain.annotation_lists import AnnotationFilter, Order
from coopviewer.domain.annotations import Annotation
from coopviewer.storage.annotation_store import AnnotationStore

_PART = 500


def annotations_by_entry(path: Path, dataset: str) -> Generator[Annotation, None, None]:
    """Give all annotations outside the bin, those of one entry together, through a connection of its own.

    To be walked and closed on one thread. Raises EnvironmentFault where the file cannot be read.
    """
    store = AnnotationStore(path, read_only=True)
    try:
        uuids = store.uuids(AnnotationFilter(dataset=dataset, order=Order.ENTRY, descending=False))
        for begin in range(0, len(uuids), _PART):
            yield from store.get(uuids[begin : begin + _PART])
    finally:
        store.close()
