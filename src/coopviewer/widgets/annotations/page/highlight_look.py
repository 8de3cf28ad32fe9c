"""How each colour of a highlight looks: a ground, and a line of its own by which it is told without seeing colours.

Every text of the page keeps 4.5:1 on each ground, in light and in dark; each line keeps 3:1 against the page.
"""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QTextCharFormat

from coopviewer.domain.annotations.annotation import Colour

_Line = QTextCharFormat.UnderlineStyle


class HighlightLook(NamedTuple):
    """Colours as ``#rrggbb``: ``ground`` under the words, ``strong`` where it is the chosen one, ``line`` beneath."""

    ground: str
    strong: str
    line: str
    underline: QTextCharFormat.UnderlineStyle


_LIGHT = {
    Colour.YELLOW: HighlightLook("#fff1ad", "#ffdb4d", "#8a6500", _Line.SingleUnderline),
    Colour.GREEN: HighlightLook("#d9f3dc", "#9fe0a8", "#1c7430", _Line.DashUnderline),
    Colour.BLUE: HighlightLook("#d0f0f7", "#8edcee", "#065d75", _Line.DotLine),
    Colour.PINK: HighlightLook("#ffe1ee", "#ffb0d2", "#b0125f", _Line.WaveUnderline),
    None: HighlightLook("#eceef1", "#d3d7dd", "#5b6472", _Line.SingleUnderline),
}
_DARK = {
    Colour.YELLOW: HighlightLook("#463a0f", "#6b5600", "#f0c945", _Line.SingleUnderline),
    Colour.GREEN: HighlightLook("#1c4027", "#1f6134", "#74d88a", _Line.DashUnderline),
    Colour.BLUE: HighlightLook("#133f4c", "#125a6d", "#74d4ec", _Line.DotLine),
    Colour.PINK: HighlightLook("#55243c", "#80305a", "#ff9ccb", _Line.WaveUnderline),
    None: HighlightLook("#343b45", "#4a5361", "#a3acb9", _Line.SingleUnderline),
}
_PATTERNS = {_Line.DashUnderline: [2.6, 1.2], _Line.DotLine: [1.0, 1.0]}  # times the width of the line
_WAVE = 3.0  # pixels from one turn of a wavy line to the next


def look_of(colour: Colour | None, *, dark: bool) -> HighlightLook:
    """Give the look of a highlight; a colour of None is a quiet grey."""
    return (_DARK if dark else _LIGHT)[colour]


def is_dark(colours: QPalette) -> bool:
    """Tell whether a palette is that of the dark theme."""
    ground, text = colours.color(QPalette.ColorRole.Window), colours.color(QPalette.ColorRole.WindowText)
    return ground.lightness() < text.lightness()


def draw_line(painter: QPainter, start: QPointF, end: QPointF, look: HighlightLook, width: float) -> None:
    """Draw a look's line, in its own pattern, from one point to another, straight across or straight down."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(look.line), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look.underline in _PATTERNS:
        pen.setDashPattern(_PATTERNS[look.underline])
    painter.setPen(pen)
    if look.underline is _Line.WaveUnderline:
        painter.drawPath(_wave(start, end))
    else:
        painter.drawLine(start, end)
    painter.restore()


def draw_swatch(painter: QPainter, area: QRectF, look: HighlightLook) -> None:
    """Draw a small sample of a highlight: its ground with its line at the foot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.line), 1))
    painter.setBrush(QColor(look.strong))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    foot = area.bottom() - area.height() * 0.3
    draw_line(painter, QPointF(area.left() + 3, foot), QPointF(area.right() - 3, foot), look, 2)


def _wave(start: QPointF, end: QPointF) -> QPainterPath:
    across = abs(end.x() - start.x()) > abs(end.y() - start.y())
    length = max(abs(end.x() - start.x()), abs(end.y() - start.y()))
    path = QPainterPath(start)
    done, side = 0.0, 1
    while done < length:
        done = min(done + _WAVE, length)
        aside = side * _WAVE / 2
        middle = done - _WAVE / 2
        if across:
            path.quadTo(start.x() + middle, start.y() + 2 * aside, start.x() + done, start.y())
        else:
            path.quadTo(start.x() + 2 * aside, start.y() + middle, start.x(), start.y() + done)
        side = -side
    return path
