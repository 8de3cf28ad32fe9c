"""Where everything of the coverage is: countries from top to bottom, columns from the leading side."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetrics

from coopviewer.rendering.overviews.coverage_rows import CoverageView, GridGroup, GridRow

_GAP = 8  # pixels between the text of a heading and its borders
_WIDEST = 11  # times the height of a line, for a column


class Cell(NamedTuple):
    """A place of the grid that can be current: a line and a column.

    ``line`` counts the lines of the grid; HEADING, LISTED and NOT_LISTED are the parts of a column's heading.
    ``column`` counts the columns; NAME is that of the countries.
    """

    line: int
    column: int


HEADING, LISTED_SIGN, NOT_LISTED_SIGN = -3, -2, -1
NAME = -1


class CoverageGeometry:
    """Places the lines and columns of one coverage in a viewport; ``area`` is the part of it in which they scroll."""

    def __init__(self) -> None:
        """Start without lines, in a viewport without size."""
        self.view: CoverageView | None = None
        self.area = QRect()
        self.offset = QPoint()
        self.line = 1
        self.folded: frozenset[str] = frozenset()
        """The titles of the groups whose rows are hidden."""
        self.shown: tuple[int, ...] = ()
        """The indexes of the lines that are shown."""
        self.names = 1
        self._lefts: list[int] = [0]

    @property
    def row_height(self) -> int:
        """The height of a line of the grid."""
        return round(self.line * 1.6)

    @property
    def height(self) -> int:
        """The height of all shown lines."""
        return len(self.shown) * self.row_height

    @property
    def width(self) -> int:
        """The width of all columns but that of the countries."""
        return self._lefts[-1]

    def place(self, metrics: QFontMetrics, width: int) -> None:
        """Place lines and columns in a viewport of a width."""
        self.line = metrics.height()
        view = self.view
        if view is None:
            return
        hidden, self_shown = False, []
        for index, line in enumerate(view.lines):
            if isinstance(line, GridGroup):
                hidden = line.title in self.folded
                self_shown.append(index)
            elif not hidden:
                self_shown.append(index)
        self.shown = tuple(self_shown)
        self.names = min(round(self.line * 13), max(width * 2 // 5, 1))
        lefts = [0]
        for column in view.columns:
            wanted = max(_longest_word(metrics, column.title), _longest_word(metrics, column.detail)) + 2 * _GAP
            lefts.append(lefts[-1] + min(max(wanted, self.line * 5), self.line * _WIDEST))
        spare = max(width - self.names - lefts[-1], 0)
        count = max(len(view.columns), 1)
        self._lefts = [left + min(spare // count, self.line * 3) * index for index, left in enumerate(lefts)]

    def pinned(self, *, right_to_left: bool) -> QMargins:
        """Return the margins for the headings, the countries, and the totals."""
        head, foot = round(self.line * 5.4), round(self.line * 2.8)
        return QMargins(0, head, self.names, foot) if right_to_left else QMargins(self.names, head, 0, foot)

    def left_of(self, column: int) -> int:
        """Return the left of a column in a viewport from left to right; NAME is that of the countries."""
        return 0 if column == NAME else self.names - self.offset.x() + self._lefts[column]

    def width_of(self, column: int) -> int:
        """Return the width of a column."""
        return self.names if column == NAME else self._lefts[column + 1] - self._lefts[column]

    def columns_in(self, width: int) -> Iterator[int]:
        """Yield the columns in view in a viewport of a width."""
        for column in range(len(self._lefts) - 1):
            left = self.left_of(column)
            if left + self.width_of(column) > self.names and left < width:
                yield column

    def column_at(self, x: float) -> int | None:
        """Return the column at a position from the leading side, None beside all of them."""
        if x < self.names:
            return NAME
        at = bisect_right(self._lefts, x - self.names + self.offset.x()) - 1
        return at if 0 <= at < len(self._lefts) - 1 else None

    def top_of(self, place: int) -> int:
        """Return the top of the shown line at a place."""
        return self.area.top() - self.offset.y() + place * self.row_height

    def lines_in(self, top: int, bottom: int) -> Iterator[tuple[int, int, GridGroup | GridRow]]:
        """Yield top, index and line of the shown lines between two heights, both included."""
        if self.view is None:
            return
        first = max((top - self.area.top() + self.offset.y()) // self.row_height, 0)
        for place in range(first, len(self.shown)):
            if self.top_of(place) > bottom:
                return
            index = self.shown[place]
            yield self.top_of(place), index, self.view.lines[index]

    def rect_of(self, cell: Cell) -> QRectF:
        """Return where a cell is, in a viewport from left to right; empty if its line is hidden."""
        left, width = self.left_of(cell.column), self.width_of(cell.column)
        if cell.line == HEADING:
            return QRectF(left, 0, width, self.area.top() - self.row_height)
        if cell.line in (LISTED_SIGN, NOT_LISTED_SIGN):
            half = width / 2
            first = left if cell.line == LISTED_SIGN else left + half
            return QRectF(first, self.area.top() - self.row_height, half, self.row_height)
        place = bisect_right(self.shown, cell.line) - 1
        if place < 0 or self.shown[place] != cell.line:
            return QRectF()
        return QRectF(left, self.top_of(place), width, self.row_height)


def _longest_word(metrics: QFontMetrics, text: str) -> int:
    """Return the width of the longest word, since headings are wrapped."""
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
