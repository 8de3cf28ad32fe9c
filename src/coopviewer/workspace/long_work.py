"""Work that may take long: one job at a time, whose progress is reported and which can be cancelled."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.progress import Cancelled
from coopviewer.workspace.background import BackgroundQueue, Job

_TOLD_EACH = 0.1  # seconds


class LongWork(QObject):
    """Does one job at a time on a background thread; a subclass says what it does, and emits its result.

    At the end of each job the callback given with it is called, or ``cancelled`` or ``failed`` is emitted; after a
    defect of the program ``failed`` is emitted too, with the fault DEFECT (``workspace/background.py``).
    """

    progressed = Signal(int, int)
    """The work takes long: the number of parts that are done, and of all parts."""
    cancelled = Signal()
    """The work was cancelled."""
    failed = Signal(object)
    """The work failed (EnvironmentFault)."""

    def __init__(self, queue: BackgroundQueue[Any], parent: QObject | None = None) -> None:
        """Start without a job; jobs will be done on the thread of ``queue``."""
        super().__init__(parent)
        self._queue = queue
        self._job: Job[Any] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is running, or waits for others on the queue."""
        return self._job is not None

    @Slot()
    def cancel(self) -> None:
        """Cancel the job, if any; it ends as soon as it can, with ``cancelled``, or its result if done by then."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def stop(self) -> None:
        """Cancel the job, and wait until it has removed what it has begun, as before the window closes.

        It waits for at most 10 seconds, also for other work on the queue.
        """
        self.cancel()
        self._queue.finish()

    def begin(self, work: Callable[[Job[Any]], object], answered: Callable[..., object]) -> None:
        """Start a job: ``work`` is called on the queue's thread, then ``answered``, with its result, on the window's.

        If the job fails or is cancelled, ``failed`` or ``cancelled`` is emitted instead. To be called only while
        ``is_busy`` is False, which is not checked: ``cancel`` would no longer reach the job that runs.
        """
        self._job = self._queue.put(
            work,
            partial(self._end, answered),
            failed=partial(self._end, self.failed.emit),
            defect=partial(self._end, self.failed.emit),
            cancelled=partial(self._end, self.cancelled.emit),
            reported=self.progressed.emit,
        )

    def _end(self, tell: Callable[..., object], *words: object) -> None:
        self._job = None
        tell(*words)


class Meter:
    """The Progress callback of a job; it reports at most every tenth of a second, and the end too.

    Work that ends within the first tenth reports nothing. Raises Cancelled once the job is cancelled.
    """

    def __init__(self, job: Job[Any]) -> None:
        self._job, self._told, self._takes_long = job, time.monotonic(), False

    def __call__(self, done: int, total: int) -> None:
        """Report how many parts of all are done."""
        if self._job.is_cancelled():
            raise Cancelled
        now = time.monotonic()
        if now >= self._told + _TOLD_EACH or (self._takes_long and done == total):
            self._told, self._takes_long = now, True
            self._job.report(done, total)
