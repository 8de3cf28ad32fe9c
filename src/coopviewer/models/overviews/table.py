"""The table of an overview as a Qt model: rows of texts, any number of them."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.guard import guarded
from coopviewer.models.headed_table import HeadedTableModel, Index
from coopviewer.models.roles import Role, plain_tip


class TableRow(Protocol):
    """A row of an OverviewTableModel: its texts, and the entry that it is about."""

    @property
    def cells(self) -> tuple[str, ...]:
        """A text for each column."""

    @property
    def ref(self) -> EntryRef | None:
        """The entry that the row is about, None for a group."""


class OverviewTableModel(HeadedTableModel):
    """Shows rows of texts; Role.REF returns the entry of a row, Role.VALUE the row itself."""

    def __init__(self, icons: Callable[[EntryKind | None], QIcon], parent: QObject | None = None) -> None:
        """Start empty; ``icons`` returns the icon of a kind of entry; it is never called with None."""
        super().__init__((), parent)
        self._icons = icons
        self._rows: Sequence[TableRow] = ()

    def show_rows(self, headers: tuple[str, ...], rows: Sequence[TableRow]) -> None:
        """Show other columns and rows; each row has as many cells as there are headers. The model is reset."""
        self.beginResetModel()
        self._headers, self._rows = headers, rows
        self.endResetModel()

    # Qt overrides

    @guarded
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        text = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and row.ref is not None:
            return self._icons(row.ref.kind)
        return {Role.REF: row.ref, Role.VALUE: row}.get(Role(role)) if role in (Role.REF, Role.VALUE) else None
