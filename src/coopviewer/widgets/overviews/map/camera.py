"""The camera of the map: which part of the plane (the map of the world) is in view, and at which scale."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QTransform

_ZOOM = 1.25  # by one step
_CLOSEST = 60.0  # times the scale at which the world fits
_MARGIN = 0.08  # of the view, around what it is fitted to


class MapCamera:
    """The part of the plane that a viewport shows, and the scale; at first the whole world."""

    def __init__(self, world: QRectF) -> None:
        """Show the whole of a plane with these bounds; the viewport has one pixel until ``resize`` is called."""
        self._world = world
        self._viewport = QSize(1, 1)
        self._scale, self._centre = 0.0, world.center()
        self._fitted = QRectF()  # what is shown as large as fits, until one zooms or pans; empty: the world, or nothing

    def resize(self, viewport: QSize) -> None:
        """Set the size of the viewport in device-independent pixels; the same point of the plane stays in its middle.

        The scale stays too, within the limits that ``scale`` has in this viewport; but what was fitted (``fit``) is
        fitted to the new size, unless one has zoomed or panned since.
        """
        self._viewport = viewport
        if not self._fitted.isEmpty():
            self._scale = self._scale_for(self._fitted)

    def look_as(self, other: "MapCamera") -> None:
        """Show the same middle as another camera, at the same scale.

        If the other camera shows the whole world since the start, or since ``fit`` with an empty rectangle, so does
        this one, at the scale at which the world fits into its own viewport. The limits of ``scale`` are those of its
        own viewport too.
        """
        self._scale, self._centre = other._scale, other._centre

    @property
    def scale(self) -> float:
        """The number of device-independent pixels for a unit of the plane.

        It is never less than that at which the whole world fits into the viewport, and never more than 60 times that.
        """
        return self._limited(self._scale)

    @property
    def transform(self) -> QTransform:
        """The transform from the plane to the viewport."""
        scale, middle = self.scale, QPointF(self._viewport.width() / 2, self._viewport.height() / 2)
        moved = middle - self._centre * scale
        return QTransform(scale, 0, 0, scale, moved.x(), moved.y())

    def fit(self, box: QRectF) -> None:
        """Show a part of the plane as large as fits the viewport; for an empty rectangle the whole world.

        In the direction that decides, a margin of 8 % of the viewport is left, half of it at either side. A part so
        small that it would fit only beyond the limit of ``scale`` is shown at that limit.
        """
        is_world = box.isEmpty()
        self._centre = (self._world if is_world else box).center()
        self._scale = 0.0 if is_world else self._scale_for(box)
        self._fitted = QRectF(box)

    def zoom_at(self, steps: int, point: QPointF) -> None:
        """Zoom in by some steps (negative: out), each by a factor of 1.25, around a point of the viewport.

        What is seen at ``point`` stays there, unless the middle of the view would leave the world. ``scale`` says its
        limits.
        """
        fixed = self.transform.inverted()[0].map(point)
        self._scale = self._limited(self.scale * _ZOOM**steps)
        moved = self.transform.map(fixed) - point
        self.pan(-moved.x(), -moved.y())

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by some pixels to the right and down; the middle of the view never leaves the world."""
        self._fitted = QRectF()
        x = min(max(self._centre.x() - dx / self.scale, self._world.left()), self._world.right())
        y = min(max(self._centre.y() - dy / self.scale, self._world.top()), self._world.bottom())
        self._centre = QPointF(x, y)

    def _limited(self, scale: float) -> float:
        whole = self._scale_for(self._world)
        return min(max(scale, whole), whole * _CLOSEST)

    def _scale_for(self, box: QRectF) -> float:
        width, height = max(self._viewport.width(), 1), max(self._viewport.height(), 1)
        return float(min(width / max(box.width(), 1e-3), height / max(box.height(), 1e-3)) * (1 - _MARGIN))
