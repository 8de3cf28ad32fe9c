"""Measures filters of search: ``python3 dev.py bench filtering [--large]``.

On a reference of 100,000 entries, with ``--large`` of 1,000,000: filters alone, together, and with words that stand
nearly everywhere, of which each lets a tenth, a hundredth or a thousandth through. A query counts with the middle of
three answers of the first results. Exit status 1 where the target is missed.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing

from search import TARGETS, Target, middles, percentile, row, verdict
from synthetic import synthetic

from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import FIRST, ReferenceSearch

SLOWEST = 5


def queries_of(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the queries, with names and words of a reference."""
    kinds = ("region", "country", "organisation", "network", "funding-instrument")
    of_kind = "SELECT title FROM entry WHERE kind = ? ORDER BY number LIMIT 1 OFFSET 4"
    titles = [connection.execute(of_kind, (kind,)).fetchone()[0] for kind in kinds]
    region, country, partner, network, instrument = (f'"{title}"' for title in titles)
    most = "SELECT word FROM search_word WHERE length(word) > 1 ORDER BY entries DESC, word LIMIT 2"
    often, also = (each for (each,) in connection.execute(most))
    filters = (
        *("kind:project active:2010", "active:2010", "active:2035", "active:2001-03", "grant:>4m", "grant:>19m"),
        *("grant:>1m active:2024", "kind:project -active:2010", f"region:{region} active:2003", f"partner:{partner}"),
        *(f"partner:{partner} active:2011", f"partner:{partner} grant:>15m active:2011", f"network:{network}"),
        *(f"country:{country} active:2005 grant:<1m", f"instrument:{instrument} active:2007", "kind:country"),
        *(f"region:{region} instrument:{instrument} country:{country}", f"region:{region} kind:country"),
    )
    yield from filters
    yield from (f"{often} {each}" for each in filters)
    yield from (f"{often} {also[:2]} {each}" for each in filters)
    yield from (f"kind:project -{often}", f"goal:{often}", f"kind:project -{often} -{also}", f"{often[:1]} active:2030")


def report(target: Target) -> bool:
    """Measure one reference; return whether its target is met."""
    path = synthetic(target.entries)
    with closing(ReferenceSearch(path)) as search, closing(sqlite3.connect(path)) as connection:
        queries = list(queries_of(connection))
        taken = middles(lambda query: search.search(parse_query(query), FIRST), queries)
    p95 = percentile(taken, 0.95)
    print(f"{target.entries:,} entries, {len(queries)} queries")
    print(f"  {row(taken)}")
    print(f"  p95 {p95:.1f} ms, at most {target.p95:.0f}  {verdict(p95 <= target.p95)}")
    for time, query in sorted(zip(taken, queries, strict=True), reverse=True)[:SLOWEST]:
        print(f"  {time:8.1f} ms  {query}")
    return p95 <= target.p95


def main(words: list[str]) -> int:
    """Measure; return the exit status."""
    met = [report(target) for target in TARGETS[: 2 if "--large" in words else 1]]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
