"""Which rows of the annotation browser's table are chosen: how many, which annotations, and their text."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QTableView

from coopviewer.models.annotations.table import AnnotationTableModel


class ChosenRows(QObject):
    """Reads the selection of a view, whose rows are chosen as a whole; by its runs, however long these are."""

    changed = Signal(int)
    """How many rows are chosen."""

    def __init__(self, view: QTableView, table: AnnotationTableModel) -> None:
        """Read from a view that shows the table already, and has said what it does when that is reset."""
        super().__init__(view)
        self._view, self._table = view, table
        view.selectionModel().selectionChanged.connect(self._tell)
        for signal in (table.modelReset, table.rowsRemoved, table.rowsInserted):
            signal.connect(self._tell)

    @property
    def count(self) -> int:
        """How many rows are chosen."""
        return sum(last - first + 1 for first, last in self._runs())

    @property
    def are_all(self) -> bool:
        """Whether all rows are chosen; of a list without rows none are."""
        return 0 < self.count == self._table.rowCount()

    def uuids(self) -> tuple[str, ...]:
        """Give the annotations of all chosen rows, in their order, those that were not read yet included."""
        return tuple(uuid for first, last in self._runs() for uuid in self._table.rows.uuids(first, last))

    def text(self) -> tuple[str, int]:
        """Write the chosen rows that are read, their cells with tabs between them; with how many these are."""
        rows = (row for first, last in self._runs() for row in range(first, last + 1))
        read = [self._table.row_cells(row) for row in rows if self._table.rows.annotation(row) is not None]
        return "\n".join("\t".join(cell.text for cell in cells) for cells in read), len(read)

    def _runs(self) -> list[tuple[int, int]]:
        """Give the first and last row of each run that is chosen, from the top."""
        selection = self._view.selectionModel().selection()
        ranges = (selection.at(place) for place in range(selection.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges})

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.count)
