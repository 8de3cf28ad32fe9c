"""Goes on with the row that stands where chosen ones were, once these are gone. Imported when used."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Slot
from PySide6.QtWidgets import QAbstractItemView


class NextRow(QObject):
    """Serves a view whose rows are chosen as a whole; Qt would go to the row above, and choose none."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Serve a view that has its model already."""
        super().__init__(view)
        self._view = view
        self._before = -1  # the row where the keyboard was before it was where it is: Qt moves it first of all
        self._place = -1  # of the rows that are going, where the keyboard was among them
        view.selectionModel().currentChanged.connect(self._note)
        view.model().rowsAboutToBeRemoved.connect(self._look)
        view.model().rowsRemoved.connect(self._choose)

    def go_to(self, index: QModelIndex) -> None:
        """Go to a row and choose it alone, whichever keys are held down meanwhile."""
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @Slot(QModelIndex, QModelIndex)
    def _note(self, _current: QModelIndex, previous: QModelIndex) -> None:
        self._before = previous.row()

    @Slot(QModelIndex, int, int)
    def _look(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._place = first if first <= self._before <= last else -1

    @Slot()
    def _choose(self) -> None:
        current, model = self._view.currentIndex(), self._view.model()
        if not current.isValid() or self._view.selectionModel().hasSelection():
            return
        row = current.row() if self._place < 0 else min(self._place, model.rowCount() - 1)
        self.go_to(current.siblingAtRow(row))
