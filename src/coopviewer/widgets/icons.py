"""Icons: our own SVG files, drawn in the theme's colour; one shape for each kind, so that no colour carries meaning."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap

from coopviewer.domain.vocabulary import EntryKind

_SIZE = 16  # device-independent pixels; the files are drawn on this grid
_CURRENT = b"currentColor"


class Icons:
    """The icons of one appearance, each drawn when it is first asked for."""

    def __init__(self, folder: Path, colour: str, ratio: float = 1.0) -> None:
        """Draw from the SVG files of a folder, for a screen of this device pixel ratio."""
        self._folder = folder
        self._colour = colour.encode()
        self._ratio = ratio
        self._drawn: dict[str, QIcon] = {}

    def icon(self, name: str) -> QIcon:
        """Give an icon by the name of its file."""
        if name not in self._drawn:
            self._drawn[name] = QIcon(self._draw(name))
        return self._drawn[name]

    def for_kind(self, kind: EntryKind | None) -> QIcon:
        """Give the icon of a kind of entry; None: of a heading."""
        return self.icon("heading" if kind is None else f"kind-{kind}")

    def _draw(self, name: str) -> QPixmap:
        svg = (self._folder / f"{name}.svg").read_bytes().replace(_CURRENT, self._colour)
        image = QImage.fromData(svg)
        pixels = round(_SIZE * self._ratio)
        if image.width() != pixels:
            scale = b'width="%d" height="%d"' % (pixels, pixels)
            image = QImage.fromData(svg.replace(b'width="16" height="16"', scale, 1))
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def icon_size() -> QSize:
    """Give the size that icons are drawn for."""
    return QSize(_SIZE, _SIZE)
