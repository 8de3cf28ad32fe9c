"""Searching: what is typed is looked for on a thread of its own, results first, counts after them.

The next key gives up what is still under way, so that nobody waits for an answer that nobody wants any more.
"""

from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.search_answer import SearchCancelled
from coopviewer.domain.search_syntax import ParsedQuery, parse_query
from coopviewer.storage.search_store import Cancellation, ReferenceSearch

_PATIENCE = 5.0  # seconds for a search that was given up to end; a tenth of a millisecond is usual


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """One search through one file."""

    path: Path
    parsed: ParsedQuery
    cancellation: Cancellation


class Searching(QObject):
    """Searches one reference at a time."""

    answered = Signal(object)
    """The latest search is answered (SearchAnswer)."""
    counted = Signal(object)
    """The facets of the latest search are counted (a tuple of FacetCounts)."""
    failed = Signal(str)
    """The file turned out to be damaged; a sentence for the person."""
    _job_answered = Signal(object, object)
    _job_counted = Signal(object, object)
    _job_failed = Signal(object, str)
    _job_broke = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Search this file; nothing is opened before the first search."""
        super().__init__(parent)
        self._path = path
        self._job: _Job | None = None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._job_answered.connect(self._take_answer)
        self._job_counted.connect(self._take_counts)
        self._job_failed.connect(self._take_failure)
        self._job_broke.connect(self._raise)

    def search(self, text: str) -> ParsedQuery:
        """Look for what a text asks for; gives how it was understood, and tells the answer later."""
        self._give_up()
        parsed = parse_query(text)
        self._job = _Job(self._path, parsed, Cancellation())
        self._jobs.put(self._job)
        if self._thread is None:
            self._thread = Thread(target=self._run, name="searching", daemon=True)
            self._thread.start()
        return parsed

    def use(self, path: Path) -> None:
        """Search another file from now on."""
        self._give_up()
        self._path = path

    @Slot()
    def stop(self) -> None:
        """Give up what is under way, and let go of the file; another search begins anew."""
        self._give_up()
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(_PATIENCE)
            self._thread = None

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancellation.cancel()
            self._job = None

    @Slot(object, object)
    def _take_answer(self, job: _Job, answer: object) -> None:
        if job is self._job:
            self.answered.emit(answer)

    @Slot(object, object)
    def _take_counts(self, job: _Job, facets: object) -> None:
        if job is self._job:
            self.counted.emit(facets)

    @Slot(object, str)
    def _take_failure(self, job: _Job, sentence: str) -> None:
        if job is self._job:
            self.failed.emit(sentence)

    @Slot(object)
    def _raise(self, defect: BaseException) -> None:
        raise defect

    # On the searching thread, from here on

    def _run(self) -> None:
        search: ReferenceSearch | None = None
        while (job := self._jobs.get()) is not None:
            try:
                search = self._answer(job, search)
            except _Gone:
                break
        if search is not None:
            search.close()

    def _answer(self, job: _Job, search: ReferenceSearch | None) -> ReferenceSearch | None:
        """Answer one job, unless it was given up; gives the open file for the next one."""
        if job.cancellation.is_asked:
            return search
        try:
            if search is None or search.path != job.path:
                if search is not None:
                    search.close()
                search = None
                search = ReferenceSearch(job.path)
            _tell(self._job_answered, job, search.search(job.parsed, cancellation=job.cancellation))
            _tell(self._job_counted, job, search.facets(job.parsed.query, job.cancellation))
        except SearchCancelled:
            pass
        except EnvironmentFault as fault:
            _tell(self._job_failed, job, str(fault))
        except _Gone:
            raise
        except Exception as defect:  # noqa: BLE001 - raised again on the window's thread, where it is told and logged
            _tell(self._job_broke, defect)
        return search


class _Gone(Exception):
    """The window was closed meanwhile, and nobody is there to be told."""


def _tell(signal: SignalInstance, *words: object) -> None:
    try:
        signal.emit(*words)
    except RuntimeError:  # of a signal whose object is deleted
        raise _Gone from None
