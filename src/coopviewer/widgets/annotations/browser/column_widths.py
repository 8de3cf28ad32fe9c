"""The widths of the columns in the table of the annotation browser."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QTableView

from coopviewer.models.annotations.cells import AnnotationCells, AnnotationColumn
from coopviewer.widgets.annotations.browser.table_delegate import SAMPLE

_SHARES = {
    AnnotationColumn.ENTRY: 23,  # as many titles are long, and no other column says what a row is about
    AnnotationColumn.QUOTATION: 15,
    AnnotationColumn.NOTE: 25,
    AnnotationColumn.TAGS: 11,
    AnnotationColumn.AUTHOR: 6,
}
"""The shares of columns in the width that the other columns leave; those are as wide as their widest text."""
_CELL_PADDING = 12  # pixels beside a text
_LEAST_CHARACTERS = 110  # the minimum width of all columns; a narrower view scrolls sideways


class ColumnWidths(QObject):
    """Divides the width of a table among its columns, until the user resizes a column."""

    def __init__(self, view: QTableView, cells: AnnotationCells) -> None:
        """Prepare to divide the width of ``view``; ``cells`` has the texts by which columns are measured."""
        super().__init__(view)
        self._view, self._cells = view, cells
        self._adjusting = False  # while widths are set here, and not by the user
        self._set_by_user = False
        view.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def share_width(self) -> None:
        """Divide the current width of the table among the columns, unless the user has resized one.

        Columns of few values, such as *Status*, get the width of their widest text, and the others share the rest. A
        table narrower than 110 average characters is divided as if it were that wide, and scrolls sideways.
        """
        if self._set_by_user:
            return
        self._adjusting = True
        width = max(self._view.viewport().width(), _LEAST_CHARACTERS * self._view.fontMetrics().averageCharWidth())
        fixed = {column: self._width_of(column) for column in AnnotationColumn if column not in _SHARES}
        shares, least = dict(_SHARES), self._least_of(AnnotationColumn.AUTHOR)
        if (width - sum(fixed.values())) * shares[AnnotationColumn.AUTHOR] // sum(shares.values()) < least:
            fixed[AnnotationColumn.AUTHOR] = least
            del shares[AnnotationColumn.AUTHOR]
        for column in AnnotationColumn:
            share = (width - sum(fixed.values())) * shares.get(column, 0) // sum(shares.values())
            self._view.setColumnWidth(column, fixed.get(column, share))
        self._adjusting = False

    def _least_of(self, column: AnnotationColumn) -> int:
        """Return the width, in pixels, in which the heading of a column can be read."""
        heading = self._view.model().headerData(column, Qt.Orientation.Horizontal)
        return self._view.horizontalHeader().fontMetrics().horizontalAdvance(str(heading)) + _CELL_PADDING

    def _width_of(self, column: AnnotationColumn) -> int:
        """Return the width, in pixels, in which a column of few values can show the widest of them."""
        text_width = max(map(self._view.fontMetrics().horizontalAdvance, self._cells.sample_texts(column)))
        sample = SAMPLE.width() + _CELL_PADDING // 2 if column is AnnotationColumn.COLOUR else 0
        return text_width + _CELL_PADDING + sample

    @Slot(int)
    def _on_section_resized(self, section: int) -> None:
        """Note that the user resized a column; the last one does not count, since Qt stretches it itself."""
        if section != AnnotationColumn.CHANGED and not self._adjusting:
            self._set_by_user = True
