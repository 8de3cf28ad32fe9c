"""The versions of annotations that are sent to another file."""

import sqlite3
from collections.abc import Mapping, Sequence

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.states import state_of, state_text
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions.making import make_versions
from coopviewer.storage.annotations.versions.tables import note_shared, parts_of, read_people, read_versions

Standing = Mapping[str, tuple[Version, ...]]
"""The versions of annotations that none replaces, by the annotations' uuids: the one that counts first."""


def versions_of(store: AnnotationStore, annotations: Sequence[Annotation]) -> Standing:
    """Return the versions of annotations that are to be sent, those of conflicts included.

    An annotation is left out if no version fits its state. Missing versions are made before, and it is stored that they
    are sent, unless the store is read only. Raises EnvironmentFault if the file cannot be read or written.
    """
    if store.read_only:
        with store.file.reading() as connection:
            return _fitting(connection, annotations)
    with store.file.writing() as connection:
        make_versions(connection, [each.uuid for each in annotations], store.person, store.now())
        found = _fitting(connection, annotations)
        note_shared(connection, (version for versions in found.values() for version in versions))
    return found


def _fitting(connection: sqlite3.Connection, annotations: Sequence[Annotation]) -> Standing:
    people = read_people(connection)
    by_uuid = {each.uuid: each for each in annotations}
    found: dict[str, tuple[Version, ...]] = {}
    for part in parts_of(list(by_uuid)):
        for uuid, known in read_versions(connection, part, people).items():
            if not known.standing:
                continue
            heads = choose_head(known.standing)
            if heads.chosen.state == state_text(state_of(by_uuid[uuid])):
                found[uuid] = (heads.chosen, *heads.conflicts, *heads.alike)
    return found
