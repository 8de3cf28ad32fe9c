"""A replica on a machine of its own: an annotations file, a copy of the team folder on one of two sticks, a relay."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, tag_key
from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.exchange.annotations.jsonld import jsonld_lines
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.segments import BadSegment, unpack
from coopviewer.storage.annotations.merging.conflicts import read_history
from coopviewer.storage.annotations.merging.sending import versions_of
from coopviewer.storage.annotations.transfer import read_complete
from coopviewer_relay.mirror import Mirror
from coopviewer_relay.server import Server
from tests.storage.annotations.annotation_samples import DATASET
from tests.storage.annotations.merging.desks import Clock
from tests.storage.annotations.team.team_desks import TEAM, TeamDesk, deliver


class Content(NamedTuple):
    """What an annotation says."""

    uuid: str
    body: str
    tags: frozenset[str]
    colour: str | None
    status: str | None


def content_of(annotation: Annotation) -> Content:
    tags = frozenset(map(tag_key, annotation.tags))
    return Content(annotation.uuid, annotation.body, tags, annotation.colour, annotation.status)


class Replica(TeamDesk):
    """A person's machine; ``folder`` has everything of it, ``server`` is what its relay connects to, None: no relay."""

    def __init__(self, folder: Path, clock: Clock, server: Server | None = None) -> None:
        folder.mkdir()
        self.folder, self.server = folder, server
        self.kept: list[Path] = []
        self.taken: list[bytes] = []
        super().__init__(folder / "annotations.db", folder / "team", clock)

    @property
    def mirror(self) -> Mirror:
        """A relay that was started anew."""
        assert self.server is not None
        return Mirror(self.place, self.server, self.folder / "relay")

    @property
    def other_stick(self) -> Path:
        return self.folder / "other stick"

    def file(self, *, plain: bool = False) -> bytes:
        """Export all that is not the owner's alone."""
        assert not plain
        complete = read_complete(self.store, ExportSelection(), ExportFormat.JSONLD)
        found = [each for each in complete if not each.only_mine]
        lines = jsonld_lines(found, sender=self.store.person, versions=versions_of(self.store, found))
        return b"".join(lines)

    def take(self, file: bytes) -> ImportPlan:
        self.taken.append(file)
        return super().take(file)

    @property
    def shown(self) -> dict[str, Content]:
        return {each.uuid: content_of(each) for each in self.all if not each.is_deleted}

    @property
    def waiting(self) -> set[Content]:
        return {content_of(each.annotation) for each in self.conflicts}

    @property
    def visible(self) -> set[Content]:
        """All that the user can see now, what waits for a decision included."""
        return {*self.shown.values(), *self.waiting}

    @property
    def mine(self) -> set[str]:
        return {each.uuid for each in self.all if each.only_mine}

    @property
    def rows(self) -> dict[str, tuple[Content, int, bool]]:
        return {each.uuid: (content_of(each), each.revision, each.is_deleted) for each in self.all}

    @property
    def last_label(self) -> str:
        return self.store.steps().undo

    def readable(self, uuid: str) -> set[Content]:
        """Return all states of an annotation that the user can read, those in its history included."""
        known = {content_of(each.annotation) for each in read_history(self.store, uuid)}
        return known | {content_of(each) for each in self.store.get([uuid])}

    # What happens to its files

    def keep(self) -> None:
        """Put a copy of the file aside."""
        self.store.close()
        aside = self.folder / f"kept {len(self.kept)}"
        aside.mkdir()
        for path in self.folder.glob("annotations.db*"):
            shutil.copy(path, aside / path.name)
        self.kept.append(aside)
        self.reopen()

    def put_back(self, number: int) -> None:
        """Put an older copy of the file in its place; what is kept beside it may be of then, or of now."""
        self.store.close()
        # all of a machine that has two sticks, put back together, may write a number again: see test_replicas.py
        self._replace(
            self.kept[number % len(self.kept)], with_beside=bool(number % 2) and not self.other_stick.exists()
        )
        self.reopen()

    def become_copy_of(self, other: "Replica", number: int) -> None:
        """Have a copy of another one's file instead of the own one; its folder has the same name on this machine."""
        self.store.close()
        other.store.close()
        self._replace(other.folder, with_beside=bool(number % 2))
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("UPDATE team SET place = ?", (str(self.place),))
        other.reopen()
        self.reopen()

    def _replace(self, source: Path, *, with_beside: bool) -> None:
        names = ("annotations.db", "annotations.db.replica") if with_beside else ("annotations.db",)
        for log in ("-wal", "-shm"):
            self.path.with_name(f"{self.path.name}{log}").unlink(missing_ok=True)
        for name in names:
            if (source / name).exists():
                shutil.copy(source / name, self.folder / name)

    def change_stick(self) -> None:
        """Put the other stick in."""
        if not self.other_stick.exists():
            self.other_stick.mkdir()
            join_folder(self.other_stick, TEAM)
        away = self.folder / "away"
        self.place.rename(away)
        self.other_stick.rename(self.place)
        away.rename(self.other_stick)

    def both_sticks(self) -> None:
        """Copy what is on the other stick to the one that is in."""
        if self.other_stick.exists():
            deliver(self.other_stick, self.place)

    @property
    def places(self) -> list[Path]:
        return [each for each in (self.place, self.other_stick) if each.exists()]


def versions_in(place: Path) -> Iterator[Version]:
    """Yield all versions in the whole segments of a folder."""
    for path in sorted(place.glob("*/*.gz")):
        try:
            yield from unpack(path.read_bytes(), path.parent.name, DATASET)
        except BadSegment:
            continue
