"""Facts with the same id from several files: equal ones become one, different ones all stay.

The fact of the latest source keeps the id; a ``Rank`` says which source that is.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Flow

_NUMBER = re.compile(r"-[0-9]+$")
"""What an import adds to the id of all but the first of several facts of one key in a file."""
Rank = Callable[[str], int]
"""A function that returns a number for the id of a source: the later the source, the smaller the number."""


class FactStore(Protocol):
    """Where an import adds facts, and finds and removes them again by their ids; ``ReferenceFile`` is one."""

    def add_fact(self, fact: Fact) -> None:
        """Add a fact; no fact in the store may have the same id.

        ``ReferenceFile`` raises ValueError if one has, or sqlite3.IntegrityError later, as it writes the second one.
        """

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact that was added; None if there is none."""

    def remove_fact(self, fact_id: str) -> None:
        """Remove a fact that was added; an unknown id is ignored."""


def with_ids_of_equal(store: FactStore, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts of an activity, sums of money with the ids by which the store has equal ones of other files.

    Sums of one key, such as payments of one day without references, have numbers in their ids if one file has several.
    By these they cannot be compared: the second of two payments may be the only one in another file. Those that say the
    same get one id. All others take the numbers that are left, so that they replace what an earlier file says, or are
    replaced. Other facts stay as they are: none is added up, and some are named by others.
    """
    known = {fact.id: fact for fact in facts}
    groups: dict[str, list[Fact]] = {}
    for fact in known.values():
        if isinstance(fact, Flow):
            first_id = _NUMBER.sub("", fact.id)
            groups.setdefault(first_id if first_id in known else fact.id, []).append(fact)
        else:
            yield fact
    for first_id, group in groups.items():
        yield from _paired(store, first_id, group)


def _paired(store: FactStore, first_id: str, group: Sequence[Fact]) -> Iterator[Fact]:
    free, by_content = dict[str, None](), dict[Fact, deque[str]]()
    for own, chain in _chains(store, first_id):
        free[own] = None
        for known in chain:
            by_content.setdefault(_content(known), deque()).append(own)
    free |= dict.fromkeys(fact.id for fact in group)
    others: list[Fact] = []
    for fact in group:
        equal = by_content.get(_content(fact), deque())
        while equal and equal[0] not in free:
            equal.popleft()
        if equal:
            free.pop(equal[0])
            yield replace(fact, id=equal[0])
        else:
            others.append(fact)
    kept = {fact.id: fact for fact in others if fact.id in free}
    yield from kept.values()
    moved = (fact for fact in others if fact.id not in kept)
    left = (own for own in free if own not in kept)
    yield from (replace(fact, id=own) for fact, own in zip(moved, left, strict=False))


def _chains(store: FactStore, first_id: str) -> Iterator[tuple[str, list[Fact]]]:
    number = 1
    while chain := [*_chain(store, own := _of_number(first_id, number))]:
        yield own, chain
        number += 1


def _of_number(first_id: str, number: int) -> str:
    return first_id if number == 1 else f"{first_id}-{number}"


def add_beside(store: FactStore, fact: Fact, rank: Rank) -> int:
    """Add a fact to a store that may have facts of its id from other sources; return how many more it has then, 0 or 1.

    If a fact in the store says the same, both become one fact with the citations of both. Facts that differ are all
    kept: the one of the latest source, whose ``rank`` is the smallest, has the id itself, and earlier ones have the id
    with ``@2``, ``@3`` and so on. So facts in the store may get other ids.
    """
    chain = list(_chain(store, fact.id))
    same = next((place for place, known in enumerate(chain) if _content(known) == _content(fact)), None)
    if same is None:
        ordered = sorted([*chain, fact], key=lambda each: _rank(each, rank))
    else:
        both = sorted(
            {*chain[same].citations, *fact.citations}, key=lambda each: (rank(each.source_id), each.line or 0)
        )
        ordered = [*chain]
        ordered[same] = replace(chain[same], citations=tuple(both))
        ordered.sort(key=lambda each: _rank(each, rank))
    placed = [replace(each, id=_numbered(fact.id, number)) for number, each in enumerate(ordered, start=1)]
    for known in chain:
        if known not in placed:
            store.remove_fact(known.id)
    for each in placed:
        if each not in chain:
            store.add_fact(each)
    return len(placed) - len(chain)


def _chain(store: FactStore, fact_id: str) -> Iterator[Fact]:
    number = 1
    while (known := store.fact(_numbered(fact_id, number))) is not None:
        yield known
        number += 1


def _numbered(fact_id: str, number: int) -> str:
    return fact_id if number == 1 else f"{fact_id}@{number}"


def _rank(fact: Fact, rank: Rank) -> int:
    return min(rank(citation.source_id) for citation in fact.citations)


def _content(fact: Fact) -> Fact:
    """Return a fact without id, citations and ordinal, to compare what it says."""
    order: dict[str, Any] = {"ordinal": 1} if hasattr(fact, "ordinal") else {}
    return replace(fact, id="", citations=(), **order)
