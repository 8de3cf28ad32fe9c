"""The columns of a list that follow from what its entries state: sums of money of a kind, and published fields."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class MoneyColumn(NamedTuple):
    """Sums of one kind and type of flow, as two columns: the amount of each entry, and the currency beside it.

    ``kind`` is a value of FlowKind, ``type`` the code of its type, ``label`` the name of that code; both are empty
    without a type. ``has_years``: a year is stated for some of the sums, which the columns add over all years. If an
    entry has sums in several currencies, both cells have them all, in the same order.
    """

    kind: str
    type: str = ""
    label: str = ""
    has_years: bool = False


class FieldColumn(NamedTuple):
    """A published field that has no place of its own, such as a column of a table, by its label."""

    label: str


class StatedColumns(NamedTuple):
    """What some entries state besides the usual columns.

    ``cells`` returns for each of some ids a text for each column, two for one of money, in the order of ``money`` and
    ``fields``. ``left_out`` is the number of further published fields, beyond those that a table can have.
    """

    money: tuple[MoneyColumn, ...]
    fields: tuple[FieldColumn, ...]
    cells: Callable[[Sequence[str]], Sequence[tuple[str, ...]]]
    left_out: int = 0
