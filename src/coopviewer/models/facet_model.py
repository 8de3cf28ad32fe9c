"""The facets of a search: each with its values, how many results have each value, and which values are chosen."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from coopviewer.domain.search.answer import FacetCounts, FacetValue
from coopviewer.domain.search.query import Facet
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role, plain_tip

_Index = QModelIndex | QPersistentModelIndex
_TOP = 0  # the internal id of a facet's row; that of a value's is its facet's row, from 1


class FacetModel(QAbstractItemModel):
    """The facets of a search (such as country or year) as a tree, with their values and numbers of results under them.

    Check boxes show which values are chosen. A click on a box only emits ``value_toggled``: the box changes when the
    new state comes back with ``show_counts``. A value that has no results and is not chosen is disabled; a value whose
    results were not counted in time can be chosen.
    """

    value_toggled = Signal(object, object)
    """The user clicked the box of a value: its Facet, and the FacetValue."""

    def __init__(
        self,
        facet_label: Callable[[FacetCounts], str],
        value_label: Callable[[Facet, FacetValue], str],
        parent: QObject | None = None,
    ) -> None:
        """Start empty; ``facet_label`` returns the heading of a facet, ``value_label`` the name of a value."""
        super().__init__(parent)
        self._facet_label = facet_label
        self._value_label = value_label
        self._facets: tuple[FacetCounts, ...] = ()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_counts(self, facets: Sequence[FacetCounts]) -> None:
        """Show these counts in place of the previous ones; facets without values are left out.

        If facets and values are the same as before, their rows are redrawn; otherwise the model is reset.
        """
        shown = tuple(counts for counts in facets if counts.values)
        same_values = [_identity(counts) for counts in shown] == [_identity(counts) for counts in self._facets]
        if not same_values:
            self.beginResetModel()
        self._facets = shown
        if not same_values:
            self.endResetModel()
            return
        for row in range(len(shown)):
            parent = self.index(row, 0)
            self.dataChanged.emit(parent, parent)
            self.dataChanged.emit(self.index(0, 0, parent), self.index(self.rowCount(parent) - 1, 0, parent))

    def _value(self, index: _Index) -> tuple[Facet, FacetValue] | None:
        """Return the facet and the value of a row; None for the row of a facet and for an invalid index."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        counts = self._facets[index.internalId() - 1]
        return counts.facet, counts.values[index.row()]

    def _value_data(self, facet: Facet, value: FacetValue, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{self._value_label(facet, value)}  {_count(value) or '…'}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._value_label(facet, value)}  {_count(value) or self.tr('not counted')}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._value_label(facet, value))
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if value.chosen else Qt.CheckState.Unchecked
            case Role.VALUE:
                return value
        return None

    # Qt overrides

    @guarded
    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _TOP)

    @guarded
    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._facets)
        return len(self._facets[parent.row()].values) if parent.internalId() == _TOP else 0

    @guarded
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @guarded
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        value_of_row = self._value(index)
        if value_of_row is None:
            return Qt.ItemFlag.ItemIsEnabled
        _, value = value_of_row
        if not (value.count or value.more or value.chosen):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    @guarded
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        value_of_row = self._value(index)
        if value_of_row is not None:
            return self._value_data(*value_of_row, role)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        return self._facet_label(self._facets[index.row()]) if role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        value_of_row = self._value(index)
        if value_of_row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        facet, counted = value_of_row
        self.value_toggled.emit(facet, counted)
        return True


def _identity(counts: FacetCounts) -> tuple[Facet, tuple[str, ...]]:
    return counts.facet, tuple(value.value for value in counts.values)


def _count(value: FacetValue) -> str:
    """Return the count of a value as text, with a plus if counting was stopped; empty if it had not counted any."""
    if value.more:
        return f"{language().number(value.count)}+" if value.count else ""
    return language().number(value.count)
