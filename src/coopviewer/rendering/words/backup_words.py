"""The words for backups of annotations, and for what restoring one would do."""

from coopviewer.domain.annotations.backups import BackupReason, Difference, Effect
from coopviewer.rendering.words.reference_words import Translate


def reason_word(reason: BackupReason, tr: Translate) -> str:
    """Say why a backup was made."""
    return {
        BackupReason.DAILY: tr("of the day"),
        BackupReason.IMPORT: tr("before an import"),
        BackupReason.MIGRATION: tr("before the file was renewed"),
        BackupReason.RESTORE: tr("before a backup was restored"),
        BackupReason.ASKED: tr("asked for"),
    }[reason]


def effect_word(effect: Effect, tr: Translate) -> str:
    """Say what restoring would do to one annotation."""
    return {
        Effect.BACK: tr("comes back"),
        Effect.CHANGED: tr("becomes as it was"),
        Effect.GONE: tr("goes"),
    }[effect]


def difference_words(difference: Difference, tr: Translate) -> str:
    """Say in a sentence what restoring a backup would do."""
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
