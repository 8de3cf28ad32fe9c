"""Faults: what is wrong in curated files or in a built reference, each told in one line."""

import json
from dataclasses import dataclass
from datetime import date, time

_LONGEST = 80  # characters of a value that a line repeats


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    ``file`` is a curated file's name, or for a built reference the table; ``key`` says where in it: an id, then the
    key or column. ``found`` and ``expected`` complete the sentence.
    """

    file: str
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: found {self.found}; expected {self.expected}"


def shown(value: object) -> str:
    """Write a value as a fault repeats it: texts in quotes and cut when long, None as ``nothing``."""
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
