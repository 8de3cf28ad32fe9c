"""How wide the columns of the annotation browser's table are. Imported when used."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QTableView

from coopviewer.models.annotations.cells import AnnotationCells, Column
from coopviewer.widgets.annotations.browser.table_delegate import SAMPLE

_PARTS = {Column.ENTRY: 17, Column.QUOTATION: 16, Column.NOTE: 27, Column.TAGS: 12, Column.AUTHOR: 8}
"""Columns that share what the others leave, which are as wide as what they can show."""
_CELL_AIR = 12  # pixels, beside a text
_LEAST = 110  # characters' widths that the columns share at least; in less room one scrolls sideways


class ColumnWidths(QObject):
    """Shares out the width of a view among its columns, until the person gives one a width of its own."""

    def __init__(self, view: QTableView, cells: AnnotationCells) -> None:
        """Serve a view; ``cells`` know what its columns can show."""
        super().__init__(view)
        self._view, self._cells = view, cells
        self._sharing, self._own = False, False  # whether the person gave the columns widths of their own
        view.horizontalHeader().sectionResized.connect(self._keep)

    def share_out(self) -> None:
        """Fit the columns to the room that there is now."""
        if self._own:
            return
        self._sharing = True
        room = max(self._view.viewport().width(), _LEAST * self._view.fontMetrics().averageCharWidth())
        whole = {column: self._width_of(column) for column in Column if column not in _PARTS}
        for column in Column:
            part = (room - sum(whole.values())) * _PARTS.get(column, 0) // sum(_PARTS.values())
            self._view.setColumnWidth(column, whole.get(column, part))
        self._sharing = False

    def _width_of(self, column: Column) -> int:
        """Give how wide a column is that shows one of a few values."""
        words = max(map(self._view.fontMetrics().horizontalAdvance, self._cells.all_shown(column)))
        return words + _CELL_AIR + (SAMPLE.width() + _CELL_AIR // 2 if column is Column.COLOUR else 0)

    @Slot(int)
    def _keep(self, section: int) -> None:
        """Take note that the person gave a column a width; the last one is stretched by Qt itself."""
        if section != Column.CHANGED and not self._sharing:
            self._own = True
