"""The part of a table model that all tables of texts share: as many columns as it has headers."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopviewer.models.guard import guarded

Index = QModelIndex | QPersistentModelIndex


class HeadedTableModel(QAbstractTableModel):
    """A table model with a title for each column; a subclass provides the rows, and may replace the titles."""

    def __init__(self, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        """Start with these headers."""
        super().__init__(parent)
        self._headers = headers

    # Qt overrides

    @guarded
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._headers[section] if 0 <= section < len(self._headers) else None
