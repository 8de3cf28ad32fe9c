"""Checks that what published facts name by an id exists: an identifier's owner, payer, receiver, result, predicate."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Flow, Identifier, Indicator, Mention, Result


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield a fault for each id by which a published fact refers to a missing entry, result or predicate."""
    results = {(fact.entry_id, fact.id) for fact in examination.dataset.facts if isinstance(fact, Result)}
    for fact in examination.dataset.facts:
        for name, entry_id in _entries(fact):
            if entry_id is not None and not examination.is_known(entry_id, examination.entries):
                yield examination.fault(fact, name, display_value(entry_id), phrase("the id of an entry"))
        if isinstance(fact, Indicator) and (fact.entry_id, fact.result_fact_id) not in results:
            yield examination.fault(
                fact, "result_fact_id", display_value(fact.result_fact_id), phrase("the id of a result of the entry")
            )
        if isinstance(fact, Mention) and not examination.is_known(fact.predicate_id, examination.predicates):
            yield examination.fault(
                fact, "predicate_id", display_value(fact.predicate_id), phrase("the id of a predicate")
            )


def _entries(fact: Fact) -> Iterator[tuple[str, str | None]]:
    """Yield name and value of each field of a fact that has the id of an entry; None: it names none."""
    if isinstance(fact, Identifier):
        yield "owner_id", fact.owner_id
    elif isinstance(fact, Flow):
        yield from (("from_id", fact.from_id), ("to_id", fact.to_id))
