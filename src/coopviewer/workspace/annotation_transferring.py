"""Transferring: annotations that leave as a file, and such as enter from one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.annotation_exchange import EntryNames, ExportFormat, ExportSelection, ImportPlan, ReadAnnotations
from coopviewer.domain.annotations import Annotation
from coopviewer.workspace.annotating import Annotating, Written, written
from coopviewer.workspace.annotation_keeping import AnnotationKeeping, telling
from coopviewer.workspace.held_annotations import Held

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: where from, what was read, what became of it, and what was written; None: nothing was."""

    path: Path
    read: ReadAnnotations
    plan: ImportPlan
    written: Written | None


class AnnotationTransferring(QObject):
    """Writes and reads files of annotations on the thread of the annotations file; every call returns at once."""

    exported = Signal(object, int)
    """A file (its Path) holds so many annotations; 0: none fitted, and no file was written."""
    imported = Signal(object)
    """What an import did (Imported)."""
    failed = Signal(str)
    """What was asked could not be done; a sentence for the person."""

    def __init__(self, keeping: AnnotationKeeping, annotating: Annotating) -> None:
        """Transfer what is kept there."""
        super().__init__(keeping)
        self._keeping, self._annotating = keeping, annotating

    def export(self, target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate) -> None:
        """Write annotations to a file in a form (a value of ExportFormat), entries named as ``reference`` has them."""
        work = partial(_export, target, form, selection, reference, tr)
        self._keeping.ask(work, telling(self.exported, target), self.failed.emit)

    def import_file(self, label: str, source: Path) -> None:
        """Take in the annotations of a file, as one operation, after a backup."""
        work = partial(_import, label, source, self._keeping.dataset)
        self._keeping.ask(work, self._take, self.failed.emit)

    def _take(self, done: Imported) -> None:
        self._annotating.take(done.written)
        self.imported.emit(done)


# On the thread of the file; the modules come with their first use


def _export(target: Path, form: str, selection: ExportSelection, reference: Path, tr: Translate, held: Held) -> int:
    from coopviewer.exchange.annotation_export import write_annotations
    from coopviewer.exchange.files import save_file
    from coopviewer.storage.annotation_transfer import read_selection

    annotations = read_selection(held.store, selection)
    if annotations:
        names = _names(reference, annotations)
        save_file(target, write_annotations(ExportFormat(form), annotations, names, tr))
    return len(annotations)


def _names(reference: Path, annotations: Iterable[Annotation]) -> EntryNames:
    from coopviewer.storage.annotation_transfer import read_entry_names
    from coopviewer.storage.reference_store import ReferenceStore

    store = ReferenceStore(reference)
    try:
        return read_entry_names(store, annotations)
    finally:
        store.close()


def _import(label: str, source: Path, dataset: str, held: Held) -> Imported:
    from coopviewer.exchange.annotation_jsonld import read_jsonld
    from coopviewer.storage.annotation_transfer import import_annotations

    read = read_jsonld(source)
    plan, change = import_annotations(held.store, read.annotations, dataset, label)
    return Imported(source, read, plan, written(held, change) if change else None)
