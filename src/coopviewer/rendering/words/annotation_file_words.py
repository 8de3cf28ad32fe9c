"""Texts about files of annotations: export, import, backups."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from coopviewer.domain.annotations.backups import BackupReason, Difference, Effect
from coopviewer.domain.annotations.exchange import ExportFormat, ImportCounts, Loss
from coopviewer.domain.language import Translate


def format_word(form: ExportFormat, tr: Translate) -> str:
    """Return the name of a format."""
    return {
        ExportFormat.JSONLD: tr("JSON-LD"),
        ExportFormat.TEXT: tr("Plain text"),
        ExportFormat.MARKDOWN: tr("Markdown"),
    }[form]


def format_hint(form: ExportFormat, tr: Translate) -> str:
    """Return a sentence on the use of a format."""
    return {
        ExportFormat.JSONLD: tr("Complete: it can be imported again, here and by other tools for annotations."),
        ExportFormat.TEXT: tr("To be read; it cannot be imported again."),
        ExportFormat.MARKDOWN: tr("To be read, and worked on as a document; it cannot be imported again."),
    }[form]


def file_kind(form: ExportFormat, tr: Translate) -> str:
    """Return the file type for a file dialog, such as ``Plain text (*.txt)``."""
    return f"{format_word(form, tr)} (*.{form.extension})"


def exported_words(count: int, path: Path, tr: Translate) -> str:
    """Return the report of an export: how many annotations, and to which file."""
    if not count:
        return tr("There are no annotations that fit, so nothing was written.")
    if count == 1:
        return tr("1 annotation was written to {path}.").format(path=path)
    return tr("{count} annotations were written to {path}.").format(count=f"{count:,}", path=path)


def import_words(counts: ImportCounts, tr: Translate) -> str:
    """Return the report of an import: what was added, updated and left unchanged, and why."""
    return " ".join(_import_sentences(counts, tr))


def loss_words(losses: Mapping[Loss, int], tr: Translate) -> tuple[str, ...]:
    """Return a sentence for each kind of loss of an import, annotations that were left out first."""
    ordered = sorted(losses, key=lambda loss: (not loss.leaves_out, list(Loss).index(loss)))
    return tuple(_loss_sentence(loss, losses[loss], tr) for loss in ordered if losses[loss])


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def _import_sentences(counts: ImportCounts, tr: Translate) -> Iterator[str]:
    if not (counts.new or counts.newer):
        yield tr("Nothing was added or updated.")
    if counts.new:
        yield _counted(counts.new, tr("1 annotation was added."), tr("{0} annotations were added."))
    if counts.newer:
        yield _counted(counts.newer, tr("1 annotation was updated."), tr("{0} annotations were updated."))
    if counts.same:
        one, many = tr("1 annotation was here already."), tr("{0} annotations were here already.")
        yield _counted(counts.same, one, many)
    if counts.older:
        one = tr("1 annotation in the file is older than the one here, which stays.")
        many = tr("{0} annotations in the file are older than those here, which stay.")
        yield _counted(counts.older, one, many)
    if counts.differing:
        one = tr("1 annotation differs from the one here, though neither is newer; the one here stays.")
        many = tr("{0} annotations differ from those here, though neither are newer; those here stay.")
        yield _counted(counts.differing, one, many)
    if counts.elsewhere:
        one = tr("1 of those taken belongs to another reference, and is shown once that is open.")
        many = tr("{0} of those taken belong to another reference, and are shown once that is open.")
        yield _counted(counts.elsewhere, one, many)


def _loss_sentence(loss: Loss, count: int, tr: Translate) -> str:
    one, many = (_left_out if loss.leaves_out else _taken_differently)(loss, tr)
    return _counted(count, one, many)


def _left_out(loss: Loss, tr: Translate) -> tuple[str, str]:
    return {
        Loss.NOT_UNDERSTOOD: (
            tr("1 annotation could not be understood, and was left out."),
            tr("{0} annotations could not be understood, and were left out."),
        ),
        Loss.ABOUT_SOMETHING_ELSE: (
            tr("1 annotation is not about an entry of a reference, and was left out."),
            tr("{0} annotations are not about entries of a reference, and were left out."),
        ),
        Loss.TOO_LONG: (
            tr("1 annotation is longer than can be taken, and was left out."),
            tr("{0} annotations are longer than can be taken, and were left out."),
        ),
        Loss.NOT_IN_FILE: (
            tr("The file says that it has further annotations elsewhere; they were not read."),
            tr("The file says that it has further annotations elsewhere; they were not read."),
        ),
    }[loss]


def _taken_differently(loss: Loss, tr: Translate) -> tuple[str, str]:
    return {
        Loss.FURTHER_TARGETS: (
            tr("1 annotation has several targets; the first was taken."),
            tr("{0} annotations have several targets; the first of each was taken."),
        ),
        Loss.OTHER_MOTIVATION: (
            tr("1 annotation was made for another reason than those known here; the nearest was taken."),
            tr("{0} annotations were made for other reasons than those known here; the nearest were taken."),
        ),
        Loss.UNKNOWN_WORD: (
            tr("1 annotation has a colour or status that is not known here; it was taken without."),
            tr("{0} annotations have a colour or status that is not known here; they were taken without."),
        ),
        Loss.QUOTATION_IN_TEXT: (
            tr("1 annotation does not say which text it quotes; the quotation stands in its note."),
            tr("{0} annotations do not say which text they quote; the quotations stand in their notes."),
        ),
        Loss.NO_PLACE: (
            tr("1 annotation names a place where its quotation does not stand; it waits to be found again."),
            tr("{0} annotations name places where their quotations do not stand; they wait to be found again."),
        ),
        Loss.NO_QUOTATION: (
            tr("1 annotation does not quote the words it stands on; it stands on its entry."),
            tr("{0} annotations do not quote the words they stand on; each stands on its entry."),
        ),
        Loss.OTHER_BODY: (
            tr("1 annotation has a part that is no text; it was taken without."),
            tr("{0} annotations have parts that are no text; they were taken without."),
        ),
        Loss.MARKUP: (
            tr("1 note was written in HTML; its markup is kept as plain text."),
            tr("{0} notes were written in HTML; their markup is kept as plain text."),
        ),
        Loss.NO_AUTHOR: (
            tr("1 annotation does not say who wrote it."),
            tr("{0} annotations do not say who wrote them."),
        ),
    }[loss]


def reason_word(reason: BackupReason, tr: Translate) -> str:
    """Return the reason of a backup."""
    return {
        BackupReason.DAILY: tr("of the day"),
        BackupReason.IMPORT: tr("before an import"),
        BackupReason.MIGRATION: tr("before the file was renewed"),
        BackupReason.RESTORE: tr("before a backup was restored"),
        BackupReason.ASKED: tr("asked for"),
    }[reason]


def effect_word(effect: Effect, tr: Translate) -> str:
    """Return the effect of restoring on one annotation."""
    return {
        Effect.BACK: tr("comes back"),
        Effect.CHANGED: tr("becomes as it was"),
        Effect.GONE: tr("goes"),
    }[effect]


def difference_words(difference: Difference, tr: Translate) -> str:
    """Return a sentence on the effect of restoring a backup."""
    if difference.is_none:
        return tr("It holds what is there now: restoring it would change nothing.")
    counts = (
        (difference.back, tr("1 comes back"), tr("{0} come back")),
        (difference.changed, tr("1 becomes as it was"), tr("{0} become as they were")),
        (difference.gone, tr("1 made since then is removed"), tr("{0} made since then are removed")),
    )
    said = [one if count == 1 else several.format(f"{count:,}") for count, one, several in counts if count]
    total = difference.back + difference.changed + difference.gone
    touched = tr("1 annotation") if total == 1 else tr("{0} annotations").format(f"{total:,}")
    return tr("Restoring it concerns {0}: {1}.").format(touched, ", ".join(said))
