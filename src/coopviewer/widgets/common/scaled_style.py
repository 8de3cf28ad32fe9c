"""A style whose check boxes, arrows and scroll bars grow with the text; used only while the text is larger than usual.

Qt's Fusion style grows them with the resolution of the screen alone.
"""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QToolButton, QWidget

from coopviewer.models.guard import guarded

_Metric, _Primitive = QStyle.PixelMetric, QStyle.PrimitiveElement
_GROWING = frozenset(
    (
        *(_Metric.PM_IndicatorWidth, _Metric.PM_IndicatorHeight),
        *(_Metric.PM_ExclusiveIndicatorWidth, _Metric.PM_ExclusiveIndicatorHeight),
        *(_Metric.PM_MenuButtonIndicator, _Metric.PM_HeaderMarkSize, _Metric.PM_TabBarScrollButtonWidth),
        _Metric.PM_SmallIconSize,  # from which those of buttons and fields are derived
        *(_Metric.PM_ToolBarExtensionExtent, _Metric.PM_ScrollBarExtent, _Metric.PM_MessageBoxIconSize),
    )
)
_ARROWS = {  # the angle in degrees by which an arrow to the right is turned
    _Primitive.PE_IndicatorArrowRight: 0,
    _Primitive.PE_IndicatorArrowDown: 90,
    _Primitive.PE_IndicatorArrowLeft: 180,
    _Primitive.PE_IndicatorArrowUp: 270,
}
_ARROW = 9  # pixels: the longer side of an arrow at the usual size
_METRES = 0.0254  # of an inch


class ScaledStyle(QProxyStyle):
    """The Fusion style with larger check boxes, radio buttons, arrows and scroll bars."""

    def __init__(self, scale: float) -> None:
        """Enlarge check boxes, arrows and scroll bars ``scale`` times, but not the arrows of tool buttons."""
        super().__init__("fusion")
        self._scale = scale
        self._device = QImage(1, 1, QImage.Format.Format_ARGB32)  # of a resolution at which Fusion draws larger arrows
        dots = round(96 * scale / _METRES)
        self._device.setDotsPerMeterX(dots)
        self._device.setDotsPerMeterY(dots)

    def _draw_arrow(self, painter: QPainter, option: QStyleOption, angle: int, widget: QWidget | None) -> None:
        scale = 1.0 if isinstance(widget, QToolButton) else self._scale  # in its corner, where there is no more room
        side = min(_ARROW * scale, option.rect.width(), option.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRect(option.rect).toRectF().center())
        painter.rotate(angle)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = option.palette.color(QPalette.ColorRole.WindowText)
        colour.setAlphaF(0.7)
        painter.setBrush(colour)
        half, depth = side / 2, side / 4
        painter.drawPolygon(QPolygonF([QPointF(-depth, -half), QPointF(depth, 0), QPointF(-depth, half)]))
        painter.restore()

    # Qt overrides

    @guarded
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        value = super().pixelMetric(metric, option, widget)
        if metric is _Metric.PM_MenuButtonIndicator and isinstance(widget, QToolButton):
            return value  # its arrow would cover the icon
        return round(value * self._scale) if metric in _GROWING else value

    @guarded
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in _ARROWS:
            self._draw_arrow(painter, option, _ARROWS[element], widget)
        elif element is _Primitive.PE_IndicatorBranch:
            if option.state & QStyle.StateFlag.State_Children:
                backwards = option.direction is Qt.LayoutDirection.RightToLeft
                is_open = bool(option.state & QStyle.StateFlag.State_Open)
                self._draw_arrow(painter, option, 90 if is_open else 180 if backwards else 0, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    @guarded
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if widget is not None:
            option.fontMetrics = QFontMetrics(widget.font(), self._device)  # Fusion takes the resolution from these
        super().drawComplexControl(control, option, painter, widget)
