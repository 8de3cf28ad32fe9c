"""SQL conditions on entry numbers, written so that the cheap part is evaluated first.

SQLite evaluates both sides of an AND, but only the needed part of a CASE. Checking whether an entry has a value of a
facet takes a microsecond; reading its timeframes or amounts takes ten.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.search.ranges import DECIMAL_PLACES, Period, SumRange
from coopviewer.storage.reference.rows import IS_PLAIN, Row

_ALWAYS = "1"
_DENSE = 50  # entries that full text scans in the time of one lookup: 0.7 against 40 microseconds
FACTS_OF = "t.fact_id > e.id || '/' AND t.fact_id < e.id || '0'"
"""The SQL condition that a row ``t`` is a fact of an entry ``e``: its id begins with the entry's id and a slash.

``"0"`` is the next character after the slash.
"""


def _bound(end: str, aggregate: str, column: str) -> str:
    kinds = (f"t.kind = '{end}-actual'", IS_PLAIN.format(end), f"t.kind = '{end}-planned'")
    each = (f"{aggregate}(CASE WHEN {kind} THEN t.{column} END)" for kind in kinds)
    return f"coalesce({', '.join(each)})"


BOUNDS = {
    f"{end}_{column}": _bound(end, aggregate, column)
    for end in ("start", "end")
    for aggregate, column in (("min", "earliest"), ("max", "latest"))
}
"""SQL of the earliest and the latest day of an entry's start and of its end, by its milestones ``t``; NULL without any.

The keys are ``start_earliest``, ``start_latest``, ``end_earliest`` and ``end_latest``. Actual dates count before
planned ones.
"""
SPAN = ", ".join(f"{sql} AS {name}" for name, sql in BOUNDS.items())
"""The four days of BOUNDS as SQL columns, named like those of the table ``timeframe``."""
HAS_SPAN = f"""(t.kind IN ('start-planned', 'start-actual', 'end-planned', 'end-actual')
    OR ({IS_PLAIN.format("start")}) OR ({IS_PLAIN.format("end")}))"""
_NOT_BEGUN = "coalesce(t.start_earliest, '') > {day}"
_ENDED = "coalesce(t.end_latest, '9999-12-31') < {day}"
_SURELY = "(coalesce(t.start_latest, '') <= {day} AND coalesce(t.end_earliest, '9999-12-31') >= {day})"
_IS_PLANNED = "t.is_end_planned"
_NO_ACTUAL_END = f"max(t.kind = 'end-actual' OR ({IS_PLAIN.format('end')})) = 0"
BY_DATES = {
    DatesStatus.NOT_BEGUN: _NOT_BEGUN,
    DatesStatus.ENDED: f"NOT {_NOT_BEGUN} AND {_ENDED}",
    DatesStatus.END_PASSED: f"NOT {_NOT_BEGUN} AND {_ENDED} AND {_IS_PLANNED}",
    DatesStatus.UNDER_WAY: f"NOT {_NOT_BEGUN} AND NOT {_ENDED} AND {_SURELY}",
    DatesStatus.UNCERTAIN: f"NOT {_NOT_BEGUN} AND NOT {_ENDED} AND NOT {_SURELY}",
}
"""The statuses computed from dates that ``status:`` can search for, each with its SQL, with ``{day}`` for the day."""
# of milestones: nothing is known of an end that is missing, so the latest start is the last day that is surely in it
_BOUNDS = {
    **BOUNDS,
    "start_latest": f"coalesce({BOUNDS['start_latest']}, {BOUNDS['end_latest']})",
    "end_earliest": f"coalesce({BOUNDS['end_earliest']}, {BOUNDS['start_latest']})",
}
_STARTS, _ENDS = (
    f"coalesce({BOUNDS[a]}, {BOUNDS[b]})"
    for a, b in (("start_earliest", "end_earliest"), ("end_latest", "start_latest"))
)
_FIRST_STATED, _LAST_STATED = (f"{which}({_STARTS}, {_ENDS})" for which in ("min", "max"))


class Condition(NamedTuple):
    """An SQL condition on the entry number ``s.number``, and the values for its placeholders.

    ``costly``: it is evaluated after conditions that are not.
    """

    sql: str
    values: Row = ()
    costly: bool = False

    @property
    def negated(self) -> "Condition":
        """The opposite condition."""
        return self._replace(sql=f"NOT ({self.sql})")


class Years(NamedTuple):
    """Values of the facet *active*, by their ids, that tell which entries may be active in one of some periods.

    A value is a year in which an entry may be active, or one of ``open-start`` and ``open-end``, which an entry has
    besides its years if its timeframe has no date of the start, or of the end.

        ``surely``: years that are completely in one of the periods. An entry with one of them may be active in the
            period; its dates need not be read.
        ``perhaps``: years that are only partly in one, ``open-start`` and ``open-end``. The dates of an entry that has
            none of ``surely``, but one of these, must be compared.
    """

    surely: tuple[int, ...]
    perhaps: tuple[int, ...]


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of some conditions are true; true if there are none."""
    ordered = sorted(conditions, key=lambda condition: condition.costly)
    sql = _ALWAYS
    for condition in reversed(ordered):
        sql = f"CASE WHEN {condition.sql} THEN {sql} ELSE 0 END"
    return Condition(sql, tuple(value for condition in ordered for value in condition.values))


def one_of(numbers: Sequence[int]) -> Condition:
    """Return the condition that an entry has one of some entry numbers."""
    return Condition("s.number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that at least one of some conditions is true; false if there are none."""
    sql = "0"
    for condition in reversed(conditions):
        sql = f"CASE WHEN {condition.sql} THEN 1 ELSE {sql} END"
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(sql, values, any(condition.costly for condition in conditions))


def has_value(value_ids: Iterable[int]) -> Condition:
    """Return the condition that an entry has one of some values of a facet, given by value ids; false without ids."""
    ids = ", ".join(map(str, value_ids))
    return Condition(f"EXISTS (SELECT 1 FROM search_facet f WHERE f.number = s.number AND f.value_id IN ({ids}))")


def runs_in(periods: Sequence[Period], years: Years) -> Condition:
    """Return the condition that an entry may be active in one of ``periods``, which must not be empty.

    ``years`` are the years that are in these periods wholly or in part: by them most entries are decided without
    reading their dates.
    """
    overlaps = " OR ".join(
        ["coalesce(t.start_earliest, '') <= ? AND coalesce(t.end_latest, '9999-12-31') >= ?"] * len(periods)
    )
    stated = " OR ".join([f"{_FIRST_STATED} <= ? AND {_LAST_STATED} >= ?"] * len(periods))
    bounds = tuple(day.isoformat() for period in periods for day in (period.last, period.first))
    exactly = f"{has_fact('timeframe', overlaps)} OR {_milestones(stated)}"
    sql = f"""CASE WHEN {has_value(years.surely).sql} THEN 1
        WHEN {has_value(years.perhaps).sql} THEN {exactly} ELSE 0 END"""
    return Condition(sql, bounds * 2, costly=True)


def grants(sums: Sequence[SumRange], currencies: Iterable[int]) -> Condition:
    """Return the condition that a grant or a flow (payment, budget) of an entry is in one of ``sums``.

    ``sums`` must not be empty; one without a lower bound includes sums below zero. ``currencies`` are ids of values of
    the facet of currencies: the entry must have one of them, and without any the condition is false. The sum found may
    be in another currency of the entry.
    """
    scales = " ".join(
        f"WHEN {each} THEN t.minor_units * {10 ** (DECIMAL_PLACES - each)}" for each in range(DECIMAL_PLACES)
    )
    finer = f"t.minor_units / CAST('1e' || (t.decimals - {DECIMAL_PLACES}) AS REAL)"
    scaled = f"CASE t.decimals {scales} ELSE {finer} END"
    within = " OR ".join([f"({scaled} >= coalesce(?, -{2**62}) AND {scaled} <= coalesce(?, {2**62}))"] * len(sums))
    sql = f"""CASE WHEN {has_value(currencies).sql}
        THEN {has_fact("amount", f"t.kind = 'grant' AND ({within})")} OR {has_fact("flow", within)} ELSE 0 END"""
    return Condition(sql, tuple(bound for each in sums for bound in (each.least, each.most)) * 2, costly=True)


def has_status(statuses: Iterable[DatesStatus], today: date) -> Condition:
    """Return the condition that an entry has one of ``statuses`` on the day ``today``, by its timeframe or milestones.

    There must be at least one status, each NOT_BEGUN, ENDED, END_PASSED, UNDER_WAY or UNCERTAIN (BY_DATES). Planned
    dates count where no others are stated. END_PASSED: the planned end, a milestone, has passed, and no actual end is
    stated. ENDED is true of such an entry too.
    """
    wanted = " OR ".join(f"({BY_DATES[status]})" for status in statuses)
    wanted = wanted.format(day=f"'{today.isoformat()}'")
    bounds = wanted.replace(_IS_PLANNED, _NO_ACTUAL_END)
    wanted = wanted.replace(_IS_PLANNED, "0")
    for name, sql in _BOUNDS.items():
        bounds = bounds.replace(f"t.{name}", sql)
    known = f"{_FIRST_STATED} IS NOT NULL"
    return Condition(f"({has_fact('timeframe', wanted)} OR {_milestones(f'{known} AND ({bounds})')})", costly=True)


def _milestones(condition: str) -> str:
    """Return the SQL of a condition on the BOUNDS of an entry's milestones; false for an entry without any."""
    return f"""coalesce((SELECT {condition} FROM entry e CROSS JOIN milestone t ON {FACTS_OF}
            WHERE e.number = s.number), 0)"""


def has_fact(table: str, condition: str) -> str:
    """Return the SQL condition that the entry with the number ``s.number`` has a certain fact.

    The fact is a row ``t`` of ``table`` that meets ``condition``, in SQL, such as ``t.kind = 'grant'``.
    """
    return f"""EXISTS (SELECT 1 FROM entry e CROSS JOIN {table} t ON {FACTS_OF}
            WHERE e.number = s.number AND ({condition}))"""


def meeting_numbers(connection: sqlite3.Connection, condition: Condition, numbers: Sequence[int]) -> set[int]:
    """Return those of some entry numbers for which a condition is true."""
    if condition.sql == _ALWAYS:
        return set(numbers)
    query = f"SELECT s.number FROM (SELECT value AS number FROM json_each(?)) s WHERE {condition.sql}"
    return {row[0] for row in connection.execute(query, (json.dumps(numbers), *condition.values))}


def matching_numbers(connection: sqlite3.Connection, expression: str, numbers: Collection[int]) -> set[int]:
    """Return those of some entry numbers whose entries match an FTS5 expression on the table ``search_text``."""
    if not numbers:
        return set()
    first, last = min(numbers), max(numbers)
    if last - first < _DENSE * len(numbers):
        query = "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ?"
        return {row[0] for row in connection.execute(query, (expression, first, last))}.intersection(numbers)
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(query, (expression, json.dumps(sorted(numbers))))}
