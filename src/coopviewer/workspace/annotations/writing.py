"""Annotating: what a person says beside the facts, written on a thread of its own.

Every call returns at once; what came of it is told by the signals after it is on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Anchor, Annotation
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob

MOST_TOLD = 200  # annotations that a change carries; after a larger one, lists are asked for anew

How = Callable[[Annotation], Annotation]


@dataclass(slots=True)
class _Editing:
    """An editor that is open: all that is typed into it is one operation."""

    label: str
    operation: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, and the annotations as they are now, where they are at most MOST_TOLD."""

    change: Change
    now: tuple[Annotation, ...]


class AnnotationWriter(QObject):
    """Writes into the file that is open, one operation after the other."""

    annotations_changed = Signal(object, object)
    """Something was written (its Change), and the annotations as they are now, where they are at most MOST_TOLD.

    One of the change's uuids that is not among them is gone, or there were more.
    """
    saved = Signal(str)
    """What was typed into an annotation (its uuid) is on the disk."""
    not_saved = Signal(object, str)
    """What was typed into an Annotation could not be written; a sentence for the person."""

    def __init__(self, file_session: AnnotationFileSession) -> None:
        """Write to what is kept there."""
        super().__init__(file_session)
        self._file_session = file_session
        self._editing: _Editing | None = None

    def perform(self, label: str, annotations: Sequence[Annotation]) -> None:
        """Write annotations as one operation; ``label`` names it in the menu."""
        self._file_session.put(partial(_perform, label, tuple(annotations)), self.take)

    def change(self, label: str, wanted: Sequence[str] | AnnotationFilter, how: How) -> None:
        """Change several annotations in the same way, as one operation; those that it leaves as they are stay."""
        self._file_session.put(partial(_change, label, wanted, how), self.take)

    def retag(self, label: str, names: Sequence[str], to: str | None) -> None:
        """Rename a tag, merge several into one, or take them off all annotations (``to`` None)."""
        self._file_session.put(partial(_retag, label, tuple(names), to), self.take)

    def step(self, by: int) -> None:
        """Undo the last operation (-1), or redo the one undone last (1)."""
        self.leave_editor()
        self._file_session.put(_undo if by < 0 else _redo, self.take)

    def type_into(self, label: str, annotation: Annotation) -> None:
        """Write what stands in an open editor now; until it is left, all of it is one operation."""
        if self._editing is None:
            self._editing = _Editing(label)
        work, refused = partial(_type, self._editing, annotation), partial(self.not_saved.emit, annotation)
        self._file_session.put(work, partial(self._take_typed, annotation.uuid), failed=refused, defect=refused)

    @Slot()
    def leave_editor(self) -> None:
        """Close the operation of an editor; what is typed next is another one."""
        self._editing = None

    def add_anchors(self, anchors: Mapping[str, Anchor]) -> None:
        """Keep where annotations stand in the edition that is open, as the program found it."""
        self._file_session.put(partial(_add_anchors, dict(anchors)))

    def take(self, done: Written | None) -> None:
        """Tell of what was written; None: nothing was."""
        if done is not None:
            self.annotations_changed.emit(done.change, done.now)
            self._file_session.set_steps(done.change.steps)

    def _take_typed(self, uuid: str, done: Written) -> None:
        self.take(done)
        self.saved.emit(uuid)


# On the thread of the file


def written(store: AnnotationStore, change: Change) -> Written:
    """Say what a write did, with the annotations as they are now where they are few."""
    few = len(change.uuids) <= MOST_TOLD
    return Written(change, store.get(change.uuids) if few else ())


def _perform(label: str, annotations: tuple[Annotation, ...], job: FileJob) -> Written:
    return written(job.kept.store, job.kept.store.perform(label, annotations))


def _change(label: str, wanted: Sequence[str] | AnnotationFilter, how: How, job: FileJob) -> Written | None:
    uuids = job.kept.store.lists.uuids(wanted) if isinstance(wanted, AnnotationFilter) else wanted
    before = job.kept.store.get(uuids)
    changed = tuple(now for each in before if (now := how(each)) is not each)
    return written(job.kept.store, job.kept.store.perform(label, changed)) if changed else None


def _retag(label: str, names: tuple[str, ...], to: str | None, job: FileJob) -> Written:
    return written(job.kept.store, job.kept.store.retag(label, names, to))


def _undo(job: FileJob) -> Written | None:
    change = job.kept.store.undo()
    return written(job.kept.store, change) if change else None


def _redo(job: FileJob) -> Written | None:
    change = job.kept.store.redo()
    return written(job.kept.store, change) if change else None


def _type(editing: _Editing, annotation: Annotation, job: FileJob) -> Written:
    change = job.kept.store.perform(editing.label, (annotation,), joining=editing.operation)
    editing.operation = change.operation or editing.operation
    return written(job.kept.store, change)


def _add_anchors(anchors: Mapping[str, Anchor], job: FileJob) -> None:
    job.kept.store.add_anchors(anchors)
