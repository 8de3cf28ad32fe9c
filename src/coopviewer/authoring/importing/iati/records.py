"""What is read of a file: its head, and its activities one after another."""

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.domain.reference.imports import ImportSeverity


class Report(Protocol):
    """Takes notes on the file that is being read; ``ImportReporter`` is one."""

    def note(
        self,
        severity: ImportSeverity,
        what: str,
        found: str,
        done: str,
        *,
        line: int | None,
        entry_id: str | None = None,
    ) -> None:
        """Take one note; ``ImportReporter.note`` describes the arguments."""

    def note_once(self, severity: ImportSeverity, what: str, found: str, done: str, *, line: int | None) -> None:
        """Take a note unless the file has one with the same ``what`` and ``found`` already.

        The arguments are those of ``note``.
        """


class FileHead(NamedTuple):
    """The beginning of a file: the names of file and root element, and the line of the latter, from 1.

    ``version`` and ``generated`` (a time as given) are attributes of the root, None if it has none.
    """

    file: str
    root: str
    version: str | None
    generated: str | None
    line: int


@dataclass(slots=True)
class ActivityRecord:
    """One activity of a file.

    Lines count from 1; ``char_start`` and ``char_end`` are the half-open range of the activity in code points of the
    decoded file, ``sha256`` is the hash of its text as passages have it: in NFC, with white space collapsed. ``number``
    counts the activities of the file from 1. ``version`` is that of the standard as the file states it, None: not
    stated. ``around`` are elements of the file outside all activities, to be kept with this one.
    """

    file: str
    number: int
    element: Element
    first_line: int
    last_line: int
    char_start: int
    char_end: int
    sha256: str
    version: str | None
    around: list[Element] = field(default_factory=list)
