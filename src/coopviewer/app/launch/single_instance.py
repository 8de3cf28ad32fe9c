"""One window: a second start hands its address to the first one and ends, before Qt is even imported.

A socket of the system's own kind in the person's runtime folder; Windows' Python has none, so that every start opens
a window of its own there.
"""

import socket
from pathlib import Path

from coopviewer.private_folders import make_private_folder

_PATIENCE = 2.0  # seconds; a first window that is busy longer is taken as gone
_WINDOW_PATIENCE = 0.04  # seconds; the window's thread waits no longer for words that should follow at once
_LONGEST = 4096
_HEARD = b"heard\n"


def can_hand_over() -> bool:
    """Return whether this system has such sockets."""
    return hasattr(socket, "AF_UNIX")


def hand_over(path: Path, address: str) -> bool:
    """Tell a running window what to open (an address, empty: only come to the front); False where none runs."""
    if not can_hand_over():
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_PATIENCE)
        try:
            client.connect(str(path))
            client.sendall(address.encode() + b"\n")
            return client.recv(len(_HEARD)) == _HEARD
        except OSError:
            return False


def listen(path: Path) -> socket.socket | None:
    """Listen for later starts; None where that cannot be, as when another window already listens."""
    if not can_hand_over() or hand_over(path, ""):
        return None
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        make_private_folder(path.parent)
        path.unlink(missing_ok=True)  # left behind by a window that was killed
        server.bind(str(path))
        path.chmod(0o600)
        server.listen()
        server.setblocking(False)
    except OSError:
        server.close()
        return None
    return server


def take(server: socket.socket) -> str | None:
    """Take what one later start says; None where it said nothing whole."""
    try:
        client, _ = server.accept()
    except OSError:
        return None
    with client:
        client.settimeout(_WINDOW_PATIENCE)
        try:
            line = client.recv(_LONGEST)
            if not line.endswith(b"\n"):
                return None
            client.sendall(_HEARD)
            return line.decode("utf-8", "replace").strip()
        except OSError:
            return None
