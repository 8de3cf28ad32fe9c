"""What is stored of a changed annotation while another version of it waits for the user's decision.

All files that know the same versions of an annotation have to show the same one. That is usually the changed one, since
a change gives it the higher revision. But the waiting version may come first if the change is a deletion, or brings
back an older state, from a backup or by undoing: something else then has to be stored. The function raises
sqlite3.Error, which ``AnnotationFile.writing`` turns into faults.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.versions.making import versions_to_make
from coopviewer.storage.annotations.versions.tables import AMONG, read_people, read_versions

_WAITING = f"SELECT DISTINCT annotation_uuid FROM version WHERE is_conflict = 1 AND annotation_uuid IN {AMONG}"


class Precedence(NamedTuple):
    """What is to be stored instead of some changed annotations; empty if all are to be stored as they are.

    ``annotations``: what to store in place of each of these; for one that is deleted, the version that counts most.
    ``taken``: the ids, in hexadecimal, of the versions that ``annotations`` has in place of deleted annotations.
    """

    annotations: tuple[Annotation, ...] = ()
    taken: tuple[str, ...] = ()


def precedence_of(connection: sqlite3.Connection, uuids: Iterable[str], owner: Person, at: datetime) -> Precedence:
    """Return what to store in place of those changed annotations that other files would show differently.

    The other files would show a version that waits for a decision here and counts more than the change. An annotation
    that is not deleted then gets a higher revision than all such versions; in place of a deleted one, the version that
    counts most is stored. ``uuids`` are those of the changed annotations. ``owner`` is the file's owner, who made the
    changes, which are noted but have no versions yet; ``at`` is the present time.
    """
    waiting = [uuid for (uuid,) in connection.execute(_WAITING, (json.dumps(list(uuids)),))]
    if not waiting:  # as nearly always
        return Precedence()
    made = versions_to_make(connection, waiting, owner, at)
    known = read_versions(connection, made, read_people(connection))
    present = {each.uuid: each for each in read_annotations(connection, list(made))}
    annotations: list[Annotation] = []
    taken: list[str] = []
    for uuid, version in made.items():
        rest = [each for each in known[uuid].standing if each.id not in version.replaces]
        chosen, here = choose_head([version, *rest]).chosen, present.get(uuid)
        if chosen is not version:
            is_shown = here is not None and not here.is_deleted
            annotations.append(_above(here, rest) if here is not None and is_shown else _as_chosen(chosen, here))
            taken += [] if is_shown else [chosen.id]
    return Precedence(tuple(annotations), tuple(taken))


def _above(here: Annotation, rest: Sequence[Version]) -> Annotation:
    return replace(here, revision=max(each.annotation.revision for each in rest) + 1)


def _as_chosen(chosen: Version, here: Annotation | None) -> Annotation:
    by = None if chosen.by.uuid == chosen.annotation.creator.uuid else chosen.by
    return replace(chosen.annotation, changed_by=by, only_mine=here is not None and here.only_mine)
