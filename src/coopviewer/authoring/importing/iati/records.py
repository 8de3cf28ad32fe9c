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
        """Take a note on the file that is being read.

        ``what`` is the code of the note, such as ``no-version``, ``found`` the text in the file, ``done`` what the text
        became (both may be empty), ``line`` its line from 1, None: the file as a whole, and ``entry_id`` the entry it
        is about, None: not one entry.
        """

    def note_once(self, severity: ImportSeverity, what: str, found: str, done: str, *, line: int | None) -> None:
        """Take a note on the file that is being read, unless it has one with the same ``what`` and ``found``.

        ``what`` is the code of the note, ``found`` the text in the file, ``done`` what the text became (may be empty),
        ``line`` its line from 1, None: the file as a whole.
        """


class FileHead(NamedTuple):
    """The beginning of a file: its name, the name of its root element, and the line of that element, from 1.

    The root element is ``iati-activities``; in a file without that element, the first ``iati-activity`` counts as it.
    ``version`` (of the standard) and ``generated`` (the time at which the file was made) are attributes of the root
    element as text, None if it has none.
    """

    file: str
    root: str
    version: str | None
    generated: str | None
    line: int


@dataclass(slots=True)
class ActivityRecord:
    """One activity of a file.

    ``number`` counts the activities of the file from 1, and lines count from 1. ``char_start`` and ``char_end`` are the
    half-open range of the activity in code points of the decoded file; ``sha256`` is the hash of its text in NFC with
    white space collapsed, which is the form that passages keep. ``version`` is the version of the IATI standard that
    the file states, None: it states none. ``around`` are elements outside all activities, such as those before this
    one, that are to be kept with it.
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
