"""What relations say of entries: their working arrangements and projects; which entries have facts such as a grant."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from coopviewer.domain.reference.vocabulary import EntryKind, ExtentValue
from coopviewer.domain.search.query import PLACES, Facet, FactGroup, ListedState, ProjectCount, SearchFilter
from coopviewer.storage.reference.rows import has_list_of_unknown_extent
from coopviewer.storage.search.conditions import HAS_SPAN, Condition, has_fact, one_of
from coopviewer.storage.search.tables import FACET_PREDICATES

ARRANGEMENT = "has-working-arrangement-with"
PROJECT_FACETS = ("country", "region", "partner", "funder", "reporter")
"""Facets of projects whose values are countries, regions or organisations, which are found through their projects."""
_CELL = "has-risk-analysis-cell-in"
_LISTS = {FactGroup.ARRANGEMENT: ARRANGEMENT, FactGroup.CELL: _CELL}
_PAYERS = {FactGroup.FUNDER: "funder_id", FactGroup.INSTRUMENT: "funding_instrument_id"}
_RELATED_KINDS = {FactGroup.NETWORK: EntryKind.NETWORK, FactGroup.COUNTRY: EntryKind.COUNTRY}
_FACTS = {
    FactGroup.GRANT: (("amount", "t.kind = 'grant'"), ("flow", "1")),
    FactGroup.GOAL: (("statement", "t.kind = 'goal'"),),
    FactGroup.TIMEFRAME: (("timeframe", "1"), ("milestone", HAS_SPAN)),
}
# the least and the greatest number, which an index gives without reading those between
_COUNTS = """
    SELECT e.number,
        (SELECT min(f.number) FROM search_facet f WHERE f.value_id = v.id AND f.number BETWEEN :first AND :last),
        (SELECT max(f.number) FROM search_facet f WHERE f.value_id = v.id AND f.number BETWEEN :first AND :last)
    FROM search_value v JOIN entry e ON e.id = v.value WHERE v.facet IN ({})
"""
_RELATED = """EXISTS (SELECT 1 FROM entry e CROSS JOIN relation r ON r.subject_id = e.id
    WHERE e.number = s.number AND {0}) OR EXISTS (SELECT 1 FROM entry e CROSS JOIN relation r ON r.object_id = e.id
    WHERE e.number = s.number AND {1})"""
_SUBJECT = """EXISTS (SELECT 1 FROM entry e CROSS JOIN relation r ON r.subject_id = e.id
    WHERE e.number = s.number AND r.predicate_id IN ({}))"""


_IN_REGION = """
    SELECT subject_number, object_number FROM relation WHERE predicate_id = 'in-region'
    AND (subject_number BETWEEN ? AND ? OR subject_number BETWEEN ? AND ?)
"""


class Relations:
    """Reads what relations say in one reference that nobody changes meanwhile; keeps what is slow to read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def span(self, kind: EntryKind) -> tuple[int, int]:
        """Return the first and the last entry number of a kind, whose numbers have no gaps; (1, 0) without any."""
        query = "SELECT min(number), max(number) FROM entry WHERE kind = ?"
        first, last = self._connection.execute(query, (kind,)).fetchone()
        return (1, 0) if first is None else (first, last)

    @cached_property
    def project_span(self) -> tuple[int, int]:
        """The first and the last entry number of the projects; (1, 0) without any."""
        return self.span(EntryKind.PROJECT)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Entry numbers of the countries, regions and organisations among the values of PROJECT_FACETS, by value id.

        Entries other than projects have such values too, so some of these places may have no project.
        """
        facets = ", ".join(f"'{facet}'" for facet in PROJECT_FACETS)
        query = f"SELECT v.id, e.number FROM search_value v JOIN entry e ON e.id = v.value WHERE v.facet IN ({facets})"
        return dict(self._connection.execute(query).fetchall())

    @cached_property
    def project_counts(self) -> Mapping[int, ProjectCount]:
        """How many projects (none, one, two or more) name each country, region and organisation, by entry number."""
        ends: dict[int, set[int]] = {}
        for kind in PLACES:
            first, last = self.span(kind)
            ends |= {number: set() for number in range(first, last + 1)}
        facets = ", ".join(f"'{facet}'" for facet in PROJECT_FACETS)
        projects = dict(zip(("first", "last"), self.project_span, strict=True))
        for number, *found in self._connection.execute(_COUNTS.format(facets), projects):
            ends.setdefault(number, set()).update(each for each in found if each is not None)
        counts = (ProjectCount.NONE, ProjectCount.ONE, ProjectCount.SEVERAL)
        return {number: counts[min(2, len(found))] for number, found in ends.items()}

    @cached_property
    def arrangements(self) -> Mapping[int, ListedState]:
        """Whether the lists of working arrangements name an entry (LISTED, NOT_LISTED …), by entry number.

        It has all countries, and those other entries that are listed.
        """
        query = "SELECT object_number FROM relation WHERE predicate_id = ?"
        listed = {row[0] for row in self._connection.execute(query, (ARRANGEMENT,))}
        absent = self.absent_state(ARRANGEMENT, bool(listed))
        first, last = self.span(EntryKind.COUNTRY)
        return dict.fromkeys(range(first, last + 1), absent) | dict.fromkeys(sorted(listed), ListedState.LISTED)

    def absent_state(self, predicate: str, lists_any: bool, subject_id: str | None = None) -> ListedState:
        """Return what it means that the lists of a predicate do not name an entry.

        ``subject_id`` is the entry whose list is meant; None: all lists. ``lists_any``: the lists name anything at all.

            NOT_LISTED: every list is said to be complete, or to be empty.
            NOT_LOOKED_AT: the lists name nothing, and no source says of any how complete it is.
            NOT_STATED: in all other cases.
        """
        query = "SELECT x.value FROM extent x JOIN fact f ON f.id = x.fact_id WHERE x.predicate_id = ?"
        if subject_id is not None:
            query += " AND f.entry_id = ?"
        rows = self._connection.execute(query, (predicate, subject_id) if subject_id is not None else (predicate,))
        values = {ExtentValue(row[0]) for row in rows}
        if values & {ExtentValue.OPEN, ExtentValue.NOT_STATED}:
            return ListedState.NOT_STATED
        if subject_id is None and has_list_of_unknown_extent(self._connection, predicate):
            return ListedState.NOT_STATED
        if values:
            return ListedState.NOT_LISTED
        return ListedState.NOT_STATED if lists_any else ListedState.NOT_LOOKED_AT

    def numbers_with_state(self, states: Iterable[str], *, with_places: bool) -> tuple[int, ...]:
        """Return the sorted entry numbers of the entries with one of ``states`` in the lists of working arrangements.

        A state is a value of ListedState. ``with_places``: the states are from the property ``place_arrangements``, in
        which regions, and organisations that conclude arrangements, have one too; else from ``arrangements``.
        """
        wanted, told = set(states), self.place_arrangements if with_places else self.arrangements
        return tuple(sorted(number for number, state in told.items() if state in wanted))

    @cached_property
    def place_arrangements(self) -> Mapping[int, ListedState]:
        """What the lists of working arrangements say of entries, by entry number; unlike ``arrangements``, places too.

        A region is LISTED if a country in it, or in a region within it, is. Otherwise it has the state of its
            countries (all that are not LISTED have the same one), and without countries it is NOT_STATED.
        An organisation, or other entry, that has a list itself is LISTED.
        """
        first, last = self.span(EntryKind.REGION)
        found: dict[int, ListedState] = dict.fromkeys(range(first, last + 1), ListedState.NOT_STATED)
        for country, regions in self._regions.items():
            state = self.arrangements.get(country, ListedState.NOT_STATED)
            for region in regions:
                if found.get(region) is not ListedState.LISTED:
                    found[region] = state
        query = "SELECT DISTINCT subject_number FROM relation WHERE predicate_id = ?"
        subjects = {row[0] for row in self._connection.execute(query, (ARRANGEMENT,))}
        return {**self.arrangements, **found, **dict.fromkeys(sorted(subjects), ListedState.LISTED)}

    @cached_property
    def _regions(self) -> Mapping[int, frozenset[int]]:
        """The entry numbers of the regions that each country is in, directly or not, by that of the country."""
        (first, last), (start, end) = self.span(EntryKind.COUNTRY), self.span(EntryKind.REGION)
        above: dict[int, set[int]] = {}
        for inner, outer in self._connection.execute(_IN_REGION, (first, last, start, end)):
            above.setdefault(inner, set()).add(outer)
        found = {}
        for country in above.keys() & set(range(first, last + 1)):
            reached, left = set[int](), list(above[country])
            while left:
                region = left.pop()
                if region not in reached:
                    reached.add(region)
                    left += above.get(region, ())
            found[country] = frozenset(reached)
        return found

    def regions_with(self, predicate: str) -> tuple[int, ...]:
        """Return the sorted entry numbers of the regions with a country that is the object of a kind of relation.

        ``predicate`` is the id of that kind, such as ``has-working-arrangement-with``. The country may be in a
        region within the region.
        """
        query = "SELECT DISTINCT object_number FROM relation WHERE predicate_id = ?"
        listed = (row[0] for row in self._connection.execute(query, (predicate,)))
        return tuple(sorted({region for country in listed for region in self._regions.get(country, ())}))

    def listed_through(self, predicate: str, numbers: Sequence[int], most: int) -> Mapping[int, tuple[int, ...]]:
        """Return, by entry number, why regions and organisations meet a filter such as ``arrangement:listed``.

        ``predicate`` is the id of the relation by which lists name entries, such as ``has-working-arrangement-with``.
        For a region, the result has countries in it that are objects of this relation; for an organisation, the objects
        of those relations whose subject it is: the first ``most`` entry numbers, ascending. Left out are regions and
        organisations without such entries, and those that are such objects, since they meet the filter themselves.
        ``numbers`` may have other entries too, which are ignored.
        """
        query = "SELECT object_number, subject_number FROM relation WHERE predicate_id = ? ORDER BY object_number"
        listed: dict[int, set[int]] = {}
        for number, subject in self._connection.execute(query, (predicate,)):
            listed.setdefault(number, set()).add(subject)
        spans = (self.span(EntryKind.REGION), self.span(EntryKind.ORGANISATION))
        of_kind = {each for each in numbers if any(first <= each <= last for first, last in spans)}
        wanted, found = of_kind - listed.keys(), dict[int, list[int]]()
        for number, subjects in listed.items():
            for place in (subjects | self._regions.get(number, frozenset())) & wanted:
                of_place = found.setdefault(place, [])
                if len(of_place) < most:
                    of_place.append(number)
        return {number: tuple(named) for number, named in found.items()}

    def numbers_with_projects(self, counts: Iterable[str]) -> tuple[int, ...]:
        """Return the entry numbers, ascending, of the countries, regions and organisations with so many projects.

        ``counts`` says how many: one or more values of ProjectCount, which are none, one and several.
        """
        wanted = set(counts)
        return tuple(sorted(number for number, count in self.project_counts.items() if count in wanted))

    def numbers_of_projects(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the sorted entry numbers of the projects ``ids`` and of all entries that are related to one of them.

        Unknown ids, and former ones, are ignored.
        """
        query = """
            SELECT number FROM entry WHERE id = :id UNION SELECT object_number FROM relation WHERE subject_id = :id
            UNION SELECT subject_number FROM relation WHERE object_id = :id
        """
        return tuple(sorted({row[0] for id_ in ids for row in self._connection.execute(query, {"id": id_})}))

    def has(self, group: FactGroup, *, with_places: bool = False) -> Condition:
        """Return the condition that the reference has a fact of some group about an entry, such as grants or partners.

        The groups are the values of the filter ``has:``. ``with_places``: a region also meets the condition for working
        arrangements or risk analysis cells if a country in it does.
        """
        if group in _FACTS:
            facts = " OR ".join(has_fact(*each) for each in _FACTS[group])
            return Condition(f"({facts})", costly=True)
        if group in _LISTS:
            listed = _by_predicate(_LISTS[group])
            if not with_places:
                return listed
            regions = one_of(self.regions_with(_LISTS[group]))
            return Condition(f"({listed.sql} OR {regions.sql})", regions.values, costly=True)
        if group is FactGroup.PROJECT:
            counted = one_of(self.numbers_with_projects((ProjectCount.ONE, ProjectCount.SEVERAL)))
            other = _related_to(self.project_span)
            return Condition(f"({counted.sql} OR {other.sql})", counted.values, costly=True)
        if group in _RELATED_KINDS:
            return _related_to(self.span(_RELATED_KINDS[group]))
        predicates = ", ".join(f"'{each}'" for each in FACET_PREDICATES[group])
        sql = _SUBJECT.format(predicates)
        if group in _PAYERS:
            sql = f"({sql} OR {has_fact('amount', f't.{_PAYERS[group]} IS NOT NULL')})"
        return Condition(sql, costly=True)


def list_of(part: SearchFilter) -> str | None:
    """Return the predicate whose lists a filter is about: ``has-working-arrangement-with`` for ``arrangement:listed``.

    So it is for ``has:arrangement``; that of ``has:cell`` is ``has-risk-analysis-cell-in``. None for other filters, and
    for one that excludes.
    """
    if part.excluded:
        return None
    if part.facet is Facet.ARRANGEMENT:
        return ARRANGEMENT if part.value == ListedState.LISTED else None
    groups = {str(group): predicate for group, predicate in _LISTS.items()}
    return groups.get(part.value) if part.facet is Facet.HAS else None


def _by_predicate(predicate: str) -> Condition:
    condition = f"r.predicate_id = '{predicate}'"
    return Condition(f"({_RELATED.format(condition, condition)})", costly=True)


def _related_to(span: tuple[int, int]) -> Condition:
    first, last = span
    other = [f"r.{side}_number BETWEEN {first} AND {last}" for side in ("object", "subject")]
    return Condition(f"({_RELATED.format(*other)})", costly=True)
