"""Counting how many results have each value of each facet, in a time that is bounded."""

import json
import sqlite3
from collections import Counter
from itertools import islice
from time import monotonic
from typing import NamedTuple

from coopviewer.domain.entries import EntryRef
from coopviewer.domain.search_answer import FacetCounts, FacetValue
from coopviewer.domain.search_query import COUNTED, Facet, SearchQuery
from coopviewer.storage import rows
from coopviewer.storage.search_filters import Filters, read_filters
from coopviewer.storage.search_finding import Finder
from coopviewer.storage.search_words import Vocabulary

BUDGET = 0.04
"""Seconds after which no more is counted."""
_BATCH = 256
_MOST_VALUES = 50  # of a facet that are shown: those that most entries of the reference have, and the chosen ones
_CHOOSABLE = "value NOT GLOB 'open-*'"  # years apart, which open timeframes are kept under


class _Tally(NamedTuple):
    """How many of the results have each value, by the value's id; ``complete``: all were counted."""

    counts: Counter[int]
    complete: bool


def count_facets(
    connection: sqlite3.Connection, vocabulary: Vocabulary, query: SearchQuery, budget: float = BUDGET
) -> tuple[FacetCounts, ...]:
    """Count the values of all facets, each under all filters but its own, within ``budget`` seconds."""
    filtered = [facet for facet in COUNTED if any(not each.excluded for each in query.of_facet(facet))]
    share = budget / (len(filtered) + 1)
    tally = _whole_tally(connection) if not query else _tally(connection, vocabulary, query, share)
    own = {facet: _tally(connection, vocabulary, _without(query, facet), share) for facet in filtered}
    return tuple(_values(connection, vocabulary, query, facet, own.get(facet, tally)) for facet in COUNTED)


def _without(query: SearchQuery, facet: Facet) -> SearchQuery:
    kept = [part for part in query.parts if part not in query.of_facet(facet) or part.excluded]
    return SearchQuery(tuple(kept))


def _whole_tally(connection: sqlite3.Connection) -> _Tally:
    return _Tally(Counter(dict(connection.execute("SELECT id, entries FROM search_value"))), True)


def _tally(connection: sqlite3.Connection, vocabulary: Vocabulary, query: SearchQuery, seconds: float) -> _Tally:
    if not query:
        return _whole_tally(connection)
    ends = monotonic() + seconds
    finder = Finder(connection, vocabulary, query, read_filters(connection, vocabulary, query))
    numbers = finder.all()
    counts: Counter[str] = Counter()
    each = "SELECT e.value_ids FROM json_each(?) k JOIN search_entry e ON e.number = k.value"
    while batch := list(islice(numbers, _BATCH)):
        for (value_ids,) in connection.execute(each, (json.dumps(batch),)):
            counts.update(value_ids.split())
        if monotonic() > ends:
            return _tallied(counts, next(numbers, None) is None)
    return _tallied(counts, finder.looked_at_all)


def _tallied(counts: Counter[str], complete: bool) -> _Tally:
    return _Tally(Counter({int(value_id): count for value_id, count in counts.items()}), complete)


def _values(
    connection: sqlite3.Connection, vocabulary: Vocabulary, query: SearchQuery, facet: Facet, tally: _Tally
) -> FacetCounts:
    filters: Filters = read_filters(
        connection, vocabulary, SearchQuery(tuple(p for p in query.of_facet(facet) if not p.excluded))
    )
    chosen = set(filters.walk.value_ids) if filters.walk is not None else set()
    found = _most_used(connection, facet)
    found |= {key: value for key, value in _of_ids(connection, chosen).items() if not value.startswith("open-")}
    refs = _refs(connection, list(found.values())) if facet.names_an_entry else {}
    values = [
        FacetValue(value, tally.counts[id_], not tally.complete, id_ in chosen, refs.get(value))
        for id_, value in found.items()
        if not facet.names_an_entry or value in refs
    ]
    if facet is Facet.ACTIVE:
        values.sort(key=lambda each: each.value)
    else:
        values.sort(key=lambda each: -each.count)
    return FacetCounts(facet, tuple(values))


def _most_used(connection: sqlite3.Connection, facet: Facet) -> dict[int, str]:
    query = f"SELECT id, value FROM search_value WHERE facet = ? AND {_CHOOSABLE} ORDER BY entries DESC, id LIMIT ?"
    return dict(connection.execute(query, (facet, _MOST_VALUES)).fetchall())


def _of_ids(connection: sqlite3.Connection, ids: set[int]) -> dict[int, str]:
    query = "SELECT v.id, v.value FROM json_each(?) k JOIN search_value v ON v.id = k.value"
    return dict(connection.execute(query, (json.dumps(sorted(ids)),)).fetchall())


def _refs(connection: sqlite3.Connection, ids: list[str]) -> dict[str, EntryRef]:
    query = f"SELECT {rows.ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.id = k.value"
    return {row[0]: rows.entry_ref(row) for row in connection.execute(query, (json.dumps(ids),))}
