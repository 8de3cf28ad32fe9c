"""Typed settings in an INI file; a missing or invalid value is read as its default.

A number out of its range is read as the nearest one in it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from coopviewer.domain.reference.outline import Grouping
from coopviewer.private_folders import make_private_folder

APPEARANCES = ("system", "light", "dark")
SMALLEST_STEP, LARGEST_STEP = -4, 12


class Settings(NamedTuple):
    """The user's settings, and the state of the window apart from the open pages.

    ``appearance``: ``system``, ``light`` or ``dark`` (APPEARANCES).
    ``text_step``: points by which text is enlarged, from -4 to 12 (SMALLEST_STEP, LARGEST_STEP); below zero: reduced.
    ``compact``: the spacing of rows and lines is reduced.
    ``geometry``: Qt's own record of the window's size and place; empty at the first start.
    ``navigator_width``, ``annotations_width``: in device-independent pixels.
    ``grouping``: how the navigator is grouped.
    ``annotations_file``: the path of the annotations file that the user chose; empty for the usual one.
    ``navigator_shown``, ``annotations_shown``: the pane is shown beside the page if there is space.
    ``citation_format``: the format that was chosen last for a citation.
    ``brief_options``: options of the last brief, as in an address (``order=title&notes=yes``); empty: the usual ones.
    ``markdown_folder``: the folder into which Markdown pages were exported last; empty before the first export.
    ``markdown_notes``: these pages had the user's notes.
    ``iati_reporter``, ``iati_reporter_type``, ``iati_reporter_name``: identifier, code of the type, and name of the
    reporting organisation of the last export to IATI; empty before the first.
    """

    appearance: str = "system"
    text_step: int = 0
    compact: bool = False
    geometry: bytes = b""
    navigator_width: int = 290
    grouping: Grouping = Grouping.REGIONS
    annotations_file: str = ""
    navigator_shown: bool = True
    annotations_shown: bool = True
    annotations_width: int = 280
    citation_format: str = "text"
    brief_options: str = ""
    markdown_folder: str = ""
    markdown_notes: bool = False
    iati_reporter: str = ""
    iati_reporter_type: str = ""
    iati_reporter_name: str = ""


# the keys of the file, by the fields of Settings
_KEYS = {
    "appearance": "look/appearance",
    "text_step": "look/text_step",
    "compact": "look/compact",
    "geometry": "window/geometry",
    "navigator_width": "window/navigator_width",
    "grouping": "window/grouping",
    "annotations_file": "annotations/file",
    "navigator_shown": "window/navigator_shown",
    "annotations_shown": "annotations/shown",
    "annotations_width": "annotations/width",
    "citation_format": "export/citation_format",
    "brief_options": "brief/options",
    "markdown_folder": "export/markdown_folder",
    "markdown_notes": "export/markdown_notes",
    "iati_reporter": "export/iati_reporter",
    "iati_reporter_type": "export/iati_reporter_type",
    "iati_reporter_name": "export/iati_reporter_name",
}


class SettingsFile:
    """Settings stored in an INI file; ``current`` are those in use, and every change is written immediately.

    Other windows write the file too. A write replaces only the settings that were changed here; what others changed
    stays in the file, but does not come into ``current``.
    """

    def __init__(self, path: Path, report: Callable[[Path, Exception], object] | None = None) -> None:
        """Read the file at ``path``, which need not exist.

        ``report`` is called with the path and the error for each invalid value, or once if the file is no INI file.
        None: such errors are not reported.
        """
        self.path, self._report = path, report
        self.is_new = not _exists(path)
        """Whether the file did not exist when it was read: the program is started for the first time."""
        self._file = self._opened()
        self.current = self._read()
        self._unwritten: set[str] = set()

    def change(self, **changes: Any) -> bool:
        """Change some settings, by the names of the fields of Settings, and write those that differ.

        A missing file is created even if none differs. Returns False if the file could not be written: the changes are
        then in ``current`` only. The next change writes them too; they are lost if the program ends before.
        """
        before, self.current = self.current, self.current._replace(**changes)
        self._unwritten.update(name for name in changes if getattr(before, name) != getattr(self.current, name))
        changed = sorted(self._unwritten)
        try:
            make_private_folder(self.path.parent)
            if changed or not self.path.exists():
                self.path.touch(mode=0o600)  # before Qt writes it, which would use the umask
        except OSError:
            return False
        if self._file.status() is not QSettings.Status.NoError:
            self._file = self._opened()  # since Qt keeps the first error, and reports no later one beside it
        for name in changed:
            self._file.setValue(_KEYS[name], _stored(getattr(self.current, name)))
        self._file.sync()  # reads the file again, changes these values in it, and replaces it
        if self._file.status() is QSettings.Status.FormatError:  # what was read by then was no INI file
            self._file = self._opened()
            self._file.sync()  # writes what may not have been written
        if self._file.status() is not QSettings.Status.NoError:
            return False
        self._unwritten.clear()
        return True

    def _opened(self) -> QSettings:
        """Return the file as Qt opens it, without the error of an earlier time; Qt shares what is still to write."""
        return QSettings(str(self.path), QSettings.Format.IniFormat)

    def _read(self) -> Settings:
        found = {name: self._value(name) for name in _KEYS if self._file.contains(_KEYS[name])}
        if self._file.status() is QSettings.Status.FormatError and self._report is not None:
            self._report(self.path, ValueError("no INI file"))
        return Settings(**{name: value for name, value in found.items() if value is not None})

    def _value(self, name: str) -> Any:
        """Return the value of a setting; None if it is invalid, which is reported."""
        value = self._file.value(_KEYS[name])
        try:
            return _PARSERS[name](value)
        except (ValueError, TypeError) as error:
            if self._report is not None:
                self._report(self.path, ValueError(f"{_KEYS[name]}: {error}"))
            return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder without permission to read it
        return True


def _stored(value: object) -> object:
    """Return a value in the form in which it is written into the file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, bytes):
        return QByteArray(value)
    return str(value)


def _text(value: object) -> str:
    if not isinstance(value, str):  # a comma without quotation marks makes a list of it
        raise TypeError(f"no text: {value!r}")
    return value


def _appearance(value: object) -> str:
    if value not in APPEARANCES:
        raise ValueError(f"none of {APPEARANCES}: {value!r}")
    return str(value)


def _yes(value: object) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(f"neither yes nor no: {value!r}")
    return value == "yes"


def _bytes(value: object) -> bytes:
    if not isinstance(value, QByteArray):
        raise TypeError(f"no bytes: {value!r}")
    return bytes(value.data())


def _between(least: int, most: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        return min(max(int(_text(value)), least), most)

    return parse


_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "appearance": _appearance,
    "text_step": _between(SMALLEST_STEP, LARGEST_STEP),
    "compact": _yes,
    "geometry": _bytes,
    "navigator_width": _between(120, 2000),
    "grouping": lambda value: Grouping(_text(value)),
    "annotations_file": _text,
    "navigator_shown": _yes,
    "annotations_shown": _yes,
    "annotations_width": _between(200, 2000),
    "citation_format": _text,
    "brief_options": _text,
    "markdown_folder": _text,
    "markdown_notes": _yes,
    "iati_reporter": _text,
    "iati_reporter_type": _text,
    "iati_reporter_name": _text,
}
