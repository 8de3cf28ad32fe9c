"""Drawing of the coverage: headings, countries, signs and totals."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.domain.overviews.coverage import CellState, Counts
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_grid import GridColumn, GridGroup, GridLine, GridNote, GridRow, GroupCell
from coopviewer.rendering.overviews.coverage_rows import CoverageView
from coopviewer.widgets.common.text_direction import direction_of
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.coverage_geometry import CoverageGeometry, two_lines
from coopviewer.widgets.overviews.signs import sign, sign_size

_CENTRE = int((Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter).value)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter.value)


class Label(NamedTuple):
    """A painted text, its rectangle in the viewport, and ``seen``, the part of that rectangle that is not clipped."""

    rect: QRectF
    text: str
    seen: QRectF


class _Column(NamedTuple):
    """A column in view: its index, and in ``cells`` its middle, counts, facts, and an absent country's sign."""

    place: int
    rect: QRectF
    shown: GridColumn
    cells: tuple[float, Counts | None, Mapping[str, str], QPixmap]


class CoverageDrawing:
    """Draws a placed grid with one painter; ``labels`` has the texts of the headings and totals that were painted."""

    def __init__(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Draw in the font, the direction and the width of a canvas, in the colours of a theme."""
        self._painter, self._grid, self._theme = painter, grid, theme
        self._font, self._bold = canvas.font(), QFont(canvas.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._wide_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)
        self._width, self._height = canvas.viewport().width(), canvas.viewport().height()
        self._right_to_left = canvas.isRightToLeft()
        self._size = sign_size(grid.line)
        ratio = canvas.devicePixelRatioF()
        self._signs: Mapping[CellState, QPixmap] = {state: sign(state, self._size, ratio, theme) for state in CellState}
        self._text, self._soft = QColor(theme.text), QColor(theme.soft)
        self._numbers: dict[int, tuple[str, float]] = {}
        self.labels: list[Label] = []

    def paint(self, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport."""
        painter, grid = self._painter, self._grid
        if grid.view is None:
            return
        painter.setFont(self._font)
        columns = self._columns_in_view(grid.view)
        if exposed.bottom() >= grid.area.top() and exposed.top() <= grid.area.bottom():
            self._paint_lines(exposed, columns)
        if exposed.top() < grid.area.top():
            self._paint_headings(grid.view, columns)
        if exposed.bottom() > grid.area.bottom():
            self._paint_totals(grid.view, columns)

    def mirrored(self, rect: QRectF) -> QRectF:
        """Return a rectangle mirrored if the canvas is laid out from right to left, else unchanged."""
        if not self._right_to_left:
            return rect
        return QRectF(self._width - rect.right(), rect.top(), rect.width(), rect.height())

    def _columns_in_view(self, view: CoverageView) -> list[_Column]:
        grid, found = self._grid, []
        for index in grid.columns.columns_in(self._width):
            shown = view.columns[index]
            rect = self.mirrored(QRectF(grid.columns.left_of(index), 0, grid.columns.width_of(index), 1))
            of = shown.columns[0]
            cells = rect.center().x(), of.counts, of.facts, self._signs[of.absent]
            found.append(_Column(index, rect, shown, cells))
        return found

    def _paint_lines(self, exposed: QRect, columns: list[_Column]) -> None:
        painter, grid = self._painter, self._grid
        painter.setClipRect(exposed.intersected(QRect(0, grid.area.top(), self._width, grid.area.height())))
        for top, _, line in grid.lines_in(max(exposed.top(), grid.area.top()), exposed.bottom()):
            self._paint_line(line, top, columns)
        self._paint_borders(grid.area.top(), min(grid.area.bottom(), grid.top_of(len(grid.shown))))
        sticky = grid.sticky()
        if sticky is not None and grid.view is not None:
            self._paint_line(grid.view.lines[sticky[1]], sticky[0], columns)
        painter.setClipping(False)

    def _paint_line(self, line: GridLine, top: int, columns: list[_Column]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        height = grid.row_height
        background = theme.window if isinstance(line, GridGroup) else theme.page
        rect = QRectF(0, top, self._width, height)
        painter.fillRect(rect, QColor(background))
        if isinstance(line, GridRow):
            self._paint_cells(line, top, columns)
        elif isinstance(line, GridGroup):
            for column in columns:
                self._paint_group_cell(line.cells[column.place], column.rect.translated(0, top), height)
        name = QRectF(grid.line * 0.4, top, grid.columns.names - grid.line * 0.8, height)
        if isinstance(line, GridNote):
            wide = QRectF(name.left() + grid.line, top, self._width - name.left() - grid.line, height)
            self._leading(wide, line.text, theme.soft)
        else:
            painter.fillRect(self.mirrored(QRectF(0, top, grid.columns.names, height)), QColor(background))
            if isinstance(line, GridGroup):
                self._paint_group_name(line, name)
            else:
                self._leading(name.adjusted(grid.line, 0, 0, 0), line.ref.title, theme.text)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QLineF(0, top + height - 0.5, self._width, top + height - 0.5))

    def _paint_cells(self, line: GridRow, top: int, columns: list[_Column]) -> None:
        painter, country_id = self._painter, line.ref.id
        listed, half = self._signs[CellState.LISTED], self._size / 2
        y = top + self._grid.row_height / 2 - half
        baseline = top + (self._grid.row_height + self._metrics.ascent() - self._metrics.descent()) / 2
        is_soft = None
        for middle, counts, facts, absent in (each.cells for each in columns):
            if counts is None:
                painter.drawPixmap(QPointF(middle - half, y), listed if country_id in facts else absent)
                continue
            number = counts.of((country_id,))
            if is_soft is not (number == 0):
                is_soft = number == 0
                painter.setPen(self._soft if is_soft else self._text)
            text, half_width = self._written(number)
            painter.drawText(QPointF(middle - half_width, baseline), text)

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
            self._painter.drawText(box, _CENTRE, cell)

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
        half = self._size / 2
        self._painter.drawPixmap(QPointF(box.center().x() - half, box.center().y() - half), self._signs[state])

    def _paint_borders(self, top: float, bottom: float) -> None:
        self._painter.setPen(QPen(QColor(self._theme.line), 1))
        for left in self._grid.columns.borders(self._width):
            if left > self._grid.columns.names:
                x = self._width - left if self._right_to_left else left
                self._painter.drawLine(QLineF(x, top, x, bottom))

    def _paint_headings(self, view: CoverageView, columns: list[_Column]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        top = grid.area.top()
        painter.fillRect(QRectF(0, 0, self._width, top), QColor(theme.page))
        self._clip_columns(0, top)
        self._paint_band(view.heading)
        for column in columns:
            self._paint_heading(column)
            signs = QRectF(column.rect.left(), top - grid.row_height, column.rect.width(), grid.row_height)
            self._paint_filter(column.shown.filtered, signs)
        self._paint_borders(grid.band_height, top)
        painter.setClipping(False)
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

    def _paint_heading(self, column: _Column) -> None:
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
        """Paint the two signs that filter a column, the one in force on the selected colour."""
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

    def _paint_totals(self, view: CoverageView, columns: list[_Column]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        top, line = float(grid.area.bottom() + 1), grid.line
        painter.fillRect(QRectF(0, top, self._width, self._height - top), QColor(theme.page))
        painter.setPen(QPen(QColor(theme.soft), 1))
        painter.drawLine(QPointF(0, top), QPointF(self._width, top))
        name = QRectF(grid.line * 0.4, top + 4, grid.columns.names - grid.line * 0.8, line)
        painter.setFont(self._bold)
        self._label(name, view.frame.total, theme.text, leading=True)
        painter.setFont(self._font)
        if not grid.is_low:
            self._label(name.translated(0, line), language()("each counted once"), theme.soft, leading=True)
        self._clip_columns(top, self._height)
        for column in columns:
            number, words = view.totals[column.place]
            rect = QRectF(column.rect.left() + 2, top + 4, column.rect.width() - 4, line)
            self._label(rect, number or words, theme.text if number else theme.soft)
            if number and not grid.is_low:
                self._label(rect.translated(0, line), words, theme.soft)
        self._paint_borders(top, self._height)
        painter.setClipping(False)

    def _clip_columns(self, top: float, bottom: float) -> None:
        """Clip painting, between two heights, to the right of the column of the countries."""
        names = self._grid.columns.names
        free = self.mirrored(QRectF(names, top, self._width - names, bottom - top))
        self._painter.setClipRect(free)

    def _label(self, rect: QRectF, text: str, colour: str, *, leading: bool = False) -> None:
        """Paint a heading or total, elided, and add it to ``labels``; ``leading``: from the leading side, mirrored."""
        metrics = self._wide_metrics if self._painter.font() == self._bold else self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        box = self.mirrored(rect) if leading else rect
        self._painter.setPen(QColor(colour))
        self._painter.setLayoutDirection(direction_of(shown))
        self._painter.drawText(box, self._leading_side() if leading else _CENTRE, shown)
        clip = self._painter.clipBoundingRect() if self._painter.hasClipping() else box
        self.labels.append(Label(box, shown, box.intersected(clip)))

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
