"""Finding the entries that a query describes, and also countries, regions and organisations by their projects.

If a query is limited to kinds of entries, and countries, regions or organisations are among them, its filters on
projects (partner, funder, years and others) also find such an entry if one project of it meets all of them. A filter on
a network is then also met by an entry that is itself in the network. A year as the only word also finds what ran in it,
and the name of a country or region the projects there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery
from coopviewer.storage.search.conditions import Condition, one_of
from coopviewer.storage.search.filters import (
    Filters,
    chosen_numbers,
    read_filters,
    walk_numbers,
)
from coopviewer.storage.search.finder import Finder, Found
from coopviewer.storage.search.index import SearchIndex, place_of
from coopviewer.storage.search.numbers import NumberCheck, NumberTexts, has_numbers, period_of
from coopviewer.storage.search.relations import list_of

Through = Mapping[int, Sequence[int]]
"""Entry numbers of some projects, by the entry number of the country, region or organisation found through them."""
_FEW = 2_000  # projects that are read one by one; of more, each place looks for its own
_MOST_CHECKED = 300  # results whose texts are read to see whether a number is whole
_MOST_KEPT = 16  # filters whose places are kept while the words of a query change
_MOST_PROJECTS = 8  # kept for each place
_PROJECTS = SearchFilter(Facet.KIND, EntryKind.PROJECT)
_VALUES = "SELECT e.number, e.value_ids FROM json_each(?) k CROSS JOIN search_entry e ON e.number = k.value"


class Answering:
    """Finds the entries of queries in one reference; entries are given by their entry numbers.

    A *place* is a country, a region or an organisation: it may be found through its projects.
    """

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self._number_texts = NumberTexts(index.connection)
        self._kept: dict[tuple[SearchFilter, ...], Through] = {}

    def filters(self, query: SearchQuery) -> Filters:
        """Return the filters of a query, with their values looked up in the reference, as conditions on each entry.

        What an entry's projects have does not count here, unless the query asks for countries, regions or
        organisations (``SearchQuery.asks_for_places``) and excludes something: ``kind:country -partner:IOM`` leaves out
        the countries that have a project with IOM.
        """
        filters = read_filters(self.index, query)
        left_out = self._left_out(query)
        return filters._replace(conditions=(*filters.conditions, *left_out)) if left_out else filters

    def find(self, query: SearchQuery, limit: int, filters: Filters | None = None) -> Found:
        """Return the best results of a query, at most ``limit``; entries found only through their projects come last.

        If the words are only a year, entries whose title, name or code begins with it come first, then those that were
        active in the year, then all others. If they are the name of a country or region, the projects in it that lack
        these words come last.

        ``filters`` is what the method ``filters`` returned for the query; None: it is called.
        """
        found = self._find_all(query, limit, filters)
        return found._replace(listed={**found.listed, **self._listed(query, found.numbers)})

    def _listed(self, query: SearchQuery, numbers: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Return the entries that lists name, for those results that are found through them (``Found.listed``)."""
        relations, found = self.index.relations, dict[int, Sequence[int]]()
        for predicate in dict.fromkeys(filter(None, map(list_of, query.filters))):
            for number, named in relations.listed_through(predicate, numbers, _MOST_PROJECTS).items():
                found[number] = tuple(dict.fromkeys((*found.get(number, ()), *named)))
        return found

    def _find_all(self, query: SearchQuery, limit: int, filters: Filters | None) -> Found:
        if not has_numbers(query):
            return self._with_place(self._find(query, limit, filters), query, limit)
        found = self._find_whole(query, limit, filters)
        period = period_of(self.index.connection, query)
        if period is None:
            return self._with_place(found, query, limit)
        active = self._find(period, limit)
        named = [number for number in found.numbers if number in found.named]
        numbers = tuple(dict.fromkeys(chain(named, active.numbers, found.numbers)))[:limit]
        by_year = frozenset(active.numbers) - found.named
        complete = found.complete and active.complete
        return found._replace(
            numbers=list(numbers), complete=complete, through=active.through, meant=period, by_meant=by_year
        )

    def _with_place(self, found: Found, query: SearchQuery, limit: int) -> Found:
        """Return what was found, and the projects in the country or region whose name the words are, if they are one.

        There are at most ``limit`` of both together.
        """
        meant = place_of(self.index.connection, self.index.vocabulary, query)
        if meant is None:
            return found
        is_full = len(found.numbers) >= limit
        of_place = self._find(meant.query, 1 if is_full else limit)
        if is_full or not of_place.numbers:
            return found._replace(meant=meant.query if of_place.numbers else None)
        numbers = list(dict.fromkeys(chain(found.numbers, of_place.numbers)))[:limit]
        further = frozenset(numbers[len(found.numbers) :])
        complete = found.complete and of_place.complete
        listed = dict.fromkeys(further, (meant.place,))
        return found._replace(numbers=numbers, complete=complete, meant=meant.query, by_meant=further, listed=listed)

    def all(self, query: SearchQuery, *, everything: bool = False) -> tuple[Iterator[int], Callable[[], bool]]:
        """Return the distinct entry numbers of all results, in no order, and a function that says if none is missing.

        Read the numbers first; then the function returns False if the search stopped at a bound, such as 10,000
        entries or 2,000 amounts. It may return True though entries are missing that are found only by a year, by the
        name of a place, or through their projects. With ``everything`` there are no bounds.
        """
        numbers, looked_at_all = self._all_whole(query, everything=everything)
        meant = place_of(self.index.connection, self.index.vocabulary, query)
        if meant is not None:
            numbers = _distinct(chain(numbers, self._all(meant.query, everything=everything)[0]))
        return numbers, looked_at_all

    def _all_whole(self, query: SearchQuery, *, everything: bool) -> tuple[Iterator[int], Callable[[], bool]]:
        """Return the same as ``all``, without what is only in a place that the words name."""
        numbers, finder = self._all(query, everything=everything)
        if not has_numbers(query):
            return numbers, lambda: finder.looked_at_all
        check = NumberCheck(self._number_texts, query)
        if check:
            amounts = self.allowed(query, sorted(check.amounts(everything=everything)))
            numbers = chain(amounts, (number for number in check.checked(numbers) if number not in amounts))
        period = period_of(self.index.connection, query)
        if period is not None:
            active = set(self._all(period, everything=everything)[0])
            numbers = chain(active, (number for number in numbers if number not in active))
        return numbers, lambda: finder.looked_at_all and not check.is_cut

    def allowed(self, query: SearchQuery, numbers: Sequence[int]) -> list[int]:
        """Return those of some entry numbers that the filters of a query allow, in their order.

        Of the query's words only the excluded ones count.
        """
        found = set(chosen_numbers(self.index.connection, self.filters(query), numbers))
        through = self.through(query)
        if through:
            found.update(chosen_numbers(self.index.connection, self._through_filters(query, through), numbers))
        return [number for number in numbers if number in found]

    def through(self, query: SearchQuery) -> Through:
        """Return the countries, regions and organisations with a project that meets the query's filters on projects.

        The query's words and other filters are ignored. Empty if it has no such filters, or no filter ``kind:``
        that asks for countries, regions or organisations.
        """
        inherited = query.inherited
        if not (inherited and query.asks_for_places):
            return {}
        return self.places_of(inherited)

    def places_of(self, filters: tuple[SearchFilter, ...]) -> Through:
        """Return the countries, regions and organisations of the projects that meet all of ``filters``.

        Beside filters of other kinds, one on a network is also met by a country, region or organisation that is itself
        in the network and has a project that meets those filters. The result has all of these places, but only some
        projects of each.
        """
        if filters not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[filters] = self._read_places(filters)
        return self._kept[filters]

    def _find_whole(self, query: SearchQuery, limit: int, filters: Filters | None) -> Found:
        """Return at most ``limit`` results as ``_find`` does, for a query with numbers.

        They have the numbers as whole numbers, or in amounts. ``filters`` are those of the query, None: not looked up
        yet.
        """
        check = NumberCheck(self._number_texts, query)
        if not check:
            return self._find(query, limit, filters)
        named_first = self._finder(query, filters or self.filters(query)).named(limit)
        if len(named_first.numbers) == limit == len(check.named(named_first.numbers)):
            return named_first  # as of the beginning of an identifier: no other entry could come before these
        found = self._find(query, max(limit, _MOST_CHECKED), filters)
        amounts = check.amounts()
        allowed = self.allowed(query, sorted(amounts))
        named = (number for number in found.numbers if number in found.named)
        others = (number for number in found.numbers if number not in found.named)
        numbers = dict.fromkeys(chain(islice(check.checked(named), limit), allowed))
        numbers |= dict.fromkeys(islice(check.checked(others), max(0, limit - len(numbers))))
        complete = found.complete and (len(found.numbers) < _MOST_CHECKED or len(numbers) >= limit)
        complete = complete and not (check.is_cut and len(numbers) < limit)
        in_amounts = {number: amounts[number] for number in allowed if number not in found.named}
        return found._replace(numbers=list(numbers)[:limit], complete=complete, amounts=in_amounts)

    def _find(self, query: SearchQuery, limit: int, filters: Filters | None = None) -> Found:
        found = self._finder(query, filters or self.filters(query)).find(limit)
        through = self.through(query)
        if not through or len(found.numbers) >= limit:
            return found
        more = self._finder(query, self._through_filters(query, through)).find(limit)
        numbers = list(dict.fromkeys(chain(found.numbers, more.numbers)))[:limit]
        only = {number: through[number] for number in numbers[len(found.numbers) :]}
        return Found(numbers, found.complete and more.complete, found.named | more.named, only)

    def _all(self, query: SearchQuery, *, everything: bool) -> tuple[Iterator[int], Finder]:
        finder = self._finder(query, self.filters(query), everything=everything)
        through = self.through(query)
        if not through:
            return finder.all(), finder
        of_places = self._finder(query, self._through_filters(query, through), everything=everything)
        return self._with_places(finder, of_places, through), finder

    def _with_places(self, finder: Finder, of_places: Finder, through: Through) -> Iterator[int]:
        known = set()
        for number in finder.all():
            if number in through:
                known.add(number)
            yield number
        for number in of_places.all():
            if number not in known:
                yield number

    def _finder(self, query: SearchQuery, filters: Filters, *, everything: bool = False) -> Finder:
        return Finder(self.index.connection, self.index.vocabulary, query, filters, everything=everything)

    def _through_filters(self, query: SearchQuery, through: Through) -> Filters:
        others = tuple(part for part in query.parts if part not in query.inherited)
        filters = self.filters(replace(query, parts=others))
        among = sorted(through if filters.among is None else through.keys() & set(filters.among))
        return filters._replace(among=tuple(among))

    def _left_out(self, query: SearchQuery) -> list[Condition]:
        """Return the condition that no project of a place has what the query excludes, as a list.

        Empty if it excludes nothing.
        """
        if not query.asks_for_places:
            return []
        excluded = [each for each in query.filters if each.excluded and each.facet.is_inherited]
        places = {number for each in excluded for number in self.places_of((replace(each, excluded=False),))}
        return [one_of(sorted(places)).negated] if places else []

    def _read_places(self, inherited: tuple[SearchFilter, ...]) -> Through:
        found = {number: tuple(projects) for number, projects in self._read(inherited).items()}
        networks = [each for each in inherited if each.facet is Facet.NETWORK]
        others = tuple(each for each in inherited if each not in networks)
        if networks and others:
            rest = self.places_of(others)
            own = read_filters(self.index, SearchQuery(tuple(networks)))
            for number in chosen_numbers(self.index.connection, own, sorted(rest)):
                found.setdefault(number, tuple(rest[number]))
        return found

    def _read(self, inherited: tuple[SearchFilter, ...]) -> dict[int, list[int]]:
        filters = read_filters(self.index, SearchQuery((*inherited, _PROJECTS)))
        if filters.walk is not None and filters.walk.entries > _FEW:
            return self._search_places(filters.condition)
        walked = list(walk_numbers(self.index.connection, filters.walk))
        return self._spread(chosen_numbers(self.index.connection, filters, walked, walked=True))

    def _spread(self, projects: Sequence[int]) -> dict[int, list[int]]:
        """Return the places of some projects, each with the first of these."""
        places = self.index.relations.places
        found: dict[int, list[int]] = {}
        for project, value_ids in self.index.connection.execute(_VALUES, (json.dumps(projects),)):
            numbers = {places[id_] for id_ in map(int, value_ids.split()) if id_ in places}
            for number in numbers:
                of_place = found.setdefault(number, [])
                if len(of_place) < _MOST_PROJECTS:
                    of_place.append(project)
        return found

    def _search_places(self, condition: Condition) -> dict[int, list[int]]:
        """Return the places that have a project that meets a condition, each with the first and the last of these."""
        places, (first, last) = self.index.relations.places, self.index.relations.project_span
        each = f"""(SELECT s.number FROM search_facet s WHERE s.value_id = k.value
            AND s.number BETWEEN {first} AND {last} AND {condition.sql} ORDER BY s.number {{}} LIMIT 1)"""
        query = f"SELECT k.value, {each.format('')}, {each.format('DESC')} FROM json_each(?) k"
        values = (*condition.values, *condition.values, json.dumps(list(places)))
        found: dict[int, list[int]] = {}
        for id_, *ends in self.index.connection.execute(query, values):
            of_place = found.setdefault(places[id_], [])
            of_place += [project for project in dict.fromkeys(ends) if project is not None and project not in of_place]
        return {number: projects for number, projects in found.items() if projects}


def _distinct(numbers: Iterable[int]) -> Iterator[int]:
    """Yield numbers in their order, each once."""
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number
