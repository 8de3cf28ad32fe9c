"""Drawing of the coverage: headings, countries, signs and totals."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from coopviewer.domain.overviews.coverage import CellState
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_rows import GridColumn, GridGroup, GridRow
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.overviews.coverage_geometry import CoverageGeometry
from coopviewer.widgets.overviews.signs import sign, sign_size

_CENTRE = int((Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter).value)


class CoverageDrawing:
    """Draws a placed grid with one painter."""

    def __init__(self, painter: QPainter, grid: CoverageGeometry, canvas: QAbstractScrollArea, theme: Theme) -> None:
        """Draw in the font, the direction and the width of a canvas, in the colours of a theme."""
        self._painter, self._grid, self._theme = painter, grid, theme
        self._font, self._bold = canvas.font(), QFont(canvas.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self._width, self._height = canvas.viewport().width(), canvas.viewport().height()
        self._right_to_left = canvas.isRightToLeft()
        self._size = sign_size(grid.line)
        self._ratio = canvas.devicePixelRatioF()

    def paint(self, exposed: QRect) -> None:
        """Paint what is in view within a rectangle of the viewport."""
        painter, grid = self._painter, self._grid
        if grid.view is None:
            return
        painter.setFont(self._font)
        columns = list(grid.columns_in(self._width))
        painter.setClipRect(QRect(0, grid.area.top(), self._width, grid.area.height()))
        for top, _, line in grid.lines_in(max(exposed.top(), grid.area.top()), exposed.bottom()):
            rect = QRectF(0, top, self._width, grid.row_height)
            self._paint_line(line, rect, columns)
        painter.setClipping(False)
        self._paint_headings(columns)
        self._paint_totals(columns)

    def mirrored(self, rect: QRectF) -> QRectF:
        """Return a rectangle as it is from right to left, where the language is."""
        if not self._right_to_left:
            return rect
        return QRectF(self._width - rect.right(), rect.top(), rect.width(), rect.height())

    def _paint_line(self, line: GridGroup | GridRow, rect: QRectF, columns: list[int]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        if isinstance(line, GridGroup):
            painter.fillRect(rect, QColor(theme.window))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.save()
        self._clip_columns(rect)
        for column in columns:
            cell = QRectF(grid.left_of(column), rect.top(), grid.width_of(column), rect.height())
            if isinstance(line, GridRow):
                self._paint_cell(line, column, cell)
            elif line.cells[column]:
                self._text(cell, line.cells[column], theme.text, _CENTRE)
            else:
                self._paint_sign(CellState.NOT_STATED, cell)
        painter.restore()
        name = QRectF(grid.line * 0.4, rect.top(), grid.names - grid.line * 0.8, rect.height())
        if isinstance(line, GridGroup):
            self._paint_group_name(line, name)
        else:
            self._leading(name.adjusted(grid.line, 0, 0, 0), line.ref.title, theme.text)

    def _paint_group_name(self, line: GridGroup, rect: QRectF) -> None:
        folded = line.title in self._grid.folded
        arrow = "◂" if folded and self._right_to_left else "▸" if folded else "▾"
        self._leading(rect, arrow, self._theme.soft)
        box = rect.adjusted(self._grid.line, 0, 0, 0)
        self._painter.setFont(self._bold)
        used = self._leading(box, line.title, self._theme.text, QFontMetricsF(self._bold))
        self._painter.setFont(self._font)
        number = language().number(line.rows)
        self._leading(box.adjusted(used + self._grid.line * 0.4, 0, 0, 0), number, self._theme.soft)

    def _paint_cell(self, line: GridRow, column: int, rect: QRectF) -> None:
        shown = self._column(column)
        if not shown.has_counts:
            self._paint_sign(line.cells[column], rect)
            return
        count = shown.count(line.ref.id)
        if count:
            self._text(rect, language().number(count), self._theme.text, _CENTRE)

    def _paint_sign(self, state: CellState, rect: QRectF) -> None:
        box = self.mirrored(rect)
        point = QPointF(box.center().x() - self._size / 2, box.center().y() - self._size / 2)
        self._painter.drawPixmap(point, sign(state, self._size, self._ratio, self._theme))

    def _paint_headings(self, columns: list[int]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        view = grid.view
        assert view is not None
        top, tr = grid.area.top(), language()
        name = QRectF(grid.line * 0.4, 0, grid.names - grid.line * 0.8, top - grid.row_height)
        painter.setFont(self._bold)
        bottom = int((Qt.AlignmentFlag.AlignBottom | self._leading_side()).value)
        painter.setPen(QColor(theme.text))
        painter.drawText(self.mirrored(name), bottom, tr("Country") + self._arrow_of(""))
        painter.setFont(self._font)
        painter.save()
        self._clip_columns(QRectF(0, 0, self._width, top))
        self._paint_project_heading()
        for column in columns:
            height = top - grid.row_height - grid.line * 1.2
            rect = QRectF(grid.left_of(column), grid.line * 1.2, grid.width_of(column), height)
            self._paint_heading(self._column(column), rect)
            signs = QRectF(grid.left_of(column), top - grid.row_height, grid.width_of(column), grid.row_height)
            self._paint_filter(self._column(column).filtered, signs)
        painter.restore()
        painter.setPen(QPen(QColor(theme.soft), 1))
        painter.drawLine(QPointF(0, top - 1), QPointF(self._width, top - 1))

    def _paint_project_heading(self) -> None:
        """Paint the heading over all columns of projects, with the filter on them together."""
        grid, view = self._grid, self._grid.view
        assert view is not None
        projects = [index for index, column in enumerate(view.columns) if column.is_project]
        if not projects:
            return
        left = grid.left_of(projects[0])
        rect = QRectF(left, 0, grid.left_of(projects[-1]) + grid.width_of(projects[-1]) - left, grid.line * 1.2)
        text = language()("Beneficiary of project")
        self._text(rect.adjusted(0, 0, -grid.line * 5, 0), text, self._theme.soft, _CENTRE)
        self._paint_filter(view.projects, QRectF(rect.right() - grid.line * 5, 0, grid.line * 5, grid.line * 1.2))
        self._painter.setPen(QPen(QColor(self._theme.line), 1))
        box = self.mirrored(rect)
        self._painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_heading(self, column: GridColumn, rect: QRectF) -> None:
        painter, inner = self._painter, self.mirrored(rect.adjusted(3, 0, -3, 0))
        wraps = int((Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop).value) | int(
            Qt.TextFlag.TextWordWrap.value
        )
        height = self._metrics.height()
        title = QRectF(inner.left(), inner.top(), inner.width(), max(inner.height() - height, height))
        painter.setPen(QColor(self._theme.text))
        shown = _two_lines(self._metrics, column.title + self._arrow_of(column.key), inner.width())
        painter.drawText(title, wraps, shown)
        detail = self._metrics.elidedText(column.detail, Qt.TextElideMode.ElideRight, inner.width())
        below = QRectF(rect.left() + 3, rect.bottom() - height, rect.width() - 6, height)
        self._text(below, detail, self._theme.soft, _CENTRE)

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
            box = QRectF(rect.left() + index * half, rect.top(), half, rect.height())
            if state is each:
                chosen = self.mirrored(box.adjusted(2, 2, -2, -2))
                self._painter.fillRect(chosen, QColor(self._theme.selected))
                self._painter.setPen(QPen(QColor(self._theme.accent), 1))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawRect(chosen)
            self._paint_sign(each, box)

    def _paint_totals(self, columns: list[int]) -> None:
        painter, grid, theme = self._painter, self._grid, self._theme
        view = grid.view
        assert view is not None
        top = float(grid.area.bottom() + 1)
        line = self._metrics.height()
        painter.fillRect(QRectF(0, top, self._width, self._height - top), QColor(theme.page))
        painter.setPen(QPen(QColor(theme.soft), 1))
        painter.drawLine(QPointF(0, top), QPointF(self._width, top))
        name = QRectF(grid.line * 0.4, top + 4, grid.names - grid.line * 0.8, line)
        painter.setFont(self._bold)
        self._leading(name, view.frame.total, theme.text, QFontMetricsF(self._bold))
        painter.setFont(self._font)
        self._leading(name.translated(0, line), language()("each counted once"), theme.soft)
        self._clip_columns(QRectF(0, top, self._width, self._height - top))
        for column in columns:
            number, words = view.totals[column]
            rect = QRectF(grid.left_of(column), top + 4, grid.width_of(column), line)
            self._text(rect, number, theme.text, _CENTRE)
            self._text(rect.translated(0, line), words, theme.soft, _CENTRE)
        painter.setClipping(False)

    def _column(self, index: int) -> GridColumn:
        assert self._grid.view is not None
        return self._grid.view.columns[index]

    def _clip_columns(self, rect: QRectF) -> None:
        """Paint no column over those of the countries, and none outside the rows."""
        free = self.mirrored(QRectF(self._grid.names, rect.top(), self._width - self._grid.names, rect.height()))
        self._painter.setClipRect(free, Qt.ClipOperation.IntersectClip)

    def _leading_side(self) -> Qt.AlignmentFlag:
        if not self._right_to_left:
            return Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute

    def _leading(self, rect: QRectF, text: str, colour: str, metrics: QFontMetricsF | None = None) -> float:
        """Paint a text from the leading side, elided; return its width."""
        metrics = metrics or self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.setPen(QColor(colour))
        alignment = int((self._leading_side() | Qt.AlignmentFlag.AlignVCenter).value)
        self._painter.drawText(self.mirrored(rect), alignment, shown)
        return metrics.horizontalAdvance(shown)

    def _text(self, rect: QRectF, text: str, colour: str, alignment: int) -> None:
        self._painter.setPen(QColor(colour))
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.drawText(self.mirrored(rect), alignment, shown)


def _two_lines(metrics: QFontMetricsF, text: str, width: float) -> str:
    """Return a text that fits into two lines, elided at its end."""
    first, rest = "", ""
    for word in text.split():
        if not rest and metrics.horizontalAdvance(f"{first} {word}") <= width:
            first = f"{first} {word}".strip()
        else:
            rest = f"{rest} {word}".strip()
    if not first:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return f"{first}\n{metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)}" if rest else first
