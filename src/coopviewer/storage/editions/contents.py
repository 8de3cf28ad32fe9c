"""The content of a fact as it is compared: texts in one form, money by value and currency, ids as the new edition's."""

from collections.abc import Callable, Sequence
from typing import Any
from unicodedata import normalize

from coopviewer.storage.editions.shapes import TableShape

Content = tuple[Any, ...]
"""The values of a fact's fields (TableShape.fields), in the form in which they are compared."""


class ContentForm:
    """Brings the rows of one table into the form in which they are compared.

    ``present_id`` returns the new edition's id of an entry or a fact, given that of the old one.
    """

    def __init__(self, shape: TableShape, present_id: Callable[[str], str]) -> None:
        fields = shape.fields
        self._present_id = present_id
        self._ids = tuple(fields.index(name) for name in (*shape.ids, *shape.facts))
        self._money = fields.index("minor_units") if "minor_units" in fields else None
        self._share = fields.index("share") if "share" in fields else None

    def old(self, row: Sequence[Any]) -> Content:
        """Return the content of a row of the old edition."""
        values = self._values(row)
        for place in self._ids:
            if values[place] is not None:
                values[place] = self._present_id(values[place])
        return tuple(values)

    def new(self, row: Sequence[Any]) -> Content:
        """Return the content of a row of the new edition."""
        return tuple(self._values(row))

    def _values(self, row: Sequence[Any]) -> list[Any]:
        values: list[Any] = [normal_text(value) if type(value) is str else value for value in row]
        if self._money is not None:
            place = self._money
            values[place : place + 2] = [_reduced(values[place], values[place + 1]), None]
        if self._share is not None and values[self._share] is not None:
            values[self._share + 1] = None  # a percentage is compared as a number, not as it is written
        return values


def normal_text(text: str) -> str:
    """Return a text in NFC with single white space."""
    return " ".join((text if text.isascii() else normalize("NFC", text)).split())


def way_of(old: Any, new: Any) -> int:
    """Return a number for the way in which a value changed; the same for values that changed in the same way.

    Of texts the words that differ count, so that *4 EUR* to *4 euro* is the same way as *5 EUR* to *5 euro*.
    """
    if type(old) is not str or type(new) is not str:
        return hash((old, new))
    before, after = old.split(" "), new.split(" ")
    if len(before) == len(after):
        return hash(frozenset((one, other) for one, other in zip(before, after, strict=True) if one != other))
    first = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    if first is not None:
        before, after = before[first:], after[first:]
    else:
        shorter = min(len(before), len(after))
        before, after = before[shorter:], after[shorter:]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return hash((tuple(before), tuple(after)))


def _reduced(minor_units: int, decimals: int) -> tuple[int, int]:
    """Return a sum of money with as few decimals as it needs, so that equal sums are equal."""
    while decimals > 0 and minor_units % 10 == 0:
        minor_units //= 10
        decimals -= 1
    return minor_units, decimals
