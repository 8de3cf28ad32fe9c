"""The rules of every reference, for curated files and built databases alike; pure functions that report all faults."""

from coopviewer.authoring.examination import IN_REGION, Examination
from coopviewer.authoring.rules import (
    codes,
    evidence,
    extents,
    grouping,
    identity,
    money,
    passages,
    preferences,
    references,
    relations,
    texts,
    times,
)
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.facts import Fact, Relation, Statement
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind

_OF_THINGS = (
    identity.check,
    texts.check,
    times.check,
    codes.check,
    passages.check,
    relations.check,
    grouping.check,
)
_OF_FACTS = (
    identity.check_facts,
    texts.check_facts,
    times.check_facts,
    evidence.check_facts,
    relations.check_facts,
    extents.check_facts,
    references.check_facts,
    money.check_facts,
    preferences.check_facts,
)


def check_all(examination: Examination) -> list[Fault]:
    """Return the faults by every rule: first those on facts, then those on everything else."""
    return [*check_facts(examination), *check_things(examination)]


def check_things(examination: Examination) -> list[Fault]:
    """Return the faults by the rules on everything but facts.

    Of the facts ``examination`` must have those for which ``needed_by_things`` is True. If it lacks other facts, the
    ids of the passages that they cite must be in ``Examination.cited``.
    """
    return [fault for rule in _OF_THINGS for fault in rule(examination)]


def check_facts(examination: Examination) -> list[Fault]:
    """Return the faults by the rules on facts.

    ``examination`` may have the facts of some entries only, but of each of these entries all facts.
    """
    return [fault for rule in _OF_FACTS for fault in rule(examination)]


def needed_by_things(fact: Fact) -> bool:
    """Return whether ``check_things`` needs a fact: a legal note, or the region that a country or region is in."""
    if isinstance(fact, Relation):
        kind = fact.entry_id.partition("/")[0]
        return fact.predicate_id == IN_REGION and kind in (EntryKind.REGION, EntryKind.COUNTRY)
    return isinstance(fact, Statement) and fact.kind is StatementKind.LEGAL_NOTE
