"""Counting how many results of a query have each value of each facet.

Most values are read from the search tables. Those on working arrangements and numbers of projects are computed from
relations, and have ids of their own (:data:`RELATION_IDS`). If a query asks for countries, regions or organisations,
each of them that it finds also counts for the values of its projects, in inherited facets (``Facet.is_inherited``).
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import COUNTED, PLACES, Facet, ListedState, ProjectCount, SearchFilter, SearchQuery
from coopviewer.storage.search.answering import Answering
from coopviewer.storage.search.filters import chosen_numbers, read_filters, walk_numbers

RELATION_IDS: Mapping[tuple[Facet, str], int] = {
    key: -place
    for place, key in enumerate(
        (
            *((Facet.ARRANGEMENT, str(state)) for state in ListedState),
            *((Facet.PROJECTS, str(count)) for count in ProjectCount),
        ),
        1,
    )
}
"""Ids, below 0, of the values of two facets that are not in the search tables but computed from relations."""
_BATCH = 64
_OF_GROUPS = (Facet.ARRANGEMENT, Facet.HAS)  # of which a region has more if regions are asked for
_VALUES = "SELECT e.number, e.value_ids FROM json_each(?) k CROSS JOIN search_entry e ON e.number = k.value"
_INHERITED = ", ".join(f"'{facet}'" for facet in COUNTED if facet.is_inherited)


class Tally(NamedTuple):
    """How many results have each value of each facet, in ``counts``; ``complete``: all results were counted.

    The keys of ``counts`` are the ids of the values in the table ``search_value``, or those of RELATION_IDS.
    """

    counts: Counter[int]
    complete: bool


class Tallying:
    """Counts in one reference how many results of a query have each value of each facet.

    Entries are represented by their entry numbers.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._connection = answering.index.connection
        self._relations = answering.index.relations

    @cached_property
    def relation_ids(self) -> Mapping[int, tuple[int, ...]]:
        """For each entry number, the ids of the entry's state of working arrangements and of its number of projects.

        The ids are those of RELATION_IDS, all below 0. Entries with neither are left out.
        """
        return self._ids_of(self._relations.arrangements)

    @cached_property
    def place_relation_ids(self) -> Mapping[int, tuple[int, ...]]:
        """For each entry number, the ids of the entry's state of working arrangements and of its number of projects.

        Unlike in ``relation_ids``, regions and organisations have a state of arrangements here, that of
        ``Relations.place_arrangements``. This mapping is for queries that ask for regions or organisations.
        """
        return self._ids_of(self._relations.place_arrangements)

    def _ids_of(self, arrangements: Mapping[int, ListedState]) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for number, state in arrangements.items():
            found[number] = (RELATION_IDS[Facet.ARRANGEMENT, state],)
        for number, count in self._relations.project_counts.items():
            found[number] = (*found.get(number, ()), RELATION_IDS[Facet.PROJECTS, count])
        return found

    def of_all(self) -> Tally:
        """Return how many entries of the reference have each value of each facet."""
        counts = Counter(dict(self._connection.execute("SELECT id, entries FROM search_value").fetchall()))
        counts.update(id_ for ids in self.relation_ids.values() for id_ in ids)
        return Tally(counts, True)

    def of(self, query: SearchQuery, is_over: Callable[[], bool]) -> Tally:
        """Return how many results of a query have each value of each facet.

        The tally is incomplete if ``is_over`` returned True before the end, if SQLite was interrupted, or if the search
        stopped at a bound, such as 10,000 entries.
        """
        counts: Counter[int] = Counter()
        complete = False
        try:
            complete = self._count(query, counts, is_over)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise  # interrupted because the time is over: the counts so far are valid
        return Tally(counts, complete)

    def _count(self, query: SearchQuery, counts: Counter[int], is_over: Callable[[], bool]) -> bool:
        """Add the counts of a query; returns whether all results were counted."""
        numbers, is_complete = self._answering.all(query)
        written: Counter[str] = Counter()
        own: dict[int, str] = {}  # of places
        asks_for_places = query.asks_for_places
        relation_ids = self.place_relation_ids if query.asks_for_groups else self.relation_ids
        try:
            for batch in _batches(numbers):
                if is_over():
                    return False
                for number, value_ids in self._connection.execute(_VALUES, (json.dumps(batch),)):
                    written.update(value_ids.split())
                    if asks_for_places and number in self._relations.project_counts:
                        own[number] = value_ids
                related = [number for number in batch if number in relation_ids]  # of most batches none
                counts.update(id_ for number in related for id_ in relation_ids[number])
        finally:
            counts.update({int(value_id): count for value_id, count in written.items()})
        if own and not self._count_projects(query, own, counts, is_over):
            return False
        self._count_places(query, counts)
        return is_complete()

    def _count_projects(
        self, query: SearchQuery, own: Mapping[int, str], counts: Counter[int], is_over: Callable[[], bool]
    ) -> bool:
        """Add the values that places have only through their projects; returns whether all projects were read.

        ``own`` maps the entry numbers of the places to their own value ids, separated by blanks.
        """
        seen: dict[int, set[int]] = {number: set() for number in own}
        complete = all(self._see(projects, among, seen, is_over) for projects, among in self._projects(query, own))
        for number, ids in seen.items():
            counts.update(ids.difference(map(int, own[number].split())))
        return complete

    def _projects(self, query: SearchQuery, own: Collection[int]) -> Iterator[tuple[Iterator[int], Collection[int]]]:
        """Yield the projects for which the filters of a query hold, and the places for which they count.

        A second pair, for a query with networks, has the projects that need not be in the networks themselves, and
        the places that are.
        """
        inherited = query.inherited
        yield self._meeting(inherited), own
        networks = tuple(each for each in inherited if each.facet is Facet.NETWORK)
        if networks:
            filters = read_filters(self._answering.index, SearchQuery(networks))
            others = tuple(each for each in inherited if each not in networks)
            yield self._meeting(others), set(chosen_numbers(self._connection, filters, sorted(own)))

    def _meeting(self, inherited: tuple[SearchFilter, ...]) -> Iterator[int]:
        query = SearchQuery((*inherited, SearchFilter(Facet.KIND, EntryKind.PROJECT)))
        filters = read_filters(self._answering.index, query)
        for batch in _batches(walk_numbers(self._connection, filters.walk)):
            yield from chosen_numbers(self._connection, filters, batch, walked=True)

    def _see(
        self,
        projects: Iterable[int],
        among: Collection[int],
        seen: Mapping[int, set[int]],
        is_over: Callable[[], bool],
    ) -> bool:
        """Add the values of some projects to those of their places; returns whether all were read."""
        places = self._relations.places
        for batch in _batches(iter(projects)):
            if is_over():
                return False
            for _, value_ids in self._connection.execute(_VALUES, (json.dumps(batch),)):
                ids = set(map(int, value_ids.split()))
                passed_on = ids & self._inherited_ids
                for place in {places[id_] for id_ in ids & places.keys()}:
                    if place in among:
                        seen[place].update(passed_on)
        return True

    @cached_property
    def _inherited_ids(self) -> frozenset[int]:
        query = f"SELECT id FROM search_value WHERE facet IN ({_INHERITED})"
        return frozenset(row[0] for row in self._connection.execute(query))

    def _count_places(self, query: SearchQuery, counts: Counter[int]) -> None:
        """For a query without kinds, count the countries, regions and organisations that it finds by their kind."""
        if any(not each.excluded for each in query.of_facet(Facet.KIND)):
            return
        if not any(each.facet.is_inherited or each.facet in _OF_GROUPS for each in query.filters):
            return
        for kind in PLACES:
            row = self._connection.execute("SELECT id FROM search_value WHERE facet = 'kind' AND value = ?", (kind,))
            numbers, _ = self._answering.all(query.with_part(SearchFilter(Facet.KIND, kind)))
            for (id_,) in row.fetchall():
                counts[id_] = sum(1 for _ in numbers)


def _batches(numbers: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(numbers, _BATCH)):
        yield batch
