"""Texts about files of annotations: export, import, backups."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coopviewer.domain.annotations.backups import BackupReason, Difference, Effect
from coopviewer.domain.annotations.exchange import ExportFormat
from coopviewer.domain.annotations.versions.plan import ImportCounts
from coopviewer.domain.language import Translate

_MOST_NAMED = 12  # entries named in a report


def format_word(form: ExportFormat, tr: Translate) -> str:
    """Return the name of a format in which annotations are exported, such as *Plain text*."""
    return {
        ExportFormat.JSONLD: tr("JSON-LD"),
        ExportFormat.TEXT: tr("Plain text"),
        ExportFormat.MARKDOWN: tr("Markdown"),
    }[form]


def format_hint(form: ExportFormat, tr: Translate) -> str:
    """Return a sentence on the use of a format, and on whether files in it can be imported again."""
    return {
        ExportFormat.JSONLD: tr("Complete: it can be imported again, here and by other tools for annotations."),
        ExportFormat.TEXT: tr("To be read; it cannot be imported again."),
        ExportFormat.MARKDOWN: tr("To be read, and worked on as a document; it cannot be imported again."),
    }[form]


def file_kind(form: ExportFormat, tr: Translate) -> str:
    """Return the file type for a file dialog, such as ``Plain text (*.txt)``."""
    return f"{format_word(form, tr)} (*.{form.extension})"


def exported_words(count: int, path: Path, tr: Translate, deletions: int = 0) -> str:
    """Return the report of an export of annotations: how many were written, and into which file.

    ``deletions`` is the number of deleted annotations that the file has as well, so that they are deleted in the files
    of colleagues who import it. If both numbers are 0, the report says that nothing was written.
    """
    if not count and not deletions:
        return tr("There are no annotations that fit, so nothing was written.")
    written = tr.plural(
        "{n} annotation was written to {path}.", "{n} annotations were written to {path}.", count, path=path
    )
    return " ".join((written, *deletion_lines(deletions, tr)))


def deletion_lines(deletions: int, tr: Translate) -> tuple[str, ...]:
    """Return one sentence on how many annotations in the bin were exported as deletions; empty for 0."""
    if not deletions:
        return ()
    words = tr.plural(
        "{n} deletion went with them, and the file has the text of that annotation too: colleagues’ files follow.",
        "{n} deletions went with them, and the file has the texts of these annotations too: colleagues’ files follow.",
        deletions,
    )
    return (words,)


def import_words(counts: ImportCounts, tr: Translate) -> str:
    """Return the report of an import: how many annotations were added, updated, left unchanged (and why) or conflict.

    It also counts the annotations of references other than the open one. If none was added, updated or conflicts, the
    report first says so.
    """
    return " ".join(_import_sentences(counts, tr))


def preview_words(counts: ImportCounts, tr: Translate) -> tuple[str, ...]:
    """Return a line for each outcome that an import would have for at least one annotation, such as ``3 new``.

    If there are no annotations, the only line says so.

    The last lines count some of these annotations once more: those of another reference than the open one, and those
    that were deleted in one of the two files but stay or come back, since they were changed in the other.
    """
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


def conflict_words(entries: Sequence[str], tr: Translate, *, is_preview: bool = False) -> tuple[str, ...]:
    """Return one line that names the entries whose annotations have versions between which the user must decide.

    ``entries`` are the titles of the entries, of which the first 12 are named; without any the result is empty.
    ``is_preview``: nothing is imported yet.
    """
    if not entries:
        return ()
    more = len(entries) - _MOST_NAMED
    named = [*entries[:_MOST_NAMED], *([tr("{count} more").format(count=tr.number(more))] if more > 0 else [])]
    words = (
        tr("Other versions would wait under Annotate > All annotations > To review, on these entries: {entries}.")
        if is_preview
        else tr("Other versions wait under Annotate > All annotations > To review, on these entries: {entries}.")
    )
    return (words.format(entries=tr.listed(named)),)


def overruled_lines(counts: ImportCounts, tr: Translate) -> tuple[str, ...]:
    """Return sentences on annotations that were deleted in one file but changed in the other, and so are not deleted.

    One sentence counts annotations that the user deleted and that are back, another those that a colleague deleted and
    that stay. Empty if there are no such annotations.
    """
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
            "{n} annotation that came is a former state of the one here, which stays.",
            "{n} annotations that came are former states of those here, which stay.",
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
    """Return what restoring a backup does to one annotation: *comes back*, *becomes as it was* or *goes*."""
    return {
        Effect.BACK: tr("comes back"),
        Effect.CHANGED: tr("becomes as it was"),
        Effect.GONE: tr("goes"),
    }[effect]


def difference_words(difference: Difference, tr: Translate) -> str:
    """Return a sentence on how many annotations come back, change and go if a backup is restored; also if none does."""
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


def kept_words(count: int, tr: Translate) -> str:
    """Return a sentence on annotations of colleagues that stay when a backup is restored; empty for 0."""
    if not count:
        return ""
    return tr.plural(
        "{n} annotation that a colleague wrote since then stays.",
        "{n} annotations that colleagues wrote since then stay.",
        count,
    )


def team_loss_words(difference: Difference, tr: Translate) -> str:
    """Return a sentence on how many annotations restoring a backup moves to the bin for a whole team; empty for none.

    If colleagues wrote any of these annotations, it also says how many.
    """
    if not difference.for_team:
        return ""
    if not difference.of_others:
        return tr.plural(
            "{n} annotation that your team has goes to the bin for the whole team.",
            "{n} annotations that your team has go to the bin for the whole team.",
            difference.for_team,
        )
    return tr.plural(
        "{n} annotation that your team has goes to the bin for the whole team; colleagues wrote {others} of these.",
        "{n} annotations that your team has go to the bin for the whole team; colleagues wrote {others} of these.",
        difference.for_team,
        others=tr.number(difference.of_others),
    )
