"""Checks extents, facts on how complete a list is: each is about one list of its entry, and does not contradict it."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, either, phrase
from coopviewer.domain.reference.facts import Extent, Statement
from coopviewer.domain.reference.vocabulary import ExtentValue


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults of extents, the facts on how complete a list is.

    An extent must be about exactly one list that its entry can have, and two may not be about the same list. If the
    list has rows, the extent must not say that there is nothing, or that nothing is stated.
    """
    filled = {(relation.subject_id, relation.predicate_id) for relation in examination.relations}
    filled |= {(fact.entry_id, str(fact.kind)) for fact in examination.dataset.facts if isinstance(fact, Statement)}
    first: dict[tuple[str, str], Extent] = {}
    for extent in examination.dataset.facts:
        if not isinstance(extent, Extent):
            continue
        if (extent.predicate_id is None) == (extent.statement_kind is None):
            found = (
                phrase("neither predicate nor statement_kind")
                if extent.predicate_id is None
                else phrase("both predicate and statement_kind")
            )
            yield examination.fault(extent, "", found, phrase("exactly one of the two"))
            continue
        yield from _predicate(examination, extent)
        of = (extent.entry_id, extent.predicate_id or str(extent.statement_kind))
        earlier = first.setdefault(of, extent)
        if earlier.id != extent.id:
            yield examination.fault(
                extent, "", phrase("the same list as in {id}", id=earlier.id), phrase("one extent for each list")
            )
        if extent.value in (ExtentValue.NONE, ExtentValue.NOT_STATED) and of in filled:
            yield examination.fault(
                extent,
                "value",
                phrase("{value} for a list that has rows", value=display_value(extent.value)),
                phrase("complete or open"),
            )


def _predicate(examination: Examination, extent: Extent) -> Iterator[Fault]:
    if extent.predicate_id is None or extent.predicate_id in examination.unreadable:
        return
    predicate = examination.predicates.get(extent.predicate_id)
    if predicate is None:
        yield examination.fault(
            extent, "predicate_id", display_value(extent.predicate_id), phrase("the id of a predicate")
        )
        return
    entry = examination.entries.get(extent.entry_id)
    if entry is not None and entry.kind not in predicate.subject_kinds:
        expected = phrase(
            "an entry that can be the subject of {id} ({kinds})",
            id=predicate.id,
            kinds=either(predicate.subject_kinds),
        )
        yield examination.fault(
            extent, "predicate_id", phrase("an extent of the {kind} {id}", kind=entry.kind, id=entry.id), expected
        )
