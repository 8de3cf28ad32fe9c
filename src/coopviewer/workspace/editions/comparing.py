"""The comparison service: compares two editions on a background thread, and reads and saves what changed."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.editions.changes import Mine
from coopviewer.domain.editions.order import EditionOrder
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.exchange.files import save_parts
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.mine import read_mine
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.editions.open_comparison import (
    Compared,
    ComparisonRequest,
    OpenComparison,
    order_of_files,
    size_of,
)

T = TypeVar("T")

Read = Callable[[Compared], T]
"""A function that reads from a comparison what is wanted, on the thread of the service.

The comparison has all entries, or so far only the user's own (annotated, or found by a saved search).
"""


class ComparisonService(QObject):
    """Compares one pair of editions at a time, and keeps the result for further requests on the same pair.

    Every call but ``stop`` returns at once; ``cancel`` and ``give_up`` do not wait for the requests before them.
    """

    progressed = Signal(int, int)
    """Parts of a comparison are done: how many, and how many there are."""
    finished = Signal()
    """A request has ended: it is done, has failed or was cancelled. Emitted before the callback of the request.

    It is emitted once if all requests are given up.
    """
    saved = Signal(object)
    """Changes were saved completely (the Path of the file)."""
    not_saved = Signal(object)
    """Changes could not be saved (EnvironmentFault), or that was cancelled (None); no file was changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a comparison."""
        super().__init__(parent)
        self._queue = BackgroundQueue("editions", self, opens=OpenComparison)
        self._running: list[Job[OpenComparison]] = []

    @property
    def is_busy(self) -> bool:
        """Whether editions are being compared, or changes read or saved, or any of this waits to be done."""
        return bool(self._running)

    def ask(
        self,
        request: ComparisonRequest,
        read: Read[T],
        answered: Callable[[T], object],
        failed: Callable[[EnvironmentFault | None], object],
    ) -> None:
        """Compare two editions, and hand what ``read`` returns of the comparison to ``answered``.

        If they are the ones compared last, they are not compared again. Otherwise ``read`` and ``answered`` are called
        twice: first when facts only of the user's own entries (such as those with annotations) are compared, then when
        all are. ``read`` is called on the thread of the service, ``answered`` and ``failed`` on the window's;
        ``failed`` receives the fault, or None if the comparison was cancelled.
        """
        self._put(partial(_answer, request, read), answered, failed, told=answered)

    def count(
        self,
        request: ComparisonRequest,
        entry: str,
        read: Callable[[str, Compared], T],
        most_bytes: int,
        answered: Callable[[str, T | None], object],
        failed: Callable[[EnvironmentFault | None], object],
    ) -> None:
        """Compare two editions to count the changes of one entry, unless comparing them would take too long.

        Once all is compared, ``read`` is called once, on the thread of the comparison, with ``entry``, the entry's id,
        and the comparison; then ``answered``, on the window's thread, with the id and what ``read`` returned. If both
        files together have more than ``most_bytes``, and are not the ones compared last, nothing is compared:
        ``answered`` is called with the id and None. ``failed`` receives the fault, or None if this was cancelled.
        """
        work = partial(_count, request, entry, read, most_bytes)
        self._put(work, lambda found: answered(entry, found), failed)

    def find_order(
        self,
        request: ComparisonRequest,
        answered: Callable[[EditionOrder], object],
        failed: Callable[[EnvironmentFault | None], object],
    ) -> None:
        """Find out whether the other edition is later than the open one, without comparing them.

        ``answered`` receives the EditionOrder; ``failed`` the fault, or None if this was cancelled.
        """
        self._put(partial(_order, request), answered, failed)

    def save(self, request: ComparisonRequest, path: Path, make: Read[Iterator[bytes]]) -> None:
        """Save in a file what ``make`` yields; an existing file is replaced. ``saved`` or ``not_saved`` is emitted.

        ``make`` receives the comparison, on the thread of the service, and yields the bytes of the file. The editions
        are compared first, unless they were compared last.
        """
        self._put(partial(_save, request, path, make), self.saved.emit, self.not_saved.emit)

    def _put(
        self,
        work: Callable[[Job["OpenComparison"]], Any],
        answered: Callable[..., object],
        failed: Callable[..., object],
        told: Callable[..., object] | None = None,
    ) -> None:
        def end(tell: Callable[..., object], *words: object) -> None:
            if job in self._running:
                self._running.remove(job)
            self.finished.emit()
            tell(*words)

        job = self._queue.put(
            work,
            partial(end, answered),
            failed=partial(end, failed),
            defect=partial(end, failed),
            cancelled=partial(end, failed, None),
            reported=partial(self._take_report, told),
        )
        self._running.append(job)

    def _take_report(self, told: Callable[..., object] | None, what: str, *facts: Any) -> None:
        if what == "progress":
            self.progressed.emit(*facts)
        elif told is not None:
            told(*facts)

    @Slot()
    def cancel(self) -> None:
        """Cancel all that is compared, read or saved; nothing happens if nothing is.

        Of each request that is not done by then, the callback ``failed`` is called with None; for ``save``,
        ``not_saved`` is emitted with None.
        """
        for job in self._running:
            job.cancel()

    @Slot()
    def give_up(self) -> None:
        """Cancel all that is compared, read or saved; ``finished`` is emitted, and no callback is called any more."""
        self._queue.give_up()
        self._running.clear()
        self._queue.end()
        self.finished.emit()

    @Slot()
    def stop(self) -> None:
        """Cancel all comparisons, and close the files, as before the window closes; it waits for at most 10 seconds."""
        self.give_up()
        self._queue.finish()


# On the thread of the queue


def _answer(request: ComparisonRequest, read: Read[T], job: Job[OpenComparison]) -> T:
    compared = job.kept.of(request)
    mine = _mine(request, compared.comparison, job)
    if not compared.comparison.is_complete:
        _compare(request, compared, mine, job, read)
    elif mine != compared.comparison.mine:
        compared.comparison.note_mine(mine)
    return read(compared)


def _count(
    request: ComparisonRequest, entry: str, read: Callable[[str, Compared], T], most: int, job: Job[OpenComparison]
) -> T | None:
    if not job.kept.has(request) and size_of(request) > most:
        return None
    compared = job.kept.of(request)
    if not compared.comparison.is_complete:
        _compare(request, compared, _mine(request, compared.comparison, job), job)
    return read(entry, compared)


def _order(request: ComparisonRequest, _job: Job[OpenComparison]) -> EditionOrder:
    return order_of_files(request)


def _compare(
    request: ComparisonRequest, compared: Compared, mine: Mine, job: Job[OpenComparison], read: Read[Any] | None = None
) -> None:
    comparison = compared.comparison
    try:
        comparison.begin(mine, job.is_cancelled)
        if read is not None:
            job.report("part", read(compared))
        comparison.compare(job.is_cancelled, partial(job.report, "progress"))
    except (Cancelled, EnvironmentFault):
        job.kept.check(request)  # a file that was changed meanwhile looks damaged
        job.kept.close()
        raise
    job.kept.check(request)


def _mine(request: ComparisonRequest, comparison: EditionComparison, job: Job[Any]) -> Mine:
    return read_mine(
        (comparison.old_path, comparison.new_path),
        comparison.new.dataset,
        request.annotations,
        request.searches,
        job.is_cancelled,
    )


def _save(request: ComparisonRequest, path: Path, make: Read[Iterator[bytes]], job: Job[OpenComparison]) -> Path:
    compared = job.kept.of(request)
    if not compared.comparison.is_complete:
        _compare(request, compared, _mine(request, compared.comparison, job), job)
    save_parts(path, _until_cancelled(make(compared), job))
    return path


def _until_cancelled(parts: Iterator[bytes], job: Job[Any]) -> Iterator[bytes]:
    for part in parts:
        if job.is_cancelled():
            raise Cancelled
        yield part
