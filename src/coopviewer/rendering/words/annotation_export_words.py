"""The words for exporting annotations: what the formats are good for, and what came of it."""

from pathlib import Path

from coopviewer.domain.annotations.exchange import ExportFormat
from coopviewer.rendering.words.reference_words import Translate


def format_word(form: ExportFormat, tr: Translate) -> str:
    """Name a format."""
    return {
        ExportFormat.JSONLD: tr("JSON-LD"),
        ExportFormat.TEXT: tr("Plain text"),
        ExportFormat.MARKDOWN: tr("Markdown"),
    }[form]


def format_hint(form: ExportFormat, tr: Translate) -> str:
    """Say in a sentence what a format is good for."""
    return {
        ExportFormat.JSONLD: tr("Complete: it can be imported again, here and by other tools for annotations."),
        ExportFormat.TEXT: tr("To be read; it cannot be imported again."),
        ExportFormat.MARKDOWN: tr("To be read, and worked on as a document; it cannot be imported again."),
    }[form]


def file_kind(form: ExportFormat, tr: Translate) -> str:
    """Name the files of a format as a file dialog does, such as ``Plain text (*.txt)``."""
    return f"{format_word(form, tr)} (*.{form.ending})"


def exported_words(count: int, path: Path, tr: Translate) -> str:
    """Say what was exported, and where to."""
    if not count:
        return tr("There are no annotations that fit, so nothing was written.")
    if count == 1:
        return tr("1 annotation was written to {path}.").format(path=path)
    return tr("{count} annotations were written to {path}.").format(count=f"{count:,}", path=path)
