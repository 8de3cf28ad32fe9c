"""Finding another Python of this machine, to run the tests with it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from devtools.system import Halt

OLDEST = (3, 11)
_VERSION = re.compile(r"(?:python)?(\d+)\.(\d+)")
_PYENV = Path("~/.pyenv/versions")
_UV = Path("~/.local/share/uv/python")


def read_version(text: str) -> tuple[int, int]:
    """Return a version such as 3.13, or python3.13, as numbers; raises Halt if coopviewer does not run on it."""
    found = _VERSION.fullmatch(text)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < OLDEST:
        raise Halt(f"--python needs a version from {OLDEST[0]}.{OLDEST[1]} on, such as 3.13, not: {text}")
    return version


def find_python(version: tuple[int, int]) -> Path:
    """Return an interpreter of a version; raises Halt if there is none."""
    for path in _candidates(version):
        if _version_of(path) == version:
            return path
    name = ".".join(map(str, version))
    raise Halt(f"There is no Python {name} on this machine. Install it, or leave --python out.")


def _candidates(version: tuple[int, int]) -> Iterator[Path]:
    name = f"python{version[0]}.{version[1]}"
    found = shutil.which(name)
    if found:
        yield Path(found)
    for folder in (_PYENV, _UV):
        yield from sorted(folder.expanduser().glob(f"*{version[0]}.{version[1]}*/bin/{name}"), reverse=True)
    if os.name == "nt":
        yield from map(Path, _of_the_launcher(version))


def _of_the_launcher(version: tuple[int, int]) -> Iterator[str]:
    command = ["py", f"-{version[0]}.{version[1]}", "-c", "import sys; print(sys.executable)"]
    if shutil.which("py"):
        yield subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _version_of(path: Path) -> tuple[int, int] | None:
    """Return the version of an interpreter; None if it does not run, as a stand-in for one that is not chosen."""
    command = [str(path), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        major, minor = map(int, done.stdout.split())
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return major, minor
