"""Where the columns of the coverage are: first the countries, then the lists and counts.

They begin at the leading side: the left one, or the right one in a window that is laid out from right to left.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtGui import QFontMetrics

from coopviewer.rendering.overviews.coverage_grid import GridColumn

NAME = -1
"""The column of the countries, in place of an index."""
_GAP = 8  # pixels between the text of a heading and its borders
_NARROWEST, _WIDEST = 5, 9  # times the height of a line, for a column


class ColumnPlaces:
    """Positions of the columns of the coverage: first the column of countries, then the others.

    A column is given by its index, or NAME for the one of countries, which is ``names`` pixels wide and does not
    scroll. ``scrolled`` is by how many pixels the other columns are scrolled. Positions are pixels in a viewport that
    is laid out from left to right; for one from right to left the caller mirrors them.
    """

    def __init__(self) -> None:
        """Start without columns."""
        self.names = 1
        self.scrolled = 0
        self._line = 1
        self._lefts: list[int] = [0]
        self._narrow_lefts: list[int] = [0]  # without the spare width
        self._measured: tuple[tuple[GridColumn, ...], QFontMetrics] | None = None
        self._borders: list[int] = []  # the columns with which another kind of column begins

    @property
    def width(self) -> int:
        """The width of all columns but that of the countries, in pixels."""
        return self._lefts[-1]

    def place(self, metrics: QFontMetrics, columns: tuple[GridColumn, ...], width: int) -> None:
        """Compute the columns' positions in a viewport ``width`` pixels wide; ``metrics`` are those of the font."""
        self._line = metrics.height()
        self.names = min(round(self._line * 13), max(width * 2 // 5, 1))
        if self._measured is None or self._measured[0] is not columns or self._measured[1] != metrics:
            self._measure(metrics, columns)
        spare = max(width - self.names - self._narrow_lefts[-1], 0)
        extra = min(spare // max(len(columns), 1), self._line * 3)
        self._lefts = [left + extra * index for index, left in enumerate(self._narrow_lefts)]

    def _measure(self, metrics: QFontMetrics, columns: tuple[GridColumn, ...]) -> None:
        """Store the width that each column needs for its heading.

        For hundreds of columns this takes some milliseconds.
        """
        self._measured = (columns, QFontMetrics(metrics))
        self._narrow_lefts = [0]
        for column in columns:
            self._narrow_lefts.append(self._narrow_lefts[-1] + self._wanted_width(metrics, column))
        self._borders = [
            index
            for index, (before, column) in enumerate(pairwise(columns), 1)
            if before.kind is not column.kind and not (before.is_project and column.is_project)
        ]

    def _wanted_width(self, metrics: QFontMetrics, column: GridColumn) -> int:
        word = max(column.title.split(), key=len, default="")
        wanted = max(metrics.horizontalAdvance(text) if text else 0 for text in (word, column.detail)) + 2 * _GAP
        return min(max(wanted, self._line * _NARROWEST), self._line * _WIDEST)

    def left_of(self, column: int) -> int:
        """Return the x of a column's left side as it is scrolled, in a viewport laid out from left to right."""
        return 0 if column == NAME else self.names - self.scrolled + self._lefts[column]

    def width_of(self, column: int) -> int:
        """Return the width of a column in pixels."""
        return self.names if column == NAME else self._lefts[column + 1] - self._lefts[column]

    def columns_in(self, width: int) -> range:
        """Return the indexes of the columns in view, without that of countries, in a viewport ``width`` pixels wide."""
        first = bisect_right(self._lefts, self.scrolled) - 1
        last = bisect_right(self._lefts, self.scrolled + width - self.names - 1)
        return range(max(first, 0), min(last, len(self._lefts) - 1))

    def column_at(self, x: float) -> int | None:
        """Return the column at ``x`` pixels from the leading side as its index or NAME; None behind the last one."""
        if x < self.names:
            return NAME
        at = bisect_right(self._lefts, x - self.names + self.scrolled) - 1
        return at if 0 <= at < len(self._lefts) - 1 else None

    def borders(self, width: int) -> Iterator[int]:
        """Yield the x, in pixels, of each border between columns of different kinds that are in view.

        It is the left side of the column after the border. All kinds of columns of projects count as one kind.
        ``width`` is the width of the viewport in pixels.
        """
        columns = self.columns_in(width)
        at = bisect_right(self._borders, columns.start)
        while at < len(self._borders) and self._borders[at] < columns.stop:
            yield self.left_of(self._borders[at])
            at += 1
