"""Annotations files of several people, who send each other what they wrote."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from coopviewer.domain.annotations.annotation import Annotation, new_uuid
from coopviewer.domain.annotations.exchange import ExportSelection, ReadAnnotations
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.exchange.annotations.jsonld import from_jsonld, jsonld_lines
from coopviewer.storage.annotations.merging.conflicts import read_conflicts
from coopviewer.storage.annotations.merging.sending import versions_of
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, read_selection
from tests.storage.annotations.annotation_samples import DATASET, START, note


class Clock:
    """Returns a second more each time; ``ahead`` is how wrong it is."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.now = START + ahead

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def quick_folder() -> "TemporaryDirectory[str]":
    """Return a temporary folder that is in memory where the system has one: thousands of flushes take no time there."""
    memory = Path("/dev/shm")
    return TemporaryDirectory(dir=memory if memory.is_dir() else None)


@cache
def _empty_file() -> bytes:
    with quick_folder() as folder:
        path = Path(folder, "empty.db")
        AnnotationStore.open(path).close()
        return path.read_bytes()


def create_file(path: Path) -> None:
    """Create an annotations file of a new person, in a fifth of the time that creating its tables takes."""
    path.write_bytes(_empty_file())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE person SET uuid = ?", (new_uuid(),))


class FileDesk:
    """One person's annotations file."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        if not path.exists():
            create_file(path)
        self.store = AnnotationStore.open(path, now=self.clock)

    @property
    def all(self) -> tuple[Annotation, ...]:
        """All annotations, those in the bin included."""
        return read_selection(self.store, ExportSelection(with_bin=True))

    @property
    def seen(self) -> dict[str, tuple[str, tuple[str, ...], str, str]]:
        """What is not in the bin: note, tags, author, and who changed it last."""
        found = read_selection(self.store, ExportSelection())
        return {a.uuid: (a.body, a.tags, a.creator.uuid, (a.changed_by or a.creator).uuid) for a in found}

    @property
    def bodies(self) -> list[str]:
        return sorted(each[0] for each in self.seen.values())

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return read_conflicts(self.store, DATASET)[1]

    def write(self, body: str, uuid: str | None = None) -> Annotation:
        """Write a new note."""
        made = replace(note(uuid, body=body), creator=self.store.person, created=self.clock(), modified=self.clock())
        self.store.perform("Write", [made])
        return made

    def edit(self, uuid: str, times: int = 1, **changes: object) -> None:
        """Change a note, so many times."""
        for _ in range(times):
            (now,) = self.store.get([uuid])
            self.store.perform("Edit", [now.changed(self.clock(), **changes)])

    def bin(self, uuid: str) -> None:
        self.edit(uuid, deleted_at=self.clock())

    def file(self, *, plain: bool = False) -> bytes:
        """Export all; ``plain``: as files were before they had versions."""
        found = self.all
        versions = {} if plain else versions_of(self.store, found)
        return b"".join(jsonld_lines(found, sender=self.store.person, versions=versions))

    def file_read_only(self) -> bytes:
        """Export all as the command line does, which writes nothing into the file."""
        with closing(AnnotationStore.open(self.store.path, read_only=True, now=self.clock)) as store:
            found = read_selection(store, ExportSelection(with_bin=True))
            lines = jsonld_lines(found, sender=store.person, versions=versions_of(store, found))
        return b"".join(lines)

    def take(self, file: bytes) -> ImportPlan:
        return import_annotations(self.store, self.read(file), DATASET)[0]

    def read(self, file: bytes) -> ReadAnnotations:
        return from_jsonld(file)


def exchange(desks: Iterable[FileDesk]) -> None:
    """Let each take every other one's file, twice."""
    listed = list(desks)
    for _ in range(2):
        for one in listed:
            for other in listed:
                if one is not other:
                    other.take(one.file())
