"""Reading files of limited size, and writing files through a temporary one, so that no file is left incomplete.

What the user saves to a pipe, a terminal or ``/dev/stdout`` is written directly.
"""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.file_kinds import (
    FileKind,
    NotAFile,
    descriptor_of,
    exists,
    full_path,
    is_plain_file,
    kind_of,
    read_within,
    write_stream,
)

if sys.platform != "win32":
    import fcntl

Advice = Literal["choose-document", "choose-jsonld"]
"""What the user may choose instead of a file that cannot be read."""


def read_bounded(path: Path, most_bytes: int, advice: Advice, *, pipes: bool = False) -> bytes:
    """Return at most ``most_bytes`` + 1 bytes of a file, so that a longer result means the file is too long.

    Raises EnvironmentFault if the file cannot be read, also for a device, which might never end, and for a pipe unless
    ``pipes`` is True. ``advice`` says what the fault tells the user to choose instead: ``choose-document`` (a document
    as plain text) or ``choose-jsonld`` (a file of annotations).
    """
    try:
        return read_within(path, most_bytes, pipes=pipes)
    except NotAFile as error:
        raise EnvironmentFault("file.not-a-file", path=path, advice=advice) from error
    except TimeoutError as error:
        raise EnvironmentFault("file.silent-pipe", path=path) from error
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault("file.unreadable", path=path, error=reason, advice=advice) from error


_TEMPORARY = re.compile(r"\.coopviewer-[0-9a-f]{16}\.tmp")
_LEFT_AFTER = 3600.0  # seconds without a change after which a temporary file may be one that was left
_PRIVATE = 0o600
_SHARED = 0o666  # the system subtracts the umask
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no error for quotas here
_SQLITE = b"SQLite format 3\x00"
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def replace_file(path: Path, *content: bytes, private: bool, new: bool = False) -> None:
    """Write a file in one step: into a temporary file beside it, which then takes its name.

    ``content`` may be given in several parts, which follow each other; joining a long one would block all other
    threads. ``private``: only the owner may read the file; otherwise it keeps the permissions of the one it replaces,
    or gets those of the user's umask. ``new``: raise FileExistsError instead of replacing a file. Raises OSError if it
    fails, also for a device or a pipe; the old file is then unchanged.
    """
    replace_parts(path, content, private=private, new=new)


def replace_parts(path: Path, content: Iterable[bytes], *, private: bool, new: bool = False) -> None:
    """Write a file in one step, while its content is made: into a temporary file, which then takes its name.

    If making a part raises an exception, it is passed on, and the old file stays. ``private``: only the owner may read
    the file; otherwise it keeps the permissions of the one it replaces, or gets those of the user's umask. ``new``:
    raise FileExistsError instead of replacing a file. The folder must exist. A symbolic link is replaced rather than
    followed; a device or a pipe is never replaced. Raises OSError if it fails; the old file is then unchanged.

    Temporary files that killed processes left in the folder over an hour ago are removed, once for each folder in a
    process.
    """
    if not is_plain_file(path):
        raise NotAFile(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    mode = _PRIVATE if private else _SHARED
    permissions = None if private else _permissions(path)
    _remove_left(path.parent)
    # not derived from the name of path, which may have the greatest length allowed
    temporary = path.with_name(f".coopviewer-{os.urandom(8).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            with suppress(OSError):  # some file systems have no locks; a file there is never removed as left
                _hold(descriptor)
            for part in content:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if permissions is not None:
            temporary.chmod(permissions)
        if new:
            _put_new(temporary, path)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@lru_cache(maxsize=256)  # once a folder in a process: a folder of many pages is read once
def _remove_left(folder: Path) -> None:
    """Remove temporary files of killed processes from a folder: only the user's own, old ones that nobody writes to."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208  (names alone are wanted)
            if _TEMPORARY.fullmatch(name):
                with suppress(OSError):
                    _remove_if_left(folder / name)


def _remove_if_left(temporary: Path) -> None:
    found = temporary.lstat()
    owner = os.getuid() if sys.platform != "win32" else found.st_uid
    if not stat.S_ISREG(found.st_mode) or found.st_uid != owner or time.time() - found.st_mtime < _LEFT_AFTER:
        return
    descriptor = os.open(temporary, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        _hold(descriptor)
        if sys.platform != "win32":
            temporary.unlink()
    finally:
        os.close(descriptor)
    if sys.platform == "win32":  # which refuses to remove a file that a process writes
        temporary.unlink()


def _hold(descriptor: int) -> None:
    """Lock an open file until it is closed; raises OSError if another process has locked it."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _put_new(temporary: Path, path: Path) -> None:
    """Rename a file to a name that nothing has. Raises OSError, such as FileExistsError if something has it."""
    try:
        os.link(temporary, path)  # whole at once: nobody sees it empty, also if the program ends here
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _claim_and_rename(temporary, path)


def _claim_and_rename(temporary: Path, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SHARED)  # nobody else takes the name any more
    claimed = os.fstat(descriptor)
    os.close(descriptor)
    try:
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            found = path.lstat()
            if os.path.samestat(found, claimed) and not found.st_size:
                path.unlink()
        raise


def save_file(path: Path, *content: bytes) -> None:
    """Save a file that the user exports, with the permissions of the one that it replaces or of the user's other files.

    Such a file is made to be passed on, so unlike the program's own files a new one may be readable by others. A
    symbolic link is followed; a pipe, a terminal or ``/dev/null`` is written to. Raises EnvironmentFault if writing
    fails, and also if the file is a SQLite database or the path that of a folder; the old file is then unchanged.
    """
    _save(path, content, new=False)


def save_parts(path: Path, content: Iterable[bytes]) -> None:
    """Save a file that the user exports, from parts that are made while it is written.

    If making a part raises an exception, it is passed on (an OSError as EnvironmentFault, which names ``path``), and
    the old file is unchanged; what was written to a pipe or a device until then stays. A new file gets the permissions
    of the user's other files; a symbolic link is followed. Raises EnvironmentFault if writing fails, and instead of
    replacing a SQLite database.
    """
    _save(path, content, new=False)


def save_new_file(path: Path, *content: bytes) -> None:
    """Save a file that the user exports, unless a file of that name exists: then EnvironmentFault is raised.

    Its permissions are those of the user's umask. A pipe, a terminal or ``/dev/null`` is written to all the same.
    Raises EnvironmentFault also if the path is that of a folder, a disk or a socket, or if writing fails.
    """
    _save(path, content, new=True)


def save_new_files(files: Sequence[tuple[Path, Iterable[bytes]]]) -> None:
    """Save several files under names that do not exist yet: all of them or, if anything is raised, none.

    Each path comes with the parts of its content; permissions are those of the user's umask. Raises EnvironmentFault if
    a file, pipe or device of one of the names exists, or if one cannot be written; what making the content raises is
    passed on.
    """
    for path, _ in files:
        if exists(path):
            raise EnvironmentFault("curated.output-exists", path=path)
    saved: list[Path] = []
    try:
        for path, content in files:
            _save(path, content, new=True)
            saved.append(path)
    except BaseException:
        for path in saved:
            with suppress(OSError):
                path.unlink()
        raise


def _save(path: Path, content: Iterable[bytes], *, new: bool) -> None:
    try:
        kind = kind_of(path)
        if kind is FileKind.FOLDER:
            raise EnvironmentFault("file.is-folder", path=path)
        if kind in (FileKind.PIPE, FileKind.STREAM) or descriptor_of(path) is not None:
            write_stream(path, content)
            return
        if kind is FileKind.OTHER:
            raise EnvironmentFault("file.is-device", path=path)
        if not new and _is_database(path):
            raise EnvironmentFault("file.is-database", path=path)
        replace_parts(full_path(path), content, private=False, new=new)
    except FileExistsError as error:
        raise EnvironmentFault("curated.output-exists", path=path) from error
    except TimeoutError as error:
        raise EnvironmentFault("file.unread-pipe", path=path) from error
    except OSError as error:
        raise fault_of(path, error) from error


def _is_database(path: Path) -> bool:
    """Return whether a file is a database: a reference, or an annotations file; False if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _permissions(path: Path) -> int | None:
    """Return the permission bits of a file; None if there is no file."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def fault_of(path: Path, error: OSError) -> EnvironmentFault:
    """Return the fault that tells the user why the file at ``path`` could not be written.

    ``error`` is what the system raised. A missing folder, a missing permission, a full disk and a long name have faults
    of their own; any other fault quotes the system's words.
    """
    number = error.errno
    if number in (errno.ENOENT, errno.ENOTDIR) and not os.path.isdir(path.parent):  # noqa: PTH112  (raises nothing)
        return EnvironmentFault("file.no-folder", folder=path.parent)
    if number in _REFUSED:
        return EnvironmentFault("file.not-writable", path=path)
    if number in _FULL:
        return EnvironmentFault("file.no-room", path=path)
    if number == errno.ENAMETOOLONG:
        return EnvironmentFault("file.name-too-long", name=path.name)
    reason = os.strerror(number) if number else str(error)
    return EnvironmentFault("file.not-written", path=path, error=reason)
