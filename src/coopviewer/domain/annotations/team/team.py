"""Values on a team folder: how a file takes part in it, what is in it, and what waits to be sent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.versions.version import Version

SEGMENTS_BEFORE_BASE = 200
"""After how many segments an annotations file writes a base segment: one with all its versions that still count."""
DAYS_UNTIL_REMOVED = 30
"""After how many days the program that wrote a base segment removes its older segments."""
DAYS_UNTIL_TOLD = 1
"""Days after which the user is informed of a segment that cannot be read; it may only be on its way until then."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class TeamFile(NamedTuple):
    """The description of a team: the name of the team, and the URN of the dataset whose annotations it shares."""

    name: str
    dataset: str


class JoinablePlace(NamedTuple):
    """A folder that the user may choose as a team folder: the team that shares it, None if there is none yet.

    ``others`` is the number of files and folders in it that are no part of a team; only the first thousand names in it
    are looked at.
    """

    team: TeamFile | None
    others: int


@dataclass(frozen=True, slots=True)
class Membership:
    """How an annotations file takes part in a team folder.

    ``place`` is the path of the folder; ``name`` and ``dataset`` are as in TeamFile. ``tags`` are in the form in which
    tags are compared (``tag_key``): only annotations with one of them are sent, and those that were sent from here
    before; None: tags do not matter. ``replica`` is the uuid under which this file writes into the folder, and
    ``number`` the highest number of a segment (a file there) that it has used so far.
    """

    place: str
    name: str
    dataset: str
    tags: tuple[str, ...] | None
    replica: str
    number: int = 0


class FormerTeam(NamedTuple):
    """The team folder that an annotations file has left: its path, and the tags that were chosen for sending.

    ``tags`` None: annotations were sent whatever their tags.
    """

    place: str
    tags: tuple[str, ...] | None


class SegmentId(NamedTuple):
    """What identifies a segment (a file in a team folder): the uuid of the replica that wrote it, and its number.

    Numbers count from 1. A replica is one annotations file that takes part in the team.
    """

    replica: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A file with versions of annotations that one replica wrote into a team folder, and whose content is valid.

    A replica is one annotations file that takes part in the team. ``size`` is the number of the segment's bytes,
    ``sha256`` the hash of them. ``is_base``: it has all versions that the replica sent or received and that no other
    version has replaced, or a part of them if one segment is too small. The replica's earlier segments are then no
    longer needed.
    """

    id: SegmentId
    size: int
    sha256: bytes
    versions: tuple[Version, ...]
    is_base: bool = False


class Packed(NamedTuple):
    """The bytes of a segment to be written, their hash, and the versions in it."""

    content: bytes
    sha256: bytes
    versions: tuple[Version, ...]


class Outgoing(NamedTuple):
    """A segment that this annotations file is to write into the team folder: its number, and its bytes.

    ``is_base``: as in Segment.
    """

    number: int
    content: bytes
    is_base: bool = False


class OwnFolder(NamedTuple):
    """What is in the folder into which this annotations file writes: its segments, by their numbers.

    ``numbers`` has all of them. ``sha256`` is the hash of the file of the last segment, None: there is none, or it
    cannot be read. ``sizes`` are in bytes, ``hashes`` the hashes of the files that have been read so far, both by the
    number of the segment. ``person`` is who the folder says it belongs to; None: it does not say so, or there is no
    segment.
    """

    numbers: frozenset[int] = frozenset()
    sha256: bytes | None = None
    sizes: Mapping[int, int] = {}
    hashes: Mapping[int, bytes] = {}
    person: Person | None = None


class Colleague(NamedTuple):
    """A replica in a team folder other than this file's own: the uuid under which another file writes, and its owner.

    ``person`` is the owner, perhaps the user with a copy of the file; None where the folder does not name one. ``seen``
    is when the segment with the highest number was written (UTC), None without segments. ``left`` is when the file left
    the team (UTC), as the owner's program wrote into the folder; None: it still takes part, the folder could not be
    reached then, or the program was an earlier version.
    """

    replica: str
    person: Person | None
    seen: datetime | None
    left: datetime | None = None


class Unreadable(NamedTuple):
    """A segment (a file in a team folder) that cannot be read, with the reason.

    ``reason`` is a code that ``rendering.words`` has words for, such as ``not-reached``. ``size`` is in bytes. If the
    whole folder of a replica (an annotations file in the team) cannot be read, number and size are 0.
    """

    id: SegmentId
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class TeamContent:
    """What was found in a team folder.

    ``segments`` are the segments of other replicas that were not received yet, or have another length since. Those of
    one replica are sorted by number, ascending. ``unreadable`` are such segments that cannot be read or are invalid.
    ``colleagues`` are other replicas than this file's, ``own`` is the folder into which this file writes. ``ignored``
    are at most 200 files that belong to nothing known, such as conflicted copies, by their sorted paths within the
    folder. ``has_more``: there are further segments, which are in none of these fields; they can be read once those in
    ``segments`` were received.
    """

    segments: tuple[Segment, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    ignored: tuple[str, ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    own: OwnFolder = field(default_factory=OwnFolder)
    has_more: bool = False


class Unsendable(NamedTuple):
    """An annotation that no colleague's program would take, with the reason.

    ``reason`` is a code that ``rendering.words`` has words for.
    """

    annotation: Annotation
    reason: str


class Waiting(NamedTuple):
    """What is to be sent to the team: ``total`` annotations, the first of them in ``first``.

    ``first`` has those of the first 200, by uuid, that are still in the file. Two groups are not part of ``total``.
    ``unsendable`` has the annotations that colleagues' programs would refuse, such as for their length, and why.
    ``kept_here`` is the number of annotations that colleagues sent and that were changed here, but have none of the
    tags that the user sends.
    """

    total: int = 0
    first: tuple[Annotation, ...] = ()
    unsendable: tuple[Unsendable, ...] = ()
    kept_here: int = 0


class TeamStatus(NamedTuple):
    """How the annotations file takes part in a team, and what waits to be sent.

    ``membership`` None: it takes part in no team. ``unreadable`` has the segments that cannot be read, with the time
    at which that was first found. ``former`` is the team that it left last; None if it takes part in one now, or that
    is not known.
    """

    membership: Membership | None
    waiting: Waiting = Waiting()
    unreadable: Mapping[SegmentId, datetime] = {}
    former: FormerTeam | None = None


def current_people(colleagues: Iterable[Colleague]) -> tuple[Person, ...]:
    """Return the persons who own replicas, each once, in the order in which they first occur.

    A replica is one annotations file that takes part in the team. If a person has several, the name is from the
    replica that sent something last. Replicas of unknown persons are left out.
    """
    return tuple(each.person for each in one_of_each(colleagues) if each.person is not None)


def one_of_each(colleagues: Iterable[Colleague], own: str = "") -> tuple[Colleague, ...]:
    """Return one replica of each person, the one that sent something last, and all replicas whose ``person`` is None.

    A person has several replicas after a file was copied or restored, or has left and joined again. The result is in
    the order in which the persons first occur; replicas of the person with the uuid ``own`` are left out.
    """
    found: dict[str, Colleague] = {}
    for each in colleagues:
        key = each.replica if each.person is None else each.person.uuid
        last = found.get(key)
        if last is None or last.seen is None or (each.seen is not None and each.seen >= last.seen):
            found[key] = each
    return tuple(each for key, each in found.items() if key != own)


def is_replica(name: str) -> bool:
    """Return whether a text is a uuid as replicas are named: in lower case, with hyphens (8-4-4-4-12 digits)."""
    return _UUID.fullmatch(name) is not None
