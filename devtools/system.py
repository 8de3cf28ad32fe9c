"""The system under Python: which libraries Qt lacks, and packages of Debian and its kin."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence

# soname -> Debian's package, as the libraries of PySide6 name what they need. libdbus is loaded only when it is used.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libzstd.so.1": "libzstd1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}


class Halt(Exception):
    """Something around the project is not as needed; the message says what, and what to do."""


def lacking(libraries: Iterable[str]) -> list[str]:
    """Give those of the libraries, by soname, that cannot be loaded here."""
    try:
        import ctypes  # deferred: a Python built without it has nothing to look with
    except ImportError:
        return []
    lacks = []
    for soname in libraries:
        try:
            ctypes.CDLL(soname, mode=os.RTLD_LAZY)
        except OSError:
            lacks.append(soname)
    return lacks


def ensure_libraries(libraries: Mapping[str, str]) -> None:
    """See that Qt finds what it needs on Linux, installing it as root; raises Halt where that cannot be."""
    lacks = lacking(libraries) if sys.platform.startswith("linux") else []
    if not lacks:
        return
    packages = list(dict.fromkeys(libraries[soname] for soname in lacks))
    install(packages, f"Qt lacks {', '.join(lacks)} on this system.")
    still = lacking(lacks)
    if still:
        raise Halt(f"{', '.join(still)} cannot be loaded although {', '.join(packages)} is installed.")


def install(packages: Sequence[str], reason: str) -> None:
    """Install packages by apt as root; raises Halt with the reason and the line to run where that cannot be."""
    line = by_hand(packages)
    if not may_install():
        raise Halt(f"{reason} Install what is missing, then run this again:\n    {line}")
    print(f"{reason} Installing {', '.join(packages)}…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    for command in ([*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise Halt(f"{tail}\n{reason} The packages could not be installed; see above, then run:\n    {line}")


def may_install() -> bool:
    """Tell whether packages can be installed without asking: by root, where there is apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def by_hand(packages: Iterable[str]) -> str:
    """Give the one line that installs packages on Debian and its kin."""
    return f"sudo apt-get install --yes {' '.join(packages)}"
