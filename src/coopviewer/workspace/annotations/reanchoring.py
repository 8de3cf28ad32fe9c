"""Re-anchoring: finds the annotations' passages in the opened edition, in the background."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Anchor, Annotation
from coopviewer.storage.annotations.store import AnnotationStore, uuids_to_look_at
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job

if TYPE_CHECKING:
    from coopviewer.domain.anchoring.review import ReanchoringResult

_PART = 500


def annotations_to_look_at(path: Path, dataset: str, edition_sha256: str) -> Generator[Annotation, None, None]:
    """Return the annotations to be found in an edition, read through a connection of their own.

    Must be iterated and closed on one thread. Raises EnvironmentFault if the file cannot be read.
    """
    store = AnnotationStore(path, read_only=True)
    try:
        uuids = uuids_to_look_at(store, dataset, edition_sha256)
        for begin in range(0, len(uuids), _PART):
            yield from store.get(uuids[begin : begin + _PART])
    finally:
        store.close()


_PATIENCE = 5.0  # seconds for a look that was given up to end; some milliseconds are usual
_BREATH = 0.002  # seconds between two parts, in which the window's thread need not ask for its turn


class Reanchoring(QObject):
    """Re-anchors annotations on a background thread with its own connection to the reference; one pass at a time."""

    progressed = Signal(int, int)
    """How many annotations have been looked at, and of how many."""
    rows_found = Signal(object)
    """Anchors to be added, by the uuids of their annotations (a dict of Anchor); told part by part."""
    looked_through = Signal(object)
    """All annotations were searched; the ReanchoringResult has those that the user has to decide about."""
    failed = Signal(str)
    """A file turned out to be damaged or is gone; a sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("reanchoring", self)
        self._queue.failed.connect(self.failed)

    def look_through(self, path: Path, annotations: Iterable[Annotation], total: int) -> None:
        """Start a pass over annotations in the reference of a file; the previous pass is cancelled.

        ``annotations`` is iterated once, on the background thread, and may read the annotations file; it is fastest
        if those of one entry follow each other. ``total`` is used for the progress only.
        """
        self._queue.give_up()
        work = partial(_look_through, path, annotations)
        self._queue.put(work, self.looked_through.emit, reported=partial(self._tell_part, total))
        self._queue.end()

    @Slot()
    def give_up(self) -> None:
        """Cancel the running pass; results reported so far are kept."""
        self._queue.give_up()

    @Slot()
    def stop(self) -> None:
        """Cancel the running pass and wait until its files are closed."""
        self._queue.give_up()
        self._queue.finish(_PATIENCE)

    def _tell_part(self, total: int, anchors: Mapping[str, Anchor], done: int) -> None:
        if anchors:
            self.rows_found.emit(anchors)
        self.progressed.emit(done, max(total, done))


def _look_through(path: Path, annotations: Iterable[Annotation], job: Job[None]) -> "ReanchoringResult":
    from coopviewer.workspace.annotations.reanchoring_pass import ReanchoringPass

    done = 0
    # what reads annotations from a file is closed here: it belongs to this thread
    with ExitStack() as open_files:
        if isinstance(annotations, Generator):
            open_files.enter_context(closing(annotations))
        store = open_files.enter_context(closing(ReferenceStore(path)))
        look = ReanchoringPass(store)
        for part in look.parts(annotations):
            done += part.annotations
            job.report(part.rows, done)
            job.pause(_BREATH)
        return look.result
