"""The brief service: reads what briefs are about on background threads, for their preview and for files."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefRequest
from coopviewer.domain.progress import Cancelled
from coopviewer.exchange.files import save_file
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.workspace.background import BackgroundQueue, Job

_PATIENCE = 5.0  # seconds for a cancelled preview to end
Draw = Callable[[BriefContent, "Job[None]"], Any]
"""Lays a brief out and draws it, on a background thread.

It asks the job whether to end, and reports to it what is drawn so far.
"""
Make = Callable[[BriefContent], bytes]
"""Returns the content of the file of a brief; called on a background thread."""


class BriefService(QObject):
    """Previews one brief at a time, and saves any number meanwhile; a new preview cancels the one before.

    Every call but ``stop`` returns at once.
    """

    failed = Signal(object)
    """A brief could not be read or drawn, such as from a damaged file (EnvironmentFault)."""
    progressed = Signal(int, int)
    """Entries of a brief that is being saved were read: their number, and the number of all of that brief."""
    saved = Signal(object, int)
    """A brief was saved completely (its Path, and the number of its entries)."""
    not_saved = Signal(object)
    """A brief could not be saved (EnvironmentFault), or saving was cancelled (None); no file was changed."""

    def __init__(self, path: Path, annotations: Callable[[], Path | None], parent: QObject | None = None) -> None:
        """Read the reference at ``path``; ``annotations`` returns the path of the open annotations file or None."""
        super().__init__(parent)
        self._path, self._annotations = path, annotations
        self._previews: BackgroundQueue[None] = BackgroundQueue("brief", self, lays_out_text=True)
        self._files: BackgroundQueue[None] = BackgroundQueue("saving", self, finishes_jobs=True, lays_out_text=True)
        self._previews.failed.connect(self.failed)
        self._savings: dict[int, Job[None]] = {}  # by number
        self._numbers = count()

    def use(self, path: Path) -> None:
        """Read another reference from now on; the preview of the one before is cancelled."""
        self._previews.give_up()
        self._path = path

    def preview(
        self, request: BriefRequest, draw: Draw, answered: Callable[..., object], reported: Callable[..., object]
    ) -> None:
        """Request a brief, drawn by ``draw`` on a background thread.

        ``draw`` receives what the brief is to show (BriefContent), and the job. ``answered`` receives what ``draw``
        returns, and ``reported`` what it reports to the job meanwhile. The preview requested before is cancelled, and
        its callbacks are called no more. If reading or drawing fails, ``failed`` is emitted, and ``answered`` is not
        called.
        """
        self._previews.give_up()
        work = partial(_preview, self._path, self._annotations(), request, draw)
        self._previews.put(work, answered, defect=self.failed.emit, reported=reported)

    def save(self, request: BriefRequest, path: Path, make: Make) -> None:
        """Request that a brief be saved in the file at ``path``; an existing file is replaced.

        ``make`` receives what the brief is to show (BriefContent), on a background thread, and returns the content of
        the file. Several briefs are saved at the same time. At the end of each ``saved`` or ``not_saved`` is emitted.
        """
        number = next(self._numbers)
        work = partial(_save, self._path, self._annotations(), request, path, make)
        self._savings[number] = self._files.put(
            work,
            partial(self._tell_saved, number),
            failed=partial(self._tell_failed, number),
            defect=partial(self._tell_failed, number),
            cancelled=partial(self._tell_failed, number, None),
            reported=self.progressed.emit,
        )

    @Slot()
    def cancel(self) -> None:
        """Cancel saving each brief whose file is not being written yet; for each ``not_saved`` follows with None.

        A file that is being written already is finished. Nothing happens if no brief is being saved.
        """
        for saving in self._savings.values():
            saving.cancel()

    @Slot()
    def stop(self) -> None:
        """Cancel the preview, and finish what is being saved, as before the window closes.

        It waits for at most 5 seconds for each preview that has not ended, and as long as it takes for what is saved.
        """
        self._previews.give_up()
        self._previews.finish(_PATIENCE)
        self._files.finish(None)

    def _tell_saved(self, number: int, answer: tuple[Path, int]) -> None:
        del self._savings[number]
        self.saved.emit(*answer)

    def _tell_failed(self, number: int, fault: object) -> None:
        del self._savings[number]
        self.not_saved.emit(fault)


# On the threads of the queues


def _read(reference: Path, annotations: Path | None, request: BriefRequest, job: Job[None]) -> BriefContent:
    reader = BriefReader(reference, annotations)
    try:
        return reader.read(request, job.is_cancelled, job.report)
    finally:
        reader.close()


def _preview(reference: Path, annotations: Path | None, request: BriefRequest, draw: Draw, job: Job[None]) -> Any:
    reader = BriefReader(reference, annotations)
    try:
        content = reader.read(request, job.is_cancelled)
    finally:
        reader.close()
    return draw(content, job)


def _save(
    reference: Path, annotations: Path | None, request: BriefRequest, path: Path, make: Make, job: Job[None]
) -> tuple[Path, int]:
    content = _read(reference, annotations, request, job)
    made = make(content)
    if job.is_cancelled():
        raise Cancelled
    save_file(path, made)
    return path, len(content.pages)
