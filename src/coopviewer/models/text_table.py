"""A short table of texts that can be filtered by typing: the actions of the window, the links of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from coopviewer.domain.text.folding import fold
from coopviewer.models.guard import guarded
from coopviewer.models.headed_table import HeadedTableModel, Index
from coopviewer.models.roles import Role, plain_tip


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row: a text for each column, and the value that the row represents, returned for Role.VALUE.

    ``spoken`` is read out in place of the text of the first cell; if empty, that text is read out.
    """

    cells: tuple[str, ...]
    value: object = None
    spoken: str = ""


class TextTableModel(HeadedTableModel):
    """Shows the rows that contain every word of a filter, in the order in which they were passed in."""

    def __init__(self, headers: Sequence[str], rows: Sequence[TextRow] = (), parent: QObject | None = None) -> None:
        """Show all rows; each of them must have as many cells as there are headers."""
        super().__init__(tuple(headers), parent)
        self._words: list[str] = []
        self._set_rows(rows)

    def set_rows(self, rows: Sequence[TextRow]) -> None:
        """Show other rows, each with as many cells as there are headers, and the same filter; the model is reset."""
        self.beginResetModel()
        self._set_rows(rows)
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show the rows whose cells together contain every word of ``text``, also inside words.

        Accents and case are ignored. An empty text shows all rows. The model is reset.
        """
        self.beginResetModel()
        self._words = fold(text).split()
        self._apply_filter()
        self.endResetModel()

    @property
    def total(self) -> int:
        """The number of rows, including those hidden by the filter."""
        return len(self._rows)

    def _set_rows(self, rows: Sequence[TextRow]) -> None:
        self._rows = tuple(rows)
        self._folded = tuple(fold(" ".join(row.cells)) for row in rows)
        self._apply_filter()

    def _apply_filter(self) -> None:
        pairs = zip(self._rows, self._folded, strict=True)
        self._shown = [row for row, text in pairs if all(word in text for word in self._words)]

    # Qt overrides

    @guarded
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = row.spoken if index.column() == 0 else ""
            return spoken or (None if row.cells[index.column()] else self.tr("empty"))
        return row.value if role == Role.VALUE else None
