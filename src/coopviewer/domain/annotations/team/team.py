"""Values on a team folder: how a file takes part in it, what is in it, and what waits to be sent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version

SEGMENTS_BEFORE_BASE = 200
"""Segments of one's own after which a base segment is written: one with all versions that no other has replaced."""
DAYS_UNTIL_REMOVED = 30
"""Days after which the segments before a base segment are removed by their owner."""
DAYS_UNTIL_TOLD = 1
"""Days after which the user is informed of a segment that cannot be read; it may only be on its way until then."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class TeamFile(NamedTuple):
    """The description of a team folder: its name, and the URN of the dataset that it is about."""

    name: str
    dataset: str


class JoinablePlace(NamedTuple):
    """A folder that may become that of a team: the team that shares it, None if there is none yet.

    ``others`` is the number of files and folders in it that are no part of a team, among the first thousand.
    """

    team: TeamFile | None
    others: int


@dataclass(frozen=True, slots=True)
class Membership:
    """How an annotations file takes part in a team folder.

    ``place`` is the path of the folder. ``tags`` are the keys of the tags of which an annotation must have one to be
    sent; None: it needs none. ``replica`` is the uuid under which this file writes, ``number`` the highest number of a
    segment that it has used so far.
    """

    place: str
    name: str
    dataset: str
    tags: tuple[str, ...] | None
    replica: str
    number: int = 0


class FormerTeam(NamedTuple):
    """The team folder that an annotations file has left: its path, and the ``tags`` of its membership."""

    place: str
    tags: tuple[str, ...] | None


class SegmentId(NamedTuple):
    """What identifies a segment: the uuid of the replica that wrote it, and its number, from 1."""

    replica: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A file with versions of annotations that one replica wrote into a team folder, and whose content is valid.

    ``size`` are bytes of the file, ``sha256`` is the hash of these bytes. ``is_base``: it has all versions of
    the replica that no other has replaced, so that the segments before it are no longer needed.
    """

    id: SegmentId
    size: int
    sha256: bytes
    versions: tuple[Version, ...]
    is_base: bool = False


class Packed(NamedTuple):
    """The bytes of a segment to be written, and the versions in it."""

    content: bytes
    sha256: bytes
    versions: tuple[Version, ...]


class Outgoing(NamedTuple):
    """A segment of one's own that is to be written."""

    number: int
    content: bytes
    is_base: bool = False


class OwnFolder(NamedTuple):
    """What is in the folder of one's own replica: the numbers of its segments, and the hash of the last one's file.

    ``sha256`` None: there is no segment, or it cannot be read. ``sizes`` are in bytes, ``hashes`` those of the files
    that have been read so far, both by number. ``person`` is who the folder says it belongs to; None: it does not, or
    there is no segment.
    """

    numbers: frozenset[int] = frozenset()
    sha256: bytes | None = None
    sizes: Mapping[int, int] = {}
    hashes: Mapping[int, bytes] = {}
    person: Person | None = None


class Colleague(NamedTuple):
    """Somebody else's replica in a team folder: the uuid under which one file writes, and who owns that file.

    ``person`` is None where the folder does not say so. ``seen`` is when the segment with the highest number was
    written (UTC), None if it has none. ``left`` is when it left the team, as its own program wrote into the folder
    (UTC); None: it takes part, or the folder could not be reached then, or its program was an earlier version.
    """

    replica: str
    person: Person | None
    seen: datetime | None
    left: datetime | None = None


class Unreadable(NamedTuple):
    """A segment that cannot be read, with the reason: a code that ``rendering.words`` has a sentence for.

    Number 0 is the folder of the replica as a whole. ``size`` is in bytes.
    """

    id: SegmentId
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class TeamContent:
    """What was found in a team folder.

    ``segments`` are the new ones, those of a replica in the order of their numbers; ``unreadable`` are those that
    cannot be read. ``colleagues`` are the replicas of others, ``own`` is the folder of one's own. ``ignored`` are the
    paths, within the folder, sorted, of at most 200 files that belong to nothing known, such as conflicted copies. With
    ``has_more`` there are further segments, of which nothing is said here: they can be read once these were received.
    """

    segments: tuple[Segment, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    ignored: tuple[str, ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    own: OwnFolder = field(default_factory=OwnFolder)
    has_more: bool = False


class Unsendable(NamedTuple):
    """An annotation that no colleague's program would take.

    ``reason`` is a code that ``rendering.words`` has words for.
    """

    annotation: Annotation
    reason: str


class Waiting(NamedTuple):
    """What is to be sent: the number of annotations, and the first of them.

    ``unsendable`` are not among them: they are never sent as they are. Nor are the ``kept_here``, a number: those that
    colleagues have sent, that were changed here, and that lack the tags that are sent.
    """

    total: int = 0
    first: tuple[Annotation, ...] = ()
    unsendable: tuple[Unsendable, ...] = ()
    kept_here: int = 0


class TeamStatus(NamedTuple):
    """How the annotations file takes part, what waits to be sent, and segments that cannot be read, since when.

    ``membership`` None: it takes part in no team. ``former`` is the one that it left last, None if that is not known.
    """

    membership: Membership | None
    waiting: Waiting = Waiting()
    unreadable: Mapping[SegmentId, datetime] = {}
    former: FormerTeam | None = None


def current_people(colleagues: Iterable[Colleague]) -> tuple[Person, ...]:
    """Return the persons to whom replicas belong, each once, with the name in the replica that sent something last.

    Replicas of which the person is not known are left out.
    """
    return tuple(each.person for each in one_of_each(colleagues) if each.person is not None)


def one_of_each(colleagues: Iterable[Colleague], own: str = "") -> tuple[Colleague, ...]:
    """Return of each person the replica that sent something last, and the replicas of which the person is not known.

    A person has several after a file was copied, restored, or has left and joined again. They are in the order in which
    the persons first occur; those of the person with the uuid ``own`` are left out.
    """
    found: dict[str, Colleague] = {}
    for each in colleagues:
        key = each.replica if each.person is None else each.person.uuid
        last = found.get(key)
        if last is None or last.seen is None or (each.seen is not None and each.seen >= last.seen):
            found[key] = each
    return tuple(each for key, each in found.items() if key != own)


def is_replica(name: str) -> bool:
    """Return whether a text is a uuid in the form in which replicas are named."""
    return _UUID.fullmatch(name) is not None
