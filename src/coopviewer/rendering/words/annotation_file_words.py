"""Texts about files of annotations: export, import, backups."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coopviewer.domain.annotations.backups import BackupReason, Difference, Effect
from coopviewer.domain.annotations.exchange import ExportFormat, Loss
from coopviewer.domain.annotations.versions.plan import ImportCounts
from coopviewer.domain.language import Translate

_MOST_NAMED = 12  # entries named in a report


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


def exported_words(count: int, path: Path, tr: Translate, deletions: int = 0) -> str:
    """Return the report of an export: the number of annotations, the file, and the deletions that go with them.

    Without either it says that nothing was written.
    """
    if not count and not deletions:
        return tr("There are no annotations that fit, so nothing was written.")
    written = tr.plural(
        "{n} annotation was written to {path}.", "{n} annotations were written to {path}.", count, path=path
    )
    return " ".join((written, *deletion_lines(deletions, tr)))


def deletion_lines(deletions: int, tr: Translate) -> tuple[str, ...]:
    """Return a sentence on the deletions that an export has besides the annotations; empty for 0."""
    if not deletions:
        return ()
    words = tr.plural(
        "{n} deletion went with them, and the file has the text of that annotation too: colleagues’ files follow.",
        "{n} deletions went with them, and the file has the texts of these annotations too: colleagues’ files follow.",
        deletions,
    )
    return (words,)


def import_words(counts: ImportCounts, tr: Translate) -> str:
    """Return the report of an import: how many were added, updated and left unchanged, and why those were."""
    return " ".join(_import_sentences(counts, tr))


def preview_words(counts: ImportCounts, tr: Translate) -> tuple[str, ...]:
    """Return a line for each outcome that an import would have, with the number of annotations; one line for none."""
    said = (
        (counts.new, tr("new")),
        (counts.newer, tr("updated")),
        (counts.conflicts, tr("in conflict: both versions are kept, and you choose between them")),
        (counts.same, tr("here already")),
        (counts.older, tr("former states of those here, which stay")),
        (counts.elsewhere, tr("of another reference, among those that are taken")),
        (counts.revived, tr("among them in the bin here, and back: an edit counts before a deletion")),
        (counts.undeleted, tr("among them deleted there, and kept here: an edit counts before a deletion")),
    )
    lines = tuple(f"{tr.number(count)} {words}" for count, words in said if count)
    return lines or (tr("No annotations"),)


def loss_words(losses: Mapping[Loss, int], tr: Translate) -> tuple[str, ...]:
    """Return a sentence for each kind of loss of an import, left out annotations first; empty if nothing was lost."""
    ordered = sorted(losses, key=lambda loss: (not loss.leaves_out, list(Loss).index(loss)))
    return tuple(_loss_sentence(loss, losses[loss], tr) for loss in ordered if losses[loss])


def conflict_words(entries: Sequence[str], tr: Translate) -> tuple[str, ...]:
    """Return a line on the entries with annotations whose versions the user has to decide between; empty without any.

    ``entries`` are the titles of the entries, of which the first 12 are named and the others counted.
    """
    if not entries:
        return ()
    more = len(entries) - _MOST_NAMED
    named = [*entries[:_MOST_NAMED], *([tr("{count} more").format(count=tr.number(more))] if more > 0 else [])]
    words = tr("Other versions wait under Annotate > All annotations > To review, on these entries: {entries}.")
    return (words.format(entries=tr.listed(named)),)


def overruled_lines(counts: ImportCounts, tr: Translate) -> tuple[str, ...]:
    """Return sentences on deletions that do not count, of this file and of others; empty without any."""
    lines = []
    if counts.revived:
        back = tr.plural(
            "{n} annotation that was in your bin was changed by a colleague and is back: an edit counts before a "
            "deletion.",
            "{n} annotations that were in your bin were changed by colleagues and are back: an edit counts before a "
            "deletion.",
            counts.revived,
        )
        lines.append(back)
    if counts.undeleted:
        kept = tr.plural(
            "{n} annotation that a colleague deleted stays, since it was changed: an edit counts before a deletion.",
            "{n} annotations that colleagues deleted stay, since they were changed: an edit counts before a deletion.",
            counts.undeleted,
        )
        lines.append(kept)
    return tuple(lines)


def _import_sentences(counts: ImportCounts, tr: Translate) -> Iterator[str]:
    if not (counts.new or counts.newer or counts.conflicts):
        yield tr("Nothing was added or updated.")
    if counts.new:
        yield tr.plural("{n} annotation was added.", "{n} annotations were added.", counts.new)
    if counts.newer > counts.revived:  # which have a sentence of their own
        updated = counts.newer - counts.revived
        yield tr.plural("{n} annotation was updated.", "{n} annotations were updated.", updated)
    if counts.same:
        yield tr.plural("{n} annotation was here already.", "{n} annotations were here already.", counts.same)
    if counts.older > counts.undeleted:
        yield tr.plural(
            "{n} annotation in the file is a former state of the one here, which stays.",
            "{n} annotations in the file are former states of those here, which stay.",
            counts.older - counts.undeleted,
        )
    if counts.conflicts:
        yield tr.plural(
            "{n} annotation differs from the one here: both versions are kept, and you choose between them.",
            "{n} annotations differ from those here: both versions of each are kept, and you choose between them.",
            counts.conflicts,
        )
    yield from overruled_lines(counts, tr)
    if counts.elsewhere:
        yield tr.plural(
            "{n} of those taken belongs to another reference, and is shown once that is open.",
            "{n} of those taken belong to another reference, and are shown once that is open.",
            counts.elsewhere,
        )


def _loss_sentence(loss: Loss, count: int, tr: Translate) -> str:
    if loss.leaves_out:
        return _left_out(loss, count, tr)
    return {**_taken_differently(count, tr), **_taken_without(count, tr)}[loss]


def _left_out(loss: Loss, count: int, tr: Translate) -> str:
    return {
        Loss.NOT_UNDERSTOOD: tr.plural(
            "{n} annotation could not be understood, and was left out.",
            "{n} annotations could not be understood, and were left out.",
            count,
        ),
        Loss.ABOUT_SOMETHING_ELSE: tr.plural(
            "{n} annotation is not about an entry of a reference, and was left out.",
            "{n} annotations are not about entries of a reference, and were left out.",
            count,
        ),
        Loss.TOO_LONG: tr.plural(
            "{n} annotation is longer than can be taken, and was left out.",
            "{n} annotations are longer than can be taken, and were left out.",
            count,
        ),
        Loss.NOT_IN_FILE: tr("The file says that it has further annotations elsewhere; they were not read."),
    }[loss]


def _taken_differently(count: int, tr: Translate) -> dict[Loss, str]:
    return {
        Loss.FURTHER_TARGETS: tr.plural(
            "{n} annotation has several targets; the first was taken.",
            "{n} annotations have several targets; the first of each was taken.",
            count,
        ),
        Loss.OTHER_MOTIVATION: tr.plural(
            "{n} annotation was made for another reason than those known here; the nearest was taken.",
            "{n} annotations were made for other reasons than those known here; the nearest were taken.",
            count,
        ),
        Loss.UNKNOWN_WORD: tr.plural(
            "{n} annotation has a colour or status that is not known here; it was taken without.",
            "{n} annotations have a colour or status that is not known here; they were taken without.",
            count,
        ),
        Loss.QUOTATION_IN_TEXT: tr.plural(
            "{n} annotation does not say which text it quotes; the quotation stands in its note.",
            "{n} annotations do not say which text they quote; the quotations stand in their notes.",
            count,
        ),
        Loss.NO_PLACE: tr.plural(
            "{n} annotation names a place where its quotation does not stand; it waits to be found again.",
            "{n} annotations name places where their quotations do not stand; they wait to be found again.",
            count,
        ),
    }


def _taken_without(count: int, tr: Translate) -> dict[Loss, str]:
    return {
        Loss.NO_QUOTATION: tr.plural(
            "{n} annotation does not quote the words it stands on; it stands on its entry.",
            "{n} annotations do not quote the words they stand on; each stands on its entry.",
            count,
        ),
        Loss.OTHER_BODY: tr.plural(
            "{n} annotation has a part that is no text; it was taken without.",
            "{n} annotations have parts that are no text; they were taken without.",
            count,
        ),
        Loss.MARKUP: tr.plural(
            "{n} note was written in HTML; its markup is kept as plain text.",
            "{n} notes were written in HTML; their markup is kept as plain text.",
            count,
        ),
        Loss.NO_AUTHOR: tr.plural(
            "{n} annotation does not say who wrote it.",
            "{n} annotations do not say who wrote them.",
            count,
        ),
        Loss.OTHER_FIELDS: tr.plural(
            "{n} annotation has fields that are not known here; it was taken without them.",
            "{n} annotations have fields that are not known here; they were taken without them.",
            count,
        ),
        Loss.DOUBLE_KEYS: tr.plural(
            "A key is twice in {n} record of the file; the last value was taken.",
            "A key is twice in {n} records of the file; the last value was taken in each.",
            count,
        ),
    }


def reason_word(reason: BackupReason, tr: Translate) -> str:
    """Return the reason of a backup, such as *before an import*."""
    return {
        BackupReason.DAILY: tr("of the day"),
        BackupReason.IMPORT: tr("before an import"),
        BackupReason.MIGRATION: tr("before the file was renewed"),
        BackupReason.RESTORE: tr("before a backup was restored"),
        BackupReason.ASKED: tr("asked for"),
    }[reason]


def effect_word(effect: Effect, tr: Translate) -> str:
    """Return what restoring a backup does to one annotation, such as that it comes back."""
    return {
        Effect.BACK: tr("comes back"),
        Effect.CHANGED: tr("becomes as it was"),
        Effect.GONE: tr("goes"),
    }[effect]


def difference_words(difference: Difference, tr: Translate) -> str:
    """Return a sentence on the effect of restoring a backup."""
    if difference.is_none:
        return tr("It holds what is there now: restoring it would change nothing.")
    said = []
    if difference.back:
        said.append(tr.plural("{n} comes back", "{n} come back", difference.back))
    if difference.changed:
        said.append(tr.plural("{n} becomes as it was", "{n} become as they were", difference.changed))
    if difference.gone:
        said.append(tr.plural("{n} made since then is removed", "{n} made since then are removed", difference.gone))
    return tr.plural(
        "Restoring it concerns {n} annotation: {effects}.",
        "Restoring it concerns {n} annotations: {effects}.",
        difference.back + difference.changed + difference.gone,
        effects=tr.listed(said),
    )


def team_loss_words(difference: Difference, tr: Translate) -> str:
    """Return a sentence on what restoring a backup moves to the bin for a whole team; empty without any."""
    if not difference.for_team:
        return ""
    return tr.plural(
        "{n} annotation that your team has goes to the bin for the whole team; colleagues wrote {others} of these.",
        "{n} annotations that your team has go to the bin for the whole team; colleagues wrote {others} of these.",
        difference.for_team,
        others=tr.number(difference.of_others),
    )
