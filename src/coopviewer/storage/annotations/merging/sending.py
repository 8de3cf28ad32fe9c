"""The versions of annotations that are sent to another file."""

import sqlite3
from collections.abc import Mapping, Sequence

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.states import state_of, state_text
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions.making import make_versions, versions_to_make
from coopviewer.storage.annotations.versions.tables import note_shared, parts_of, read_people, read_versions

Standing = Mapping[str, tuple[Version, ...]]
"""The current versions of annotations, by the annotations' uuids: those that no other version replaces.

Of several, the first is the one that counts, which the annotation shows.
"""


def versions_of(store: AnnotationStore, annotations: Sequence[Annotation]) -> Standing:
    """Return the versions of annotations that are to be sent to another file, including those in conflict.

    An annotation whose present state has no version gets one first. The file notes that others have the returned
    versions. From a read-only store the same versions are returned, but nothing is stored or noted. An annotation is
    left out if its state, as given, is not that of the version that counts; it may have been changed after it was read.
    Raises EnvironmentFault if the file cannot be read or written.
    """
    uuids = [each.uuid for each in annotations]
    if store.read_only:
        with store.file.reading() as connection:
            made = versions_to_make(connection, uuids, store.person, store.now())
            return _fitting(connection, annotations, made)
    with store.file.writing() as connection:
        make_versions(connection, uuids, store.person, store.now())
        found = _fitting(connection, annotations, {})
        note_shared(connection, (version for versions in found.values() for version in versions))
    return found


def _fitting(
    connection: sqlite3.Connection, annotations: Sequence[Annotation], made: Mapping[str, Version]
) -> Standing:
    """Return the versions of annotations whose states they fit; ``made`` are further ones that are not stored."""
    people = read_people(connection)
    found: dict[str, tuple[Version, ...]] = {}
    for part in parts_of(list(annotations)):
        known = read_versions(connection, [each.uuid for each in part], people)
        for each in part:
            standing = known[each.uuid].standing if each.uuid in known else ()
            new = made.get(each.uuid)
            if new is not None:
                standing = (new, *(version for version in standing if version.id not in new.replaces))
            if standing:
                heads = choose_head(standing)
                if heads.chosen.state == state_text(state_of(each)):
                    found[each.uuid] = (heads.chosen, *heads.conflicts, *heads.alike)
    return found
