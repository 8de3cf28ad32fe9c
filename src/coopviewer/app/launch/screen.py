"""Checks that there is a screen before Qt does, since without one Qt ends the process, which Python cannot catch."""

import _socket  # the core of socket, which as a whole takes as long as opening the reference
from collections.abc import Mapping
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault

_LOCAL_SERVERS = Path("/tmp/.X11-unix")  # where X servers of this machine listen


def check_screen(environment: Mapping[str, str], platform: str) -> None:
    """Raise EnvironmentFault if there is no X server to show the window; to be called before Qt is used.

    Nothing is checked on systems other than Linux, with Wayland, or if ``QT_QPA_PLATFORM`` is set. ``environment`` has
    the environment variables; ``platform`` is a value of ``sys.platform``.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return
    display = environment.get("DISPLAY", "")
    if not display:
        raise EnvironmentFault("start.no-screen")
    if not _may_answer(display):
        raise EnvironmentFault("start.screen-silent", display=display)


def _may_answer(display: str) -> bool:
    """Return whether an X server answers: quickly by connecting to its socket, else by asking through libxcb."""
    host, _, number = display.rpartition(":")
    if host in ("", "unix") and _listens(_LOCAL_SERVERS / f"X{number.partition('.')[0]}"):
        return True
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nothing to ask with; Qt will say what it lacks
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failure = int(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return failure == 0


def _listens(path: Path) -> bool:
    """Return whether a program listens at a socket; after a crash only its file may remain."""
    client = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        client.connect(str(path))
    except OSError:
        return False
    finally:
        client.close()
    return True
