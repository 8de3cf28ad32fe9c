"""Finds the user's own annotations file for the command line: the one chosen in the window, else the default one.

The choice is in the settings file, which the window writes with Qt; here it is read without Qt.
"""

import re
from pathlib import Path
from typing import NamedTuple

from coopviewer import paths

_SECTION, _KEY = "[annotations]", "file"  # as ``settings.py`` names it
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]+)|(.))")
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_MOST_BYTES = 1_000_000  # of a settings file, which has some thousands


class OwnFile(NamedTuple):
    """An annotations file of the user; ``is_chosen``: the user chose it in the window, rather than the default one."""

    path: Path
    is_chosen: bool


def own_file(files: paths.UserFiles | None = None) -> OwnFile:
    """Return the annotations file that the window opens if none is named at its start; the file may not exist.

    ``files`` are the paths of the user's files, among them the settings; None: those of ``paths.user_files``. If the
    settings cannot be read, the default file is returned. Raises RuntimeError if the paths depend on the user's home
    folder, and there is none.
    """
    files = files or paths.user_files()
    chosen = _chosen(files.settings)
    return OwnFile(Path(chosen), True) if chosen else OwnFile(files.annotations, False)


def own_annotations() -> Path:
    """Return the path of the annotations file that the window opens if none is named; the file may not exist.

    Raises RuntimeError if the path depends on the user's home folder, and there is none.
    """
    return own_file().path


def existing_own_annotations(files: paths.UserFiles | None = None) -> Path | None:
    """Return the path of the annotations file that the window opens if none is named; None for a missing default one.

    None also if the folder of the default file may not be read. A file that the user chose is returned even if it is
    missing, so that reading it reports this. Raises RuntimeError if the path depends on the user's home folder, and
    there is none.
    """
    own = own_file(files)
    try:
        return own.path if own.is_chosen or own.path.exists() else None
    except OSError:
        return None


def _chosen(settings: Path) -> str:
    """Return the path that a settings file has; empty if it has none, or cannot be read."""
    try:
        with settings.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_MOST_BYTES).splitlines()
    except OSError:
        return ""
    section = ""
    for line in map(str.strip, lines):
        if line.startswith("["):
            section = line
        elif section == _SECTION and line.partition("=")[0].strip() == _KEY:
            return _unescaped(line.partition("=")[2].strip())
    return ""


def _unescaped(value: str) -> str:
    """Return the text of a value as Qt writes it into an INI file; empty for a value that is no text."""
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        value = value[1:-1]
    if value.startswith("@"):
        value = value[1:]
        if not value.startswith("@"):
            return ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else _CONTROLS.get(found[2], found[2]), value)
