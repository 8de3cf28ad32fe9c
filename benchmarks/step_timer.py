"""Measures how long this thread works at a time: the processor time between two turns of its event loop."""

import signal
import time
import traceback
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog

_QUIET = 0.15  # seconds without a long step, after which an action is over
_LONG = 0.004  # seconds of the processor from which on a step is not quiet
_PATIENCE = 120.0  # seconds that an action may take
_SAMPLE = 0.002  # seconds of the processor
_DEPTH = 4  # calls of ours that are named


class Profile:
    """Notes what this thread executes, every 2 ms of processor time, so that a long step can be explained."""

    def __init__(self) -> None:
        """Begin to note."""
        self._noted: dict[str, float] = {}
        self._before = time.thread_time()
        signal.signal(signal.SIGPROF, self._note)
        signal.setitimer(signal.ITIMER_PROF, _SAMPLE, _SAMPLE)

    def begin(self) -> None:
        """Forget what was noted."""
        self._noted.clear()
        self._before = time.thread_time()

    def found(self) -> list[str]:
        """Return what took longest since ``begin``: milliseconds, and the calls of coopviewer in it."""
        longest = sorted(self._noted.items(), key=lambda each: -each[1])
        return [f"{ms:6.1f} ms  {words}" for words, ms in longest[:4]]

    def _note(self, _signal: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        taken, self._before = (now - self._before) * 1000, now
        calls = [each for each in traceback.extract_stack(frame) if "benchmarks" not in each.filename]
        names = [
            f"{each.filename.rpartition('/')[2].removesuffix('.py')}:{each.lineno} {each.name}"
            for each in calls
            if "importlib" not in each.filename
        ]
        what = " < ".join(reversed(names[-_DEPTH:]))
        self._noted[what] = self._noted.get(what, 0.0) + taken


class StepTimer(QObject):
    """Measures steps of this thread by a timer that is due in every turn of the event loop."""

    def __init__(self, is_busy: Callable[[], bool], profile: Profile | None = None) -> None:
        """Measure until the window is quiet; ``is_busy`` returns whether it awaits something."""
        super().__init__()
        self._is_busy, self._profile = is_busy, profile
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._before = time.thread_time()
        self._busy = self._begun = time.monotonic()
        self._longest, self._turns = 0.0, 0
        self._done: Callable[[], bool] = bool
        self._loop = QEventLoop()
        self._act: Callable[[], object] = bool
        self._is_acting = False
        self.found: list[str] = []
        """What the longest step did, by the profile."""
        self.timed_out = False

    def longest(self, act: Callable[[], object], done: Callable[[], bool] | None = None) -> float:
        """Return the longest step of an action, until the window is quiet again, in milliseconds.

        ``done`` returns whether the work that the action began has ended; it is awaited for two minutes.
        """
        self._longest, self._turns, self.found = 0.0, 0, []
        self._done = done or (lambda: True)
        self._busy = self._begun = time.monotonic()
        self._act = act
        QTimer.singleShot(0, self, self._do)
        self._start_step()
        self._timer.start(0)
        self._loop.exec()
        self._timer.stop()
        return self._longest * 1000

    @Slot()
    def _do(self) -> None:
        self._is_acting = True
        try:
            self._act()
        finally:
            self._is_acting = False

    def _start_step(self) -> None:
        if self._profile is not None:
            self._profile.begin()
        self._before = time.thread_time()

    @Slot()
    def _tick(self) -> None:
        now = time.thread_time()
        step = now - self._before
        if step > self._longest:
            self._longest = step
            if self._profile is not None and step > _LONG:
                self.found = self._profile.found()
        moment = time.monotonic()
        self._turns += 1
        if self._turns < 3 or step > _LONG or self._is_busy():
            self._busy = moment
        self.timed_out = moment - self._begun > _PATIENCE
        if (moment - self._busy > _QUIET and self._done()) or self.timed_out:
            dialog = QApplication.activeModalWidget()
            if self._is_acting and isinstance(dialog, QDialog):  # which has an event loop of its own
                dialog.reject()
            else:
                self._loop.quit()
        time.sleep(0.0005)  # so that other threads have their turn
        self._start_step()
