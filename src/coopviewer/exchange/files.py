"""Writing files: aside, to the disk, then renamed, so that a name never stands for half a file."""

import errno
import os
import re
import stat
from pathlib import Path
from unicodedata import category, combining, normalize

from coopviewer.domain.errors import EnvironmentFault


def read_bounded(path: Path, most_bytes: int, advice: str) -> bytes:
    """Read a file, one byte beyond ``most_bytes`` at most: whoever gets more than those knows that it is longer.

    Only what is a file is read: a pipe or a device might never end. Raises EnvironmentFault with a sentence, ``advice``
    after it.
    """
    try:
        # not to wait for whoever writes into a pipe; Windows has no such pipes among its files
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise EnvironmentFault(f"{path} is not a file. {advice}")
            return file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EnvironmentFault(f"{path} could not be read ({reason}). {advice}") from error


_FOR_ITS_OWNER = 0o600
_AS_THE_SYSTEM_HAS_IT = 0o666  # less the umask, which the system takes off
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows knows no quota here
_SQLITE = b"SQLite format 3\x00"
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def replace_file(path: Path, *content: bytes, private: bool) -> None:
    """Put ``content`` in the place of a file in one step. Raises OSError; the file before stays then, untouched.

    What is long may come in parts, in their order: to join it would keep all other threads waiting.
    ``private``: for its owner alone. Otherwise the file keeps the rights of the one before it, and a new one gets
    those that any program of this person gives.
    """
    mode = _FOR_ITS_OWNER if private else _AS_THE_SYSTEM_HAS_IT
    kept = None if private else _rights(path)
    aside = path.with_name(f".coopviewer-{os.urandom(8).hex()}.tmp")  # short: path's own name may fill what is allowed
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            for part in content:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if kept is not None:
            aside.chmod(kept)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def save_file(path: Path, *content: bytes) -> None:
    """Save what a person takes away, where they said, with the rights that their other files have.

    Such a file is there to be handed on, so it is not closed to others as the program's own files are. A link is
    followed to the file it names. Raises EnvironmentFault with a sentence; the file before stays then.
    """
    try:
        if path.is_dir():
            raise EnvironmentFault(f"{path} is a folder. Give the name of a file in it.")
        if _is_database(path):
            raise EnvironmentFault(f"{path} is a database, and is not replaced by such a file. Give another name.")
        replace_file(path.resolve(), *content, private=False)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round, on Python before 3.13
        raise EnvironmentFault(_what_is_wrong(path, error)) from error


def _is_database(path: Path) -> bool:
    """Tell whether a database lies there: a reference, or what a person wrote."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _rights(path: Path) -> int | None:
    """Give the permissions of a file that is there; None where there is none."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def _what_is_wrong(path: Path, error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        return f"There is no folder {path.parent}. Make it first, or choose another place."
    if number in _REFUSED:
        return (
            f"{path} may not be written by you, or another program holds it. "
            "Choose another place, or close that program."
        )
    if number in _FULL:
        return f"There is no room for {path}. Make room, or choose another place."
    if number == errno.ENAMETOOLONG:
        return f"The name {path.name} is too long for this disk. Choose a shorter one."
    reason = os.strerror(number) if number else str(error)
    return f"{path} could not be written ({reason}). Choose another place."


_FORBIDDEN = re.compile(r'[<>:"/\\|?]+')  # by Windows; the asterisk is dropped without a trace
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_MOST_BYTES = 120  # in UTF-8: names of 255 bytes are allowed, and paths of 260 characters on Windows
_FALLBACK = "page"


def name_for(title: str) -> str:
    """Make a file's name, without an ending, from a page's title; never empty."""
    spaced = "".join(" " if sign.isspace() else sign for sign in normalize("NFC", title.replace("*", "")))
    kept = "".join(sign for sign in spaced if category(sign)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("-", kept).split()).lstrip(". -~")
    name = _cut(name).rstrip(". ")
    if _RESERVED.fullmatch(name.partition(".")[0].strip()):
        name = f"{_FALLBACK} {name}"
    return name or _FALLBACK


def _cut(name: str) -> str:
    """Shorten a name to the bytes it may have, at a word where there is one, never inside a letter."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    shorter = name.encode()[:_MOST_BYTES].decode(errors="ignore")
    while shorter and combining(name[len(shorter)]):
        shorter = shorter[:-1]
    words = shorter.rpartition(" ")[0]
    return words if len(words) > len(shorter) // 2 else shorter
