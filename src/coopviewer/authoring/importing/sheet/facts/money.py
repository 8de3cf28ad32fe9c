"""Sums of money in tables as facts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cells import CellSum, NotRead
from coopviewer.authoring.importing.sheet.columns import Column
from coopviewer.authoring.importing.sheet.facts.row_facts import RowFacts
from coopviewer.authoring.importing.sheet.values.numbers import could_be
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.facts import Amount, Citation
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS, MOST_DECIMALS, Flow, FlowKind
from coopviewer.domain.reference.vocabulary import AmountKind

_FLOWS = {
    SheetSlot.BUDGET: (FlowKind.BUDGET, None),
    SheetSlot.TOTAL: (FlowKind.TOTAL, None),
    SheetSlot.DISBURSED: (FlowKind.TRANSACTION, "3"),  # code of the list TransactionType: disbursement
}


class StatedSum(NamedTuple):
    """A sum with its currency: ``minor_units`` divided by ten to the power of ``decimals``.

    ``as_given`` is the cell's text, then the power that the user chose with the currency, or else the heading's unit,
    or else the currency; if the cell names its currency and the user chose no power, it is the cell's text alone.
    """

    minor_units: int
    decimals: int
    currency: str
    as_given: str
    citations: tuple[Citation, ...] = ()


def sum_of(value: CellSum, text: str, column: Column, currency_cell: object) -> tuple[StatedSum | NotRead, bool]:
    """Return the sum of a cell, or why there is none; and whether its currency comes from ``currency_cell``.

    ``text`` is that of the cell; ``currency_cell`` is the value of the row's currency column, if there is one. The
    currencies of the cell, of the mapping and of the heading, in this order, count before it.
    """
    heading, mapping = column.reader.heading, column.mapping
    said = value.currency or mapping.currency or heading.currency
    is_from_column = said is None and isinstance(currency_cell, str)
    currency = str(currency_cell) if is_from_column else said
    if not could_be(value.symbol, currency):
        return NotRead("cell-other-currency", text), False
    if currency is None:
        return NotRead("cell-no-currency", text), False
    places = max(decimals(currency), _places(value.value))
    is_grant = mapping.slot is SheetSlot.GRANT
    if places > (decimals(currency) if is_grant else MOST_DECIMALS):
        return NotRead("cell-fine-sum", text), False
    minor_units = int(value.value.scaleb(places))
    if abs(minor_units) > LARGEST_MINOR_UNITS or (is_grant and minor_units < 0):
        return NotRead("cell-sum", text), False
    unit = "" if value.currency else heading.unit or currency
    if mapping.sum_unit is not None and column.reader.power:
        unit = f"{mapping.sum_unit} {currency}"
    return StatedSum(minor_units, places, currency, f"{text} {unit}".strip()), is_from_column


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def add_sums(facts: RowFacts, slot: SheetSlot, sums: Sequence[StatedSum]) -> None:
    """Add the sums of a project's rows: if all say the same it is one fact, else each row's sum counts."""
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
