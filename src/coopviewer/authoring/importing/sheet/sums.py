"""The sums of a row of a table with their currencies.

The currency is named by the cell, or else by the mapping, by the heading, or by the row's currency column.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cell_values import CellSum, NotRead
from coopviewer.authoring.importing.sheet.cells import CellReader
from coopviewer.authoring.importing.sheet.values.numbers import CFA_FRANC, could_be
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS, MOST_DECIMALS

NO_CURRENCY = "cell-no-currency"
"""The code that NotRead has for a sum without a currency."""


class StatedSum(NamedTuple):
    """A sum with its currency: ``minor_units`` divided by ten to the power of ``decimals``.

    ``as_given`` is the text of the cell, with the unit in which it was read if the text does not have all of it: ``5``
    below *thousand EUR* is ``5 thousand EUR``. ``citations`` are of the cells that it is read from; empty until they
    are added.
    """

    minor_units: int
    decimals: int
    currency: str
    as_given: str
    citations: tuple[Citation, ...] = ()


def sum_of(value: CellSum, text: str, reader: CellReader, currency_cell: object) -> tuple[StatedSum | NotRead, bool]:
    """Return the sum of a cell, or why there is none; and whether its currency comes from ``currency_cell``.

    ``text`` is the text of the cell. ``currency_cell`` is the value of the row's currency column, if the table has one;
    it counts only if neither the cell, nor the mapping of the sum's column, nor the heading names a currency.
    """
    heading, mapping = reader.heading, reader.mapping
    said = value.currency or mapping.currency or heading.currency
    is_from_column = said is None and isinstance(currency_cell, str)
    currency = str(currency_cell) if is_from_column else said
    if not could_be(value.symbol, currency):
        return NotRead("cell-cfa-franc" if value.symbol == CFA_FRANC else "cell-other-currency", text), False
    if currency is None:
        return NotRead(NO_CURRENCY, text), False
    places = max(decimals(currency), _places(value.value))
    is_grant = mapping.slot is SheetSlot.GRANT
    if places > (decimals(currency) if is_grant else MOST_DECIMALS):
        return NotRead("cell-fine-sum", text), False
    minor_units = int(value.value.scaleb(places))
    if is_grant and minor_units < 0:
        return NotRead("cell-below-zero", text), False
    if abs(minor_units) > LARGEST_MINOR_UNITS:
        return NotRead("cell-sum", text), False
    return StatedSum(minor_units, places, currency, _as_given(value, text, reader, currency)), is_from_column


def _as_given(value: CellSum, text: str, reader: CellReader, currency: str) -> str:
    heading, said = reader.heading, reader.mapping.sum_unit
    unit = heading.unit or currency
    if said is not None and (reader.power or heading.power or heading.is_unsure):
        unit = f"{said} {currency}" if reader.power else currency
    if value.currency is None:
        return f"{text} {unit}"
    return f"{text} ({unit})" if reader.power else text


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class GivenSum(NamedTuple):
    """A cell that was read as a sum: the reader of its column, its value and its text."""

    reader: CellReader
    value: CellSum
    text: str


def sums_of_row(cells: Sequence[GivenSum], currency_cell: object) -> list[tuple[StatedSum | NotRead, bool]]:
    """Return each sum of a row with its currency, or why there is none, in the order of ``cells``.

    With each is whether its currency comes from the row's currency column, whose value is ``currency_cell``. If none of
    the sums takes its currency from that column, a sum in another currency than the column names is NotRead.
    """
    found = [sum_of(each.value, each.text, each.reader, currency_cell) for each in cells]
    if not isinstance(currency_cell, str) or any(is_from_column for _, is_from_column in found):
        return found
    return [
        (NotRead("cell-two-currencies", given.text), False)
        if isinstance(stated, StatedSum) and stated.currency != currency_cell
        else (stated, False)
        for given, (stated, _) in zip(cells, found, strict=True)
    ]
