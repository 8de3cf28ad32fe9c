"""Drawing of badges: a small filled dot and the number of an entry's annotations, beside the entry's title."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

_BEFORE, _BETWEEN = 8, 4  # pixels before the dot, and between the dot and the number
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def badge_width(count: int, metrics: QFontMetrics) -> int:
    """Return the width of a badge in pixels, including the gap before it; 0 for a count of 0."""
    if not count:
        return 0
    return _BEFORE + _dot(metrics) + _BETWEEN + metrics.horizontalAdvance(f"{count:,}")


def draw_badge(painter: QPainter, area: QRect, count: int, colour: QColor, direction: Qt.LayoutDirection) -> None:
    """Draw a badge in the painter's font, centred vertically in ``area``, from its leading side; nothing for 0."""
    if not count:
        return
    metrics = painter.fontMetrics()
    size = _dot(metrics)
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    left = area.right() + 1 - _BEFORE - size if mirrored else area.left() + _BEFORE
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(left, area.top() + (area.height() - size) / 2, size, size))
    painter.setPen(colour)
    used = _BEFORE + size + _BETWEEN
    rest = area.adjusted(0, 0, -used, 0) if mirrored else area.adjusted(used, 0, 0, 0)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rest, _ONE_LINE | side | Qt.AlignmentFlag.AlignAbsolute, f"{count:,}")
    painter.restore()


def _dot(metrics: QFontMetrics) -> int:
    """Return the diameter of the dot in pixels."""
    return max(metrics.height() // 2 + 1, 6)
