"""Receiving versions of annotations from another file: what each one changes in the user's own file."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import Heads
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.annotations.versions.version import Version, are_alike, make_version


class VersionOutcome(StrEnum):
    """What became of a version that came from another file.

    The value is the name of the part of an ImportPlan that it is put into.
    """

    NEW = "new"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    CONFLICT = "conflicts"


def plain_version(annotation: Annotation, sender: Person | None, *, is_known: bool) -> Version:
    """Return a version made of an annotation that comes from a file which stores no versions.

    If the user's own file has the annotation already (``is_known``), the version counts as made by ``sender``, the
    owner of the other file. If it has not, or if the other file names no owner (``sender`` is None), the version counts
    as made by the annotation's author.
    """
    by = sender if sender is not None and is_known else annotation.creator
    return make_version(annotation, by, is_plain=True)


def outcome_of(version: Version, was_here: Annotation | None, heads: Heads) -> VersionOutcome:
    """Return what became of a version that the user's file did not have before.

    ``was_here`` is the annotation as it was before the version was received, None if the file had none; ``heads`` are
    its versions afterwards, the new one included.

    A version that waits for the user's decision: CONFLICT. One that counts (``heads.chosen``): NEW if there was no
    annotation, SAME if it said the same before; else CONFLICT if another version waits, NEWER if none does. Any other:
    SAME if the annotation says the same now, else OLDER.
    """
    if any(each.id == version.id for each in heads.conflicts):
        return VersionOutcome.CONFLICT
    if heads.chosen.id == version.id:
        if was_here is None:
            return VersionOutcome.NEW
        if are_alike(was_here, version.annotation):
            return VersionOutcome.SAME
        return VersionOutcome.CONFLICT if heads.conflicts else VersionOutcome.NEWER
    return VersionOutcome.SAME if are_alike(version.annotation, heads.chosen.annotation) else VersionOutcome.OLDER


def is_revived(was_here: Annotation | None, heads: Heads) -> bool:
    """Return whether received versions brought an annotation of the user's file back from the bin.

    ``was_here`` is the annotation before, None if there was none; ``heads`` are its versions afterwards, of
    which ``heads.chosen`` counts.
    """
    return was_here is not None and was_here.is_deleted and not heads.chosen.annotation.is_deleted


def is_overruled(version: Version, heads: Heads) -> bool:
    """Return whether a version deletes an annotation that stays all the same, since the version that counts is an edit.

    ``heads`` are the annotation's versions that no other one replaces; False if ``version`` is none of them.
    """
    is_alive = not heads.chosen.annotation.is_deleted
    return is_alive and version.annotation.is_deleted and any(each.id == version.id for each in heads.alike)


def plan_of(
    outcomes: Iterable[tuple[VersionOutcome, Annotation]],
    dataset: str | None,
    revived: Iterable[Annotation] = (),
    undeleted: Iterable[Annotation] = (),
) -> ImportPlan:
    """Return the plan of an import, which lists annotations by outcome, each part in the order of ``outcomes``.

    ``dataset`` is the dataset of the open reference: new, newer and conflicting annotations of another dataset are
    also listed as ``elsewhere``. None: no reference is open, and ``elsewhere`` is empty. ``revived`` and ``undeleted``
    become the plan's parts of the same names, unchanged.
    """
    parts: Mapping[VersionOutcome, list[Annotation]] = {each: [] for each in VersionOutcome}
    for outcome, annotation in outcomes:
        parts[outcome].append(annotation)
    stored = (*parts[VersionOutcome.NEW], *parts[VersionOutcome.NEWER], *parts[VersionOutcome.CONFLICT])
    is_elsewhere: Callable[[Annotation], bool] = lambda each: dataset is not None and each.dataset != dataset  # noqa: E731
    return ImportPlan(
        **{str(each): tuple(found) for each, found in parts.items()},
        elsewhere=tuple(filter(is_elsewhere, stored)),
        revived=tuple(revived),
        undeleted=tuple(undeleted),
    )
