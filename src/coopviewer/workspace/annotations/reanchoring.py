"""Re-anchoring: finds the annotations' passages in the opened edition, in the background."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Anchor, Annotation
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.storage.annotations.to_reanchor import uuids_to_look_at
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job

if TYPE_CHECKING:
    from coopviewer.domain.anchoring.review import ReanchoringResult

_PART = 500


Waiting = Iterable[Annotation] | Callable[[ReferenceStore], Generator[Annotation, None, None]]
"""Annotations to be found, or a function that reads them once the reference is open."""


def annotations_to_look_at(path: Path, reference: ReferenceStore) -> Generator[Annotation, None, None]:
    """Yield the annotations in the file at ``path`` that are to be searched for in a reference.

    They are annotations on passages that were not searched for in this edition yet, or about which the user has to
    decide. Besides, for each entry that is annotated as a whole, and whose id the edition lacks or has only as a former
    id, one of these annotations is yielded. Annotations in the bin are left out. Annotations on one entry follow each
    other. The file is read through a new connection. Must be iterated and closed on the thread of the reference. Raises
    EnvironmentFault if a file cannot be read.
    """
    reader = AnnotationReader.open(path, read_only=True)
    dataset, sha256 = reference.edition.dataset, reference.edition.content_sha256
    try:
        uuids = uuids_to_look_at(reader, dataset, sha256, lambda ids: [ref.id for ref in reference.refs(ids)])
        for begin in range(0, len(uuids), _PART):
            yield from reader.get(uuids[begin : begin + _PART])
    finally:
        reader.close()


_PATIENCE = 5.0  # seconds for a cancelled pass to end; some milliseconds are usual
_BREATH = 0.002  # seconds between two parts, in which the window's thread runs undisturbed


class Reanchoring(QObject):
    """Re-anchors annotations on a background thread with its own connection to the reference.

    One pass (``look_through``) runs at a time. The anchors that it finds are not stored here: ``rows_found`` emits
    them.
    """

    progressed = Signal(int, int)
    """A pass progressed: the number of annotations that were searched, and of all of them."""
    rows_found = Signal(object)
    """Anchors to be added, by the uuids of their annotations (a dict of Anchor); emitted for each part that has any."""
    looked_through = Signal(object)
    """All annotations were searched; the ReanchoringResult has those that the user has to decide about.

    None: there was no annotation to search for.
    """
    failed = Signal(object)
    """A file turned out to be damaged or is gone (EnvironmentFault); what was found before it is kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("reanchoring", self)
        self._queue.failed.connect(self.failed)

    def look_through(self, path: Path, annotations: Waiting, total: int = 0) -> None:
        """Start searching a reference for the passages of annotations, and return; a search under way is cancelled.

        ``path`` is the file of the reference. ``annotations`` are the annotations, or a function that yields them; they
        are read once, on the background thread. It is fastest if annotations on one entry follow each other. ``total``
        is how many there are, for ``progressed``. 0: it is not known, and ``progressed`` then reports the number
        searched so far as the number of all.
        """
        self._queue.give_up()
        work = partial(_look_through, path, annotations)
        self._queue.put(work, self.looked_through.emit, reported=partial(self._tell_part, total))
        self._queue.end()

    @Slot()
    def give_up(self) -> None:
        """Cancel the running pass, of which nothing more is emitted; the anchors emitted so far stay valid."""
        self._queue.give_up()

    @Slot()
    def stop(self) -> None:
        """Cancel the running pass and wait until its files are closed, for at most 5 seconds.

        It is not reported whether they were closed within that time.
        """
        self._queue.give_up()
        self._queue.finish(_PATIENCE)

    def _tell_part(self, total: int, anchors: Mapping[str, Anchor], done: int) -> None:
        if anchors:
            self.rows_found.emit(anchors)
        self.progressed.emit(done, max(total, done))


def _look_through(path: Path, annotations: Waiting, job: Job[None]) -> "ReanchoringResult | None":
    done = 0
    with ExitStack() as open_files:
        store = open_files.enter_context(closing(ReferenceStore(path)))
        if callable(annotations):
            annotations = annotations(store)
        if isinstance(annotations, Generator):  # it reads a file that was opened on this thread
            open_files.enter_context(closing(annotations))
        waiting = iter(annotations)
        if (first := next(waiting, None)) is None:
            return None  # without importing the modules of a pass
        from coopviewer.workspace.annotations.reanchoring_pass import ReanchoringPass

        look = ReanchoringPass(store)
        for part in look.parts(chain((first,), waiting)):
            done += part.annotations
            job.report(part.rows, done)
            job.pause(_BREATH)
        return look.result
