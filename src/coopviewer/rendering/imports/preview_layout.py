"""Layout of the preview of an import: what is in the files, sample activities, a table of XML elements, and notes."""

from collections.abc import Iterable, Sequence

from coopviewer.domain.imports.previews import ImportPreview, PreviewCount, PreviewSample
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Document,
    Heading,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.words.import_preview_words import duration_words, fact_kind_word, size_words, slot_word
from coopviewer.rendering.words.import_words import counts_words, note_place, note_sentence, severity_word

_NAMED = 12  # codes of a list that are named


def lay_out_contents(preview: ImportPreview, tr: Translate) -> Document:
    """Lay out what is in the files, the expected size of the reference, and how long the import takes.

    Of publishers, countries, currencies, languages and versions the 12 most frequent are named, and the others counted.
    A sentence says how many activities were counted, unless all were. A table has the files.
    """
    title = tr("What is in it")
    facts = [
        _fact(tr("Publisher"), _counts(preview.publishers, tr)),
        _fact(tr("Activities"), (_activities(preview, tr),)),
        _fact(tr("Countries"), _countries(preview, tr)),
        _fact(tr("Years"), (_years(preview, tr),)),
        _fact(tr("Currencies"), _counts(preview.currencies, tr)),
        _fact(tr("Languages"), _counts(preview.languages, tr)),
        _fact(tr("Versions of the standard"), _counts(preview.versions, tr)),
        _fact(tr("Expected"), (_expected(preview, tr),)),
    ]
    blocks: list[Block] = []
    if counted := _counted_in(preview, tr):
        blocks.append(Paragraph((Text(counted),), "soft"))
    return Document(title, "", (*blocks, KeyFacts(tuple(facts), columns=1), _files(preview, tr)))


def lay_out_samples(preview: ImportPreview, tr: Translate) -> Document:
    """Lay out the preview's sample activities as they will be shown; without any, a sentence that says so."""
    blocks: list[Block] = []
    for sample in preview.samples:
        blocks += [Heading(2, (Text(sample.title),)), lay_out_sample(sample, tr)]
    if not blocks:
        blocks.append(Paragraph((Text(tr("There is no activity to show.")),), "soft"))
    return Document(tr("Samples"), "", tuple(blocks))


def lay_out_elements(preview: ImportPreview, tr: Translate) -> Document:
    """Lay out a table of the elements in the files: in how many activities each is, and what facts it becomes.

    An element that is no fact of another kind becomes a *published field*: it is kept as it is in the file. A sentence
    above the table says so.
    """
    rows = tuple(
        Row((_cell(each.name), _cell(tr.number(each.activities)), _cell(_becomes(each.becomes, tr))))
        for each in preview.elements
    )
    hint = tr("Nothing is left out: what has no place of its own becomes another published field.")
    headers = (tr("Element"), tr("In how many activities"), tr("Becomes"))
    table = Table(headers, rows, ("36%", "20%", "44%"))
    return Document(tr("Elements"), "", (Paragraph((Text(hint),), "soft"), table))


def lay_out_notes(preview: ImportPreview, tr: Translate) -> Document:
    """Lay out how many notes the preview counted, and its first hundred with file and line; without any, a sentence."""
    total = sum(preview.note_counts.values())
    if not total:
        return Document(tr("Notes so far"), "", (Paragraph((Text(tr("Nothing had to be noted so far.")),)),))
    said = tr("So far: {notes}.").format(notes=counts_words(preview.note_counts, tr))
    if total > len(preview.notes):
        shown = tr.plural("The first one is shown.", "The first {n} are shown.", len(preview.notes))
        said = f"{said} {shown}"
    return Document(tr("Notes so far"), "", (Paragraph((Text(said),)), notes_table(preview.notes, tr)))


def notes_table(notes: Iterable[ImportNote], tr: Translate) -> Table:
    """Return the notes of an import as a table, in their order: file with line or row, outcome, a sentence."""
    rows = tuple(
        Row((_cell(note_place(note, tr)), _cell(severity_word(note.severity, tr)), _cell(note_sentence(note, tr))))
        for note in notes
    )
    return Table((tr("Where"), tr("Outcome"), tr("Note")), rows, ("28%", "17%", "55%"))


def _counted_in(preview: ImportPreview, tr: Translate) -> str:
    """Return the sentence on how many activities were counted; empty if all were."""
    if preview.fault is not None:
        return tr.plural(
            "Counted in the first activity, before the fault.",
            "Counted in the first {n} activities, before the fault.",
            preview.activities,
        )
    if preview.is_whole:
        return ""
    return tr.plural(
        "Counted in the first activity; the import reads all.",
        "Counted in the first {n} activities; the import reads all.",
        preview.activities,
    )


def _cell(text: str) -> tuple[Line, ...]:
    return ((Text(text),),)


def _fact(label: str, lines: Sequence[str]) -> KeyFact:
    return KeyFact(label, tuple((Text(line),) for line in lines))


def _countries(preview: ImportPreview, tr: Translate) -> tuple[str, ...]:
    """Return the countries with their numbers, and on a second line those that could not be read."""
    if not preview.unread_countries:
        return _counts(preview.countries, tr)
    unread = tuple(tr("not read: {words}").format(words=each) for each in _counts(preview.unread_countries, tr))
    return (*(_counts(preview.countries, tr) if preview.countries else ()), *unread)


def _counts(counts: Sequence[PreviewCount], tr: Translate) -> tuple[str, ...]:
    """Return the values of a code list with their numbers on one line, the most frequent first, the rest as a number.

    Without values, that none is named.
    """
    if not counts:
        return (tr("none is named"),)
    named = [
        tr("{what}: {number}").format(
            what=_named(each, tr),
            number=tr.number(each.activities),
        )
        for each in counts[:_NAMED]
    ]
    if len(counts) > _NAMED:
        named.append(tr.plural("and {n} more", "and {n} more", len(counts) - _NAMED))
    return (" · ".join(named),)


def _named(count: PreviewCount, tr: Translate) -> str:
    if not count.label:
        return tr("not stated")
    return count.label if count.label == count.code else f"{count.label} ({count.code})"


def _activities(preview: ImportPreview, tr: Translate) -> str:
    if preview.is_whole or preview.fault is not None:
        return tr.number(preview.activities)
    return tr.plural("about {n}", "about {n}", preview.expected_activities)


def _years(preview: ImportPreview, tr: Translate) -> str:
    if preview.years is None:
        return tr("no date is given")
    first, last = preview.years
    return str(first) if first == last else tr("{first} to {last}").format(first=first, last=last)


def _expected(preview: ImportPreview, tr: Translate) -> str:
    size, time = size_words(preview.expected_size, tr), duration_words(preview.expected_seconds, tr)
    return tr("a reference of about {size}, in {time}").format(size=size, time=time)


def _files(preview: ImportPreview, tr: Translate) -> Table:
    not_stated = tr("not stated")
    rows = tuple(
        Row(
            (
                _cell(file.name),
                _cell(size_words(file.size, tr)),
                _cell(file.version or not_stated),
                _cell(file.generated or not_stated),
            )
        )
        for file in preview.files
    )
    return Table((tr("File"), tr("Size"), tr("Version"), tr("Generated")), rows, ("46%", "14%", "14%", "26%"))


def lay_out_sample(sample: PreviewSample, tr: Translate) -> KeyFacts:
    """Lay out the lines of a sample as labelled facts; lines about the same thing (dates, status …) share a label."""
    facts: dict[str, list[Line]] = {}
    for line in sample.lines:
        style = {"identifier": SOFT, "status": STRONG}.get(line.slot, "")
        facts.setdefault(line.slot, []).append((Text(line.text, style),))
    return KeyFacts(tuple(KeyFact(slot_word(slot, tr), tuple(lines)) for slot, lines in facts.items()), columns=1)


def _becomes(kinds: Sequence[str], tr: Translate) -> str:
    return tr.listed(dict.fromkeys(fact_kind_word(kind, tr) for kind in kinds)) or fact_kind_word("published_field", tr)
