"""``python3 dev.py package [KIND …]``: the program packed into ``dist/``, as one folder and what is made of it.

Runs in the environment of ``dev.py``, with PyInstaller. The same source gives the same bytes: times are that of the
last commit, or ``SOURCE_DATE_EPOCH`` where it is set, and Python's hashes are not random.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from devtools.system import Halt

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"


@dataclass(frozen=True, slots=True)
class Release:
    """What is packed: its version, the time that everything in it bears (seconds since 1970), and its commit."""

    version: str
    epoch: int
    commit: str

    @property
    def day(self) -> str:
        """The day of that time, as in 2026-11-25."""
        return datetime.fromtimestamp(self.epoch, UTC).date().isoformat()

    @property
    def words(self) -> str:
        """What *About* says of the build."""
        return f"{self.commit or 'no commit'}, {self.day}, {platform.system()} {platform.machine()}"


def read_release() -> Release:
    """Read what the source says of itself."""
    text = (ROOT / "src" / "coopviewer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise Halt("src/coopviewer/__init__.py names no version.")
    commit, _, time = _git("log", "-1", "--format=%h %ct").partition(" ")
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time or 0)
    changed = "-changed" if _git("status", "--porcelain", "--untracked-files=no") else ""
    return Release(found[1], epoch, commit and commit + changed)


def _git(*words: str) -> str:
    """Ask git; empty where there is none, as in a source archive."""
    try:
        done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def pack_folder(release: Release, dist: Path = DIST, build: Path = BUILD) -> Path:
    """Freeze the program into one folder; gives the folder. Raises Halt where that fails."""
    for tool in ("objdump", "strip") if sys.platform.startswith("linux") else ():
        if shutil.which(tool) is None:
            raise Halt(f"{tool} is missing. Install it: sudo apt-get install --yes binutils")
    folder = dist / "coopviewer"
    build.mkdir(parents=True, exist_ok=True)
    (build / "build.txt").write_text(release.words + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", f"--distpath={dist}"]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(release.epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(build / "cache"),
        "COOPVIEWER_BUILD": str(build),
    }
    spec = ROOT / "packaging" / "coopviewer.spec"
    done = subprocess.run([*command, f"--workpath={build}", spec], env=environment, check=False)
    if done.returncode != 0:
        raise Halt("The folder could not be made; see above.")
    return folder


def _say(path: Path) -> None:
    """Say what was made, and how large it is."""
    files = [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()] if path.is_dir() else [path]
    size = sum(each.stat().st_size for each in files)
    print(f"{path.relative_to(ROOT)}: {size / 1e6:.1f} MB" + (f" in {len(files)} files" if path.is_dir() else ""))


KINDS: dict[str, Callable[[Release], Path]] = {"folder": pack_folder}


def main(words: list[str]) -> int:
    """Make the kinds that are named, the folder where none is; gives the exit status."""
    unknown = [word for word in words if word not in KINDS]
    try:
        if unknown:
            raise Halt(f"There is no kind {unknown[0]}. There are: {', '.join(KINDS)}.")
        release = read_release()
        for kind in words or ["folder"]:
            _say(KINDS[kind](release))
    except Halt as halt:
        print(halt, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
