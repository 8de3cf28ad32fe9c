"""The service that writes a folder of Markdown pages in the background, or renews it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.language import Translate
from coopviewer.exchange.markdown_folder.folder import renew_folder
from coopviewer.exchange.markdown_folder.renewal import Renewal
from coopviewer.storage.annotations.of_entries import read_all_own
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.meter import Meter


class MarkdownRun(NamedTuple):
    """What to write where: the folder, the reference, and the annotations file, None for no notes."""

    folder: Path
    reference: Path
    annotations: Path | None
    today: date


class MarkdownExport(QObject):
    """Writes one folder at a time; every call returns at once."""

    renewed = Signal(object, object)
    """A folder was written: its Path and the Renewal."""
    progressed = Signal(int, int)
    """The number of pages that are done, and of all pages."""
    cancelled = Signal()
    """The work was cancelled; the pages written so far stay."""
    failed = Signal(object)
    """The folder could not be written (EnvironmentFault)."""

    def __init__(self, parent: QObject) -> None:
        """Start without work."""
        super().__init__(parent)
        self._queue: BackgroundQueue[None] = BackgroundQueue("markdown folder", self)
        self._job: Job[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a folder is being written."""
        return self._job is not None

    def renew(self, run: MarkdownRun, tr: Translate) -> None:
        """Write a folder, or renew it."""
        self._job = self._queue.put(
            partial(_renew, run, tr),
            partial(self._end, partial(self.renewed.emit, run.folder)),
            failed=partial(self._end, self.failed.emit),
            defect=partial(self._end, self.failed.emit),
            cancelled=partial(self._end, self.cancelled.emit),
            reported=self.progressed.emit,
        )

    @Slot()
    def cancel(self) -> None:
        """Cancel the running work; it ends between two pages."""
        if self._job is not None:
            self._job.cancel()

    def _end(self, tell: Callable[..., object], *words: object) -> None:
        self._job = None
        tell(*words)


# On the thread


def _renew(run: MarkdownRun, tr: Translate, job: Job[None]) -> Renewal:
    store = ReferenceStore(run.reference)
    try:
        notes = {} if run.annotations is None else read_all_own(run.annotations, store.edition.dataset)
        return renew_folder(run.folder, store, notes, run.today, tr, Meter(job))
    finally:
        store.close()
