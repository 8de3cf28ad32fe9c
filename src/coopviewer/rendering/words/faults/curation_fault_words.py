"""Sentences for faults of the text files that curators write, and of building a reference from them."""

from coopviewer.domain.language import Translate


def curation_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of the faults of curated files, by code, with placeholders such as ``{path}``."""
    return {
        "curated.no-codes": tr("{path} has no usable country codes. Install coopviewer again."),
        "curated.no-folder": tr("There is no folder {folder}. Name the folder that holds the curated files."),
        "curated.unreadable": tr("{path} could not be read ({error}). Check who may read it."),
        "curated.no-files": tr(
            "{folder} holds no .toml file and no sheet (CSV, XLSX, XLS, ODS). Name the folder that holds the curated "
            "files."
        ),
        "curated.no-cell": tr(
            "The list “{value}” has a semicolon inside a text, and cannot be written in one cell. Reword it."
        ),
        "curated.document-empty": tr("{path} holds no text. Choose a document saved as text."),
        "curated.document-not-utf8": tr(
            "{path} is not UTF-8: byte {byte} is not part of a character. Save it as UTF-8 text."
        ),
        "curated.document-unreadable": tr("{path} could not be read ({error}). Choose a document saved as text."),
        "curated.output-exists": tr("{path} is there already, and may have been gone over. Choose a new name."),
    }
