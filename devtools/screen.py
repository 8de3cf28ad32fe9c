"""Find a screen before Qt does: Qt ends the process if there is none, and that cannot be caught."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devtools.system import DRAWING, WAYLAND, X11, ensure_libraries

_XCB = "libxcb.so.1"
_SECONDS = 5  # how long a screen may take to answer, as one on another machine does
_ASK_X = """
import ctypes
xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
raise SystemExit(xcb.xcb_connection_has_error(xcb.xcb_connect(None, None)))
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen on which a window can be shown.

    ``fault`` is the reason why it cannot, None if it can; ``libraries`` are those that Qt needs here, by soname with
    Debian's package.
    """

    libraries: Mapping[str, str]
    fault: str | None = None


def find_screen(environment: Mapping[str, str]) -> Screen:
    """Return the screen that Qt would use."""
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    wayland, display = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if platform in ("offscreen", "minimal"):
        return Screen(DRAWING, f"QT_QPA_PLATFORM={platform} shows no window")
    if not sys.platform.startswith("linux") or platform not in ("", "xcb", "wayland"):
        return Screen(DRAWING)
    if wayland and platform != "xcb" and _wayland_answers(wayland, environment):
        return Screen(DRAWING | WAYLAND)
    if display and platform != "wayland" and _x_answers(environment):
        return Screen(DRAWING | X11)
    if wayland or display:
        return Screen(DRAWING, f"The screen {display or wayland} does not answer")
    return Screen(DRAWING, "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)")


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = Path(environment.get("XDG_RUNTIME_DIR", "/run"), name)  # an absolute name is used as it is
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(os.fspath(path))
        except OSError:
            return False
    return True


def _x_answers(environment: Mapping[str, str]) -> bool:
    """Return whether an X screen answers.

    It is asked through libxcb in another process, since the call may block for long.
    """
    ensure_libraries({_XCB: X11[_XCB]})
    command = [sys.executable, "-I", "-S", "-c", _ASK_X]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
