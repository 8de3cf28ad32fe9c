"""The selected rows of the annotation browser's table: their number, their annotations and their text."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QTableView

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.browsing.addresses import Address
from coopviewer.models.annotations.cells import AnnotationCells, AnnotationColumn
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.rendering.document.copied import CopiedText
from coopviewer.widgets.common.copied_rows import copy_cells


def _cells(cells: AnnotationCells, annotation: Annotation) -> list[CopiedText]:
    texts = [CopiedText(cells.whole_text(annotation, column)) for column in AnnotationColumn]
    texts[AnnotationColumn.ENTRY] = texts[AnnotationColumn.ENTRY]._replace(address=str(Address(annotation.entry_id)))
    return texts


class SelectedRows(QObject):
    """Reads the selection of a view that selects whole rows.

    It reads runs of rows and not single rows, so that a long selection costs no more than a short one.
    """

    changed = Signal(int)
    """The number of selected rows, after each change of the selection or of the list; it may be the same as before."""

    def __init__(self, view: QTableView, table: AnnotationTableModel) -> None:
        """Read from a view that shows the table.

        Slots are called in the order of their connection. So whatever selects rows again after a reset of the model
        must be connected to the model before this object is created; otherwise ``changed`` is first emitted with 0.
        """
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
        """Return the uuids of the selected annotations in the order of the rows, also of rows that are not read yet."""
        return tuple(uuid for first, last in self._runs() for uuid in self._table.rows.uuids(first, last))

    def copy(self) -> int:
        """Copy the selected rows with their whole texts to the clipboard, and return how many were copied.

        Rows that have not been read yet are left out.
        """
        cells = self._table.cells
        rows = (row for first, last in self._runs() for row in range(first, last + 1))
        read = [found for row in rows if (found := self._table.rows.annotation(row)) is not None]
        return copy_cells(cells.labels.headers, (_cells(cells, annotation) for annotation in read))

    def _runs(self) -> list[tuple[int, int]]:
        """Return the first and last row of each selected run, from the top."""
        selection = self._view.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges})

    @Slot()
    def _emit_count(self) -> None:
        self.changed.emit(self.count)
