"""Writing annotations, on the thread of the annotations file.

Every call returns at once; signals report the result once it is on the disk.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Anchor, Annotation
from coopviewer.domain.annotations.lists import AnnotationFilter, Change
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.workspace.annotations.file_session import AnnotationFileSession, FileJob

MOST_TOLD = 200  # annotations that a change carries; after a larger one, lists are read again

Edit = Callable[[Annotation], Annotation]


class _Typing:
    """The text typed into an editor until it is left: one operation, None before its first write."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.operation: int | None = None
        self.written: Annotation | None = None
        """What was written last, on the thread of the file; None before the first write."""
        self.latest: Annotation | None = None
        """The draft that was passed in last."""
        self.is_overtaken = False
        """Whether an import or a colleague changed the annotation meanwhile, so that no further draft is written."""


class AnnotationWriter(QObject):
    """Writes into the open file on its thread, one operation after another; every call returns at once.

    If no file is open, nothing is written. If writing fails, the session emits ``failed``; of a draft ``not_saved`` is
    emitted instead.
    """

    annotations_changed = Signal(object)
    """Edits were written: a Change, with the annotations as they are now if they are at most MOST_TOLD.

    The Change's ``operation`` is 0 if nothing differed from what is stored.
    """
    saved = Signal(str)
    """The draft of an annotation (its uuid) is on the disk."""
    not_saved = Signal(object, object)
    """The draft of an Annotation could not be written; with the EnvironmentFault."""
    editor_left = Signal()
    """The user has left an editor into which something was typed."""

    overtaken = Signal(object)
    """A draft was not written, since an import or a colleague has changed the annotation after the editor showed it.

    The Annotation as the user typed it. Emitted once for each editor; its later drafts are not written either.
    """

    def __init__(self, file_session: AnnotationFileSession) -> None:
        """Write into the open file of a session."""
        super().__init__(file_session)
        self._file_session = file_session
        self._typing: _Typing | None = None

    @property
    def is_typing(self) -> bool:
        """Whether ``type_into`` has been called since the editor was last left (``leave_editor``)."""
        return self._typing is not None

    def perform(self, label: str, annotations: Sequence[Annotation]) -> None:
        """Write whole annotations, new or changed ones, as one operation.

        ``label`` names the operation in the journal, for Undo: its kind and values as JSON, which the function
        ``operation`` in ``domain.annotations.operations`` makes.
        """
        self._file_session.put(partial(_perform, label, tuple(annotations)), self.take)

    def edit(self, label: str, wanted: Sequence[str] | AnnotationFilter, edit: Edit) -> None:
        """Apply one edit to several annotations, as one operation; those it does not change are not written.

        ``label``: names the operation in the journal, for Undo; as for ``perform``.
        ``wanted``: the uuids of the annotations, or the filter that selects them. Unknown uuids are left out.
        ``edit``: receives an annotation, and returns it changed, or the same object if nothing is to change. It is
            called on the thread of the file.
        """
        self._file_session.put(partial(_edit, label, wanted, edit), self.take)

    def retag(self, label: str, names: Sequence[str], to: str | None) -> None:
        """Rename the tags ``names`` to ``to``, which merges several into one; None: remove them from all annotations.

        Annotations on other references in the file are changed too. Upper and lower case make no difference in names;
        unknown names are ignored. ``label`` names the operation in the journal, for Undo.
        """
        self._file_session.put(partial(_retag, label, tuple(names), to), self.take)

    def step(self, by: int) -> None:
        """Undo the last operation (-1), or redo the one undone last (1); nothing is written if there is none.

        The operation of an open editor is ended first.
        """
        self.leave_editor()
        self._file_session.put(partial(_step, by), self.take)

    def type_into(self, label: str, annotation: Annotation, seen: Annotation | None = None) -> None:
        """Write the draft of an open editor; all drafts until ``leave_editor`` are one operation with this label.

        A draft of another annotation begins a new operation too. ``saved`` or ``not_saved`` is emitted once that is
        done. ``seen`` is the annotation as the editor showed it before the user typed; None: it is new. If an import or
        a colleague has changed it since, neither this draft nor later ones of the editor are written, and ``overtaken``
        is emitted once.
        """
        if self._typing is None or (self._typing.latest is not None and self._typing.latest.uuid != annotation.uuid):
            self._typing = _Typing(label)
        typing = self._typing
        typing.latest = annotation
        work, refused = partial(_type, typing, annotation, seen), partial(self.not_saved.emit, annotation)
        self._file_session.put(work, partial(self._take_typed, typing, annotation.uuid), failed=refused, defect=refused)

    @Slot()
    def leave_editor(self) -> None:
        """End the operation (one step of Undo) of an editor, and emit ``editor_left``; the next draft begins another.

        Nothing happens if no draft was written since the last call.
        """
        if self._typing is not None:
            self._typing = None
            self.editor_left.emit()

    def add_anchors(self, anchors: Mapping[str, Anchor]) -> None:
        """Add anchors that the program found in the open edition, by annotation uuid; this is no operation.

        It cannot be undone, and ``annotations_changed`` is not emitted.
        """
        self._file_session.put(partial(_add_anchors, dict(anchors)))

    def take(self, change: Change | None) -> None:
        """Emit ``annotations_changed`` with a change that was written, and have the session emit ``steps_changed``.

        None: nothing was written, and nothing is emitted.
        """
        if change is not None:
            self.annotations_changed.emit(change)
            self._file_session.set_steps(change.steps)

    def _take_typed(self, typing: _Typing, uuid: str, change: Change | None) -> None:
        if change is None:
            if not typing.is_overtaken:
                typing.is_overtaken = True
                self.overtaken.emit(typing.latest)
            return
        self.take(change)
        self.saved.emit(uuid)


# On the thread of the file


def with_annotations(reader: AnnotationReader, change: Change) -> Change:
    """Return ``change`` with the annotations as they are now, if it affects at most 200 (MOST_TOLD).

    They are in its ``now``, without those that are not in the file any more. If it affects more, it is returned as it
    is. Raises EnvironmentFault if the file cannot be read.
    """
    return change._replace(now=reader.get(change.uuids)) if len(change.uuids) <= MOST_TOLD else change


def _perform(label: str, annotations: tuple[Annotation, ...], job: FileJob) -> Change:
    store = job.kept.store
    return with_annotations(store, store.perform(label, annotations))


def _edit(label: str, wanted: Sequence[str] | AnnotationFilter, edit: Edit, job: FileJob) -> Change | None:
    store = job.kept.store
    before = store.get(store.lists.uuids(wanted) if isinstance(wanted, AnnotationFilter) else wanted)
    edited = tuple(now for each in before if (now := edit(each)) is not each)
    return with_annotations(store, store.perform(label, edited)) if edited else None


def _retag(label: str, names: tuple[str, ...], to: str | None, job: FileJob) -> Change:
    store = job.kept.store
    return with_annotations(store, store.retag(label, names, to))


def _step(by: int, job: FileJob) -> Change | None:
    store = job.kept.store
    change = store.undo() if by < 0 else store.redo()
    return with_annotations(store, change) if change else None


def _type(typing: _Typing, annotation: Annotation, seen: Annotation | None, job: FileJob) -> Change | None:
    store = job.kept.store
    if typing.is_overtaken or store.was_changed_by_others(
        annotation.uuid, [each for each in (typing.written, seen) if each]
    ):
        return None
    typing.written = annotation
    change = store.perform(typing.label, (annotation,), joining=typing.operation)
    typing.operation = change.operation or typing.operation
    return with_annotations(store, change)


def _add_anchors(anchors: Mapping[str, Anchor], job: FileJob) -> None:
    job.kept.store.add_anchors(anchors)
