"""The picture of the timeline: a row for each project, with a bar that is as precise as the dates."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from coopviewer.models.guard import guarded
from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow
from coopviewer.rendering.overviews.timeline_view import TimelineView
from coopviewer.widgets.overviews.canvas import Canvas, Item
from coopviewer.widgets.overviews.scrolled_plane import paint_frame
from coopviewer.widgets.overviews.timeline_drawing import TimelineDrawing
from coopviewer.widgets.overviews.timeline_geometry import TimelineGeometry

_LEAST_FILE_WIDTH = 1000  # pixels of a picture in a file


class TimelineCanvas(Canvas):
    """Shows the rows of a timeline; time scrolls sideways, projects up and down. An item is the index of a row."""

    year_chosen = Signal(int)
    """The year in the heading that the user clicked."""
    is_mirrored = False  # time runs from left to right in every language

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self.geometry_of_rows = TimelineGeometry()
        self.setAccessibleName(self.tr("Timeline"))
        self.zoomed.connect(self.zoom)

    def show_view(self, view: TimelineView) -> None:
        """Show another timeline, zoomed in by as many steps as the one before.

        The row with the same index as before is current then, if it is a project's that was read.
        """
        self.geometry_of_rows.view = view
        if self.current is not None and self.row(self.current) is None:
            self.set_current(None)
        self._place()
        self.refresh()

    def zoom(self, steps: int) -> None:
        """Zoom in by some steps (negative: out) around the middle of the view, as ``TimelineGeometry.set_zoom`` does.

        0: all years fit into the width.
        """
        rows, area = self.geometry_of_rows, self.free_area()
        middle = rows.day_at(area.center().x())
        rows.set_zoom(steps)
        self.refresh()
        if rows.view is not None:
            self.horizontalScrollBar().setValue(round((middle - rows.view.first) * rows.scale - area.width() / 2))

    def row(self, item: Item) -> BarRow | None:
        """Return the row of a project; None for an item that is not there, not read yet, or the heading of a group."""
        rows = self.geometry_of_rows.rows
        row = rows[item] if isinstance(item, int) and 0 <= item < len(rows) else None
        return row if isinstance(row, BarRow) else None

    def _place(self) -> None:
        rows = self.geometry_of_rows
        rows.place(self.fontMetrics().height(), self.viewport().width())
        self.pinned = rows.pinned(right_to_left=self.isRightToLeft())
        rows.area = self.free_area()
        rows.offset = self.offset()

    def plane_size(self) -> QSize:
        """Return the size of all rows and years, in pixels."""
        return QSize(self.geometry_of_rows.width, self.geometry_of_rows.height)

    def item_at(self, point: QPointF) -> Item | None:
        """Return the index of the project's row at a point, None if there is none."""
        if point.y() < self.pinned.top():
            return None
        at = int(point.y())
        for each in self.geometry_of_rows.rows_in(at, at):
            if isinstance(each.row, BarRow) and at < each.top + each.height:
                return each.number
        return None

    def rect_of(self, item: Item) -> QRectF:
        """Return the rectangle of a row in the viewport, only one pixel wide: to show it nothing scrolls sideways.

        Empty if there is no such row.
        """
        if not isinstance(item, int) or self.row(item) is None:
            return QRectF()
        rows = self.geometry_of_rows
        return QRectF(rows.area.left(), rows.top_of(item), 1, rows.height_of(item))

    def bar_of(self, item: Item) -> QRectF:
        """Return the rectangle of a row's bar, as high as the row and cut to the days in view.

        Of a bar that is out of view it is one pixel at that side. For a project without dates it is that of the whole
        row beside its names; empty if there is no such row.
        """
        row, rows = self.row(item), self.geometry_of_rows
        if row is None or not isinstance(item, int):
            return QRectF()
        area = QRectF(rows.area)
        rect = QRectF(area.left(), rows.top_of(item), area.width(), rows.height_of(item))
        first, last = row.bar.extent if row.bar is not None else (None, None)
        if first is not None:
            rect.setLeft(min(max(rows.x(first), area.left()), area.right()))
        if last is not None:
            rect.setRight(min(max(rows.x(last + 1), rect.left() + 1), area.right() + 1))
        return rect

    def neighbour(self, item: Item | None, across: int, down: int) -> Item | None:
        """Return the index of the row of the next project (``down`` 1) or the previous one (-1).

        For ``item`` None it is that of the first project. Headings of groups are skipped. None at the ends, and where
        rows are not read yet. With a step ``across``, scroll through time instead and return ``item``.
        """
        if across:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + across * bar.pageStep() // 8)
            return item
        rows = self.geometry_of_rows.rows
        at, step = (item, down or 1) if isinstance(item, int) else (-1, 1)
        index = at + step
        while 0 <= index < len(rows) and isinstance(rows[index], GroupRow):
            index += step
        return index if 0 <= index < len(rows) and rows[index] is not None else None

    def tip_of(self, item: Item) -> str:
        """Return all texts of a row (title, dates, note, grants), one on each line; empty if there is no such row."""
        row = self.row(item)
        if row is None:
            return ""
        return "\n".join(filter(None, (row.ref.title, row.label, row.note, row.grants, row.grants_as_given)))

    def copy_for_file(self) -> "TimelineCanvas":
        """Return a timeline of all rows, as wide as this one but at least 1,000 pixels, without a current row.

        Rows that are not read yet are left blank.
        """
        copy = TimelineCanvas()
        copy.setFont(self.font())
        copy.setLayoutDirection(self.layoutDirection())
        copy.set_theme(self.theme)
        copy.resize(max(self.viewport().width(), _LEAST_FILE_WIDTH), self.height())
        if self.geometry_of_rows.view is not None:
            copy.show_view(self.geometry_of_rows.view)
        copy.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return copy

    def whole_size(self) -> QSize:
        """Return the size of the heading and all rows in pixels, in the width of this widget.

        All years fit into it unless ``zoom`` has enlarged them; in a copy for a file they fit.
        """
        return QSize(self.width(), self.geometry_of_rows.height + self.pinned.top() + 1)

    def paint_content(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the headings and years, the rows within ``exposed``, and the frame around the current row."""
        drawing = TimelineDrawing(painter, self.geometry_of_rows, self, self.theme)
        drawing.paint(exposed)
        current = self.current
        if isinstance(current, int) and self.row(current) is not None:
            rows = self.geometry_of_rows
            painter.setClipRect(QRect(0, rows.area.top(), self.viewport().width(), rows.area.height()))
            rect = QRectF(0, rows.top_of(current), self.viewport().width(), rows.height_of(current))
            paint_frame(painter, rect, self.theme, focused=self.hasFocus())

    def click(self, point: QPointF, *, apart: bool) -> None:
        """Emit ``year_chosen`` for a point in the heading of years; elsewhere do what ``Canvas.click`` does."""
        rows = self.geometry_of_rows
        inside = rows.area.left() <= point.x() <= rows.area.right()
        if point.y() < self.pinned.top() and inside and rows.view is not None:
            self.year_chosen.emit(date.fromordinal(max(rows.day_at(point.x()), 1)).year)
        super().click(point, apart=apart)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.geometry_of_rows.offset = self.offset()
        super().scrollContentsBy(dx, dy)
