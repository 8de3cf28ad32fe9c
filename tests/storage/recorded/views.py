"""What is read of two references, as texts that are compared with those recorded beside this module.

After a change that is meant, record them anew, and read the difference before it is kept::

    python -m tests.storage.recorded.views
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

from coopviewer import paths
from coopviewer.domain.overviews.listing import LIST_COLUMNS, RelationColumn
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.outline import ROOT, Grouping
from coopviewer.domain.reference.pages import ListKey
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.activity_values import MINISTRY, OTHER, WELL, write_imported

TODAY = date(2022, 1, 1)
HERE = Path(__file__).parent
WORDS = (
    *("niger", "Nigre", "kosovo*", '"risk analysis"', "border -risk", "afic kind:project", "frontx", "Côte d’Ivoire"),
    *("kind:country arrangement:listed", "country:NE has:project", "active:2019", "active:2018..2020 kind:project"),
    *(
        "projects:none kind:country",
        "project:afic kind:country",
        "funder:eu",
        "goal:border",
        "region:africa kind:country",
    ),
    *(
        "country:XX",
        "country:",
        "country:Canada kind:network",
        "country:Canada kind:project",
        "arrangement:not-stated",
        "status:ended",
        "basis:inferred",
        "the",
        "zzzz",
        "",
    ),
)
OF_ACTIVITIES = (
    *("wells", "puits", '"dig wells"', "XM-1", "well -niger", "sector:14030", "country:NE", "has:grant", "R-17"),
    *(
        "status:2",
        "status:closed",
        "active:2016",
        "active:2020",
        "paid:2019",
        "paid:2025",
        "budget:2019",
        "reporter:xm",
    ),
    *("role:implementing", "projects:two", "marker:1", "1200.50", "Niamey", "whter", "kind:organisation", ""),
)


@cache
def reference(name: str) -> Path:
    """Return the bundled reference, or for *wells* one of two imported activities, which is written once."""
    return paths.reference_file() if name == "bundled" else write_imported(Path(tempfile.mkdtemp()) / "wells.db")


def plain(value: object) -> str:
    """Return a value as text: of an entry the id, of other values the fields that say something."""
    if isinstance(value, EntryRef):
        return value.id
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        said = ((each.name, getattr(value, each.name)) for each in fields(value))
        return f"<{' '.join(f'{key}={plain(each)}' for key, each in said if each not in (None, (), '', False))}>"
    if isinstance(value, tuple | list):
        return f"({', '.join(map(plain, value))})"
    if isinstance(value, frozenset | set):
        return f"{{{', '.join(sorted(map(plain, value)))}}}"
    return str(value)


def searches(name: str, queries: tuple[str, ...]) -> Iterator[str]:
    """Yield what is found for queries, with the counts of the filters beside it."""
    with closing(ReferenceSearch(reference(name), clock=lambda: 0.0, today=lambda: TODAY)) as search:
        for text in queries:
            parsed = parse_query(text)
            for limit in (6, 1):
                answer = search.search(parsed, limit)
                yield f"== {text} ({limit})"
                yield from (f"  {plain(each)}" for each in answer.hits)
                said = {
                    each.name: getattr(answer, each.name)
                    for each in fields(answer)
                    if each.name not in ("hits", "query")
                }
                yield " ".join(f"{key}={plain(each)}" for key, each in said.items() if each not in (None, (), False))
            if parsed.query:
                for counts in search.facets(parsed.query):
                    values = (
                        f"{plain(each.value)}:{each.count}{'+' * each.more}{'!' * each.chosen}"
                        for each in counts.values
                    )
                    yield f"  {counts.facet}: {' '.join(values)}"
                yield f"  matching {len(search.matching(parsed.query))}"


def outline(name: str, *filters: str) -> Iterator[str]:
    """Yield the rows of the outline in each grouping, to the fourth level, and those that filters leave."""
    with closing(ReferenceStore(reference(name))) as store:
        yield " ".join(f"{kind}:{count}" for kind, count in store.counts().items())
        for grouping in store.outline.groupings():
            yield f"== {grouping}"
            yield from _rows(store, grouping, ROOT, 0)
            for text in filters:
                found = store.outline.filter_outline(grouping, text)
                yield f"-- {text}: {plain(found.words)} {plain(found.matches)} {found.complete} {found.deep}"
                for place, keys in found.children.items():
                    yield f"  {place or 'root'} [{found.counts.get(place)}]: {' '.join(keys)}"
                for node in store.outline.filtered_children(grouping, found, ROOT, 0, 9):
                    yield f"  {plain(node)}"
            for entry in ("country/NE", "country/XK", "project/afic", WELL, MINISTRY, "network/afic"):
                if store.known([entry]):
                    above = store.outline.paths_to(grouping, entry, 2)
                    yield f"{entry}: {plain(store.outline.path_to(grouping, entry))} {plain(above)}"


def _rows(store: ReferenceStore, grouping: Grouping, place: str, depth: int) -> Iterator[str]:
    whole = store.outline.children(grouping, place)
    part = store.outline.children(grouping, place, limit=2)
    if len(whole) > 2 and [each.key for each in part][:2] != [each.key for each in whole][:2]:
        yield f"{'  ' * depth}parts: {plain([each.key for each in part])}"
    for node in whole:
        count = "" if node.count is None else f" {node.count}"
        note = f" | {node.legal_note}" if node.legal_note else ""
        yield f"{'  ' * depth}{node.key}{count}{' +' * node.expandable} #{node.number}{note}"
        if node.expandable and depth < 3:
            yield from _rows(store, grouping, node.key, depth + 1)


def lists(name: str) -> Iterator[str]:
    """Yield all columns of all lists, the relations and the sums."""
    with closing(ListSource(reference(name), TODAY)) as source:
        yield plain(source.edition)
        yield from source.legal_notes
        for kind in EntryKind:
            columns = LIST_COLUMNS[kind]
            yield f"== {kind}: {' '.join(map(str, source.filled(columns)))}"
            for row in source.rows(list(source.of_kinds([kind]))[:12], columns):
                cells = (f"{column}={plain(cell)}" for column, cell in zip(columns, row.cells, strict=True))
                said = (each for each in cells if not each.endswith(("=", "=()", "=<>")))
                yield f"  {row.ref.id}: {' '.join(said)}"
        yield "== relations"
        for place, relation in enumerate(source.relations()):
            if place % 7 == 0:
                pairs = zip(RelationColumn, relation.cells, strict=True)
                yield "  " + " ".join(f"{column}={text}" for column, text in pairs if text)
        yield f"relations of countries {sum(1 for _ in source.relations(kind=EntryKind.COUNTRY))}"
        yield f"relations among {sum(1 for _ in source.relations(among=['country/NE', WELL]))}"
        yield "== sums"
        yield from (f"  {plain(each)}" for each in source.sums())
        yield from (f"  of one: {plain(each)}" for each in source.sums(among=[OTHER, MINISTRY]))
        yield f"of countries {sum(1 for _ in source.sums(kind=EntryKind.COUNTRY))}"
        for key in (ListKey("country/NE", "has-beneficiary", False), ListKey("project/afic", "has-beneficiary", True)):
            yield f"{plain(key)}: {plain(list(source.far_ends(key)))}"
            yield from (f"  {plain(each.cells[:4])}" for each in list(source.relations_of(key))[:3])
        yield f"branch: {plain(list(source.branch(Grouping.REGIONS, ROOT)))}"


VIEWS: Mapping[str, Callable[[], Iterator[str]]] = {
    "searches": lambda: searches("bundled", WORDS),
    "searches-of-activities": lambda: searches("wells", OF_ACTIVITIES),
    "outline": lambda: outline("bundled", "niger", "an"),
    "outline-of-activities": lambda: outline("wells", "wells", "ni"),
    "lists": lambda: lists("bundled"),
    "lists-of-activities": lambda: lists("wells"),
}


def text_of(name: str) -> str:
    """Return the text of a view."""
    return "\n".join(VIEWS[name]())


def recorded(name: str) -> Path:
    """Return the file that has the recorded text of a view."""
    return HERE / f"{name}.txt"


if __name__ == "__main__":
    for key in VIEWS:
        recorded(key).write_text(f"{text_of(key).rstrip()}\n", encoding="utf-8", newline="\n")
