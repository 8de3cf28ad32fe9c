"""The system: libraries that Qt needs, and their packages in Debian and its derivatives."""

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
    """Something outside the project is not as needed; the message says what, and what to do."""


def missing_libraries(libraries: Iterable[str]) -> list[str]:
    """Return those of the libraries, by soname, that cannot be loaded here."""
    try:
        import ctypes  # deferred: a Python built without it has nothing to look with
    except ImportError:
        return []
    missing = []
    for soname in libraries:
        try:
            ctypes.CDLL(soname, mode=os.RTLD_LAZY)
        except OSError:
            missing.append(soname)
    return missing


def ensure_libraries(libraries: Mapping[str, str]) -> None:
    """Install missing libraries for Qt on Linux, as root; raises Halt if that is impossible."""
    missing = missing_libraries(libraries) if sys.platform.startswith("linux") else []
    if not missing:
        return
    packages = list(dict.fromkeys(libraries[soname] for soname in missing))
    install(packages, f"Qt lacks {', '.join(missing)} on this system.")
    still_missing = missing_libraries(missing)
    if still_missing:
        raise Halt(f"{', '.join(still_missing)} cannot be loaded although {', '.join(packages)} is installed.")


def install(packages: Sequence[str], reason: str) -> None:
    """Install packages with apt as root; raises Halt with the reason and the command to run if that is impossible."""
    command_line = install_command(packages)
    if not may_install():
        raise Halt(f"{reason} Install what is missing, then run this again:\n    {command_line}")
    print(f"{reason} Installing {', '.join(packages)}…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    for command in ([*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise Halt(f"{tail}\n{reason} The packages could not be installed; see above, then run:\n    {command_line}")


def may_install() -> bool:
    """Return whether packages can be installed without asking: as root, with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_command(packages: Iterable[str]) -> str:
    """Return the command that installs packages on Debian and its derivatives."""
    return f"sudo apt-get install --yes {' '.join(packages)}"
