"""The content of a fact in the form in which two editions are compared.

Texts are normalised, money is its value and currency, and ids of entries are those of the new edition.
"""

from collections.abc import Callable, Sequence
from itertools import compress
from operator import ne
from typing import Any
from unicodedata import normalize

from coopviewer.storage.editions.shapes import TableShape

Content = tuple[Any, ...]
"""The values of a fact's fields (TableShape.fields), in the form in which they are compared."""


class ContentForm:
    """Brings the rows of one table into the form in which they are compared.

    ``present_id`` takes the id of an entry or a fact in the old edition, and returns its id in the new edition, which
    is the same unless the entry was renamed.
    """

    def __init__(self, shape: TableShape, present_id: Callable[[str], str]) -> None:
        fields = shape.fields
        self._fields, self._present_id = fields, present_id
        self._ids = frozenset(fields.index(name) for name in (*shape.ids, *shape.facts))
        self._places = range(len(fields))
        self._money = fields.index("minor_units") if "minor_units" in fields else -1
        self._share = fields.index("share") if "share" in fields else -1
        together = [self._money, self._money + 1] if self._money >= 0 else []
        together += [self._share + 1] if self._share >= 0 else []
        self.together = frozenset(together)
        """Indexes of the fields that are not compared alone: ``minor_units``, ``decimals`` and ``share_as_given``."""

    def old(self, row: Sequence[Any]) -> Content:
        """Return a row of the old edition in the form in which it is compared (``new``), with the new edition's ids."""
        return self.new([self._present(value) if place in self._ids else value for place, value in enumerate(row)])

    def new(self, row: Sequence[Any]) -> Content:
        """Return a row of the new edition in the form in which it is compared.

        Texts are normalised, and sums and percentages are compared as numbers, not as they are written.
        """
        values: list[Any] = [normal_text(value) if type(value) is str else value for value in row]
        if self._money >= 0:
            place = self._money
            values[place : place + 2] = [_reduced(values[place], values[place + 1]), None]
        if self._share >= 0 and values[self._share] is not None:
            values[self._share + 1] = None  # a percentage is compared as a number, not as it is written
        return tuple(values)

    def differences(self, old: Sequence[Any], new: Sequence[Any]) -> list[tuple[str, int]]:
        """Return the name of each field whose content differs, with a number for the way it changed (``way_of``).

        ``old`` and ``new`` are rows as read from the database, not what the methods of these names return. The names
        are in the order of the fields.
        """
        places = list(compress(self._places, map(ne, old, new)))
        if not self.together.isdisjoint(places):
            return self._all_differences(old, new)
        return [found for place in places for found in self.difference(place, old[place], new[place])]

    def difference(self, place: int, before: Any, after: Any) -> list[tuple[str, int]]:
        """Return the name of one field and a number for the way it changed (``way_of``); empty if it is equal.

        ``place`` is the index of the field, ``before`` and ``after`` are its values as read from the database.
        ``place`` must not be in the attribute ``together``: sums, their decimals, and shares as written are compared
        with the field beside them, by ``differences``.
        """
        if place in self._ids:
            before = self._present(before)
        elif type(before) is str and type(after) is str:
            words, other_words = _words(before), _words(after)
            return [(self._fields[place], _way_of_words(words, other_words))] if words != other_words else []
        return [(self._fields[place], way_of(before, after))] if before != after else []

    def _all_differences(self, old: Sequence[Any], new: Sequence[Any]) -> list[tuple[str, int]]:
        return [
            (field, way_of(before, after))
            for field, before, after in zip(self._fields, self.old(old), self.new(new), strict=True)
            if before != after
        ]

    def _present(self, value: Any) -> Any:
        return value if value is None else self._present_id(value)


def normal_text(text: str) -> str:
    """Return a text in NFC, its words separated by single blanks, without white space at its ends."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return (text if text.isascii() else normalize("NFC", text)).split()


def way_of(old: Any, new: Any) -> int:
    """Return a number for the way in which a value changed; the same for values that changed in the same way.

    Of texts the words that differ count, so that *4 EUR* to *4 euro* is the same way as *5 EUR* to *5 euro*. Other
    values changed in the same way if both the old and the new values are equal. The numbers of another run of the
    program may differ.
    """
    if type(old) is not str or type(new) is not str:
        return hash((old, new))
    return _way_of_words(old.split(), new.split())


def _way_of_words(before: list[str], after: list[str]) -> int:
    if len(before) == len(after):
        return hash(frozenset((one, other) for one, other in zip(before, after, strict=True) if one != other))
    first = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        first += 1
    before, after = before[first:], after[first:]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return hash((tuple(before), tuple(after)))


def _reduced(minor_units: int, decimals: int) -> tuple[int, int]:
    """Return a sum of money with as few decimals as it needs, so that equal sums are equal."""
    while decimals > 0 and minor_units % 10 == 0:
        minor_units //= 10
        decimals -= 1
    return minor_units, decimals
