"""Receiving versions of annotations from another file: stores them, and brings the annotations up to date."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.versions.heads import choose_head
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.annotations.versions.receiving import (
    VersionOutcome,
    is_overruled,
    is_revived,
    outcome_of,
    plain_version,
    plan_of,
)
from coopviewer.domain.annotations.versions.states import state_of, state_text
from coopviewer.domain.annotations.versions.version import Version, are_alike
from coopviewer.storage.annotations.earlier_versions import read_histories
from coopviewer.storage.annotations.edits import add_people, follow_names, put_edits
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.rows import RowEdit, time_text
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions.making import make_versions
from coopviewer.storage.annotations.versions.tables import (
    AMONG,
    KnownVersions,
    add_versions,
    break_circles,
    mark_conflicts,
    note_received,
    note_shared,
    parts_of,
    read_people,
    read_versions,
)

_KNOWN = f"SELECT id FROM version WHERE annotation_uuid IN {AMONG}"
_STANDING = f"""
    SELECT DISTINCT annotation_uuid FROM version
    WHERE annotation_uuid IN {AMONG} AND is_replaced = 0 AND state IS NOT NULL
"""
_LAST_OF = "SELECT max(json_extract(state, '$.modified')) FROM version WHERE changed_by = ? AND json_valid(state)"
_OUTDATE = "INSERT INTO version_parent (parent, version, is_direct) VALUES (?, ?, 0) ON CONFLICT DO NOTHING"


class Receiving:
    """Stores versions of annotations received from another file, when ``run`` is called, as one operation.

    Undoing the operation removes these versions too, as if they had not arrived.
    ``versions``: the received versions, each with the ids of those that it replaces.
    ``plain``: annotations from a file that knows no versions.
    ``sender``: the owner of the received file; None: the file does not say.
    """

    def __init__(
        self,
        store: AnnotationStore,
        versions: Iterable[Version],
        plain: Iterable[Annotation] = (),
        sender: Person | None = None,
    ) -> None:
        """Prepare to receive; nothing is read or written yet."""
        self._store = store
        self._given: dict[str, list[Version | Annotation]] = {}
        given: tuple[Version | Annotation, ...] = (*versions, *plain)
        for each in given:
            uuid = each.annotation.uuid if isinstance(each, Version) else each.uuid
            self._given.setdefault(uuid, []).append(each)
        self._sender = sender
        self._outcomes: list[tuple[VersionOutcome, Annotation]] = []
        self._added: list[str] = []
        self._revived: list[Annotation] = []
        self._undeleted: list[Annotation] = []

    def has_news(self) -> bool:
        """Return whether anything that was received is new to the store's file.

        New is a version that the file does not know, a plain annotation that differs from the stored one, and an
        annotation that the file itself has no longer, only versions of it. Raises EnvironmentFault if the file cannot
        be read.
        """
        with self._store.file.reading() as connection:
            return any(self._has_news(connection, part) for part in parts_of(list(self._given)))

    def _has_news(self, connection: sqlite3.Connection, part: Sequence[str]) -> bool:
        wanted = (json.dumps(list(part)),)
        known = {id.hex() for (id,) in connection.execute(_KNOWN, wanted)}
        here = {each.uuid: each for each in read_annotations(connection, part)}
        if not here.keys() >= {uuid for (uuid,) in connection.execute(_STANDING, wanted)}:
            return True
        return any(
            known.isdisjoint(self._possible_ids(each)) and not _says_the_same(each, here.get(uuid))
            for uuid in part
            for each in self._given[uuid]
        )

    def _possible_ids(self, given: Version | Annotation) -> set[str]:
        if isinstance(given, Version):
            return {given.id}
        return {plain_version(given, self._sender, is_known=each).id for each in (False, True)}

    def preview(self, dataset: str | None = None) -> ImportPlan:
        """Return what ``run`` would do with each annotation; nothing is written, but the file must be writable.

        ``dataset`` is the URN of the open reference; None: none is open. Raises EnvironmentFault if the file cannot be
        written.
        """
        with suppress(_Previewed):
            self._store.operate("preview", self._preview_edits, is_received=True)
        return plan_of(self._outcomes, dataset, self._revived, self._undeleted)

    def run(self, label: str, dataset: str | None = None) -> tuple[ImportPlan, Change]:
        """Receive in one operation; return what became of each annotation, and the change.

        ``label`` comes from ``operation``, such as ``operation("import", …)``. ``dataset`` is the URN of the open
        reference; None: none is open. If no annotation changes and the user has no conflict to decide, no operation is
        recorded and the change has the number 0; new versions are stored all the same. Raises EnvironmentFault if the
        file cannot be written; then nothing has changed.
        """
        change = self._store.operate(
            label, self._edits, is_received=True, is_step=self._has_conflicts, then=self._note_received
        )
        return plan_of(self._outcomes, dataset, self._revived, self._undeleted), change

    def _has_conflicts(self) -> bool:
        """Return whether the user has something to decide, which undoing takes back, even if no row changes."""
        return any(outcome is VersionOutcome.CONFLICT for outcome, _ in self._outcomes)

    def _note_received(self, connection: sqlite3.Connection, operation: int) -> None:
        note_received(connection, self._added, operation)

    def _preview_edits(self, connection: sqlite3.Connection) -> list[RowEdit]:
        self._edits(connection)
        raise _Previewed

    def _edits(self, connection: sqlite3.Connection) -> list[RowEdit]:
        self._outcomes, self._added, self._revived, self._undeleted = [], [], [], []
        store = self._store
        is_current = self._sender is not None and self._is_current(connection, self._sender)
        make_versions(connection, self._given, store.person, store.now())
        edits: list[RowEdit] = []
        put: list[Annotation] = []
        for part in parts_of(list(self._given)):
            put += self._receive(connection, part)
        add_people(connection, [person for each in put for person in (each.creator, each.changed_by) if person])
        edits += put_edits(connection, put)
        if self._sender is not None and is_current:  # of others a file may have an older name
            follow_names(connection, [self._sender])
        return edits

    def follow_sender(self, connection: sqlite3.Connection) -> None:
        """Store the sender's name as the received file has it, in the open transaction.

        The sender is the owner of that file. Nothing is stored if it names no owner, or has no change by the owner as
        recent as the latest one known here: the name in it may then be a former one.
        """
        if self._sender is not None and self._is_current(connection, self._sender):
            follow_names(connection, [self._sender])

    def _is_current(self, connection: sqlite3.Connection, sender: Person) -> bool:
        """Return whether a file is as new as what is known of its owner: it has the last that the owner wrote."""
        (known,) = connection.execute(_LAST_OF, (sender.uuid,)).fetchone()
        given = (each for versions in self._given.values() for each in versions)
        found = [modified for each in given if (modified := _modified_by(each, sender)) is not None]
        return known is None or (bool(found) and time_text(max(found)) >= known)

    def _receive(self, connection: sqlite3.Connection, part: Sequence[str]) -> list[Annotation]:
        """Store the versions of some annotations; return the annotations whose rows change by them."""
        people = read_people(connection)
        before = read_versions(connection, part, people)
        here = {each.uuid: each for each in read_annotations(connection, part)}
        fresh = self._fresh(part, before, here)
        added = [each for versions in fresh.values() for each in versions]
        add_versions(connection, added, self._store.now(), is_shared=True)
        self._added += [each.id for each in added]
        break_circles(connection, fresh)
        self._outdate(connection, fresh, before)
        changed = [uuid for uuid, new in fresh.items() if uuid in before or len(new) > 1]
        after = read_versions(connection, changed, people | read_people(connection))
        mark_conflicts(connection, after)
        after |= {uuid: KnownVersions(tuple(new)) for uuid, new in fresh.items() if uuid not in after}
        settled = [found for uuid, new in fresh.items() if (found := self._settle(new, here.get(uuid), after[uuid]))]
        gone = {uuid: before[uuid] for uuid in part if uuid in before and uuid not in here and uuid not in fresh}
        return settled + self._deleted(connection, gone)

    def _deleted(self, connection: sqlite3.Connection, gone: Mapping[str, KnownVersions]) -> list[Annotation]:
        """Return annotations that were removed from the file and that others turn out to have, as they will be stored.

        They are in the bin from then on, by which others learn of the deletion.
        """
        found = [choose_head(each.standing).chosen for each in gone.values() if each.standing]
        given = [each for version in found for each in self._given[version.annotation.uuid]]
        note_shared(connection, [each for each in given if isinstance(each, Version)])
        return [replace(each.annotation, changed_by=each.by) for each in found]

    def _fresh(
        self, part: Sequence[str], before: dict[str, KnownVersions], here: dict[str, Annotation]
    ) -> dict[str, list[Version]]:
        """Return the versions that are not known yet, by annotation; the outcome of the others is noted."""
        fresh: dict[str, list[Version]] = {}
        for uuid in part:
            known = before.get(uuid, KnownVersions())
            for given in self._given[uuid]:
                if _says_the_same(given, here.get(uuid)):
                    self._outcomes.append((VersionOutcome.SAME, here[uuid]))
                    continue
                version = (
                    given
                    if isinstance(given, Version)
                    else plain_version(given, self._sender, is_known=bool(known.ids))
                )
                new = fresh.get(uuid, [])
                if version.id in known.ids or any(each.id == version.id for each in new):
                    is_last = any(each.id == version.id for each in known.standing) or bool(new)
                    self._outcomes.append(
                        (VersionOutcome.SAME if is_last else VersionOutcome.OLDER, version.annotation)
                    )
                else:
                    fresh.setdefault(uuid, []).append(version)
        return fresh

    def _outdate(
        self, connection: sqlite3.Connection, fresh: dict[str, list[Version]], before: dict[str, KnownVersions]
    ) -> None:
        """Note which plain versions are former states of annotations here: what stands here replaces them."""
        plain = {
            uuid
            for uuid, versions in fresh.items()
            if uuid in before and before[uuid].standing and any(v.is_plain for v in versions)
        }
        histories = read_histories(self._store, plain) if plain else {}
        former = [
            (bytes.fromhex(version.id), bytes.fromhex(choose_head(before[uuid].standing).chosen.id))
            for uuid, history in histories.items()
            for version in fresh[uuid]
            if version.is_plain and before[uuid].standing and history.has(version.annotation)
        ]
        connection.executemany(_OUTDATE, former)
        connection.executemany("UPDATE version SET is_replaced = 1 WHERE id = ?", [(id,) for id, _ in former])

    def _settle(self, new: Sequence[Version], here: Annotation | None, known: KnownVersions) -> Annotation | None:
        """Note the outcome of new versions of one annotation; return it as it is to be stored, None if unchanged."""
        if not known.standing:  # those that replaced them are forgotten: the annotation was deleted long ago
            self._outcomes += [(VersionOutcome.OLDER, each.annotation) for each in new]
            return None
        heads = choose_head(known.standing)
        self._outcomes += [(outcome_of(each, here, heads), each.annotation) for each in new]
        self._undeleted += [each.annotation for each in new if is_overruled(each, heads)]
        if is_revived(here, heads):
            self._revived.append(heads.chosen.annotation)
        chosen = next((each for each in new if each.id == heads.chosen.id), heads.chosen)
        if here is not None and state_text(state_of(here)) == chosen.state:
            by = here.changed_by or here.creator
            return None if by.uuid == chosen.by.uuid else replace(here, changed_by=chosen.by)
        is_by_author = chosen.annotation.changed_by is None and chosen.by.uuid == chosen.annotation.creator.uuid
        if here is None and is_by_author and not chosen.annotation.only_mine:
            return chosen.annotation
        return replace(chosen.annotation, changed_by=chosen.by, only_mine=here is not None and here.only_mine)


def _says_the_same(given: Version | Annotation, here: Annotation | None) -> bool:
    """Return whether an annotation of a file without versions says what is stored."""
    return isinstance(given, Annotation) and here is not None and are_alike(given, here)


def _modified_by(given: Version | Annotation, sender: Person) -> datetime | None:
    """Return when the owner of a file changed an annotation of it; None: somebody else did.

    A file without versions does not say who it was: it counts as the owner.
    """
    if isinstance(given, Version):
        return given.annotation.modified if given.by.uuid == sender.uuid else None
    return given.modified


class _Previewed(Exception):
    """Ends a preview, so that nothing is written."""
