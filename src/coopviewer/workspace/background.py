"""Background work: jobs that run on a queue's thread and are answered on the window's thread.

A job ends with an answer, with an EnvironmentFault, with a defect of the program, or cancelled. The callback given with
the job for this way is called; a defect also reaches the one excepthook.
"""

import atexit
from _queue import SimpleQueue  # the core of queue, whose other parts take half a millisecond of every start
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot
from shiboken6 import isValid

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.workspace.thread_relay import SignalRelay

PATIENCE = 10.0
"""Seconds for which ``wait`` and ``finish`` wait for the jobs of a queue, if not told otherwise."""
DEFECT = EnvironmentFault("defect")
"""The fault that is reported instead of an answer after a defect."""


class Resource(Protocol):
    """Something that a queue's thread keeps open between jobs, such as a file."""

    def close(self) -> None:
        """Close the resource, on the thread that opened it."""


Kept = TypeVar("Kept", bound=Resource | None)
_Outcome = Literal["answered", "failed", "defect", "cancelled", "reported"]


class Job(Generic[Kept]):
    """One piece of work in a queue: ``put`` returns it, to be cancelled; the work gets it as its argument."""

    kept: Kept
    """The resource that the thread keeps open, None if it keeps none; set before the work runs."""

    def __init__(self, work: "Callable[[Job[Kept]], Any]", relay: "_JobRelay") -> None:
        """Hold the work for the queue's thread; ``relay`` passes its result to the callbacks on the window's thread."""
        self._work, self._relay = work, relay
        self._cancelled, self._is_silent = Event(), False

    def cancel(self) -> None:
        """Ask the work to end as soon as possible; may be called from any thread at any time."""
        self._cancelled.set()

    def silence(self) -> None:
        """Cancel the work, and send nothing more of it but a defect. Only the queue calls this: use its ``give_up``."""
        self._is_silent = True
        self.cancel()

    def is_cancelled(self) -> bool:
        """Return whether the work is to end; the work should then raise Cancelled."""
        return self._cancelled.is_set()

    def pause(self, seconds: float) -> None:
        """Wait for some seconds, in which the window's thread runs undisturbed; raises Cancelled once cancelled."""
        if self._cancelled.wait(seconds):
            raise Cancelled

    def report(self, *facts: object) -> None:
        """Report progress: the callback ``reported`` is called with ``facts`` on the window's thread."""
        self._tell("reported", *facts)

    def run(self, kept: Kept) -> None:
        """Run the work on the queue's thread, unless cancelled; a callback of ``put`` gets the result. Never raises."""
        self.kept = kept
        try:
            if self.is_cancelled():
                raise Cancelled
            answer = self._work(self)
        except Cancelled:
            self._tell("cancelled")
        except EnvironmentFault as fault:
            self._tell("failed", fault)
        except Exception as defect:  # noqa: BLE001 - raised again on the window's thread, where it is logged and shown
            self._tell("defect", DEFECT)
            self._relay.send_defect(defect)
        else:
            self._tell("answered", answer)

    def _tell(self, outcome: _Outcome, *words: object) -> None:
        if not self._is_silent:  # else nobody would take it
            self._relay.send(self._relay.told, self, outcome, words)


class _JobRelay(SignalRelay):
    told = Signal(object, str, object)
    """A job, the name of one of its callbacks, and a tuple of the arguments for it."""


class _Callbacks(NamedTuple):
    """The callbacks of a job; None: not called."""

    answered: Callable[..., object] | None
    failed: Callable[[EnvironmentFault], object] | None
    defect: Callable[[EnvironmentFault], object] | None
    cancelled: Callable[[], object] | None
    reported: Callable[..., object] | None


class BackgroundQueue(QObject, Generic[Kept]):
    """Runs jobs on a thread in the order they were added; every call except ``wait`` and ``finish`` returns at once.

    With ``lays_out_text`` each job has a thread of its own, and runs even while the one before still runs. So does the
    first job after ``end``. The worker thread never holds an object of the window. A subclass may connect slots of its
    own to ``_relay.told``, which emits the Job, the name of a callback of ``put`` and a tuple of the arguments for it:
    at each report and at the end of each job, unless it was given up. They are called on the window's thread, after the
    callback. A subclass does not override ``_call``, the only slot: PySide6 would call it after the queue is deleted.
    """

    failed = Signal(object)
    """A job without a callback ``failed`` failed (EnvironmentFault)."""

    def __init__(
        self,
        name: str,
        parent: QObject | None = None,
        *,
        opens: Callable[[], Kept] | None = None,
        finishes_jobs: bool = False,
        lays_out_text: bool = False,
    ) -> None:
        """Start without a thread; one with this name starts with the first job.

        ``opens`` returns what a thread keeps open until it ends, and must not raise; None: nothing. ``finishes_jobs``:
        pending jobs are done after the queue is deleted, as for writing; else they are cancelled. ``lays_out_text``:
        each job runs on a QThread of its own, as laying out text needs; the program does not end before it.
        """
        super().__init__(parent)
        self._name, self._opens, self._lays_out_text = name, opens, lays_out_text
        self._relay = _JobRelay()
        self._relay.told.connect(self._call)
        self._callbacks: dict[Job[Kept], _Callbacks] = {}
        self._worker: _Worker[Kept] | None = None
        self._workers: list[_Worker[Kept]] = []  # those that have not ended, the current one among them
        # not a slot of the queue's own: the queue is gone by then
        self.destroyed.connect(partial(_abandon, self._workers, {} if finishes_jobs else self._callbacks))

    def put(
        self,
        work: Callable[[Job[Kept]], Any],
        answered: Callable[..., object] | None = None,
        *,
        failed: Callable[[EnvironmentFault], object] | None = None,
        defect: Callable[[EnvironmentFault], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        reported: Callable[..., object] | None = None,
    ) -> Job[Kept]:
        """Add work to the queue; the callbacks are called on the window's thread, None: not called.

        ``answered`` receives the work's return value, ``reported`` what the work reports.
        ``failed`` receives an EnvironmentFault that the work raised; None: the signal ``failed`` emits it.
        ``defect`` receives DEFECT after another exception; ``cancelled`` is called once a cancelled job has ended.
        """
        job = Job(work, self._relay)
        self._callbacks[job] = _Callbacks(answered, failed or self.failed.emit, defect, cancelled, reported)
        if self._worker is None:
            self._worker = _Worker(self._name, self._opens, self._relay, lays_out_text=self._lays_out_text)
            self._workers.append(self._worker)
        self._worker.jobs.put(job)
        if self._lays_out_text:
            self.end()
        return job

    def give_up(self, job: Job[Kept] | None = None) -> None:
        """Cancel a job, None: all jobs, and call their callbacks no more; a defect still reaches the excepthook."""
        for each in tuple(self._callbacks) if job is None else (job,):
            each.silence()
            self._callbacks.pop(each, None)

    def end(self) -> None:
        """Let the thread end after the pending jobs, without waiting; a later job starts a new thread at once."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None
        self._workers[:] = [worker for worker in self._workers if worker.thread.is_alive()]

    def wait(self, patience: float = PATIENCE) -> bool:
        """Wait until all jobs are done and reported; return False if that takes over ``patience`` seconds (usually 10).

        Jobs put before the last ``end`` are not waited for; with ``lays_out_text`` no job is, and it returns True.
        """
        if self._worker is None:
            return True
        done = Event()
        self._worker.jobs.put(done)
        if is_done := done.wait(patience):
            self.tell_sent()
        return is_done

    def tell_sent(self) -> None:
        """Call the callbacks at once for what jobs have sent so far, such as an answer that is on its way."""
        QCoreApplication.sendPostedEvents(self)
        QCoreApplication.sendPostedEvents(self._relay)  # which tells defects

    def finish(self, patience: float | None = PATIENCE) -> bool:
        """Wait until all jobs are done and all threads have ended; callbacks for the jobs are not called meanwhile.

        Return False if a thread has not ended after ``patience`` seconds, which begin anew for each; None: no limit.
        """
        self.end()
        for worker in self._workers:
            worker.thread.join(patience)
        self.end()
        return not self._workers

    @Slot(object, str, object)
    def _call(self, job: Job[Kept], outcome: _Outcome, words: tuple[object, ...]) -> None:
        take = self._callbacks.get if outcome == "reported" else self._callbacks.pop
        callback = getattr(take(job, None), outcome, None)
        if callback is not None and not _is_deleted(callback):
            callback(*words)


def _is_deleted(callback: Callable[..., object]) -> bool:
    """Return whether a callback is a method of a QObject that Qt has deleted."""
    owner = getattr(getattr(callback, "func", callback), "__self__", None)  # of a partial, and of a bound method
    return isinstance(owner, QObject) and not isValid(owner)


def _abandon(workers: "list[_Worker[Kept]]", unwanted: dict[Job[Kept], _Callbacks]) -> None:
    for job in unwanted:
        job.silence()
    for worker in workers:
        worker.end()


class _Worker(Generic[Kept]):
    """A thread, its pending jobs, and what it keeps open between them."""

    def __init__(self, name: str, opens: Callable[[], Kept] | None, relay: SignalRelay, *, lays_out_text: bool) -> None:
        self.jobs: SimpleQueue[Job[Kept] | Event | None] = SimpleQueue()
        self._opens, self._relay = opens, relay
        self.thread: Thread | _TextThread
        if lays_out_text:
            self.thread = _TextThread(self._run, name)
        else:
            self.thread = Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def end(self) -> None:
        """End after the pending jobs."""
        self.jobs.put(None)

    def _run(self) -> None:
        kept: Any = None if self._opens is None else self._opens()
        while self._do_next(kept):
            pass
        if kept is not None:
            try:
                kept.close()
            except Exception as defect:  # noqa: BLE001 - as in Job.run
                self._relay.send_defect(defect)

    def _do_next(self, kept: Kept) -> bool:
        """Do one job; return False after the last one. No reference to a job is held while the thread waits."""
        job = self.jobs.get()
        if isinstance(job, Event):
            job.set()
        elif job is not None:
            job.run(kept)
        return job is not None


class _TextThread(QThread):
    """A QThread with the interface of Python's threads; a child of the application, deleted once it has ended."""

    def __init__(self, work: Callable[[], None], name: str) -> None:
        super().__init__(QCoreApplication.instance())
        self.setObjectName(name)
        self._work = work
        self.finished.connect(self.deleteLater)

    def is_alive(self) -> bool:
        return isValid(self) and self.isRunning()

    def join(self, patience: float | None) -> None:
        if isValid(self):
            self.wait() if patience is None else self.wait(round(patience * 1000))

    # Qt's names

    def run(self) -> None:
        self._work()


@atexit.register
def _join_text_threads() -> None:
    """Wait for QThreads, since Qt ends the process if one is deleted while it runs."""
    application = QCoreApplication.instance()
    for thread in application.findChildren(_TextThread) if application is not None else []:
        thread.join(None)
