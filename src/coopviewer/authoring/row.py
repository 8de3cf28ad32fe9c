"""One TOML table while it is read: keys are taken by type, and what is wrong with them is gathered, not raised."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from coopviewer.domain.faults import Fault, shown

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
LARGEST_INTEGER = 2**63 - 1  # of a column in SQLite
_TEXT = "a text in quotes"


class SourceRow:
    """A table of a curated file.

    Every method that takes a key answers a value of the right type also where the key is missing or wrong, so that
    reading goes on; ``finish`` says whether the row can be used.
    """

    def __init__(self, table: object, file: str, where: str, faults: list[Fault]) -> None:
        """``where`` names the row in messages; faults are added to ``faults``."""
        self.file = file
        self.where = where
        self._faults = faults
        self._asked: list[str] = []
        self._faultless = isinstance(table, dict)
        self._table: dict[str, object] = table if isinstance(table, dict) else {}
        if not self._faultless:
            self._faults.append(Fault(file, where, shown(table), "a table"))

    def text(self, name: str) -> str:
        """Take a text that must be there; empty where it is not."""
        return self._typed(name, str, _TEXT, "") if self.has(name) else self._missing(name, _TEXT, "")

    def optional_text(self, name: str) -> str | None:
        """Take a text; None where there is none."""
        return self.text(name) if self.has(name) else None

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """Take a list of texts; ``needed``: the key must be there."""
        expected = "a list of texts in quotes"
        if not self.has(name):
            return self._missing(name, expected, ()) if needed else ()
        found = self._typed(name, list, expected, [])
        for item in found:
            if not isinstance(item, str):
                self.fault(name, f"{shown(item)} in the list", _TEXT)
        return tuple(item for item in found if isinstance(item, str))

    def integer(self, name: str) -> int:
        """Take a whole number that must be there, small enough for a database; 0 where it is not."""
        expected = "a whole number without quotes"
        found = self._typed(name, int, expected, 0) if self.has(name) else self._missing(name, expected, 0)
        if abs(found) > LARGEST_INTEGER:
            self.fault(name, shown(found), f"a whole number up to {LARGEST_INTEGER}")
        return found

    def optional_number(self, name: str) -> float | None:
        """Take a number, with or without decimals; None where there is none."""
        if not self.has(name):
            return None
        value = self._table[name]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self.fault(name, shown(value), "a number without quotes")
        return None

    def word(self, name: str, words: type[E], default: E | None = None) -> E:
        """Take one word of a closed list; ``default`` where the key may be missing."""
        found = self.has(name)
        if default is not None and not found:
            return default
        try:
            return words(str(self._table[name]))
        except (KeyError, ValueError):
            self.fault(name, shown(self._table.get(name)), "one of " + ", ".join(words))
            return next(iter(words))

    def rows(self, name: str, *, needed: bool = False) -> Iterator["SourceRow"]:
        """Take an array of tables, each as a row named by its place in the array; ``needed``: one at least."""
        if not self.has(name):
            return
        found = self._typed(name, list, "an array of tables, each under double brackets", [])
        if needed and self._table[name] == []:
            self.fault(name, "an empty list", "at least one row")
        for number, table in enumerate(found, start=1):
            yield SourceRow(table, self.file, self._at(f"{name} {number}"), self._faults)

    def table(self, name: str) -> "SourceRow | None":
        """Take a table; None where there is none."""
        return SourceRow(self._table[name], self.file, self._at(name), self._faults) if self.has(name) else None

    def tables(self) -> Iterator[tuple[str, "SourceRow"]]:
        """Take every key as a table, for tables that are keyed by code."""
        for name in self._table:
            self._asked.append(name)
            yield name, SourceRow(self._table[name], self.file, self._at(name), self._faults)

    def keys(self) -> tuple[str, ...]:
        """Give the keys that the row has, known or not."""
        return tuple(self._table)

    def has(self, name: str) -> bool:
        """Tell whether the key is there; it counts as known from now on."""
        self._asked.append(name)
        return name in self._table

    def read(self, name: str, reader: Callable[[str], T], expected: str, fallback: T) -> T:
        """Take a text and read it; ``reader`` raises ValueError for what is not as expected."""
        had_no_fault, self._faultless = self._faultless, True
        text = self.text(name)
        if self._faultless:
            try:
                fallback = reader(text)
            except ValueError:
                self.fault(name, shown(text), expected)
        self._faultless = self._faultless and had_no_fault
        return fallback

    def fault(self, name: str, found: str, expected: str) -> None:
        """Tell what is wrong with a key."""
        self._faultless = False
        self._faults.append(Fault(self.file, self._at(name), found, expected))

    def finish(self) -> bool:
        """Report the keys that nothing asked for, and tell whether the row had no fault at all."""
        known = sorted(set(self._asked))
        for name in self._table:
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0.7)
                self.fault(name, "an unknown key", near[0] if near else "one of " + ", ".join(known))
        return self._faultless

    def _at(self, name: str) -> str:
        return f"{self.where}: {name}" if self.where else name

    def _typed(self, name: str, kind: type[T], expected: str, fallback: T) -> T:
        value = self._table[name]
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        self.fault(name, shown(value), expected)
        return fallback

    def _missing(self, name: str, expected: str, fallback: T) -> T:
        self.fault(name, "nothing", expected)
        return fallback
