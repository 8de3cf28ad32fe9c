"""Texts of the preview of an import of annotations: its annotations, in groups by what would become of each.

The groups are those of VersionOutcome, annotations on entries that the reference lacks, and those that are not taken as
they are in the file.
"""

from coopviewer.domain.annotations.import_choice import PreviewItem
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.domain.language import Translate


def group_words(outcome: VersionOutcome, count: int, tr: Translate) -> str:
    """Return the heading over a group of annotations, with their number: *New: 3*.

    ``outcome`` is what an import would make of each annotation of the group.
    """
    words = {
        VersionOutcome.NEW: tr("New: {n}"),
        VersionOutcome.NEWER: tr("Updated: {n}"),
        VersionOutcome.CONFLICT: tr("In conflict: {n}"),
        VersionOutcome.SAME: tr("Here already: {n}"),
        VersionOutcome.OLDER: tr("Former states: {n}"),
    }[outcome]
    return words.format(n=tr.number(count))


def reason_words(outcome: VersionOutcome, tr: Translate) -> str:
    """Return a sentence on a group of annotations: why they are in it, and what an import does with them.

    ``outcome`` is what the import would make of each annotation of the group.
    """
    return {
        VersionOutcome.NEW: tr("They are not in your file, and are added."),
        VersionOutcome.NEWER: tr("They replace what they were made from, which stays in their histories."),
        VersionOutcome.CONFLICT: tr("Changed here and there: both are kept, and you choose under To review."),
        VersionOutcome.SAME: tr("They are in your file with the same text, and nothing changes."),
        VersionOutcome.OLDER: tr("What is here was made from them, or counts before them, and stays."),
    }[outcome]


def unknown_words(count: int, tr: Translate) -> tuple[str, str]:
    """Return a heading, and a sentence on what an import does with annotations on entries that the reference lacks.

    They are stored, and shown once a reference with these entries is open. The heading has their number, ``count``.
    """
    heading = tr("On entries that this reference does not have: {n}").format(n=tr.number(count))
    return heading, tr("They are stored, and shown once a reference with their entries is open.")


def unreadable_words(count: int, tr: Translate) -> str:
    """Return the heading over annotations of a file that an import cannot take, or takes differently from the file.

    ``count`` is the number of these annotations; 0: only something about the file as a whole cannot be taken.
    """
    if not count:
        return tr("Not as it is in the file")
    return tr.plural(
        "{n} annotation is not taken, or not as it is in the file",
        "{n} annotations are not taken, or not as they are in the file",
        count,
    )


def more_words(count: int, listed: int, tr: Translate, *, is_chosen: bool) -> str:
    """Return the line in the heading of a group that says how many annotations of the group are not listed.

    ``listed`` is the number of those that are. ``is_chosen``: the user may leave annotations of the group out; if some
    are listed, the line also says that the ``count`` others are left out only if all that are listed are.
    """
    if not listed:
        return tr.plural("It is not listed.", "They are not listed.", count)
    if not is_chosen:
        return tr.plural("{n} more is not listed.", "{n} more are not listed.", count)
    return tr.plural(
        "{n} more is not listed; it is left out only if all that are listed are.",
        "{n} more are not listed; they are left out only if all that are listed are.",
        count,
    )


def unlisted_words(count: int, tr: Translate) -> str:
    """Return the line that says how many of the annotations that are not listed are on entries not in the reference."""
    return tr.plural(
        "{n} that is not listed is on an entry that this reference does not have.",
        "{n} that are not listed are on entries that this reference does not have.",
        count,
    )


def preview_line(item: PreviewItem, title: str, tr: Translate) -> str:
    """Return an annotation of the preview in at most two lines.

    The first has the title of its entry, its author, and who changed it. The second has how its text begins. If the
    annotation was deleted in one file (the user's or the imported one) and changed in the other, the second line begins
    with that, and says that the annotation comes back or stays.
    """
    quoted = tr("“{words}”").format(words=item.text) if item.text else ""
    changed = tr("changed by {name}").format(name=item.changed_by) if item.changed_by else ""
    deleted = tr("in your bin, and comes back: an edit counts before a deletion") if item.revives else ""
    if item.is_overruled:
        deleted = tr("deleted there, and stays here: an edit counts before a deletion")
    lines = (" · ".join(filter(None, parts)) for parts in ((title, item.author, changed), (deleted, quoted)))
    # isolated, so that their marks stay at their side in a list from right to left
    return "\n".join(f"\u2068{line}\u2069" for line in lines if line)
