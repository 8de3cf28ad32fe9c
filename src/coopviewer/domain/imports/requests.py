"""What the user asks of an import, and what became of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity


class ImportRequest(NamedTuple):
    """The files to import, in the order in which they are read, and the reference to write.

    ``title`` is that of the new reference; None: formed from the names of the publishers, or of the files if there are
    none, or for tables. ``dataset`` is a URN; None: formed from the identifiers of the reporting organisations, or else
    their names, or of tables from the headings of the first one, so that the next files of the same kind are a new
    edition of the same dataset. ``keep_partial``: of a file that breaks off, import what comes before the fault.
    ``choice`` and ``mapping`` are for tables: how each is read, and what its columns are, None: guessed. ``after`` are
    the ids of the editions whose import is repeated with the same choices, the latest last; empty: this is a first
    import.
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

    ``edition`` is the id of the edition. ``activities``, ``entries`` and ``facts`` are numbers. ``names`` are the files
    read, without folders. ``notes`` has the number of notes of each severity that occurs, and ``kinds`` that of each
    severity and code. ``first_notes`` are the first 200 in the order of the files; all are in the reference. ``broken``
    are the names of files of which only the part before a fault was imported. ``is_of_tables``: what ``activities``
    counts are the projects of tables.
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
