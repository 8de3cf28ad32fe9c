"""Why a query finds nothing: which filters find nothing alone, and the reason for each.

The reason is *not listed*, or *not stated* or *not looked at* where a list is not known to be complete.
"""

import json
from collections.abc import Iterable

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import EmptyReason
from coopviewer.domain.search.query import Facet, ListedState, SearchFilter, SearchQuery
from coopviewer.storage.reference.opening import schema_of
from coopviewer.storage.reference.rows import ENTRY_COLUMNS, entry_ref
from coopviewer.storage.search.answering import Answering
from coopviewer.storage.search.index import entries_named
from coopviewer.storage.search.relations import ARRANGEMENT
from coopviewer.storage.search.tables import PAID_TYPES, quoted_list
from coopviewer.storage.search.times.edges import EDGES

_LISTS = {Facet.PROJECT: "has-beneficiary", Facet.NETWORK: "has-member"}
_DATED = "SELECT EXISTS (SELECT 1 FROM flow WHERE {0} AND coalesce(day, period_start) IS NOT NULL)"
_MONEY = {
    Facet.PAID: _DATED.format(f"kind = 'transaction' AND type IN ({quoted_list(PAID_TYPES)})"),
    Facet.BUDGET: _DATED.format("kind = 'budget'"),
}
_NAMING = {Facet.FUNDER: ("from_id",), Facet.PARTNER: ("from_id", "to_id")}
"""The columns of flows that name organisations, for each facet that does not find who is only named in these."""
_ACTIVITIES_NAMING = """
    SELECT DISTINCT t.{column}, f.entry_id FROM flow t CROSS JOIN fact f ON f.id = t.fact_id
    WHERE t.{column} IN (SELECT value FROM json_each(?))
"""
_MOST = 3  # entries named as those whose lists are not stated
_SILENT = f"""
    SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.kind = 'project' AND NOT EXISTS (
        SELECT 1 FROM relation r WHERE r.subject_id = e.id AND r.predicate_id = 'has-beneficiary'
        AND r.object_id GLOB 'country/*')
    AND NOT EXISTS (SELECT 1 FROM fact f JOIN extent x ON x.fact_id = f.id WHERE f.entry_id = e.id
        AND x.predicate_id = 'has-beneficiary' AND x.value IN ('complete', 'none'))
    ORDER BY e.number LIMIT {_MOST}
"""


class Emptiness:
    """Explains queries of one reference that find nothing."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._index = answering.index

    def reasons(self, query: SearchQuery) -> tuple[EmptyReason, ...]:
        """Return why a query finds nothing: one reason or several for each filter that finds nothing alone.

        A reason has a state, such as *not listed* or *not stated*. Filters are tried one by one, each together with
        the kinds of entries that the query is limited to. Filters on kinds, those that exclude, and those on
        annotations are not tried.

        If each filter finds something, there is one reason without a filter: no entry meets all parts of the query,
        words included. Empty for a query without filters that are tried.
        """
        kinds = tuple(each for each in query.of_facet(Facet.KIND) if not each.excluded)
        filters = [each for each in query.filters if each not in kinds and not (each.is_own or each.excluded)]
        alone = (each for each in filters if not self._finds(SearchQuery((each, *kinds))))
        found = tuple(reason for each in alone for reason in self._of_filter(each, {kind.value for kind in kinds}))
        if found or len(query.parts) < 2 or not filters:
            return found
        return (EmptyReason(ListedState.NOT_LISTED),)

    def _finds(self, query: SearchQuery) -> bool:
        return bool(self._answering.find(query, 1).numbers)

    def _of_filter(self, part: SearchFilter, kinds: set[str]) -> Iterable[EmptyReason]:
        if part.facet is Facet.ARRANGEMENT:
            states = self._index.relations
            yield EmptyReason(
                states.absent_state(ARRANGEMENT, ListedState.LISTED in states.arrangements.values()), part
            )
            return
        if part.facet in _LISTS and EntryKind.COUNTRY in kinds:
            named = self._named(part)
            for ref in named:
                state = self._index.relations.absent_state(_LISTS[part.facet], True, ref.id)
                yield EmptyReason(state, part, (ref,))
            if named:
                return
        if part.facet in EDGES:
            years = self._index.edges.years(part.facet)
            yield EmptyReason(ListedState.NOT_LISTED, part, years=years)
            return
        if part.facet in _MONEY:
            years = self._years(part)
            yield EmptyReason(ListedState.NOT_LISTED, part, years=years, is_unread=years is None and self._has(part))
            return
        if part.facet in _NAMING:
            yield self._payments(part)
            return
        yield EmptyReason(ListedState.NOT_LISTED, part)
        if part.facet is Facet.COUNTRY and (not kinds or EntryKind.PROJECT in kinds):
            silent = tuple(map(entry_ref, self._index.connection.execute(_SILENT)))
            if silent:
                yield EmptyReason(ListedState.NOT_STATED, part, silent)

    def _years(self, part: SearchFilter) -> tuple[str, str] | None:
        query = "SELECT min(value), max(value) FROM search_value WHERE facet = ?"
        first, last = self._index.connection.execute(query, (part.facet,)).fetchone()
        return None if first is None else (first, last)

    def _has(self, part: SearchFilter) -> bool:
        """Return whether the reference has money with a year that its search tables do not know."""
        connection = self._index.connection
        return schema_of(connection) > 1 and bool(connection.execute(_MONEY[part.facet]).fetchone()[0])

    def _payments(self, part: SearchFilter) -> EmptyReason:
        """Return the reason of a filter on who funds or takes part: with the entries that only sums name, if any."""
        ids = self._ids(part)
        named: dict[str, set[str]] = {}
        for column in _NAMING[part.facet]:
            query = _ACTIVITIES_NAMING.format(column=column)
            for id_, activity in self._index.connection.execute(query, (json.dumps(ids),)):
                named.setdefault(id_, set()).add(activity)
        shown = [id_ for id_ in ids if id_ in named][:_MOST]
        activities = {activity for id_ in shown for activity in named[id_]}
        return EmptyReason(ListedState.NOT_LISTED, part, self._refs(shown), naming=len(activities))

    def _named(self, part: SearchFilter) -> tuple[EntryRef, ...]:
        return self._refs(self._ids(part)[:_MOST])

    def _ids(self, part: SearchFilter) -> list[str]:
        kind = part.facet.kind_of_values
        assert kind is not None
        return entries_named(self._index.connection, self._index.vocabulary, kind, part.value)

    def _refs(self, ids: Iterable[str]) -> tuple[EntryRef, ...]:
        query = f"SELECT {ENTRY_COLUMNS} FROM entry e WHERE e.id = ?"
        return tuple(entry_ref(self._index.connection.execute(query, (id_,)).fetchone()) for id_ in ids)
