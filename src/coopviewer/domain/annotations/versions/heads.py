"""Which of several versions of an annotation counts, and which others the user has to decide about.

Every file that knows the same versions chooses the same one, in whatever order they came.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coopviewer.domain.annotations.versions.version import Version, are_alike


class Heads(NamedTuple):
    """The versions of an annotation that no other one replaces, sorted out.

    ``chosen`` is the one that counts: its state is that of the annotation. ``alike`` are those about which nothing has
    to be decided: they say the same as the chosen one, are deletions, or were followed by a later version of the same
    person. ``conflicts`` say something else: the user has to decide about them, the one that would count next first.
    """

    chosen: Version
    alike: tuple[Version, ...] = ()
    conflicts: tuple[Version, ...] = ()


def choose_head(versions: Sequence[Version]) -> Heads:
    """Choose among versions of one annotation that no version is known to replace; there must be at least one.

    An edit is chosen before a deletion, and a version that says what it replaces before one that does not
    (``is_plain``); then the higher revision, the later change, and the higher id decide. If one person made two
    versions, at least one of them plain, and one has both a higher revision and a later change, the other is neither
    chosen nor a conflict. A deletion is no conflict: what it deleted is in the history. The answer follows from these
    versions alone, which all files have in the end, not from what a file knows of others.
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
