"""Measures a comparison in the real window; ``compare.py`` runs it in a process of its own for each pair of editions.

Called with two references, it opens the window on the second one, annotates the first 300 projects, and asks what
changed since the first one. It prints as JSON, in milliseconds: the time until the first changes are painted, by the
clock and of the processor; then, until all are shown, the longest time of the processor between two turns of the
window's loop, of the window's thread alone and of the whole process.
"""

import gc
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.editions.changes_controller import ChangesController
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.browsing.addresses import HOME_ADDRESS
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore

_MINE = 300
_PATIENCE = 600_000  # milliseconds


class Watch(QObject):
    """Notes when the first changes are painted, and how long each turn of the window's loop takes."""

    def __init__(self, changes: ChangesController) -> None:
        """Begin to measure."""
        super().__init__(changes)
        self._changes = changes
        self.first: tuple[float, float] | None = None
        self.own = self.kept = 0.0
        self._own, self._kept = time.thread_time(), time.process_time()
        self.begun = time.perf_counter(), time.process_time()
        changes.pane.text.viewport().installEventFilter(self)
        timer = QTimer(self)
        timer.timeout.connect(self._turn)
        timer.start(1)

    def _turn(self) -> None:
        self.own = max(self.own, time.thread_time() - self._own)
        self.kept = max(self.kept, time.process_time() - self._kept)
        self._own, self._kept = time.thread_time(), time.process_time()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a painting of the page once it has changes."""
        if self.first is None and event.type() == QEvent.Type.Paint and self._changes.document is not None:
            QTimer.singleShot(0, self._note)  # once it is painted
        return False

    def _note(self) -> None:
        if self.first is None:
            self.first = time.perf_counter() - self.begun[0], time.process_time() - self.begun[1]


def annotate(reference: Path, annotations: Path) -> None:
    """Write annotations on the first projects of a reference."""
    store, opened = AnnotationStore.open(annotations), ReferenceStore(reference)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    dataset = opened.edition.dataset
    notes = [
        Annotation(
            uuid=f"00000000-0000-4000-8000-{number:012}",
            revision=1,
            dataset=dataset,
            entry_id=ref.id,
            motivation=Motivation.COMMENTING,
            creator=store.person,
            created=at,
            modified=at,
            body="Check.",
        )
        for number, ref in enumerate(opened.entries(EntryKind.PROJECT)[:_MINE])
    ]
    store.perform("Import annotations", notes)
    store.close()
    opened.close()


def main(old: Path, new: Path) -> None:
    """Measure one pair of editions."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        annotations = Path(folder, "annotations.db")
        annotate(new, annotations)
        composition = Composition(
            application, Start(new, HOME_ADDRESS, dark=False, folder=Path(folder), annotations=annotations)
        )
        composition.window.show()
        composition.show_first_page()
        composition.begin_annotations()
        composition.settle()
        Garbage(composition.window)  # both as app/window.py does once the window has settled
        gc.freeze()
        editions = composition.menu.overviews.editions
        watch, loop = Watch(editions.changes), QEventLoop()
        editions.changes.shown.connect(loop.quit)
        QTimer.singleShot(_PATIENCE, loop.quit)
        editions.open(old)
        loop.exec()
        assert watch.first is not None
        print(json.dumps([round(each * 1000) for each in (*watch.first, watch.own, watch.kept)]))
        composition.window.close()
        composition.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
