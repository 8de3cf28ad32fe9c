"""Reading annotations for an export in one transaction, and importing annotations as one operation."""

from collections.abc import Iterator
from dataclasses import replace

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection, ReadAnnotations
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.merging.receiving import Receiving
from coopviewer.storage.annotations.store import AnnotationStore


def read_selection(store: AnnotationStore, selection: ExportSelection) -> tuple[Annotation, ...]:
    """Return the annotations to export, read in one transaction, the oldest first.

    Raises EnvironmentFault if the file cannot be read.
    """
    with store.file.reading():
        found = [uuid for wanted in _filters(store, selection) for uuid in store.lists.uuids(wanted)]
        if selection.uuids is not None:
            found = [uuid for uuid in found if uuid in selection.uuids]
        if selection.with_deletions:
            found = list(dict.fromkeys((*found, *_deleted_here(store))))
        return tuple(sorted(store.get(found), key=lambda each: (each.created, each.uuid)))


def read_complete(store: AnnotationStore, selection: ExportSelection, form: ExportFormat) -> tuple[Annotation, ...]:
    """Return the annotations to export in a format, the oldest first, read in one transaction.

    An export of all annotations as JSON-LD, the one format that can be imported again, also has those in the bin of
    which another file has a version: importing the export deletes them in that file too. Raises EnvironmentFault if the
    annotations file cannot be read.
    """
    travels = form is ExportFormat.JSONLD and selection.is_complete
    return read_selection(store, replace(selection, with_deletions=True) if travels else selection)


def import_annotations(
    store: AnnotationStore, read: ReadAnnotations, dataset: str | None = None
) -> tuple[ImportPlan, Change | None]:
    """Import the annotations of a file as one operation that can be undone, after a backup; return plan and change.

    The plan says what happened to each annotation. ``dataset`` is the URN of the open reference; None: none is open. If
    nothing is to be stored, no backup is made. The change is None if no annotation here changed and the user has
    nothing to decide. Raises EnvironmentFault if the file cannot be written; then nothing has changed.
    """
    receiving = Receiving(store, read.versions, read.annotations, read.sender)
    if not receiving.has_news():
        if read.sender is not None:
            with store.file.writing() as connection:
                receiving.follow_sender(connection)
        return receiving.preview(dataset), None
    back_up(store, BackupReason.IMPORT)
    plan, change = receiving.run(operation("import"), dataset)
    return plan, change if change.operation else None


def preview_annotations(store: AnnotationStore, read: ReadAnnotations, dataset: str | None = None) -> ImportPlan:
    """Return what importing the annotations of a file would do with each; nothing is written.

    ``dataset`` is the URN of the open reference; None: none is open. Raises EnvironmentFault if the annotations file,
    into which they would be imported, cannot be written.
    """
    return Receiving(store, read.versions, read.annotations, read.sender).preview(dataset)


def _filters(store: AnnotationStore, selection: ExportSelection) -> Iterator[AnnotationFilter]:
    datasets = [selection.dataset] if selection.dataset is not None else _datasets(store)
    for dataset in datasets:
        for in_bin in (False, True) if selection.with_bin else (False,):
            yield AnnotationFilter(
                dataset=dataset,
                tags=selection.tags,
                entry_ids=selection.entry_ids,
                since=selection.since,
                until=selection.until,
                in_bin=in_bin,
            )


def _deleted_here(store: AnnotationStore) -> list[str]:
    """Return the annotations in the bin of which another file has a version."""
    query = """
        SELECT uuid FROM annotation a WHERE deleted_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM version WHERE annotation_uuid = a.uuid AND is_shared = 1)
    """
    with store.file.reading() as connection:
        return [row[0] for row in connection.execute(query)]


def _datasets(store: AnnotationStore) -> list[str]:
    with store.file.reading() as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT dataset FROM annotation ORDER BY 1")]
