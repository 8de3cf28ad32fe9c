"""Layout of the page about an import: its files, the choices with which they were imported, and its notes."""

import json

from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS, SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imported.imported_pages import ImportPage
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
from coopviewer.rendering.pages.imported.import_summary import count_line, partly
from coopviewer.rendering.words.import_words import note_place, note_sentence
from coopviewer.rendering.words.sheets.sheet_words import formed_of_files, sheet_step_words

_FORMATS = ("iati", "sheet")
NOTE = "n"  # begins the fragment of the address of a part of the notes; its first note follows


def lay_out_import(page: ImportPage, tr: Translate) -> Document:
    """Lay out the page about an import: its files with size and hash, the choices made (*Steps*), and its notes.

    Notes are counted by kind, and then listed, each with its place in the file. If there are many, ``page`` has only
    some of them, and links lead to those before and after.
    """
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


def _file_facts(file: ImportedFile, tr: Translate) -> tuple[KeyFact, ...]:
    not_stated = tr("not stated")
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
    """Return the choices with which the files were imported, and how to repeat the import."""
    kept = dict.fromkeys(file.mapping for file in page.files if file.mapping not in ("", "{}"))
    words = {each: _step_words(each, page, tr) for each in kept}
    closing = tr(
        "The steps are kept with the reference. File > Import again, or coopviewer import --again, repeats them on "
        "newer files."
    )
    if not kept or not all(words.values()):
        closing = tr(
            "This version of coopviewer does not know all steps by which the files were imported, so it cannot repeat "
            "them. Import newer files anew."
        )
    lines: tuple[Line, ...] = tuple((Text(said),) for each in kept for said in words[each] or [each])
    heading = Heading(2, (Text(tr("Steps")),), "steps")
    return [heading, *([Items(lines)] if lines else []), Paragraph((Text(closing),), "soft")]


def _step_words(mapping: str, page: ImportPage, tr: Translate) -> list[str]:
    """Return the choices of an import, kept as the JSON ``mapping``, as sentences; empty if it is not understood."""
    try:
        steps = json.loads(mapping)
        title, dataset, keeps_partial = steps["title"], steps["dataset"], steps["keep_partial"]
        if not (isinstance(title, str | None) and isinstance(dataset, str) and steps["format"] in _FORMATS):
            return []
        before = [str(each) for each in steps.get("after", ())][-1:]
        repeated = [
            tr("The steps are those of the edition {edition}, repeated.").format(edition=each) for each in before
        ]
        if steps["format"] == "sheet":
            return [*repeated, *sheet_step_words(title, dataset, steps["mapping"], len(page.files), tr)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []
    return [
        *repeated,
        _formed(page, tr) if title is None else tr("The title is “{title}”.").format(title=title),
        tr("The reference is an edition of the dataset {dataset}.").format(dataset=dataset),
        tr("If a file breaks off before its end, what comes before the fault is imported.")
        if keeps_partial
        else tr("If a file breaks off before its end, it is refused, and nothing of it is imported."),
    ]


def _formed(page: ImportPage, tr: Translate) -> str:
    """Return what a title is formed from that nobody chose: of files that name no publisher, from their names."""
    if page.edition.publisher != page.files[0].name:
        return tr("The title is formed from the publishers.")
    return formed_of_files(len(page.files), tr)


def _notes(page: ImportPage, tr: Translate) -> list[Block]:
    blocks: list[Block] = [Heading(2, (Text(tr("Notes")), Text(f" {tr.number(page.total)}", SOFT)), "notes")]
    if not page.total:
        return [*blocks, Paragraph((Text(tr("Nothing had to be noted.")),))]
    counted = (*(count_line(count, tr) for count in page.counts), *partly(page.counts, page.total, tr))
    blocks.append(Items(counted))
    stretch = _stretch(page, tr)
    here = PartAnchor(f"{NOTE}{page.notes[0].ordinal}") if page.notes and stretch else None
    headers = (tr("Where"), tr("Note"))
    rows = tuple(_note_row(page, note, tr) for note in page.notes)
    if here is not None:  # where a link to this part leads
        stretch = [Paragraph((here, *stretch[0].line)), *stretch[1:]]
    return [*blocks, *stretch, Table(headers, rows, ("34%", "66%")), *_stretch(page, tr)]


def _note_row(page: ImportPage, note: ImportNote, tr: Translate) -> Row:
    where: list[Line] = [(Text(note_place(note, tr)),)]
    ref = page.lookup.refs.get(note.entry_id) if note.entry_id else None
    if ref is not None:
        where.append((Link(ref.title, SCHEME + ref.id),))
    return Row((tuple(where), ((Text(note_sentence(note, tr)),),)))


def _stretch(page: ImportPage, tr: Translate) -> list[Paragraph]:
    """Return the line on which part of the notes is shown, with links to the parts beside it; empty if it is all."""
    if page.total <= len(page.notes):
        return []
    first, last = (page.notes[0].ordinal, page.notes[-1].ordinal) if page.notes else (0, 0)
    words = tr("Notes {first} to {last} of {total} are shown.").format(
        first=tr.number(first), last=tr.number(last), total=tr.number(page.total)
    )
    line: Line = (Text(words, SOFT),)
    for ordinal, text in ((page.before, tr("Previous notes")), (page.after, tr("Next notes"))):
        if ordinal is not None:
            line = (*line, Text(" · "), Link(text, f"{IMPORT_ADDRESS}#{NOTE}{ordinal}"))
    return [Paragraph(line)]
