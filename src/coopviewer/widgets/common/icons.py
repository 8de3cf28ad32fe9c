"""Icons: our own SVG files, drawn in the theme's colour. Kinds of entries differ by shape, not by colour."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap

from coopviewer.domain.reference.vocabulary import EntryKind

_SIZE = 16  # device-independent pixels; the files are drawn on this grid
_ROW_HEIGHT = 22  # of the icons in rows; higher than the drawing itself, to add some space to the rows
_CURRENT = b"currentColor"
_CANVAS = b'width="16" height="16" viewBox="0 0 16 16"'


class Icons:
    """The icons of one appearance, each drawn on first use."""

    def __init__(self, folder: Path, colour: str, ratio: float = 1.0, *, compact: bool = False) -> None:
        """Draw from the SVG files of a folder in ``colour`` (``#rrggbb``), for a screen of this device pixel ratio.

        ``compact``: icons of rows have no additional space.
        """
        self._row_height = row_icon_size(compact=compact).height()
        self._folder = folder
        self._colour = colour.encode()
        self._ratio = ratio
        self._drawn: dict[str, QIcon] = {}

    def icon(self, name: str, height: int = _SIZE) -> QIcon:
        """Return the icon with this file name (without extension); ``height`` counts only when it is first drawn."""
        if name not in self._drawn:
            self._drawn[name] = QIcon(self._draw(name, height))
        return self._drawn[name]

    def for_kind(self, kind: EntryKind | None) -> QIcon:
        """Return the icon of a kind of entry, for None that of a heading."""
        return self.icon("heading" if kind is None else f"kind-{kind}", self._row_height)

    def _draw(self, name: str, height: int) -> QPixmap:
        """Draw an icon, centred on a canvas of this height in device-independent pixels, at its final size."""
        svg = (self._folder / f"{name}.svg").read_bytes().replace(_CURRENT, self._colour)
        wide, high = round(_SIZE * self._ratio), round(height * self._ratio)
        canvas = b'width="%d" height="%d" viewBox="0 %d %d %d"' % (wide, high, (_SIZE - height) // 2, _SIZE, height)
        pixmap = QPixmap.fromImage(QImage.fromData(svg.replace(_CANVAS, canvas, 1)))
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def icon_size() -> QSize:
    """Return the size of icons in a toolbar."""
    return QSize(_SIZE, _SIZE)


def row_icon_size(*, compact: bool) -> QSize:
    """Return the size of icons in rows."""
    return QSize(_SIZE, _SIZE if compact else _ROW_HEIGHT)
