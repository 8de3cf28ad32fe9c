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
    """Return the version that ``owner`` made by changing an annotation.

    If it says what another one said, ``standing`` or ``former``, it is by whoever made that: undoing, or taking a
    version as it is, makes nobody the author of its words.

    None if its state is that of the version that counts, and nothing was decided; or if it deletes what is deleted.
    ``now`` is the annotation as it is, None if it is no longer there, which counts as a deletion at the time ``at``.
    ``standing`` are its versions that none replaces, at least one. ``former`` are those that were replaced and are
    known. The new version replaces the one that counts, those ``alike`` (see Heads), and those with the ids
    ``decided``.
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
