"""The pictures on paper: timeframes and small maps, drawn as vector graphics."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPyTextObject, QTextDocument, QTextFormat
from PySide6.QtSvg import QSvgRenderer

from coopviewer.models.guard import guarded
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.locator_drawing import HEIGHT as LOCATOR_HEIGHT
from coopviewer.rendering.document.locator_drawing import LIGHT_LOCATOR, draw_locator, parse_locator_name
from coopviewer.rendering.document.locator_drawing import WIDTH as LOCATOR_WIDTH
from coopviewer.rendering.document.world_outlines import read_world
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.timeframe_bar import HEIGHT, paint_timeframe

BAR_WIDTH = 560
"""The width of a timeframe, in pixels of a screen."""


class PaperPictures(QPyTextObject):
    """Draws timeframes and small maps as vector graphics, in the printer's resolution."""

    def __init__(self, font: QFont, scale: float, world: Path | None) -> None:
        """Draw with a font, enlarged by ``scale``; ``world`` is the file with the shapes for small maps, None: none."""
        super().__init__()
        self._font, self._scale, self._world = font, scale, world

    # Qt overrides

    @guarded
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        is_map = format.toImageFormat().name().startswith(schemes.LOCATOR)
        return (QSizeF(LOCATOR_WIDTH, LOCATOR_HEIGHT) if is_map else QSizeF(BAR_WIDTH, HEIGHT)) * self._scale

    @guarded
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        name = format.toImageFormat().name()
        painter.save()
        painter.translate(QPointF(rect.topLeft()))
        painter.scale(self._scale, self._scale)
        if name.startswith(schemes.BAR):
            paint_timeframe(painter, name.removeprefix(schemes.BAR), LIGHT, self._font, BAR_WIDTH)
        elif self._world is not None:
            painter.setClipRect(QRectF(0, 0, LOCATOR_WIDTH, LOCATOR_HEIGHT), Qt.ClipOperation.IntersectClip)
            svg = draw_locator(parse_locator_name(name), read_world(self._world), 1.0, LIGHT_LOCATOR)
            QSvgRenderer(svg.encode()).render(painter, QRectF(0, 0, LOCATOR_WIDTH, LOCATOR_HEIGHT))
        painter.restore()
