"""A long list of entries as a table that requests its rows when they come into view."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.pages import ListedEntry
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.headed_table import HeadedTableModel, Index
from coopviewer.models.roles import Role, plain_tip

_LONGEST_TITLE = 300  # characters in a row; no longer one fits on a screen, and drawing would take seconds

BATCH_SIZE = 200  # rows requested at once


class EntryColumn(IntEnum):
    """The columns of an EntryListModel; only projects have texts in TIMEFRAME and GRANT."""

    TITLE = 0
    KIND = 1
    TIMEFRAME = 2
    GRANT = 3


class EntryListModel(HeadedTableModel):
    """Rows are the entries of one long list; ``rows_wanted`` requests more of them, ``add_rows`` answers."""

    rows_wanted = Signal(int)
    """The offset of the next row to be read; ``BATCH_SIZE`` rows are wanted."""

    def __init__(
        self,
        headers: Sequence[str],
        kind_label: Callable[[EntryKind], str],
        icons: Callable[[EntryKind | None], QIcon],
        parent: QObject | None = None,
    ) -> None:
        """Start empty; ``kind_label`` and ``icons`` return the name and the icon of a kind of entry."""
        super().__init__(tuple(headers), parent)
        self._kind_label = kind_label
        self._icons = icons
        self._rows: list[ListedEntry] = []
        self._complete = True
        self._requesting = False

    def restart(self) -> None:
        """Remove all rows and request the first ones again: ``rows_wanted`` is emitted with 0."""
        self.beginResetModel()
        self._rows = []
        self._complete = True  # until the reset is over, so that nothing is requested while it lasts
        self.endResetModel()
        self._complete = False
        self.fetchMore(QModelIndex())

    def add_rows(self, entries: Sequence[ListedEntry]) -> None:
        """Append the next rows; fewer than ``BATCH_SIZE`` (200) means that there are no more."""
        self._complete = len(entries) < BATCH_SIZE
        if entries:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._rows.extend(entries)
            self.endInsertRows()

    # Qt overrides

    @guarded
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @guarded
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    @guarded
    def fetchMore(self, parent: Index) -> None:
        if self._requesting or not self.canFetchMore(parent):
            return
        self._requesting = True  # views call fetchMore again while rows are being inserted
        try:
            self.rows_wanted.emit(len(self._rows))
        finally:
            self._requesting = False

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.VALUE:
            return row.ref
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            cells = (
                f"{shorten(row.ref.title, _LONGEST_TITLE)}{f' · {row.ref.hint}' if row.ref.hint else ''}",
                self._kind_label(row.ref.kind),
                row.timeframe or "",
                row.grant or "",
            )
            text = cells[index.column()]
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == EntryColumn.TITLE:
            return self._icons(row.ref.kind)
        return None
