"""Tells files, folders, pipes and devices apart, reads within bounds, writes into pipes and devices. Qt-free."""

import errno
import os
import stat
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for the program at the other end of a pipe."""
_TURN = 0.05  # seconds between two tries to open a pipe that nobody reads yet
_MOST_LINKS = 40  # as many as Linux follows
_PART = 1 << 16
_NAMED = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_FOLDERS = ("/dev/fd", "/proc/self/fd")
_MOST_DIGITS = 9  # of the number of a descriptor, which is an int of C
_NOT_BLOCKING = getattr(os, "O_NONBLOCK", 0)  # Windows has no pipes in its file system
_BINARY = getattr(os, "O_BINARY", 0)


class FileKind(Enum):
    """What is at a path, after following links.

    STREAM: a device that takes one byte after the other, such as a terminal or /dev/null. OTHER: a disk, a socket.
    """

    ABSENT = auto()
    FILE = auto()
    FOLDER = auto()
    PIPE = auto()
    STREAM = auto()  # a terminal, /dev/null: a device that takes one byte after the other
    OTHER = auto()  # a disk, a socket


class NotAFile(OSError):
    """A path names a folder, a device, a pipe or a socket where only a file can be read or replaced."""


def kind_of(path: Path) -> FileKind:
    """Return what is at a path, after following links; ABSENT also for a link to nothing.

    Raises OSError if that cannot be found out: a loop of links, a folder that may not be entered, an impossible name.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  (pathlib hides some of the errors, others in each Python)
    except (FileNotFoundError, NotADirectoryError):
        return FileKind.ABSENT
    except ValueError as error:  # a name that no file can have
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from error
    tests = (stat.S_ISREG, stat.S_ISDIR, stat.S_ISFIFO, stat.S_ISCHR)
    kinds = (FileKind.FILE, FileKind.FOLDER, FileKind.PIPE, FileKind.STREAM)
    return next((kind for test, kind in zip(tests, kinds, strict=True) if test(mode)), FileKind.OTHER)


def exists(path: Path) -> bool:
    """Return whether something is at a path, after following links.

    False for a link to nothing, and where it cannot be found out, such as in a folder that may not be entered.
    """
    try:
        return kind_of(path) is not FileKind.ABSENT
    except OSError:
        return False


def is_plain_file(path: Path) -> bool:
    """Return whether a path names a file, or nothing yet; False for a folder, a device, a pipe or a socket.

    Raises OSError if that cannot be found out, as for a loop of links or a folder that may not be entered.
    """
    return kind_of(path) in (FileKind.FILE, FileKind.ABSENT)


def full_path(path: Path) -> Path:
    """Return a path from the root, with ``~`` and links replaced as far as that is possible; raises nothing.

    ``~name`` is a user's home only if there is such a user. A loop of links stays in the path. A path that no file can
    have, with a null character, is returned as it is, as is a relative one if the working folder was deleted.
    """
    try:
        # pathlib raises RuntimeError for unknown users and, before Python 3.13, for loops
        return Path(os.path.realpath(os.path.expanduser(path)))  # noqa: PTH111
    except (ValueError, OSError):
        return path


def descriptor_of(path: Path) -> int | None:
    """Return the descriptor number that a path names: 1 for /dev/stdout, 3 for /dev/fd/3; None for other paths.

    A link that leads to such a path counts too. The descriptor need not be open. None also for a number that no
    descriptor can have, such as one of more than nine digits.
    """
    place = os.path.abspath(path)  # noqa: PTH100  (no link may be followed yet)
    for _ in range(_MOST_LINKS):
        folder, _, name = place.rpartition("/")
        if place in _NAMED:
            return _NAMED[place]
        if folder in _FOLDERS and name.isascii() and name.isdigit():
            return int(name) if len(name) <= _MOST_DIGITS and name == str(int(name)) else None
        try:
            place = os.path.normpath(os.path.join(folder, os.readlink(place)))  # noqa: PTH115, PTH118
        except (OSError, ValueError):
            return None
    return None


def read_within(path: Path, most_bytes: int, *, pipes: bool = False) -> bytes:
    """Return at most ``most_bytes`` + 1 bytes of a file, so that a longer result means the file is too long.

    ``pipes``: also read a pipe, to its end or that length. Raises NotAFile for a folder, a device, and for a pipe
    unless ``pipes``; TimeoutError if nothing is written into a pipe for 5 seconds (PATIENCE); otherwise OSError.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NOT_BLOCKING | _BINARY)
    except ValueError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from error
    except PermissionError as error:
        if path.is_dir():  # Windows opens no folder
            raise _not_a_file(path, stat.S_IFDIR) from error
        raise
    try:
        mode = os.fstat(descriptor).st_mode
        if pipes and stat.S_ISFIFO(mode):
            return _read_pipe(descriptor, most_bytes + 1)
        if not stat.S_ISREG(mode):
            raise _not_a_file(path, mode)
        return _first(iter(lambda: os.read(descriptor, _PART), b""), most_bytes + 1)
    finally:
        os.close(descriptor)


def _not_a_file(path: Path, mode: int) -> NotAFile:
    number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
    return NotAFile(number, os.strerror(number), str(path))


def write_stream(path: Path, content: Iterable[bytes]) -> None:
    """Write into a pipe or a device such as a terminal, without replacing it, and return when all is written.

    If the reader closes the pipe early, the rest is left out without an error. If the path names an open descriptor,
    such as /dev/stdout, writing continues where earlier output ended. Raises TimeoutError if nobody opens a named pipe
    to read it within 5 seconds (PATIENCE), and OSError for any other error.
    """
    descriptor = _opened_stream(path)
    try:
        os.set_blocking(descriptor, True)
        for part in content:
            left = memoryview(part)
            while left:
                left = left[os.write(descriptor, left) :]
    except BrokenPipeError:
        return
    finally:
        os.close(descriptor)


def _opened_stream(path: Path) -> int:
    number = descriptor_of(path)
    if number is not None:
        return os.dup(number)  # opening it by name would begin at the start of a file that others write into as well
    for _ in range(round(PATIENCE / _TURN)):
        try:
            return os.open(path, os.O_WRONLY | _NOT_BLOCKING | getattr(os, "O_NOCTTY", 0))
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        _wait(_TURN)
    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))


def _read_pipe(descriptor: int, most: int) -> bytes:
    def parts() -> Iterable[bytes]:
        while True:
            if not _wait(PATIENCE, descriptor):
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            part = os.read(descriptor, _PART)
            if not part:
                return
            yield part

    return _first(parts(), most)


def _first(parts: Iterable[bytes], most: int) -> bytes:
    found = bytearray()
    for part in parts:
        found += part
        if len(found) >= most:
            break
    return bytes(found[:most])


def _wait(seconds: float, descriptor: int | None = None) -> bool:
    """Wait at most ``seconds`` until a descriptor can be read, None: just wait; return whether it can."""
    from select import select  # deferred: only pipes are waited for

    return bool(select([] if descriptor is None else [descriptor], [], [], seconds)[0])
