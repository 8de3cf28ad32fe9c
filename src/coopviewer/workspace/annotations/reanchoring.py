"""Reanchoring: looks in the background where annotations stand in the edition that was opened."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.store import AnnotationStore, uuids_to_look_at
from coopviewer.workspace.thread_relay import SignalRelay

_PART = 500


def annotations_to_look_at(path: Path, dataset: str, edition_sha256: str) -> Generator[Annotation, None, None]:
    """Give what has to be looked for in an edition (storage/annotation_looking.py), through a connection of its own.

    To be walked and closed on one thread. Raises EnvironmentFault where the file cannot be read.
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
    """Looks through annotations on a thread of its own, with a reference of its own; one look at a time."""

    progressed = Signal(int, int)
    """How many annotations have been looked at, and of how many."""
    rows_found = Signal(object)
    """Anchors to be added, by the uuids of their annotations (a dict of Anchor); told part by part."""
    looked_through = Signal(object)
    """All annotations have been looked at: what came of them, and those that the person is to decide (Reviewed)."""
    failed = Signal(str)
    """A file turned out to be damaged or is gone; a sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._look: _PassThread | None = None
        self._relay = _PassRelay()
        self._relay.part_done.connect(self._tell_part)
        self._relay.ended.connect(self._tell_end)
        self._relay.failed.connect(self._tell_failure)

    def look_through(self, path: Path, annotations: Iterable[Annotation], total: int) -> None:
        """Look where annotations stand in the reference of a file; gives up the look before it.

        ``annotations`` is walked once, on the other thread, and may read them from their file meanwhile; it is fastest
        where those of an entry follow each other. ``total`` is for the progress alone.
        """
        self.give_up()
        self._look = look = _PassThread(self._relay, path, annotations, total)
        self.destroyed.connect(look.cancelled.set)
        look.start()

    @Slot()
    def give_up(self) -> None:
        """Let nothing be told any more of what is under way; what was found so far stays found."""
        if self._look is not None:
            self._look.cancelled.set()
            self._look = None

    @Slot()
    def stop(self) -> None:
        """Give up what is under way, and wait until its files are let go of."""
        look = self._look
        self.give_up()
        if look is not None:
            look.join(_PATIENCE)

    @Slot(object, object, int)
    def _tell_part(self, look: "_PassThread", rows: dict[str, object], done: int) -> None:
        if look is not self._look:
            return
        if rows:
            self.rows_found.emit(rows)
        self.progressed.emit(done, max(look.total, done))

    @Slot(object, object)
    def _tell_end(self, look: "_PassThread", reviewed: object) -> None:
        if look is self._look:
            self._look = None
            self.looked_through.emit(reviewed)

    @Slot(object, str)
    def _tell_failure(self, look: "_PassThread", sentence: str) -> None:
        if look is self._look:
            self._look = None
            self.failed.emit(sentence)


class _PassRelay(SignalRelay):
    """What a look tells, itself with it."""

    part_done = Signal(object, object, int)
    ended = Signal(object, object)
    failed = Signal(object, str)


class _PassThread(Thread):
    """One look, on its thread."""

    def __init__(self, relay: _PassRelay, path: Path, annotations: Iterable[Annotation], total: int) -> None:
        super().__init__(name="reanchoring", daemon=True)
        self.cancelled = Event()
        self.total = total
        self._relay, self._path, self._annotations = relay, path, annotations

    def run(self) -> None:
        """Look, and tell; whatever goes wrong is told too."""
        try:
            self._look()
        except EnvironmentFault as fault:
            self._relay.send(self._relay.failed, self, str(fault))
        except Exception as defect:  # noqa: BLE001 - raised again on the window's thread, where it is told and logged
            self._relay.send_defect(defect)

    def _look(self) -> None:
        # deferred, and on this thread: nobody waits for these modules
        from coopviewer.storage.reference.store import ReferenceStore
        from coopviewer.workspace.annotations.reanchoring_pass import ReanchoringPass

        done = 0
        # what reads annotations from a file is closed here: it belongs to this thread
        with ExitStack() as open_files:
            if isinstance(self._annotations, Generator):
                open_files.enter_context(closing(self._annotations))
            store = open_files.enter_context(closing(ReferenceStore(self._path)))
            look = ReanchoringPass(store)
            for part in look.parts(self._annotations):
                done += part.annotations
                self._relay.send(self._relay.part_done, self, part.rows, done)
                if self.cancelled.wait(_BREATH):
                    return
            self._relay.send(self._relay.ended, self, look.result)
