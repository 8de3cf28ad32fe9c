"""Faults in curated files or in a built reference, each reported in one line."""

import json
from dataclasses import dataclass
from datetime import date, time

_LONGEST = 80  # characters of a value that a fault quotes


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake to correct.

    ``file`` is a curated file's name, or for a built reference the name of a table. ``key`` is the location in it: an
    id, then the key or column. ``found`` and ``expected`` complete the sentence that ``str`` returns.
    """

    file: str
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: found {self.found}; expected {self.expected}"


def display_value(value: object) -> str:
    """Return a value as a fault quotes it: text in quotation marks and cut when long, None as ``nothing``."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return json.dumps(str(cut), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return f"{value.isoformat()} without quotes"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else str(value)
