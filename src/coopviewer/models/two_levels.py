"""The bones of a tree of two levels, such as facets and their values; what its rows say is its subclasses' matter."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
TOP = 0  # the internal id of a row of the first level; that of a row below is its parent's row, from 1


class TwoLevels(QAbstractItemModel):
    """Rows have one column; ``tops`` and ``children`` say how many there are."""

    def tops(self) -> int:
        """Count the rows of the first level."""
        raise NotImplementedError

    def children_of(self, row: int) -> int:
        """Count the rows under one of the first level."""
        raise NotImplementedError

    def place(self, index: Index) -> tuple[int, int] | None:
        """Give the row of the first level and the row below it; None for a row of the first level, or no row."""
        if not index.isValid() or index.internalId() == TOP:
            return None
        return index.internalId() - 1, index.row()

    def tell_changed(self, row: int) -> None:
        """Say that all rows under one of the first level have changed."""
        parent = self.index(row, 0)
        self.dataChanged.emit(self.index(0, 0, parent), self.index(self.children_of(row) - 1, 0, parent))

    # Qt's names

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else TOP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        place = self.place(index)
        return QModelIndex() if place is None else self.createIndex(place[0], 0, TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return self.tops()
        return self.children_of(parent.row()) if parent.internalId() == TOP else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1
