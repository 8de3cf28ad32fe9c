"""Mirroring a team folder to a database and back: nothing is lost if either goes, and nothing is doubled.

Each step is stored only once it has taken effect; one that was interrupted is done again, which changes nothing.
"""

import os
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import Membership, Outgoing
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.digests import sha256_of
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.description import read_team
from coopviewer.exchange.team.folder import TeamFolder, segment_name
from coopviewer.exchange.team.segments import BadSegment, line_of, pack, version_of_line
from coopviewer.exchange.team.writing import write_segments
from coopviewer.file_kinds import full_path
from coopviewer_relay.database import RelayDatabase
from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Server
from coopviewer_relay.state import RelayState

NOBODY = "00000000-0000-4000-8000-000000000000"
"""The replica that lines in the database name: which one wrote a version into a folder does not matter there."""
_PERSON = Person("6c1f7a0e-6b5b-4f6e-9a55-0c0ffee00000", "coopviewer-relay")
_LEAST, _MOST = 2.0, 300.0  # seconds between two tries after a problem


class Round(NamedTuple):
    """What one round did: the numbers of versions that were sent and received, and of those that could not be read.

    Versions that the database had already, as another relay sent them, count as sent too.
    """

    sent: int = 0
    received: int = 0
    refused: int = 0


class Mirror:
    """Mirrors one team folder to one database, and the database to the folder."""

    def __init__(self, folder: Path, server: Server, state_folder: Path) -> None:
        """Read the folder's description and what is remembered of it; raises Problem if it is no team folder.

        ``state_folder`` is where the memory of each pair of folder and database is, a file each.
        """
        try:
            self._team = read_team(folder)
        except EnvironmentFault as fault:
            raise Problem(f"{folder} cannot be used as a team folder ({fault}).") from fault
        self._folder, self._server = folder, server
        key = f"{full_path(folder)} {server}"
        name = "".join(each if each.isalnum() else "-" for each in f"{folder.name}-{server.host}-{server.database}")
        digest = sha256_of(os.fsencode(key))[:8]  # folders at two places may have one name
        self.state = RelayState(state_folder / f"{name}-{digest}.json", key)

    def once(self) -> Round:
        """Send what is new in the folder, and write what is new in the database into it.

        Raises Problem if the database or the folder cannot be used; what was done until then stays done.
        """
        database = self.connect()
        try:
            return self.round(database)
        finally:
            database.close()

    def connect(self) -> RelayDatabase:
        """Return a connection; raises Problem if there is none, or if its team is about another dataset."""
        database = RelayDatabase(self._server)
        if database.team.dataset != self._team.dataset:
            team = database.team
            database.close()
            raise Problem(f"The folder is about {self._team.dataset}, the team {team.name} about {team.dataset}.")
        return database

    def round(self, database: RelayDatabase) -> Round:
        """Do what ``once`` does, by an open connection; with a database that is not the one remembered, all anew."""
        state = self.state
        count, total = database.counts(state.replica)
        if count < state.count or total < state.total or database.horizon() < state.mark:
            state.forget()  # a backup of the database was restored, or it was created anew
        try:
            sent = self._send(database)
            received, refused = self._receive(database)
        except EnvironmentFault as fault:
            raise Problem(f"The team folder {self._folder} cannot be used now ({fault}).", is_passing=True) from fault
        except OSError as error:
            words = f"{state.path} cannot be written: {error.strerror or error}."
            raise Problem(words, is_passing=True) from error
        return Round(sent, received, refused)

    def _membership(self) -> Membership:
        return Membership(
            str(self._folder), self._team.name, self._team.dataset, None, self.state.replica, self.state.number
        )

    def _send(self, database: RelayDatabase) -> int:
        folder, count = TeamFolder(self._membership()), 0
        while True:
            found = folder.look(self.state.sent)
            if not found.segments:
                return count
            lines = [(each.id, line_of(each, NOBODY)) for segment in found.segments for each in segment.versions]
            database.add(self.state.replica, [(id, line.decode()) for id, line in lines if line is not None])
            sizes = {segment.id: segment.size for segment in found.segments}
            self.state.note_sent(sizes, database.counts(self.state.replica))
            count += len(lines)

    def _receive(self, database: RelayDatabase) -> tuple[int, int]:
        count = refused = 0
        if self._has_lost():
            self.state.forget_written()
        until = database.horizon()
        for part in database.news(self.state.replica, self.state.mark, until):
            versions, bad = _read(part, self._team.dataset)
            refused += bad
            count += len(versions)
            self._write(versions)
        self.state.note_read(until, self.state.number)
        return count, refused

    def _write(self, versions: list[Version]) -> None:
        membership = self._membership()
        known = TeamFolder(membership).look(self.state.sent).own.numbers
        number = max((self.state.number, *known))
        packed = [each.content for each in pack(versions, membership.replica)]
        outgoing = [Outgoing(number + place, content) for place, content in enumerate(packed, start=1)]
        write_segments(membership, _PERSON, outgoing)
        self.state.note_written({each.number: len(each.content) for each in outgoing})

    def _has_lost(self) -> bool:
        """Return whether a segment that this relay wrote is not in the folder any more, or is cut off."""
        folder = self._folder / self.state.replica
        return any(_size(folder / segment_name(number)) != size for number, size in self.state.written.items())

    def run(self, every: float, say: Callable[[str], None], is_stopped: Callable[[], bool]) -> None:
        """Mirror until ``is_stopped`` returns True: when the server announces a change, and each ``every`` seconds.

        ``say`` receives a sentence on each connection, on each round that did something, and on each problem that may
        pass; the next try then follows after a growing time. Raises Problem for any other.
        """
        pause = _LEAST
        while not is_stopped():
            try:
                for done in self._rounds(every, say, is_stopped):
                    pause = _LEAST
                    if any(done):
                        say(f"{done.sent} versions sent, {done.received} received, {done.refused} refused.")
            except Problem as problem:
                if not problem.is_passing:
                    raise
                say(f"{problem} The next try is in {pause:.0f} seconds.")
                _sleep(pause, is_stopped)
                pause = min(2 * pause, _MOST)

    def _rounds(
        self, every: float, say: Callable[[str], None], is_stopped: Callable[[], bool]
    ) -> Generator[Round, None, None]:
        """Connect, and yield what each round did, until ``is_stopped`` returns True."""
        with closing(self.connect()) as database:
            database.listen()
            say(f"Connected to {self._server}, as a member of the team {database.team.name}.")
            while not is_stopped():
                yield self.round(database)
                _wait(database, every, is_stopped)


def _size(path: Path) -> int | None:
    """Return the bytes of a file; None if there is none."""
    try:
        return path.lstat().st_size
    except OSError:
        return None


def _read(part: list[tuple[str, str]], dataset: str) -> tuple[list[Version], int]:
    """Return the versions of lines whose ids are right, and how many lines were refused."""
    versions: list[Version] = []
    for id, line in part:
        try:
            version = version_of_line(line.encode(), NOBODY, dataset)
        except BadSegment:
            continue
        if version.id == id:
            versions.append(version)
    return versions, len(part) - len(versions)


def _wait(database: RelayDatabase, seconds: float, is_stopped: Callable[[], bool]) -> None:
    left = seconds
    while left > 0 and not is_stopped():
        if database.wait(min(left, 1.0)):
            return
        left -= 1.0


def _sleep(seconds: float, is_stopped: Callable[[], bool]) -> None:
    left = seconds
    while left > 0 and not is_stopped():
        Event().wait(min(left, 0.5))
        left -= 0.5
