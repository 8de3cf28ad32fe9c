"""Programs that the test of the real accessibility tree needs: a screen, a window manager, a reader of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

from devtools.system import DRAWING, X11, install, may_install, missing_libraries

SYSTEM_PYTHON = Path("/usr/bin/python3")  # Debian's bindings to the tree work only with this one
_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "dbus-run-session": "dbus"}
_BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_READS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing_packages() -> list[str]:
    """Return Debian's packages that are missing to read the tree; empty if it can be read."""
    libraries = DRAWING | X11
    missing = [libraries[soname] for soname in missing_libraries(libraries)]
    missing += [package for program, package in _PROGRAMS.items() if shutil.which(program) is None]
    if not _BUS.is_file():
        missing.append("at-spi2-core")
    if not _can_read():
        missing += ["gir1.2-atspi-2.0", "python3-gi"]
    return list(dict.fromkeys(missing))


def ensure_reader() -> None:
    """Install missing packages if that is possible without asking; otherwise the test reports what is missing."""
    missing = missing_packages() if sys.platform.startswith("linux") and may_install() else []
    if missing:
        install(missing, "The test of the accessibility tree needs packages that are not installed.")


def _can_read() -> bool:
    if not SYSTEM_PYTHON.exists():
        return False
    done = subprocess.run([SYSTEM_PYTHON, "-c", _READS], capture_output=True, check=False)
    return done.returncode == 0
