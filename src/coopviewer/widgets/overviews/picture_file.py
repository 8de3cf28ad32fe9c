"""Pictures of whole overviews as files: PNG, and SVG with text as text."""

from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from coopviewer.widgets.overviews.canvas import Canvas

PictureKind = Literal["png", "svg"]
_RATIO = 2  # pixels of a PNG for each of the screen
MOST_PIXELS = 12_000  # of the width and the height of a picture; what is beyond is left out


def draw_picture(canvas: Canvas, kind: PictureKind, title: str, description: str) -> bytes:
    """Return a picture of everything on a canvas made for it, as large as its plane; the window is not used."""
    size = canvas.whole_size().boundedTo(QSize(MOST_PIXELS, MOST_PIXELS))
    canvas.resize(size)
    canvas.ensurePolished()
    return _png(canvas, size) if kind == "png" else _svg(canvas, size, title, description)


def _png(canvas: Canvas, size: QSize) -> bytes:
    image = QImage(size * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    painter = QPainter(image)
    try:
        canvas.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    finally:
        painter.end()
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6's stub wants bytes, and Qt a text
    return bytes(target.data())


def _svg(canvas: Canvas, size: QSize, title: str, description: str) -> bytes:
    target = QByteArray()
    buffer = QBuffer(target)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setTitle(title)
    generator.setDescription(description)
    painter = QPainter(generator)
    try:
        canvas.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    finally:
        painter.end()
    return bytes(target.data())
