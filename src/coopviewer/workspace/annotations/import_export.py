"""Transferring: annotations that leave as a file, and such as enter from one."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat, ExportSelection, ImportCounts, Loss
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Cancelled, Progress
from coopviewer.exchange.annotations.jsonld import read_jsonld
from coopviewer.exchange.annotations.text import write_annotations
from coopviewer.exchange.files import save_file
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, read_selection
from coopviewer.storage.reference.entry_names import read_entry_names
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob
from coopviewer.workspace.annotations.writing import AnnotationWriter, with_annotations

_TOLD_EACH = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: where from, how many were taken or left, what of them was lost, and what changed.

    ``change`` None: nothing did. The annotations themselves are not kept: they may be many.
    """

    path: Path
    counts: ImportCounts
    losses: Mapping[Loss, int]
    change: Change | None


class AnnotationTransfer(QObject):
    """Writes and reads files of annotations on the thread of the annotations file; every call returns at once."""

    exported = Signal(object, int)
    """A file (its Path) holds so many annotations; 0: none fitted, and no file was written."""
    imported = Signal(object)
    """What an import did (Imported)."""
    progressed = Signal(int, int)
    """How many parts of what takes longer are done, and of how many."""
    cancelled = Signal()
    """What was under way has ended, and nothing is left of it."""
    failed = Signal(object)
    """What was asked could not be done (EnvironmentFault)."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Transfer what is kept there."""
        super().__init__(file_session)
        self._file_session, self._writer = file_session, writer
        self._job: FileJob | None = None  # what is under way

    @property
    def is_busy(self) -> bool:
        """Whether something is under way: one transfer at a time."""
        return self._job is not None

    def export(self, target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate) -> None:
        """Write annotations to a file in a form (a value of ExportFormat), entries named as ``reference`` has them."""
        work = partial(_export, target, form, selection, reference, tr)
        self._begin(work, partial(self.exported.emit, target))

    def import_file(self, source: Path) -> None:
        """Take in the annotations of a file, as one operation, after a backup."""
        self._begin(partial(_import, source, self._file_session.dataset), self._take)

    @Slot()
    def cancel(self) -> None:
        """Let what is under way end as soon as it can."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, work: Callable[[Progress, AnnotationStore], object], answered: Callable[..., object]) -> None:
        self._job = self._file_session.put(
            partial(_metered, work),
            partial(self._end, answered),
            failed=partial(self._end, self.failed.emit),
            defect=partial(self._end, self.failed.emit),
            cancelled=partial(self._end, self.cancelled.emit),
            reported=self.progressed.emit,
        )

    def _end(self, tell: Callable[..., object], *words: object) -> None:
        self._job = None
        tell(*words)

    def _take(self, done: Imported) -> None:
        self._writer.take(done.change)
        self.imported.emit(done)


# On the thread of the file; the modules come with their first use


class _Meter:
    """Reports now and then how far a job has come, and ends it once it is cancelled."""

    def __init__(self, job: FileJob) -> None:
        self._job, self._told, self._takes_long = job, time.monotonic(), False

    def __call__(self, done: int, total: int) -> None:
        if self._job.is_cancelled():
            raise Cancelled
        now = time.monotonic()
        if now >= self._told + _TOLD_EACH or (self._takes_long and done == total):
            self._told, self._takes_long = now, True
            self._job.report(done, total)


def _metered(work: Callable[[Progress, AnnotationStore], object], job: FileJob) -> object:
    """Do something that may take long; raises Cancelled, with nothing left of it, where it is cancelled."""
    store = job.kept.store
    with store.file.cancellable(job.is_cancelled):
        return work(_Meter(job), store)


def _export(
    target: Path,
    form: str,
    selection: ExportSelection,
    reference: Path,
    tr: Translate,
    progress: Progress,
    store: AnnotationStore,
) -> int:
    annotations = read_selection(store, selection)
    if annotations:
        names = _names(reference, annotations)
        save_file(target, *write_annotations(ExportFormat(form), annotations, names, tr, progress))
    return len(annotations)


def _names(reference: Path, annotations: Iterable[Annotation]) -> EntryNames:
    named_by = ReferenceStore(reference)
    try:
        return read_entry_names(named_by, annotations)
    finally:
        named_by.close()


def _import(source: Path, dataset: str, progress: Progress, store: AnnotationStore) -> Imported:
    read = read_jsonld(source, progress)
    plan, change = import_annotations(store, read.annotations, dataset)
    return Imported(source, plan.counts, read.losses, with_annotations(store, change) if change else None)
