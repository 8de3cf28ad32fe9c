"""A short table of texts that can be narrowed by typing: the actions of the window, the links of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopviewer.domain.text.folding import fold
from coopviewer.models.roles import Role, plain_tip

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row: one text a column, and what the row stands for (``value``, asked for by Role.VALUE)."""

    cells: tuple[str, ...]
    value: object = None


class TextTableModel(QAbstractTableModel):
    """Shows those rows that hold every word of a filter, in the order in which they were given."""

    def __init__(self, headers: Sequence[str], rows: Sequence[TextRow] = (), parent: QObject | None = None) -> None:
        """Show all rows; each has as many cells as there are headers."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._words: list[str] = []
        self._take(rows)

    def set_rows(self, rows: Sequence[TextRow]) -> None:
        """Show other rows, narrowed by the same filter."""
        self.beginResetModel()
        self._take(rows)
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show the rows in whose cells every word of ``text`` stands; accents and case do not matter."""
        self.beginResetModel()
        self._words = fold(text).split()
        self._narrow()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many rows there are, those that the filter hides included."""
        return len(self._rows)

    def _take(self, rows: Sequence[TextRow]) -> None:
        self._rows = tuple(rows)
        self._folded = tuple(fold(" ".join(row.cells)) for row in rows)
        self._narrow()

    def _narrow(self) -> None:
        pairs = zip(self._rows, self._folded, strict=True)
        self._shown = [row for row, text in pairs if all(word in text for word in self._words)]

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._headers[section] if 0 <= section < len(self._headers) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[index.column()])
        return row.value if role == Role.VALUE else None
