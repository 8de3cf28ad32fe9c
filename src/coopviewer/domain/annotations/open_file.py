"""What the file is in which a person's annotations lie."""

from dataclasses import dataclass
from pathlib import Path

from coopviewer.domain.annotations.annotation import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """An annotations file that is open.

    ``sentence`` says why it can only be read, or what else there is to know of it; empty: nothing. ``journal`` is
    SQLite's own word (``wal``; ``delete`` on a network drive). ``total`` counts the annotations outside the bin.
    """

    path: Path
    person: Person
    read_only: bool = False
    sentence: str = ""
    journal: str = "wal"
    total: int = 0
