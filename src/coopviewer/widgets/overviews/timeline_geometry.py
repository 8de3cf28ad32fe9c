"""Positions of everything in the timeline: rows from top to bottom, days from left to right in every language."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QMargins, QPoint, QRect

from coopviewer.rendering.overviews.timeline_rows import BarRow, GroupRow
from coopviewer.rendering.overviews.timeline_view import TimelineView

_ZOOM = 1.25  # by one step
_MOST_PIXELS_PER_DAY = 8.0


class TimelineSizes(NamedTuple):
    """Sizes in pixels, in proportion to the height of a line of text.

    ``bar_row``: the height of a project's row.
    ``group_row``: the height of a group's heading.
    ``bar``: the height of a bar in its row.
    ``head``: the height of the heading of years.
    ``names``: the width of the column of names.
    ``grants``: the width of the column of grants; 0 if there are no grants, or no space for them.
    ``gap``: the margin inside these columns and above a bar.
    """

    bar_row: int
    group_row: int
    bar: int
    head: int
    names: int
    grants: int
    gap: int


class PlacedRow(NamedTuple):
    """A row with its index ``number``, from 0, and its top and height in pixels of the viewport."""

    number: int
    row: GroupRow | BarRow
    top: int
    height: int


class TimelineGeometry:
    """Positions of the rows of one timeline in a viewport; the rows scroll in the part ``area`` of the viewport.

    The canvas sets ``view`` (the timeline), calls ``place``, and then sets ``area`` and ``offset``: the point at the
    top left of ``area``, in pixels from the first day and the first row.
    """

    def __init__(self) -> None:
        """Start without rows, in a viewport without size."""
        self.view: TimelineView | None = None
        self.area = QRect()
        self.offset = QPoint()
        self.sizes = TimelineSizes(1, 1, 1, 1, 1, 0, 0)
        self.zoom = 0
        """Steps from the scale at which all years fit."""
        self._starts: tuple[int, ...] = (0,)  # the first row of each section, and the number of rows
        self._tops: tuple[int, ...] = (0,)  # the top of each section, and the height of all rows
        self._headings: tuple[bool, ...] = ()

    @property
    def rows(self) -> Sequence[GroupRow | BarRow | None]:
        """All rows of the timeline from top to bottom; None in place of a row that is not read yet."""
        return self.view.rows if self.view is not None else ()

    @property
    def height(self) -> int:
        """The height of all rows together, in pixels."""
        return self._tops[-1]

    @property
    def width(self) -> int:
        """The width of all years together, in pixels; 0 before ``view`` is set."""
        return 0 if self.view is None else round((self.view.last - self.view.first + 1) * self.scale)

    @property
    def scale(self) -> float:
        """The width of a day in pixels; 1 before ``view`` is set."""
        if self.view is None:
            return 1.0
        days = self.view.last - self.view.first + 1
        return float(max(self.area.width(), 1) / days * _ZOOM**self.zoom)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year in view."""
        first, last = self.day_at(self.area.left()), self.day_at(self.area.right())
        return date.fromordinal(max(first, 1)).year, date.fromordinal(max(last, 1)).year

    def place(self, line: int, width: int) -> None:
        """Compute the sizes of rows, bars and columns, and the tops of all rows, for a viewport ``width`` pixels wide.

        ``line`` is the height of a line of text in pixels.
        """
        has_grants = self.view is None or self.view.has_grants
        self.sizes = TimelineSizes(
            bar_row=round(line * 3.2),
            group_row=round(line * 2),
            bar=max(line, 6),
            head=round(line * 2.6),
            names=min(round(line * (15 if has_grants else 24)), width // 3),
            grants=round(line * 10) if has_grants and width >= 40 * line else 0,
            gap=max(line // 2, 4),
        )
        self._place_sections()

    def _place_sections(self) -> None:
        rows = self.view.rows if self.view is not None else None
        self._starts = (0,) if rows is None else rows.starts
        self._headings = () if rows is None else tuple(heading is not None for heading in rows.headings)
        heights = (
            has_heading * self.sizes.group_row + (after - start - has_heading) * self.sizes.bar_row
            for start, after, has_heading in zip(self._starts, self._starts[1:], self._headings, strict=False)
        )
        self._tops = (0, *accumulate(heights))

    def _top(self, index: int) -> int:
        """Return the top of a row in pixels, counted from the first row.

        For the index after the last row, the whole height.
        """
        section = bisect_right(self._starts, index) - 1
        below = index - self._starts[section]
        if not below:
            return self._tops[section]
        has_heading = self._headings[section]
        return self._tops[section] + has_heading * self.sizes.group_row + (below - has_heading) * self.sizes.bar_row

    def _index_at(self, top: int) -> int:
        """Return the index of the row at a height in pixels, counted from the top of the first row."""
        section = min(bisect_right(self._tops, top), len(self._tops) - 1) - 1
        if section < 0:
            return 0
        has_heading = self._headings[section]
        below = top - self._tops[section] - has_heading * self.sizes.group_row
        at = self._starts[section] if below < 0 else self._starts[section] + has_heading + below // self.sizes.bar_row
        return min(at, self._starts[section + 1])

    def pinned(self, *, right_to_left: bool) -> QMargins:
        """Return in pixels the margins that do not scroll: the heading (top), the names (left) and the grants (right).

        ``right_to_left``: the names are on the right and the grants on the left.
        """
        left, right = self.sizes.names, self.sizes.grants
        return QMargins(right, self.sizes.head, left, 0) if right_to_left else QMargins(left, self.sizes.head, right, 0)

    def set_zoom(self, steps: int) -> None:
        """Make the years 1.25 times as wide as now for each of ``steps``, or narrower likewise for negative ``steps``.

        With ``steps`` 0, all years fit into the width again. The years never become narrower than that. Steps that
        would make a day wider than 8 pixels are left out. ``offset`` is not adapted.
        """
        self.zoom = 0 if steps == 0 else max(self.zoom + steps, 0)
        while self.zoom and self.scale > _MOST_PIXELS_PER_DAY:
            self.zoom -= 1

    def x(self, day: int) -> float:
        """Return where a day (``date.toordinal``) begins, in pixels from the left side of the viewport."""
        first = self.view.first if self.view is not None else 1
        return self.area.left() - self.offset.x() + (day - first) * self.scale

    def day_at(self, x: float) -> int:
        """Return the day (``date.toordinal``) at a position, in pixels from the left side of the viewport."""
        first = self.view.first if self.view is not None else 1
        return first + int((x - self.area.left() + self.offset.x()) / self.scale)

    def top_of(self, index: int) -> int:
        """Return the top of the row with an index, from 0, in pixels of the viewport.

        For the number of rows as index it is the bottom of the last row.
        """
        return self._top(index) + self.sizes.head - self.offset.y()

    def height_of(self, index: int) -> int:
        """Return the height of the row with an index, from 0, in pixels."""
        return self._top(index + 1) - self._top(index)

    def rows_in(self, top: int, bottom: int) -> Iterator[PlacedRow]:
        """Yield the rows that are at least partly between two heights of the viewport, in pixels, both included.

        They come from top to bottom; rows that are not read yet are left out.
        """
        for index in range(self._index_at(max(top - self.sizes.head + self.offset.y(), 0)), len(self.rows)):
            y, row = self.top_of(index), self.rows[index]
            if y > bottom:
                return
            if row is not None:
                yield PlacedRow(index, row, y, self.height_of(index))


def new_year(year: int) -> int:
    """Return the first day of a year, as ``date.toordinal`` counts.

    A year before 1 counts as 1, a year after 9999 as 9999.
    """
    return date(min(max(year, 1), 9999), 1, 1).toordinal()
