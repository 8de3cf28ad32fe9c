"""Searching: what is typed is looked for on threads of its own, results first, counts after them.

The next key gives up what is still under way, so that nobody waits for an answer that nobody wants any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.search.syntax import ParsedQuery, parse_query
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.storage.search.store import FIRST, LIMIT
from coopviewer.workspace.thread_relay import SignalRelay

_UNTIL_PAINTED = 100  # milliseconds without a key; what a thread works out in Python holds up drawing and the next key
_PATIENCE = 5.0  # seconds for a search that was given up to end; a tenth of a millisecond is usual


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """One search through one file, for its first results or for all of them.

    ``annotations`` is the person's file, searched beside it; None: none is open.
    """

    path: Path
    annotations: Path | None
    parsed: ParsedQuery
    cancelled: Event
    whole: bool = False


class SearchService(QObject):
    """Searches one reference at a time."""

    begun = Signal(object)
    """The first results of the latest search, where there are more (SearchAnswer): they fill a screen."""
    answered = Signal(object)
    """The latest search is answered (SearchAnswer), the first results included."""
    counted = Signal(object)
    """The facets of the latest search are counted (a tuple of FacetCounts)."""
    failed = Signal(str)
    """The file turned out to be damaged; a sentence for the person."""

    def __init__(
        self, path: Path, parent: QObject | None = None, annotations: Callable[[], Path | None] = lambda: None
    ) -> None:
        """Search this file; nothing is opened before the first search.

        ``annotations`` gives the person's annotations file that is open, to be searched beside it.
        """
        super().__init__(parent)
        self._path, self._annotations = path, annotations
        self._job: _Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_UNTIL_PAINTED)
        self._pause.timeout.connect(self._look_for_the_rest)
        # counting has a thread of its own, so that the next key does not wait until it has been given up
        relay = self._relay()
        self._finder, self._counter = _Worker("finding", _find, relay), _Worker("counting", _count, relay)
        for worker in (self._finder, self._counter):
            self.destroyed.connect(worker.end)

    def _relay(self) -> "_SearchRelay":
        relay = _SearchRelay()
        relay.begun.connect(self._take_beginning)
        relay.answered.connect(self._take_answer)
        relay.counted.connect(self._take_counts)
        relay.failed.connect(self._take_failure)
        return relay

    def search(self, text: str) -> ParsedQuery:
        """Look for what a text asks for; gives how it was understood, and tells the answer later."""
        self.give_up()
        parsed = parse_query(text)
        self._job = _Job(self._path, self._annotations(), parsed, Event())
        self._finder.put(self._job)
        return parsed

    def use(self, path: Path) -> None:
        """Search another file from now on, or the same one anew: it may have been replaced."""
        self.stop()
        self._path = path

    @Slot()
    def stop(self) -> None:
        """Give up what is under way, and let go of the file; another search begins anew."""
        self.give_up()
        self._finder.stop()
        self._counter.stop()

    def give_up(self) -> None:
        """Let nothing be told of the latest search any more."""
        if self._job is not None:
            self._pause.stop()
            self._job.cancelled.set()
            self._job = None

    @Slot(object, object)
    def _take_beginning(self, job: _Job, answer: object) -> None:
        if job is self._job:
            self._pause.start()
            self.begun.emit(answer)

    @Slot()
    def _look_for_the_rest(self) -> None:
        """Go on once the first results are painted."""
        if self._job is not None:
            self._job = replace(self._job, whole=True)
            self._finder.put(self._job)

    @Slot(object, object)
    def _take_answer(self, job: _Job, answer: object) -> None:
        if job is self._job:
            self.answered.emit(answer)
            self._counter.put(job)

    @Slot(object, object)
    def _take_counts(self, job: _Job, facets: object) -> None:
        if job is self._job:
            self.counted.emit(facets)

    @Slot(object, str)
    def _take_failure(self, job: _Job, sentence: str) -> None:
        if job is self._job:
            self.failed.emit(sentence)


class _SearchRelay(SignalRelay):
    """What becomes of a job: it with what was found, or with a sentence."""

    begun = Signal(object, object)
    answered = Signal(object, object)
    counted = Signal(object, object)
    failed = Signal(object, str)


# On the threads of the workers


def _find(search: PersonalSearch, job: _Job, relay: _SearchRelay) -> None:
    answer = search.search(job.parsed, LIMIT if job.whole else FIRST, job.cancelled.is_set)
    if answer.more and not job.whole:
        relay.send(relay.begun, job, answer)
    else:
        relay.send(relay.answered, job, search.with_own(answer, job.cancelled.is_set))


def _count(search: PersonalSearch, job: _Job, relay: _SearchRelay) -> None:
    relay.send(relay.counted, job, search.facets(job.parsed.query, job.cancelled.is_set))


class _Worker:
    """A thread that does one kind of work on one job after the other, with a connection of its own."""

    def __init__(
        self, name: str, work: Callable[[PersonalSearch, _Job, _SearchRelay], None], relay: _SearchRelay
    ) -> None:
        self._name, self._work, self._relay = name, work, relay
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    def put(self, job: _Job) -> None:
        """Have a job done after those before it."""
        self._jobs.put(job)
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the jobs that were put; another job begins anew."""
        if self._thread is not None:
            self.end()
            self._thread.join(_PATIENCE)
            self._thread = None

    def end(self) -> None:
        """End after the jobs that were put, without waiting for it."""
        self._jobs.put(None)

    def _run(self) -> None:
        search: PersonalSearch | None = None
        while (job := self._jobs.get()) is not None:
            if job.cancelled.is_set():
                continue
            search = self._do(job, search)
        if search is not None:
            search.close()

    def _do(self, job: _Job, search: PersonalSearch | None) -> PersonalSearch | None:
        """Do one job; gives the open file for the next one."""
        try:
            if search is None or (search.path, search.annotations) != (job.path, job.annotations):
                if search is not None:
                    search.close()
                search = None
                search = PersonalSearch(job.path, job.annotations)
            self._work(search, job, self._relay)
        except Cancelled:
            pass
        except EnvironmentFault as fault:
            self._relay.send(self._relay.failed, job, str(fault))
        except Exception as defect:  # noqa: BLE001 - raised again on the window's thread, where it is told and logged
            self._relay.send_defect(defect)
        return search
