"""Finds percentages of an activity that do not add up to 100; they are noted in the report, never corrected."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.published_facts import PublishedField

_SECTORS = "in-sector"
_WHOLE = 1_000_000
_TOLERANCE = 100  # millionths: a hundredth of one per cent
_PER_CENT = _WHOLE // 100


class ShareSum(NamedTuple):
    """A list of shares that do not add up to 100 per cent.

    ``what`` is the code of the note to be made. ``of`` says of what the shares are: the id of the kind of relation, for
    sectors with the vocabulary (``in-sector/dac``). ``total`` is the sum in per cent, such as ``99.5``; ``line`` is the
    line of the file that has the first share, None: unknown.
    """

    what: str
    of: str
    total: str
    line: int | None


def odd_sums(facts: Iterable[Fact]) -> list[ShareSum]:
    """Return the lists of an activity whose percentages do not add up to 100, within 0.01, sorted by what they list.

    A list is all countries and regions, or all sectors of one vocabulary. Left out are lists without any percentage,
    and those of which some share became no fact, for instance because a place is named twice or a code is unknown.
    """
    every = tuple(facts)
    unread = {value.path for fact in every if isinstance(fact, PublishedField) for value in fact.values}
    lists: defaultdict[str, list[Relation]] = defaultdict(list)
    for fact in every:
        if type(fact) is Relation and fact.share is not None:
            lists[_list_of(fact)].append(fact)
    found = []
    for of, relations in sorted(lists.items()):
        if any(len(each.citations) > 1 for each in relations) or not unread.isdisjoint(_paths(of)):
            continue
        total = sum(relation.share or 0 for relation in relations)
        if abs(total - _WHOLE) > _TOLERANCE:
            first = relations[0].citations[0]
            what = "share-sum-sectors" if of.startswith(_SECTORS) else "share-sum-places"
            found.append(ShareSum(what, of, _per_cent(total), first.line))
    return found


def _paths(of: str) -> tuple[str, ...]:
    """Return the paths of shares of a list in published fields, where they are if they became no fact."""
    elements = ("sector",) if of.startswith(_SECTORS) else ("recipient-country", "recipient-region")
    return tuple(f"{element}/@percentage" for element in elements)


def _list_of(relation: Relation) -> str:
    """Return the list that a share belongs to: all countries and regions, or the sectors of one vocabulary."""
    if relation.predicate_id != _SECTORS:
        return relation.predicate_id
    vocabulary = relation.object_id.partition("/")[2].partition("-")[0]
    return f"{relation.predicate_id}/{vocabulary}"


def _per_cent(millionths: int) -> str:
    whole, part = divmod(millionths, _PER_CENT)
    return f"{whole}.{part:04}".rstrip("0").rstrip(".")
