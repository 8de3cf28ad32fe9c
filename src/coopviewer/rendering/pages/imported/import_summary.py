"""Layout of a summary of how a reference was imported, as the home page shows it."""

from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS, SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imported.imported_pages import ImportSummary, NoteCount
from coopviewer.domain.reference.imports import ImportedFile
from coopviewer.rendering.document.document import SOFT, Block, Heading, Items, Line, Link, Paragraph, Text
from coopviewer.rendering.pages.imported.activity_words import day_of_time
from coopviewer.rendering.words.import_words import counts_words, kind_sentence, severity_word

_SHOWN_COUNTS = 6  # kinds of note


def summary_blocks(summary: ImportSummary, tr: Translate) -> list[Block]:
    """Lay out what was imported for the home page: its files, the notes by kind, and a link to the import's page.

    Shown are the files in ``summary`` (the first three) and at most six kinds of notes; a line says how many more files
    there are, and another how many more kinds of notes.
    """
    lines = [_file_line(file, tr) for file in summary.files]
    if summary.file_total > len(lines):
        more = summary.file_total - len(lines)
        lines.append((Text(tr.plural("and {n} more file", "and {n} more files", more), SOFT),))
    lines += [count_line(count, tr) for count in summary.counts[:_SHOWN_COUNTS]]
    if (more := len(summary.counts) - _SHOWN_COUNTS) > 0:
        lines.append((Text(tr.plural("and {n} more kind of note", "and {n} more kinds of notes", more), SOFT),))
    lines += partly(summary.counts, summary.total, tr)
    if not summary.counts:
        lines.append((Text(tr("Nothing had to be noted."), SOFT),))
    link = Link(tr("About this import"), str(IMPORT_ADDRESS))
    return [Heading(2, (Text(tr("Imported from")),), "import"), Items(tuple(lines)), Paragraph((link,))]


def _file_line(file: ImportedFile, tr: Translate) -> Line:
    said = tr("day of generation not stated")
    if file.generated:
        said = tr("generated {day}").format(day=day_of_time(file.generated, tr))
    return (Link(file.name, SCHEME + file.source_id), Text(f" · {said}", SOFT))


def count_line(count: NoteCount, tr: Translate) -> Line:
    """Return a line on all notes that say the same: what they are about, and their number (``3 mended``)."""
    said, became = kind_sentence(count.what, count.severity, tr), severity_word(count.severity, tr)
    counted = counts_words({count.severity: count.notes}, tr)
    if said == became:
        return (Text(tr("Other notes: {notes}").format(notes=counted)),)
    return (Text(tr("{kind}: {notes}").format(kind=said, notes=counted)),)


def partly(counts: tuple[NoteCount, ...], total: int, tr: Translate) -> list[Line]:
    """Return the line *The first 900 of 5,000 notes are counted by kind*; empty if all ``total`` notes were counted."""
    counted = sum(count.notes for count in counts)
    if counted >= total:
        return []
    words = tr("The first {counted} of {total} notes are counted by kind.")
    return [(Text(words.format(counted=tr.number(counted), total=tr.number(total)), SOFT),)]
