"""Drawing of the lines of the coverage: names of countries and regions, and numbers or signs in the cells."""

from collections.abc import Iterator, Mapping
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.domain.overviews.coverage import CellState, Counts
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_grid import GridColumn, GridGroup, GridLine, GridNote, GridRow, GroupCell
from coopviewer.widgets.common.text_direction import direction_of
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.coverage_geometry import CoverageGeometry
from coopviewer.widgets.overviews.signs import sign, sign_size

CENTRE = int((Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter).value)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter.value)


class ShownColumn(NamedTuple):
    """A column in view.

    ``place``: its index. ``rect``: its place in the viewport, of which only the left and right sides matter.
    ``shown``: the column of the grid.
    ``cells``: what is needed to paint its cells, as four values:
    the x of their middle; the counts that are their numbers (None: they have signs); by the id of each country listed,
    the id of the fact that lists it; and the sign for all other countries.
    """

    place: int
    rect: QRectF
    shown: GridColumn
    cells: tuple[float, Counts | None, Mapping[str, str], QPixmap]


class LineDrawing:
    """Draws the lines (GridLine) of the coverage, placed by a CoverageGeometry, with the painter that was set last.

    Signs and numbers are painted at whole pixels, so that a moved picture of them is the same as one painted anew.
    """

    def __init__(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Draw in the font, the direction and the width that a canvas has now, in the colours of a theme."""
        self._grid, self._theme = grid, theme
        self._font, self._bold = canvas.font(), QFont(canvas.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._wide_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)
        self._width, self._height = canvas.viewport().width(), canvas.viewport().height()
        self._right_to_left = canvas.isRightToLeft()
        self._size = sign_size(grid.line)
        ratio = canvas.devicePixelRatioF()
        self._signs: Mapping[CellState, QPixmap] = {state: sign(state, self._size, ratio, theme) for state in CellState}
        self._text, self._soft, self._line = QColor(theme.text), QColor(theme.soft), QColor(theme.line)
        self._numbers: dict[int, tuple[str, float]] = {}
        self.use(painter)

    def use(self, painter: QPainter) -> None:
        """Draw with another painter from now on."""
        self._painter = painter
        painter.setFont(self._font)

    def mirrored(self, rect: QRectF) -> QRectF:
        """Return a rectangle, mirrored in the viewport if the canvas is laid out from right to left, else unchanged."""
        if not self._right_to_left:
            return rect
        return QRectF(self._width - rect.right(), rect.top(), rect.width(), rect.height())

    def columns_in(self, exposed: QRect) -> list[ShownColumn]:
        """Return the columns in view that a rectangle covers fully or in part.

        Raises AssertionError if no coverage was read yet.
        """
        grid, found = self._grid, []
        assert grid.view is not None
        for index in grid.columns.columns_in(self._width):
            rect = self.mirrored(QRectF(grid.columns.left_of(index), 0, grid.columns.width_of(index), 1))
            if rect.right() > exposed.left() and rect.left() <= exposed.right():
                shown = grid.view.columns[index]
                of = shown.columns[0]
                cells = rect.center().x(), of.counts, of.facts, self._signs[of.absent]
                found.append(ShownColumn(index, rect, shown, cells))
        return found

    def paint_lines(self, exposed: QRect) -> None:
        """Paint the part of the lines that is within a rectangle of the viewport."""
        self.paint_cells(exposed)
        self.paint_names(exposed)
        self.paint_over(exposed)

    def paint_cells(self, exposed: QRect) -> None:
        """Paint what scrolls with the columns within a rectangle of the viewport: cells, and borders of columns."""
        painter, grid, columns = self._painter, self._grid, self.columns_in(exposed)
        painter.setClipRect(exposed.intersected(grid.area))
        for top, line in self._lines_in(exposed):
            self._paint_line(line, top, columns)
        self._paint_borders(grid.area.top(), min(grid.area.bottom(), grid.top_of(len(grid.shown))))
        painter.setClipping(False)

    def paint_names(self, exposed: QRect) -> None:
        """Paint the column of the countries within a rectangle of the viewport."""
        self._painter.setClipRect(exposed.intersected(self.names_area()))
        for top, line in self._lines_in(exposed):
            self._paint_name(line, top)
        self._painter.setClipping(False)

    def paint_over(self, exposed: QRect) -> None:
        """Paint what covers names and cells: the sentences that a region has no rows, and the heading kept at the top.

        Only what is within the rectangle ``exposed`` of the viewport is painted.
        """
        painter, grid = self._painter, self._grid
        painter.setClipRect(exposed.intersected(QRect(0, grid.area.top(), self._width, grid.area.height())))
        for top, line in self._lines_in(exposed):
            if isinstance(line, GridNote):
                left = grid.line * 1.4
                rect = QRectF(left, top, self._width - left, grid.row_height)
                self._leading(rect, line.text, self._theme.soft)
        sticky = grid.sticky()
        if sticky is not None and grid.view is not None:
            line = grid.view.lines[sticky[1]]
            self._paint_line(line, sticky[0], self.columns_in(exposed))
            self._paint_name(line, sticky[0])
        painter.setClipping(False)

    def names_area(self) -> QRect:
        """Return the rectangle of the viewport in which the names of countries scroll."""
        area, names = self._grid.area, self._grid.columns.names
        return QRect(self._width - names if self._right_to_left else 0, area.top(), names, area.height())

    def _lines_in(self, exposed: QRect) -> Iterator[tuple[int, GridLine]]:
        area = self._grid.area
        for top, _, line in self._grid.lines_in(max(exposed.top(), area.top()), min(exposed.bottom(), area.bottom())):
            yield top, line

    def _paint_background(self, line: GridLine, rect: QRectF) -> None:
        """Paint the colour and the lower border of a line."""
        self._painter.fillRect(rect, QColor(self._theme.window if isinstance(line, GridGroup) else self._theme.page))
        bottom = rect.bottom() - 0.5
        self._painter.setPen(self._line)
        self._painter.drawLine(QLineF(rect.left(), bottom, rect.right(), bottom))

    def _paint_line(self, line: GridLine, top: int, columns: list[ShownColumn]) -> None:
        height = self._grid.row_height
        self._paint_background(line, QRectF(0, top, self._width, height))
        if isinstance(line, GridRow):
            self._paint_cells(line, top, columns)
        elif isinstance(line, GridGroup):
            for column in columns:
                self._paint_group_cell(line.cells[column.place], column.rect.translated(0, top), height)

    def _paint_name(self, line: GridLine, top: int) -> None:
        grid = self._grid
        self._paint_background(line, self.mirrored(QRectF(0, top, grid.columns.names, grid.row_height)))
        name = QRectF(grid.line * 0.4, top, grid.columns.names - grid.line * 0.8, grid.row_height)
        if isinstance(line, GridGroup):
            self._paint_group_name(line, name)
        elif isinstance(line, GridRow):
            self._leading(name.adjusted(grid.line, 0, 0, 0), line.ref.title, self._theme.text)

    def _paint_cells(self, line: GridRow, top: int, columns: list[ShownColumn]) -> None:
        painter, country_id = self._painter, line.ref.id
        listed, half = self._signs[CellState.LISTED], self._size / 2
        y = floor(top + self._grid.row_height / 2 - half)
        baseline = floor(top + (self._grid.row_height + self._metrics.ascent() - self._metrics.descent()) / 2)
        is_soft = None
        for middle, counts, facts, absent in (each.cells for each in columns):
            if counts is None:
                painter.drawPixmap(floor(middle - half), y, listed if country_id in facts else absent)
                continue
            number = counts.of((country_id,))
            if is_soft is not (number == 0):
                is_soft = number == 0
                painter.setPen(self._soft if is_soft else self._text)
            text, half_width = self._written(number)
            painter.drawText(floor(middle - half_width), baseline, text)

    def _written(self, number: int) -> tuple[str, float]:
        """Return a number as text in the interface's language, and half of the text's width in pixels."""
        found = self._numbers.get(number)
        if found is None:
            text = language().number(number)
            found = self._numbers[number] = text, self._metrics.horizontalAdvance(text) / 2
        return found

    def _paint_group_cell(self, cell: GroupCell, rect: QRectF, height: int) -> None:
        box = QRectF(rect.left(), rect.top(), rect.width(), height)
        if isinstance(cell, CellState):
            self._paint_sign(cell, box)
        elif cell:
            self._painter.setPen(QColor(self._theme.text))
            self._painter.drawText(box, CENTRE, cell)

    def _paint_group_name(self, line: GridGroup, rect: QRectF) -> None:
        folded = line.title in self._grid.folded
        arrow = "◂" if folded and self._right_to_left else "▸" if folded else "▾"
        self._leading(rect, arrow, self._theme.soft)
        number = language().number(line.rows) if line.rows else ""
        room = self._metrics.horizontalAdvance(number) + self._grid.line * 0.4
        box = rect.adjusted(self._grid.line, 0, -room, 0)
        self._painter.setFont(self._bold)
        used = self._leading(box, line.title, self._theme.text, self._wide_metrics)
        self._painter.setFont(self._font)
        self._leading(box.adjusted(used + self._grid.line * 0.4, 0, room, 0), number, self._theme.soft)

    def _paint_sign(self, state: CellState, box: QRectF) -> None:
        left, top = box.center().x() - self._size / 2, box.center().y() - self._size / 2
        self._painter.drawPixmap(floor(left), floor(top), self._signs[state])

    def _paint_borders(self, top: float, bottom: float) -> None:
        self._painter.setPen(QPen(QColor(self._theme.line), 1))
        for left in self._grid.columns.borders(self._width):
            if left >= self._grid.columns.names:
                x = self._width - left if self._right_to_left else left
                self._painter.drawLine(QLineF(x, top, x, bottom))

    def _leading_side(self) -> int:
        if not self._right_to_left:
            return _MIDDLE | int(Qt.AlignmentFlag.AlignLeft.value)
        return _MIDDLE | int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute).value)

    def _leading(self, rect: QRectF, text: str, colour: str, metrics: QFontMetricsF | None = None) -> float:
        """Paint a text from the leading side, elided; return the width of what was painted in pixels."""
        metrics = metrics or self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.setPen(QColor(colour))
        self._painter.setLayoutDirection(direction_of(shown))
        self._painter.drawText(self.mirrored(rect), self._leading_side(), shown)
        return metrics.horizontalAdvance(shown)
