"""Transferring: annotations that leave as a file, and such as enter from one."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat, ExportSelection, ImportCounts, Loss
from coopviewer.domain.progress import Cancelled
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, telling
from coopviewer.workspace.annotations.locked_file import LockedFile
from coopviewer.workspace.annotations.writing import AnnotationWriter, Written, written
from coopviewer.workspace.thread_relay import SignalRelay

Translate = Callable[[str], str]
_TOLD_EACH = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: where from, how many were taken or left, what of them was lost, and what was written.

    ``written`` None: nothing was. The annotations themselves are not kept: they may be many.
    """

    path: Path
    counts: ImportCounts
    losses: Mapping[Loss, int]
    written: Written | None


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
    failed = Signal(str)
    """What was asked could not be done; a sentence for the person."""

    def __init__(self, file_session: AnnotationFileSession, writer: AnnotationWriter) -> None:
        """Transfer what is kept there."""
        super().__init__(file_session)
        self._file_session, self._writer = file_session, writer
        self._meter: _Meter | None = None  # of what is under way
        self._relay = _ProgressRelay()
        self._relay.progressed.connect(self._tell_progress)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way: one transfer at a time."""
        return self._meter is not None

    def export(self, target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate) -> None:
        """Write annotations to a file in a form (a value of ExportFormat), entries named as ``reference`` has them."""
        work = partial(_export, target, form, selection, reference, tr)
        self._begin(work, telling(self.exported, target))

    def import_file(self, label: str, source: Path) -> None:
        """Take in the annotations of a file, as one operation, after a backup."""
        self._begin(partial(_import, label, source, self._file_session.dataset), self._take)

    @Slot()
    def cancel(self) -> None:
        """Let what is under way end as soon as it can."""
        if self._meter is not None:
            self._meter.cancelled.set()

    def _begin(self, work: Callable[..., object], answered: Callable[..., None]) -> None:
        self._meter = meter = _Meter(self._relay)
        self._file_session.ask(partial(_metered, work, meter), partial(self._end, answered), self._fail)

    @Slot(int, int)
    def _tell_progress(self, done: int, total: int) -> None:
        if self.is_busy:  # else it was on its way when that ended
            self.progressed.emit(done, total)

    def _end(self, answered: Callable[..., None], result: object) -> None:
        self._meter = None
        if result is None:
            self.cancelled.emit()
        else:
            answered(result)

    def _fail(self, sentence: str) -> None:
        self._meter = None
        self.failed.emit(sentence)

    def _take(self, done: Imported) -> None:
        self._writer.take(done.written)
        self.imported.emit(done)


# On the thread of the file; the modules come with their first use


class _ProgressRelay(SignalRelay):
    progressed = Signal(int, int)


class _Meter:
    """Tells now and then how far something has come, and ends it once it is cancelled."""

    def __init__(self, relay: _ProgressRelay) -> None:
        self.cancelled = Event()
        self._relay, self._told, self._takes_long = relay, time.monotonic(), False

    def __call__(self, done: int, total: int) -> None:
        if self.cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._told + _TOLD_EACH or (self._takes_long and done == total):
            self._told, self._takes_long = now, True
            self._relay.send(self._relay.progressed, done, total)


def _metered(work: Callable[..., object], meter: _Meter, held: LockedFile) -> object:
    """Do something that may take long; None: it was cancelled."""
    try:
        with held.store.file.cancellable(meter.cancelled.is_set):
            return work(meter, held)
    except Cancelled:
        return None


def _export(
    target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate, meter: _Meter, held: LockedFile
) -> int:
    from coopviewer.exchange.annotations.writing import write_annotations
    from coopviewer.exchange.files import save_file
    from coopviewer.storage.annotations.transfer import read_selection

    annotations = read_selection(held.store, selection)
    if annotations:
        names = _names(reference, annotations)
        save_file(target, *write_annotations(ExportFormat(form), annotations, names, tr, meter))
    return len(annotations)


def _names(reference: Path, annotations: Iterable[Annotation]) -> EntryNames:
    from coopviewer.storage.reference.entry_names import read_entry_names
    from coopviewer.storage.reference.store import ReferenceStore

    store = ReferenceStore(reference)
    try:
        return read_entry_names(store, annotations)
    finally:
        store.close()


def _import(label: str, source: Path, dataset: str, meter: _Meter, held: LockedFile) -> Imported:
    from coopviewer.exchange.annotations.jsonld import read_jsonld
    from coopviewer.storage.annotations.transfer import import_annotations

    read = read_jsonld(source, meter)
    plan, change = import_annotations(held.store, read.annotations, dataset, label)
    return Imported(source, plan.counts, read.losses, written(held, change) if change else None)
