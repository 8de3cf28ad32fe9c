"""The cached picture of the map, drawn a slice at a time, so that the window goes on working meanwhile."""

from collections.abc import Mapping
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap, QTransform

from coopviewer.rendering.overviews.map_rows import MapCountry
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.map.drawing import MapDrawing
from coopviewer.widgets.overviews.map.world import World

_SLICE = 0.004  # seconds of drawing at a time


class MapScene(NamedTuple):
    """What a picture shows: countries, by the keys of their shapes, in the colours of a theme.

    ``transform`` maps the plane to the picture. ``size`` is in device-independent pixels, ``ratio`` is the device pixel
    ratio of the screen.
    """

    countries: Mapping[str, MapCountry]
    transform: QTransform
    size: QSize
    ratio: float
    theme: Theme

    @property
    def area(self) -> QRectF:
        """The rectangle of the whole picture, in device-independent pixels."""
        return QRectF(0, 0, self.size.width(), self.size.height())


class MapPicture(QObject):
    """Draws pictures of a world in slices of some milliseconds, so that the window stays usable.

    ``pixmap`` is the picture finished last, None before the first and after ``forget``.
    """

    finished = Signal()
    """The picture that ``begin`` started is complete, and is the ``pixmap`` now."""

    def __init__(self, world: World, parent: QObject) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._world = world
        self.pixmap: QPixmap | None = None
        self.transform = QTransform()
        """The transform of the pixmap's scene."""
        self._scene: MapScene | None = None
        self._begun = QPixmap()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_slice)

    def forget(self) -> None:
        """Discard the picture, since its size or its colours are no longer right, and give up one that was begun."""
        self.pixmap = None
        self.stop()

    def stop(self) -> None:
        """Drop the picture that was begun, without ``finished``; the last picture stays."""
        self._timer.stop()
        self._scene = None

    def begin(self, scene: MapScene) -> None:
        """Begin to draw a scene in detail and return at once; ``finished`` is emitted when it is complete.

        A scene that is still being drawn is given up, and ``finished`` is not emitted for it.
        """
        self._scene, self._done = scene, 0
        self._begun = _blank(scene)
        self._timer.start()

    def draw_at_once(self, scene: MapScene) -> None:
        """Draw a scene in the coarsest level of detail before returning, for the first paint.

        ``finished`` is not emitted.
        """
        pixmap = _blank(scene)
        painter = QPainter(pixmap)
        try:
            level = len(self._world.tolerances) - 1
            drawing = MapDrawing(painter, self._world, scene.transform, scene.theme, level)
            drawing.paint_shapes(scene.countries, scene.area)
        finally:
            painter.end()
        self.pixmap, self.transform = pixmap, scene.transform

    def paint_at(self, painter: QPainter, transform: QTransform) -> None:
        """Paint the last picture, moved or stretched to ``transform``, which maps the plane to the screen now.

        Nothing is painted without a picture.
        """
        if self.pixmap is None:
            return
        painter.save()
        painter.setTransform(self.transform.inverted()[0] * transform, True)
        painter.drawPixmap(0, 0, self.pixmap)
        painter.restore()

    @Slot()
    def _draw_slice(self) -> None:
        scene = self._scene
        if scene is None:
            self._timer.stop()
            return
        painter = QPainter(self._begun)
        try:
            is_whole = self._draw_parts(painter, scene)
        finally:
            painter.end()
        if is_whole:
            self._timer.stop()
            self.pixmap, self.transform, self._scene = self._begun, scene.transform, None
            self.finished.emit()

    def _draw_parts(self, painter: QPainter, scene: MapScene) -> bool:
        """Draw further parts of a scene for a few milliseconds; return whether it is complete."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        level = self._world.level_for(scene.transform.m11())
        drawing = MapDrawing(painter, self._world, scene.transform, scene.theme, level)
        began = perf_counter()
        for number, part in enumerate(drawing.slices(scene.countries, scene.area)):
            if number < self._done:
                continue
            part()
            self._done += 1
            if perf_counter() - began > _SLICE:
                return False
        return True


def _blank(scene: MapScene) -> QPixmap:
    pixmap = QPixmap(round(scene.size.width() * scene.ratio), round(scene.size.height() * scene.ratio))
    pixmap.setDevicePixelRatio(scene.ratio)
    return pixmap
