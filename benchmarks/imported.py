"""Measures a reference of imported activities as it is used: ``python3 dev.py bench imported [--file FILE [--keys]]``.

100,000 synthetic activities (``activities.py``) are imported once, which takes some minutes; half of them have one
organisation and one country in common. Measured are, in milliseconds of the processor, reading and laying out pages,
searching, the navigator and its filter, each the middle of several times after a first one; by the clock, the keys of
``search.py``, with the bounds of a curated reference of as many entries; and in the real window the overviews. With
``--keys`` after the file only the keys. Exit status 1 where a bound is missed.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from activities import write_activities
from overviews import Target, measure
from search import TARGETS, keys_met, measure_search, verdict
from synthetic import FOLDER

from coopviewer.app.composition import make_application
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.outline import ROOT, Grouping
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import FIRST, ReferenceSearch

ACTIVITIES, VERSION = 100_000, 2
TODAY = date(2026, 1, 1)
AGAIN = 5
MOST_PAGE, MOST_NODE, MOST_QUERY, MOST_COUNTING = 100.0, 50.0, 10.0, 50.0
_LARGEST = """
    SELECT object_id FROM relation WHERE predicate_id = ? GROUP BY object_id ORDER BY count(*) {} LIMIT 1
"""
QUERIES = (
    *("water", "wa", "water supply", '"water supply"', "-water", "sector:14030", "role:implementing", "status:closed"),
    *("currency:USD", "active:2019", "marker:gender", "region:202", "country:NE", "grant:100000-200000"),
    *("water supply status:closed", "rural health currency:USD active:2019", "sector:14030 status:closed country:NE"),
)
_OVERVIEWS = (
    *(("coverage", f"columns={each}", (100, 60, 8)) for each in ("year", "role", "sector", "status")),
    ("timeline", "", (150, 150, 16)),
    ("map", "", (100, 60, 8)),
)
OVERVIEWS = tuple(
    Target(f"{name} {query}".strip().capitalize(), f"coop:{name}{'?' if query else ''}{query}", ACTIVITIES, *bounds)
    for name, query, bounds in _OVERVIEWS
)


def reference_of(number: int) -> Path:
    """Return a reference of so many imported activities; made if it is not there."""
    path = FOLDER / f"imported-{number}-{VERSION}.db"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        file = FOLDER / "imported.xml"
        write_activities(file, number)
        words = ["import", "iati", str(file), "-o", str(path), "--quiet"]
        subprocess.run([sys.executable, "-m", "coopviewer", *words], check=True)
        file.unlink()
    return path


def middle(work: Callable[[], object]) -> float:
    """Return the middle of some times that something takes after the first, in milliseconds of the processor."""
    work()
    taken = []
    for _ in range(AGAIN):
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def figures(path: Path) -> Iterator[tuple[str, float, float]]:
    """Yield what is measured without a window, its milliseconds, and its bound."""
    with closing(ReferenceStore(path)) as store, closing(sqlite3.connect(path)) as connection:
        (project,) = connection.execute("SELECT max(id) FROM entry WHERE kind = 'project'").fetchone()
        found = {"home": "home", "project": project}
        for predicate, label in (
            *(("has-beneficiary", "country"), ("in-sector", "sector"), ("implemented-by", "organisation")),
            ("reported-by", "reporter"),
        ):
            for order, size in (("DESC", "largest"), ("ASC", "smallest")):
                (found[f"{size} {label}"],) = connection.execute(_LARGEST.format(order), (predicate,)).fetchone()
        for label, target in found.items():
            yield f"page, {label}", middle(partial(_page, store, target)), MOST_PAGE
        yield from _outline_figures(store)
        value = connection.execute("SELECT value FROM identifier WHERE fact_id GLOB ? || '/*'", (project,))
        yield from _search_figures(path, value.fetchone()[0])


def _page(store: ReferenceStore, target: str) -> None:
    lay_out(store.page(parse_address(f"coop:{target}")), TODAY, frozenset(), ENGLISH)


def _outline_figures(store: ReferenceStore) -> Iterator[tuple[str, float, float]]:
    for grouping in store.outline.groupings():
        yield f"navigator, {grouping}", middle(partial(store.outline.children, grouping, ROOT)), MOST_NODE
        for key in _largest_nodes(store, grouping):
            yield f"  {key}", middle(partial(store.outline.children, grouping, key)), MOST_NODE
        for text in ("w", "water", "health ro", "body 1"):
            yield f"  filter {text}", middle(partial(store.outline.filter_outline, grouping, text)), MOST_NODE


def _largest_nodes(store: ReferenceStore, grouping: Grouping) -> Iterator[str]:
    """Yield the keys of nodes from the top down, of each the one with the most children; not counted is many."""
    key = ROOT
    for _ in range(5):
        nodes = [node for node in store.outline.children(grouping, key) if node.expandable]
        if not nodes:
            return
        key = max(nodes, key=lambda node: node.count or ACTIVITIES).key
        yield key


def _search_figures(path: Path, identifier: str) -> Iterator[tuple[str, float, float]]:
    with closing(ReferenceSearch(path)) as search:
        for text in (*QUERIES, identifier, identifier.lower(), identifier[:-2]):
            parsed = parse_query(text)
            yield f"search {text}", middle(partial(search.search, parsed, FIRST)), MOST_QUERY
            yield "  counts of facets", middle(partial(search.facets, parsed.query)), MOST_COUNTING


def main(words: list[str]) -> int:
    """Measure; returns the exit status."""
    path = Path(words[1]).resolve() if words[:1] == ["--file"] else reference_of(ACTIVITIES)
    if words[2:] == ["--keys"]:
        return 0 if keys_met(measure_search(path), TARGETS[0]) else 1
    if words[2:]:  # in a process of its own, since the first time is measured
        return 0 if measure(make_application(), OVERVIEWS[int(words[2])], path) else 1
    status = 0
    for label, taken, most in figures(path):
        met = taken <= most
        status = max(status, int(not met))
        print(f"{label:50} {taken:8.1f} ms, at most {most:3.0f}  {verdict(met)}", flush=True)
    print("Keys typed into the search, by the clock")
    status = max(status, int(not keys_met(measure_search(path), TARGETS[0])))
    for place in range(len(OVERVIEWS)):
        command = [sys.executable, __file__, "--file", str(path), str(place)]
        status = max(status, subprocess.call(command))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
