"""One window: a second start hands its address to the first one and ends, before Qt is even imported.

They communicate through a Unix socket in the user's runtime folder. Python on Windows has no such sockets, so that
every start opens a window of its own there.
"""

import socket
from pathlib import Path

from coopviewer.private_folders import make_private_folder

_PATIENCE = 2.0  # seconds; a first window that does not answer in time counts as closed
_WINDOW_PATIENCE = (
    0.04  # seconds that the window's thread waits for a message, which should follow the connection at once
)
_LONGEST = 4096
_HEARD = b"heard\n"


def can_hand_over() -> bool:
    """Return whether Python has Unix sockets on this system."""
    return hasattr(socket, "AF_UNIX")


def hand_over(path: Path, address: str) -> bool:
    """Send an address to a running window, which opens it; return False if none is running.

    With an empty address the window only comes to the front.
    """
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
    """Listen for later starts; None if that is impossible, for example since another window already listens."""
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
    """Accept one later start and return the address it sends, empty for none; None if the message is incomplete."""
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
