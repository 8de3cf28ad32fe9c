"""Sentences for faults outside the program (EnvironmentFault), of all topics: what is wrong, and what to do."""

from collections.abc import Mapping

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.faults.annotation_fault_words import annotation_sentences, holder_words
from coopviewer.rendering.words.faults.curation_fault_words import curation_sentences
from coopviewer.rendering.words.faults.export_fault_words import export_sentences
from coopviewer.rendering.words.faults.iati_fault_words import iati_sentences
from coopviewer.rendering.words.faults.import_fault_words import import_sentences
from coopviewer.rendering.words.faults.reference_fault_words import reference_sentences
from coopviewer.rendering.words.faults.sheet_fault_words import sheet_sentences
from coopviewer.rendering.words.faults.team_fault_words import team_sentences


def fault_sentence(fault: EnvironmentFault, tr: Translate) -> str:
    """Return the message of a fault to the user in whole sentences; a fault among its values is written out too.

    Raises KeyError for a code without a sentence, or if a value of the sentence is missing.
    """
    if fault.code == "document.changed":
        return _changed(fault, tr)
    return fault_sentences(tr)[fault.code].format(**{name: _said(name, fault, tr) for name in _names(fault)})


def fault_sentences(tr: Translate) -> Mapping[str, str]:
    """Return the sentences of all faults by their codes, with placeholders for values: ``{path}``.

    Only that of ``document.changed`` is not among them, since it depends on a number: ``fault_sentence`` has it.
    """
    return {
        **_start_sentences(tr),
        **reference_sentences(tr),
        **annotation_sentences(tr),
        **_file_sentences(tr),
        **export_sentences(tr),
        **_table_sentences(tr),
        **_document_sentences(tr),
        **curation_sentences(tr),
        **import_sentences(tr),
        **sheet_sentences(tr),
        **iati_sentences(tr),
        **team_sentences(tr),
    }


def _names(fault: EnvironmentFault) -> set[str]:
    """Return the names of the placeholders that a fault's sentence may have: its values, and texts made of several."""
    return {*fault.values, *(("holder",) if "process" in fault.values else ())}


def _said(name: str, fault: EnvironmentFault, tr: Translate) -> str:
    value = fault.values.get(name)
    match name:
        case "unsaved":
            return f" {tr('This change was not saved.')}" if value else ""
        case "advice":
            return _advice(str(value), tr)
        case "holder":
            return holder_words(fault.values, tr)
        case "name" if not value:
            return tr("The file")
    if isinstance(value, EnvironmentFault):
        return fault_sentence(value, tr)
    return tr.number(value) if isinstance(value, int) else str(value)


def _advice(advice: str, tr: Translate) -> str:
    return {
        "choose-document": tr("Choose the document saved as plain text."),
        "choose-jsonld": tr("Choose a file of annotations in JSON-LD."),
    }[advice]


def _changed(fault: EnvironmentFault, tr: Translate) -> str:
    found, passages, path = (fault.values[name] for name in ("found", "passages", "path"))
    assert isinstance(found, int)
    assert isinstance(passages, int)
    return tr.plural(
        "The attached document {path} has changed: {n} of {passages} passages matches it now.",
        "The attached document {path} has changed: {n} of {passages} passages match it now.",
        found,
        passages=tr.number(passages),
        path=path,
    )


def _start_sentences(tr: Translate) -> dict[str, str]:
    return {
        "start.no-screen": tr(
            "There is no screen to show the window on (DISPLAY and WAYLAND_DISPLAY are not set). Start coopviewer in a "
            "desktop session, or draw the window with: coopviewer --draw window.png"
        ),
        "start.screen-silent": tr(
            "The screen {display} does not answer. Start coopviewer in a desktop session, or draw the window with: "
            "coopviewer --draw window.png"
        ),
        "start.no-library": tr(
            "The window needs {library}, which this system lacks. Install what holds it, then start coopviewer again. "
            "On Debian and its kin these are: {packages}. What needs no window, such as coopviewer search, works "
            "without."
        ),
        "start.no-picture": tr("--draw needs the name of a picture to write, such as window.png."),
        "start.no-brief-file": tr("--write needs the name of a file to write a brief to, such as brief.pdf."),
        "start.no-report-folder": tr("--smoke needs a folder to write its report into, such as smoke."),
        "start.no-annotations-file": tr("--annotations needs the name of a file, such as notes.db."),
        "start.no-language-code": tr("--language needs a language, such as en."),
        "start.no-option": tr("There is no option {option}. Ask with --help what there is."),
        "start.damaged-language": tr(
            "The texts in the language {language} cannot be read from {path} ({error}), so they are shown in English. "
            "Install coopviewer anew to have them again."
        ),
        "start.no-language": tr("There is no language {language}. There are: {languages}."),
        "start.not-portable": tr(
            "A portable coopviewer keeps everything in {folder}, which may not be written by you. Put the program into "
            "a folder of yours, or start it without --portable."
        ),
        "start.no-report": tr("Nothing can be written into {folder} ({error}). Choose a folder that you may write to."),
        "address.invalid": tr("{address} is not an address. One looks like {example}."),
        "defect": tr("coopviewer failed at it, and has written down in its log what happened."),
    }


def _file_sentences(tr: Translate) -> dict[str, str]:
    return {
        "file.not-a-file": tr("{path} is not a file. {advice}"),
        "file.is-device": tr("{path} is a device or a pipe, not a file. Give the name of a file."),
        "file.silent-pipe": tr(
            "Nothing arrived through the pipe {path} for some seconds. Save what it should bring as a file first."
        ),
        "file.unread-pipe": tr(
            "No program reads the pipe {path}. Start the program that reads it, or give the name of a file."
        ),
        "file.unreadable": tr("{path} could not be read ({error}). {advice}"),
        "file.is-folder": tr("{path} is a folder. Give the name of a file in it."),
        "file.is-database": tr("{path} is a database, and is not replaced by such a file. Give another name."),
        "folder.busy": tr(
            "The folder {path} is being written by another run of coopviewer. Wait until that has ended, and try "
            "again. If there is none, remove {lock}."
        ),
        "folder.is-file": tr("{path} is not a folder. Give the name of a folder; it is created if it is missing."),
        "file.no-folder": tr("There is no folder {folder}. Make it first, or choose another place."),
        "file.folder-not-made": tr("The folder {folder} could not be made ({error}). Name a file elsewhere."),
        "file.not-writable": tr(
            "{path} may not be written by you, or another program holds it. Choose another place, or close that "
            "program."
        ),
        "file.no-room": tr("There is no room for {path}. Make room, or choose another place."),
        "file.name-too-long": tr("The name {name} is too long for this disk. Choose a shorter one."),
        "file.not-written": tr("{path} could not be written ({error}). Choose another place."),
    }


def _table_sentences(tr: Translate) -> dict[str, str]:
    return {
        "table.too-many-rows": tr(
            "A sheet of a spreadsheet has at most {most} rows, and this table has more. Save it as CSV, or limit it."
        ),
        "table.folder-in-use": tr(
            "The folder {folder} has other files in it. Choose a new or an empty folder, or one with an earlier data "
            "package."
        ),
        "table.not-a-folder": tr("{path} is a file. Give the name of a folder for the data package."),
    }


def _document_sentences(tr: Translate) -> dict[str, str]:
    return {
        "document.too-long": tr(
            "{path} is longer than {millions} million bytes. Choose the document saved as plain text."
        ),
        "document.not-utf8": tr("{path} is not text in UTF-8. Save the document as UTF-8 text, and choose that."),
        "document.not-text": tr("{path} is not a text. Save the document as UTF-8 text, and choose that."),
        "document.empty": tr("{path} holds no text. Choose the document saved as plain text."),
        "document.no-passage": tr(
            "{path} holds no passage of any source of this reference. Choose the source's own document, saved as text."
        ),
        "document.gone": tr(
            "The attached document {path} is not to be had any more. Its passages are shown again when it is back; or "
            "attach another copy, or detach it with File > Detach source document."
        ),
        "document.not-remembered": tr(
            "Which documents are attached cannot be remembered ({error}). It holds until the window is closed."
        ),
    }
