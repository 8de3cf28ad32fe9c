"""A TOML table that is read key by key with type checks; mistakes are collected as faults, not raised."""

import math
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from coopviewer.authoring.places import line_words, place_of, place_of_table
from coopviewer.domain.faults import Fault, display_value, one_of, phrase

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
LARGEST_INTEGER = 2**63 - 1  # of a column in SQLite
_TEXT = phrase("a text in quotes")


class SourceRow:
    """A table of a curated file, which is read key by key; whatever is wrong is added to a list of faults.

    Every method that reads a key, ``name``, returns a value of the right type even if the key is missing or wrong, so
    that reading continues; ``finish`` returns whether the row can be used.
    """

    def __init__(self, table: object, file: str, where: str, faults: list[Fault]) -> None:
        """Start reading ``table``; faults are added to ``faults``.

        Messages name the place of the table: ``file`` is its file, or its row of a sheet; ``where`` is which part of
        the file it is, such as ``entry 3``, empty for the whole file. A value that is no table is a fault, and the row
        is then empty.
        """
        self.file = file
        self.where = where
        self._faults = faults
        self._known: list[str] = []
        self._faultless = isinstance(table, dict)
        self._table: dict[str, object] = table if isinstance(table, dict) else {}
        if not self._faultless:
            self._faults.append(Fault(place_of(file, where), where, display_value(table), phrase("a table")))

    def text(self, name: str) -> str:
        """Return a required text; empty if the key is missing or its value is no text, which is a fault."""
        return self._typed(name, str, _TEXT, "") if self.has(name) else self._missing(name, _TEXT, "")

    def optional_text(self, name: str) -> str | None:
        """Return a text; None if the row lacks the key.

        A value that is no text is added to the faults, and an empty text is returned for it.
        """
        return self.text(name) if self.has(name) else None

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts; empty without the key, which is a fault if ``needed``.

        Empty too for a value that is no list, which is a fault. Values in the list that are no texts are faults, and
        left out.
        """
        expected = phrase("a list of texts in quotes")
        if not self.has(name):
            return self._missing(name, expected, ()) if needed else ()
        found = self._typed(name, list, expected, [])
        for item in found:
            if not isinstance(item, str):
                self.fault(name, phrase("{item} in the list", item=display_value(item)), _TEXT)
        return tuple(item for item in found if isinstance(item, str))

    def integer(self, name: str) -> int:
        """Return a required whole number; 0 if the key is missing or its value is no whole number, which is a fault.

        A number that is too large for a database is a fault too, but is returned.
        """
        expected = phrase("a whole number without quotes")
        found = self._typed(name, int, expected, 0) if self.has(name) else self._missing(name, expected, 0)
        if abs(found) > LARGEST_INTEGER:
            self.fault(name, display_value(found), phrase("a whole number up to {most}", most=str(LARGEST_INTEGER)))
        return found

    def optional_number(self, name: str) -> float | None:
        """Return a number, with or without decimals; None if the key is missing, which is no fault.

        A value that is no number is a fault; None is returned then too.
        """
        if not self.has(name):
            return None
        value = self._table[name]
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                return float(value)
            except OverflowError:  # a whole number of more than 308 digits, which no bound allows, as 1e999
                return math.inf if value > 0 else -math.inf
        self.fault(name, display_value(value), phrase("a number without quotes"))
        return None

    def word(self, name: str, vocabulary: type[E], default: E | None = None) -> E:
        """Return the member of the enumeration ``vocabulary`` whose value is under a key.

        If the key is missing, ``default`` is returned; without a default that is a fault. An unknown value is always a
        fault. After a fault the first member is returned, not ``default``.
        """
        is_given = self.has(name)
        if default is not None and not is_given:
            return default
        try:
            return vocabulary(str(self._table[name]))
        except (KeyError, ValueError):
            self.fault(name, display_value(self._table.get(name)), one_of(vocabulary))
            return next(iter(vocabulary))

    def rows(self, name: str, *, needed: bool = False) -> Iterator["SourceRow"]:
        """Yield the tables in the array under a key, as rows; nothing if the key is missing, or has no array.

        Messages name each row by its number, from 1. A missing key is no fault, even with ``needed``. A value that is
        no array is one; with ``needed``, so is an empty array.
        """
        if not self.has(name):
            return
        found = self._typed(name, list, phrase("an array of tables, each under double brackets"), [])
        if needed and self._table[name] == []:
            self.fault(name, phrase("an empty list"), phrase("at least one row"))
        for number, table in enumerate(found, start=1):
            place = place_of_table(table, self.file)
            yield SourceRow(table, place, self._path(f"{name} {number}{line_words(place)}"), self._faults)

    def table(self, name: str) -> "SourceRow | None":
        """Return the table under a key, as a row; None if the key is missing.

        If the value is no table, that is a fault, and the row is empty.
        """
        if not self.has(name):
            return None
        table = self._table[name]
        return SourceRow(table, place_of_table(table, self.file), self._path(name), self._faults)

    def tables(self) -> Iterator[tuple[str, "SourceRow"]]:
        """Yield every key of a row whose keys are codes, each with the table under it as a row.

        All these keys count as known to ``finish``. A value that is no table is a fault, and its row is empty.
        """
        for name in self._table:
            self._known.append(name)
            table = self._table[name]
            yield name, SourceRow(table, place_of_table(table, self.file), self._path(name), self._faults)

    def keys(self) -> tuple[str, ...]:
        """Return all keys of the row, known or not."""
        return tuple(self._table)

    def has(self, name: str) -> bool:
        """Return whether the row has a key; from now on ``finish`` does not report it as unknown."""
        self._known.append(name)
        return name in self._table

    def read(self, name: str, reader: Callable[[str], T], expected: str, fallback: T) -> T:
        """Return what ``reader`` makes of the required text under a key, such as a date.

        A missing key is a fault, and so is a text for which ``reader`` raises ValueError; ``expected`` says in the
        message what a valid text is. If there is a fault, ``fallback`` is returned.
        """
        had_no_fault, self._faultless = self._faultless, True
        text = self.text(name)
        if self._faultless:
            try:
                fallback = reader(text)
            except ValueError:
                self.fault(name, display_value(text), expected)
        self._faultless = self._faultless and had_no_fault
        return fallback

    def fault(self, name: str, found: str, expected: str) -> None:
        """Report a fault of the key ``name``; ``finish`` then returns False.

        ``found`` and ``expected`` are phrases such as *an empty list* and *at least one row*.
        """
        self._faultless = False
        self._faults.append(Fault(place_of(self.file, name), self._path(name), found, expected))

    def finish(self) -> bool:
        """Report all keys that nobody asked for as unknown, and return whether the row has no fault at all.

        Faults of the rows that ``rows``, ``table`` and ``tables`` returned do not count. To be called once, after all
        keys are read.
        """
        known = sorted(set(self._known))
        for name in self._table:
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0.7)
                self.fault(name, phrase("an unknown key"), near[0] if near else one_of(known))
        return self._faultless

    def _path(self, name: str) -> str:
        return f"{self.where}: {name}" if self.where else name

    def _typed(self, name: str, kind: type[T], expected: str, fallback: T) -> T:
        value = self._table[name]
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        self.fault(name, display_value(value), expected)
        return fallback

    def _missing(self, name: str, expected: str, fallback: T) -> T:
        self.fault(name, phrase("nothing"), expected)
        return fallback
