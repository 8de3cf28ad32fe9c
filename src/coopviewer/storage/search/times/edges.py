"""The starts and the ends that a reference states, for the filters ``starts:`` and ``ends:``.

Both milestones and timeframes have them. Of an entry's milestones, its start is the actual one; without it, one that is
neither said to be actual nor planned; without that, the planned one. Ends likewise. Where sources disagree, each of the
dates counts. A missing or open end is in no period.
"""

import sqlite3

from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.ranges import Period
from coopviewer.storage.reference.rows import IS_PLAIN
from coopviewer.storage.search.conditions import FACTS_OF

_MOST_KEPT = 16  # filters
_MOST_COUNTED = 20_000  # milestones
EDGES = {Facet.STARTS: "start", Facet.ENDS: "end"}
"""For each filter, how the names of the columns and of the kinds of milestones begin: ``end`` for ``ends:``."""


def _rank(edge: str) -> str:
    """Return the SQL of how far a milestone ``t`` is from an actual date, from 0; NULL if it is another milestone."""
    kinds = (f"t.kind = '{edge}-actual'", IS_PLAIN.format(edge), f"t.kind = '{edge}-planned'")
    return f"CASE {' '.join(f'WHEN {kind} THEN {rank}' for rank, kind in enumerate(kinds))} END"


def _milestones(edge: str, given: str) -> str:
    """Return the SQL of the milestones ``t`` among ``given`` that are their entries' starts or ends, from FROM on.

    ``given`` is a table ``t`` and a condition on it, from its name on. The entries are ``e``.
    """
    rank = _rank(edge)
    nearer = f"{FACTS_OF} AND {rank} <".replace("t.", "o.") + " t.rank"
    return f"""
        FROM (SELECT t.fact_id, t.earliest, t.latest, {rank} AS rank FROM {given}) t
        JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
        WHERE t.rank IS NOT NULL AND NOT EXISTS (SELECT 1 FROM milestone o WHERE {nearer})
    """


def _dates(edge: str, wanted: str = "1") -> str:
    """Return the SQL of the number, the earliest and the latest day of each start or end for which ``wanted`` holds.

    ``wanted`` is a condition on the columns ``earliest`` and ``latest``.
    """
    return f"""
        SELECT e.number, t.earliest, t.latest {_milestones(edge, f"milestone t WHERE {wanted}")}
        UNION ALL
        SELECT e.number, t.earliest, t.latest
        FROM (SELECT fact_id, {edge}_earliest AS earliest, {edge}_latest AS latest FROM timeframe) t
        JOIN fact f ON f.id = t.fact_id JOIN entry e ON e.id = f.entry_id
        WHERE t.earliest IS NOT NULL AND t.latest IS NOT NULL AND {wanted}
    """


class Edges:
    """Finds entries of one reference, which nobody changes, by their starts and ends.

    It keeps up to 16 answers of ``numbers``. The argument ``facet`` of its methods is STARTS or ENDS.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[tuple[Facet, tuple[Period, ...]], tuple[int, ...]] = {}

    def numbers(self, facet: Facet, periods: tuple[Period, ...]) -> tuple[int, ...]:
        """Return the sorted entry numbers of entries whose start (STARTS) or end (ENDS) may be in one of some periods.

        ``periods`` must not be empty.
        """
        if (facet, periods) not in self._kept:
            wanted = " OR ".join(["t.earliest <= ? AND t.latest >= ?"] * len(periods))
            days = [day.isoformat() for period in periods for day in (period.last, period.first)]
            found = self._connection.execute(_dates(EDGES[facet], f"({wanted})"), (*days, *days))
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[facet, periods] = tuple(sorted({row[0] for row in found}))
        return self._kept[facet, periods]

    def years(self, facet: Facet) -> tuple[str, str] | None:
        """Return the first and the last year of all starts or ends: ``("2004", "2023")``; None if none is stated."""
        query = f"SELECT min(earliest), max(latest) FROM ({_dates(EDGES[facet])})"
        first, last = self._connection.execute(query).fetchone()
        return None if first is None else (first[:4], last[:4])


def usual_year(connection: sqlite3.Connection, facet: Facet) -> str | None:
    """Return the year with the most starts (STARTS) or ends (ENDS), as an example, such as ``2019``; None without any.

    Of several such years it is the earliest. Timeframes do not count; at most 20,000 milestones are looked at.
    """
    given = f"(SELECT * FROM milestone LIMIT {_MOST_COUNTED}) t"
    query = f"""SELECT substr(t.latest, 1, 4) AS year {_milestones(EDGES[facet], given)}
        GROUP BY year ORDER BY count(*) DESC, year LIMIT 1"""
    found = connection.execute(query).fetchone()
    return None if found is None else str(found[0])
