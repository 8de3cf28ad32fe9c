"""Making the next version of an annotation from what is stored of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.version import Version, are_alike, make_version


def first_version(annotation: Annotation) -> Version:
    """Return the first version of an annotation, which replaces nothing.

    It is by the person who changed the annotation last, or else by its author.
    """
    return make_version(annotation, annotation.changed_by or annotation.creator)


def next_version(
    now: Annotation | None,
    standing: Sequence[Version],
    owner: Person,
    at: datetime,
    decided: Collection[str] = (),
    former: Sequence[Version] = (),
) -> Version | None:
    """Return the version that results from the change that ``owner`` made to an annotation; None if nothing changed.

    ``now`` is the annotation after the change; None if it was removed from the file: the version then says that it was
    deleted at the time ``at``. ``standing`` are its versions, at least one, that no other version replaces. One of them
    is the annotation as it was; others may be conflicts, which say something else. ``former`` are the known versions
    that were replaced. ``decided`` are the ids of conflicts that the user has decided about.

    The new version replaces all of ``standing`` but the conflicts that are not in ``decided``. Its maker is ``owner``,
    unless an earlier version says the same: then it is who made that one, because who undoes a change, or takes over a
    version as it is, is not the author of its words. Nothing changed if ``decided`` is empty and the state is as it
    was, or if ``now`` is None and the annotation was in the bin already.
    """
    heads = choose_head(standing)
    last = heads.chosen.annotation
    if now is None:
        if last.is_deleted:
            return None
        now = replace(last, revision=last.revision + 1, modified=at, deleted_at=at)
    replaced = [each for each in standing if each not in heads.conflicts or each.id in decided]
    earlier = {id for each in replaced for id in each.gone}
    made = make_version(now, maker_of(now, (*former, *standing), owner), (each.id for each in replaced), earlier)
    return made if decided or made.state != heads.chosen.state else None


def maker_of(now: Annotation, versions: Sequence[Version], owner: Person) -> Person:
    """Return who wrote what an annotation says: the maker of the earliest version that says the same, else ``owner``.

    The earliest is the one with the earliest time of modification.
    """
    same = [each for each in versions if are_alike(each.annotation, now)]
    return min(same, key=lambda each: (each.annotation.modified, each.id)).by if same else owner
