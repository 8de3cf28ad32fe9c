"""The transfer service: exports annotations to a file, and imports them from one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.exchange import (
    EntryNames,
    ExportFormat,
    ExportSelection,
    ItemLoss,
    Loss,
    export_counts,
)
from coopviewer.domain.annotations.import_choice import AnnotationsPreview, ImportChoice, preview_of, without
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.domain.annotations.versions.plan import ImportCounts, ImportPlan
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Progress
from coopviewer.exchange.annotations.jsonld import read_jsonld
from coopviewer.exchange.annotations.text import write_annotations
from coopviewer.exchange.files import save_file
from coopviewer.exchange.tables.annotation_table import annotation_table
from coopviewer.exchange.tables.saved_list import save_list
from coopviewer.exchange.tables.table import TableForm
from coopviewer.storage.annotations.merging.sending import versions_of
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, preview_annotations, read_complete
from coopviewer.storage.annotations.versions.tables import read_people
from coopviewer.storage.reference.entry_names import read_entry_names
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.queries import within_regions
from coopviewer.workspace.annotations.writing import AnnotationWriter, with_annotations
from coopviewer.workspace.long_work import LongWork, Meter

_AT_ONCE = 200  # annotations of a table in memory


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import from the file ``path``.

    ``counts``: how many annotations were in each part of the ImportPlan, such as ``new`` and ``newer``.
    ``losses``: how many annotations lost something, by the kind of loss; a loss of the file itself counts as one.
    ``items``: what the file itself lost, if anything, then what each of these annotations lost; at most 200 in all.
    ``change``: what changed here; None if no annotation changed and the user has nothing to decide.
    ``conflicts``: the ids of the entries that have annotations between whose versions the user has to decide.
    """

    path: Path
    counts: ImportCounts
    losses: Mapping[Loss, int]
    change: Change | None
    conflicts: tuple[str, ...] = ()
    items: tuple[ItemLoss, ...] = ()


class AnnotationTransfer(LongWork):
    """Exports and imports on the thread of the annotations file; every call but ``stop`` returns at once.

    A transfer is an export, a preview or an import; to be started only while ``is_busy`` is False (see ``begin``). It
    ends with one of the signals ``exported``, ``previewed``, ``imported``, ``failed`` and ``cancelled``. If no file is
    open, it ends with ``cancelled``. A cancelled transfer writes no file and imports nothing.
    """

    exported = Signal(object, int, int)
    """A file was written: its Path, and how many annotations and how many deletions are in it.

    A deletion tells other files, which have an annotation too, that it is in the bin here. Both numbers are 0 if no
    annotation matched; then no file was written.
    """
    previewed = Signal(object, object)
    """What an import would do is known: the Path of the file, and the AnnotationsPreview."""
    imported = Signal(object)
    """An import ended (Imported)."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Export from and import into the open file of a session; ``writer`` reports what an import changed."""
        super().__init__(file_session, file_session)
        self._file_session, self._writer = file_session, writer

    def export(self, target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate) -> None:
        """Start exporting the annotations of a selection to the file ``target``; ``form`` is a value of ExportFormat.

        ``reference`` is the file that has the titles of the entries. An existing file at ``target`` is replaced. If no
        annotation is selected, nothing is written, and ``exported`` is emitted with ``target``, 0 and 0.
        """
        work = partial(_export, target, form, selection, reference, tr)
        self.begin(partial(_metered, work), partial(self._tell_exported, target))

    def export_table(
        self,
        target: Path,
        form: TableForm,
        asked: tuple[AnnotationFilter, tuple[str, ...]],
        reference: Path,
        today: date,
        tr: Translate,
    ) -> None:
        """Start exporting a list of annotations as a table, in place of an existing file at ``target``.

        ``asked`` is a pair: the filter of the list, and the ids of regions. If there are such ids, only annotations on
        these regions and on entries in them are exported. ``reference`` is the file that has the regions, and the
        titles of the entries. ``today`` is the date that a spreadsheet states as its own. If the list is empty, nothing
        is written, and ``exported`` is emitted with ``target``, 0 and 0.
        """
        work = partial(_export_table, target, form, asked, reference, today, tr)
        self.begin(partial(_metered, work), partial(self._tell_exported, target))

    def preview_file(self, source: Path) -> None:
        """Start finding out what importing a JSON-LD file would do, which ``previewed`` emits; nothing is imported."""
        work = partial(_preview, source, self._file_session.dataset)
        self.begin(partial(_metered, work), partial(self.previewed.emit, source))

    def import_file(self, source: Path, choice: ImportChoice | None = None) -> None:
        """Start importing the annotations of a JSON-LD file as one operation, which can be undone.

        A backup is made first, if anything is to be stored. ``choice`` says what is left out, None: nothing. At the
        end ``imported`` is emitted, or ``failed`` or ``cancelled``.
        """
        work = partial(_import, source, self._file_session.dataset, choice or ImportChoice())
        self.begin(partial(_metered, work), self._take)

    def _tell_exported(self, target: Path, counts: tuple[int, int]) -> None:
        self.exported.emit(target, *counts)

    def _take(self, done: Imported) -> None:
        self._writer.take(done.change)
        self.imported.emit(done)


# On the thread of the file


def _metered(work: Callable[[Progress, AnnotationStore], object], job: FileJob) -> object:
    """Run work that may take long. Raises Cancelled if the job is cancelled; then nothing is written."""
    store = job.kept.store
    with store.file.cancellable(job.is_cancelled):
        return work(Meter(job), store)


def _export(
    target: Path,
    form: str,
    selection: ExportSelection,
    reference: Path,
    tr: Translate,
    progress: Progress,
    store: AnnotationStore,
) -> tuple[int, int]:
    annotations = read_complete(store, selection, ExportFormat(form))
    if annotations:
        names = _names(reference, annotations)
        versions = versions_of(store, annotations) if form == ExportFormat.JSONLD else {}
        content = write_annotations(ExportFormat(form), annotations, names, tr, progress, store.person, versions)
        save_file(target, *content)
    return export_counts(annotations, selection)


def _export_table(
    target: Path,
    form: TableForm,
    asked: tuple[AnnotationFilter, tuple[str, ...]],
    reference: Path,
    today: date,
    tr: Translate,
    progress: Progress,
    store: AnnotationStore,
) -> tuple[int, int]:
    wanted, regions = asked
    uuids = store.lists.uuids(within_regions(wanted, reference, regions))
    if not uuids:
        return 0, 0
    names = _names(reference, _read_batches(store, uuids))
    listed = annotation_table(_read_batches(store, uuids), names, len(uuids), tr)
    return save_list(target, form, listed, today, tr, progress).rows, 0


def _read_batches(store: AnnotationStore, uuids: Sequence[str]) -> Iterator[Annotation]:
    for start in range(0, len(uuids), _AT_ONCE):
        yield from store.get(uuids[start : start + _AT_ONCE])


def _names(reference: Path, annotations: Iterable[Annotation]) -> EntryNames:
    named_by = ReferenceStore(reference)
    try:
        return read_entry_names(named_by, annotations)
    finally:
        named_by.close()


def _preview(source: Path, dataset: str, progress: Progress, store: AnnotationStore) -> AnnotationsPreview:
    read = read_jsonld(source, progress).on_dataset(dataset)
    plan = preview_annotations(store, read, dataset)
    with store.file.reading() as connection:
        people = read_people(connection)
    return preview_of(plan, read, people.values())


def _import(source: Path, dataset: str, choice: ImportChoice, progress: Progress, store: AnnotationStore) -> Imported:
    read = read_jsonld(source, progress).on_dataset(dataset)
    if choice != ImportChoice():
        plan = preview_annotations(store, read, dataset) if choice.outcomes else ImportPlan()
        read = without(read, choice.left_out(plan))
    plan, change = import_annotations(store, read, dataset)
    conflicts = tuple(dict.fromkeys(each.entry_id for each in plan.conflicts))
    written = with_annotations(store, change) if change else None
    return Imported(source, plan.counts_of_annotations, read.losses, written, conflicts, read.items)
