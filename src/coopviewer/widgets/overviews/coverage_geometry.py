"""Positions of everything in the coverage: countries from top to bottom, columns from the leading side."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from coopviewer.rendering.overviews.coverage_grid import GridGroup, GridLine
from coopviewer.rendering.overviews.coverage_rows import CoverageView
from coopviewer.widgets.overviews.coverage_columns import NAME, ColumnPlaces

_LOW = 22  # times the height of a line: in a viewport that is lower, headings and totals are shortened


class Cell(NamedTuple):
    """A part of the grid that can be current: its line and its column.

    ``line``: the index of a line of the grid, or HEADING for the column's title, or LISTED_SIGN or NOT_LISTED_SIGN for
    one of the two signs under it, which filter the countries.
    ``column``: the index of a column, or NAME for that of the countries.
    """

    line: int
    column: int


HEADING, LISTED_SIGN, NOT_LISTED_SIGN = -3, -2, -1


class CoverageGeometry:
    """Positions of the lines and columns of one coverage in a viewport.

    ``area`` is the part of the viewport in which lines and columns scroll. Set ``view`` (the coverage), call ``place``,
    and then set ``area``.
    """

    def __init__(self) -> None:
        """Start without a coverage, in a viewport without size."""
        self.view: CoverageView | None = None
        self.area = QRect()
        self.offset = QPoint()
        self.line = 1
        self.folded: frozenset[str] = frozenset()
        """The titles of the groups whose rows are hidden."""
        self.shown: tuple[int, ...] = ()
        """The indexes, in ``view.lines``, of the lines that are shown, in order: all but the rows of folded groups."""
        self.columns = ColumnPlaces()
        self.is_low = False
        """Whether headings have one line of text, and totals one."""
        self._groups: list[int] = []  # the places of the headings of groups, among the shown lines

    def scroll_to(self, offset: QPoint) -> None:
        """Set that the point ``offset`` of the plane, in pixels, is at the top left of the area."""
        self.offset, self.columns.scrolled = offset, offset.x()

    @property
    def row_height(self) -> int:
        """The height in pixels of one line, which is a country or the heading of a group."""
        return round(self.line * 1.6)

    @property
    def height(self) -> int:
        """The height in pixels of all lines in ``shown``, also those out of view; without the headings (``head``)."""
        return len(self.shown) * self.row_height

    @property
    def band_height(self) -> int:
        """The height in pixels of the heading over all columns of projects.

        0 in a low viewport, which has no space for it.
        """
        return 0 if self.is_low else round(self.line * 1.25)

    @property
    def head(self) -> int:
        """The height in pixels of the headings, with the row of signs under them that filter the countries."""
        return self.band_height + (1 if self.is_low else 3) * self.line + self.row_height

    def place(self, metrics: QFontMetrics, size: QSize) -> None:
        """Compute where the lines and columns of ``view`` are in a viewport of ``size``; ``metrics`` are the font's."""
        self.line = metrics.height()
        self.is_low = size.height() < self.line * _LOW
        if self.view is None:
            return
        self._place_lines(self.view)
        self.columns.place(metrics, self.view.columns, size.width())

    def _place_lines(self, view: CoverageView) -> None:
        is_hidden, self._groups = False, []
        shown: list[int] = []
        for index, line in enumerate(view.lines):
            if isinstance(line, GridGroup):
                is_hidden = line.title in self.folded
                self._groups.append(len(shown))
                shown.append(index)
            elif not is_hidden:
                shown.append(index)
        self.shown = tuple(shown)

    def pinned(self, *, right_to_left: bool) -> QMargins:
        """Return the margins that do not scroll, in pixels: headings at the top, countries at a side, totals below.

        The countries are at the left, with ``right_to_left`` at the right.
        """
        foot = round(self.line * (1.5 if self.is_low else 2.8))
        return (
            QMargins(0, self.head, self.columns.names, foot)
            if right_to_left
            else QMargins(self.columns.names, self.head, 0, foot)
        )

    def top_of(self, place: int) -> int:
        """Return the top of a shown line in pixels of the viewport; ``place`` counts the shown lines from 0."""
        return self.area.top() - self.offset.y() + place * self.row_height

    def lines_in(self, top: int, bottom: int) -> Iterator[tuple[int, int, GridLine]]:
        """Yield the shown lines between two heights of the viewport (pixels, both included), from the top.

        For each: its top in pixels, its index in ``view.lines``, and the line.
        """
        if self.view is None:
            return
        first = max((top - self.area.top() + self.offset.y()) // self.row_height, 0)
        for place in range(first, len(self.shown)):
            if self.top_of(place) > bottom:
                return
            index = self.shown[place]
            yield self.top_of(place), index, self.view.lines[index]

    @property
    def is_grouped(self) -> bool:
        """Whether any line is the heading of a group."""
        return bool(self._groups)

    def sticky(self) -> tuple[int, int] | None:
        """Return the top (pixels) and the line's index of the group heading kept at the top while its rows scroll.

        None if no heading has been scrolled beyond the top.
        """
        place = self.offset.y() // self.row_height
        at = bisect_right(self._groups, place) - 1
        if at < 0 or self.top_of(self._groups[at]) >= self.area.top():
            return None
        top = self.area.top()
        if at + 1 < len(self._groups):  # the next heading moves it out of view
            top = min(top, self.top_of(self._groups[at + 1]) - self.row_height)
        return top, self.shown[self._groups[at]]

    def rect_of(self, cell: Cell) -> QRectF:
        """Return a cell's rectangle, columns running from left to right; empty if its line is folded away or not there.

        The coverage must have the cell's column. Lines and columns that are out of view have rectangles outside
        ``area``.
        """
        left, width = self.columns.left_of(cell.column), self.columns.width_of(cell.column)
        signs = self.area.top() - self.row_height
        if cell.line == HEADING:
            top = 0 if cell.column == NAME else self.band_height
            return QRectF(left, top, width, signs - top)
        if cell.line in (LISTED_SIGN, NOT_LISTED_SIGN):
            first = left if cell.line == LISTED_SIGN else left + width / 2
            return QRectF(first, signs, width / 2, self.row_height)
        place = bisect_right(self.shown, cell.line) - 1
        if place < 0 or self.shown[place] != cell.line:
            return QRectF()
        return QRectF(left, self.top_of(place), width, self.row_height)

    def band(self) -> QRectF:
        """Return the rectangle of the common heading above all columns of projects.

        Empty if there are no such columns, or no space for it (``band_height`` 0).
        """
        projects = [index for index, column in enumerate(self.view.columns) if column.is_project] if self.view else []
        if not projects or not self.band_height:
            return QRectF()
        left, last = self.columns.left_of(projects[0]), projects[-1]
        return QRectF(left, 0, self.columns.left_of(last) + self.columns.width_of(last) - left, self.band_height)


def two_lines(metrics: QFontMetricsF, text: str, width: float) -> list[str]:
    """Divide a text between words into at most two lines, of which the last may be wider than ``width`` pixels.

    If already its first word is wider, the text is one line. Empty for an empty text.
    """
    first, rest = "", ""
    for word in text.split():
        if not rest and metrics.horizontalAdvance(f"{first} {word}".strip()) <= width:
            first = f"{first} {word}".strip()
        else:
            rest = f"{rest} {word}".strip()
    return [part for part in (first, rest) if part]
