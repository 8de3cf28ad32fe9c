"""The open annotations file and its backups, and how the annotations in one of these differ from the present ones."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.values import value


@value(frozen=True, slots=True)
class OpenFile:
    """Description of an open annotations file; ``person`` is its owner.

    ``notice`` is a message to the user, such as why the file is read-only; None: there is none. ``journal`` is SQLite's
    journal mode: ``wal``, or ``delete`` for a file on a network drive; a file that is ``read_only`` keeps the mode that
    it has. ``in_team``: it takes part in a team folder.
    """

    path: Path
    person: Person
    read_only: bool = False
    notice: EnvironmentFault | None = None
    journal: str = "wal"
    in_team: bool = False


@value(frozen=True, slots=True)
class RowDamage:
    """A damaged annotation; ``lost``: it cannot be shown, else characters in it are replaced by U+FFFD."""

    uuid: str
    entry_id: str
    lost: bool


class BackupReason(StrEnum):
    """Why a backup was made: DAILY, before an IMPORT, a MIGRATION or a RESTORE, or because the user asked (ASKED)."""

    DAILY = "daily"
    IMPORT = "import"
    MIGRATION = "migration"
    RESTORE = "restore"
    ASKED = "asked"


@value(frozen=True, slots=True)
class Backup:
    """A backup: when (UTC) and why it was made, and how many annotations it has outside the bin.

    ``count`` None: the file cannot be read.
    """

    path: Path
    at: datetime
    reason: BackupReason
    count: int | None


class Effect(StrEnum):
    """The effect of restoring a backup on an annotation: it comes back, is changed, or is removed (GONE)."""

    BACK = "back"
    CHANGED = "changed"
    GONE = "gone"


@value(frozen=True, slots=True)
class Differing:
    """An annotation that restoring a backup would bring back, change or remove, which ``effect`` says.

    ``text`` is the beginning of its body, or else of its quotation, in the backup, or in the present file if it would
    be removed. The text has at most 80 code points (EXAMPLE_LENGTH), and is empty if the annotation has neither.
    ``is_of_others``: it would be removed, the team has it, and a colleague wrote it.
    """

    effect: Effect
    uuid: str
    entry_id: str
    text: str
    is_of_others: bool = False


class Difference(NamedTuple):
    """The effect of restoring a backup: how many annotations come back, change, and are removed, with examples of each.

    Annotations in the bin count too. ``examples`` are in the order of Effect, at most 20 (EXAMPLES) of each. In a file
    that takes part in a team, ``for_team`` is how many of the removed annotations would go to the bin for all members,
    and ``of_others`` how many of these a colleague wrote.
    """

    back: int
    changed: int
    gone: int
    examples: tuple[Differing, ...] = ()
    for_team: int = 0
    of_others: int = 0

    @property
    def is_none(self) -> bool:
        """Whether the backup and the present file have the same annotations."""
        return not (self.back or self.changed or self.gone)

    @property
    def keeping_others(self) -> "Difference":
        """The effect of restoring if annotations that colleagues wrote are not removed.

        Annotations that colleagues changed are still restored.
        """
        kept = tuple(each for each in self.examples if not each.is_of_others)
        gone, for_team = self.gone - self.of_others, self.for_team - self.of_others
        return self._replace(gone=gone, for_team=for_team, of_others=0, examples=kept)


EXAMPLES = 20
EXAMPLE_LENGTH = 80
"""The most code points of an annotation's text in the examples of what restoring a backup changes."""
