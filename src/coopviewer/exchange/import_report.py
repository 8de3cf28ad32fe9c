"""The report of an import as a text file: its notes by kind, each with file, line and sentence."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.domain.text.terminal import printable
from coopviewer.exchange.files import save_parts
from coopviewer.rendering.words.import_words import kind_sentence, note_line, severity_word


def save_import_report(path: Path, heading: str, notes: Iterable[ImportNote], tr: Translate) -> None:
    """Save the report of an import as a UTF-8 text file, in place of an older one.

    It has the lines of ``report_lines``: ``heading``, then ``notes``, of which those of one kind must be together.
    Raises EnvironmentFault if the file cannot be written, and whatever reading ``notes`` raises; an old file is then
    unchanged.
    """
    save_parts(path, (line.encode("utf-8", "replace") for line in report_lines(heading, notes, tr)))


def report_lines(heading: str, notes: Iterable[ImportNote], tr: Translate) -> Iterator[str]:
    """Yield the lines of the report of an import, each with its line feed: ``heading``, then the notes by kind.

    Above the notes of one kind (severity and code) is a sentence on this kind. Notes of one kind must follow each other
    in ``notes``; otherwise the sentence comes again. ``heading`` says what was imported.
    """
    yield f"{printable(heading)}\n"
    for (severity, what), group in groupby(notes, key=lambda note: (note.severity, note.what)):
        yield f"\n{severity_word(severity, tr)}: {kind_sentence(what, severity, tr)}\n"
        for note in group:
            yield f"  {note_line(note, tr)}\n"
