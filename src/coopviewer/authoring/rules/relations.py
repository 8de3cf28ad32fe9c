"""Checks relations, their predicates, and amounts.

A relation needs a known predicate and two different entries, of the kinds that the predicate allows, and must not occur
twice with the same share and role. An amount must be 0 or more; its funder and its funding instrument, if it has them,
must be known.
"""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, either, phrase
from coopviewer.domain.language import to_translate
from coopviewer.domain.reference.facts import Amount, Relation
from coopviewer.domain.reference.vocabulary import EntryKind


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults of predicates: unknown kinds of entries at one of their ends, or no kind at all."""
    for predicate in examination.dataset.predicates:
        for name, kinds in (("subject_kinds", predicate.subject_kinds), ("object_kinds", predicate.object_kinds)):
            wrong = [kind for kind in kinds if kind not in list(EntryKind)]
            if wrong or not kinds:
                found = display_value(wrong[0]) if wrong else phrase("an empty list")
                yield examination.fault(
                    predicate, name, found, phrase("kinds among {kinds}", kinds=", ".join(EntryKind))
                )


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults of relations, and of amounts: below 0, or with an unknown funder or funding instrument.

    The object of a relation and its predicate must exist; subject and object must differ, and be of the kinds of
    entries that the predicate allows. No relation may occur twice with the same share and role. ``rules/identity.py``
    checks that the subject exists.
    """
    first: dict[tuple[str | int | None, ...], Relation] = {}
    for relation in examination.relations:
        yield from _ends(examination, relation)
        earlier = first.setdefault(_content(relation), relation)
        if earlier.id != relation.id:
            yield examination.fault(
                relation, "", phrase("the same relation as {id}", id=earlier.id), phrase("each relation once")
            )
    for fact in examination.dataset.facts:
        if isinstance(fact, Amount):
            yield from _payers(examination, fact)


def _content(relation: Relation) -> tuple[str | int | None, ...]:
    """Return what makes two relations duplicates: their ends, share and role; sources may state different ones."""
    triple = (relation.subject_id, relation.predicate_id, relation.object_id)
    return (*triple, relation.share, relation.share_as_given, relation.role_as_given)


def _ends(examination: Examination, relation: Relation) -> Iterator[Fault]:
    if not examination.is_known(relation.object_id, examination.entries):
        yield examination.fault(relation, "object_id", display_value(relation.object_id), phrase("the id of an entry"))
    if relation.object_id == relation.subject_id:
        yield examination.fault(relation, "object_id", phrase("the entry itself"), phrase("another entry"))
    predicate = examination.predicates.get(relation.predicate_id)
    if predicate is None:
        if relation.predicate_id not in examination.unreadable:
            yield examination.fault(
                relation, "predicate_id", display_value(relation.predicate_id), phrase("the id of a predicate")
            )
        return
    ends = (
        ("", to_translate("{kinds} as the subject of {id}"), relation.subject_id, predicate.subject_kinds),
        ("object_id", to_translate("{kinds} as the object of {id}"), relation.object_id, predicate.object_kinds),
    )
    for field, words, entry_id, kinds in ends:
        entry = examination.entries.get(entry_id)
        if entry is not None and entry.kind not in kinds:
            expected = phrase(words, kinds=either(kinds), id=predicate.id)
            yield examination.fault(
                relation, field, phrase("the {kind} {entry_id}", kind=entry.kind, entry_id=entry_id), expected
            )


def _payers(examination: Examination, amount: Amount) -> Iterator[Fault]:
    if amount.minor_units < 0:
        yield examination.fault(amount, "minor_units", str(amount.minor_units), phrase("0 or more"))
    if amount.funder_id is not None and not examination.is_known(amount.funder_id, examination.entries):
        yield examination.fault(amount, "funder_id", display_value(amount.funder_id), phrase("the id of an entry"))
    instrument_id = amount.funding_instrument_id
    if instrument_id is None or instrument_id in examination.unreadable:
        return
    instrument = examination.entries.get(instrument_id)
    if instrument is None or instrument.kind is not EntryKind.FUNDING_INSTRUMENT:
        yield examination.fault(
            amount, "funding_instrument_id", display_value(instrument_id), phrase("the id of a funding-instrument")
        )
