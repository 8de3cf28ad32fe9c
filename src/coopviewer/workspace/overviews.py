"""The overview service: reads what the overviews show on a background thread."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer.domain.overviews.coverage import ColumnChoice, Coverage
from coopviewer.domain.overviews.timeline import Timeline, TimelineGroup
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import Page
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.workspace.background import BackgroundQueue, Job

T = TypeVar("T")
_BREATH = 0.1  # seconds in which the window paints the beginning
_PART = 0.004  # seconds that are read at a time while the user moves the picture
_TURN = 0.012  # seconds between two parts, in which the window paints a frame undisturbed
_MOVES = 0.1  # seconds after a movement in which another one is expected
_PATIENCE = 5.0  # seconds for cancelled reading to end; a tenth of a millisecond is usual


class _Files(NamedTuple):
    """The files to read; ``annotations`` None: no annotations file is open."""

    reference: Path
    annotations: Path | None


class GridRequest(NamedTuple):
    """The request for a coverage: a table with a row for each country.

    ``text``: the query that entries must meet; empty: all.
    ``choice``: what the columns for projects are. None or PROJECT: one for each project; with more than 40, one for
        each year in which projects start.
    ``today``: the day on which statuses are derived.
    ``also``: the ids of projects that a filter names; which countries they list is read even if they have no columns.
    """

    text: str
    choice: ColumnChoice | None
    today: date
    also: frozenset[str] = frozenset()


class TimelineRequest(NamedTuple):
    """The request for a timeline.

    ``group``: its grouping.
    ``text``: the query that projects must meet; empty: all.
    ``today``: the day on which statuses are derived.
    ``may_begin``: of 2,000 projects or more, the first ones may be shown before all are read. Must be False unless the
        grouping is by region, ``text`` is empty, and nothing such as a filter by year needs all projects.
    """

    group: TimelineGroup
    text: str
    today: date
    may_begin: bool


class Movement:
    """The time at which the user moved the picture last.

    It is noted on the window's thread, and looked at on the thread that reads the overview.
    """

    def __init__(self) -> None:
        """Begin with a picture at rest."""
        self._noted = float("-inf")

    def note(self) -> None:
        """Store the present time as the time of the last movement."""
        self._noted = perf_counter()

    @property
    def lasts(self) -> bool:
        """Whether the picture moved within the last tenth of a second."""
        return perf_counter() - self._noted < _MOVES


class ReadingParts:
    """Lets the window paint while an overview is read: reading pauses again and again while the user moves the picture.

    The code that reads calls an object of this class many times a second; the call returns whether the job is
    cancelled. If the picture moves, as the Movement says, and some milliseconds have passed since the last pause, the
    call pauses first. Without pauses the picture would not move evenly, since only one thread at a time can run Python
    code.
    """

    def __init__(self, job: Job[Any], movement: Movement) -> None:
        """Begin with reading for ``job``; ``movement`` says whether the user moves the picture."""
        self._job, self._movement = job, movement
        self._until = perf_counter() + _PART

    def __call__(self) -> bool:
        """Return whether the job is cancelled; pause before, if a part is over while the picture moves."""
        if perf_counter() >= self._until:
            if self._movement.lasts:
                with suppress(Cancelled):  # said below; SQLite ignores what its callbacks raise
                    self._job.pause(_TURN)
            self._until = perf_counter() + _PART
        return self._job.is_cancelled()


class OverviewService(QObject):
    """Reads one overview at a time; a new request for an overview cancels all requests before.

    Every request returns at once. If reading fails, ``failed`` is emitted, and that request gets no further answer.
    """

    failed = Signal(object)
    """An overview could not be read, such as from a damaged file (EnvironmentFault)."""

    def __init__(self, path: Path, annotations: Callable[[], Path | None], parent: QObject | None = None) -> None:
        """Read the reference at ``path``; ``annotations`` returns the path of the open annotations file or None."""
        super().__init__(parent)
        self._path, self._annotations = path, annotations
        self._queue = BackgroundQueue("overviews", self, opens=_OpenReader)
        self._queue.failed.connect(self.failed)
        self._movement = Movement()

    def use(self, path: Path) -> None:
        """Read another reference from now on; what is being read is cancelled, and waited for at most 5 seconds."""
        self.stop()
        self._path = path

    def stop(self) -> None:
        """Cancel what is being read, and wait until the files are closed, for at most 5 seconds.

        The next request opens them again.
        """
        self._queue.give_up()
        self._queue.finish(_PATIENCE)

    @Slot()
    def give_way(self) -> None:
        """Note that the user moves a picture of which only the beginning has been read.

        Reading the rest pauses again and again until the picture has been at rest for a tenth of a second.
        """
        self._movement.note()

    def ask_timeline(
        self,
        asked: TimelineRequest,
        lay_out: Callable[[Timeline, frozenset[str] | None], T],
        answered: Callable[[T], object],
    ) -> None:
        """Request a timeline; ``lay_out`` runs on a background thread, ``answered`` gets its result on the window's.

        ``lay_out`` is called with the timeline, and the ids of the entries that ``asked.text`` finds, None for no
        query. If ``asked.may_begin`` is True and there are 2,000 projects or more, both may be called twice: first with
        the first projects, then with all.
        """
        self._queue.give_up()
        files = _Files(self._path, self._annotations())
        work = partial(_read_timeline, files, asked, lay_out, self._movement)
        self._queue.put(work, answered, reported=answered, failed=self.failed.emit, defect=self.failed.emit)

    def ask_coverage(self, text: str, answered: Callable[[Coverage, frozenset[str] | None], object]) -> None:
        """Request a coverage with a column for each project, or, with more than 40 projects, for each year of start.

        ``answered`` receives it, and the ids of the entries that the query ``text`` finds, None for an empty query.
        """
        self._ask(partial(_read_coverage, text), answered)

    def ask_grid(
        self,
        asked: GridRequest,
        lay_out: Callable[[Coverage, frozenset[str] | None], T],
        answered: Callable[[T], object],
    ) -> None:
        """Request a coverage; ``lay_out`` runs on a background thread, ``answered`` gets its result on the window's.

        ``lay_out`` is called with the coverage, and the ids of the entries that ``asked.text`` finds, None for no
        query.
        """
        self._ask(partial(_read_grid, asked, lay_out), answered)

    def ask_page(self, fact_id: str, country_id: str, answered: Callable[[Page | None], object]) -> None:
        """Request a page that shows a fact, such as that a list of countries names a country.

        It is the page of the entry that the fact is about. If that page leaves the fact out, since it shortens long
        lists, it is the page of the country. ``answered`` receives None if there is no such fact, or if neither page
        shows it. Other requests for an overview are not cancelled by this one.
        """
        self._put(partial(_read_page, fact_id, country_id), answered)

    def ask_entries(self, numbers: tuple[int, ...], answered: Callable[[tuple[EntryRef, ...]], object]) -> None:
        """Request the entries with some entry numbers, which may be in any order; unknown ones are left out.

        ``answered`` gets the entries later, in ascending order of their numbers. Other requests for an overview are not
        cancelled by this one.
        """
        self._put(partial(_read_entries, numbers), answered)

    def _ask(self, read: Callable[[OverviewReader, Callable[[], bool]], Any], answered: Callable[..., object]) -> None:
        self._queue.give_up()
        self._put(read, answered)

    def _put(self, read: Callable[[OverviewReader, Callable[[], bool]], Any], answered: Callable[..., object]) -> None:
        files = _Files(self._path, self._annotations())
        self._queue.put(
            partial(_read, files, read),
            lambda answer: answered(*answer),
            failed=self.failed.emit,
            defect=self.failed.emit,
        )


# On the thread of the queue


class _OpenReader:
    """The files of the last request, kept open for the next one."""

    def __init__(self) -> None:
        self._reader: OverviewReader | None = None

    def of(self, files: _Files) -> OverviewReader:
        """Return a reader of these files. Raises EnvironmentFault if the reference cannot be read."""
        reader = self._reader
        if reader is None or (reader.path, reader.annotations) != files:
            self.close()
            reader = self._reader = OverviewReader(*files)
        return reader

    def close(self) -> None:
        """Close the files."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


def _read(
    files: _Files, read: Callable[[OverviewReader, Callable[[], bool]], Any], job: Job[_OpenReader]
) -> tuple[Any, ...]:
    answer: tuple[Any, ...] = read(job.kept.of(files), job.is_cancelled)
    return answer


def _read_timeline(
    files: _Files,
    asked: TimelineRequest,
    lay_out: Callable[[Timeline, frozenset[str] | None], T],
    movement: Movement,
    job: Job[_OpenReader],
) -> T:
    reader = job.kept.of(files)
    is_cancelled: Callable[[], bool] = job.is_cancelled
    beginning = reader.beginning(asked.today, job.is_cancelled) if asked.may_begin else None
    if beginning is not None:
        job.report(lay_out(beginning, None))
        job.pause(_BREATH)
        is_cancelled = ReadingParts(job, movement)
    timeline = reader.timeline(asked.group, asked.today, is_cancelled)
    return lay_out(timeline, reader.matching(asked.text, is_cancelled))


def _read_coverage(
    text: str, reader: OverviewReader, is_cancelled: Callable[[], bool]
) -> tuple[Coverage, frozenset[str] | None]:
    return reader.coverage(is_cancelled), reader.matching(text, is_cancelled)


def _read_grid(
    asked: GridRequest,
    lay_out: Callable[[Coverage, frozenset[str] | None], T],
    reader: OverviewReader,
    is_cancelled: Callable[[], bool],
) -> tuple[T]:
    coverage = reader.coverage(is_cancelled, choice=asked.choice, today=asked.today, also=asked.also)
    return (lay_out(coverage, reader.matching(asked.text, is_cancelled)),)


def _read_page(
    fact_id: str, country_id: str, reader: OverviewReader, is_cancelled: Callable[[], bool]
) -> tuple[Page | None]:
    return (reader.page_with(fact_id, country_id),)


def _read_entries(
    numbers: tuple[int, ...], reader: OverviewReader, is_cancelled: Callable[[], bool]
) -> tuple[tuple[EntryRef, ...]]:
    return (reader.numbered(numbers),)
