"""Writing into the own folder of a replica: a segment appears in one step, and is never changed, only removed.

Files get the permissions that the folder and the user's umask say, since colleagues must be able to read them.
"""

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import Membership, Outgoing
from coopviewer.exchange.files import fault_of
from coopviewer.exchange.team.description import fault_of_writing, write_left, write_person
from coopviewer.exchange.team.folder import check_team, segment_name

_SHARED = 0o666  # the system subtracts the umask
_FOLDER = 0o777


def write_segments(membership: Membership, person: Person, outgoing: Sequence[Outgoing]) -> None:
    """Write this replica's segments in their order, after the file that says whose they are.

    The replica's folder is created if missing; unfinished files that a killed process left in it are removed. Raises
    EnvironmentFault, with no segment written, if the team folder is missing, damaged, of a newer version or about
    another dataset, or if the replica's folder cannot be written to. It is also raised at the first segment that cannot
    be written, for instance since there is one with its number, which is never replaced; the segments before it are
    then written.
    """
    check_team(membership)
    place = Path(membership.place)
    folder = place / membership.replica
    try:
        if not folder.is_dir():
            folder.mkdir(mode=_FOLDER)
            _flush(place)
        if folder.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))
        _remove_parts(folder)
        write_person(folder, person)
    except OSError as error:
        raise fault_of_writing(place, error) from error
    for each in outgoing:
        target = folder / segment_name(each.number, is_base=each.is_base)
        try:
            _write(target, each)
        except FileExistsError as error:
            raise fault_of(target, error) from error
        except OSError as error:
            raise fault_of_writing(place, error) from error


def remove_segments(membership: Membership, numbers: Iterable[int]) -> None:
    """Remove this replica's segments with these numbers, base or not, after a newer base segment has replaced them.

    Those that are gone are ignored. Raises EnvironmentFault at the first that cannot be removed.
    """
    folder = Path(membership.place) / membership.replica
    for number in numbers:
        for is_base in (False, True):
            path = folder / segment_name(number, is_base=is_base)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise fault_of(path, error) from error


def say_left(membership: Membership, person: Person, at: datetime) -> None:
    """Write into the replica's own folder that it left the team at a time (UTC), for its colleagues.

    Nothing is written if it has no folder yet, since nothing was sent. Raises EnvironmentFault if the team folder
    cannot be reached, is another team's, or cannot be written to.
    """
    check_team(membership)
    place = Path(membership.place)
    try:
        write_left(place / membership.replica, person, at)
    except OSError as error:
        raise fault_of_writing(place, error) from error


def _write(target: Path, segment: Outgoing) -> None:
    other = target.with_name(segment_name(segment.number, is_base=not segment.is_base))
    if os.path.lexists(target) or os.path.lexists(other):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    part = target.with_name(f".{segment.number:08}{'.base' if segment.is_base else ''}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _SHARED)
        with os.fdopen(descriptor, "wb") as file:
            file.write(segment.content)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(part, target)
        _flush(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put_in_place(part: Path, target: Path) -> None:
    """Rename a whole file; raises FileExistsError if another copy of one's own file has just written this number."""
    try:
        os.link(part, target)  # unlike renaming, never replaces a file
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise
        part.replace(target)


def _remove_parts(folder: Path) -> None:
    """Remove what a process that was killed while it wrote has left; only this replica writes here."""
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    """Flush a folder to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network drives refuse
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
