"""The virtual environment ``.venv``: created once, repaired after an interruption, renewed with ``pyproject.toml``."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from devtools.system import Halt, install

MEMORY = Path("/dev/shm")
_ENOUGH = 4 * 2**30  # bytes; a whole run of the tests needs less than a tenth of it
_BEGUN = "begun"  # the content of the stamp until everything is installed


class Environment:
    """The virtual environment of one checkout; another Python than the usual one has a folder of its own."""

    def __init__(self, root: Path, folder: str = ".venv") -> None:
        self._root = root
        self._folder = root / folder
        self._stamp = self._folder / "set-up"

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        inside = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
        return self._folder / inside

    @property
    def identity(self) -> str:
        """The Python version and folder for which the environment was made; if either differs, it is made again."""
        return f"Python {sys.version_info[0]}.{sys.version_info[1]} in {self._root}"

    @property
    def fingerprint(self) -> str:
        """The content of the stamp file once everything is installed."""
        project = (self._root / "pyproject.toml").read_bytes()
        return f"{self.identity}\n{hashlib.sha256(project).hexdigest()}\n"

    def is_ready(self) -> bool:
        """Return whether everything is installed as ``pyproject.toml`` requires."""
        return self._read_stamp() == self.fingerprint and self.python.exists()

    def is_usable(self) -> bool:
        """Return whether packages can be installed into the existing environment, so that it need not be made again."""
        stamp = self._read_stamp()
        if not stamp:  # made by hand: used if its version is right
            return self.python.exists() and self._version() == sys.version_info[:2]
        return self.python.exists() and stamp.startswith(f"{self.identity}\n")

    def ensure(self) -> None:
        """Set up everything that is missing; raises Halt with a sentence if that is impossible."""
        if self.is_ready():
            return
        print("Setting up (first time: about a minute)…", flush=True)
        before = self._read_stamp() if self.is_usable() else self._make()
        self._stamp.write_text(_BEGUN, encoding="utf-8")
        try:
            self._install("dev")
        except Halt:  # pip has rolled back, so the former state is still valid
            self._stamp.write_text(before, encoding="utf-8")
            raise
        self._stamp.write_text(self.fingerprint, encoding="utf-8")

    def ensure_extra(self, extra: str) -> None:
        """Set up everything that is missing, and an extra of ``pyproject.toml``; raises Halt as ``ensure`` does."""
        self.ensure()
        stamp = self._folder / f"set-up-{extra}"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != self.fingerprint:
            print(f"Installing what is needed to {extra}…", flush=True)
            self._install(extra)
            stamp.write_text(self.fingerprint, encoding="utf-8")

    def _install(self, extra: str) -> None:
        """Install the project with one of its extras."""
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _call(
            [*pip, "--editable", f"{self._root}[{extra}]"],
            "The packages could not be installed; see above. Is there a network? Then run this again.",
        )

    def _make(self) -> str:
        """Make the environment again and return the content of its stamp."""
        ensure_pip()
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir()
        self._stamp.write_text(_BEGUN, encoding="utf-8")
        _call(
            [sys.executable, "-m", "venv", str(self._folder)],
            f"The virtual environment {self._folder} could not be made; see above.",
        )
        return self._read_stamp()

    def _read_stamp(self) -> str:
        try:
            return self._stamp.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _version(self) -> tuple[int, ...] | None:
        """Return the version of the Python that made the environment; None if there is none."""
        try:
            lines = (self._folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        values = dict(line.split(" = ", 1) for line in lines if " = " in line)
        return tuple(int(part) for part in values["version"].split(".")[:2]) if "version" in values else None


def quick_variables(variables: Mapping[str, str], memory: Path = MEMORY) -> dict[str, str]:
    """Return the variables with which tests take half the time: bytecode is kept, and files are written to memory.

    The tests start the program some hundred times, and wait for the disk some ten thousand times. A temporary folder
    that is set already stays, and memory that is small or from which no program may be started is not used.
    """
    quick = {"PYTHONDONTWRITEBYTECODE": ""}
    if "TMPDIR" not in variables and _can_hold_files(memory):
        quick["TMPDIR"] = str(memory)
    return quick


def _can_hold_files(folder: Path) -> bool:
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return False
    system = os.statvfs(folder)
    return not system.f_flag & os.ST_NOEXEC and system.f_bavail * system.f_frsize >= _ENOUGH


def ensure_pip() -> None:
    """Install the package with which this Python can make environments: Debian packages it separately."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install([package], "This Python cannot make virtual environments (its ensurepip is missing).")


def _call(command: list[str], sentence: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Halt(f"{tail}\n{sentence}")
