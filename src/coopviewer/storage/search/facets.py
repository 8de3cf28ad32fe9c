"""Counting the results with each value of each facet, within a time limit."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.search.answer import FacetCounts, FacetValue
from coopviewer.domain.search.query import COUNTED, Facet, ListedState, ProjectCount, SearchFilter, SearchQuery
from coopviewer.storage.reference import rows
from coopviewer.storage.search.answering import Answering
from coopviewer.storage.search.filters import read_filters
from coopviewer.storage.search.tally import RELATION_IDS, Tally, Tallying

Clock = Callable[[], float]
"""Returns seconds of a monotonic clock."""
_Value = tuple[str, EntryRef | None]
"""The value of a filter, and the entry that it names, None if it names none."""


class TimeLimit:
    """A time limit in seconds, from its creation, that is divided among several pieces of work.

    Each piece is done inside the block of ``part``. ``is_over`` says whether the time of the present piece is over; it
    may be read at any time, as SQLite's progress handler does.
    """

    def __init__(self, seconds: float, clock: Clock) -> None:
        """Start the time; ``clock`` returns seconds since any moment."""
        self._clock = clock
        self._ends = clock() + seconds
        self._part_ends: float | None = None

    @contextmanager
    def part(self, of: int) -> Iterator[None]:
        """Limit the work inside a ``with`` block to one of ``of`` equal parts of the remaining time; yields nothing."""
        now = self._clock()
        self._part_ends = now + max(0.0, self._ends - now) / of
        try:
            yield
        finally:
            self._part_ends = None

    @property
    def is_over(self) -> bool:
        """Whether the time of the ``part`` whose block is being run is over; False outside such a block."""
        return self._part_ends is not None and self._clock() >= self._part_ends


BUDGET = 0.03
"""Seconds after which counting stops; with all other work of a count, it stays within 50 ms."""
_MOST_VALUES = 50  # values shown for a facet: those of the most entries, besides the chosen ones
# not the values for timeframes without a start or an end
_CHOOSABLE = "value NOT GLOB 'open-*'"
_MOST_USED = f"SELECT id, value FROM search_value WHERE facet = ? AND {_CHOOSABLE} ORDER BY entries DESC, id LIMIT ?"
_OF_IDS = f"SELECT id, value FROM search_value WHERE id IN (SELECT k.value FROM json_each(?) k) AND {_CHOOSABLE}"


class FacetCounter:
    """Counts in one reference; caches the values that each facet shows, since reading them is slow."""

    def __init__(self, answering: Answering) -> None:
        """Count in the reference of ``answering``; its file must not change as long as this object is used."""
        self._index = answering.index
        self._connection = answering.index.connection
        self._tallying = Tallying(answering)
        self._most_used: dict[Facet, dict[int, _Value]] = {}

    def count(self, query: SearchQuery, limit: TimeLimit) -> tuple[FacetCounts, ...]:
        """Count how many results each value of each facet (of COUNTED) would have, within the time limit.

        The values of a facet are counted as if the query chose none of them; what it excludes stays excluded.

            Values: the 50 that most entries of the reference have, and the chosen ones, also with the count 0. No
                values if the reference lacks the facet. In a curated reference, of countries only the chosen ones.
            Order: by count, the highest first; but years from the earliest on, and states of working arrangements and
                numbers of projects in the order of their enumerations.
            ``FacetValue.more``: there may be more than the count says, since the time was over or the search stopped at
                a bound, such as 10,000 entries.

        The caller must make SQLite stop when ``limit.is_over``, since one step may take longer than the limit.
        """
        filtered = [facet for facet in COUNTED if any(not each.excluded for each in query.of_facet(facet))]
        queries = [query, *(_without(query, facet) for facet in filtered)]
        tallies = [self._tally(each, limit, len(queries) - place) for place, each in enumerate(queries)]
        own = dict(zip(filtered, tallies[1:], strict=True))
        return tuple(self._counts(query, facet, own.get(facet, tallies[0])) for facet in COUNTED)

    def _tally(self, query: SearchQuery, limit: TimeLimit, of: int) -> Tally:
        """Count the results of one query within one of ``of`` parts of the remaining time."""
        if not query:
            return self._tallying.of_all()
        with limit.part(of):
            return self._tallying.of(query, lambda: limit.is_over)

    def _counts(self, query: SearchQuery, facet: Facet, tally: Tally) -> FacetCounts:
        chosen = self._chosen([each for each in query.of_facet(facet) if not each.excluded])
        if facet not in self._most_used:
            self._most_used[facet] = self._values(facet)
        known = self._most_used[facet]
        missing = chosen - known.keys()
        if missing:
            known = known | self._read_values(facet, _OF_IDS, (json.dumps(sorted(missing)),))
        values = [
            FacetValue(value, tally.counts[id_], not tally.complete, id_ in chosen, ref)
            for id_, (value, ref) in known.items()
        ]
        if facet is Facet.ACTIVE:
            values.sort(key=lambda each: each.value)
        elif facet not in (Facet.ARRANGEMENT, Facet.PROJECTS):  # whose values have an order of their own
            values.sort(key=lambda each: -each.count)
        return FacetCounts(facet, tuple(values))

    @cached_property
    def _lists_arrangements(self) -> bool:
        """Whether the reference has any list of working arrangements."""
        states = set(self._index.relations.arrangements.values())
        return bool(states - {ListedState.NOT_LOOKED_AT})

    @cached_property
    def _is_imported(self) -> bool:
        """Whether the reference was imported: then it has other entries only since its projects name them."""
        return rows.is_imported(self._connection)

    def _values(self, facet: Facet) -> dict[int, _Value]:
        """Return the values of a facet that are shown whatever the query is, by id.

        They are the states of a facet on relations, else the _MOST_VALUES that most entries have.
        """
        if facet is Facet.ARRANGEMENT and not self._lists_arrangements:
            return {}
        if facet is Facet.COUNTRY and not self._is_imported:  # its countries are entries beside others
            return {}
        of_relations: dict[int, _Value] = {
            id_: (value, None)
            for (of_facet, value), id_ in RELATION_IDS.items()
            if of_facet is facet and not (self._is_imported and value == ProjectCount.NONE)
        }
        return of_relations or self._read_values(facet, _MOST_USED, (facet, _MOST_VALUES))

    def _chosen(self, filters: list[SearchFilter]) -> set[int]:
        if not filters:
            return set()
        if filters[0].facet in (Facet.ARRANGEMENT, Facet.PROJECTS):
            return {RELATION_IDS[each.facet, each.value] for each in filters}
        walk = read_filters(self._index, SearchQuery(tuple(filters))).walk
        return set() if walk is None else set(walk.value_ids)

    def _read_values(self, facet: Facet, query: str, values: rows.Row) -> dict[int, _Value]:
        """Read values by id; values that should be entries but are none are left out."""
        found: dict[int, str] = dict(self._connection.execute(query, values).fetchall())
        refs = self._read_refs(list(found.values())) if facet.names_an_entry else {}
        return {
            id_: (value, refs.get(value)) for id_, value in found.items() if not facet.names_an_entry or value in refs
        }

    def _read_refs(self, ids: list[str]) -> dict[str, EntryRef]:
        query = f"SELECT {rows.ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.id = k.value"
        return {row[0]: rows.entry_ref(row) for row in self._connection.execute(query, (json.dumps(ids),))}


def _without(query: SearchQuery, facet: Facet) -> SearchQuery:
    kept = [part for part in query.parts if part not in query.of_facet(facet) or part.excluded]
    return replace(query, parts=tuple(kept))
