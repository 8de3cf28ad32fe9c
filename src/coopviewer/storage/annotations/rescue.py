"""Rescuing annotations whose file was damaged while it was open: what can still be read is saved in a new file."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.storage.annotations.edits import add_people, put_edits
from coopviewer.storage.annotations.file.backup_files import LOGS, backups_of, write_copy
from coopviewer.storage.annotations.file.opening import open_annotation_file
from coopviewer.storage.annotations.queries import read_annotations
from coopviewer.storage.annotations.rows import RowEdit
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.versions.making import make_versions

_NOT_READ = (sqlite3.Error, ValueError, KeyError, TypeError)


class Rescued(NamedTuple):
    """A new file with what could be rescued of a damaged one.

    ``path``: the path of the new file.
    ``is_whole``: it has everything that the damaged file had. If not, it has the content of the newest backup that can
    be read, if there is one, and what could still be read of the damaged file.
    """

    path: Path
    is_whole: bool


def rescue(store: AnnotationStore, drafts: Sequence[Annotation] = ()) -> Rescued:
    """Save what a store can still read of its damaged file in a new file beside it, and add ``drafts``.

    ``drafts`` are annotations that could not be written. The new file, such as ``notes.rescued.db``, is a whole copy if
    SQLite's pages in memory, log and file still make up one. If not, it begins as a copy of the newest backup that can
    be read, or else empty. Added to it are then, as far as they can be read, the annotations that the store wrote since
    it was opened, and those of the damaged file that the new one lacks or has without the mark *only mine*, under the
    names of who wrote what they say; none if another file was put over the damaged one. The damaged file, its log and
    the backups stay as they are. Raises EnvironmentFault if the new file cannot be written.
    """
    target = _free_name(store.path)
    is_whole = _copy_all(store, target)
    if not is_whole:
        _begin_with_backup(store, target)
    with closing(AnnotationStore.open(target, now=store.now)) as rescued:
        if not is_whole and rescued.person != store.person and not backups_of(store.path):
            _take_owner(rescued, store)
        if not is_whole and (left := tuple(_left(store, rescued))):
            _add(rescued, left)
        if drafts:
            rescued.perform(operation("write-note"), drafts)
    return Rescued(target, is_whole)


def _free_name(path: Path) -> Path:
    for number in count(1):
        found = path.with_name(f"{path.stem}.rescued{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not any(found.with_name(f"{found.name}{suffix}").exists() for suffix in ("", *LOGS)):
            return found
    raise AssertionError


def _copy_all(store: AnnotationStore, target: Path) -> bool:
    """Copy the file as its connection has it; return False if that is no whole annotations file, or another one."""
    if not store.file.is_continued():
        return False
    try:
        store.file.log_index.keep()
        write_copy(store.file.connection, target)
    except EnvironmentFault as fault:
        if fault.code in ("annotations.copy-damaged", "annotations.damaged"):
            return False
        raise
    try:
        open_annotation_file(target).close()
    except EnvironmentFault:
        target.unlink(missing_ok=True)
        return False
    return True


def _begin_with_backup(store: AnnotationStore, target: Path) -> None:
    for each in reversed(backups_of(store.path)):
        with suppress(EnvironmentFault):
            with closing(open_annotation_file(each.path, read_only=True)) as backup:
                write_copy(backup.connection, target)
            return


def _take_owner(rescued: AnnotationStore, store: AnnotationStore) -> None:
    """Let the owner of a new file be that of the damaged one."""
    if store.person.uuid:
        with rescued.file.writing() as connection:
            values = (store.person.uuid, store.person.name)
            connection.execute("UPDATE person SET uuid = ?, name = ? WHERE is_owner = 1", values)


def _add(rescued: AnnotationStore, left: Sequence[Annotation]) -> None:
    """Add annotations of the damaged file; what each says stays the words of whoever wrote it there."""
    makers: dict[Person, list[str]] = {}
    for each in left:
        makers.setdefault(each.changed_by or each.creator, []).append(each.uuid)

    def edits_of(connection: sqlite3.Connection) -> list[RowEdit]:
        add_people(connection, (*makers, *(each.creator for each in left)))
        return put_edits(connection, left)

    rescued.operate(operation("write-note"), edits_of)
    with rescued.file.writing() as connection:  # before the owner would count as the one who made the change
        for maker, uuids in makers.items():
            make_versions(connection, uuids, maker, rescued.now())


def _left(store: AnnotationStore, rescued: AnnotationStore) -> Iterator[Annotation]:
    """Yield what can be read of what was written since the file was opened, and of what the new file lacks.

    What the new file lacks is an annotation, or its mark as *only mine*. Nothing if what can be read is another file.
    """
    if not store.file.is_continued():
        return
    damaged = store.file.connection
    there = dict(rescued.file.connection.execute("SELECT uuid, only_mine FROM annotation").fetchall())
    uuids = dict.fromkeys([*store.written, *there])
    with suppress(*_NOT_READ):
        for (uuid,) in damaged.execute("SELECT uuid FROM annotation"):
            uuids.setdefault(uuid)
    for uuid in uuids:
        with suppress(*_NOT_READ):
            if uuid in store.written or uuid not in there or (not there[uuid] and _is_only_mine(damaged, uuid)):
                yield from read_annotations(damaged, [uuid])


def _is_only_mine(damaged: sqlite3.Connection, uuid: str) -> bool:
    return damaged.execute("SELECT 1 FROM annotation WHERE uuid = ? AND only_mine = 1", (uuid,)).fetchone() is not None
