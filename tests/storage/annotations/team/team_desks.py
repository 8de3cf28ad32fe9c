"""Annotations files whose owners share a team folder, each with what their synchronising program has delivered."""

import shutil
from pathlib import Path

from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.team.team import TeamContent, TeamFile
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import remove_segments, write_segments
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team
from coopviewer.storage.annotations.team.publishing import Prepared, note_written, prepare
from coopviewer.storage.annotations.team.pulling import read_seen, read_status, receive
from tests.storage.annotations.annotation_samples import DATASET
from tests.storage.annotations.merging.desks import Clock, FileDesk

TEAM = TeamFile("Desk", DATASET)


class TeamDesk(FileDesk):
    """One person's annotations file, which takes part in a team; ``place`` is the folder as this machine has it."""

    def __init__(
        self, path: Path, place: Path, clock: Clock | None = None, tags: tuple[str, ...] | None = None
    ) -> None:
        super().__init__(path, clock)
        self.path, self.place = path, place
        place.mkdir(exist_ok=True)
        join_folder(place, TEAM)
        join_team(self.store, place, TEAM.name, DATASET, tags)

    @property
    def replica(self) -> str:
        membership = read_status(self.store).membership
        assert membership is not None
        return membership.replica

    def look(self) -> TeamContent:
        membership = read_status(self.store).membership
        assert membership is not None
        return TeamFolder(membership).look(read_seen(self.store))

    def pull(self) -> Change:
        return receive(self.store, self.look())[1]

    def publish(self) -> Prepared:
        prepared = prepare(self.store, self.look().own, pack)
        assert prepared is not None
        write_segments(prepared.membership, self.store.person, prepared.outgoing)
        note_written(self.store, prepared)
        remove_segments(prepared.membership, prepared.superfluous)
        return prepared

    def sync(self) -> Change:
        change = self.pull()
        self.publish()
        return change

    def reopen(self, path: Path | None = None) -> None:
        """Close the file and open it again, or another one in its place."""
        self.store.close()
        self.path = path or self.path
        self.store = AnnotationStore.open(self.path, now=self.clock)

    @property
    def segments(self) -> dict[str, bytes]:
        return segments_in(self.place)


def segments_in(place: Path) -> dict[str, bytes]:
    """Return the content of all segments in a folder, by their paths in it."""
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.glob("*/*.gz"))}


def deliver(source: Path, target: Path, *names: str) -> None:
    """Copy segments from one machine's folder to another's, as a synchronising program does; no names: all."""
    for path in sorted(source.glob("*/*")):
        name = str(path.relative_to(source))
        there = target / name
        is_cut = there.exists() and there.stat().st_size > path.stat().st_size  # and is replaced from elsewhere later
        if (not names or name in names) and not is_cut:
            there.parent.mkdir(exist_ok=True)
            shutil.copy(path, there)


def meet(*desks: TeamDesk) -> None:
    """Let all synchronise until all have everything."""
    for _ in range(2):
        for desk in desks:
            desk.sync()
    for desk in desks:
        desk.pull()
