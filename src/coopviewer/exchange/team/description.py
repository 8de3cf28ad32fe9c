"""The two small files of a team folder: ``coopviewer-team.json`` about the team, and ``person.json`` for each replica.

The second says who a replica belongs to, and when it left the team.
"""

import json
import os
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from coopviewer.domain.annotations.annotation import Person, clean_text
from coopviewer.domain.annotations.team.team import JoinablePlace, TeamFile, is_replica
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.files import fault_of, replace_file
from coopviewer.exchange.team.opening import read_plain
from coopviewer.file_kinds import full_path

TEAM = "coopviewer-team.json"
PERSON = "person.json"
_FORMAT = 1
_MOST = 1 << 16  # bytes
_MOST_OTHERS = 1_000  # files and folders that are counted
_LONGEST = 200  # characters of a name
_LONGEST_DATASET = 1_000


def read_team(place: Path) -> TeamFile:
    """Return the description of a team folder.

    Raises EnvironmentFault if the folder cannot be reached or is no team folder, or if its description is damaged or of
    a newer version.
    """
    path = place / TEAM
    try:
        content = read_plain(path, _MOST)
    except FileNotFoundError as error:
        code = "team.none-here" if place.is_dir() else "team.not-reached"
        raise EnvironmentFault(code, path=place, error=error.strerror or str(error)) from error
    except OSError as error:
        raise EnvironmentFault("team.not-reached", path=place, error=error.strerror or str(error)) from error
    record = _record(content)
    if record.get("format") != _FORMAT and isinstance(record.get("format"), int):
        raise EnvironmentFault("team.newer-format", path=path)
    name, dataset = record.get("name"), record.get("dataset")
    if record.get("format") != _FORMAT or not _is_text(name, _LONGEST) or not _is_text(dataset, _LONGEST_DATASET):
        raise EnvironmentFault("team.damaged", path=path)
    return TeamFile(str(name), str(dataset))


def look_at_place(place: Path) -> JoinablePlace:
    """Return what is in a folder in which the user wants to have a team: the team that is there, and other files.

    The team is None if there is none. The others, files and folders that are no part of a team, are only counted, among
    the first 1,000 in the folder; nothing is written. Raises EnvironmentFault if the path is no folder, is inside a
    team folder, or cannot be read, or if the team's description is damaged or of a newer version. Whether the
    folder can be written to is not tried.
    """
    _check_place(place)
    try:
        with os.scandir(place) as entries:
            names = [each.name for each in islice(entries, _MOST_OTHERS)]
    except OSError as error:
        raise EnvironmentFault("team.not-reached", path=place, error=error.strerror or str(error)) from error
    team = read_team(place) if os.path.lexists(place / TEAM) else None
    return JoinablePlace(team, sum(name != TEAM and not is_replica(name) for name in names))


def join_folder(place: Path, team: TeamFile, own: Path | None = None) -> TeamFile:
    """Return the description of the team in a folder; a folder without a team is first made the folder of ``team``.

    A description that is there already is never changed. In a new one the name is cut at 200 characters; a blank name
    becomes “team”. A file is written and removed again, to find out whether the folder can be written to.

    Raises EnvironmentFault if the path is no folder, cannot be written to, or is inside a team folder; if the
    description there is damaged, of a newer version, or about another dataset; or if the user's annotations file
    ``own`` is in this very folder (None: that is not checked). It is also raised, and nothing written, if the dataset
    of ``team`` is empty or over 1,000 characters long.
    """
    _check_place(place)
    if not _is_text(team.dataset, _LONGEST_DATASET):
        raise EnvironmentFault("team.unusable-dataset", path=place)
    if own is not None and full_path(place) == full_path(own).parent:
        raise EnvironmentFault("team.own-folder", path=place)
    record = {"format": _FORMAT, "dataset": team.dataset, "name": clean_text(team.name.strip())[:_LONGEST] or "team"}
    try:
        if not os.path.lexists(place / TEAM):
            replace_file(place / TEAM, _written(record), private=False, new=True)
    except FileExistsError:  # a colleague was faster
        pass
    except OSError as error:
        raise fault_of_writing(place, error) from error
    found = read_team(place)
    if found.dataset != team.dataset:
        raise EnvironmentFault("team.other-dataset", path=place, dataset=found.dataset)
    try:
        with NamedTemporaryFile(dir=place, prefix=".coopviewer-", suffix=".part"):
            pass
    except OSError as error:
        raise fault_of_writing(place, error) from error
    return found


def _check_place(place: Path) -> None:
    if not place.is_dir():
        raise EnvironmentFault("team.not-a-folder", path=place)
    for parent in place.parents:
        if os.path.lexists(parent / TEAM):
            raise EnvironmentFault("team.inside-team", path=place, place=parent)


def fault_of_writing(place: Path, error: OSError) -> EnvironmentFault:
    """Return a fault for an error in writing into a team folder: no room, a read-only folder, or else not reached."""
    codes = {"file.no-room": "team.no-room", "file.not-writable": "team.read-only"}
    code = codes.get(fault_of(place, error).code)
    if code is not None:
        return EnvironmentFault(code, path=place)
    return EnvironmentFault("team.not-reached", path=place, error=error.strerror or str(error))


def read_person(path: Path) -> Person | None:
    """Return the person whom ``person.json`` in a replica's folder names.

    None if the file cannot be read, or names nobody in a valid form.
    """
    try:
        record = _record(read_plain(path, _MOST))
    except OSError:
        return None
    uuid, name = record.get("uuid"), record.get("name")
    is_valid = isinstance(uuid, str) and is_replica(uuid) and _is_text(name, _LONGEST)
    return Person(str(uuid), str(name)) if is_valid else None


def is_named(found: Person | None, person: Person) -> bool:
    """Return whether a replica's folder already names ``person`` as the replica's owner: then nothing is to be written.

    ``found`` is what was read from the folder, None: nobody is named there. A long name counts as named if it is there
    as ``write_person`` cuts it.
    """
    return found == _as_written(person)


def read_left(path: Path) -> datetime | None:
    """Return when a replica left the team (UTC), as its ``person.json`` at this path says.

    None: that is not said, or not validly, or the file cannot be read.
    """
    try:
        left = datetime.fromisoformat(str(_record(read_plain(path, _MOST)).get("left")))
        return left.astimezone(UTC) if left.tzinfo is not None else None
    except (OSError, ValueError, OverflowError):
        return None


def write_left(folder: Path, person: Person, at: datetime) -> None:
    """Write into a replica's folder that it has left the team at a time (UTC); raises OSError if that fails.

    Nothing is written if the folder does not exist, since nothing was sent yet, or if it is a link.
    """
    if folder.is_dir() and not folder.is_symlink():
        known = _as_written(person)
        record = {"uuid": known.uuid, "name": known.name, "left": at.isoformat(timespec="seconds")}
        replace_file(folder / PERSON, _written(record), private=False)


def write_person(folder: Path, person: Person) -> None:
    """Write into a replica's folder who it belongs to, unless that is written there; raises OSError if that fails.

    The name is cut at 200 characters. A new file gets the permissions of the user's umask, so that colleagues can read
    it; one that is replaced keeps its own.
    """
    known = _as_written(person)
    if read_person(folder / PERSON) != known:
        replace_file(folder / PERSON, _written({"uuid": known.uuid, "name": known.name}), private=False)


def _as_written(person: Person) -> Person:
    return Person(person.uuid, clean_text(person.name)[:_LONGEST])


def _record(content: bytes) -> dict[str, Any]:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _written(record: dict[str, Any]) -> bytes:
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode()


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and clean_text(value) == value
