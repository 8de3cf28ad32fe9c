"""The pictures of a document on paper: timeframes as vector graphics, small maps as images.

A timeframe is drawn alone, or as a row of a strip, which has several below each other on one scale of years. A map has
thousands of points: the pages of a brief with many of them would be slow to write and to show.
"""

from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPyTextObject, QTextDocument, QTextFormat, QTextImageFormat
from PySide6.QtSvg import QSvgRenderer

from coopviewer.domain.language import Translate
from coopviewer.models.guard import guarded
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.locator_drawing import HEIGHT as LOCATOR_HEIGHT
from coopviewer.rendering.document.locator_drawing import LIGHT_LOCATOR, draw_locator, parse_locator_name
from coopviewer.rendering.document.locator_drawing import WIDTH as LOCATOR_WIDTH
from coopviewer.rendering.document.strip_drawing import (
    AXIS,
    AXIS_HEIGHT,
    HEAD,
    HEAD_HEIGHT,
    ROW_HEIGHT,
    StripColours,
    StripWords,
    draw_strip_row,
    parse_picture_name,
)
from coopviewer.rendering.document.world_outlines import read_world
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.timeframe_bar import HEIGHT, paint_timeframe

_BAR_WIDTH = 560  # pixels of a screen of the following resolution
_SCREEN_RESOLUTION = 96  # pixels per inch
_IMAGE_RESOLUTION = 220  # dots per inch of a map
_STRIP_HEIGHTS = {HEAD: HEAD_HEIGHT, AXIS: AXIS_HEIGHT}
_STRIP_COLOURS = StripColours(LIGHT.accent, LIGHT.line, LIGHT.soft, LIGHT.text, LIGHT.band, LIGHT.band_text, "#d8e4f0")


class PaperPictures(QPyTextObject):
    """Draws a document's pictures; Qt calls it to lay out and to paint them.

    The address of a picture (``timeframe:…``) is the ``name()`` of its QTextImageFormat.
    Timeframes, alone or as the rows of a strip, are vector graphics, small maps images of at most 220 dots per inch.
    """

    def __init__(self, font: QFont, resolution: int, width: int, world: Path | None, tr: Translate) -> None:
        """Draw for sheets whose printable area is ``width`` dots wide; ``resolution`` is in dots per inch.

        The years beside the bar of a single timeframe are written in ``font``. ``world`` is the file with the shapes
        for small maps; None: the places of maps stay empty.
        """
        super().__init__()
        self.defect: Exception | None = None
        """Why a picture could not be drawn; None: all that were painted until now could. Qt itself is told nothing."""
        self._font, self._width, self._world, self._tr = font, width, world, tr
        self._resolution = resolution
        self._scale = min(resolution / _SCREEN_RESOLUTION, width / _BAR_WIDTH)

    def _size(self, picture: QTextImageFormat) -> QSizeF:
        name = picture.name()
        if name.startswith(schemes.STRIP):
            edtf, _, share = parse_picture_name(name)
            return QSizeF(self._width * share, _STRIP_HEIGHTS.get(edtf, ROW_HEIGHT) * self._scale)
        if not name.startswith(schemes.LOCATOR):
            return QSizeF(_BAR_WIDTH, HEIGHT) * self._scale
        whole = QSizeF(LOCATOR_WIDTH, LOCATOR_HEIGHT) * self._scale
        percent = picture.width()  # of the sheet's width, 0: as large as on the screen
        return whole * (self._width * percent / 100 / whole.width()) if percent > 0 else whole

    def _svg(self, name: str, size: QSizeF) -> str:
        if name.startswith(schemes.STRIP):
            edtf, years, _ = parse_picture_name(name)
            words = StripWords(self._tr("the source’s day is here"), self._tr("today"))
            width = round(size.width() / self._scale)
            return draw_strip_row(edtf, years, width, 1.0, _STRIP_COLOURS, words)
        if self._world is None:
            return ""
        return draw_locator(parse_locator_name(name), read_world(self._world), 1.0, LIGHT_LOCATOR)

    def _image(self, renderer: QSvgRenderer, size: QSizeF) -> QImage:
        dots = size * (min(_IMAGE_RESOLUTION, self._resolution) / self._resolution)
        image = QImage(round(dots.width()), round(dots.height()), QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT_LOCATOR.sea))
        with QPainter(image) as painter:
            renderer.render(painter)
        return image

    def _paint(self, painter: QPainter, corner: QPointF, picture: QTextImageFormat) -> None:
        place = QRectF(corner, self._size(picture))
        if picture.name().startswith(schemes.BAR):
            painter.translate(place.topLeft())
            painter.scale(self._scale, self._scale)
            paint_timeframe(painter, picture.name().removeprefix(schemes.BAR), LIGHT, self._font, _BAR_WIDTH)
        elif svg := self._svg(picture.name(), place.size()):
            painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
            renderer = QSvgRenderer(svg.encode())
            if picture.name().startswith(schemes.LOCATOR):
                painter.drawImage(place, self._image(renderer, place.size()))
            else:
                renderer.render(painter, place)

    # Qt overrides

    @guarded
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        """Return the size in dots of the picture whose address is in ``format``."""
        return self._size(format.toImageFormat())

    @guarded
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """Draw a picture in the rectangle that the text keeps for it.

        ``format`` is an image format, whose name is the picture's address, such as ``timeframe:…``.
        """
        painter.save()
        try:
            self._paint(painter, QPointF(rect.topLeft()), format.toImageFormat())
        except Exception as error:
            self.defect = error
            raise
        finally:
            painter.restore()
