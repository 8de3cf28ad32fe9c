"""The progress of a job that may take long, reported to the window now and then."""

import time
from typing import Any

from coopviewer.domain.progress import Cancelled
from coopviewer.workspace.background import Job

_TOLD_EACH = 0.1  # seconds


class Meter:
    """Reports the progress of a job at most every tenth of a second, and raises Cancelled once it is cancelled."""

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
