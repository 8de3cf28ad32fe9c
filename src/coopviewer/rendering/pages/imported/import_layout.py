"""Layout of how a reference was imported: in brief on the home page, in full on the page about the import."""

from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS, SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imported.imported_pages import ImportPage, ImportSummary, NoteCount
from coopviewer.domain.reference.imports import ImportedFile, ImportNote
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Document,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    PartAnchor,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.pages.imported.activity_words import day_words
from coopviewer.rendering.words.import_words import kind_sentence, note_sentence, severity_word

NOTE = "n"  # begins the fragment of the address of a part of the notes; its first note follows
_SHOWN_COUNTS = 6  # kinds of note on the home page


def summary_blocks(summary: ImportSummary, tr: Translate) -> list[Block]:
    """Lay out what was imported for the home page: its files, and the notes by kind, with a link to all."""
    lines = [_file_line(file, tr) for file in summary.files]
    if summary.file_total > len(lines):
        more = summary.file_total - len(lines)
        lines.append((Text(tr.plural("and {n} more file", "and {n} more files", more), SOFT),))
    lines += [_count_line(count, tr) for count in summary.counts[:_SHOWN_COUNTS]]
    lines += _partly(summary.counts, summary.total, tr)
    if not summary.counts:
        lines.append((Text(tr("Nothing in it had to be mended, kept aside or refused."), SOFT),))
    link = Link(tr("About this import"), str(IMPORT_ADDRESS))
    return [Heading(2, (Text(tr("Imported from")),), "import"), Items(tuple(lines)), Paragraph((link,))]


def lay_out_import(page: ImportPage, tr: Translate) -> Document:
    """Lay out the page about an import: files with size and hash, steps, notes by kind and by line."""
    title = tr("About this import")
    blocks: list[Block] = [
        Paragraph((Text(tr("Import")),), "eyebrow"),
        Heading(1, (Text(title),)),
        Paragraph((Text(page.edition.title),), "names"),
        Heading(2, (Text(tr("Files")), Text(f" {tr.number(len(page.files))}", SOFT)), "files"),
    ]
    for file in page.files:
        blocks += [Heading(3, (Text(file.name),)), KeyFacts(_file_facts(file, tr), columns=1)]
    return Document(title, str(IMPORT_ADDRESS), (*blocks, *_steps(page, tr), *_notes(page, tr)))


def _file_line(file: ImportedFile, tr: Translate) -> Line:
    said = tr("generated {day}").format(day=_moment(file, tr)) if file.generated else tr("day of generation not stated")
    return (Link(file.name, SCHEME + file.source_id), Text(f" · {said}", SOFT))


def _moment(file: ImportedFile, tr: Translate) -> str:
    return day_words((file.generated or "")[:10], tr)


def _count_line(count: NoteCount, tr: Translate) -> Line:
    said, became = kind_sentence(count.what, count.severity, tr), severity_word(count.severity, tr)
    more: Line = () if said == became else (Text(f" · {became}", SOFT),)
    return (Text(f"{tr.number(count.notes)} × "), Text(said), *more)


def _partly(counts: tuple[NoteCount, ...], total: int, tr: Translate) -> list[Line]:
    """Return the line that says how many notes were counted by kind; empty if it is all."""
    counted = sum(count.notes for count in counts)
    if counted >= total:
        return []
    words = tr("The first {counted} of {total} notes are counted by kind.")
    return [(Text(words.format(counted=tr.number(counted), total=tr.number(total)), SOFT),)]


def _file_facts(file: ImportedFile, tr: Translate) -> tuple[KeyFact, ...]:
    not_stated = tr("the file does not say")
    texts = (
        (tr("Format"), file.format.upper()),
        (tr("Version"), file.version or not_stated),
        (tr("Generated"), file.generated or not_stated),
        (tr("Size"), tr.plural("{n} byte", "{n} bytes", file.size)),
        ("SHA-256", file.sha256),
        (tr("Imported by"), f"coopviewer {file.program}"),
    )
    source = KeyFact(tr("Source"), ((Link(file.name, SCHEME + file.source_id),),))
    return (source, *(KeyFact(label, ((Text(text),),)) for label, text in texts))


def _steps(page: ImportPage, tr: Translate) -> list[Block]:
    """Return the choices by which the import is repeated, and how."""
    kept = dict.fromkeys(file.mapping for file in page.files if file.mapping not in ("", "{}"))
    again = tr("The steps are kept with the reference: coopviewer import --again repeats them on a newer file.")
    lines: tuple[Line, ...] = tuple((Text(each),) for each in kept)
    heading = Heading(2, (Text(tr("Steps")),), "steps")
    return [heading, *([Items(lines)] if lines else []), Paragraph((Text(again),), "soft")]


def _notes(page: ImportPage, tr: Translate) -> list[Block]:
    blocks: list[Block] = [Heading(2, (Text(tr("Notes")), Text(f" {tr.number(page.total)}", SOFT)), "notes")]
    if not page.total:
        return [*blocks, Paragraph((Text(tr("Nothing in it had to be mended, kept aside or refused.")),))]
    counted = (*(_count_line(count, tr) for count in page.counts), *_partly(page.counts, page.total, tr))
    blocks.append(Items(counted))
    stretch = _stretch(page, tr)
    here = PartAnchor(f"{NOTE}{page.notes[0].ordinal}") if page.notes and stretch else None
    headers = (tr("Where"), tr("Note"))
    rows = tuple(_note_row(page, note, tr) for note in page.notes)
    if here is not None:  # where a link to this part leads
        stretch = [Paragraph((here, *stretch[0].line)), *stretch[1:]]
    return [*blocks, *stretch, Table(headers, rows, ("34%", "66%")), *_stretch(page, tr)]


def _note_row(page: ImportPage, note: ImportNote, tr: Translate) -> Row:
    line = tr("{file}, line {line}").format(file=note.file, line=tr.number(note.line)) if note.line else note.file
    where: list[Line] = [(Text(line),)]
    ref = page.lookup.refs.get(note.entry_id) if note.entry_id else None
    if ref is not None:
        where.append((Link(ref.title, SCHEME + ref.id),))
    return Row((tuple(where), ((Text(note_sentence(note, tr)),),)))


def _stretch(page: ImportPage, tr: Translate) -> list[Paragraph]:
    """Return which part of the notes is shown, with links to those before and after it; nothing if it is all."""
    if page.total <= len(page.notes):
        return []
    first, last = (page.notes[0].ordinal, page.notes[-1].ordinal) if page.notes else (0, 0)
    words = tr("Notes {first} to {last} of {total} are shown.").format(
        first=tr.number(first), last=tr.number(last), total=tr.number(page.total)
    )
    line: Line = (Text(words, SOFT),)
    for ordinal, text in ((page.before, tr("Notes before")), (page.after, tr("Notes after"))):
        if ordinal is not None:
            line = (*line, Text(" · "), Link(text, f"{IMPORT_ADDRESS}#{NOTE}{ordinal}"))
    return [Paragraph(line)]
