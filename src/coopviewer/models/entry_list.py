"""A long list of entries as a table that asks for its rows when they come into view."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.pages import ListedEntry
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.roles import Role

PART = 200  # rows asked for at once
_Index = QModelIndex | QPersistentModelIndex


class EntryColumn(IntEnum):
    """The columns; the last two stand for projects alone."""

    TITLE = 0
    KIND = 1
    TIMEFRAME = 2
    GRANT = 3


class EntryListModel(QAbstractTableModel):
    """Rows of one list; ``rows_wanted`` asks for more from an offset, ``add_rows`` answers."""

    rows_wanted = Signal(int)

    def __init__(
        self,
        headers: Sequence[str],
        kinds: Callable[[EntryKind], str],
        icons: Callable[[EntryKind | None], QIcon],
        parent: QObject | None = None,
    ) -> None:
        """Start empty; ``headers`` name the columns in order, ``kinds`` and ``icons`` give word and sign of a kind."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._kinds = kinds
        self._icons = icons
        self._rows: list[ListedEntry] = []
        self._complete = True
        self._asking = False

    def restart(self) -> None:
        """Forget the rows; the first ones are asked for at once."""
        self.beginResetModel()
        self._rows = []
        self._complete = True  # until the reset is over: nothing may be asked for meanwhile
        self.endResetModel()
        self._complete = False
        self.fetchMore(QModelIndex())

    def add_rows(self, found: Sequence[ListedEntry]) -> None:
        """Put the next rows at the end; fewer than PART: there are no more."""
        self._complete = len(found) < PART
        if found:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: _Index) -> None:
        if self._asking or not self.canFetchMore(parent):
            return
        self._asking = True  # views ask again while rows are being inserted
        try:
            self.rows_wanted.emit(len(self._rows))
        finally:
            self._asking = False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._headers[section] if 0 <= section < len(self._headers) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.VALUE:
            return row.ref
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            shown = (row.ref.title, self._kinds(row.ref.kind), row.timeframe or "", row.grant or "")
            return shown[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == EntryColumn.TITLE:
            return self._icons(row.ref.kind)
        return None
