"""Texts on an import: its notes, which say what was mended, kept or left out, and the report at its end.

A note is stored as a code and the text found in the file; this module makes a sentence of both. A code without a
sentence of its own gets a general one, such as *“2,000” is kept as given.*
"""

from collections.abc import Mapping
from pathlib import Path

from coopviewer.domain.imports.requests import ImportOutcome
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.domain.text.terminal import printable_line
from coopviewer.rendering.words.import_preview_words import slot_word
from coopviewer.rendering.words.sheets.sheet_note_words import (
    sheet_kept_sentences,
    sheet_labels,
    sheet_mended_sentences,
    sheet_refused_sentences,
)

_SAID_AS_SLOTS = ("role", "date-type")  # notes whose text done is a kind of relation or of date


def severity_word(severity: ImportSeverity, tr: Translate) -> str:
    """Return what became of something unusual in a file, as a label: *Mended*, *Kept as given* or *Left out*."""
    return {
        ImportSeverity.MENDED: tr("Mended"),
        ImportSeverity.KEPT: tr("Kept as given"),
        ImportSeverity.REFUSED: tr("Left out"),
    }[severity]


def note_sentence(note: ImportNote, tr: Translate) -> str:
    """Return a note on something unusual in a file as a whole sentence.

    If the note's code has no sentence of its own, a general one is returned, such as *“2,000” is kept as given.*
    """
    sentence = note_sentences(tr).get((note.severity, note.what)) or _by_severity(note, tr)
    done = slot_word(note.done, tr) if note.what in _SAID_AS_SLOTS else note.done
    return sentence.format(found=note.found, done=done)


def note_line(note: ImportNote, tr: Translate) -> str:
    """Return a note with its place as one line of a plain-text report: ``a.xml, line 12: The sum …``.

    Characters in the line that could steer a terminal are escaped.
    """
    line = tr("{place}: {sentence}").format(place=note_place(note, tr), sentence=note_sentence(note, tr))
    return printable_line(line)


def note_place(note: ImportNote, tr: Translate) -> str:
    """Return where a note belongs: ``a.xml, line 12``, in a table ``a.csv, row 4``, or the file alone.

    The file alone is returned for a note on the whole file.
    """
    if note.line is None:
        return note.file
    if note.what.startswith(("cell-", "row-")):
        return tr("{file}, row {row}").format(file=note.file, row=tr.number(note.line))
    return tr("{file}, line {line}").format(file=note.file, line=tr.number(note.line))


def kind_sentence(what: str, severity: ImportSeverity, tr: Translate) -> str:
    """Return the label over all notes with the code ``what``, such as *Unknown currencies* for ``currency``.

    A code without a label gets that of ``severity``: *Mended*, *Kept as given* or *Left out*.
    """
    return _kind_labels(tr).get(what) or severity_word(severity, tr)


def note_sentences(tr: Translate) -> Mapping[tuple[ImportSeverity, str], str]:
    """Return the sentences of notes, by severity and code; for any other code ``note_sentence`` has a general one.

    The sentences may have placeholders: ``{found}`` for the text in the file, and ``{done}`` for what it was read as or
    for another value, such as the name of a second file.
    """
    return {**_kept_sentences(tr), **_mended_sentences(tr), **_refused_sentences(tr)}


def _kept_sentences(tr: Translate) -> dict[tuple[ImportSeverity, str], str]:
    sentences = {
        "currency": tr("“{found}” is no currency; it is kept as given."),
        "date": tr("“{found}” is no date that can be read; it is kept as given."),
        "date-type": tr("“{found}” is no kind of date that is known; the date is shown as another one."),
        "no-currency": tr("The sum “{found}” has no currency that is known; it is kept as given and not counted."),
        "no-code": tr("“{found}” is given in words instead of a code; it is kept as given."),
        "sum": tr("“{found}” is no sum that can be read; it is kept as given."),
        "country-code": tr("“{found}” is no country code; it is kept as given."),
        "region-code": tr("“{found}” is no region of the lists that are known; it is kept as given."),
        "sector-code": tr("“{found}” is no code of the list that is named; it is kept as given."),
        "percentage": tr("“{found}” is no percentage that can be read; it is kept as given."),
        "share-twice": tr("A place or sector is given again with another share: “{found}” is kept as given."),
        "share-sum-places": tr(
            "The percentages of the countries and regions add up to {found}, not to 100; they are kept as given."
        ),
        "share-sum-sectors": tr(
            "The percentages of the sectors add up to {found}, not to 100; they are kept as given."
        ),
        "language": tr("“{found}” is no language that is known; the text is shown without one."),
        "role": tr("“{found}” is no role that is known; it is shown as given."),
        "no-title": tr("The activity has no title; its identifier is shown instead."),
        "no-title-no-identifier": tr(
            "The activity has neither a title nor an identifier; its address is shown instead."
        ),
        "activity-twice": tr(
            "The file has the activity “{found}” more than once. Each is kept as an entry of its own; this one is "
            "{done}."
        ),
        "same-activity": tr(
            "The activity “{found}” is also at {done}, which is later. What is the same is one fact with both sources; "
            "where they differ, both are shown."
        ),
        "same-name": tr(
            "Another organisation is named “{found}” too, with another identifier or with none: {done}. Whether they "
            "are the same is not stated, so they are kept apart."
        ),
        "same-file": tr("The file {found} has the same content as {done}, and is read only once."),
    }
    sentences |= _unusual_sentences(tr) | sheet_kept_sentences(tr)
    return {(ImportSeverity.KEPT, what): sentence for what, sentence in sentences.items()}


def _unusual_sentences(tr: Translate) -> dict[str, str]:
    return {
        "list-code": tr("“{found}” is no code of the list {done} that is known; it is kept as given."),
        "address": tr("“{found}” is no web address; it is kept as given."),
        "coordinates": tr("“{found}” are no coordinates; they are kept as given."),
        "cut-off": tr("A text ends in the middle of a word, “…{found}”: it was cut off before it was published."),
        "end-before-start": tr("The end is before the start ({found}); both are kept as given."),
        "unknown-attribute": tr("The standard has no attribute {found}; it is kept as it is."),
        "unknown-element": tr("The standard has no element {found}; it is kept as it is."),
    }


def _mended_sentences(tr: Translate) -> dict[tuple[ImportSeverity, str], str]:
    sentences = {
        "sum": tr("The sum “{found}” was read as {done}."),
        "country-code": tr("The country code “{found}” was read as {done}."),
        "code-in-words": tr("“{found}” is given in words instead of a code; it was read as {done}."),
        "earlier-code": tr("“{found}” is a code of an earlier version of the standard; it was read as {done}."),
        "date-in-words": tr("The date “{found}” was read as {done}."),
        "date-type": tr("“{found}” is no code of the kind of a date in the present version; it was read as “{done}”."),
        "time-of-day": tr("Of “{found}” the day was read; the time of day is kept as given."),
        "language": tr("The language “{found}” was read as {done}."),
        "language-attribute": tr("The attribute {found} was read as {done}."),
        "late-declaration": tr("The XML declaration is not at the very beginning of the file; it was left out."),
        "markup": tr("The text of {found} has elements within it; it is read without them."),
        "prefix": tr("The elements of the file have a prefix: {found} was read as {done}."),
        "role": tr("The role “{found}” was read as “{done}”."),
        "no-identifier": tr(
            "The activity has no identifier; its address is formed from its title, reporter and country."
        ),
        "no-version": tr("The file does not say which version of the standard it has; each element was read as found."),
        "encoding": tr("“{found}” is not in the encoding that the file declares; it was read as “{done}”."),
        "encoding-declared": tr("The file declares the encoding {found}; it was read as {done}."),
        **sheet_mended_sentences(tr),
    }
    return {(ImportSeverity.MENDED, what): sentence for what, sentence in sentences.items()}


def _refused_sentences(tr: Translate) -> dict[tuple[ImportSeverity, str], str]:
    sentences = {
        "not-well-formed": tr("The file is not well-formed XML from here on ({found}); the rest is not read."),
        "no-xml": tr("The file {done} in the archive is no XML, and is not read."),
        **sheet_refused_sentences(tr),
    }
    return {(ImportSeverity.REFUSED, what): sentence for what, sentence in sentences.items()}


def _by_severity(note: ImportNote, tr: Translate) -> str:
    if note.severity is ImportSeverity.MENDED:
        if note.done:
            return tr("“{found}” was read as “{done}”.") if note.found else tr("“{done}” was put in its place.")
        return tr("“{found}” was mended.") if note.found else tr("It was mended.")
    if note.severity is ImportSeverity.KEPT:
        return tr("“{found}” is kept as given.") if note.found else tr("It is kept as given.")
    return tr("“{found}” was not imported.") if note.found else tr("It was not imported.")


def _kind_labels(tr: Translate) -> dict[str, str]:
    return {
        "currency": tr("Unknown currencies"),
        "date": tr("Dates that cannot be read"),
        "date-type": tr("Kinds of dates"),
        "date-in-words": tr("Dates in words"),
        "no-currency": tr("Sums without a known currency"),
        "no-code": tr("Words without a code"),
        "code-in-words": tr("Codes in words"),
        "earlier-code": tr("Codes of earlier versions"),
        "language": tr("Languages"),
        "role": tr("Roles of organisations"),
        "activity-twice": tr("Activities that a file has more than once"),
        "same-activity": tr("Activities in several files"),
        "same-name": tr("Organisations of one name"),
        "same-file": tr("Files given twice"),
        "no-version": tr("Files without a version"),
        "no-xml": tr("Files in archives that are no XML"),
        "sum": tr("Sums in another form"),
        "country-code": tr("Country codes"),
        "region-code": tr("Unknown regions"),
        "list-code": tr("Codes that are in no list"),
        "sector-code": tr("Unknown sectors"),
        "percentage": tr("Percentages that cannot be read"),
        "share-twice": tr("Places or sectors given again with another share"),
        "share-sum-places": tr("Percentages of countries that do not add up to 100"),
        "share-sum-sectors": tr("Percentages of sectors that do not add up to 100"),
        "no-title": tr("Activities without a title"),
        "no-title-no-identifier": tr("Activities without a title and an identifier"),
        "no-identifier": tr("Activities without an identifier"),
        "time-of-day": tr("Dates with a time of day"),
        "encoding": tr("Characters in another encoding"),
        "encoding-declared": tr("Another encoding than declared"),
        "not-well-formed": tr("Files that break off"),
        **_unusual_labels(tr),
        **sheet_labels(tr),
    }


def _unusual_labels(tr: Translate) -> dict[str, str]:
    return {
        "address": tr("Addresses that are no web addresses"),
        "coordinates": tr("Coordinates that cannot be read"),
        "cut-off": tr("Texts that were cut off"),
        "end-before-start": tr("Ends before starts"),
        "unknown-attribute": tr("Attributes that the standard does not have"),
        "unknown-element": tr("Elements that the standard does not have"),
        "language-attribute": tr("Languages in another attribute"),
        "late-declaration": tr("XML declarations that come late"),
        "markup": tr("Texts with elements within them"),
        "prefix": tr("Elements with a prefix"),
    }


def counts_words(counts: Mapping[ImportSeverity, int], tr: Translate) -> str:
    """Return the numbers of notes by severity, such as ``3 mended, 12 kept as given``; empty without notes.

    Their order is mended, kept as given, left out; a number of 0 is not named.
    """
    words = {
        ImportSeverity.MENDED: lambda n: tr.plural("{n} mended", "{n} mended", n),
        ImportSeverity.KEPT: lambda n: tr.plural("{n} kept as given", "{n} kept as given", n),
        ImportSeverity.REFUSED: lambda n: tr.plural("{n} left out", "{n} left out", n),
    }
    return tr.listed(words[severity](counts[severity]) for severity in ImportSeverity if counts.get(severity))


def outcome_words(outcome: ImportOutcome, tr: Translate) -> str:
    """Return the report of an import in whole sentences: what was written, and how many notes there are, perhaps none.

    A sentence follows for each file that could be read only up to a fault in it.
    """
    if outcome.is_of_tables:
        activities = tr.plural("{n} project", "{n} projects", outcome.activities)
    else:
        activities = tr.plural("{n} activity", "{n} activities", outcome.activities)
    entries = tr.plural("{n} entry", "{n} entries", outcome.entries)
    facts = tr.plural("{n} fact", "{n} facts", outcome.facts)
    sentence = tr("{activities} imported as “{title}”: {entries} with {facts}.").format(
        activities=activities, title=outcome.title, entries=entries, facts=facts
    )
    notes = counts_words(outcome.notes, tr)
    said = [sentence, tr("Notes: {notes}.").format(notes=notes) if notes else tr("Nothing had to be noted.")]
    for name in outcome.broken:
        said.append(tr("{file} breaks off; what comes before the fault was imported.").format(file=name))
    return " ".join(said)


def place_words(target: Path, tr: Translate) -> str:
    """Return where an imported reference is, and how to be rid of it, since an import cannot be undone."""
    return tr(
        "It is the file {path}. If you do not want it, open another reference, take it off the list in "
        "File > References…, and delete the file."
    ).format(path=target)
