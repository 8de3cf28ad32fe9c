"""Selection of the next row after the selected rows of a view have been removed."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Slot
from PySide6.QtWidgets import QAbstractItemView


class NextRow(QObject):
    """After rows of a view are removed, selects the row that followed them, or the last row if none did.

    If the current row is still there, that row is selected instead. If any row is still selected, nothing happens. The
    view must select whole rows. Where several rows can be selected, Qt by itself would select none after a removal.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Serve a view that already has its model."""
        super().__init__(view)
        self._view = view
        self._previous_row = -1  # the previous current row, since Qt changes the current row before it removes rows
        self._removed_row = -1  # the first of the rows being removed, if the current row was among them
        view.selectionModel().currentChanged.connect(self._remember_previous)
        view.model().rowsAboutToBeRemoved.connect(self._find_removed_row)
        view.model().rowsRemoved.connect(self._select_next)

    def go_to(self, index: QModelIndex) -> None:
        """Make a row current and select only it, whatever modifier keys are pressed."""
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @Slot(QModelIndex, QModelIndex)
    def _remember_previous(self, _current: QModelIndex, previous: QModelIndex) -> None:
        self._previous_row = previous.row()

    @Slot(QModelIndex, int, int)
    def _find_removed_row(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._removed_row = first if first <= self._previous_row <= last else -1

    @Slot()
    def _select_next(self) -> None:
        current, model = self._view.currentIndex(), self._view.model()
        if not current.isValid() or self._view.selectionModel().hasSelection():
            return
        row = current.row() if self._removed_row < 0 else min(self._removed_row, model.rowCount() - 1)
        self.go_to(current.siblingAtRow(row))
