"""Pictures of whole overviews as files: PNG, and SVG with text as text."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from coopviewer.widgets.overviews.canvas import Canvas
from coopviewer.widgets.overviews.picture_foot import PictureFoot

PictureKind = Literal["png", "svg"]
_RATIO = 2  # pixels of a PNG for each of the screen
MOST_PIXELS = 12_000  # of the width and the height of a picture; what is beyond is left out


class PictureTexts(NamedTuple):
    """The texts of a picture: title and description, which programs read in an SVG file, and the notes under it."""

    title: str
    description: str
    notes: tuple[str, ...] = ()


def draw_picture(canvas: Canvas, kind: PictureKind, texts: PictureTexts) -> bytes:
    """Return a picture file (PNG or SVG) of a canvas, which must be a copy from ``copy_for_file``.

    The canvas is resized to its ``whole_size``, at most 12,000 pixels (MOST_PIXELS) wide and high: what is beyond is
    left out. Under the picture are the canvas's legend and the notes. A PNG has twice as many pixels each way. Title
    and description are written into SVG only.
    """
    size = canvas.whole_size().boundedTo(QSize(MOST_PIXELS, MOST_PIXELS))
    canvas.resize(size)
    canvas.ensurePolished()
    foot = PictureFoot(canvas.legend(), texts.notes, size.width(), canvas.font(), canvas.isRightToLeft())
    whole = QSize(size.width(), size.height() + foot.height)
    return _png(canvas, whole, foot) if kind == "png" else _svg(canvas, whole, foot, texts)


def _paint(canvas: Canvas, painter: QPainter, whole: QSize, foot: PictureFoot) -> None:
    try:
        painter.fillRect(QRect(QPoint(), whole), QColor(canvas.theme.page))
        canvas.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot.paint(painter, whole.height() - foot.height, canvas.theme)
    finally:
        painter.end()


def _png(canvas: Canvas, size: QSize, foot: PictureFoot) -> bytes:
    image = QImage(size * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    _paint(canvas, QPainter(image), size, foot)
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6's stub wants bytes, and Qt a text
    return bytes(target.data())


def _svg(canvas: Canvas, size: QSize, foot: PictureFoot, texts: PictureTexts) -> bytes:
    target = QByteArray()
    buffer = QBuffer(target)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(canvas.logicalDpiX())  # as of the window, for whose text the places are
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setTitle(texts.title)
    generator.setDescription(texts.description)
    _paint(canvas, QPainter(generator), size, foot)
    return bytes(target.data())
