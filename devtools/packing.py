"""``python3 dev.py package [KIND …]``: package the program into ``dist/``, as one folder and in further forms.

Runs in the environment of ``dev.py``, with PyInstaller. The same source results in the same bytes: all times are that
of the last commit, or ``SOURCE_DATE_EPOCH`` if it is set, and Python's hashes are not random.
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

from devtools.archive import write_archive, write_sums
from devtools.debian import write_deb
from devtools.system import Halt, install

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"
_CHANGED = "-changed"  # appended to the commit if the source was changed since


@dataclass(frozen=True, slots=True)
class Release:
    """The release that is packaged: its version, the time of all its files (seconds since 1970), and its commit."""

    version: str
    epoch: int
    commit: str

    @property
    def day(self) -> str:
        """The date of that time, as in 2026-11-25."""
        return datetime.fromtimestamp(self.epoch, UTC).date().isoformat()

    @property
    def description(self) -> str:
        """The description of the build that *About* shows."""
        return f"{self.commit or 'no commit'}, {self.day}, {platform.system()} {platform.machine()}"


def read_release() -> Release:
    """Read the release from the source and from git."""
    text = (ROOT / "src" / "coopviewer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise Halt("src/coopviewer/__init__.py names no version.")
    commit, _, time = _git("log", "-1", "--format=%h %ct").partition(" ")
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time or 0)
    changed = _CHANGED if _git("status", "--porcelain", "--untracked-files=no") else ""
    return Release(found[1], epoch, commit and commit + changed)


def _git(*words: str) -> str:
    """Return the output of git; empty if there is no repository, as in a source archive."""
    try:
        done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def pack_folder(release: Release, dist: Path = DIST, build: Path = BUILD) -> Path:
    """Freeze the program into one folder and return it. Raises Halt if that fails."""
    if sys.platform.startswith("linux") and not (shutil.which("objdump") and shutil.which("strip")):
        install(["binutils"], "Packing needs objdump and strip.")
    if not sys.platform.startswith("linux"):
        draw_icons()  # the executables contain them there
    folder = dist / "coopviewer"
    build.mkdir(parents=True, exist_ok=True)
    (build / "build.txt").write_text(release.description + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", f"--distpath={dist}"]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(release.epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(build / "cache"),
        # modules are read at every start, and the archives for download are compressed as a whole
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
        "COOPVIEWER_BUILD": str(build),
        "COOPVIEWER_VERSION": release.version,
    }
    spec = ROOT / "packaging" / "coopviewer.spec"
    command += [f"--workpath={build}", str(spec)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Halt(f"{done.stdout}{done.stderr}The folder could not be made; see above.")
    return folder


def pack_portable(release: Release) -> Path:
    """Package the folder with a launcher that stores all files beside the program, and return the ``.tar.xz``."""
    target = DIST / f"coopviewer-{release.version}-{platform.system().lower()}-{platform.machine().lower()}.tar.xz"
    source = ROOT / "packaging" / "linux"
    extra = {
        "coopviewer-portable": ((source / "coopviewer-portable").read_bytes(), 0o755),
        "README.txt": ((source / "README.txt").read_bytes(), 0o644),
    }
    write_archive(target, folder_of(release), f"coopviewer-{release.version}", release.epoch, extra)
    return target


def pack_deb(release: Release) -> Path:
    """Build the Debian package and return its path."""
    folder = folder_of(release)
    draw_icons()
    facts = {"version": release.version, "day": release.day, "words": release.description, "epoch": str(release.epoch)}
    return write_deb(folder, DIST, BUILD / "deb", ROOT, facts)


def pack_wheel(release: Release) -> Path:
    """Build the wheel and the source archive for pip, and return the path of the wheel."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)}
    command = [sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Halt(f"{done.stdout}{done.stderr}The wheel could not be built; see above.")
    return DIST / f"coopviewer-{release.version}-py3-none-any.whl"


def pack_installer(release: Release) -> Path:
    """Build the Windows installer from the folder built on Windows, and return its path."""
    if platform.system() != "Windows" or shutil.which("makensis") is None:
        raise Halt("The installer for Windows is made on Windows, with NSIS: docs/packaging.md says how.")
    target = DIST / f"coopviewer-{release.version}-windows-{platform.machine().lower()}.exe"
    icon, folder = draw_icons() / "coopviewer.ico", folder_of(release)
    facts = {"VERSION": release.version, "FOLDER": folder, "ICON": icon, "OUTPUT": target}
    script = ROOT / "packaging" / "windows" / "coopviewer.nsi"
    command = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in facts.items()), str(script)]
    if subprocess.run(command, check=False).returncode != 0:
        raise Halt("The installer could not be made; see above.")
    return target


def draw_icons() -> Path:
    """Draw the icons that installers need and return their folder."""
    command = [sys.executable, str(ROOT / "tools" / "draw_icons.py"), str(BUILD / "icons")]
    if subprocess.run(command, check=False).returncode != 0:
        raise Halt("The icons could not be drawn; see above.")
    return BUILD / "icons"


def folder_of(release: Release) -> Path:
    """Return the frozen folder; it is built again unless it was built from exactly this source."""
    folder = DIST / "coopviewer"
    build_file = folder / "_internal" / "coopviewer" / "build.txt"
    is_current = build_file.is_file() and build_file.read_text(encoding="utf-8").strip() == release.description
    return folder if is_current and not release.commit.endswith(_CHANGED) else pack_folder(release)


def _print_result(path: Path) -> None:
    """Print the path and size of a result."""
    files = [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()] if path.is_dir() else [path]
    size = sum(each.stat().st_size for each in files)
    print(f"{path.relative_to(ROOT)}: {size / 1e6:.1f} MB" + (f" in {len(files)} files" if path.is_dir() else ""))


KINDS: dict[str, Callable[[Release], Path]] = {
    "folder": pack_folder,
    "portable": pack_portable,
    "deb": pack_deb,
    "wheel": pack_wheel,
    "installer": pack_installer,
}


def main(arguments: list[str]) -> int:
    """Build the given kinds, by default the folder, and return the exit status."""
    unknown = [each for each in arguments if each not in KINDS]
    try:
        if unknown:
            raise Halt(f"There is no kind {unknown[0]}. There are: {', '.join(KINDS)}.")
        release = read_release()
        made = [KINDS[kind](release) for kind in arguments or ["folder"]]
        files = [path for path in DIST.iterdir() if path.name.startswith("coopviewer") and path.is_file()]
        for path in [*made, *([write_sums(DIST, files)] if files else [])]:
            _print_result(path)
    except Halt as halt:
        print(halt, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
