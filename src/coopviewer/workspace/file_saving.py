"""Saving: makes what a person takes away and writes it, on a thread of its own, so that the window goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from coopviewer.domain.errors import EnvironmentFault

Work = Callable[[], Path]


class FileSaving(QObject):
    """Writes files in the background; what is begun is always brought to its end."""

    saved = Signal(object)
    """A file (its Path) is written as a whole."""
    failed = Signal(str)
    """A file could not be written; a sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to do."""
        super().__init__(parent)
        self._jobs: list[_Job] = []

    def save(self, path: Path, make: Callable[[], bytes]) -> None:
        """Make a file's content and write it; returns at once."""

        def work() -> Path:
            from coopviewer.exchange.files import save_file  # deferred: not needed for the first window

            save_file(path, make())
            return path

        job = _Job(work, self)
        self._jobs.append(job)
        job.finished.connect(self._tell)
        job.start()

    @Slot()
    def finish(self) -> None:
        """Wait until all that was begun is done, as before the window goes."""
        for job in self._jobs:
            job.wait()

    @Slot()
    def _tell(self) -> None:
        job = next(job for job in self._jobs if job.isFinished())  # this is called once for each
        self._jobs.remove(job)
        job.deleteLater()
        try:
            self.saved.emit(job.result())
        except EnvironmentFault as fault:
            self.failed.emit(str(fault))


class _Job(QThread):
    """Work on a thread of Qt's, since laying out text needs one."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._result = Path()
        self._error: BaseException | None = None

    def result(self) -> Path:
        """Give what came of the work; raises what the work raised."""
        if self._error is not None:
            raise self._error
        return self._result

    # Qt's names

    def run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised again by result(), where a defect is told and logged
            self._error = error
