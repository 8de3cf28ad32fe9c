"""The style of each highlight colour: a background, and an underline that distinguishes it without colour.

In both themes every text of the page has a contrast of at least 4.5:1 to each background of unselected highlights. In
the selected highlight all text is drawn in the theme's text colour, which has the same contrast to its background. Each
underline has a contrast of at least 3:1 to the page and to both backgrounds.
"""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QTextCharFormat

from coopviewer.domain.annotations.annotation import Colour

_Line = QTextCharFormat.UnderlineStyle


class HighlightStyle(NamedTuple):
    """The style of a highlight; colours are ``#rrggbb``.

    ``background``: the background of highlights that are not selected.
    ``strong``: the background of the selected highlight.
    ``line``: the colour of the underline.
    ``underline``: the pattern of the underline, such as dashes.
    """

    background: str
    strong: str
    line: str
    underline: QTextCharFormat.UnderlineStyle


_LIGHT = {
    Colour.YELLOW: HighlightStyle("#fff1ad", "#ffdb4d", "#8a6500", _Line.SingleUnderline),
    Colour.GREEN: HighlightStyle("#d9f3dc", "#9fe0a8", "#1c7430", _Line.DashUnderline),
    Colour.BLUE: HighlightStyle("#d0f0f7", "#8edcee", "#065d75", _Line.DotLine),
    Colour.PINK: HighlightStyle("#ffe1ee", "#ffb0d2", "#b0125f", _Line.WaveUnderline),
    None: HighlightStyle("#eceef1", "#d3d7dd", "#5b6472", _Line.SingleUnderline),
}
_DARK = {
    Colour.YELLOW: HighlightStyle("#463a0f", "#6b5600", "#f0c945", _Line.SingleUnderline),
    Colour.GREEN: HighlightStyle("#1c4027", "#1f6134", "#74d88a", _Line.DashUnderline),
    Colour.BLUE: HighlightStyle("#133f4c", "#125a6d", "#74d4ec", _Line.DotLine),
    Colour.PINK: HighlightStyle("#55243c", "#80305a", "#ff9ccb", _Line.WaveUnderline),
    None: HighlightStyle("#343b45", "#4a5361", "#a3acb9", _Line.SingleUnderline),
}
_PATTERNS = {_Line.DashUnderline: [2.6, 1.2], _Line.DotLine: [1.0, 1.0]}  # times the width of the line
_WAVE = 3.0  # pixels in which a wavy line crosses its axis once


def highlight_style(colour: Colour | None, *, dark: bool) -> HighlightStyle:
    """Return the style of highlights in a colour, for a light or a ``dark`` theme; None, for no colour, is grey."""
    return (_DARK if dark else _LIGHT)[colour]


def is_dark(colours: QPalette) -> bool:
    """Return whether a palette belongs to a dark theme: its text is lighter than the window behind it."""
    background, text = colours.color(QPalette.ColorRole.Window), colours.color(QPalette.ColorRole.WindowText)
    return background.lightness() < text.lightness()


def draw_underline(painter: QPainter, start: QPointF, end: QPointF, style: HighlightStyle, width: float) -> None:
    """Draw the underline of a style from one point to another, horizontally or vertically, ``width`` pixels thick."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(style.line), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style.underline in _PATTERNS:
        pen.setDashPattern(_PATTERNS[style.underline])
    painter.setPen(pen)
    if style.underline is _Line.WaveUnderline:
        painter.drawPath(_wave(start, end))
    else:
        painter.drawLine(start, end)
    painter.restore()


def draw_swatch(painter: QPainter, area: QRectF, style: HighlightStyle) -> None:
    """Draw a small sample of a highlight: its ``strong`` colour, with its underline in the lower part."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(style.line), 1))
    painter.setBrush(QColor(style.strong))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    y = area.bottom() - area.height() * 0.3
    draw_underline(painter, QPointF(area.left() + 3, y), QPointF(area.right() - 3, y), style, 2)


def _wave(start: QPointF, end: QPointF) -> QPainterPath:
    is_horizontal = abs(end.x() - start.x()) > abs(end.y() - start.y())
    length = max(abs(end.x() - start.x()), abs(end.y() - start.y()))
    path = QPainterPath(start)
    drawn, side = 0.0, 1
    while drawn < length:
        drawn = min(drawn + _WAVE, length)
        offset = side * _WAVE / 2
        middle = drawn - _WAVE / 2
        if is_horizontal:
            path.quadTo(start.x() + middle, start.y() + 2 * offset, start.x() + drawn, start.y())
        else:
            path.quadTo(start.x() + 2 * offset, start.y() + middle, start.x(), start.y() + drawn)
        side = -side
    return path
