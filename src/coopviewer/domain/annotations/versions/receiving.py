"""Receiving versions of annotations: what each one of a file does here."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import Heads
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.annotations.versions.version import Version, are_alike, make_version


class VersionOutcome(StrEnum):
    """What became of a received version; the values are fields of ImportPlan."""

    NEW = "new"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    CONFLICT = "conflicts"


def plain_version(annotation: Annotation, sender: Person | None, *, is_known: bool) -> Version:
    """Return the version of an annotation from a file without versions.

    It counts as made by the ``sender``, the owner of that file, if the annotation ``is_known`` here. Otherwise, or if
    the file names no sender (None), it counts as made by the annotation's author.
    """
    by = sender if sender is not None and is_known else annotation.creator
    return make_version(annotation, by, is_plain=True)


def outcome_of(version: Version, was_here: Annotation | None, heads: Heads) -> VersionOutcome:
    """Return what became of a version that was not known before.

    ``was_here`` is the annotation as it was before, None if there was none; ``heads`` are its versions now, the new one
    included. A version that counts from now on and changes the annotation is a CONFLICT too, if another version says
    something else.
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
    """Return whether an annotation that was in the bin here is no longer there."""
    return was_here is not None and was_here.is_deleted and not heads.chosen.annotation.is_deleted


def is_overruled(version: Version, heads: Heads) -> bool:
    """Return whether a version deletes an annotation that stays, since another one edits it."""
    is_alive = not heads.chosen.annotation.is_deleted
    return is_alive and version.annotation.is_deleted and any(each.id == version.id for each in heads.alike)


def plan_of(
    outcomes: Iterable[tuple[VersionOutcome, Annotation]],
    dataset: str | None,
    revived: Iterable[Annotation] = (),
    undeleted: Iterable[Annotation] = (),
) -> ImportPlan:
    """Return the plan of an import from the outcome of each annotation, in the order of the file.

    ``dataset`` is that of the open reference; None: none is open, and no annotation counts as one of another reference.
    ``revived`` and ``undeleted`` are as in the plan.
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
