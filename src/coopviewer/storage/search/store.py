"""Searching a reference, on any thread: with a connection of its own, and to be given up at any time."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.search.answer import FacetCounts, SearchAnswer, SearchHit
from coopviewer.domain.search.query import SearchQuery
from coopviewer.domain.search.syntax import ParsedQuery
from coopviewer.storage.reference.opening import open_reference, reading
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref, read_edition
from coopviewer.storage.search.expressions import Vocabulary
from coopviewer.storage.search.facets import BUDGET, Clock, FacetCounter, TimeLimit
from coopviewer.storage.search.filters import chosen_numbers, numbers_of, read_filters
from coopviewer.storage.search.finder import Finder, included
from coopviewer.storage.search.hits import read_hits
from coopviewer.storage.search.suggestions import Suggesting
from coopviewer.storage.search.tables import DERIVED, SEARCH

FIRST = 20
"""Results that are asked for first: more than a screen, so that a key waits for no more than is shown."""
LIMIT = 50
_STEPS = 2_000  # SQLite VM instructions between two checks for cancellation: about a tenth of a millisecond
_TABLES = (*DERIVED, "search_name", "search_text")


IsCancelled = Callable[[], bool]
"""Asked on the thread of a search, every tenth of a millisecond, whether nobody waits for it any more."""


def never_cancelled() -> bool:
    """Return False: the search goes on to its end."""
    return False


class ReferenceSearch:
    """A search through one reference; to be made, used and closed on one thread.

    Every method raises EnvironmentFault where the file turns out to be damaged, and Cancelled as soon as the
    ``is_cancelled`` that it is given returns True.
    """

    def __init__(self, path: Path, clock: Clock = monotonic) -> None:
        """Open the file; raises EnvironmentFault with a sentence where it cannot be searched.

        ``clock`` says when counting has taken long enough.
        """
        self.path = path
        self._clock = clock
        self._connection = open_reference(path)
        try:
            with reading(path):
                self._check_tables()
                self._vocabulary = Vocabulary(self._connection)
        except EnvironmentFault:
            self._connection.close()
            raise
        self._counter = FacetCounter(self._connection, self._vocabulary)
        self._suggesting = Suggesting(self._connection, self._vocabulary, self._hits)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def search(
        self, parsed: ParsedQuery, limit: int = LIMIT, is_cancelled: IsCancelled = never_cancelled
    ) -> SearchAnswer:
        """Find what a query asks for, at most ``limit`` results; an empty query finds nothing."""
        query = parsed.query
        if not query:
            return SearchAnswer(query, (), faults=parsed.faults)
        with self._guarded(is_cancelled):
            filters = read_filters(self._connection, self._vocabulary, query)
            found = Finder(self._connection, self._vocabulary, query, filters).find(limit + 1)
            hits = read_hits(self._connection, query, found, limit)
            meant = self._suggesting.did_you_mean(query, hits) if included(query) else ()
            nearest = () if hits else self._suggesting.nearest(query)
        return SearchAnswer(
            query,
            hits,
            more=len(found.numbers) > limit,
            complete=found.complete,
            did_you_mean=meant,
            nearest=nearest,
            unknown=filters.unknown,
            faults=parsed.faults,
        )

    def facets(self, query: SearchQuery, is_cancelled: IsCancelled = never_cancelled) -> tuple[FacetCounts, ...]:
        """Count the values of each facet as far as BUDGET goes; of an empty query, over all entries."""
        limit = TimeLimit(BUDGET, self._clock)
        with self._guarded(is_cancelled, limit):
            return self._counter.count(query, limit)

    def dataset(self) -> str:
        """Return the URN of the reference."""
        with reading(self.path):
            return read_edition(self._connection).dataset

    def entries(
        self, query: SearchQuery, ids: Collection[str], is_cancelled: IsCancelled = never_cancelled
    ) -> dict[str, EntryRef]:
        """Return those of some entries that a query's filters let through, by id; its words are not asked."""
        with self._guarded(is_cancelled):
            filters = read_filters(self._connection, self._vocabulary, query)
            numbers = chosen_numbers(self._connection, filters, numbers_of(self._connection, ids))
            query_of_refs = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value"
            found = map(entry_ref, self._connection.execute(query_of_refs, (json.dumps(numbers),)))
            return {ref.id: ref for ref in found}

    def _hits(self, query: SearchQuery, limit: int) -> tuple[SearchHit, ...]:
        filters = read_filters(self._connection, self._vocabulary, query)
        found = Finder(self._connection, self._vocabulary, query, filters).find(limit)
        return read_hits(self._connection, query, found, limit)

    @contextmanager
    def _guarded(self, is_cancelled: IsCancelled, limit: TimeLimit | None = None) -> Iterator[None]:
        """Tell a damaged file from a search that was cancelled; SQLite says the same of both."""
        if is_cancelled():
            raise Cancelled
        self._connection.set_progress_handler(lambda: is_cancelled() or (limit is not None and limit.is_over), _STEPS)
        try:
            with reading(self.path):
                yield
        except EnvironmentFault:
            if is_cancelled():
                raise Cancelled from None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)
        if is_cancelled():
            raise Cancelled

    def _check_tables(self) -> None:
        """Look whether the search tables are ours: a view in the place of one could go on without end."""
        expected = {" ".join(statement.split()) for statement in SEARCH.split(";\n")}
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        present = {str(name): " ".join(str(sql).split()) for name, sql in self._connection.execute(query)}
        wrong = [table for table in _TABLES if present.get(table) not in expected]
        if wrong:
            raise EnvironmentFault(
                f"{self.path} cannot be searched: its table {wrong[0]} is missing or another one. "
                "Use a copy made by this version of coopviewer."
            )
