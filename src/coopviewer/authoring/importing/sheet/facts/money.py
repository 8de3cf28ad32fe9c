"""Turns the sums of money that the rows of a project state into facts."""

from collections.abc import Sequence

from coopviewer.authoring.importing.sheet.facts.row_facts import RowFacts
from coopviewer.authoring.importing.sheet.sums import StatedSum
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.vocabulary import AmountKind

_FLOWS = {
    SheetSlot.BUDGET: (FlowKind.BUDGET, None),
    SheetSlot.TOTAL: (FlowKind.TOTAL, None),
    SheetSlot.DISBURSED: (FlowKind.TRANSACTION, "3"),  # code of the list TransactionType: disbursement
}


def add_sums(facts: RowFacts, slot: SheetSlot, sums: Sequence[StatedSum]) -> None:
    """Add the sums of one project and slot as facts: one fact if all sums are the same, else one for each sum.

    If they differ, equal sums become a fact each: 5, 5 and 6 EUR are three facts. ``slot`` is one of MONEY: a GRANT
    becomes an Amount, any other sum a Flow.
    """
    contents = {each._replace(citations=()) for each in sums}
    is_repeated = len(contents) == 1
    for each in sums:
        if slot is SheetSlot.GRANT:
            facts.add(
                Amount,
                "amount/grant",
                each.citations,
                is_counted=not is_repeated,
                kind=AmountKind.GRANT,
                minor_units=each.minor_units,
                currency=each.currency,
                as_given=each.as_given,
            )
            continue
        kind, code = _FLOWS[slot]
        facts.add(
            Flow,
            f"flow/{slot}",
            each.citations,
            is_counted=not is_repeated,
            kind=kind,
            type=code,
            minor_units=each.minor_units,
            decimals=each.decimals,
            currency=each.currency,
            as_given=each.as_given,
            ordinal=1 if is_repeated else facts.ordinal(f"flow/{slot}"),
        )
