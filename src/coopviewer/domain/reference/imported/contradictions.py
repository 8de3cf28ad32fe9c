"""Sources that disagree: facts of one entry of which only one can be true, with different values in different sources.

Neither fact replaces the other. A curator may mark one as preferred, with the reason.
"""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from coopviewer.domain.reference.facts import Amount, Fact, Name, Relation, TimeframeFact
from coopviewer.domain.reference.published_facts import Classification, Flow, FlowKind, Milestone, MilestoneKind
from coopviewer.domain.reference.vocabulary import AmountKind

TITLE_KEY = "name/title-"
"""The beginning of the key of a name that is a title; the language follows."""
_ONE_CODE = frozenset(
    ("ActivityStatus", "ActivityScope", "Currency", "DefaultCurrency", "CollaborationType", "TiedStatus", "Hierarchy")
)
"""The schemes of which an activity has one code."""
_OF_A_PERIOD = (FlowKind.BUDGET, FlowKind.PLANNED_DISBURSEMENT, FlowKind.TRANSACTION)
"""The kinds of flow of which the key names the type and the day or the beginning of the period."""
Slot = tuple[str, ...]


class Contradiction(NamedTuple):
    """All facts that state the same property of an entry, if at least two of them disagree.

    Two facts disagree if they have different values and no source in common. ``facts`` has those first that a curator
    prefers, then the others in the order in which they are stored. ``slot`` is the property, which can have only one
    true value, such as ``("milestone", "start-actual")``: the kind of fact, then what tells properties of this kind
    apart.
    """

    slot: Slot
    facts: tuple[Fact, ...]


def contradictions(facts: Iterable[Fact]) -> tuple[Contradiction, ...]:
    """Return where the sources of an entry's facts disagree, relations included, in the order of the facts."""
    by_slot: dict[Slot, list[Fact]] = {}
    for fact in facts:
        slot = slot_of(fact)
        if slot is not None:
            by_slot.setdefault(slot, []).append(fact)
    return tuple(
        Contradiction(slot, tuple(sorted(several, key=lambda fact: fact.preferred is None)))
        for slot, several in by_slot.items()
        if _disagree(several)
    )


def contradicted(facts: Iterable[Fact], fact: Fact) -> tuple[Fact, ...]:
    """Return the facts that state the same property as ``fact``, but another value, if sources disagree on it.

    ``facts`` are searched for them, and must include ``fact`` itself; the result is in their order. Empty if there are
    none.
    """
    slot = slot_of(fact)
    if slot is None:
        return ()
    alike = [each for each in facts if slot_of(each) == slot and each.entry_id == fact.entry_id]
    return tuple(each for each in alike if value_of(each) != value_of(fact)) if _disagree(alike) else ()


def slot_of(fact: Fact) -> Slot | None:
    """Return the property that a fact states, if only one value of it can be true; None for all other facts.

    The property is the kind of fact, then what tells properties of this kind apart: ``("milestone", "start-actual")``.
    """
    match fact:
        case Name() if key_of(fact).startswith(TITLE_KEY):
            return ("title", fact.language)
        case Milestone() if fact.kind is not MilestoneKind.OTHER:
            return ("milestone", fact.kind)
        case Classification() if fact.scheme in _ONE_CODE:
            return ("classification", fact.scheme)
        case TimeframeFact():
            return ("timeframe",)
        case Amount() if fact.kind is AmountKind.GRANT:
            return ("grant", fact.funder_id or "", fact.funding_instrument_id or "")
        case Relation() if fact.share is not None:
            return ("share", fact.predicate_id, fact.object_id)
        case Flow() if fact.reference:
            return ("flow", fact.kind, fact.reference)
        case Flow() if fact.kind in _OF_A_PERIOD:
            return ("flow", fact.kind, key_of(fact))
    return None


def key_of(fact: Fact) -> str:
    """Return the key of a fact: its id after the entry's id, without a number such as ``@2`` at the end.

    Such numbers tell apart facts of one key that several files state differently.
    """
    return fact.id.removeprefix(f"{fact.entry_id}/").partition("@")[0]


def value_of(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says of its property (``slot_of``), such as ``("2017-01-01",)`` for a milestone.

    Two facts that state the same property agree if these values are equal. For a fact whose ``slot_of`` is None, the
    value has no meaning.
    """
    match fact:
        case Name():
            return (" ".join(unicodedata.normalize("NFC", fact.text).split()),)
        case Milestone() | TimeframeFact():
            return (fact.edtf,)
        case Classification():
            return (fact.code,)
        case Amount():
            return (fact.currency, fact.minor_units)
        case Relation():
            return (fact.share,)
        case Flow():
            units = fact.minor_units * 10 ** (9 - fact.decimals)
            return (fact.currency, units, fact.type, fact.day, fact.period_start, fact.period_end)
    return (fact.id,)


def _disagree(facts: list[Fact]) -> bool:
    """Return whether any two of some facts have different values, and no source in common."""
    if len(facts) < 2:
        return False
    stated = [(value_of(fact), {citation.source_id for citation in fact.citations}) for fact in facts]
    return any(
        value != other and not sources & among
        for place, (value, sources) in enumerate(stated)
        for other, among in stated[place + 1 :]
    )
