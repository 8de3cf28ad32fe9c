"""Printers are asked for through a socket of this machine, never over the network, unless the person set that up."""

import os
import sys
from pathlib import Path

_SERVER = "CUPS_SERVER"
_SOCKET = "/run/cups/cups.sock"
_OWN = (Path("/etc/cups/client.conf"), Path("~/.cups/client.conf"))


def ask_this_machine() -> None:
    """Let CUPS be asked through its socket, before Qt loads its printing.

    Without that CUPS' library tries 127.0.0.1 where the socket is missing. What the person wrote into a
    ``client.conf``, such as the name of a print server, holds.
    """
    if sys.platform == "linux" and not any(_is_file(path) for path in _OWN):
        os.environ.setdefault(_SERVER, _SOCKET)


def _is_file(path: Path) -> bool:
    try:
        return path.expanduser().is_file()
    except (OSError, RuntimeError):  # a folder that may not be looked into, or nobody's home is known
        return False
