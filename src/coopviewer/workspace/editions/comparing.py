"""The comparison service: compares two editions on a background thread, and reads and saves what changed."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.editions.changes import Mine
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.editions import is_later
from coopviewer.exchange.files import save_parts
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.mine import read_mine
from coopviewer.storage.reference.store import edition_of
from coopviewer.workspace.background import BackgroundQueue, Job

T = TypeVar("T")


class ComparisonRequest(NamedTuple):
    """Which files are compared, and by what the user's own entries are found.

    ``opened`` is the open reference, ``other`` the edition to compare it with; which is the earlier one is found out.
    ``any_dataset``: they need not be editions of one reference. ``annotations`` None: there is no annotations file.
    ``searches`` are the queries of saved searches.
    """

    opened: Path
    other: Path
    any_dataset: bool = False
    annotations: Path | None = None
    searches: tuple[str, ...] = ()


class Compared(NamedTuple):
    """A comparison as it is read on the thread; ``opens_old``: the open file is the earlier of the two editions."""

    comparison: EditionComparison
    opens_old: bool


Read = Callable[[Compared], T]
"""Reads a comparison on the thread of the queue, complete or with the user's own entries alone."""


class ComparisonService(QObject):
    """Compares one pair of editions at a time, and keeps the result for what is asked of it next.

    Every call but ``stop`` returns at once.
    """

    progressed = Signal(int, int)
    """Parts of a comparison are done: their number, and that of all."""
    finished = Signal()
    """A request is done, has failed or was cancelled; emitted before its callback, and when all are given up."""
    saved = Signal(object)
    """Changes were saved completely (the Path of the file)."""
    not_saved = Signal(object)
    """Changes could not be saved (EnvironmentFault), or that was cancelled (None); no file was changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a comparison."""
        super().__init__(parent)
        self._queue = BackgroundQueue("editions", self, opens=_OpenComparison)
        self._running: list[Job[_OpenComparison]] = []

    @property
    def is_busy(self) -> bool:
        """Whether editions are compared, or changes are read or saved, or wait for that."""
        return bool(self._running)

    def ask(
        self,
        request: ComparisonRequest,
        read: Read[T],
        answered: Callable[[T], object],
        failed: Callable[[EnvironmentFault | None], object],
    ) -> None:
        """Compare two editions, unless these files were compared last, and answer what ``read`` returns.

        When they are compared anew, ``answered`` is called twice: first with the user's own entries alone, at the end
        with all. ``failed`` receives the fault, or None if the comparison was cancelled.
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
        """Answer the id of an entry and what ``read`` returns for it, once two editions are compared.

        ``read`` receives the id too. Larger files than ``most_bytes`` in all are not compared for this: None is
        answered unless they were compared last. ``failed`` is as for ``ask``.
        """
        work = partial(_count, request, entry, read, most_bytes)
        self._put(work, lambda found: answered(entry, found), failed)

    def save(self, request: ComparisonRequest, path: Path, make: Read[Iterator[bytes]]) -> None:
        """Save what ``make`` yields, replacing an existing file; ``saved`` or ``not_saved`` is emitted.

        The editions are compared first, unless they were compared last.
        """
        self._put(partial(_save, request, path, make), self.saved.emit, self.not_saved.emit)

    def _put(
        self,
        work: Callable[[Job["_OpenComparison"]], Any],
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
        """Cancel all that is compared, read or saved, for each of which ``failed`` or ``not_saved`` follows with None.

        Nothing happens if nothing is.
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
        """Give up all, and close the files, as before the window closes; it waits for at most 10 seconds."""
        self.give_up()
        self._queue.finish()


# On the thread of the queue


class _Signature(NamedTuple):
    size: int
    modified: int
    number: int


class _Key(NamedTuple):
    """By what a comparison is found again: its files, and what they were when it was made."""

    opened: Path
    other: Path
    any_dataset: bool
    opened_as: _Signature | None
    other_as: _Signature | None


class _OpenComparison:
    """The comparison that was made last, kept open for what is asked of it next."""

    def __init__(self) -> None:
        self._kept: Compared | None = None
        self._key: _Key | None = None

    def of(self, request: ComparisonRequest) -> Compared:
        """Return the comparison of these files; a new one if they are others, or were changed since.

        Raises EnvironmentFault if one of them is no reference.
        """
        key = _key_of(request)
        if self._kept is None or key != self._key:
            self.close()
            opens_old = is_later(edition_of(request.other), edition_of(request.opened))
            files = (request.opened, request.other) if opens_old else (request.other, request.opened)
            self._kept = Compared(EditionComparison(*files, any_dataset=request.any_dataset), opens_old)
            self._key = key
        return self._kept

    def has(self, request: ComparisonRequest) -> bool:
        """Return whether these files were compared, and are still the same."""
        return self._kept is not None and self._key == _key_of(request)

    def check(self, request: ComparisonRequest) -> None:
        """Raise EnvironmentFault if one of the files was changed since ``of`` was called."""
        now = _key_of(request)
        if self._key is not None and now != self._key:
            self.close()
            path = request.opened if now.opened_as != self._key.opened_as else request.other
            raise EnvironmentFault("editions.changed", path=path)

    def close(self) -> None:
        """Close the files."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.comparison.close()


def _key_of(request: ComparisonRequest) -> _Key:
    return _Key(*request[:3], _signature(request.opened), _signature(request.other))


def _signature(path: Path) -> _Signature | None:
    """Return what tells a file from one that replaced it; None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _Signature(found.st_size, found.st_mtime_ns, found.st_ino)


def _answer(request: ComparisonRequest, read: Read[T], job: Job[_OpenComparison]) -> T:
    compared = job.kept.of(request)
    mine = _mine(request, compared.comparison, job)
    if not compared.comparison.is_complete:
        _compare(request, compared, mine, job, read)
    elif mine != compared.comparison.mine:
        compared.comparison.note_mine(mine)
    return read(compared)


def _count(
    request: ComparisonRequest, entry: str, read: Callable[[str, Compared], T], most: int, job: Job[_OpenComparison]
) -> T | None:
    if not job.kept.has(request) and sum(each.size for path in request[:2] if (each := _signature(path))) > most:
        return None
    compared = job.kept.of(request)
    if not compared.comparison.is_complete:
        _compare(request, compared, _mine(request, compared.comparison, job), job)
    return read(entry, compared)


def _compare(
    request: ComparisonRequest, compared: Compared, mine: Mine, job: Job[_OpenComparison], read: Read[Any] | None = None
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


def _save(request: ComparisonRequest, path: Path, make: Read[Iterator[bytes]], job: Job[_OpenComparison]) -> Path:
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
