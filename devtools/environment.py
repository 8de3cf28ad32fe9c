"""The virtual environment ``.venv``: made once, mended after an interruption, renewed with ``pyproject.toml``."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.system import Halt, install

_BEGUN = "begun"  # what the stamp holds until everything is installed


class Environment:
    """The virtual environment of one checkout."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / ".venv"
        self._stamp = self._folder / "set-up"

    @property
    def python(self) -> Path:
        """The interpreter that has the project and its tools."""
        inside = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
        return self._folder / inside

    @property
    def place(self) -> str:
        """What the environment was made for: this Python at this path. Where either differs it is made anew."""
        return f"Python {sys.version_info[0]}.{sys.version_info[1]} in {self._root}"

    @property
    def fingerprint(self) -> str:
        """What the stamp holds when everything is installed."""
        project = (self._root / "pyproject.toml").read_bytes()
        return f"{self.place}\n{hashlib.sha256(project).hexdigest()}\n"

    def is_ready(self) -> bool:
        """Tell whether everything is installed as ``pyproject.toml`` asks."""
        return self._stamped() == self.fingerprint and self.python.exists()

    def is_usable(self) -> bool:
        """Tell whether what stands can be installed into, rather than made anew."""
        stamp = self._stamped()
        if not stamp:  # made by hand: kept where it fits
            return self.python.exists() and self._version() == sys.version_info[:2]
        return self.python.exists() and stamp.startswith(f"{self.place}\n")

    def ensure(self) -> None:
        """Set everything up where it is not; raises Halt with a sentence where that cannot be."""
        if self.is_ready():
            return
        print("Setting up (first time: about a minute)…", flush=True)
        before = self._stamped() if self.is_usable() else self._make()
        self._stamp.write_text(_BEGUN, encoding="utf-8")
        try:
            self._install("dev")
        except Halt:  # pip took back what it had done, so what stood before still stands
            self._stamp.write_text(before, encoding="utf-8")
            raise
        self._stamp.write_text(self.fingerprint, encoding="utf-8")

    def ensure_extra(self, extra: str) -> None:
        """Set everything up, and what an extra of ``pyproject.toml`` adds, where it is not; raises Halt as above."""
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
        """Make the environment anew; gives what its stamp says."""
        ensure_pip()
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir()
        self._stamp.write_text(_BEGUN, encoding="utf-8")
        _call(
            [sys.executable, "-m", "venv", str(self._folder)],
            f"The virtual environment {self._folder} could not be made; see above.",
        )
        return self._stamped()

    def _stamped(self) -> str:
        try:
            return self._stamp.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _version(self) -> tuple[int, ...] | None:
        """Read which Python made the environment; None where there is none."""
        try:
            lines = (self._folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        values = dict(line.split(" = ", 1) for line in lines if " = " in line)
        return tuple(int(part) for part in values["version"].split(".")[:2]) if "version" in values else None


def ensure_pip() -> None:
    """See that this Python can make environments: Debian keeps that in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install([package], "This Python cannot make virtual environments (its ensurepip is missing).")


def _call(command: list[str], sentence: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Halt(f"{tail}\n{sentence}")
