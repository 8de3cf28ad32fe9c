"""Lets the user sort the table of an overview: by a click on a heading, or by the column of the current cell."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction

from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable


class TableSorting(QObject):
    """Shows by which column a table is sorted, and emits ``sort_wanted`` when the user chooses one; it sorts nothing.

    The user clicks a heading, or chooses *Sort by this column* in the table's context menu.
    """

    sort_wanted = Signal(str)
    """The key of the column that the user wants the rows to be sorted by, after ``-`` if descending."""

    def __init__(self, table: QuietTable) -> None:
        """Watch ``table``, which cannot be sorted until ``show_sorts`` says by which columns it can."""
        super().__init__(table)
        self._table, self._sorts, self._sort = table, tuple[str, ...](), ""
        self._chosen: int | None = None  # the column that the user sorted by, until its rows are shown
        self.by_column = QAction(self.tr("Sort by this &column"), table)
        self.by_column.triggered.connect(self._sort_by_current)
        self.by_column.setVisible(False)
        table.addAction(self.by_column)
        table.horizontalHeader().sectionClicked.connect(self._sort_by)

    def show_sorts(self, sorts: tuple[str, ...], sort: str) -> None:
        """Show by which column the rows of the table are sorted now, and let the user choose among ``sorts``.

        ``sorts`` has one text for each column: the key that ``sort_wanted`` emits for it, or an empty text if the table
        cannot be sorted by this column. ``sort`` is the key of the column by which the rows are sorted, after ``-`` if
        descending. If ``sort`` is empty or is not among ``sorts``, no column is marked. If the user chose a column
        since the last call, the first cell of that column becomes current, and the order is read out by screen readers.
        """
        self._sorts, self._sort = sorts, sort
        header, key = self._table.horizontalHeader(), sort.removeprefix("-")
        column = sorts.index(key) if key and key in sorts else -1
        order = Qt.SortOrder.DescendingOrder if sort.startswith("-") else Qt.SortOrder.AscendingOrder
        header.setSectionsClickable(any(sorts))
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(column, order)
        self.by_column.setVisible(any(sorts))
        if self._chosen is not None:
            self._return_to(self._chosen, order)
            self._chosen = None

    def _return_to(self, column: int, order: Qt.SortOrder) -> None:
        model = self._table.model()
        self._table.setCurrentIndex(model.index(0, column))
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        ascending = order is Qt.SortOrder.AscendingOrder
        words = self.tr("Sorted by {column}") if ascending else self.tr("Sorted by {column}, descending")
        announce(self._table, words.format(column=heading))

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        key = self._sorts[column] if 0 <= column < len(self._sorts) else ""
        if key:
            self._chosen = column
            self.sort_wanted.emit(f"-{key}" if self._sort == key else key)

    @Slot()
    def _sort_by_current(self) -> None:
        self._sort_by(self._table.currentIndex().column())
