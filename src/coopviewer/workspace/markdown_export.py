"""The service that writes a folder of Markdown pages in the background, or renews it."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.language import Translate
from coopviewer.exchange.markdown_folder.folder import make_folder, renew_folder
from coopviewer.exchange.markdown_folder.renewal import Renewal
from coopviewer.storage.annotations.of_entries import read_all_own
from coopviewer.storage.files.lock import locked_folder
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.long_work import LongWork, Meter


class MarkdownRun(NamedTuple):
    """What one run of MarkdownExport writes, and into which folder.

    ``folder``: the folder of pages, new or to be renewed.
    ``reference``: the file of the reference whose entries are written.
    ``annotations``: the user's annotations file, whose notes are written into the pages; None: no notes are.
    ``today``: the day on which the pages are written.
    """

    folder: Path
    reference: Path
    annotations: Path | None
    today: date


class MarkdownExport(LongWork):
    """Writes all entries as Markdown pages, into one folder at a time; every call but ``stop`` returns at once.

    ``renewed``, ``failed`` or ``cancelled`` is emitted at the end. The pages written before it is cancelled stay.
    """

    renewed = Signal(object, object)
    """A folder was written: its Path, and what was new, changed or left in it (Renewal)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        queue = BackgroundQueue[None]("markdown folder")
        super().__init__(queue, parent)
        queue.setParent(self)

    def renew(self, run: MarkdownRun, tr: Translate) -> None:
        """Start writing a folder of pages, or renewing one that was written before.

        The folder is created if missing, though not the one above it. A page is left as it is if the user changed the
        part that coopviewer wrote. To be called only while no folder is being written (see ``begin``). ``failed`` is
        emitted also if another process writes this folder at the time.
        """
        self.begin(partial(_renew, run, tr), partial(self.renewed.emit, run.folder))


# On the thread


def _renew(run: MarkdownRun, tr: Translate, job: Job[None]) -> Renewal:
    store = ReferenceStore(run.reference)
    try:
        notes = {} if run.annotations is None else read_all_own(run.annotations, store.edition.dataset)
        make_folder(run.folder)
        with locked_folder(run.folder):
            return renew_folder(run.folder, store, notes, run.today, tr, Meter(job))
    finally:
        store.close()
