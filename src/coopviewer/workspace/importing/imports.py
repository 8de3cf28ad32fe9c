"""The service that previews and runs imports in the background, and reads their notes."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.domain.imports.previews import ImportPreview
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.exchange.import_report import save_import_report
from coopviewer.storage.building.import_reading import read_notes_by_kind
from coopviewer.workspace.background import BackgroundQueue, Job

MOST_NOTES = 2_000
"""The most notes of an import that are listed at once."""
_PATIENCE = 3.0  # seconds; a cancelled import ends in a fifth of one
_SHORT_PATIENCE = 120  # milliseconds
_REPORTED_EVERY = 0.1  # seconds
NoteKind = tuple[ImportSeverity, str]
"""The severity and the code of a note, which says what an import mended, kept or refused."""


class Importer(NamedTuple):
    """The functions that do the work; they are called on a thread, where they load modules that are slow to load.

        ``preview``: receives files, and a function that returns whether to end; returns what is in the files. A fault
            within one file may be in the result, as its ``fault``, instead of being raised.
        ``run``: imports. Receives a request, a function to report the bytes done and all bytes, and a function that
            returns whether to end.
        ``steps``: receives the path of a reference; returns the request by which it was imported, without its files.

    ``preview`` and ``run`` raise Cancelled if they are to end. Each function raises EnvironmentFault if it fails;
    ``steps`` also if the reference was not imported.
    """

    preview: Callable[[tuple[Path, ...], Callable[[], bool]], ImportPreview]
    run: Callable[[ImportRequest, Callable[[int, int], None], Callable[[], bool]], ImportOutcome]
    steps: Callable[[Path], ImportRequest]


class ImportService(QObject):
    """Previews some files, imports them, and reads the notes of an import; every call but ``stop`` returns at once."""

    previewed = Signal(object)
    """What is in the files that were asked for last (ImportPreview)."""
    not_previewed = Signal(object)
    """The files that were asked for last cannot be imported (EnvironmentFault)."""
    progressed = Signal(int, int)
    """An import is under way: how much of its files is done, and their whole size, in bytes."""
    imported = Signal(object)
    """An import is done (ImportOutcome)."""
    cancelled = Signal()
    """An import was cancelled; nothing of it is left."""
    failed = Signal(object)
    """An import failed; nothing of it is left (EnvironmentFault)."""
    report_saved = Signal(object)
    """A report (all notes of an imported reference as text) was saved at a Path."""
    report_failed = Signal(object)
    """Notes, or how a reference was imported, could not be read, or a report not be written (EnvironmentFault)."""

    def __init__(self, importer: Importer, parent: QObject) -> None:
        """Start without a preview or an import; ``importer`` has the functions that do them, on threads."""
        super().__init__(parent)
        self._importer = importer
        self._previews: BackgroundQueue[None] = BackgroundQueue("import preview", self)
        self._imports: BackgroundQueue[None] = BackgroundQueue("import", self)
        self._notes: BackgroundQueue[None] = BackgroundQueue("import notes", self)
        self._run: Job[None] | None = None
        self._only_reads = False  # the import reads a table, and has written nothing yet
        self._asked: Job[None] | None = None  # the notes that were asked for last

    @property
    def is_busy(self) -> bool:
        """Whether an import is running."""
        return self._run is not None

    def preview(self, files: tuple[Path, ...]) -> None:
        """Read the first activities of some XML files; a preview under way is given up.

        ``preview_import`` reads at most 2,000, but at least one of each file. ``previewed`` is emitted at the end, or
        ``not_previewed`` if reading failed.
        """
        self.give_up_preview()
        self._previews.put(
            partial(_preview, self._importer, files),
            self.previewed.emit,
            failed=self.not_previewed.emit,
            defect=self.not_previewed.emit,
        )

    def give_up_preview(self) -> None:
        """Cancel the preview, of which nothing more is emitted."""
        self._previews.give_up()

    def run(self, request: ImportRequest) -> None:
        """Start importing files; a preview under way is given up.

        ``imported``, ``cancelled`` or ``failed`` is emitted at the end. To be called only while ``is_busy`` is False,
        which is not checked: ``cancel`` would no longer reach the import that runs.
        """
        self.give_up_preview()
        self._only_reads = request.mapping is not None
        self._run = self._imports.put(
            partial(_import, self._importer, request),
            partial(self._end, self.imported.emit),
            failed=partial(self._end, self.failed.emit),
            defect=partial(self._end, self.failed.emit),
            cancelled=partial(self._end, self.cancelled.emit),
            reported=self._report,
        )

    def cancel(self) -> None:
        """Cancel the running import; nothing happens if none is running.

        ``cancelled`` is emitted once the import has ended, unless it is done before. An import of a table reads the
        whole table in one long step, before it writes anything: during that step ``cancelled`` is emitted a tenth of a
        second later, without waiting for its end. ``is_busy`` is False from then on, although the step still runs; an
        import that is begun meanwhile waits for its end.
        """
        if self._run is not None:
            self._run.cancel()
            QTimer.singleShot(_SHORT_PATIENCE, self, partial(self._give_up_reading, self._run))

    def _give_up_reading(self, job: Job[None]) -> None:
        self._imports.tell_sent()  # it may have begun to write, or be done
        if self._run is job and self._only_reads:
            self._imports.give_up(job)
            self._end(self.cancelled.emit)

    @Slot()
    def stop(self) -> None:
        """Cancel everything, and wait until a running import has removed what it wrote, but at most 3 seconds.

        The program may end then. A report that is being saved is cancelled too, without a signal.
        """
        self.give_up_preview()
        self._notes.give_up()
        self.cancel()
        self._imports.finish(_PATIENCE)

    def ask_steps(self, reference: Path, receive: Callable[[ImportRequest], Any]) -> None:
        """Read on a thread how a reference was imported, and hand that to ``receive`` as a request without files.

        ``receive`` is called on the window's thread. If the reference was not imported, or cannot be read,
        ``report_failed`` is emitted instead.
        """
        self._notes.put(partial(_steps, self._importer, reference), receive, failed=self.report_failed.emit)

    def ask_notes(
        self, reference: Path, kind: NoteKind | None, receive: Callable[[tuple[ImportNote, ...]], Any]
    ) -> None:
        """Read the first notes of an imported reference, of one kind or (None) of all, and hand them to ``receive``.

        At most 2,000 (MOST_NOTES) are read, kind by kind, refused ones first. If the reference was not imported,
        ``receive`` gets an empty tuple. If earlier requested notes have not arrived yet, they never will. If notes
        cannot be read, ``report_failed`` is emitted instead.
        """
        if self._asked is not None:
            self._notes.give_up(self._asked)
        self._asked = self._notes.put(partial(_first_notes, reference, kind), receive, failed=self.report_failed.emit)

    def save_report(self, path: Path, reference: Path, heading: str, tr: Translate) -> None:
        """Save all notes of an imported reference as text under a heading, in the file ``path``.

        An existing file is replaced. ``report_saved`` or ``report_failed`` is emitted at the end.
        """
        self._notes.put(
            partial(_save_report, path, reference, heading, tr),
            self.report_saved.emit,
            failed=self.report_failed.emit,
        )

    def _report(self, done: int, total: int) -> None:
        self._only_reads = self._only_reads and not done
        self.progressed.emit(done, total)

    def _end(self, emit: Callable[..., object], *values: object) -> None:
        self._run = None
        emit(*values)


# On the thread


def _preview(importer: Importer, files: tuple[Path, ...], job: Job[None]) -> ImportPreview:
    found = importer.preview(files, job.is_cancelled)
    if job.is_cancelled():
        raise Cancelled
    return found


def _import(importer: Importer, request: ImportRequest, job: Job[None]) -> ImportOutcome:
    reported = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal reported
        now = time.monotonic()
        if now >= reported + _REPORTED_EVERY or done == total:
            reported = now
            job.report(done, total)

    return importer.run(request, report, job.is_cancelled)


def _steps(importer: Importer, reference: Path, _job: Job[None]) -> ImportRequest:
    return importer.steps(reference)


def _first_notes(reference: Path, kind: NoteKind | None, _job: Job[None]) -> tuple[ImportNote, ...]:
    return tuple(read_notes_by_kind(reference, kind, MOST_NOTES))


def _save_report(path: Path, reference: Path, heading: str, tr: Translate, job: Job[None]) -> Path:
    def noted() -> Iterator[ImportNote]:
        for note in read_notes_by_kind(reference):
            if job.is_cancelled():
                raise Cancelled
            yield note

    save_import_report(path, heading, noted(), tr)
    return path
