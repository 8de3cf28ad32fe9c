"""The picture of the timeline: a row for each project, whose bar fades where its dates are not known to the day."""

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
    """Shows a timeline: time scrolls sideways, projects up and down.

    What the base class calls an item (a thing that can be current or chosen) is here the index of a row, from 0.
    """

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
        """Show another timeline, at the same zoom as the previous one.

        If a row was current, the row with the same index becomes current; none does if that is a heading, is not read
        yet, or does not exist.
        """
        self.geometry_of_rows.view = view
        if self.current is not None and self.row(self.current) is None:
            self.set_current(None)
        self._place()
        self.refresh()

    def zoom(self, steps: int) -> None:
        """Make the years 1.25 times as wide for each of ``steps`` (negative: narrower), around the middle of the view.

        0: all years fit into the width; they never become narrower than that.
        """
        rows, area = self.geometry_of_rows, self.free_area()
        middle = rows.day_at(area.center().x())
        rows.set_zoom(steps)
        self.refresh()
        if rows.view is not None:
            self.horizontalScrollBar().setValue(round((middle - rows.view.first) * rows.scale - area.width() / 2))

    def row(self, item: Item) -> BarRow | None:
        """Return the project's row with the index ``item``.

        None if there is no such row, if it is not read yet, or if it is the heading of a group.
        """
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
        """Return the size in pixels of all that can be scrolled: all years wide, all rows high."""
        return QSize(self.geometry_of_rows.width, self.geometry_of_rows.height)

    def item_at(self, point: QPointF) -> Item | None:
        """Return the index of the project's row at a point of the viewport; None elsewhere, as on a group's heading."""
        if point.y() < self.pinned.top():
            return None
        at = int(point.y())
        for each in self.geometry_of_rows.rows_in(at, at):
            if isinstance(each.row, BarRow) and at < each.top + each.height:
                return each.number
        return None

    def rect_of(self, item: Item) -> QRectF:
        """Return the rectangle that is scrolled into view when a project's row becomes current, in the viewport.

        It is as high as the row, but only one pixel wide and in view, so that the timeline does not scroll sideways.
        Empty if ``item`` is not the index of a project's row.
        """
        if not isinstance(item, int) or self.row(item) is None:
            return QRectF()
        rows = self.geometry_of_rows
        return QRectF(rows.area.left(), rows.top_of(item), 1, rows.height_of(item))

    def bar_of(self, item: Item) -> QRectF:
        """Return the part of a project's bar that is in view, as a rectangle as high as the row.

        If the bar is wholly to the left or right of the view, the rectangle is one pixel wide and at that side. If the
        project has no dates, it is as wide as the view of the years. Empty if ``item`` is not the index of a project's
        row.
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
        """Return the index of the project's row after ``item`` (``down`` 1) or before it (-1).

        ``item`` is the index of a row, or None to get the first project's row. Headings of groups are skipped. None is
        returned if no row follows in that direction, or it is not read yet. If ``across`` is not 0, the timeline is
        scrolled instead, by that many eighths of the years in view, to later years (negative: to earlier ones), and
        ``item`` is returned.
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
        """Return all texts of a project's row (title, dates, note, grants), one on each line.

        Empty if ``item`` is not the index of a project's row.
        """
        row = self.row(item)
        if row is None:
            return ""
        return "\n".join(filter(None, (row.ref.full_title, row.label, row.note, row.grants, row.grants_as_given)))

    def copy_for_file(self) -> "TimelineCanvas":
        """Return another canvas with the same timeline, to be painted into a file.

        It is as wide as this one but at least 1,000 pixels, and has no current row. Rows that are not read yet are left
        blank.
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
        """Return the size in pixels of a picture of the whole timeline, in the width of this widget.

        The picture has the heading and all rows. Years that ``zoom`` has enlarged may not all be in it; a canvas made
        by ``copy_for_file`` is not enlarged, so it has all years.
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
        """Emit ``year_chosen`` if ``point`` is in the heading of years, or ``item_chosen`` if it is in a project's row.

        ``apart``: the project is to be opened in a new tab.
        """
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
