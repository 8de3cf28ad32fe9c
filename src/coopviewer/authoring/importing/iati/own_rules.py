"""Checks facts and entries that a file states in coopviewer's own namespace by the rules that references must follow.

The file may have been changed after this program exported it, or be made by somebody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coopviewer.authoring.examination import Examination
from coopviewer.authoring.importing.predicates import united
from coopviewer.authoring.rules import evidence, extents, identity, money, relations, texts, times
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import Basis, CitationRole, PassageKind

_OF_FACTS = (
    *(identity.check_facts, texts.check_facts, times.check_facts, evidence.check_facts),
    *(relations.check_facts, extents.check_facts, money.check_facts),
)
_OF_THINGS = (identity.check, texts.check, relations.check)
_EDITION = Edition("e", "urn:x", "t", "p", None, None, Basis.STATED, "n", "l", "d")
_SOURCE = Source("source/x", "t")
_PASSAGE = Passage("x/A1", _SOURCE.id, 1, PassageKind.RECORD, "s", "l", 0, 1, "0" * 64)
_CITED = (Citation(_SOURCE.id, _PASSAGE.id, CitationRole.STATES, 1, "x"),)


def ids_against_rules(
    entry: EntryRef, refs: Mapping[str, EntryRef], predicates: Mapping[str, Predicate], facts: Iterable[Fact]
) -> set[str]:
    """Return the ids of the facts, described entries and kinds of relation that break a rule of every reference.

    ``facts`` are those of ``entry``; ``refs`` and ``predicates`` are the entries and kinds of relation that the file
    describes for them, by id. Each fact is judged as if it cited the file once. The kinds of relation that every import
    has (PREDICATES) count as described.
    """
    dataset = Dataset(
        _EDITION,
        (_SOURCE,),
        (_PASSAGE,),
        united(predicates.values()),
        tuple({entry.id: entry, **refs}.values()),
        (),
        tuple(replace(fact, citations=_CITED) for fact in facts),
    )
    examination = Examination(dataset, {}, lambda _: "")
    found = [fault for rule in (*_OF_FACTS, *_OF_THINGS) for fault in rule(examination)]
    wrong = {fault.key for fault in found} | {fault.key.rpartition(": ")[0] for fault in found}
    return wrong & {*refs, *predicates, *(fact.id for fact in dataset.facts)}
