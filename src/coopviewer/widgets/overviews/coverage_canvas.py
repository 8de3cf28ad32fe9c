"""The picture of the coverage: a grid of countries and lists, with frozen names, headings and totals."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from coopviewer.domain.overviews.coverage import CellState, CoverageCell
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_rows import PROJECTS, CoverageView, GridGroup, GridRow
from coopviewer.rendering.words.overview_words import cell_word
from coopviewer.widgets.overviews.canvas import Canvas, Item
from coopviewer.widgets.overviews.coverage_drawing import CoverageDrawing
from coopviewer.widgets.overviews.coverage_geometry import (
    HEADING,
    LISTED_SIGN,
    NAME,
    NOT_LISTED_SIGN,
    Cell,
    CoverageGeometry,
)

ALL_PROJECTS = -2
"""The column of the heading over all projects."""
_STATES = {LISTED_SIGN: CellState.LISTED, NOT_LISTED_SIGN: CellState.NOT_LISTED}


class CoverageCanvas(Canvas):
    """Shows the coverage; an item is a Cell."""

    sort_wanted = Signal(str)
    """The key of the column that the user wants to sort by, empty for the countries."""
    filter_wanted = Signal(str, object)
    """The key of a column, and the CellState that its countries are to have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.grid = CoverageGeometry()
        self.setAccessibleName(self.tr("Coverage"))

    def show_view(self, view: CoverageView) -> None:
        """Show another grid, with the same cell current if it is there."""
        self.grid.view = view
        self._place()
        if isinstance(self.current, Cell) and not self._exists(self.current):
            self.set_current(None)
        self.refresh()

    def activate(self, cell: Cell) -> bool:
        """Do what a click on a cell does to the grid itself; return False for a cell that opens something."""
        view = self.grid.view
        if view is None:
            return True
        key = PROJECTS if cell.column == ALL_PROJECTS else "" if cell.column == NAME else view.columns[cell.column].key
        if cell.line in _STATES:
            self.filter_wanted.emit(key, _STATES[cell.line])
        elif cell.line == HEADING:
            self.sort_wanted.emit(key)
        elif isinstance(group := view.lines[cell.line], GridGroup) and cell.column == NAME:
            self.grid.folded ^= {group.title}
            self._place()
            self.refresh()
        else:
            return False
        return True

    def row(self, cell: Cell) -> GridRow | GridGroup | None:
        """Return the line of a cell, None for headings."""
        view = self.grid.view
        return view.lines[cell.line] if view is not None and 0 <= cell.line < len(view.lines) else None

    def content_of(self, cell: Cell) -> CoverageCell | None:
        """Return what a cell says of a country; None for headings, groups, names, and numbers."""
        view, line = self.grid.view, self.row(cell)
        if view is None or not isinstance(line, GridRow) or cell.column < 0:
            return None
        column = view.columns[cell.column]
        if column.has_counts:
            return None
        return CoverageCell(line.ref, column.columns[0], column.columns[1:], line.legal_note)

    def _place(self) -> None:
        self.grid.place(self.fontMetrics(), self.viewport().width())
        self.pinned = self.grid.pinned(right_to_left=self.isRightToLeft())
        self.grid.area = self.free_area()
        self.grid.offset = self.offset()

    def _exists(self, cell: Cell) -> bool:
        view = self.grid.view
        if view is None or cell.column >= len(view.columns):
            return False
        return cell.line < 0 or cell.line in self.grid.shown

    def _mirrored(self, point: QPointF) -> QPointF:
        return QPointF(self.viewport().width() - point.x(), point.y()) if self.isRightToLeft() else point

    # What a canvas says

    def plane_size(self) -> QSize:
        """Return the size of all lines and columns."""
        return QSize(self.grid.width, self.grid.height)

    def item_at(self, point: QPointF) -> Item | None:
        """Return the cell, or the part of a heading, at a point."""
        at = self._mirrored(point)
        column = self.grid.column_at(at.x())
        view, area = self.grid.view, self.grid.area
        if column is None or view is None or at.y() > area.bottom():
            return None
        if at.y() >= area.top():
            lines = self.grid.lines_in(int(at.y()), int(at.y()))
            return next((Cell(index, column) for _, index, _ in lines), None)
        return self._heading_at(at, column)

    def _heading_at(self, at: QPointF, column: int) -> Cell | None:
        view = self.grid.view
        assert view is not None
        if at.y() < self.grid.line * 1.2 and column != NAME:
            cells = [Cell(line, ALL_PROJECTS) for line in _STATES]
            return next((cell for cell in cells if self._unmirrored_rect(cell).contains(at)), None)
        if column != NAME and at.y() >= self.grid.area.top() - self.grid.row_height:
            cells = [Cell(line, column) for line in _STATES]
            return next((cell for cell in cells if self._unmirrored_rect(cell).contains(at)), None)
        return Cell(HEADING, column)

    def rect_of(self, item: Item) -> QRectF:
        """Return where a cell is."""
        if not isinstance(item, Cell) or not self._exists(item):
            return QRectF()
        rect = self._unmirrored_rect(item)
        if self.isRightToLeft():
            return QRectF(self.viewport().width() - rect.right(), rect.top(), rect.width(), rect.height())
        return rect

    def _unmirrored_rect(self, cell: Cell) -> QRectF:
        view = self.grid.view
        if cell.column != ALL_PROJECTS or view is None:
            return self.grid.rect_of(cell)
        projects = [index for index, column in enumerate(view.columns) if column.is_project]
        if not projects:
            return QRectF()
        end, half = self.grid.left_of(projects[-1]) + self.grid.width_of(projects[-1]), self.grid.line * 2.5
        left = end - (2 * half if cell.line == LISTED_SIGN else half)
        return QRectF(left, 0, half, self.grid.line * 1.2)

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the cell beside another one; above the first line are the headings with their signs."""
        view = self.grid.view
        if view is None or not self.grid.shown:
            return None
        if not isinstance(item, Cell):
            return Cell(self.grid.shown[0], NAME)
        lines = (HEADING, LISTED_SIGN, NOT_LISTED_SIGN, *self.grid.shown)
        at = lines.index(item.line) + down if item.line in lines else len(lines)
        column = max(item.column, NAME) + across
        if not (0 <= at < len(lines) and NAME <= column < len(view.columns)):
            return None
        if column == NAME and lines[at] in _STATES:
            return Cell(HEADING if down < 0 else self.grid.shown[0], NAME)
        return Cell(lines[at], column)

    def tip_of(self, item: Item) -> str:
        """Return what a cell says, in words."""
        view = self.grid.view
        if not isinstance(item, Cell) or view is None or not self._exists(item):
            return ""
        tr = language()
        title = self.tr("Country") if item.column == NAME else self.tr("Projects")
        if item.column >= 0:
            title = view.columns[item.column].title
        if item.line in _STATES:
            return self.tr("{column}: show only countries that are {state}").format(
                column=title, state=cell_word(_STATES[item.line], tr)
            )
        if item.line == HEADING:
            return self.tr("{column}: sort").format(column=title)
        return self._line_words(item, title)

    def _line_words(self, cell: Cell, title: str) -> str:
        view, line, tr = self.grid.view, self.row(cell), language()
        assert view is not None
        if isinstance(line, GridGroup):
            number = line.cells[cell.column] if cell.column >= 0 else tr.number(line.rows)
            return self.tr("{region}, {column}: {number}").format(
                region=line.title, column=title, number=number or cell_word(CellState.NOT_STATED, tr)
            )
        if line is None or cell.column == NAME:
            return line.ref.title if line is not None else ""
        column = view.columns[cell.column]
        state = tr.number(column.count(line.ref.id)) if column.has_counts else cell_word(line.cells[cell.column], tr)
        return self.tr("{country}, {column}: {state}").format(country=line.ref.title, column=title, state=state)

    @guarded
    def copy_for_file(self) -> "CoverageCanvas":
        """Return a grid of all lines and columns, without a current cell; folded groups stay folded."""
        copy = CoverageCanvas()
        copy.setFont(self.font())
        copy.setLayoutDirection(self.layoutDirection())
        copy.set_theme(self.theme)
        copy.grid.folded = self.grid.folded
        copy.resize(self.viewport().size())
        if self.grid.view is not None:
            copy.show_view(self.grid.view)
        copy.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return copy

    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the lines and columns in view, and the frame around the current cell."""
        CoverageDrawing(painter, self.grid, self, self.theme).paint(exposed)
        current = self.current
        if not isinstance(current, Cell) or not self._exists(current):
            return
        rect = self.rect_of(current)
        area = self.free_area()
        if current.line < 0 or (rect.top() >= area.top() and rect.top() < area.bottom()):
            if current.line >= 0:
                painter.setClipRect(QRect(0, area.top(), self.viewport().width(), area.height()))
            self.paint_current(painter, rect)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.grid.offset = self.offset()
        super().scrollContentsBy(dx, dy)
