"""Annotations that leave an annotations file, and such as enter it, in one step each."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.exchange import EntryNames, ExportSelection, ImportPlan, plan_import
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore

IMPORT = "Import annotations"
"""How the operation is named in the menu."""


def read_selection(store: AnnotationStore, selection: ExportSelection) -> tuple[Annotation, ...]:
    """Read the annotations that leave, all in one state of the file, by when they were made."""
    with store.file.reading():
        found = [uuid for wanted in _filters(store, selection) for uuid in store.lists.uuids(wanted)]
        if selection.uuids is not None:
            found = [uuid for uuid in found if uuid in selection.uuids]
        return tuple(sorted(store.get(found), key=lambda each: (each.created, each.uuid)))


def import_annotations(
    store: AnnotationStore,
    incoming: Iterable[Annotation],
    dataset: str | None = None,
    label: str = "Import annotations",
) -> tuple[ImportPlan, Change | None]:
    """Take annotations in, as one operation that can be undone, after a backup; says what became of each.

    ``dataset`` is that of the open reference, None without one. Where nothing is new or newer, nothing is written, and
    there is no change. Raises EnvironmentFault where the file cannot be written; nothing has changed then.
    """
    given = tuple(incoming)
    here = store.get([each.uuid for each in given])
    plan = plan_import({each.uuid: each for each in here}, given, dataset)
    if not plan.taken:
        return plan, None
    back_up(store, BackupReason.IMPORT)
    return plan, store.perform(label, plan.taken)


def read_entry_names(reference: ReferenceStore, annotations: Iterable[Annotation]) -> EntryNames:
    """Read what a reference calls the entries that annotations are about or lead to, and its legal notes."""
    dataset = reference.edition.dataset
    ours = [each for each in annotations if each.dataset == dataset]
    ids = {each.entry_id for each in ours} | {each.target_entry_id for each in ours if each.target_entry_id}
    return EntryNames(dataset, reference.titles(sorted(ids)), dict(_legal_notes(reference)))


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


def _datasets(store: AnnotationStore) -> list[str]:
    with store.file.reading() as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT dataset FROM annotation ORDER BY 1")]


def _legal_notes(reference: ReferenceStore) -> Iterator[tuple[str, str]]:
    for ref in reference.entries(EntryKind.COUNTRY):
        if ref.marker:
            notes = reference.page(parse_address(ref.id)).lookup.legal_notes
            yield ref.title, " ".join(note.text for note in notes if note.entry_id == ref.id)
