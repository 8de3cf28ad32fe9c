"""The thread on which the annotations file is read and written, so that no disk is ever waited for in the window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.workspace.annotations.locked_file import LockedFile
from coopviewer.workspace.thread_relay import SignalRelay

Work = Callable[[LockedFile], Any]
Answered = Callable[[Any], None]
Failed = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """What is to be done with the open file; ``opens`` makes the one at ``path`` the open file instead."""

    work: Work | None
    answered: Answered | None
    failed: Failed | None
    opens: Callable[[], LockedFile] | None = None
    path: Path | None = None


_Jobs = SimpleQueue[_Job | Event | None]
_DEFECT = "coopviewer failed at it, and has written down in its log what happened."


class StoreThread(QObject):
    """Does one piece of work after the other; answers and faults come back on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a file; the thread starts with the first work."""
        super().__init__(parent)
        self._relay = relay = _StoreRelay()
        self._jobs = jobs = _Jobs()
        self._worker: _Worker | None = None
        relay.done.connect(self._answer)
        relay.refused.connect(self._refuse)
        self.destroyed.connect(lambda: jobs.put(None))  # what was asked is still done, and then nobody asks for more

    def open(self, path: Path, opens: Callable[[], LockedFile], answered: Answered, failed: Failed) -> None:
        """Make the file at a path the open one, where it can be opened; the one before is let go of then.

        Where it is open already it is let go of first, since it would be found to be held.
        """
        self._put(_Job(None, answered, failed, opens, path))

    def ask(self, work: Work, answered: Answered | None = None, failed: Failed | None = None) -> None:
        """Have work done with the open file; nothing is done, and nobody told, where none is open."""
        self._put(_Job(work, answered, failed))

    def wait(self, patience: float) -> bool:
        """Wait until all that was asked is done, and its answers are told; False: it took longer than these seconds."""
        if self._worker is None:
            return True
        done = Event()
        self._jobs.put(done)
        if not done.wait(patience):
            return False
        for told in (self, self._relay):  # answers, and defects
            QCoreApplication.sendPostedEvents(told)
        return True

    def finish(self, patience: float) -> bool:
        """Wait until all that was asked is done, and let go of the file; False: it took longer than these seconds."""
        if self._worker is None:
            return True
        self._jobs.put(None)
        self._worker.join(patience)
        if self._worker.is_alive():
            return False
        self._worker = None
        return True

    def _put(self, job: _Job) -> None:
        self._jobs.put(job)
        if self._worker is None:
            self._worker = _Worker(self._jobs, self._relay)
            self._worker.start()

    @Slot(object, object)
    def _answer(self, job: _Job, result: object) -> None:
        if job.answered is not None:
            job.answered(result)

    @Slot(object, str)
    def _refuse(self, job: _Job, sentence: str) -> None:
        if job.failed is not None:
            job.failed(sentence)


class _StoreRelay(SignalRelay):
    """What becomes of a job: it with its answer, or with a sentence."""

    done = Signal(object, object)
    refused = Signal(object, str)


class _Worker(Thread):
    """Does the jobs on its thread, where the open file lives; it ends with the first None among them."""

    def __init__(self, jobs: _Jobs, relay: _StoreRelay) -> None:
        super().__init__(name="annotations", daemon=True)
        self._jobs, self._relay = jobs, relay

    def run(self) -> None:
        """Do what was asked, and let go of the file at the end."""
        held: LockedFile | None = None
        try:
            while (job := self._jobs.get()) is not None:
                if isinstance(job, Event):
                    job.set()
                else:
                    held = self._do(job, held)
        finally:
            if held is not None:
                held.close()

    def _do(self, job: _Job, held: LockedFile | None) -> LockedFile | None:
        """Do one job; gives the open file for the next one."""
        try:
            if job.opens is not None:
                held = _let_go_of_same(held, job.path)
                held, before = job.opens(), held
                if before is not None:
                    before.close()
                result: object = held
            elif job.work is None or held is None:
                return held
            else:
                result = job.work(held)
        except EnvironmentFault as fault:
            self._relay.send(self._relay.refused, job, str(fault))
        except Exception as defect:  # noqa: BLE001 - raised again on the window's thread, where it is told and logged
            self._relay.send(self._relay.refused, job, _DEFECT)
            self._relay.send_defect(defect)
        else:
            self._relay.send(self._relay.done, job, result)
        return held


def _let_go_of_same(held: LockedFile | None, path: Path | None) -> LockedFile | None:
    """Close a file that is about to be opened again; gives the open file, if it is another one."""
    if held is None or path is None or held.store.path != path.expanduser().resolve():
        return held
    held.close()
    return None
