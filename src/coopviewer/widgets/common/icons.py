"""Icons: our own SVG files, drawn in the theme's colour. Kinds of entries differ by shape, not by colour."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QGuiApplication, QIcon, QImage, QPixmap

from coopviewer.domain.reference.vocabulary import EntryKind

_SIZE = 16  # device-independent pixels; the files are drawn on this grid
_ROW_HEIGHT = 22  # of the icons in rows; higher than the drawing itself, to add some space to the rows
_USUAL_TEXT = 13  # pixels; the size of text from which on icons grow with it
_CURRENT = b"currentColor"
_CANVAS = b'width="16" height="16" viewBox="0 0 16 16"'


class Icons:
    """The icons in one colour, text size and screen resolution, each drawn on first use and kept."""

    def __init__(self, folder: Path, colour: str, ratio: float = 1.0, *, compact: bool = False) -> None:
        """Draw from the SVG files of a folder in ``colour`` (``#rrggbb``), for a screen of this device pixel ratio.

        The size of the icons fits the application's present text size. ``compact``: icons of rows have no space above
        and below them.
        """
        self._size = icon_size().width()
        self._row_height = row_icon_size(compact=compact).height()
        self._folder = folder
        self._colour = colour.encode()
        self._ratio = ratio
        self._drawn: dict[str, QIcon] = {}

    def icon(self, name: str, height: int = 0) -> QIcon:
        """Return the icon with this file name (without extension); raises OSError if the file cannot be read.

        ``height`` is in device-independent pixels; 0: a square of the usual size. Each icon is drawn once: later calls
        return it with the height of the first call, whatever their ``height``.
        """
        if name not in self._drawn:
            self._drawn[name] = QIcon(self._draw(name, height or self._size))
        return self._drawn[name]

    def for_kind(self, kind: EntryKind | None) -> QIcon:
        """Return the icon that rows show for a kind of entry, or for None the icon of a heading.

        Raises OSError if its file cannot be read.
        """
        return self.icon("heading" if kind is None else f"kind-{kind}", self._row_height)

    def _draw(self, name: str, height: int) -> QPixmap:
        """Return an icon drawn for the screen's resolution, centred on a canvas.

        ``height`` is that of the canvas in device-independent pixels.
        """
        svg = (self._folder / f"{name}.svg").read_bytes().replace(_CURRENT, self._colour)
        wide, high = round(self._size * self._ratio), round(height * self._ratio)
        shown = _SIZE * height / self._size  # on the grid of the files
        canvas = b'width="%d" height="%d" viewBox="0 %g %d %g"' % (wide, high, (_SIZE - shown) / 2, _SIZE, shown)
        pixmap = QPixmap.fromImage(QImage.fromData(svg.replace(_CANVAS, canvas, 1)))
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def text_scale() -> float:
    """Return how many times larger than usual (13 pixels) the text of the window is; 1 for smaller text too."""
    return max(QFontInfo(QGuiApplication.font()).pixelSize() / _USUAL_TEXT, 1.0)


def icon_size() -> QSize:
    """Return the size of icons in a toolbar in device-independent pixels, which grows with the text."""
    size = _even(_SIZE)
    return QSize(size, size)


def row_icon_size(*, compact: bool) -> QSize:
    """Return the size of icons in rows in device-independent pixels, which grows with the text.

    With ``compact`` it is as high as it is wide; otherwise it is higher, which makes the rows higher too.
    """
    return QSize(_even(_SIZE), _even(_SIZE if compact else _ROW_HEIGHT))


def _even(size: int) -> int:
    return round(size * text_scale() / 2) * 2
