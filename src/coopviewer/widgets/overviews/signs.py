"""The four signs of the coverage overview, for what a source's list says of a country.

Listed, not listed, not stated, or not looked at. They differ by shape, not by colour alone.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.widgets.common.theme import Theme

_SHARE = 0.8  # of the height of a line


def sign_size(line: int) -> int:
    """Return the width and height of a sign in pixels: 0.8 of ``line``, the height of a line, but at least 9."""
    return max(round(line * _SHARE), 9)


@lru_cache(maxsize=64)
def sign(state: CellState, size: int, ratio: float, theme: Theme) -> QPixmap:
    """Return the sign for what a source's list says of a country (``state``), as a square picture.

    Its side is ``size`` device-independent pixels long. ``ratio`` is the device pixel ratio.
    """
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, state, QRectF(0, 0, size, size), theme)
    return pixmap


def paint_sign(painter: QPainter, state: CellState, rect: QRectF, theme: Theme) -> None:
    """Paint the sign for what a source's list says of a country (``state``) in a rectangle.

    The sign is a disc for *listed*, a dash for *not listed*, a dashed ring for *not stated*, and a dot for *not looked
    at*.
    """
    middle, size = rect.center(), rect.width()
    if state is CellState.LISTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(middle, size * 0.36, size * 0.36)
    elif state is CellState.NOT_LISTED:
        painter.setPen(QPen(QColor(theme.soft), max(size / 9, 1.0)))
        painter.drawLine(QPointF(middle.x() - size * 0.28, middle.y()), QPointF(middle.x() + size * 0.28, middle.y()))
    elif state is CellState.NOT_STATED:
        pen = QPen(QColor(theme.soft), max(size / 11, 1.0))
        pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, size * 0.36, size * 0.36)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.disabled))
        painter.drawEllipse(middle, size * 0.1, size * 0.1)
