"""Conflicts: versions of an annotation that say something else than it does, and what the user decides about them."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.digests import uuid_of_name
from coopviewer.domain.values import value


class Decision(StrEnum):
    """What the user decides about a conflict: keep the present state, take the other version, or have both.

    KEEP: the annotation stays as it is; the other version is in its history only.
    TAKE: the other version becomes the annotation; the present state is in its history only.
    BOTH: the annotation stays, and the other version becomes an annotation of its own.
    """

    KEEP = "keep"
    """The annotation stays as it is; the other version is in its history only."""
    TAKE = "take"
    """The other version becomes the annotation; the present state is in its history only."""
    BOTH = "both"
    """The annotation stays as it is, and the other version becomes an annotation of its own beside it."""


@value(frozen=True, slots=True)
class Conflict:
    """Another version of an annotation, which says something else than the annotation does, until the user decides.

    ``version`` is the other version, ``own`` the annotation as it is in the file; None: it is not there any more, not
    even in the bin. ``title`` is the title of its entry, or the entry's id as long as the title is not known.
    """

    version: Version
    own: Annotation | None
    title: str

    @property
    def annotation(self) -> Annotation:
        """The annotation as the other version has it."""
        return self.version.annotation

    @property
    def quotation(self) -> str:
        """The text that the annotation was made on, in the other version; if it is on no text, its whole note."""
        return self.annotation.quotation or self.annotation.body

    @property
    def suggestion(self) -> None:
        """Always None: a Review, beside which conflicts are listed, may suggest a passage, a conflict never does."""


class Side(NamedTuple):
    """One of the two states of an annotation between which a conflict is, and who made it.

    ``annotation`` and ``by`` None: the annotation is not in the file any more. ``is_mine``: the owner of the file made
    this state and not the other. ``is_shown``: this is how the annotation is shown now.
    """

    annotation: Annotation | None
    by: Person | None
    is_mine: bool
    is_shown: bool

    @property
    def decision(self) -> Decision:
        """The decision that results in this state: KEEP for the state that is shown now, TAKE for the other."""
        return Decision.KEEP if self.is_shown else Decision.TAKE


def sides_of(conflict: Conflict, owner: Person | None) -> tuple[Side, Side]:
    """Return the two states of a conflict, first the one that the ``owner`` of the file made, whichever is shown now.

    If the owner made both or neither, or ``owner`` is None, the shown state is first, and ``is_mine`` of both is False.
    """
    own, other = conflict.own, conflict.version.by
    maker = None if own is None else own.changed_by or own.creator
    makers = [each is not None and owner is not None and each.uuid == owner.uuid for each in (maker, other)]
    is_clear = makers[0] != makers[1]
    shown = Side(own, maker, is_clear and makers[0], is_shown=True)
    waiting = Side(conflict.annotation, other, is_clear and makers[1], is_shown=False)
    return (waiting, shown) if waiting.is_mine else (shown, waiting)


def decided(conflict: Conflict, decision: Decision, at: datetime) -> tuple[Annotation, ...]:
    """Return what a decision at the time ``at`` makes of the annotation, and for BOTH the new annotation after it.

    Even if the annotation stays as it is, it gets a higher revision than both states have, so that the decision counts
    in every file. If the annotation is not in the file any more, the other version alone is returned, whatever the
    decision.
    """
    own, other = conflict.own, conflict.annotation
    revision = max(other.revision, own.revision if own is not None else 0) + 1
    if own is None or decision is Decision.TAKE:
        only_mine = own is not None and own.only_mine
        taken = replace(other, revision=revision, modified=at, deleted_at=None, only_mine=only_mine)
        return (replace(taken, changed_by=conflict.version.by),)
    kept = replace(own, revision=revision, modified=at)
    return (kept, replace(beside(conflict.version), only_mine=own.only_mine)) if decision is Decision.BOTH else (kept,)


def taken_back(now: Annotation, version: Version, at: datetime) -> Annotation:
    """Return the annotation ``now`` with the content of a former version; ``at`` is the time of this change.

    Its revision is one above the higher of those of ``now`` and ``version``. It is outside the bin, and
    ``only_mine`` is as in ``now``.
    """
    revision = max(now.revision, version.annotation.revision) + 1
    return replace(version.annotation, revision=revision, modified=at, deleted_at=None, only_mine=now.only_mine)


def beside(version: Version) -> Annotation:
    """Return a version as an annotation of its own, outside the bin.

    ``creator`` is still who first wrote the annotation, ``changed_by`` is who made the version. The uuid follows from
    the version's id, so that it is the same in every file.
    """
    uuid = uuid_of_name(f"urn:coopviewer:version:{version.id}")
    return replace(version.annotation, uuid=uuid, changed_by=version.by, deleted_at=None)
