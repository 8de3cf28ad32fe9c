"""Values for the further columns of a list that depend on what its entries state.

These are an amount and a currency for each kind and type of sum, and one column for each published field.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class MoneyColumn(NamedTuple):
    """Sums of one kind and type in a list of entries, shown in two columns: amounts, and their currencies beside them.

    ``kind`` is a value of FlowKind, such as ``transaction``. ``type`` is the code of the type of these sums, such as
    ``3`` (disbursement), empty if they have none. ``label`` is the type's English name, empty if none is known, as for
    the types of loans. Each amount adds the sums of all years; ``has_years``: for some of them a year is stated. If an
    entry has sums in several currencies, its amounts and currencies are in the same order: ``4000.00; 250.00`` and
    ``EUR; USD``.
    """

    kind: str
    type: str = ""
    label: str = ""
    has_years: bool = False


class FieldColumn(NamedTuple):
    """A column for the published fields of one name, which an import kept as they are; ``label`` is this name."""

    label: str


class StatedColumns(NamedTuple):
    """The further columns of a list: two for each kind and type of sum that its entries state, one for each field.

    ``cells`` returns for entry ids, in their order, a tuple of the texts in these columns: for each MoneyColumn the
    amounts and, next, the currencies; then one text for each FieldColumn. A text is empty if the entry states nothing.
    ``left_out`` is how many further published fields have no column, since there are at most 1,000 FieldColumns.
    """

    money: tuple[MoneyColumn, ...]
    fields: tuple[FieldColumn, ...]
    cells: Callable[[Sequence[str]], Sequence[tuple[str, ...]]]
    left_out: int = 0
