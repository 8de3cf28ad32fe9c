"""Backups of a person's annotations, and how what one holds differs from what is there now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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


class BackupReason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    IMPORT = "import"
    MIGRATION = "migration"
    RESTORE = "restore"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: when (UTC) and why it was made; ``count`` is how many annotations it holds outside the bin.

    ``count`` None: the file cannot be read.
    """

    path: Path
    at: datetime
    reason: BackupReason
    count: int | None


class Effect(StrEnum):
    """What restoring a backup would do to an annotation."""

    BACK = "back"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Differing:
    """An annotation that restoring would touch; ``text`` is the beginning of its body, or else of its quotation."""

    effect: Effect
    uuid: str
    entry_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What restoring a backup would do: how many annotations come back, become others, and go; some of each to show.

    Those in the bin count like all others. ``examples`` are in the order of Effect, at most EXAMPLES of each.
    """

    back: int
    changed: int
    gone: int
    examples: tuple[Differing, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether backup and present are the same."""
        return not (self.back or self.changed or self.gone)


EXAMPLES = 20
EXAMPLE_LENGTH = 80
"""Code points of text that an example shows."""
