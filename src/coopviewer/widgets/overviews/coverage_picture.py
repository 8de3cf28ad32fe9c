"""The coverage in a window, painted from pictures that are kept and moved while it is scrolled."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.rendering.overviews.coverage_rows import CoverageView
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.coverage_drawing import CoverageDrawing
from coopviewer.widgets.overviews.coverage_geometry import CoverageGeometry
from coopviewer.widgets.overviews.moved_picture import MovedPicture


class CoveragePicture:
    """Paints the coverage from kept pictures of its cells, names, headings and totals, moved while it is scrolled."""

    def __init__(self) -> None:
        """Start without pictures."""
        self._cells, self._names, self._head, self._foot = (MovedPicture() for _ in range(4))

    def forget(self) -> None:
        """Release the memory of all pictures, so that everything is painted the next time.

        Call this when the positions in the grid have been computed anew.
        """
        for each in (self._cells, self._names, self._head, self._foot):
            each.forget()

    def paint(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Paint the whole viewport of a canvas in its font and direction, and in the colours of a theme.

        Nothing is painted if the coverage is not read yet (``view`` of the grid is None).
        """
        if grid.view is not None:
            _Turn(painter, grid, canvas, theme).paint(grid.view, self._cells, self._names, self._head, self._foot)


class _Turn:
    """Paints the viewport once."""

    def __init__(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        self._painter, self._grid, self._theme = painter, grid, theme
        self._drawing = CoverageDrawing(painter, grid, canvas, theme)
        self._whole, self._ratio = canvas.viewport().rect(), canvas.devicePixelRatioF()
        self._right_to_left = canvas.isRightToLeft()
        self._look = canvas.font().key(), self._right_to_left

    def paint(
        self, view: CoverageView, cells: MovedPicture, names: MovedPicture, head: MovedPicture, foot: MovedPicture
    ) -> None:
        drawing, area, whole = self._drawing, self._grid.area, self._whole
        x, y = self._grid.offset.x(), self._grid.offset.y()
        across = -x if self._right_to_left else x
        above = QRect(area.left(), 0, area.width(), area.top())
        below = QRect(area.left(), area.bottom() + 1, area.width(), whole.bottom() - area.bottom())
        self._show(cells, area, QPoint(across, y), drawing.paint_cells)
        self._show(names, drawing.names_area(), QPoint(0, y), drawing.paint_names)
        self._show(head, above, QPoint(across, 0), drawing.paint_headings)
        self._show(foot, below, QPoint(across, 0), drawing.paint_totals)
        drawing.use(self._painter)
        drawing.paint_over(whole)
        drawing.paint_corner(view)
        drawing.paint_lower_corner(view)

    def _show(self, kept: MovedPicture, rect: QRect, offset: QPoint, paint: Callable[[QRect], None]) -> None:
        """Paint a kept picture in a rectangle of the viewport."""

        def paint_part(painter: QPainter, part: QRect) -> None:
            self._drawing.use(painter)
            paint(part)

        if not rect.isEmpty():
            look = self._look, self._theme, self._ratio
            self._painter.drawPixmap(rect.topLeft(), kept.shown(rect, offset, look, paint_part))
