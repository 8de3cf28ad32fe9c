"""Drawing of badges: a small filled dot and the number of an entry's annotations, beside the entry's title.

Badges are drawn without ``setPen()`` and ``QBrush(colour)``: these would create the enumerations of the Qt namespace,
and so delay the start, when the first badges are drawn (docs/pitfalls.md). So would ``QTextLayout``, by 2 ms.
"""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath

from coopviewer.models.language import language

_LEFT_TO_RIGHT = "\u200e"  # else the painter's direction would reorder the groups of a number that ’ separates
_BEFORE, _BETWEEN = 8, 4  # pixels before the dot, and between the dot and the number


def badge_width(count: int, metrics: QFontMetrics) -> int:
    """Return the width of a badge in pixels, including the gap before it; 0 for a count of 0."""
    if not count:
        return 0
    return _BEFORE + _dot(metrics) + _BETWEEN + metrics.horizontalAdvance(language().number(count))


def draw_badge(painter: QPainter, area: QRect, count: int, *, mirrored: bool) -> None:
    """Draw a badge with the painter's pen and font, centred vertically in ``area``, from its leading side.

    Nothing is drawn for a ``count`` of 0. The pen has the colour of the view's text until a delegate changes it.
    ``mirrored``: the leading side is the right one.
    """
    if not count:
        return
    metrics = painter.fontMetrics()
    size = _dot(metrics)
    left = area.right() + 1 - _BEFORE - size if mirrored else area.left() + _BEFORE
    dot = QPainterPath()
    dot.addEllipse(left, area.top() + (area.height() - size) / 2, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(dot, painter.pen().brush())
    painter.restore()
    number = language().number(count)
    start = left - _BETWEEN - metrics.horizontalAdvance(number) if mirrored else left + size + _BETWEEN
    base = area.top() + (area.height() - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(start, base), _LEFT_TO_RIGHT + number)


def _dot(metrics: QFontMetrics) -> int:
    """Return the diameter of the dot in pixels."""
    return max(metrics.height() // 2 + 1, 6)
