"""The membership of an annotations file in a team: joining, leaving, and which replica the file is.

A replica is one annotations file on one machine, which writes numbered files of changes (segments) into the team
folder. If the file was copied, restored or opened elsewhere, it becomes another replica, so that two files never write
the same segment.
"""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.domain.annotations.annotation import new_uuid, tag_key
from coopviewer.domain.annotations.team.team import FormerTeam, Membership, OwnFolder
from coopviewer.storage.annotations.file.faults import telling_of
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import this_machine

_COLUMNS = "place, name, dataset, tags, replica, number"
_MOST = 1 << 16  # bytes of the file beside
_PRIVATE = 0o600
SENT_BEFORE = -1
"""Stored in place of a segment's number for a version that was sent, but not by the file's present replica."""
UNCERTAIN = -(1 << 40)
"""Stored in place of a segment's number for a version in a segment that was written but never seen in the folder."""


class _Beside(NamedTuple):
    """What the file beside an annotations file has of its replica."""

    replica: str
    machine: str
    path: str
    number: int


def read_membership(connection: sqlite3.Connection) -> Membership | None:
    """Return how the file takes part in a team, such as the team's folder; None if it takes part in none."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM team").fetchone()
    if found is None:
        return None
    place, name, dataset, tags, replica, number = found
    return Membership(place, name, dataset, None if tags is None else tuple(json.loads(tags)), replica, number)


def join_team(
    store: AnnotationStore, place: Path, name: str, dataset: str, tags: Sequence[str] | None = None
) -> Membership:
    """Let a file take part in a team with the folder ``place``, and return the membership; a former team is left.

    The file becomes a new replica, which has written no segments yet. ``name`` is the name of the team, ``dataset`` the
    URN of the reference that its annotations are about. ``tags`` are names: only annotations with one of these tags are
    sent; None: all that are not ``only_mine``. Nothing is written into a team folder yet. Raises EnvironmentFault if
    the file, or the note beside it that says which replica it is, cannot be written; then the file is in the same team
    as before, or in none.
    """
    keys = None if tags is None else tuple(dict.fromkeys(map(tag_key, tags)))
    made = Membership(str(place), name, dataset, keys, new_uuid())
    with store.file.writing() as connection:
        _leave(connection)
        _write(connection, made)
        # before the commit: a note on what is not so after all only makes the file another replica
        _write_beside(store.path, _of(store.path, made)._asdict())
    return made


def choose_what_is_sent(store: AnnotationStore, tags: Sequence[str] | None) -> None:
    """Change which annotations are sent to the team; what has been sent stays sent.

    ``tags`` are names: only annotations with one of these tags are sent, and changes to those that were sent from here
    before. None: all are that are not ``only_mine``. If the file takes part in no team, nothing changes. Raises
    EnvironmentFault if the file cannot be written.
    """
    keys = None if tags is None else json.dumps(list(dict.fromkeys(map(tag_key, tags))))
    with store.file.writing() as connection:
        connection.execute("UPDATE team SET tags = ?", (keys,))


def leave_team(store: AnnotationStore) -> Membership | None:
    """Take part in no team any more, and return the membership that ended; None if there was none.

    All annotations stay in the file, and what was sent stays in the team folder, which is not touched. Folder and tags
    of the team are noted in a file beside the annotations file, from which ``read_former`` reads them. Raises
    EnvironmentFault if the annotations file or that note cannot be written; the file is then still in the team.
    """
    with store.file.writing() as connection:
        left = read_membership(connection)
        _leave(connection)
        if left is not None:
            _write_beside(store.path, {"left": {"place": left.place, "tags": left.tags}})
    return left


def read_former(path: Path) -> FormerTeam | None:
    """Return folder and tags of the team that an annotations file left last, as ``leave_team`` noted them beside it.

    None if the note is missing or damaged: the file never left a team, joined one since, or was copied without it.
    """
    try:
        record = _read_record(path)["left"]
        place, tags = record["place"], record["tags"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_list = isinstance(tags, list) and all(isinstance(each, str) for each in tags)
    is_valid = isinstance(place, str) and (tags is None or is_list)
    return FormerTeam(place, None if tags is None else tuple(tags)) if is_valid else None


def is_same_replica(path: Path, membership: Membership, own: OwnFolder, last: bytes | None) -> bool:
    """Return whether an annotations file is still the replica that it says it is, not a copy or an older state of it.

    It is another one if any of these holds:

    - The note beside the file (by ``note_replica``) is missing, or names another replica, machine or path.
    - The note, or the replica's folder ``own``, has a higher number of a segment than the file's ``membership``.
    - The last segment in the folder has another hash than ``last``, which the file knows; None: not compared.
    """
    beside = _read_beside(path)
    if beside is None or beside != _of(path, membership)._replace(number=beside.number):
        return False
    newest = max(own.numbers, default=0)
    if max(beside.number, newest) > membership.number:  # an older state of the file was put in its place
        return False
    return last is None or own.sha256 is None or last == own.sha256


def renew_replica(connection: sqlite3.Connection, membership: Membership) -> Membership:
    """Make a file another replica, which has written no segment yet, and return its membership as that replica.

    The file's former replica then counts as that of a colleague.
    """
    made = replace(membership, replica=new_uuid(), number=0)
    connection.execute("UPDATE team SET replica = ?, number = 0", (made.replica,))
    connection.execute("UPDATE published SET number = ? WHERE number > 0", (SENT_BEFORE,))
    return made


def note_replica(path: Path, membership: Membership) -> None:
    """Note in a file beside an annotations file which replica this is, and the number of its last segment.

    Machine and path are noted too, to recognise copies. Raises EnvironmentFault if that file cannot be written.
    """
    if _read_beside(path) != _of(path, membership):
        _write_beside(path, _of(path, membership)._asdict())


def _leave(connection: sqlite3.Connection) -> None:
    for table in ("team", "team_segment", "published"):
        connection.execute(f"DELETE FROM {table}")


def _write(connection: sqlite3.Connection, membership: Membership) -> None:
    tags = None if membership.tags is None else json.dumps(membership.tags)
    connection.execute(
        f"INSERT INTO team (id, {_COLUMNS}) VALUES (1, ?, ?, ?, ?, ?, ?)",
        (membership.place, membership.name, membership.dataset, tags, membership.replica, membership.number),
    )


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.replica")


def _of(path: Path, membership: Membership) -> _Beside:
    return _Beside(membership.replica, this_machine(), str(path), membership.number)


def _read_beside(path: Path) -> _Beside | None:
    try:
        record = _read_record(path)
        number = record["number"]
        return _Beside(record["replica"], record["machine"], record["path"], number if type(number) is int else 0)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _read_record(path: Path) -> Any:
    with _beside(path).open("rb") as file:
        return json.loads(file.read(_MOST))


def _write_beside(path: Path, record: Mapping[str, object]) -> None:
    content = json.dumps(record).encode()
    target = _beside(path)
    part = target.with_name(f".{target.name}.tmp")  # one that a killed process has left is replaced
    with telling_of(target):
        try:
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
