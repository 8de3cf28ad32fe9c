"""The filters of a query: conditions on entries, and walks, which yield the numbers of entries to check, ascending."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.search.answer import UnknownName
from coopviewer.domain.search.query import Facet, FactGroup, PublishedStatus, SearchFilter, SearchQuery, SearchTerm
from coopviewer.domain.search.ranges import parse_period, parse_sums, parse_years
from coopviewer.storage.search.conditions import (
    BY_DATES,
    Condition,
    Years,
    all_of,
    any_of,
    grants,
    has_status,
    has_value,
    matching_numbers,
    meeting_numbers,
    one_of,
    runs_in,
)
from coopviewer.storage.search.index import SearchIndex, entries_named, numbers_of, own_conditions
from coopviewer.storage.search.numbers import few_with_sums

_APPROXIMATE = (Facet.ACTIVE, Facet.GRANT)  # facets whose walks have entries that do not meet the filter


class FilterWalk(NamedTuple):
    """The entries that a filter may find, read by ascending entry number without a look at all entries.

    ``value_ids`` are values in the table ``search_facet``: each entry has at least one of them. If ``numbers`` is not
    None, as for ``starts:``, it has the sorted numbers of the entries instead. There are at most ``entries`` entries.
    ``implied`` is the condition of the filter if all these entries meet it; None: some may not.
    """

    value_ids: tuple[int, ...]
    entries: int
    numbers: tuple[int, ...] | None = None
    implied: Condition | None = None


class Filters(NamedTuple):
    """The filters of a query, looked up in a reference.

    ``conditions``: those in SQL, all of which an entry must meet.
    ``goals``, ``left_out``: FTS5 expressions on ``search_text`` of what must match (``goal:``), and must not; or empty.
    ``walk``: the entries to check, from the filter that lists the fewest; None: no filter lists any.
    ``unknown``: values of filters that name nothing in the reference, or no tag of the annotations file.
    ``among``: the sorted entry numbers that filters on annotations allow; None: all.
    """

    conditions: tuple[Condition, ...]
    goals: str
    left_out: str
    walk: FilterWalk | None
    unknown: tuple[UnknownName, ...]
    among: tuple[int, ...] | None = None

    @property
    def condition(self) -> Condition:
        """The condition that all of ``conditions`` are true; ``goals`` and ``left_out`` are not part of it."""
        return all_of(self.conditions)

    @property
    def condition_on_walk(self) -> Condition:
        """``condition``, without what each entry of ``walk`` surely meets."""
        return all_of(each for each in self.conditions if self.walk is None or each is not self.walk.implied)

    @property
    def choose_all(self) -> bool:
        """Whether there are neither filters nor excluded words, so that every entry is allowed."""
        return not (self.conditions or self.goals or self.left_out)

    def narrow(self, expression: str) -> str:
        """Return an FTS5 expression on ``search_text``: ``expression`` and ``goals`` must match, ``left_out`` must not.

        ``expression`` and ``goals`` must not both be empty: the result would be no valid expression.
        """
        text = " AND ".join(f"({part})" for part in (expression, self.goals) if part)
        return f"({text}) NOT ({self.left_out})" if self.left_out else text


def read_filters(index: SearchIndex, query: SearchQuery) -> Filters:
    """Look up the filters of a query in a reference; ``query.own`` has the result of those on annotations already."""
    reader = _Reader(index, query)
    for facet, filters in _by_facet(query):
        for excluded in (False, True):
            chosen = [each for each in filters if each.excluded is excluded]
            if chosen:
                reader.take(facet, chosen, excluded)
    among, own = own_conditions(index.connection, query.own)
    left_out = [index.vocabulary.any_whole([term for term in query.terms if term.excluded]), *reader.no_goals]
    walk = min(reader.walks, key=lambda walk: walk.entries, default=None)
    return Filters(
        (*own, *reader.conditions),
        " AND ".join(reader.goals),
        " OR ".join(filter(None, left_out)),
        walk,
        (*reader.unknown, *(UnknownName(Facet.TAG, name) for name in (query.own.unknown if query.own else ()))),
        among,
    )


def walk_numbers(connection: sqlite3.Connection, walk: FilterWalk | None) -> Iterator[int]:
    """Yield the distinct entry numbers of a walk, ascending; those of all entries if ``walk`` is None."""
    if walk is not None and walk.numbers is not None:
        yield from walk.numbers
        return
    if walk is None:
        for (number,) in connection.execute("SELECT number FROM entry ORDER BY number"):
            yield number
        return
    query = "SELECT number FROM search_facet WHERE value_id = ? ORDER BY number"
    rows = [connection.execute(query, (value_id,)) for value_id in walk.value_ids]
    if len(rows) == 1:  # there is nothing to merge
        for (number,) in rows[0]:
            yield number
        return
    for (number,), _ in groupby(merge(*rows)):
        yield number


def walk_bounds(connection: sqlite3.Connection, walk: FilterWalk) -> tuple[int, int]:
    """Return the lowest and the highest entry number of a walk; (1, 0) if it is empty."""
    if walk.numbers is not None:
        return (walk.numbers[0], walk.numbers[-1]) if walk.numbers else (1, 0)
    # two queries: a single one for both would read all rows between them
    ends = [f"SELECT {end}(number) FROM search_facet WHERE value_id = ?" for end in ("min", "max")]
    first, last = ([row[0] for id_ in walk.value_ids for row in connection.execute(end, (id_,))] for end in ends)
    return min(filter(None, first), default=1), max(filter(None, last), default=0)


class _Reader:
    """Collects conditions, expressions and walks of filters, facet by facet."""

    def __init__(self, index: SearchIndex, query: SearchQuery) -> None:
        self._connection = index.connection
        self._vocabulary = index.vocabulary
        self._relations = index.relations
        self._edges = index.edges
        self._today = index.today
        self._own = query.own
        self._with_places = query.asks_for_groups
        self.conditions: list[Condition] = []
        self.goals: list[str] = []
        self.no_goals: list[str] = []
        self.walks: list[FilterWalk] = []
        self.unknown: list[UnknownName] = []

    def take(self, facet: Facet, filters: Sequence[SearchFilter], excluded: bool) -> None:
        """Add the filters of one facet, which are either all excluded or all included."""
        values = [each.value for each in filters]
        if facet is Facet.GOAL:
            expression = " OR ".join(f"({self._goal(value)})" for value in values)
            (self.no_goals if excluded else self.goals).append(f"({expression})")
            return
        walk, condition = self._selected(facet, values, excluded)
        if excluded:
            self.conditions.append(condition.negated)
            return
        self.conditions.append(condition)
        if walk is not None:
            self.walks.append(walk if facet in _APPROXIMATE else walk._replace(implied=condition))

    def _selected(self, facet: Facet, values: Sequence[str], excluded: bool) -> tuple[FilterWalk | None, Condition]:
        """Return the condition that one of some values holds, and the walk of the entries for which it does.

        None: no walk.
        """
        match facet:
            case Facet.ACTIVE:
                return self._periods(values)
            case Facet.GRANT:
                return self._sums(values)
            case Facet.PAID | Facet.BUDGET:
                walk = self._of_years(facet, values)
                return walk, has_value(walk.value_ids)
            case Facet.STATUS:
                return self._statuses(values)
            case Facet.HAS:
                return None, self._having(values, excluded)
            case Facet.ARRANGEMENT | Facet.PROJECTS | Facet.PROJECT | Facet.STARTS | Facet.ENDS:
                numbers = self._numbers(facet, values)
                return FilterWalk((), len(numbers), numbers), one_of(numbers)
        walk = self._walk(facet, self._values_of(facet, values))
        if facet is Facet.CURRENCY:
            self.unknown += [UnknownName(facet, each) for each in values if not self._walk(facet, [each]).value_ids]
        return walk, has_value(walk.value_ids)

    def _numbers(self, facet: Facet, values: Sequence[str]) -> tuple[int, ...]:
        match facet:
            case Facet.ARRANGEMENT:
                return self._relations.numbers_with_state(values, with_places=self._with_places)
            case Facet.PROJECTS:
                return self._relations.numbers_with_projects(values)
            case Facet.PROJECT:
                return self._relations.numbers_of_projects(self._values_of(facet, values))
        return self._edges.numbers(facet, tuple(map(parse_period, values)))

    def _statuses(self, values: Sequence[str]) -> tuple[FilterWalk | None, Condition]:
        """Return walk (None: no walk) and condition for published statuses and for those that follow from dates."""
        published = [each for each in values if each not in BY_DATES]
        by_dates = [DatesStatus(each) for each in values if each in BY_DATES]
        walk = self._walk(Facet.STATUS, published)
        if PublishedStatus.CLOSED in published and not self._has_values(Facet.STATUS):
            by_dates.append(DatesStatus.ENDED)  # where no status is published, what is closed is what has ended
        if not by_dates:
            return walk, has_value(walk.value_ids)
        return None, any_of([has_value(walk.value_ids), has_status(by_dates, self._today())])

    def _has_values(self, facet: Facet) -> bool:
        query = "SELECT 1 FROM search_value WHERE facet = ? LIMIT 1"
        return self._connection.execute(query, (facet,)).fetchone() is not None

    def _having(self, values: Sequence[str], excluded: bool) -> Condition:
        conditions = [self._relations.has(FactGroup(value), with_places=self._with_places) for value in values]
        if self._own is not None and self._own.having is not None and not excluded:
            conditions.append(one_of(numbers_of(self._connection, self._own.having)))
        return any_of(conditions)

    def _goal(self, value: str) -> str:
        return "goals : (" + self._vocabulary.begun([SearchTerm(value)], named=False, every=True).text + ")"

    def _values_of(self, facet: Facet, values: Sequence[str]) -> list[str]:
        kind = facet.kind_of_values
        if kind is None:
            return list(values)
        found: dict[str, None] = {}
        for value in values:
            named = entries_named(self._connection, self._vocabulary, kind, value)
            found |= dict.fromkeys(named)
            if not named:
                self.unknown.append(UnknownName(facet, value))
        return list(found)

    def _walk(self, facet: Facet, values: Iterable[str]) -> FilterWalk:
        query = "SELECT id, entries FROM search_value WHERE facet = ? AND value = ?"
        found = [row for value in values for row in self._connection.execute(query, (facet, value))]
        return FilterWalk(tuple(int(id_) for id_, _ in found), sum(int(entries) for _, entries in found))

    def _periods(self, values: Sequence[str]) -> tuple[FilterWalk, Condition]:
        periods = [parse_period(value) for value in values]
        query = (
            "SELECT value FROM search_value WHERE facet = 'active' AND (value GLOB 'open-*' OR value BETWEEN ? AND ?)"
        )
        years: set[str] = set()
        whole: set[str] = set()
        for first, last in ((period.first.isoformat(), period.last.isoformat()) for period in periods):
            found = [row[0] for row in self._connection.execute(query, (first[:4], last[:4]))]
            years |= set(found)
            # an entry that may be active in a year may be active in every period that contains the whole year
            whole |= {year for year in found if year.isdigit() and first <= f"{year}-01-01" and f"{year}-12-31" <= last}
        walk, surely = (self._walk(Facet.ACTIVE, sorted(each)) for each in (years, whole))
        perhaps = tuple(id_ for id_ in walk.value_ids if id_ not in surely.value_ids)
        return walk, runs_in(periods, Years(surely.value_ids, perhaps))

    def _of_years(self, facet: Facet, values: Sequence[str]) -> FilterWalk:
        query = "SELECT value FROM search_value WHERE facet = ? AND value BETWEEN ? AND ?"
        found = (row[0] for each in values for row in self._connection.execute(query, (facet, *parse_years(each))))
        return self._walk(facet, sorted(set(found)))

    def _sums(self, values: Sequence[str]) -> tuple[FilterWalk, Condition]:
        # a reference of version 1 has the currencies of its grants instead
        query = "SELECT id, entries FROM search_value WHERE facet IN ('grant', 'currency')"
        found = self._connection.execute(query).fetchall()
        walk = FilterWalk(tuple(int(id_) for id_, _ in found), sum(int(entries) for _, entries in found))
        sums, currencies = [parse_sums(value) for value in values], walk.value_ids
        few = few_with_sums(self._connection, sums)
        if few is not None:
            walk = FilterWalk((), len(few), few)
        return walk, grants(sums, currencies)


def _by_facet(query: SearchQuery) -> Iterator[tuple[Facet, list[SearchFilter]]]:
    given = [each for each in query.filters if not each.is_own]
    for facet in Facet if given else ():
        filters = [each for each in given if each.facet is facet]
        if filters:
            yield facet, filters


def chosen_numbers(
    connection: sqlite3.Connection, filters: Filters, numbers: Sequence[int], *, walked: bool = False
) -> list[int]:
    """Return those of some entry numbers that the filters allow, in their order; ``walked``: all are of their walk."""
    found = meeting_numbers(connection, filters.condition_on_walk if walked else filters.condition, numbers)
    if filters.goals:
        found &= matching_numbers(connection, filters.goals, found)
    if filters.left_out:
        found -= matching_numbers(connection, filters.left_out, found)
    return [number for number in numbers if number in found]
