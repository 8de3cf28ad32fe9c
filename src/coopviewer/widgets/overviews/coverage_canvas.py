"""The picture of the coverage: a grid with a line for each country, and frozen names, headings and totals."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from coopviewer.domain.overviews.coverage import CellState, ColumnKind, CoverageCell
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.overviews.coverage_grid import GridColumn, GridGroup, GridLine, GridNote, GridRow
from coopviewer.rendering.overviews.coverage_rows import CoverageView
from coopviewer.rendering.words.overview_words import cell_sentence, cell_word, state_word
from coopviewer.widgets.overviews.canvas import Canvas, Item
from coopviewer.widgets.overviews.coverage_columns import NAME
from coopviewer.widgets.overviews.coverage_drawing import CoverageDrawing
from coopviewer.widgets.overviews.coverage_geometry import HEADING, LISTED_SIGN, NOT_LISTED_SIGN, Cell, CoverageGeometry
from coopviewer.widgets.overviews.coverage_picture import CoveragePicture
from coopviewer.widgets.overviews.picture_foot import LegendSign
from coopviewer.widgets.overviews.scrolled_plane import paint_frame
from coopviewer.widgets.overviews.signs import paint_sign, sign_size

_STATES = {LISTED_SIGN: CellState.LISTED, NOT_LISTED_SIGN: CellState.NOT_LISTED}


class CoverageCanvas(Canvas):
    """Shows the coverage as a grid; an item is a Cell.

    Its lines are countries, perhaps under headings of regions; its columns are lists and counts.
    """

    sort_wanted = Signal(str)
    """The key of the column that the user wants to sort by, empty for the countries; the direction is not included."""
    filter_wanted = Signal(str, object)
    """The key of a column, and the CellState: only countries with this state in the column are to be shown.

    For a column of numbers LISTED means one or more, NOT_LISTED none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.grid = CoverageGeometry()
        self._kept: CoveragePicture | None = CoveragePicture()  # None: a file is painted, with texts as texts
        self.setAccessibleName(self.tr("Coverage"))

    def show_view(self, view: CoverageView) -> None:
        """Show another grid; the cell with the same indexes of line and column stays current, if there is one.

        A group of the new grid is folded if a group of the same title was folded before.
        """
        self.grid.view = view
        self._place()
        if isinstance(self.current, Cell) and not self._exists(self.current):
            self.set_current(None)
        self.refresh()

    def activate(self, cell: Cell) -> bool:
        """Do what a click on a heading or total requests: emit ``sort_wanted`` or ``filter_wanted``, or fold a group.

        A folded group is unfolded. Return True for such a cell, and without a grid. For any other cell do nothing and
        return False: it opens an entry, a card or a list instead, which the caller does.
        """
        view = self.grid.view
        if view is None:
            return True
        key = "" if cell.column == NAME else view.columns[cell.column].key
        if cell.line in _STATES:
            self.filter_wanted.emit(key, _STATES[cell.line])
        elif cell.line == HEADING:
            self.sort_wanted.emit(key)
        elif isinstance(group := view.lines[cell.line], GridGroup) and cell.column == NAME:
            self._fold(cell.line, group.title)
        else:
            return False
        return True

    def _fold(self, index: int, title: str) -> None:
        """Hide the rows of the group with a title, or show them again.

        ``index`` is the line of its heading, which becomes current.
        """
        self.grid.folded ^= {title}
        self._place()
        self.refresh()
        self.set_current(Cell(index, NAME))

    def row(self, cell: Cell) -> GridLine | None:
        """Return the line of the grid that a cell is in; None if it is in the headings, or no coverage is shown yet."""
        view = self.grid.view
        return view.lines[cell.line] if view is not None and 0 <= cell.line < len(view.lines) else None

    def content_of(self, cell: Cell) -> CoverageCell | None:
        """Return the country of a cell and the column (a list or a count) that it is in, for the card of the cell.

        In the line of a group's heading it is the region instead, if the list names the region itself. None for all
        other cells: names, headings, and numbers of annotations, which open a list instead of a card.
        """
        view, line = self.grid.view, self.row(cell)
        if view is None or cell.column < 0 or not isinstance(line, GridRow | GridGroup) or line.ref is None:
            return None
        column = view.columns[cell.column]
        if isinstance(line, GridGroup):
            is_listed = line.cells[cell.column] is CellState.LISTED
            return CoverageCell(line.ref, column.columns[0]) if is_listed else None
        if column.kind is ColumnKind.NOTES:
            return None
        return CoverageCell(line.ref, column.columns[0], column.columns[1:], line.legal_note)

    def _place(self) -> None:
        self._forget()
        self.grid.place(self.fontMetrics(), self.viewport().size())
        self.pinned = self.grid.pinned(right_to_left=self.isRightToLeft())
        self.grid.area = self.free_area()
        self.grid.scroll_to(self.offset())

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept.forget()

    def _exists(self, cell: Cell) -> bool:
        view = self.grid.view
        if view is None or cell.column >= len(view.columns):
            return False
        return cell.line < 0 or cell.line in self.grid.shown

    def _mirrored(self, point: QPointF) -> QPointF:
        return QPointF(self.viewport().width() - point.x(), point.y()) if self.isRightToLeft() else point

    # What a canvas says

    def plane_size(self) -> QSize:
        """Return the size in pixels of what scrolls: the shown lines, and all columns but that of the countries."""
        return QSize(self.grid.columns.width, self.grid.height)

    def open_area(self) -> QRect:
        """Return the area of the viewport in which rows scroll and are never covered.

        If there are groups, it is without its top line, where the heading of a group may stay while its rows scroll.
        """
        return self.free_area().adjusted(0, self.grid.row_height if self.grid.is_grouped else 0, 0, 0)

    def item_at(self, point: QPointF) -> Item | None:
        """Return the Cell at a point: of a line, a heading, or a sign that filters; None elsewhere, as on a total."""
        at = self._mirrored(point)
        column = self.grid.columns.column_at(at.x())
        view, area = self.grid.view, self.grid.area
        if column is None or view is None or at.y() > area.bottom():
            return None
        if at.y() < area.top():
            parts = (Cell(line, column) for line in ((HEADING,) if column == NAME else (HEADING, *_STATES)))
            return next((cell for cell in parts if self.grid.rect_of(cell).contains(at)), None)
        sticky = self.grid.sticky()
        if sticky is not None and at.y() < sticky[0] + self.grid.row_height:
            return Cell(sticky[1], column)
        return next((Cell(index, column) for _, index, _ in self.grid.lines_in(int(at.y()), int(at.y()))), None)

    def rect_of(self, item: Item) -> QRectF:
        """Return the rectangle of a cell in the viewport; empty if the grid does not have it."""
        if not isinstance(item, Cell) or not self._exists(item):
            return QRectF()
        rect = self.grid.rect_of(item)
        if self.isRightToLeft():
            return QRectF(self.viewport().width() - rect.right(), rect.top(), rect.width(), rect.height())
        return rect

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the cell beside another one, None beyond the first or last line or column.

        ``item`` None: the name in the first line, or the heading of the names if there are no lines. Downwards from a
        column's heading come its two signs that filter, one after the other, and then the first line.
        ``across`` and ``down`` are as in Canvas: 1 is a step to the right (mirrored: to the left) or down, -1 one back.
        """
        view = self.grid.view
        if view is None:
            return None
        if not isinstance(item, Cell):
            return Cell(self.grid.shown[0] if self.grid.shown else HEADING, NAME)
        lines = (HEADING, LISTED_SIGN, NOT_LISTED_SIGN, *self.grid.shown)
        at = lines.index(item.line) + down if item.line in lines else len(lines)
        column = max(item.column, NAME) + across
        if not (0 <= at < len(lines) and NAME <= column < len(view.columns)):
            return None
        if column == NAME and lines[at] in _STATES:
            return Cell(HEADING, NAME) if down < 0 or not self.grid.shown else Cell(self.grid.shown[0], NAME)
        return Cell(lines[at], column)

    def tip_of(self, item: Item) -> str:
        """Return in words what a cell says, or what a click on a heading does.

        Empty if the grid does not have the cell.
        """
        view = self.grid.view
        if not isinstance(item, Cell) or view is None or not self._exists(item):
            return ""
        title = self.tr("Country") if item.column == NAME else view.columns[item.column].whole
        if item.line == HEADING:
            return self.tr("{column}: sort").format(column=title)
        if item.line in _STATES:
            return self._filter_words(view.columns[item.column], _STATES[item.line])
        line, tr = self.row(item), language()
        if isinstance(line, GridNote):
            return line.text
        if isinstance(line, GridGroup):
            return self.tr("{region}, {column}: {number}").format(
                region=line.title, column=title, number=self._group_words(line, item.column)
            )
        if line is None or item.column == NAME:
            return line.ref.title if line is not None else ""
        column = view.columns[item.column]
        if column.has_counts:
            state = tr.number(column.count(line.ref.id))
        else:
            state = state_word(column.state(line.ref.id), tr, is_unread=column.is_unread)
        return self.tr("{country}, {column}: {state}").format(country=line.ref.title, column=title, state=state)

    def _filter_words(self, column: GridColumn, state: CellState) -> str:
        if not column.has_counts:
            words = self.tr("{column}: show only countries that are {state}")
            return words.format(column=column.whole, state=cell_word(state, language()))
        if state is CellState.LISTED:
            return self.tr("{column}: show only countries with one or more").format(column=column.whole)
        return self.tr("{column}: show only countries with none").format(column=column.whole)

    def _group_words(self, line: GridGroup, column: int) -> str:
        tr = language()
        if column == NAME:
            return tr.number(line.rows)
        cell = line.cells[column]
        return cell_word(cell, tr) if isinstance(cell, CellState) else cell or tr.number(0)

    def copy_for_file(self) -> "CoverageCanvas":
        """Return a copy to be drawn into a file, without current cell and scroll bars; folded groups stay folded."""
        copy = CoverageCanvas()
        copy._kept = None
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

    def legend(self) -> Sequence[LegendSign]:
        """Return the signs, each as the function that paints it and the sentence that says what it means."""
        return tuple((partial(self._paint_sign, state), cell_sentence(state, language())) for state in CellState)

    def _paint_sign(self, state: CellState, painter: QPainter, rect: QRectF) -> None:
        size = sign_size(self.fontMetrics().height())
        place = QRectF(0, 0, size, size)
        place.moveCenter(rect.center())
        paint_sign(painter, state, place, self.theme)

    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the headings, lines and totals in view, and the frame around the current cell."""
        if self._kept is not None:
            self._kept.paint(painter, self.grid, self, self.theme)
        else:
            CoverageDrawing(painter, self.grid, self, self.theme).paint(exposed)
        current = self.current
        if not isinstance(current, Cell) or not self._exists(current):
            return
        rect = self.rect_of(current)
        area = self.free_area()
        if current.line < 0 or (rect.top() >= area.top() and rect.top() < area.bottom()):
            if current.line >= 0:
                painter.setClipRect(QRect(0, area.top(), self.viewport().width(), area.height()))
            paint_frame(painter, rect, self.theme, focused=self.hasFocus())

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget()

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.grid.scroll_to(self.offset())
        super().scrollContentsBy(dx, dy)
