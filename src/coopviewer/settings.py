"""Typed settings in an INI file; a missing or invalid value is replaced by its default."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from coopviewer.domain.reference.outline import Grouping
from coopviewer.private_folders import make_private_folder

APPEARANCES = ("system", "light", "dark")
SMALLEST_STEP, LARGEST_STEP = -4, 12
_WINDOW = "window/geometry"


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings, and the state of the window apart from the open pages.

    ``appearance`` is one of APPEARANCES; ``text_step`` enlarges text by that many points (negative: reduces it);
    ``compact`` reduces the spacing of rows and lines. ``geometry`` is Qt's own record of the window's geometry, empty
    at the first start; widths are in pixels; ``grouping`` is the navigator's. ``annotations_file`` is the path of the
    annotations file that the user chose, empty for the usual one; ``annotations_shown``: the pane is shown beside the
    page.
    """

    appearance: str = "system"
    text_step: int = 0
    compact: bool = False
    geometry: bytes = b""
    navigator_width: int = 290
    grouping: Grouping = Grouping.REGIONS
    annotations_file: str = ""
    annotations_shown: bool = True
    annotations_width: int = 280


class SettingsFile:
    """Settings stored in a file; every change is written immediately."""

    def __init__(self, path: Path) -> None:
        """Read the file; it need not exist."""
        self.path = path
        self.is_new = not _exists(path)
        """Whether the file does not exist: the program is started for the first time."""
        self._file = QSettings(str(path), QSettings.Format.IniFormat)
        self.current = self._read()

    def change(self, **changes: Any) -> bool:
        """Change some settings and write the file; names are those of the fields of Settings.

        Returns False if the file could not be written, so that the changes are lost when the program ends.
        """
        self.current = replace(self.current, **changes)
        try:
            make_private_folder(self.path.parent)
        except OSError:
            return False
        now = self.current
        self._file.setValue("look/appearance", now.appearance)
        self._file.setValue("look/text_step", now.text_step)
        self._file.setValue("look/compact", "yes" if now.compact else "no")
        self._file.setValue(_WINDOW, QByteArray(now.geometry))
        self._file.setValue("window/navigator_width", now.navigator_width)
        self._file.setValue("window/grouping", str(now.grouping))
        self._file.setValue("annotations/file", now.annotations_file)
        self._file.setValue("annotations/shown", "yes" if now.annotations_shown else "no")
        self._file.setValue("annotations/width", now.annotations_width)
        self._file.sync()
        if self._file.status() is not QSettings.Status.NoError:
            return False
        self.path.chmod(0o600)
        return True

    def _read(self) -> Settings:
        default = Settings()
        appearance = self._file.value("look/appearance")
        geometry = self._file.value(_WINDOW)
        grouping = self._file.value("window/grouping")
        return Settings(
            appearance=appearance if appearance in APPEARANCES else default.appearance,
            text_step=self._integer("look/text_step", default.text_step, SMALLEST_STEP, LARGEST_STEP),
            compact=self._file.value("look/compact") == "yes",
            geometry=bytes(geometry.data()) if isinstance(geometry, QByteArray) else default.geometry,
            navigator_width=self._integer("window/navigator_width", default.navigator_width, 120, 2000),
            grouping=Grouping(grouping) if grouping in set(Grouping) else default.grouping,
            annotations_file=str(self._file.value("annotations/file") or ""),
            annotations_shown=self._file.value("annotations/shown") != "no",
            annotations_width=self._integer("annotations/width", default.annotations_width, 200, 2000),
        )

    def _integer(self, key: str, default: int, least: int, most: int) -> int:
        try:
            return min(max(int(str(self._file.value(key))), least), most)
        except ValueError:
            return default


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder without permission to read it
        return True
