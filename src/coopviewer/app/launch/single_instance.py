"""One window: a later start sends its address to the open window, and ends before Qt is even imported.

A start that names a reference file or has ``--fresh`` opens a window of its own. The address goes through a Unix
socket, a file in a folder of the user's own. Python has none on Windows, so there every start opens a window of its
own.
"""

import _socket  # the core of socket, whose other parts take two milliseconds of every start
import os
import stat
import struct
import time
from contextlib import closing
from pathlib import Path

from coopviewer.private_folders import make_private_folder

PATIENCE = 2.0
"""Seconds that a start waits for the window, and a window for the address that a start sends."""
_LONGEST = 300_000  # bytes: more than the longest query has in an address
_PART = 65_536
_HEARD = b"heard\n"


def can_hand_over() -> bool:
    """Return whether the system has sockets by which a later start can reach an open window."""
    return hasattr(_socket, "AF_UNIX")


def hand_over(path: Path, address: str) -> bool:
    """Send an address to the window that listens on the socket at ``path``; return False if none took it.

    An empty address only makes the window come to the front. Connecting, sending and the answer may each take 2 seconds
    (PATIENCE).
    """
    if not can_hand_over() or not _is_safe(path):
        return False
    with closing(_socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)) as client:
        client.settimeout(PATIENCE)
        try:
            client.connect(os.fspath(path))
            if not is_own_user(client):
                return False
            client.sendall(address.encode("utf-8", "replace") + b"\n")
            return client.recv(len(_HEARD)) == _HEARD
        except OSError:
            return False


class Listener:
    """A socket on which later starts of the program send their addresses; only those of the same user are accepted."""

    def __init__(self, server: _socket.socket, path: Path) -> None:
        """Use a socket that is bound and listens already; ``path`` is that of its file."""
        self.server, self._path = server, path
        self._identity = _identity(path)

    def accept(self) -> _socket.socket | None:
        """Return the connection of a later start, without waiting; None if there is none, or if it is another user's.

        The caller closes the connection.
        """
        try:
            number, _ = self.server._accept()  # type: ignore[attr-defined]  # as socket.accept does
            client = _socket.socket(fileno=number)
        except OSError:
            return None
        if is_own_user(client):
            return client
        client.close()
        return None

    def close(self) -> None:
        """Close the socket and remove its file, unless another window has put its own there."""
        self.server.close()
        if self._identity is not None and _identity(self._path) == self._identity:
            self._path.unlink(missing_ok=True)


def listen(path: Path) -> Listener | None:
    """Listen for later starts on a socket at ``path``; None if that is impossible, or another window listens there.

    Another window that listens there comes to the front. To find it an empty address is sent, and each step of that may
    take up to 2 seconds (PATIENCE).
    """
    if not can_hand_over() or hand_over(path, ""):
        return None
    server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        make_private_folder(path.parent)
        if not _is_safe(path):
            raise PermissionError(f"not a folder of this user alone: {path.parent}")
        path.unlink(missing_ok=True)  # left behind by a window that was killed
        server.bind(os.fspath(path))
        path.chmod(0o600)
        server.listen()
        server.setblocking(False)
    except OSError:
        server.close()
        return None
    return Listener(server, path)


def read_address(client: _socket.socket) -> str | None:
    """Return the address that a later start sends, without white space around it, and close the connection.

    Empty if the window is only to come to the front; None if no whole line comes in time, more than 300,000 bytes do,
    or the connection breaks. Waits at most 2 seconds (PATIENCE), so it is not to be called on the window's thread.
    """
    said, end = b"", time.monotonic() + PATIENCE
    with closing(client):
        try:
            while not said.endswith(b"\n"):
                client.settimeout(max(end - time.monotonic(), 0.001))
                part = client.recv(_PART)
                said += part
                if not part or len(said) > _LONGEST or time.monotonic() > end:
                    return None
            client.sendall(_HEARD)
        except OSError:
            return None
    return said.decode("utf-8", "replace").strip()


def is_own_user(peer: _socket.socket) -> bool:
    """Return whether the other end of a connection belongs to this user; True where the system does not report it."""
    if not hasattr(_socket, "SO_PEERCRED"):  # Linux alone has it; elsewhere the folder's permissions decide
        return True
    credentials = peer.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, struct.calcsize("3i"))
    _process, user, _group = struct.unpack("3i", credentials)
    return bool(user == os.getuid())


def _is_safe(path: Path) -> bool:
    """Return whether no other user can put a socket at a path; False if its folder is missing.

    The folder of a socket with a short name (``coopviewer-…``) is beside those of other users: it must be closed to
    them.
    """
    try:
        found = path.parent.lstat()
        owner = found.st_uid
        if stat.S_ISLNK(found.st_mode):
            found = path.parent.stat()
    except OSError:
        return False
    closed_to = 0o077 if path.name.startswith("coopviewer-") else stat.S_IWOTH
    is_own = owner == found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and is_own and not found.st_mode & closed_to


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Return device, inode and time of change of a file, which together name it; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns
