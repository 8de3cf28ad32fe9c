"""Searching a reference on any thread, with its own connection; a search can be cancelled at any time."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from time import monotonic

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled, never_cancelled
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.search.answer import FacetCounts, SearchAnswer, SearchHit
from coopviewer.domain.search.query import SearchQuery
from coopviewer.domain.search.syntax import ParsedQuery
from coopviewer.storage.reference.opening import folding_of, open_reference, reading, schema_of
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref, is_imported, read_edition, read_former_ids
from coopviewer.storage.search.answering import Answering
from coopviewer.storage.search.emptiness import Emptiness
from coopviewer.storage.search.expressions import Vocabulary
from coopviewer.storage.search.facets import BUDGET, Clock, FacetCounter, TimeLimit
from coopviewer.storage.search.finder import included, without_emoji
from coopviewer.storage.search.hits import HitReader
from coopviewer.storage.search.index import SearchIndex, numbers_of, with_sectors
from coopviewer.storage.search.relations import Relations
from coopviewer.storage.search.suggestions import Suggesting
from coopviewer.storage.search.tables import SEARCHED, searches_of
from coopviewer.storage.search.times.edges import Edges

FIRST = 20
"""The number of results of the first step: a little more than a screen shows, so that typing does not wait for all."""
LIMIT = 50
_STEPS = 2_000  # SQLite VM instructions between two checks for cancellation: about a tenth of a millisecond
_CACHE = 8_192  # KiB; the pages of 50 imported entries take SQLite's 2 MB, and many are read again for the next key
_TABLES = (*SEARCHED, "search_name", "search_text")


IsCancelled = Callable[[], bool]
"""Returns whether the search is cancelled; called on its thread about every tenth of a millisecond."""


@contextmanager
def cancellable(
    connection: sqlite3.Connection, path: Path, is_cancelled: IsCancelled, limit: TimeLimit | None = None
) -> Iterator[None]:
    """Run a block that reads a reference; raise Cancelled if it was cancelled, EnvironmentFault if the file is damaged.

    ``is_cancelled`` is called before the block, during its queries, and after it. When ``limit`` is over (None: never),
    a query is interrupted with an ``sqlite3.OperationalError``: the block must catch it, or it is taken for damage.
    """
    if is_cancelled():
        raise Cancelled
    connection.set_progress_handler(lambda: is_cancelled() or (limit is not None and limit.is_over), _STEPS)
    try:
        with reading(path):
            yield
    except EnvironmentFault:
        if is_cancelled():
            raise Cancelled from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if is_cancelled():
        raise Cancelled


class ReferenceSearch:
    """A search of one reference; must be created, used and closed on one thread.

    Its methods raise EnvironmentFault if the file turns out to be damaged, and Cancelled as soon as the
    ``is_cancelled`` they are given returns True. Filters on annotations are not evaluated here: what they found is in
    ``SearchQuery.own``.
    """

    def __init__(self, path: Path, clock: Clock = monotonic, today: Callable[[], date] = date.today) -> None:
        """Open the file; raises EnvironmentFault if it cannot be searched.

        ``clock`` measures the time limit of counting; ``today`` returns the day for which a status is computed.
        """
        self.path = path
        self._clock = clock
        self._connection = open_reference(path)
        try:
            with reading(path):
                self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
                self._check_tables()
                self._vocabulary = Vocabulary(self._connection)
                index = SearchIndex(
                    self._connection, self._vocabulary, Relations(self._connection), Edges(self._connection), today
                )
                self._answering = Answering(index)
                self._hit_reader = HitReader(self._connection)
        except EnvironmentFault:
            self._connection.close()
            raise
        self._emptiness = Emptiness(self._answering)
        self._counter = FacetCounter(self._answering)
        self._suggesting = Suggesting(self._connection, self._vocabulary, self._hits)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def search(
        self, parsed: ParsedQuery, limit: int = LIMIT, is_cancelled: IsCancelled = never_cancelled
    ) -> SearchAnswer:
        """Return the results of a query, at most ``limit`` (50 by default); an empty query has none.

        The answer to an empty query has example filters instead (``examples``) if the reference was imported. A query
        in which all values of a filter are invalid has no results either, only ``faults``. Words without a letter or
        digit are ignored; if there are no others, there are no results.
        """
        query = parsed.query
        if not parsed.text.strip():
            with self._guarded(is_cancelled):
                return SearchAnswer(query, (), examples=self._suggesting.examples)
        if not query or parsed.lacks_a_value:
            return SearchAnswer(query, (), faults=parsed.faults)
        indexed = without_emoji(query)
        if not indexed:
            return SearchAnswer(query, (), faults=parsed.faults)
        with self._guarded(is_cancelled):
            filters = self._answering.filters(indexed)
            found = self._answering.find(indexed, limit + 1, filters)
            hits = with_sectors(self._answering.index, indexed, self._hit_reader.read(indexed, found, limit))
            meant = self._suggesting.did_you_mean(indexed, hits) if included(indexed) else ()
            why = () if hits or filters.unknown else self._emptiness.reasons(indexed)
            nearest = () if hits else self._suggesting.nearest(indexed)
        return SearchAnswer(
            query,
            hits,
            more=len(found.numbers) > limit,
            complete=found.complete,
            did_you_mean=meant,
            nearest=nearest,
            unknown=filters.unknown,
            faults=parsed.faults,
            meant=found.meant,
            why=why,
        )

    def facets(self, query: SearchQuery, is_cancelled: IsCancelled = never_cancelled) -> tuple[FacetCounts, ...]:
        """Return how many results of a query each value of each facet has; the facets are in the order of COUNTED.

        The counts are lower bounds (``FacetValue.more``) if counting took longer than 30 ms (BUDGET), or the search
        stopped after 10,000 entries (MOST_LOOKED_AT). For an empty query all entries are counted. A query that has only
        words without a letter or digit has no counts.
        """
        indexed = without_emoji(query)
        if query and not indexed:
            return ()
        limit = TimeLimit(BUDGET, self._clock)
        with self._guarded(is_cancelled, limit):
            return self._counter.count(indexed, limit)

    def dataset(self) -> str:
        """Return the URN of the reference's dataset."""
        with reading(self.path):
            return read_edition(self._connection).dataset

    def former_ids(self) -> dict[str, str]:
        """Return the present ids of all entries that got another id or were merged, by their former ids."""
        with reading(self.path):
            return read_former_ids(self._connection)

    def entries(
        self, query: SearchQuery, ids: Collection[str], is_cancelled: IsCancelled = never_cancelled
    ) -> dict[str, EntryRef]:
        """Return those of the entries ``ids`` that the filters of a query allow, by id.

        The query's words are ignored, except for excluded ones. Unknown ids, and former ones, are left out.
        """
        with self._guarded(is_cancelled):
            numbers = self._answering.allowed(without_emoji(query), numbers_of(self._connection, ids))
            query_of_refs = f"SELECT {ENTRY_COLUMNS} FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value"
            found = map(entry_ref, self._connection.execute(query_of_refs, (json.dumps(numbers),)))
            return {ref.id: ref for ref in found}

    def matching(self, query: SearchQuery, is_cancelled: IsCancelled = never_cancelled) -> frozenset[str]:
        """Return the ids of all results of a query, in no order; an empty query has all entries as results.

        Words without a letter or digit are ignored; a query with such words alone has no results. Invalid values of
        filters are not in ``query``, and so do not limit the results.
        """
        indexed = without_emoji(query)
        if query and not indexed:
            return frozenset()
        with self._guarded(is_cancelled):
            numbers = list(self._answering.all(indexed, everything=True)[0])
            found = "SELECT e.id FROM json_each(?) k CROSS JOIN entry e ON e.number = k.value"
            return frozenset(row[0] for row in self._connection.execute(found, (json.dumps(numbers),)))

    def _hits(self, query: SearchQuery, limit: int) -> tuple[SearchHit, ...]:
        return self._hit_reader.read(query, self._answering.find(query, limit), limit)

    def _guarded(self, is_cancelled: IsCancelled, limit: TimeLimit | None = None) -> AbstractContextManager[None]:
        return cancellable(self._connection, self.path, is_cancelled, limit)

    def _check_tables(self) -> None:
        """Check that the search tables are those of this version: a view in place of a table could run without end."""
        searches = searches_of(schema_of(self._connection), folding_of(self._connection))
        expected = {" ".join(statement.split()) for statement in searches.split(";\n")}
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        present = {str(name): " ".join(str(sql).split()) for name, sql in self._connection.execute(query)}
        tables = (*_TABLES, *(["search_rule"] if "search_rule" in present else []))
        wrong = [table for table in tables if present.get(table) not in expected]
        if wrong:
            code = "reference.not-searchable-import" if is_imported(self._connection) else "reference.not-searchable"
            raise EnvironmentFault(code, path=self.path, table=wrong[0])
