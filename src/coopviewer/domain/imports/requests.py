"""What the user asks of an import, and what became of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity


class ImportRequest(NamedTuple):
    """The files to import, in the order in which they are read, and the reference to write.

    ``title`` is the title of the new reference; None: it is formed from the publishers' names or, for tables and if no
    publisher is named, from the files' names. ``dataset`` is its URN; None: it is formed from the identifiers of the
    reporting organisations, or their names, and for tables from the headings of the first one, so that a later import
    of the same kind of files becomes a new edition of the same dataset. ``keep_partial``: if a file breaks off, import
    what comes before the fault.

    ``choice`` and ``mapping`` are for tables: how each is read, and what its columns are. Fields of ``choice`` that
    are None, and all columns if ``mapping`` is None, are guessed. ``after`` are the ids of the editions whose import is
    repeated with the same choices, the latest last; empty: this is a first import.
    """

    files: tuple[Path, ...]
    target: Path
    title: str | None = None
    dataset: str | None = None
    keep_partial: bool = False
    choice: SheetChoice = SheetChoice()
    mapping: SheetMapping | None = None
    after: tuple[str, ...] = ()


class ImportOutcome(NamedTuple):
    """What an import wrote.

    ``edition`` is the id of the new edition. ``activities``, ``entries`` and ``facts`` say how many were written;
    ``is_of_tables``: the activities are the projects of tables. ``names`` are the names of the files that were read,
    without folders; ``broken`` are the names of those that broke off, so that only the part before the fault was
    imported. ``notes`` has the number of notes for each severity that occurs, and ``kinds`` for each severity and code.
    ``first_notes`` are the first 200 notes; the reference holds all of them.
    """

    target: Path
    title: str
    dataset: str
    edition: str
    names: tuple[str, ...]
    activities: int
    entries: int
    facts: int
    notes: Mapping[ImportSeverity, int]
    kinds: Mapping[tuple[ImportSeverity, str], int]
    first_notes: tuple[ImportNote, ...]
    broken: tuple[str, ...] = ()
    is_of_tables: bool = False

    @property
    def note_count(self) -> int:
        """The number of all notes."""
        return sum(self.notes.values())
