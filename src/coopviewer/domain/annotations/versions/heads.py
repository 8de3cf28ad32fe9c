"""Which of several versions of an annotation is shown as the annotation, and which others the user has to decide about.

Versions come together when several people change an annotation in their own files. Every file that knows the same
versions chooses the same one, in whatever order they came.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coopviewer.domain.annotations.versions.version import Version, are_alike


class Heads(NamedTuple):
    """The heads of an annotation, which are the versions that no other version replaces, sorted into three parts.

    ``chosen`` is the version that counts: the annotation is shown as this version says. ``alike`` are versions about
    which the user need not decide: they say the same as the chosen one, delete the annotation, or are out of date (see
    ``choose_head``). ``conflicts`` say something else, so the user has to decide about them; first is the version
    that would be chosen if ``chosen`` were not there.
    """

    chosen: Version
    alike: tuple[Version, ...] = ()
    conflicts: tuple[Version, ...] = ()


def choose_head(versions: Sequence[Version]) -> Heads:
    """Choose the version of an annotation that counts, and sort the others into ``alike`` and ``conflicts`` of Heads.

    ``versions`` are all those, at least one, that no other version names as replaced. An edit is chosen before a
    deletion, a version that names what it replaces before a plain one (read from a file that stores no versions). Then
    the higher revision, the later change and the higher id decide, in this order. So all files that have the same
    versions choose the same one.

    Of two versions by one person, at least one of them plain, the one with the lower revision and the earlier change is
    out of date: it is neither chosen nor a conflict. A deletion is no conflict either, since what it deleted is in the
    history.
    """
    if len(versions) == 1:  # as nearly always
        return Heads(versions[0])
    standing = [each for each in versions if not any(_succeeds(other, each) for other in versions)]
    ordered = sorted(standing, key=_rank, reverse=True)
    chosen, others = ordered[0], ordered[1:]
    conflicts = tuple(each for each in others if not _adds_nothing(each, chosen))
    return Heads(chosen, tuple(each for each in versions if each is not chosen and each not in conflicts), conflicts)


def _rank(version: Version) -> tuple[object, ...]:
    annotation = version.annotation
    return not annotation.is_deleted, not version.is_plain, annotation.revision, annotation.modified, version.id


def _succeeds(later: Version, before: Version) -> bool:
    """Return whether a version is the next one of another, though at least one of them does not say what it replaces.

    It is if the same person wrote both, and the revision is higher and the change later.
    """
    if not (later.is_plain or before.is_plain) or later.by.uuid != before.by.uuid:
        return False
    one, other = later.annotation, before.annotation
    return one.revision > other.revision and one.modified > other.modified


def _adds_nothing(version: Version, chosen: Version) -> bool:
    """Return whether a version says the same as the chosen one, or only deletes."""
    return version.annotation.is_deleted or are_alike(version.annotation, chosen.annotation)
