"""Checks preferred facts: where sources contradict each other one fact may be preferred, and nowhere else."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, phrase
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.contradictions import contradictions


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults of facts that a curator marked as preferred.

    A fact may be preferred only if sources disagree on the property that it states (see ``Contradiction``), and only
    one of the facts that state this property may be preferred.
    """
    facts = examination.dataset.facts
    for entry_id in dict.fromkeys(fact.entry_id for fact in facts if fact.preferred is not None):
        yield from _of_entry(examination, [fact for fact in facts if fact.entry_id == entry_id])


def _of_entry(examination: Examination, facts: list[Fact]) -> Iterator[Fault]:
    disputed = [found.facts for found in contradictions(facts)]
    for fact in facts:
        if fact.preferred is not None and not any(fact in among for among in disputed):
            yield examination.fault(
                fact, "preferred", phrase("a fact that no other source contradicts"), phrase("no such key")
            )
    for among in disputed:
        first, *others = [fact for fact in among if fact.preferred is not None] or [among[0]]
        for fact in others:
            expected = phrase("one preferred fact, which is {id} already", id=first.id)
            yield examination.fault(fact, "preferred", phrase("a second preferred fact"), expected)
