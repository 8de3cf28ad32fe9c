"""Reading a whole branch of the outline: every entry under a node, each once, in the order of the rows.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.filtered_outline import FilteredOutline
from coopviewer.domain.reference.outline import ROOT, Grouping
from coopviewer.storage.reference import rows
from coopviewer.storage.reference.outline import read_numbers
from coopviewer.storage.reference.outline_plan import PLANS, headings_under, walk_of

_AT_ONCE = 500
_BY_NUMBER = f"SELECT {rows.ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.number = k.value ORDER BY k.key"
_BY_ID = f"SELECT {rows.ENTRY_COLUMNS} FROM json_each(?) k JOIN entry e ON e.id = k.value ORDER BY k.key"
_Children = Callable[[str], Iterable[tuple[str, EntryRef | None]]]


def read_branch(
    connection: sqlite3.Connection, grouping: Grouping, key: str, filtered: FilteredOutline | None = None
) -> Iterator[EntryRef]:
    """Yield the entries under the node ``key`` at any depth, each once, in the order of the tree.

    An entry is followed by the entries under it that were not yielded before. ROOT as the key stands for the whole
    outline. ``filtered`` is a filter of the same grouping: only entries that it shows are yielded; None: all. Without
    a filter, entries are read while they are yielded.
    """
    if filtered is None:
        plan = PLANS[grouping]
        parents = {str(edge.parent) for edge in plan.edges}

        def children(place: str) -> Iterator[tuple[str, EntryRef | None]]:
            walk = walk_of(plan, place)
            is_deep = plan.deep or place == ROOT
            for ref in read_numbered(connection, read_numbers(connection, walk)) if walk.parts else ():
                yield (ref.id if is_deep and ref.kind in parents else ""), ref
            for heading in headings_under(plan, place):
                yield heading, None

        yield from _walk(children, key)
        return
    found = {ref.id: ref for ref in read_by_id(connection, {id for ids in filtered.children.values() for id in ids})}

    def shown(place: str) -> Iterator[tuple[str, EntryRef | None]]:
        for below in filtered.children.get(place, ()):
            yield (below if filtered.has_children(below, top=place == ROOT) else ""), found.get(below)

    yield from _walk(shown, key)


def _walk(children: _Children, key: str) -> Iterator[EntryRef]:
    """Yield the entries under the node ``key``, from the top down; a node that is in several places is opened once.

    ``children`` returns for a node its children: the key if it may have children too, else empty, and the entry, None
    for a heading.
    """
    seen, opened = set[str](), {key}
    waiting = [iter(children(key))]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        below, ref = child
        if ref is not None and ref.id not in seen:
            seen.add(ref.id)
            yield ref
        if below and below not in opened:
            opened.add(below)
            waiting.append(iter(children(below)))


def read_numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[EntryRef]:
    """Yield the entries with some entry numbers, in the order in which these are given; unknown ones are left out."""
    for start in range(0, len(numbers), _AT_ONCE):
        part = json.dumps(numbers[start : start + _AT_ONCE])
        yield from map(rows.entry_ref, connection.execute(_BY_NUMBER, (part,)).fetchall())


def read_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[EntryRef]:
    """Yield the entries with some ids, in the order of ``ids``; unknown ids, and former ones, are left out."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        part = json.dumps(wanted[start : start + _AT_ONCE])
        yield from map(rows.entry_ref, connection.execute(_BY_ID, (part,)).fetchall())
