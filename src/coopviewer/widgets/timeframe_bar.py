"""A timeframe drawn with its real precision: the ends fade over the span in which they lie, never a made-up day."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

from coopviewer.domain.timeframes import Timeframe, parse_timeframe
from coopviewer.widgets.theme import Theme

HEIGHT = 52
_BAR_TOP = 8.0
_BAR_HEIGHT = 14.0
_LONGEST = 40  # years drawn with a label each; beyond, every fifth


def draw_timeframe(edtf: str, theme: Theme, font: QFont, ratio: float, width: int) -> QImage:
    """Draw an EDTF interval as a picture of ``width`` × ``HEIGHT`` device-independent pixels.

    Raises ValueError where the text is no interval.
    """
    timeframe = parse_timeframe(edtf)
    image = QImage(round(width * ratio), round(HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = _Scale(*_years(timeframe), width)
    _draw_years(painter, scale, theme, font)
    _draw_bar(painter, scale, timeframe, theme)
    painter.end()
    return image


class _Scale:
    """Days to pixels over whole years."""

    def __init__(self, first: int, last: int, width: int) -> None:
        self.first = first
        self.width = width
        self.last = last
        self._start = date(first, 1, 1).toordinal()
        self._days = date(min(last + 1, 9999), 1, 1).toordinal() - self._start or 365

    def x(self, day: int) -> float:
        return 1.0 + (self.width - 30.0) * (day - self._start) / self._days


def _years(timeframe: Timeframe) -> tuple[int, int]:
    ends = [point for point in (timeframe.start, timeframe.end) if point]
    first, last = ends[0].earliest.year, ends[-1].latest.year
    # an open side gets two more years, in which the bar fades out
    return (first if timeframe.start else first - 2), (last if timeframe.end else last + 2)


def _draw_years(painter: QPainter, scale: _Scale, theme: Theme, font: QFont) -> None:
    small = QFont(font)
    small.setPixelSize(11)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    step = 1 if scale.last - scale.first < _LONGEST // 3 else 5 if scale.last - scale.first < _LONGEST else 20
    for year in range(scale.first, min(scale.last + 2, 9999), step):
        x = scale.x(date(year, 1, 1).toordinal())
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, _BAR_TOP + _BAR_HEIGHT + 8))
        painter.setPen(QColor(theme.soft))
        text = str(year)
        left = min(max(x - metrics.horizontalAdvance(text) / 2, 0), scale.width - metrics.horizontalAdvance(text))
        painter.drawText(QPointF(left, HEIGHT - 6), text)


def _draw_bar(painter: QPainter, scale: _Scale, timeframe: Timeframe, theme: Theme) -> None:
    start, end = timeframe.start, timeframe.end
    first = scale.x(start.earliest.toordinal() if start else date(scale.first, 1, 1).toordinal())
    sure_from = scale.x(start.latest.toordinal() + 1) if start else scale.x(date(scale.first + 2, 1, 1).toordinal())
    sure_to = scale.x(end.earliest.toordinal()) if end else scale.x(date(scale.last - 1, 1, 1).toordinal())
    last = scale.x(end.latest.toordinal() + 1) if end else scale.x(date(min(scale.last + 1, 9999), 1, 1).toordinal())
    solid, faint = QColor(theme.accent), QColor(theme.accent)
    faint.setAlphaF(0.15)
    gradient = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
    span = (last - first) or 1.0
    begun, ending = (sure_from - first) / span, (sure_to - first) / span
    for along, colour in ((0.0, faint), (begun, solid), (max(ending, begun), solid), (1.0, faint)):
        gradient.setColorAt(min(max(along, 0.0), 1.0), colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(QRectF(first, _BAR_TOP, last - first, _BAR_HEIGHT), 7, 7)
