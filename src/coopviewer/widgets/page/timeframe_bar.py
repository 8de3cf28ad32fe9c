"""Drawing of a timeframe as a bar with its precision: an end that is only known as 2023 fades over all of that year."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.rendering.document.timeframe_scale import (
    TimeframeScale,
    TwoReaches,
    has_two_pairs,
    scale_of,
    scale_of_dates,
)
from coopviewer.widgets.common.theme import Theme

HEIGHT = 52  # device-independent pixels
_BAR_TOP = 8.0
_BAR_HEIGHT = 14.0
_FAINT, _LINE = 0.15, 1.5
_LEFT, _SIDES = 1.0, 30.0  # the left margin, and both margins together, which leave space for the last year


def draw_timeframe(edtf: str, theme: Theme, font: QFont, ratio: float, width: int, scale: float = 1.0) -> QImage:
    """Return an image of a timeframe, ``width`` × ``scale * HEIGHT`` device-independent pixels large.

    ``edtf`` is an interval or a date in EDTF, such as ``2017/2023-06``, or dates as they were and as they were planned,
    such as ``2017/2023;2016/2022`` (see ``paint_timeframe``). ``ratio`` is the device pixel ratio; ``scale`` enlarges
    the years and the bar as the text is enlarged. Raises ValueError if ``edtf`` is not valid.
    """
    height = round(HEIGHT * scale * ratio)
    image = QImage(round(width * ratio), height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paint_timeframe(painter, edtf, theme, font, width / scale)
    return image


def paint_timeframe(painter: QPainter, edtf: str, theme: Theme, font: QFont, width: float) -> None:
    """Paint a timeframe at the painter's origin, ``width`` × 52 (HEIGHT) device-independent pixels large.

    ``edtf`` is an interval or a date in EDTF, such as ``2017/2023-06``. A semicolon and the interval of planned dates
    may follow an interval; planned dates are painted as an outline: ``2017/2023;2016/2022``. Nothing is before the
    semicolon if only planned dates are stated. The years are written in ``font``, but 11 pixels high. Raises ValueError
    if ``edtf`` is not valid.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    actual, _, planned = edtf.partition(";")
    if has_two_pairs(actual, planned):
        both = scale_of_dates(actual, planned)
        _paint_years(painter, both.years, theme, font, width)
        _paint_reaches(painter, both, theme, width)
        return
    scale = scale_of(parse_timeframe(edtf))
    _paint_years(painter, scale.years, theme, font, width)
    _paint_bar(painter, scale, theme, width)


def _x(position: float, width: float) -> float:
    return _LEFT + (width - _SIDES) * position


def _paint_years(
    painter: QPainter, years: tuple[tuple[float, int], ...], theme: Theme, font: QFont, width: float
) -> None:
    small = QFont(font)
    small.setPixelSize(11)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    for position, year in years:
        x = _x(position, width)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, _BAR_TOP + _BAR_HEIGHT + 8))
        painter.setPen(QColor(theme.soft))
        text = str(year)
        left = min(max(x - metrics.horizontalAdvance(text) / 2, 0), width - metrics.horizontalAdvance(text))
        painter.drawText(QPointF(left, HEIGHT - 6), text)


def _paint_bar(painter: QPainter, scale: TimeframeScale, theme: Theme, width: float) -> None:
    solid, faint = QColor(theme.accent), _blended(theme.accent, theme.page)
    first, last = _x(scale.first, width), _x(scale.last, width)
    gradient = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
    span = (scale.last - scale.first) or 1.0
    sure_from, sure_to = (scale.sure_from - scale.first) / span, (scale.sure_to - scale.first) / span
    for position, colour in ((0.0, faint), (sure_from, solid), (sure_to, solid), (1.0, faint)):
        gradient.setColorAt(min(max(position, 0.0), 1.0), colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(QRectF(first, _BAR_TOP, last - first, _BAR_HEIGHT), 7, 7)


def _paint_reaches(painter: QPainter, both: TwoReaches, theme: Theme, width: float) -> None:
    """Paint actual dates filled, and planned ones as an outline around them.

    A side that the source does not state has no edge, and fades out.
    """
    solid, faint, page = QColor(theme.accent), _blended(theme.accent, theme.page), QColor(theme.page)
    if (actual := both.actual) is not None:
        first, last = _x(actual.first, width), max(_x(actual.last, width), _x(actual.first, width) + 2)
        span = (actual.last - actual.first) or 1.0
        gradient = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
        gradient.setColorAt(0.0, faint if actual.has_start else page)
        for place in (actual.sure_from, actual.sure_to):
            gradient.setColorAt(min(max((place - actual.first) / span, 0.001), 0.999), solid)
        gradient.setColorAt(1.0, faint if actual.has_end else page)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRect(QRectF(first, _BAR_TOP + 3, last - first, _BAR_HEIGHT - 6))
    if (planned := both.planned) is not None:
        first, last = _x(planned.first, width), _x(planned.last, width)
        gradient = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
        gradient.setColorAt(0.0, solid if planned.has_start else page)
        gradient.setColorAt(1.0, solid if planned.has_end else page)
        for y in (_BAR_TOP, _BAR_TOP + _BAR_HEIGHT):
            painter.fillRect(QRectF(first, y - _LINE / 2, last - first, _LINE), gradient)
        painter.setPen(QPen(solid, _LINE))
        for x, is_stated in ((first, planned.has_start), (last, planned.has_end)):
            if is_stated:
                painter.drawLine(QPointF(x, _BAR_TOP), QPointF(x, _BAR_TOP + _BAR_HEIGHT))


def _blended(colour: str, background: str) -> QColor:
    """Return a faint variant of a colour as it appears on a background; opaque, since gradients in a PDF must be."""
    one, other = QColor(colour), QColor(background)
    channels = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a * _FAINT + b * (1 - _FAINT)) for a, b in channels))
