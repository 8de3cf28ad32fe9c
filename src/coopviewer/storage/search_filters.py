"""The filters of a query as conditions on entries' numbers, and as walks that give those numbers in order."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from coopviewer.domain.addresses import is_entry_id
from coopviewer.domain.folding import words_of
from coopviewer.domain.search_answer import UnknownName
from coopviewer.domain.search_query import Facet, SearchFilter, SearchQuery, SearchTerm
from coopviewer.domain.search_values import PLACES, parse_period, parse_sums
from coopviewer.storage.rows import Row
from coopviewer.storage.search_tables import key_of
from coopviewer.storage.search_words import Vocabulary

_MOST_NAMED = 50  # entries that one value may name


class Condition(NamedTuple):
    """SQL on ``s.number``, with its values."""

    sql: str
    values: Row = ()


class Walk(NamedTuple):
    """Values of ``search_facet`` of which each entry wanted has one; ``entries`` is how many there are at most."""

    value_ids: tuple[int, ...]
    entries: int


class Filters(NamedTuple):
    """What a query's filters come to.

    ``goals`` and ``left_out`` are expressions of FTS5 over ``search_text`` that an entry must match and must not,
    empty where there are none. ``walk`` is the facet that leaves least, None where any entry may be wanted.
    """

    conditions: tuple[Condition, ...]
    goals: str
    left_out: str
    walk: Walk | None
    unknown: tuple[UnknownName, ...]

    @property
    def condition(self) -> Condition:
        """All of it as one condition, the expressions apart."""
        sql = " AND ".join(condition.sql for condition in self.conditions)
        return Condition(sql or "1", tuple(value for condition in self.conditions for value in condition.values))

    @property
    def checked(self) -> Condition:
        """All of it as one condition, the expressions included: looked up for each entry."""
        sql, values = self.condition
        matching = "EXISTS (SELECT 1 FROM search_text x WHERE x.search_text MATCH ? AND x.rowid = s.number)"
        if self.goals:
            sql, values = f"{sql} AND {matching}", (*values, self.goals)
        if self.left_out:
            sql, values = f"{sql} AND NOT {matching}", (*values, self.left_out)
        return Condition(sql, values)

    def narrow(self, expression: str) -> str:
        """Write an expression over ``search_text`` together with those of the filters."""
        text = " AND ".join(f"({part})" for part in (expression, self.goals) if part)
        return f"({text}) NOT ({self.left_out})" if self.left_out else text


def read_filters(connection: sqlite3.Connection, vocabulary: Vocabulary, query: SearchQuery) -> Filters:
    """Look up what a query's filters mean in a reference."""
    reader = _Reader(connection, vocabulary)
    for facet, filters in _by_facet(query):
        for excluded in (False, True):
            chosen = [each for each in filters if each.excluded is excluded]
            if chosen:
                reader.take(facet, chosen, excluded)
    left_out = [vocabulary.any_whole([term for term in query.terms if term.excluded]), *reader.no_goals]
    walk = min(reader.walks, key=lambda walk: walk.entries, default=None)
    return Filters(
        tuple(reader.conditions),
        " AND ".join(reader.goals),
        " OR ".join(filter(None, left_out)),
        walk,
        tuple(reader.unknown),
    )


def walk_numbers(connection: sqlite3.Connection, walk: Walk | None) -> Iterator[int]:
    """Give the numbers of the entries on a walk in order, each once, read as they are taken."""
    if walk is None:
        for (number,) in connection.execute("SELECT number FROM entry ORDER BY number"):
            yield number
        return
    query = "SELECT number FROM search_facet WHERE value_id = ? ORDER BY number"
    for number, _ in groupby(merge(*(connection.execute(query, (value_id,)) for value_id in walk.value_ids))):
        yield number[0]


class _Reader:
    """Gathers what filters come to, facet by facet."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self.conditions: list[Condition] = []
        self.goals: list[str] = []
        self.no_goals: list[str] = []
        self.walks: list[Walk] = []
        self.unknown: list[UnknownName] = []

    def take(self, facet: Facet, filters: Sequence[SearchFilter], excluded: bool) -> None:
        """Add the filters of one facet, all excluded or none."""
        values = [each.value for each in filters]
        if facet is Facet.GOAL:
            expression = " OR ".join(f"({self._goal(value)})" for value in values)
            (self.no_goals if excluded else self.goals).append(f"({expression})")
            return
        if facet is Facet.ACTIVE:
            walk, condition = self._periods(values)
        elif facet is Facet.GRANT:
            walk, condition = self._sums(values)
        else:
            walk = self._walk(facet, self._values_of(facet, values))
            ids = ", ".join(map(str, walk.value_ids))
            condition = Condition(
                f"EXISTS (SELECT 1 FROM search_facet f WHERE f.number = s.number AND f.value_id IN ({ids}))"
            )
        if excluded:
            self.conditions.append(Condition(f"NOT {condition.sql}", condition.values))
        else:
            self.conditions.append(condition)
            self.walks.append(walk)

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

    def _walk(self, facet: Facet, values: Iterable[str]) -> Walk:
        query = "SELECT id, entries FROM search_value WHERE facet = ? AND value = ?"
        found = [row for value in values for row in self._connection.execute(query, (facet, value))]
        return Walk(tuple(int(id_) for id_, _ in found), sum(int(entries) for _, entries in found))

    def _periods(self, values: Sequence[str]) -> tuple[Walk, Condition]:
        periods = [(p.first.isoformat(), p.last.isoformat()) for p in map(parse_period, values)]
        years = (
            "SELECT value FROM search_value WHERE facet = 'active' AND (value GLOB 'open-*' OR value BETWEEN ? AND ?)"
        )
        found = {row[0] for first, last in periods for row in self._connection.execute(years, (first[:4], last[:4]))}
        overlaps = " OR ".join(
            ["coalesce(t.start_earliest, '') <= ? AND coalesce(t.end_latest, '9999-12-31') >= ?"] * len(periods)
        )
        sql = f"""EXISTS (SELECT 1 FROM entry e JOIN fact f ON f.entry_id = e.id AND f.kind = 'timeframe'
            JOIN timeframe t ON t.fact_id = f.id WHERE e.number = s.number AND ({overlaps}))"""
        bounds = tuple(day for first, last in periods for day in (last, first))
        return self._walk(Facet.ACTIVE, sorted(found)), Condition(sql, bounds)

    def _sums(self, values: Sequence[str]) -> tuple[Walk, Condition]:
        sums = [parse_sums(value) for value in values]
        scales = " ".join(f"WHEN {decimals} THEN {10 ** (PLACES - decimals)}" for decimals in range(PLACES))
        scaled = f"a.minor_units * CASE a.decimals {scales} ELSE 1 END"
        within = " OR ".join([f"({scaled} >= coalesce(?, 0) AND {scaled} <= coalesce(?, {2**62}))"] * len(sums))
        sql = f"""EXISTS (SELECT 1 FROM entry e JOIN fact f ON f.entry_id = e.id AND f.kind = 'amount'
            JOIN amount a ON a.fact_id = f.id WHERE e.number = s.number AND a.kind = 'grant' AND ({within}))"""
        currencies = self._connection.execute("SELECT value FROM search_value WHERE facet = 'grant'").fetchall()
        bounds = tuple(bound for each in sums for bound in (each.least, each.most))
        return self._walk(Facet.GRANT, [row[0] for row in currencies]), Condition(sql, bounds)


def entries_named(connection: sqlite3.Connection, vocabulary: Vocabulary, kind: str, text: str) -> list[str]:
    """Find the ids of the entries of a kind that a text names: by id, else whole name or code, else words of a name."""
    if is_entry_id(text):
        return [row[0] for row in connection.execute("SELECT id FROM entry WHERE id = ? AND kind = ?", (text, kind))]
    exact = """
        SELECT DISTINCT e.id FROM search_key k CROSS JOIN entry e ON e.number = k.number
        WHERE k.field IN (0, 1, 2) AND k.key = ? AND e.kind = ? ORDER BY k.number LIMIT ?
    """
    found = connection.execute(exact, (key_of(words_of(text)), kind, _MOST_NAMED)).fetchall()
    if not found:
        # the numbers of a kind follow one another
        begun = """
            SELECT e.id FROM search_name s JOIN entry e ON e.number = s.rowid
            WHERE s.search_name MATCH ? AND s.rowid BETWEEN (SELECT min(number) FROM entry WHERE kind = ?)
            AND (SELECT max(number) FROM entry WHERE kind = ?) AND e.kind = ? LIMIT ?
        """
        expression = vocabulary.begun([SearchTerm(text)], named=True, every=True).text
        found = connection.execute(begun, (expression, kind, kind, kind, _MOST_NAMED)).fetchall()
    return [row[0] for row in found]


def _by_facet(query: SearchQuery) -> Iterator[tuple[Facet, list[SearchFilter]]]:
    for facet in Facet:
        filters = query.of_facet(facet)
        if filters:
            yield facet, list(filters)


def chosen_numbers(connection: sqlite3.Connection, condition: Condition, numbers: Sequence[int]) -> list[int]:
    """Give those of some numbers for which a condition holds, in their order."""
    query = f"SELECT s.number FROM (SELECT value AS number FROM json_each(?)) s WHERE {condition.sql}"
    found = {row[0] for row in connection.execute(query, (json.dumps(numbers), *condition.values))}
    return [number for number in numbers if number in found]
