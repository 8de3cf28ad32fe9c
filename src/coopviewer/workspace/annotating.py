"""Annotating: what a person says beside the facts, read and written on a thread of its own.

Every call returns at once; what came of it is told by the signals, on the window's thread, after it is on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotation_files import OpenFile
from coopviewer.domain.annotation_lists import AnnotationFilter, Change, FoundAnnotations, Steps, TagCount
from coopviewer.domain.annotations import Anchor, Annotation
from coopviewer.workspace.annotation_holding import Held, hold_annotations
from coopviewer.workspace.store_thread import StoreThread

MOST_TOLD = 200  # annotations that a change carries; after a larger one, lists are asked for anew

How = Callable[[Annotation], Annotation]


@dataclass(slots=True)
class _Editing:
    """An editor that is open: all that is typed into it is one operation."""

    label: str
    operation: int | None = None


class Annotating(QObject):
    """Reads and writes the annotations of one dataset in one file."""

    opened = Signal(object)
    """A file is open (OpenFile), in place of the one before if there was one."""
    page_listed = Signal(str, object)
    """The annotations of a page: the id that it was asked for, and a tuple of Annotation in no order."""
    counts_listed = Signal(object)
    """How many annotations each entry has, by its id; entries without one are left out."""
    tags_listed = Signal(object)
    """All tags (a tuple of TagCount), the most used first."""
    found = Signal(object, object)
    """A stretch of a list: its AnnotationFilter, and FoundAnnotations."""
    annotations_changed = Signal(object, object)
    """Something was written (its Change), and the annotations as they are now, where they are at most MOST_TOLD.

    One of the change's uuids that is not among them is gone, or there were more.
    """
    steps_changed = Signal(object)
    """What can be undone and redone now (Steps)."""
    saved = Signal(str)
    """What was typed into an annotation (its uuid) is on the disk."""
    not_saved = Signal(object, str)
    """An Annotation could not be written; a sentence for the person."""
    failed = Signal(str)
    """Something else could not be done; a sentence for the person."""

    def __init__(self, dataset: str, parent: QObject | None = None) -> None:
        """Begin without a file; ``dataset`` is that of the open reference."""
        super().__init__(parent)
        self.thread_of_store = StoreThread(self)
        self.file: OpenFile | None = None
        """The file that is open; None before the first."""
        self._dataset = dataset
        self._editing: _Editing | None = None

    @property
    def dataset(self) -> str:
        """The URN of the reference that the annotations are about."""
        return self._dataset

    @Slot(str)
    def use(self, dataset: str) -> None:
        """Keep to the annotations of another reference from now on."""
        self._dataset = dataset
        if self.file is not None:
            self._ask(partial(_describe, dataset=dataset), self._take_file)

    def open(self, path: Path) -> None:
        """Open another file, or make it; where that fails, the one before stays open."""
        self.leave_editor()
        dataset = self._dataset

        def opens() -> Held:
            return hold_annotations(path)

        self.thread_of_store.open(opens, self._nothing, self.failed.emit)
        self._ask(partial(_describe, dataset=dataset), self._take_file)

    def finish(self, patience: float = 10.0) -> bool:
        """Write what is still to be written and let go of the file; False: it takes longer than the seconds given."""
        self.leave_editor()
        return self.thread_of_store.finish(patience)

    def ask_page(self, entry_id: str, entry_ids: Sequence[str], fact_ids: Sequence[str]) -> None:
        """Ask for the annotations of a page: those of its entry, by all ids it ever had, and those on its facts."""
        answer = partial(self.page_listed.emit, entry_id)
        self._ask(partial(_on_page, self._dataset, tuple(entry_ids), tuple(fact_ids)), answer)

    def ask_counts(self) -> None:
        """Ask how many annotations each entry has."""
        self._ask(partial(_counts, self._dataset), self.counts_listed.emit)

    def ask_tags(self) -> None:
        """Ask for all tags."""
        self._ask(partial(_tags, self._dataset), self.tags_listed.emit)

    def find(self, wanted: AnnotationFilter, offset: int, limit: int) -> None:
        """Ask for a stretch of a list."""
        self._ask(partial(_find, wanted, offset, limit), partial(self.found.emit, wanted))

    def perform(self, label: str, annotations: Sequence[Annotation]) -> None:
        """Write annotations as one operation; ``label`` names it in the menu."""
        self._write(partial(_perform, label, tuple(annotations)))

    def change(self, label: str, wanted: Sequence[str] | AnnotationFilter, how: How) -> None:
        """Change several annotations in the same way, as one operation; those that it leaves as they are stay."""
        self._write(partial(_change, label, wanted, how))

    def retag(self, label: str, names: Sequence[str], to: str | None) -> None:
        """Rename a tag, merge several into one, or take them off all annotations (``to`` None)."""
        self._write(partial(_retag, label, tuple(names), to))

    def step(self, by: int) -> None:
        """Undo the last operation (-1), or redo the one undone last (1)."""
        self.leave_editor()
        self._write(_undo if by < 0 else _redo)

    def type_into(self, label: str, annotation: Annotation) -> None:
        """Write what stands in an open editor now; until it is left, all of it is one operation."""
        if self._editing is None:
            self._editing = _Editing(label)
        work = partial(_type, self._editing, annotation)
        self._ask(work, partial(self._take_typed, annotation.uuid), partial(self.not_saved.emit, annotation))

    @Slot()
    def leave_editor(self) -> None:
        """Close the operation of an editor; what is typed next is another one."""
        self._editing = None

    def add_anchors(self, anchors: Mapping[str, Anchor]) -> None:
        """Keep where annotations stand in the edition that is open, as the program found it."""
        self._ask(partial(_add_anchors, dict(anchors)))

    def _ask(
        self,
        work: Callable[[Held], object],
        answered: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self.thread_of_store.ask(work, answered, failed or self.failed.emit)

    def _write(self, work: "Callable[[Held], _Written | None]") -> None:
        self._ask(work, self.take_change)

    def take_change(self, written: "_Written | None") -> None:
        """Tell of what was written; None: nothing was."""
        if written is None:
            return
        self.annotations_changed.emit(written.change, written.now)
        self.steps_changed.emit(written.change.steps)

    def _take_typed(self, uuid: str, written: "_Written") -> None:
        self.take_change(written)
        self.saved.emit(uuid)

    def _take_file(self, described: tuple[OpenFile, Steps]) -> None:
        self.file, steps = described
        self.opened.emit(self.file)
        self.steps_changed.emit(steps)

    def _nothing(self, _result: object) -> None:
        """Leave the telling to what is asked next."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What a write did, and what is there now."""

    change: Change
    now: tuple[Annotation, ...]


# On the thread of the store


def written(held: Held, change: Change) -> _Written:
    """Say what a write did, with the annotations as they are now where they are few."""
    few = len(change.uuids) <= MOST_TOLD
    return _Written(change, held.store.get(change.uuids) if few else ())


def _describe(held: Held, dataset: str) -> tuple[OpenFile, Steps]:
    return held.described(dataset), held.store.steps()


def _on_page(dataset: str, entry_ids: tuple[str, ...], fact_ids: tuple[str, ...], held: Held) -> tuple[Annotation, ...]:
    return held.store.on_page(dataset, entry_ids, fact_ids)


def _counts(dataset: str, held: Held) -> dict[str, int]:
    return held.store.counts(dataset)


def _tags(dataset: str, held: Held) -> tuple[TagCount, ...]:
    return held.store.tags(dataset)


def _find(wanted: AnnotationFilter, offset: int, limit: int, held: Held) -> FoundAnnotations:
    return held.store.find(wanted, offset, limit)


def _perform(label: str, annotations: tuple[Annotation, ...], held: Held) -> _Written:
    return written(held, held.store.perform(label, annotations))


def _change(label: str, wanted: Sequence[str] | AnnotationFilter, how: How, held: Held) -> _Written | None:
    uuids = held.store.uuids(wanted) if isinstance(wanted, AnnotationFilter) else wanted
    before = held.store.get(uuids)
    changed = tuple(now for each in before if (now := how(each)) is not each)
    return written(held, held.store.perform(label, changed)) if changed else None


def _retag(label: str, names: tuple[str, ...], to: str | None, held: Held) -> _Written:
    return written(held, held.store.retag(label, names, to))


def _undo(held: Held) -> _Written | None:
    change = held.store.undo()
    return written(held, change) if change else None


def _redo(held: Held) -> _Written | None:
    change = held.store.redo()
    return written(held, change) if change else None


def _type(editing: _Editing, annotation: Annotation, held: Held) -> _Written:
    change = held.store.perform(editing.label, (annotation,), joining=editing.operation)
    editing.operation = change.operation
    return written(held, change)


def _add_anchors(anchors: Mapping[str, Anchor], held: Held) -> None:
    held.store.add_anchors(anchors)
