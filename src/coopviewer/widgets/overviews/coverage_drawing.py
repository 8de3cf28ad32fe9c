"""Drawing of the coverage: its lines, headings and totals."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_rows import CoverageView
from coopviewer.widgets.common.text_direction import direction_of
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.coverage_geometry import CoverageGeometry, two_lines
from coopviewer.widgets.overviews.coverage_lines import CENTRE, LineDrawing, ShownColumn


class Label(NamedTuple):
    """A painted text, its rectangle in the viewport, and ``seen``, the part of that rectangle that is not clipped."""

    rect: QRectF
    text: str
    seen: QRectF


class CoverageDrawing(LineDrawing):
    """Draws the coverage at the positions of a CoverageGeometry; ``labels``: the headings and totals painted so far."""

    def __init__(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Draw in the font, the direction and the width of a canvas, in the colours of a theme."""
        super().__init__(painter, grid, canvas, theme)
        self.labels: list[Label] = []

    def paint(self, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport; nothing before the coverage is read.

        The other ``paint_…`` methods paint a part of the coverage each; they may be called only once it is read.
        """
        grid, whole = self._grid, QRect(0, 0, self._width, self._height)
        if grid.view is None:
            return
        if exposed.bottom() >= grid.area.top() and exposed.top() <= grid.area.bottom():
            self.paint_lines(exposed)
        if exposed.top() < grid.area.top():
            self.paint_headings(whole)
            self.paint_corner(grid.view)
        if exposed.bottom() > grid.area.bottom():
            self.paint_totals(whole)
            self.paint_lower_corner(grid.view)

    def paint_headings(self, exposed: QRect) -> None:
        """Paint the headings of the columns that a rectangle covers by its width, with two signs below each.

        By these the user filters the rows: *listed* and *not listed*. The one in force is on the selected colour.
        """
        painter, grid = self._painter, self._grid
        top = grid.area.top()
        self._clip_columns(exposed, 0, top)
        for column in self.columns_in(exposed):
            self._paint_heading(column)
            signs = QRectF(column.rect.left(), top - grid.row_height, column.rect.width(), grid.row_height)
            self._paint_filter(column.shown.filtered, signs)
        self._paint_borders(grid.band_height, top)
        painter.setClipping(False)

    def paint_corner(self, view: CoverageView) -> None:
        """Paint the headings that do not scroll: *Country*, and ``view.heading`` over all project columns."""
        painter, grid, theme = self._painter, self._grid, self._theme
        top = grid.area.top()
        painter.fillRect(self.mirrored(QRectF(0, 0, grid.columns.names, top)), QColor(theme.page))
        self._paint_band(view.heading)
        left, width = grid.line * 0.4, grid.columns.names - grid.line * 0.8
        name = QRectF(left, top - grid.row_height - grid.line, width, grid.line)
        painter.setFont(self._bold)
        self._label(name, language()("Country") + self._arrow_of(""), theme.text, leading=True)
        painter.setFont(self._font)
        painter.setPen(QPen(QColor(theme.soft), 1))
        painter.drawLine(QPointF(0, top - 1), QPointF(self._width, top - 1))

    def _paint_band(self, text: str) -> None:
        """Paint the heading over all columns of projects, in the middle of those in view."""
        band, grid = self._grid.band(), self._grid
        seen = band.intersected(QRectF(grid.columns.names, 0, self._width - grid.columns.names, band.height()))
        if seen.width() < grid.line:
            return
        self._label(self.mirrored(seen.adjusted(4, 0, -4, 0)), text, self._theme.soft)
        self._painter.setPen(QPen(QColor(self._theme.line), 1))
        box = self.mirrored(seen)
        self._painter.drawLine(QLineF(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5))

    def _paint_heading(self, column: ShownColumn) -> None:
        """Paint title and detail of a column over its signs, the last line lowest."""
        grid, shown = self._grid, column.shown
        bottom = grid.area.top() - grid.row_height
        inner = QRectF(column.rect.left() + 4, 0, column.rect.width() - 8, grid.line)
        arrow = self._arrow_of(shown.key)
        has_detail = bool(shown.detail) and not grid.is_low
        if has_detail:
            bottom -= grid.line
            self._label(inner.translated(0, bottom), shown.detail, self._theme.soft)
        room = inner.width() - self._metrics.horizontalAdvance(arrow)
        lines = two_lines(self._metrics, shown.title, room) if not grid.is_low else [shown.title]
        for place, text in enumerate(reversed(lines)):
            bottom -= grid.line
            shown_text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._label(inner.translated(0, bottom), shown_text + (arrow if place == 0 else ""), self._theme.text)

    def _arrow_of(self, key: str) -> str:
        view = self._grid.view
        sort = view.sort if view is not None else ""
        if sort.removeprefix("-") != key:
            return ""
        return " ↓" if sort.startswith("-") else " ↑"

    def _paint_filter(self, state: CellState | None, rect: QRectF) -> None:
        """Paint the two signs that filter the countries by a column, the one in force on the selected colour."""
        half = rect.width() / 2
        for index, each in enumerate((CellState.LISTED, CellState.NOT_LISTED)):
            place = 1 - index if self._right_to_left else index
            box = QRectF(rect.left() + place * half, rect.top(), half, rect.height())
            if state is each:
                chosen = box.adjusted(2, 2, -2, -2)
                self._painter.fillRect(chosen, QColor(self._theme.selected))
                self._painter.setPen(QPen(QColor(self._theme.accent), 1))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawRect(chosen)
            self._paint_sign(each, box)

    def paint_totals(self, exposed: QRect) -> None:
        """Paint the totals, below the grid, of the columns between the left and the right edge of ``exposed``."""
        grid, theme, view = self._grid, self._theme, self._grid.view
        assert view is not None
        top, line = float(grid.area.bottom() + 1), grid.line
        self._clip_columns(exposed, top, self._height)
        for column in self.columns_in(exposed):
            number, words = view.totals[column.place]
            rect = QRectF(column.rect.left() + 2, top + 4, column.rect.width() - 4, line)
            self._label(rect, number or words, theme.text if number else theme.soft)
            if number and not grid.is_low:
                self._label(rect.translated(0, line), words, theme.soft)
        self._paint_borders(top, self._height)
        self._painter.setClipping(False)

    def paint_lower_corner(self, view: CoverageView) -> None:
        """Paint, at the foot of the column of countries, the label of the totals; it does not scroll."""
        painter, grid, theme = self._painter, self._grid, self._theme
        top, line = float(grid.area.bottom() + 1), grid.line
        painter.fillRect(self.mirrored(QRectF(0, top, grid.columns.names, self._height - top)), QColor(theme.page))
        painter.setPen(QPen(QColor(theme.soft), 1))
        painter.drawLine(QPointF(0, top), QPointF(self._width, top))
        name = QRectF(grid.line * 0.4, top + 4, grid.columns.names - grid.line * 0.8, line)
        painter.setFont(self._bold)
        self._label(name, view.frame.total, theme.text, leading=True)
        painter.setFont(self._font)
        if not grid.is_low:
            self._label(name.translated(0, line), language()("each counted once"), theme.soft, leading=True)

    def _clip_columns(self, exposed: QRect, top: float, bottom: float) -> None:
        """Clip to a rectangle's part between two heights, the column of the countries left out, and empty that part."""
        names = self._grid.columns.names
        free = self.mirrored(QRectF(names, top, self._width - names, bottom - top))
        self._painter.setClipRect(free.intersected(QRectF(exposed.left(), top, exposed.width(), bottom - top)))
        self._painter.fillRect(free, QColor(self._theme.page))

    def _label(self, rect: QRectF, text: str, colour: str, *, leading: bool = False) -> None:
        """Paint a heading or total, elided, and add it to ``labels``; ``leading``: from the leading side, mirrored."""
        metrics = self._wide_metrics if self._painter.font() == self._bold else self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        box = self.mirrored(rect) if leading else rect
        self._painter.setPen(QColor(colour))
        self._painter.setLayoutDirection(direction_of(shown))
        self._painter.drawText(box, self._leading_side() if leading else CENTRE, shown)
        clip = self._painter.clipBoundingRect() if self._painter.hasClipping() else box
        self.labels.append(Label(box, shown, box.intersected(clip)))
