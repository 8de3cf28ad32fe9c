"""The selected rows of the annotation browser's table: their number, their annotations and their text."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QTableView

from coopviewer.models.annotations.table import AnnotationTableModel


class SelectedRows(QObject):
    """Reads the selection of a view that selects whole rows, as runs of rows, so that its length does not matter."""

    changed = Signal(int)
    """The number of selected rows."""

    def __init__(self, view: QTableView, table: AnnotationTableModel) -> None:
        """Read from a view that shows the table; its slots for a model reset must be connected before, to run first."""
        super().__init__(view)
        self._view, self._table = view, table
        view.selectionModel().selectionChanged.connect(self._emit_count)
        for signal in (table.modelReset, table.rowsRemoved, table.rowsInserted):
            signal.connect(self._emit_count)

    @property
    def count(self) -> int:
        """The number of selected rows."""
        return sum(last - first + 1 for first, last in self._runs())

    @property
    def are_all(self) -> bool:
        """Whether all rows are selected; False for a list without rows."""
        return 0 < self.count == self._table.rowCount()

    def uuids(self) -> tuple[str, ...]:
        """Return the annotations of the selected rows in the order of the rows, including those not read yet."""
        return tuple(uuid for first, last in self._runs() for uuid in self._table.rows.uuids(first, last))

    def text(self) -> tuple[str, int]:
        """Return the text of the selected rows that have been read, and their number; cells are separated by tabs."""
        rows = (row for first, last in self._runs() for row in range(first, last + 1))
        read = [self._table.row_cells(row) for row in rows if self._table.rows.annotation(row) is not None]
        return "\n".join("\t".join(cell.text for cell in cells) for cells in read), len(read)

    def _runs(self) -> list[tuple[int, int]]:
        """Return the first and last row of each selected run, from the top."""
        selection = self._view.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges})

    @Slot()
    def _emit_count(self) -> None:
        self.changed.emit(self.count)
