"""Reading annotations for an export, and importing annotations, in one step each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.backups import BackupReason
from coopviewer.domain.annotations.exchange import ExportSelection, ImportPlan
from coopviewer.domain.annotations.importing import StoredState, has_same_content, plan_import
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.annotations.versions import version_uuid
from coopviewer.storage.annotations.backups import back_up
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions import read_histories


def read_selection(store: AnnotationStore, selection: ExportSelection) -> tuple[Annotation, ...]:
    """Return the annotations to export, read in one transaction, by time of creation."""
    with store.file.reading():
        found = [uuid for wanted in _filters(store, selection) for uuid in store.lists.uuids(wanted)]
        if selection.uuids is not None:
            found = [uuid for uuid in found if uuid in selection.uuids]
        return tuple(sorted(store.get(found), key=lambda each: (each.created, each.uuid)))


def import_annotations(
    store: AnnotationStore,
    incoming: Iterable[Annotation],
    dataset: str | None = None,
    sender: Person | None = None,
) -> tuple[ImportPlan, Change | None]:
    """Import annotations as one operation that can be undone, after a backup; return the plan and the change.

    The plan says what happens to each annotation. ``dataset`` is that of the open reference, None without one;
    ``sender`` is the owner of the imported file, None if it does not say. If nothing is to be written the change is
    None. Raises EnvironmentFault if the file cannot be written; then nothing has changed.
    """
    given = tuple(incoming)
    plan = plan_import(_stored(store, given, dataset, sender), given)
    if not plan.to_write:
        return plan, None
    back_up(store, BackupReason.IMPORT)
    return plan, store.perform(operation("import"), plan.to_write)


def _stored(
    store: AnnotationStore, given: tuple[Annotation, ...], dataset: str | None, sender: Person | None
) -> StoredState:
    """Read what an import may change: annotations with the given uuids, other versions of them, and their histories.

    ``dataset`` and ``sender`` are as in StoredState.
    """
    here = {each.uuid: each for each in store.get([each.uuid for each in given])}
    known = StoredState(annotations=here, owner=store.person, sender=sender, dataset=dataset)
    versions: dict[str, Annotation] = {}
    differing = [each for each in given if each.uuid in here and not has_same_content(each, here[each.uuid])]
    wanted = [known.version_of(each) for each in differing]
    while wanted:  # a version that was changed here has a further version beside it
        found = store.get(wanted)
        versions |= {each.uuid: each for each in found}
        wanted = [version_uuid(each.uuid, each.creator) for each in found]
    histories = read_histories(store, [*(each.uuid for each in differing), *versions])
    return replace(known, annotations=here | versions, histories=histories)


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
