"""The search service: searches on background threads, results first, then facet counts.

A new search cancels the running one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.domain.search.answer import FacetCounts, SearchAnswer
from coopviewer.domain.search.syntax import ParsedQuery, parse_query
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.storage.search.store import FIRST, LIMIT
from coopviewer.workspace.background import BackgroundQueue, Job

_UNTIL_PAINTED = 30  # milliseconds without a key; a thread that runs Python code delays drawing and the next key
_PATIENCE = 5.0  # seconds for a cancelled search to end; a tenth of a millisecond is usual


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """A query and the files to search; ``annotations`` None: no annotations file is open."""

    path: Path
    annotations: Path | None
    parsed: ParsedQuery


class SearchService(QObject):
    """Searches one reference at a time; only the latest search is reported."""

    begun = Signal(object)
    """The first 20 results of the latest search (SearchAnswer); not emitted if these are all."""
    answered = Signal(object)
    """The results of the latest search, at most 50 (LIMIT), with those found in the user's annotations (SearchAnswer).

    The results that ``begun`` had are among them.
    """
    counted = Signal(object)
    """The facets of the latest search were counted (a tuple of FacetCounts); emitted after ``answered``.

    Empty if a filter has no valid value, or the search is for emoji alone.
    """
    failed = Signal(object)
    """The latest search failed, for example in a damaged file (EnvironmentFault)."""

    def __init__(
        self, path: Path, parent: QObject | None = None, annotations: Callable[[], Path | None] = lambda: None
    ) -> None:
        """Search the reference file ``path``, which is opened with the first search.

        ``annotations`` returns the path of the open annotations file, which is searched as well; None: none is open.
        """
        super().__init__(parent)
        self._path, self._annotations = path, annotations
        self._wanted: _Wanted | None = None
        self._is_answered = False
        self._counts: tuple[FacetCounts, ...] | None = None  # counted before the rest was found
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_UNTIL_PAINTED)
        self._pause.timeout.connect(self._find_the_rest)
        # counting has a thread of its own, so that the next key does not wait until it is cancelled
        self._finder = BackgroundQueue("finding", self, opens=_OpenSearch)
        self._counter = BackgroundQueue("counting", self, opens=_OpenSearch)
        for queue in (self._finder, self._counter):
            queue.failed.connect(self.failed)

    def search(self, text: str) -> ParsedQuery:
        """Start searching for a text, and return its parsed query at once; the search before it is cancelled.

        Later ``begun`` is emitted if there are more than 20 results (FIRST), then ``answered`` with at most 50 (LIMIT),
        then ``counted``. ``failed`` takes the place of one that fails, also after ``begun`` or ``answered``.
        """
        self.give_up()
        parsed = parse_query(text)
        self._wanted, self._is_answered, self._counts = _Wanted(self._path, self._annotations(), parsed), False, None
        self._finder.put(partial(_find_first, self._wanted), self._take_first, defect=self.failed.emit)
        return parsed

    def use(self, path: Path) -> None:
        """Search another file from now on, or reopen the same one, which may have been replaced.

        The running search is cancelled, and waited for at most 5 seconds for each of its two threads.
        """
        self.stop()
        self._path = path

    @Slot()
    def stop(self) -> None:
        """Cancel the running search and close the files; the next search opens them again.

        It waits for at most 5 seconds for each of its two threads.
        """
        self.give_up()
        self._finder.finish(_PATIENCE)
        self._counter.finish(_PATIENCE)

    def give_up(self) -> None:
        """Cancel the latest search; nothing more of it is reported."""
        self._pause.stop()
        self._finder.give_up()
        self._counter.give_up()
        self._wanted = None

    def _take_first(self, answer: SearchAnswer) -> None:
        if answer.more:
            self._pause.start()
            self.begun.emit(answer)
        else:
            self._take_all(answer)
            self._count()

    @Slot()
    def _find_the_rest(self) -> None:
        """Find the remaining results, and count, once the first ones are painted."""
        if self._wanted is not None:
            self._finder.put(partial(_find, self._wanted), self._take_all, defect=self.failed.emit)
            self._count()

    def _count(self) -> None:
        if self._wanted is not None:
            self._counter.put(partial(_count, self._wanted), self._take_counts)

    def _take_all(self, answer: SearchAnswer) -> None:
        self._is_answered = True
        counts, self._counts = self._counts, None
        self.answered.emit(answer)
        if counts is not None and self._is_answered:  # else a receiver of the signal began another search
            self.counted.emit(counts)

    def _take_counts(self, counts: tuple[FacetCounts, ...]) -> None:
        """Report the counts, though not before the results that they are about."""
        if self._is_answered:
            self.counted.emit(counts)
        else:
            self._counts = counts


# On the threads of the queues


class _OpenSearch:
    """The files of the last search, kept open for the next one."""

    def __init__(self) -> None:
        self._search: PersonalSearch | None = None

    def of(self, wanted: _Wanted) -> PersonalSearch:
        """Return the open search of the requested files. Raises EnvironmentFault if they cannot be searched."""
        search = self._search
        if search is None or (search.path, search.annotations) != (wanted.path, wanted.annotations):
            self.close()
            search = self._search = PersonalSearch(wanted.path, wanted.annotations)
        return search

    def close(self) -> None:
        """Let go of the files."""
        search, self._search = self._search, None
        if search is not None:
            search.close()


def _find_first(wanted: _Wanted, job: Job[_OpenSearch]) -> SearchAnswer:
    """Find a screenful of results; if these are all, include those in annotations."""
    search = job.kept.of(wanted)
    answer = search.search(wanted.parsed, FIRST, job.is_cancelled)
    return answer if answer.more else search.with_own(answer, job.is_cancelled)


def _find(wanted: _Wanted, job: Job[_OpenSearch]) -> SearchAnswer:
    search = job.kept.of(wanted)
    return search.with_own(search.search(wanted.parsed, LIMIT, job.is_cancelled), job.is_cancelled)


def _count(wanted: _Wanted, job: Job[_OpenSearch]) -> tuple[FacetCounts, ...]:
    if wanted.parsed.lacks_a_value:
        return ()
    return job.kept.of(wanted).facets(wanted.parsed.query, job.is_cancelled)
