"""A team folder as seen by one replica: what is in it, and reading what is new. Nothing of others is ever written.

A replica is an annotations file that takes part in the team; it writes into a subfolder of its own, named by its uuid.
Only files with names that the program writes are opened; links, devices and pipes never are. A segment is taken whole
or not at all.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import (
    Colleague,
    Membership,
    OwnFolder,
    Segment,
    SegmentId,
    TeamContent,
    Unreadable,
    is_replica,
)
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.team.description import PERSON, TEAM, read_left, read_person, read_team
from coopviewer.exchange.team.opening import read_plain
from coopviewer.exchange.team.segments import MOST_BYTES, BadSegment, unpack

MOST_AT_ONCE = 20
"""The most segments that one look returns; the others are read once these were received."""
_MOST_ENTRIES = 10_000  # of one folder that are looked at
_MOST_HASHED = 2 * MOST_BYTES  # bytes of one's own segments that are read in one look, and not again until they change
_MOST_IGNORED = 200  # that are listed
_SEGMENT = re.compile(r"(?P<number>\d{8})(?P<base>\.base)?\.jsonl\.gz", re.ASCII)
_PART = re.compile(r"\.\d{8}(\.base)?\.part", re.ASCII)


def segment_name(number: int, *, is_base: bool = False) -> str:
    """Return the name of a segment's file, such as ``00000012.jsonl.gz``, or ``00000012.base.jsonl.gz`` for a base.

    ``number`` counts from 1. A base segment (``is_base``) has all versions of annotations that are still current, so
    that the replica's segments with lower numbers are no longer needed.
    """
    return f"{number:08}{'.base' if is_base else ''}.jsonl.gz"


@dataclass(slots=True)
class _Look:
    """Collects what is found in one look at a folder."""

    segments: list[Segment] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    colleagues: list[Colleague] = field(default_factory=list)
    has_more: bool = False

    def ignore(self, path: str) -> None:
        if len(self.ignored) < _MOST_IGNORED:
            self.ignored.append(path)


class TeamFolder:
    """Reads a team folder for one replica, and remembers which segments are invalid until their files change."""

    def __init__(self, membership: Membership) -> None:
        """Read nothing yet; ``membership`` names the folder, the team's dataset, and the replica."""
        self.membership = membership
        self._place = Path(membership.place)
        self._refused: dict[SegmentId, tuple[tuple[int, int], Unreadable]] = {}
        self._hashes: dict[int, tuple[tuple[int, int], bytes]] = {}  # of one's own segments
        self._people: dict[str, tuple[tuple[int, int], Person | None, datetime | None]] = {}

    def look(self, seen: Mapping[SegmentId, int]) -> TeamContent:
        """Read the new segments in the folder, and return them with what else is in it.

        ``seen`` has the length in bytes of each segment that was received before. A segment is new if it is not in
        ``seen`` or has another length now: a colleague who restored an old copy of folder and annotations file may
        write a number again. At most 20 new segments are returned; with ``has_more`` there are others, for which
        ``look`` is called again.

        A new segment that is invalid or cannot be read is listed as unreadable; an invalid one is not read again until
        its file changes. A colleague's folder that cannot be read is listed as unreadable too, as a segment with the
        number 0. The replica's own segments are not read as segments: ``own`` has their numbers, their sizes, and the
        hashes of those that were hashed so far.

        Raises EnvironmentFault if the folder cannot be read, is no team folder or another team's, or if its description
        is damaged or of a newer version.
        """
        check_team(self.membership)
        look = _Look()
        own = OwnFolder()
        try:
            for entry in _entries(self._place):
                if entry.name in (TEAM,) and entry.is_file(follow_symlinks=False):
                    continue
                if not is_replica(entry.name) or not _is_folder(entry):
                    look.ignore(entry.name)
                elif entry.name == self.membership.replica:
                    own = self._own(Path(entry.path), look)
                else:
                    self._read_replica(entry.name, seen, look)
        except OSError as error:
            raise fault_of_place(self._place, error) from error
        return TeamContent(
            tuple(look.segments),
            tuple(look.unreadable),
            tuple(sorted(look.ignored)),
            tuple(look.colleagues),
            own,
            look.has_more,
        )

    def _own(self, folder: Path, look: _Look) -> OwnFolder:
        files = dict(_segments(folder, look))
        if not files:
            return OwnFolder()
        left = _MOST_HASHED
        sizes: dict[int, int] = {}
        for number in sorted(files, reverse=True):
            with suppress(OSError):
                found = files[number].lstat()
                sizes[number], state = found.st_size, (found.st_size, found.st_mtime_ns)
                known = self._hashes.get(number)
                if number == max(files) or (left > 0 and (known is None or known[0] != state)):
                    left -= sizes[number]
                    self._hashes.pop(number, None)
                    self._hashes[number] = state, sha256(read_plain(files[number], MOST_BYTES)).digest()
        hashes = {number: known[1] for number, known in self._hashes.items() if number in files}
        person, _ = self._person(self.membership.replica)
        return OwnFolder(frozenset(files), hashes.get(max(files)), sizes, hashes, person)

    def _read_replica(self, replica: str, seen: Mapping[SegmentId, int], look: _Look) -> None:
        folder = self._place / replica
        newest = 0.0
        try:
            files = dict(_segments(folder, look))
        except OSError:
            look.unreadable.append(Unreadable(SegmentId(replica, 0), "not-reached", 0))
            return
        for number, path in sorted(files.items()):
            id = SegmentId(replica, number)
            if id not in seen or _size(path) not in (seen[id], None):
                self._take(id, path, look)
        if files:
            with suppress(OSError):
                newest = files[max(files)].lstat().st_mtime
        person, left = self._person(replica)
        look.colleagues.append(Colleague(replica, person, _moment(newest), left))

    def _take(self, id: SegmentId, path: Path, look: _Look) -> None:
        if len(look.segments) >= MOST_AT_ONCE:
            look.has_more = True
            return
        size, state = 0, (0, 0)
        try:
            found = path.lstat()
            size, state = found.st_size, (found.st_size, found.st_mtime_ns)
            known = self._refused.get(id)
            if known is not None and known[0] == state:
                look.unreadable.append(known[1])
                return
            look.segments.append(self._read(id, path))
        except (BadSegment, OSError) as error:
            reason = error.reason if isinstance(error, BadSegment) else "not-reached"
            refused = Unreadable(id, reason, size)
            if isinstance(error, BadSegment):
                self._refused[id] = state, refused
            look.unreadable.append(refused)

    def _read(self, id: SegmentId, path: Path) -> Segment:
        content = read_plain(path, MOST_BYTES)
        versions = unpack(content, id.replica, self.membership.dataset)
        return Segment(id, len(content), sha256(content).digest(), versions, is_base=".base." in path.name)

    def _person(self, replica: str) -> tuple[Person | None, datetime | None]:
        """Return to whom a replica belongs, and when it left the team."""
        path = self._place / replica / PERSON
        try:
            found = path.lstat()
        except OSError:
            return None, None
        state = found.st_size, found.st_mtime_ns
        known = self._people.get(replica)
        if known is None or known[0] != state:
            known = self._people[replica] = state, read_person(path), read_left(path)
        return known[1:]


def check_team(membership: Membership) -> None:
    """Check that a team folder is there, and that its team is about the same dataset as the membership.

    Otherwise, or if the folder's description is damaged or of a newer version, EnvironmentFault is raised.
    """
    found = read_team(Path(membership.place))
    if found.dataset != membership.dataset:
        raise EnvironmentFault("team.other-dataset", path=membership.place, dataset=found.dataset)


def fault_of_place(place: Path, error: OSError) -> EnvironmentFault:
    """Return the fault that a team folder cannot be reached, with the system's reason."""
    return EnvironmentFault("team.not-reached", path=place, error=error.strerror or str(error))


def _segments(folder: Path, look: _Look) -> Iterator[tuple[int, Path]]:
    """Yield the numbers and paths of the segments in a replica's folder; note the other files, which are ignored."""
    for entry in _entries(folder):
        named = _SEGMENT.fullmatch(entry.name)
        if named is not None and entry.is_file(follow_symlinks=False) and int(named["number"]):
            yield int(named["number"]), Path(entry.path)
        elif not (entry.name == PERSON or _PART.fullmatch(entry.name)):
            look.ignore(f"{folder.name}/{entry.name}")


def _entries(folder: Path) -> "Iterator[os.DirEntry[str]]":
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= _MOST_ENTRIES:
                return
            yield entry


def _size(path: Path) -> int | None:
    """Return the bytes of a file; None if it has just gone."""
    try:
        return path.lstat().st_size
    except OSError:
        return None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Return whether an entry is a folder itself; a link to one, or a junction of Windows, is not."""
    found = entry.stat(follow_symlinks=False)
    is_reparsed = getattr(found, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISDIR(found.st_mode) and not is_reparsed


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None
